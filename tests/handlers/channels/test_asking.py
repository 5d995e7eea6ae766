"""A channel with a customer is asked for, and its TAM says yes or no."""

from concurrent.futures import ThreadPoolExecutor

from handlers.kit.feature import Complain, Open, Place
from policies.channels import Kind, State
from tests.handlers.channels.conftest import ASKED, Company
from tests.handlers.companies import ANA, BEN, CLEO, GRACE, HUGO, OLA, labels, words


def test_the_tam_of_the_account_is_asked_once_the_minimum_is_met(company: Company) -> None:
    told = words(company.ask())
    assert "✔ Cleo Lopez is asked to approve." in told
    (card,) = company.letters(CLEO)
    assert "Ana Lopez asks for a channel with Acme" in words(card)
    assert "$100,000 IACV" in words(card)
    assert "The customer gains: Fast answers" in words(card)
    assert labels(card) == ["Approve", "Decline…"]


def test_the_approval_is_told_and_the_channel_is_theirs_to_create(company: Company) -> None:
    company.ask()
    shown = company.press(company.letters(CLEO)[0], "Approve", CLEO)
    assert "✔ Approved, and they have been told." in words(shown)
    told = company.letters(ANA)[-1]
    assert "Cleo Lopez has approved the channel with Acme." in words(told)
    assert "I create no channel" in words(told)
    assert labels(company.card_of_tam()) == []
    assert "approved, not open yet" in words(company.card_of_tam()).casefold()
    said = company.told_of(company.press(told, "It is open…"), name="#ext-acme",
                           opened="2026-03-02")  # fmt: skip
    assert "✔ It is open, and may stay." in words(said)
    assert company.kept().close_by is None


def test_a_no_has_its_reason_and_can_be_taken_back(company: Company) -> None:
    company.ask()
    assert isinstance(company.decline(" "), Complain)
    shown = company.decline("Four people there ask <!here> one question a month")
    assert "has declined the channel with Acme" in words(company.letters(ANA)[-1])
    assert "&lt;!here&gt;" in words(company.letters(ANA)[-1])
    company.press(shown, "Undo", CLEO)
    assert company.kept().state is State.ASKED
    assert "taken the last step" in words(company.letters(ANA)[-1])


def test_one_dollar_less_is_a_clear_no_with_its_rule(company: Company) -> None:
    told = company.ask(iacv="99,999")
    assert "No channel: $99,999 IACV is below $100,000." in words(told)
    assert labels(told) == []
    assert company.letters(CLEO) == []
    assert "You have a part in no channel" in words(company.write(""))
    assert "Free is below it" in words(company.ask(tier="free"))


def test_an_sa_who_is_told_no_is_offered_a_temporary_one(company: Company) -> None:
    told = company.ask(BEN, role="sa", iacv="20,000")
    opened = company.press(told, "Ask for a temporary one", BEN)
    assert isinstance(opened, Open)
    assert "Acme" in words(opened)
    shown = company.told_of(opened, BEN, account="Acme", kind="temporary", role="sa",
                            purpose="upgrade")  # fmt: skip
    assert "No approval is printed for a temporary channel" in words(shown)
    assert company.kept().state is State.APPROVED


def test_an_ae_does_not_ask_for_a_temporary_one(company: Company) -> None:
    told = words(company.ask_briefly(ANA, role="ae"))
    assert "names SAs and TAMs as those who ask" in told


def test_a_temporary_one_of_a_customer_with_the_minimum_may_last(company: Company) -> None:
    company.ask_briefly(tier="ultimate", iacv="250,000", ours="x", theirs="y")
    assert company.kept().kind is Kind.LASTING
    wrong = company.ask_briefly(account="Globex", tier="ultimate", iacv="250,000", tam="")
    assert isinstance(wrong, Complain)
    assert set(wrong.errors) == {"tam"}


def test_who_is_the_tam_has_approved_by_asking(company: Company) -> None:
    told = words(company.ask(CLEO, role="tam"))
    assert "You are its TAM, so that is your approval." in told
    assert company.letters(CLEO) == []
    assert company.kept().state is State.APPROVED


def test_only_the_tam_answers_and_only_once(company: Company) -> None:
    company.ask()
    assert words(company.approve(who=ANA)).startswith("Only Cleo Lopez")
    assert words(company.approve(who=HUGO)).startswith("Only Cleo Lopez")
    company.approve()
    assert "It is approved already, since" in words(company.approve())
    assert "It is approved already" in words(company.press_raw("channels.decline", "1", CLEO))


def test_what_is_missing_is_asked_for_in_its_field(company: Company) -> None:
    wrong = company.ask(account="", tam="", ours="", theirs="", kind="lasting")
    assert isinstance(wrong, Complain)
    assert set(wrong.errors) == {"account", "tam", "ours", "theirs"}
    assert "Which tier" in words(company.ask(tier="")) or "tier" in words(company.ask(tier=""))
    wrong = company.ask_briefly(purpose="", tam="U0NOBODY")
    assert isinstance(wrong, Complain)
    assert set(wrong.errors) == {"purpose", "tam"}


def test_of_an_account_one_is_under_way(either: Company) -> None:
    either.ask()
    wrong = either.ask(account=" ACME")
    assert "There is one under way for ACME, asked for by Ana Lopez." in words(wrong)
    assert "asked for by" not in words(either.ask(OLA, role="sa"))


def test_two_who_ask_at_once_make_one(either: Company) -> None:
    forms = [(either.write("ask", who), who) for who in (ANA, BEN)]
    with ThreadPoolExecutor(2) as pool:
        sent = [pool.submit(either.submit, form, who, **ASKED) for form, who in forms]
        replies = [each.result() for each in sent]
    assert len([each for each in replies if isinstance(each, Complain)]) == 1
    assert len(either.letters(CLEO)) == 1


def test_a_colleague_sees_none_of_it_and_both_managers_do(company: Company) -> None:
    company.ask()
    assert words(company.press_raw("channels.show", "1", BEN)).startswith("Only Ana Lopez")
    for who in (GRACE, HUGO, CLEO):
        assert "Acme" in words(company.press_raw("channels.show", "1", who))
    assert "Approve" in labels(company.press_raw("channels.show", "1", CLEO))
    assert "Approve" not in labels(company.press_raw("channels.show", "1", ANA))


def test_other_lines_are_the_calculators(company: Company) -> None:
    assert "Ask the account's TAM" in words(company.write("Premium 100k"))
    assert "No channel" in words(company.write("Free 150k"))
    assert "lists the channels" in words(company.write("help"))
    assert "between the two of us" in words(company.write("", place=Place.MENTION))
    assert labels(company.write("ask Acme", place=Place.DIRECT)) == ["Ask for a channel"]
