"""Who looks after the team gives a side away, and sees no more of a handoff than that takes."""

from handlers.kit.feature import Close
from tests.handlers.companies import ANA, BEN, CLEO, GRACE, HUGO, IMRAN, OLA, labels, words
from tests.handlers.handoffs.conftest import Company

TAKES = "Somebody else takes a side…"


def meet(company: Company) -> None:
    company.meet(OLA, roles=("sales-ops",))
    company.start()
    company.tick("find")


def test_sales_operations_and_admins_find_what_they_may_give_away(company: Company) -> None:
    meet(company)
    for who in (OLA, IMRAN):
        for asked in ("acme", "board"):
            shown = company.write(asked, who)
            said = words(shown)
            assert labels(shown) == [TAKES]
            assert "*Acme*" in said
            assert "Ana Lopez → Ben Lopez" in said
            assert "what is in a handoff only its sides" in said.casefold()
            assert "$12,000" not in said
            assert "Sales Operations issue" not in said


def test_they_give_either_side_to_somebody_else_who_has_the_card(company: Company) -> None:
    meet(company)
    opened = company.press(company.write("acme", OLA), TAKES, OLA)
    reply = company.submit(opened, OLA, side="receiver", person=CLEO, reason="Ben has left")
    assert reply == Close()
    assert company.handoff().receiver == CLEO
    assert "*Acme*" in words(company.seen(CLEO))
    assert "Cleo Lopez takes over from Ben Lopez" in company.told(OLA)[-1]
    assert "handoff.reassigned" in company.kinds()
    opened = company.press(company.write("board", IMRAN), TAKES, IMRAN)
    assert company.submit(opened, IMRAN, side="giver", person=BEN) == Close()
    assert (company.handoff().giver, company.handoff().receiver) == (BEN, CLEO)


def test_what_is_over_is_not_given_away(company: Company) -> None:
    meet(company)
    opened = company.press(company.write("acme", OLA), TAKES, OLA)
    cancelling = company.press_raw("handoffs.more", "cancel 1 card", ANA)
    company.submit(cancelling, ANA, reason="The customer has left")
    assert "This handoff is cancelled" in words(
        company.submit(opened, OLA, side="receiver", person=CLEO)
    )
    assert "I know no handoff of “acme”" in words(company.write("acme", OLA))
    assert "No handoff is under way." in words(company.write("board", OLA))


def test_a_colleague_finds_nothing_and_a_manager_of_one_side_gives_away_that_side(
    company: Company,
) -> None:
    meet(company)
    company.meet("U0PAT", roles=("smb",))
    assert "I know no handoff of “acme”" in words(company.write("acme", "U0PAT"))
    refused = words(company.press_raw("handoffs.move", "1", "U0PAT"))
    assert refused.startswith("Only managers of this team, directors, sales operations and admins")
    form = words(company.press_raw("handoffs.move", "1", HUGO))
    assert "now Ben Lopez" in form
    assert "now Ana Lopez" not in form


def test_a_director_sees_the_whole_and_may_give_it_away(company: Company) -> None:
    meet(company)
    company.meet("U0DIRK", roles=("director",))
    shown = company.write("acme", "U0DIRK")
    assert "$12,000" in words(shown)
    assert TAKES in labels(shown)
    assert TAKES not in labels(company.write("acme", GRACE))
