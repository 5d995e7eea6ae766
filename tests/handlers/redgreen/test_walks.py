"""The walk through a session: who may press what, and what comes of it."""

from datetime import date, timedelta
from typing import Any

import pytest

from handlers.kit import reminding
from handlers.kit.feature import Aside, Close, Complain, Quiet
from tests.handlers.redgreen.conftest import ANA, BEN


def test_one_opportunity_is_walked_through_in_the_printed_order(room: Any) -> None:
    deal = room.deal("Acme")
    room.start()
    asked = []
    for label in ("Green", "Staying costs them", "Fits best", "Event in the period", "Executive"):
        asked.append(next(line for line in room.says().splitlines() if " of 7 · " in line))
        room.press(label)
    assert [line[1:7] for line in asked] == ["1 of 7", "2 of 7", "3 of 7", "4 of 7", "5 of 7"]
    room.press("Tells the timing")
    opened = room.press("Write the step…")
    assert isinstance(room.submit(opened, text="Ask Jane who signs", sure="certain"), Close)
    review = room.review("Acme")
    assert (review.state, review.verdict, review.next_step) == (
        "done",
        "green",
        "Ask Jane who signs",
    )
    assert review.next_step_date == date(2025, 11, 24)
    kept = room.opportunity(deal)
    assert (kept.next_step, kept.next_step_date) == ("Ask Jane who signs", date(2025, 11, 24))
    assert "Everything has been gone through" in room.says()


def test_a_full_review_takes_ten_inputs(room: Any) -> None:
    room.deal("Acme")
    room.start()
    room.presses = 0
    room.walk_through()
    confirming, typing, submitting = 1, 1, 1
    assert room.presses + confirming + typing + submitting <= 12
    assert room.review("Acme").state == "done"


def held(room: Any, *accounts: str) -> None:
    """A session on Friday in which all of them were found green; now it is Monday the 24th."""
    for account in accounts:
        room.deal(account)
    room.start()
    for _ in accounts:
        room.walk_through()
    room.press("End session")
    room.now += timedelta(days=10)


def test_an_unchanged_review_takes_three_presses(room: Any) -> None:
    held(room, "Acme")
    room.start()
    assert "Nothing changed since Fri 14 Nov." in room.says()
    room.presses = 0
    room.press("Not yet")
    room.press("Keep all as last time")
    confirming = 1
    assert room.presses + confirming == 3
    review = room.review("Acme")
    assert (review.state, review.verdict) == ("done", "green")
    assert review.next_step == "Ask Jane who signs security reviews"
    assert review.next_step_date == date(2025, 11, 25)


def test_the_last_next_step_is_asked_about_before_anything_else(room: Any) -> None:
    held(room, "Acme")
    room.start()
    says = room.says()
    assert "Was the last next step done?" in says
    assert "“Ask Jane who signs security reviews”" in says
    room.press("Done")
    assert "1 of 7 · Red or green?" in room.says()
    room.press("Keep all as last time")
    assert "7 of 7" in room.says(), "a step that was done is no next step any more"


def test_the_account_executive_answers_and_the_manager_goes_on(room: Any) -> None:
    room.deal("Acme")
    room.start()
    room.press("Green")
    room.press("Staying costs them", "U0ANA")
    says = room.says()
    assert "2 of 7" in says
    assert "Staying costs them (Ana Lopez)" in says
    refused = room.press("Confident", "U0ANA")
    assert refused == "Only the manager of Ana Lopez can lead this review."
    room.press("Confident")
    assert "3 of 7" in room.says()
    last = room.answers("Acme")[-1]
    assert (last.said_by, last.by, last.sure) == ("U0ANA", "U0GRACE", "confident")


def test_what_the_account_executive_writes_waits_for_the_manager(room: Any) -> None:
    room.deal("Acme")
    room.start()
    room.press("Red")
    opened = room.press("Write it…", "U0ANA")
    assert not any(b.get("block_id") == "sure" for b in opened.view["blocks"])
    room.submit(opened, "U0ANA", text="They lose a day a week <!channel>", sure="certain")
    assert "2 of 7" in room.says()
    assert "They lose a day a week &lt;!channel&gt; (Ana Lopez)" in room.says()


@pytest.mark.parametrize("label", ["Green", "Skip", "Park", "End session"])
def test_nobody_else_takes_part(room: Any, label: str) -> None:
    room.deal("Acme")
    room.start()
    assert (
        room.press(label, "U0VIC")
        == "Only Ana Lopez and their manager can take part in this session."
    )
    assert room.reviews()[0].state == "waiting"


@pytest.mark.parametrize("label", ["Skip", "Park", "End session"])
def test_only_the_manager_advances(room: Any, label: str) -> None:
    room.deal("Acme")
    room.start()
    assert "Only the manager of Ana Lopez" in room.press(label, "U0ANA")
    assert room.sitting().state == "open"


def test_a_manager_above_does_not_advance_either(room: Any) -> None:
    room.meet("U0VIC", roles=("director",))
    room.meet("U0GRACE", roles=("asm",), manager="U0VIC")
    room.deal("Acme")
    assert "Only the manager of Ana Lopez" in room.start(who="U0VIC")


def test_not_yet_says_what_is_missing_and_keeps_the_next_question_shut(room: Any) -> None:
    room.deal("Acme")
    room.start()
    room.press("Green")
    opened = room.press("Not yet…")
    assert isinstance(room.submit(opened, text=" "), Complain)
    room.submit(opened, text="Who pays for it")
    says = room.says()
    assert "2 of 7" in says
    assert "⏳ Not yet: Who pays for it (Grace Kim, 09:30)" in says
    room.press("Park")
    review = room.review("Acme")
    assert (review.state, review.why) == ("parked", "Who pays for it")
    assert "not certain yet: Who pays for it" in review.note


def test_a_green_without_a_why_now_is_challenged_with_the_rule(room: Any) -> None:
    room.deal("Acme")
    room.start()
    for label in ("Green", "Staying costs them", "Fits best", "No date"):
        room.press(label)
    says = room.says()
    assert "4 of 7" in says
    assert "A green deal needs a why now that fits a close within November 2025" in says
    assert "Red / Green Definition" in says
    room.press("Make it red")
    assert "5 of 7" in room.says()
    assert room.review("Acme").verdict == "red"


def test_a_challenge_is_set_aside_with_a_reason_that_is_kept(room: Any) -> None:
    room.deal("Acme")
    room.start()
    for label in ("Green", "Staying costs them", "Fits best", "A date after it"):
        room.press(label)
    opened = room.press("Set aside…")
    assert isinstance(room.submit(opened, text=""), Complain)
    room.submit(opened, text="They buy before the price changes")
    assert "5 of 7" in room.says()
    for label in ("Director or VP", "Neither"):
        room.press(label)
    room.submit(room.press("Write the step…"), text="Ask Jane who signs it", sure="certain")
    review = room.review("Acme")
    assert review.overridden == "They buy before the price changes"
    assert "Because: They buy before the price changes." in review.note


def test_waiting_before_signature_goes_back_to_the_timing(room: Any) -> None:
    room.deal("Acme")
    room.start()
    for label in ("Green", "Staying costs them", "Fits best", "Event in the period"):
        room.press(label)
    for label in ("Director or VP", "Introduces us", "Wait: it is closing"):
        room.press(label)
    assert "Waiting is a next step only for a deal that is closing" in room.says()
    room.press("Back to why now")
    assert "4 of 7" in room.says()
    room.press("Confident")
    assert "7 of 7" in room.says()


def test_waiting_is_a_next_step_for_a_deal_that_is_closing(room: Any) -> None:
    room.deal("Acme", stage="7-Closing")
    room.start()
    for label in ("Green", "Staying costs them", "Fits best", "Event in the period"):
        room.press(label)
    for label in ("Director or VP", "Introduces us", "Wait: it is closing"):
        room.press(label)
    assert room.review("Acme").state == "done"
    assert room.review("Acme").next_step == "Wait for the closing deal to become closed-won"


def test_a_vague_next_step_is_challenged_by_the_rule_for_next_steps(room: Any) -> None:
    room.deal("Acme")
    room.start()
    for label in ("Red", "Staying costs them", "Fits best", "No date", "User", "Neither"):
        room.press(label)
    room.submit(room.press("Write the step…"), text="follow up", sure="certain")
    says = room.says()
    assert "too vague" in says
    assert room.review("Acme").state == "waiting"
    room.submit(room.press("Write the step…"), text="Ask Jane who signs it", sure="certain")
    assert room.review("Acme").state == "done"


def test_the_day_of_a_next_step_comes_after_the_session(room: Any) -> None:
    room.deal("Acme", stage="7-Closing")
    room.start()
    for label in ("Red", "Staying costs them", "Fits best", "No date", "User", "Neither"):
        room.press(label)
    opened = room.press("Write the step…")
    wrong = room.submit(opened, text="Ask Jane who signs it", day="2025-11-14", sure="certain")
    assert wrong == Complain(
        {"day": "Pick Monday 24 November or later: the next step is for after this session."}
    )


def test_back_asks_the_question_before_again_and_keeps_what_was_said(room: Any) -> None:
    room.deal("Acme")
    room.start()
    room.press("Green")
    room.press("Staying costs them")
    room.press("Back")
    says = room.says()
    assert "2 of 7" in says
    assert "💬 Staying costs them" in says
    room.press("Confident")
    assert "3 of 7" in room.says()


def test_back_from_the_first_question_goes_to_the_opportunity_before(room: Any) -> None:
    room.deal("Acme")
    room.deal("Beta")
    room.start()
    assert isinstance(room.press_raw("redgreen.back", token(room)), Aside)
    room.walk_through()
    assert "2 of 2" in room.says()
    room.press("Back")
    assert "1 of 2" in room.says()
    assert "Go on" in labels(room)
    room.pick("Change an answer", "Why GitLab")
    assert "3 of 7" in room.says()
    assert room.review("Acme").state == "waiting"


def token(room: Any) -> str:
    sitting = room.sitting()
    return f"{sitting.id}:{sitting.review}"


def labels(room: Any) -> list[str]:
    card = room.card()
    return [
        each["text"]["text"]
        for block in card["blocks"]
        if block["type"] == "actions"
        for each in block["elements"]
        if each["type"] == "button"
    ]


def test_skip_and_park_go_on_and_jump_comes_back(room: Any) -> None:
    for account in ("Acme", "Beta", "Coda"):
        room.deal(account)
    room.start()
    room.press("Skip")
    room.press("Park")
    assert "3 of 3 · 1 parked, 1 skipped, 1 waiting" in without_breaks(room.says())
    room.pick("Jump to", "Acme")
    assert "*Acme*" in room.says()
    assert room.review("Acme").state == "waiting"


def without_breaks(text: str) -> str:
    return text.replace("\n", " ")


def test_a_second_press_on_the_same_card_is_told_who_was_first(room: Any) -> None:
    room.deal("Acme")
    room.start()
    card = room.card()
    assert isinstance(room.press("Green", card=card), Quiet)
    again = room.press("Red", card=card)
    assert again.message.text == (
        "That has been answered already, by Grace Kim, 09:30. The card shows what is asked now."
    )
    assert [each.choice for each in room.answers("Acme")] == ["green"]


def test_a_press_on_an_opportunity_that_is_over_changes_nothing(room: Any) -> None:
    room.deal("Acme")
    room.deal("Beta")
    room.start()
    card = room.card()
    room.press("Skip")
    assert "gone on to another opportunity" in room.press("Green", card=card).message.text
    assert "gone on to another opportunity" in room.press("Skip", card=card).message.text
    assert [each.state for each in room.reviews()] == ["skipped", "waiting"]


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"state": "won"}, "*Acme* is closed-won."),
        ({"state": "lost"}, "*Acme* is closed-lost."),
        ({"state": "gone"}, "*Acme* has been deleted."),
        ({"owner": "U0BEN"}, "*Acme* belongs to Ben Okafor now."),
    ],
)
def test_an_opportunity_that_goes_away_in_the_middle_says_so(
    room: Any, values: dict[str, Any], says: str
) -> None:
    deal = room.deal("Acme")
    room.deal("Beta")
    room.start()
    room.press("Green")
    before = room.card()
    room.change(deal, **values)
    assert says in room.says()
    assert says in room.press("Staying costs them", card=before).message.text
    room.press("Go on")
    assert "*Beta*" in room.says()
    assert room.review("Acme").state == "skipped"
    assert room.review("Acme").why


def test_when_the_manager_changes_the_new_one_resumes_where_it_was(room: Any) -> None:
    room.deal("Acme")
    room.start()
    room.press("Green")
    room.meet("U0ANA", roles=("smb",), manager="U0VIC", segment="smb")
    assert "*Ana Lopez* reports to Vic Sato now, who can resume" in room.says()
    assert "can take part in this session" in room.press("Staying costs them")
    room.press_raw("redgreen.resume", str(room.sitting().id), "U0VIC")
    assert "2 of 7" in room.says()
    room.press("Staying costs them", "U0VIC")
    assert "3 of 7" in room.says()
    assert room.letters()[-1]["channel"] == "U0VIC,U0ANA"


def test_when_the_account_executive_leaves_the_card_says_so(room: Any) -> None:
    room.deal("Acme")
    room.start()
    room.press("Green")
    room.meet("U0ANA", roles=("smb",), manager="U0GRACE", segment="smb", deleted=True)
    assert "*Ana Lopez* has left the workspace" in room.says()
    room.press("End session")
    assert room.sitting().state == "ended"


def test_a_verdict_is_taken_back_with_its_next_step(room: Any) -> None:
    deal = room.deal("Acme", next_step="Call Jo about the audit")
    room.deal("Beta")
    room.start()
    room.walk_through()
    assert "✔ Acme: 🟢 Green" in room.says()
    room.press("Undo")
    assert "1 of 7" in room.says()
    review = room.review("Acme")
    assert (review.state, review.verdict) == ("waiting", "")
    assert room.opportunity(deal).next_step == "Call Jo about the audit"
    room.now += timedelta(minutes=16)
    room.press("Red")
    assert "taken back" not in room.says()


def test_a_verdict_is_not_taken_back_after_a_quarter_of_an_hour(room: Any) -> None:
    room.deal("Acme")
    room.deal("Beta")
    room.start()
    room.walk_through()
    card = room.card()
    room.now += timedelta(minutes=16)
    assert "more than 15 minutes ago" in room.press("Undo", card=card)
    assert "Undo" not in labels(room)


def test_notes_are_there_to_copy_and_to_change(room: Any) -> None:
    room.deal("Acme")
    room.start()
    room.walk_through()
    room.press("Back")
    opened = room.press("Notes…")
    note = next(b for b in opened.view["blocks"] if b.get("block_id") == "text")
    assert note["element"]["initial_value"].startswith("Red/Green Fri 14 November 2025: GREEN")
    room.submit(opened, text="Red/Green: GREEN, as told")
    assert room.review("Acme").note == "Red/Green: GREEN, as told"


@pytest.mark.parametrize("value", ["", "x", "1:x", "999", "1:2:3:4:5", "9" * 30])
def test_values_nobody_wrote_are_refused(room: Any, value: str) -> None:
    room.deal("Acme")
    room.start()
    for id in ("redgreen.choose.0", "redgreen.park", "redgreen.end", "redgreen.jump"):
        reply = room.press_raw(id, value)
        assert isinstance(reply, str | Aside), (id, reply)


def test_words_that_come_too_late_stay_in_the_form(room: Any) -> None:
    room.deal("Acme")
    room.start()
    room.press("Red")
    opened = room.press("Write it…", "U0ANA")
    room.press("Staying costs them")
    late = room.submit(opened, "U0ANA", text="They lose a day a week")
    assert isinstance(late, Complain)
    assert late.errors["text"].startswith("The card has gone on meanwhile")
    assert room.answers("Acme")[-1].choice == "cost"


def test_a_verdict_of_the_account_executive_takes_the_managers_confirmation(room: Any) -> None:
    room.deal("Acme")
    room.start()
    room.press("Green", "U0ANA")
    assert room.review("Acme").verdict == ""
    (button,) = [
        each
        for block in room.card()["blocks"]
        for each in block.get("elements", [])
        if each.get("action_id") == "redgreen.sure"
    ]
    assert button["confirm"]["text"]["text"] == "Acme will close within November 2025."
    room.press("Confident")
    assert room.review("Acme").verdict == "green"


def test_an_import_in_the_middle_shows_on_the_card_by_itself(room: Any) -> None:
    deal = room.deal("Acme")
    room.start()

    def asked() -> int:
        return [each["screen"] for each in room.letters("refresh")].count("redgreen")

    before = asked()
    room.change(deal, net_arr=9_000)
    with room.begin() as session:
        reminding.replan(room.round(session), [BEN])
    assert asked() == before
    with room.begin() as session:
        reminding.replan(room.round(session), [ANA])
    assert asked() == before + 1
    assert "$9,000" in room.says()
