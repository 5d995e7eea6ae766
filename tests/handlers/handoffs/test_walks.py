"""A whole handoff by two people: started, done, signed, returned, mended, accepted."""

import pytest

from handlers.kit.feature import Aside, Close, Complain, Message, Open, Quiet
from policies.handoffs import State
from tests.handlers.companies import ANA, BEN, CLEO, GRACE, OLA, labels, words
from tests.handlers.handoffs.conftest import Company


def test_both_sides_get_the_card_and_the_starter_hears_what_follows(company: Company) -> None:
    assert isinstance(company.start(), Close)
    (told,) = company.whispered()
    said = words(told["blocks"])
    assert "An email may replace the call: $19,999" in said
    assert "Mid-Market Named: 250 total users" in said
    assert "First contact both ways by Fri 6 March (in 4 days)" in said
    assert "Nobody has said the Net ARR yet" in said
    (giver,) = company.told(ANA)
    (receiver,) = company.told(BEN)
    assert "giving 0 of 7, receiving 0 of 5" in giver
    assert "giving 0 of 7, receiving 0 of 5" in receiver


def test_each_card_has_buttons_for_its_own_side_only(company: Company) -> None:
    company.start()
    giver, receiver = labels(company.seen(ANA)), labels(company.seen(BEN))
    assert giver.count("Done") == 7
    assert "Sign and hand over" in giver
    assert "📝 Account summary" in giver
    assert receiver.count("Done") == 5
    assert "Accept" not in receiver
    assert "Sign and hand over" not in receiver


def test_a_whole_handoff_with_a_return_ends_with_two_signatures(either: Company) -> None:
    either.start()
    _signed(either)
    opened = either.press(either.seen(BEN), "Return…", BEN)
    assert isinstance(opened, Open)
    either.submit(opened, BEN, reason="The summary names no contacts", items=("activity",))
    assert either.handoff().state is State.RETURNED
    assert "Ben Lopez has returned the handoff of Acme:" in either.told(ANA)[-1]
    card = words(either.seen(ANA))
    assert "“The summary names no contacts”" in card
    assert "giving 6 of 7" in card
    either.tick("activity")
    either.press(either.seen(ANA), "Sign and hand over")
    _accepted(either)


def _signed(company: Company) -> None:
    assert isinstance(company.tick("find"), Quiet)
    early = company.press(company.seen(ANA), "Sign and hand over")
    assert "6 items of the giving side are still open" in words(early)
    company.settle("giver", ANA)
    assert isinstance(company.press(company.seen(ANA), "Sign and hand over"), Quiet)
    assert company.handoff().state is State.SIGNED
    assert "Ana Lopez has signed the handoff of Acme" in company.told(BEN)[-1]


def _accepted(company: Company) -> None:
    company.settle("receiver", BEN)
    assert isinstance(company.press(company.seen(BEN), "Accept", BEN), Quiet)
    done = company.handoff()
    assert done.state is State.DONE
    assert done.accepted_at == company.now
    assert "A billing issue with the initial order may go back" in words(company.seen(ANA))
    assert "It is done, with both signatures" in company.told(ANA)[-1]
    assert labels(company.seen(BEN)) == ["Open again", "History"]


def test_a_second_press_is_told_who_did_it_and_when(company: Company) -> None:
    company.start()
    company.tick("licence")
    again = company.tick("licence", GRACE)
    assert isinstance(again, Aside)
    assert words(again) == "Done already, by Ana Lopez, Mon 2 Mar, 10:00."
    company.settle("giver", ANA)
    sign = company.seen(ANA)
    company.press(sign, "Sign and hand over")
    assert "Signed already, by Ana Lopez" in words(company.press(sign, "Sign and hand over"))


def test_a_signature_can_be_given_once_and_accepting_twice_is_told(company: Company) -> None:
    company.start()
    company.settle("giver", ANA)
    company.press(company.seen(ANA), "Sign and hand over")
    company.settle("receiver", BEN)
    card = company.seen(BEN)
    company.press(card, "Accept", BEN)
    assert "It is done already, since Mon 2 Mar, 10:00." in words(
        company.press(card, "Accept", BEN)
    )
    returned = company.press(card, "Return…", BEN)
    assert "It is done already" in words(returned)


def test_nothing_can_be_accepted_or_returned_before_the_giver_signed(company: Company) -> None:
    company.start()
    assert "has not signed yet" in words(company.press_raw("handoffs.accept", "1 card", BEN))
    assert "has not signed yet" in words(company.press_raw("handoffs.return", "1 card", BEN))


def test_the_receiver_accepts_only_what_they_have_taken_in(company: Company) -> None:
    company.start()
    company.settle("giver", ANA)
    company.press(company.seen(ANA), "Sign and hand over")
    said = words(company.press(company.seen(BEN), "Accept", BEN))
    assert "5 items of the receiving side are still open" in said


@pytest.mark.parametrize(
    ("id", "value", "who"),
    [
        ("handoffs.done", "1 find card", BEN),
        ("handoffs.done", "1 growth card", ANA),
        ("handoffs.sign", "1 card", BEN),
        ("handoffs.accept", "1 card", ANA),
        ("handoffs.return", "1 card", CLEO),
        ("handoffs.more", "cancel 1 card", OLA),
        ("handoffs.show", "1", OLA),
        ("handoffs.done", "1 find card", OLA),
        ("handoffs.draft.0", "1 summary", BEN),
    ],
)
def test_the_other_side_and_strangers_are_refused(
    company: Company, id: str, value: str, who: str
) -> None:
    company.start()
    said = words(company.press_raw(id, value, who))
    assert said.startswith("Only "), said


def test_a_manager_may_act_for_their_own_side(company: Company) -> None:
    company.start()
    assert isinstance(company.tick("find", GRACE), Quiet)
    assert "Only Ben Lopez and their manager" in words(company.tick("growth", GRACE))


def test_an_item_takes_a_link_and_a_note_or_a_reason_why_it_does_not_apply(
    company: Company,
) -> None:
    company.start()
    form = company.press(company.seen(ANA), "Link, note, not applicable…")
    wrong = company.submit(form, item="materials", what="not applicable")
    assert isinstance(wrong, Complain)
    assert set(wrong.errors) == {"note"}
    wrong = company.submit(form, item="materials", what="done", link="http://x.example")
    assert isinstance(wrong, Complain)
    assert set(wrong.errors) == {"link"}
    company.submit(form, item="materials", what="not applicable", note="No decks were made")
    company.submit(form, item="licence", what="done", link="https://example.com/l", note="By Jo")
    card = words(company.seen(BEN))
    assert "Not applicable: No decks were made · Ana Lopez, Mon 2 Mar, 10:00" in card
    assert "Ana Lopez, Mon 2 Mar, 10:00: By Jo_ · <https://example.com/l|link>" in card


def test_a_tick_is_undone_within_a_quarter_of_an_hour(company: Company) -> None:
    company.start()
    company.tick("find")
    card = company.seen(ANA)
    assert "Undo" in labels(card)
    assert "Undo" not in labels(company.seen(BEN))
    assert isinstance(company.press(card, "Undo"), Quiet)
    assert "giving 0 of 7" in words(company.seen(ANA))
    company.tick("find")
    card = company.seen(ANA)
    company.at("2026-03-02", "10:20")
    assert "Undo" not in labels(company.seen(ANA))
    assert "more than 15 minutes ago" in words(company.press(card, "Undo"))


def test_a_tick_that_somebody_else_has_opened_again_cannot_be_undone(company: Company) -> None:
    company.start()
    company.tick("find")
    card = company.seen(ANA)
    form = company.press_raw("handoffs.note", "1 giver", GRACE)
    company.submit(form, GRACE, item="find", what="open")
    assert "Open already, by Grace Lopez" in words(company.press(card, "Undo"))


def test_a_tick_of_a_side_that_has_signed_cannot_be_undone(company: Company) -> None:
    company.start()
    company.settle("giver", ANA)
    card = company.seen(ANA)
    company.press(card, "Sign and hand over")
    assert "The giving side has signed already" in words(company.press(card, "Undo"))


def test_of_call_and_email_one_will_do_and_a_call_rules_the_email_out(company: Company) -> None:
    company.start()
    company.tick("email")
    assert "Not needed: the other of the two is done" in words(company.seen(ANA))
    company.start(account="Globex", initial="25,000")
    card = words(company.seen(ANA, 2))
    assert "Hold a call" in card
    assert "Not needed: the amounts ask for a call" in card
    assert "giving 1 of 7" in card


def test_another_person_takes_a_side_and_has_the_card(company: Company) -> None:
    company.start()
    form = company.press_raw("handoffs.more", "reassign 1 card", BEN)
    said = company.submit(form, BEN, side="receiver", person=ANA)
    assert isinstance(said, Complain)
    company.submit(form, BEN, side="receiver", person=CLEO, reason="Cleo knows them")
    assert company.handoff().receiver == CLEO
    assert "You are on neither side of it any more" in words(company.seen(BEN))
    assert labels(company.seen(CLEO)).count("Done") == 5
    assert any("Receiving: Cleo Lopez" in each for each in company.told(CLEO))
    assert "Only Cleo Lopez" in words(company.tick("growth", BEN))
    assert "Ben Lopez → Cleo Lopez: Cleo knows them" in words(company.seen(ANA))


def test_what_the_giver_before_has_signed_the_next_one_signs_anew(company: Company) -> None:
    company.start()
    company.settle("giver", ANA)
    company.press(company.seen(ANA), "Sign and hand over")
    form = company.press_raw("handoffs.more", "reassign 1 card", GRACE)
    company.submit(form, GRACE, side="giver", person=OLA)
    assert company.handoff().state is State.OPEN


def test_it_is_cancelled_with_a_reason_and_opened_again(company: Company) -> None:
    company.start()
    form = company.press_raw("handoffs.more", "cancel 1 card", ANA)
    assert isinstance(company.submit(form, reason=" "), Complain)
    company.submit(form, reason="They left")
    assert company.handoff().state is State.CANCELLED
    assert "has cancelled it: They left" in company.told(BEN)[-1]
    assert "This handoff is cancelled" in words(company.tick("find"))
    company.press(company.seen(BEN), "Open again", BEN)
    assert company.handoff().state is State.OPEN
    assert "has opened it again" in company.told(ANA)[-1]
    assert "not over" in words(company.press_raw("handoffs.reopen", "1 card", ANA))


def test_two_of_a_kind_for_one_account_are_one(company: Company) -> None:
    company.start()
    wrong = company.start(account=" ACME ")
    assert isinstance(wrong, Complain)
    assert "under way for ACME: Ana Lopez → Ben Lopez" in wrong.errors["account"]
    form = company.press_raw("handoffs.more", "cancel 1 card", ANA)
    company.submit(form, reason="Begun too early")
    company.start()
    said = words(company.press_raw("handoffs.reopen", "1 card", ANA))
    assert "Another handoff of this kind is under way" in said


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"account": ""}, "account"),
        ({"closed": ""}, "closed"),
        ({"closed": "2026-03-20"}, "closed"),
        ({"initial": ""}, "initial"),
        ({"initial": "many"}, "initial"),
        ({"users": "1.5"}, "users"),
        ({"receiver": ANA}, "receiver"),
        ({"receiver": "U0NOBODY"}, "receiver"),
        ({"giver": CLEO}, "giver"),
        ({"type": "none"}, "type"),
        ({"opportunity": "99"}, "account"),
    ],
)
def test_a_form_that_lacks_something_points_at_it(
    company: Company, fields: dict[str, str], field: str
) -> None:
    given = {"account": ""} if "opportunity" in fields else {}
    wrong = company.start(**given, **fields)
    assert isinstance(wrong, Complain), wrong
    assert set(wrong.errors) == {field}


def test_changed_figures_decide_anew(company: Company) -> None:
    company.start()
    form = company.press_raw("handoffs.more", "edit 1 card", ANA)
    company.submit(form, account="Acme", closed="2026-02-27", initial="20,000", users="85")
    card = words(company.seen(BEN))
    assert "Hold a call" in card
    assert "Mid-Market Territory: 85 total users" in card
    assert "Ana Lopez changed what it is about" in card
    assert "first order, near-term potential, total users" in card


def test_the_history_has_every_step(company: Company) -> None:
    company.start()
    company.tick("find")
    shown = company.press_raw("handoffs.more", "history 1 card", BEN)
    assert isinstance(shown, Aside)
    said = words(shown)
    assert "▶ Ana Lopez started it, Mon 2 Mar, 10:00" in said
    assert "✅ Find the right Named AE" in said


def test_user_text_is_harmless_wherever_it_is_shown(company: Company) -> None:
    company.start(account="<!channel> *Acme*")
    company.settle("giver", ANA)
    company.press(company.seen(ANA), "Sign and hand over")
    form = company.press(company.seen(BEN), "Return…", BEN)
    company.submit(form, BEN, reason="<@U0ANA> & <https://evil.example|here>")
    assert "<!channel>" not in words(company.seen(ANA))
    assert "<@U0ANA>" not in words(company.seen(ANA))
    assert isinstance(company.write("board", GRACE), Message)
