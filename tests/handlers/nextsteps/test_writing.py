"""Writing a next step: in a form, in a line, kept in spite of a rule, undone, by whom."""

from typing import Any

import pytest

from handlers.kit import acts
from handlers.kit.feature import Close, Complain, Open, Refused
from storage import opportunities

THURSDAY = "2025-03-20"
GOOD = "Send Jane the order form"


@pytest.fixture
def form(desk: Any) -> Any:
    """The form that *Update* opens."""

    def form(one: Any, who: str = "U0ANA") -> Any:
        return desk.press_raw("nextsteps.update", str(one.id), who)

    return form


def test_the_form_shows_what_is_there(sell: Any, form: Any, words: Any) -> None:
    opened = form(sell("Acme"))
    assert isinstance(opened, Open)
    blocks = {each["block_id"]: each for each in opened.view["blocks"] if "block_id" in each}
    assert blocks["step"]["element"]["initial_value"] == "Ask Jane who signs security reviews"
    assert blocks["day"]["element"]["initial_date"] == "2025-03-12"
    assert "Next work day: Thu 13 Mar" in words(opened)


def test_saving_changes_the_opportunity_and_closes_the_form(
    desk: Any, sell: Any, form: Any, again: Any
) -> None:
    one = sell("Acme")
    assert isinstance(desk.submit(form(one), {"step": GOOD, "day": THURSDAY}), Close)
    assert (again(one).next_step, f"{again(one).next_step_date}") == (GOOD, THURSDAY)
    changes = opportunities.history(desk.session, desk.workspace, one.id, "next_step")
    assert [(each.before, each.by) for each in changes] == [(one.next_step, "U0ANA")]


def test_moving_changes_only_the_day(desk: Any, sell: Any, form: Any, again: Any) -> None:
    one = sell("Acme", ahead=-3)
    fields = {"step": one.next_step, "day": "2025-03-09", "move": "next"}
    assert isinstance(desk.submit(form(one), fields), Close)
    assert (again(one).next_step, f"{again(one).next_step_date}") == (one.next_step, "2025-03-13")


def test_two_days_are_not_guessed_between(desk: Any, sell: Any, form: Any) -> None:
    fields = {"step": GOOD, "day": THURSDAY, "move": "next"}
    told = desk.submit(form(sell("Acme")), fields)
    assert told == Complain({"move": "You picked a day above as well. Choose one of the two."})


@pytest.mark.parametrize(
    ("fields", "field", "says"),
    [
        ({"day": THURSDAY}, "step", "for example Ask Jane who signs security reviews"),
        ({"step": GOOD}, "day", "Pick the day"),
        ({"step": GOOD, "day": "2025-03-11"}, "day", "has passed"),
        ({"step": "follow up", "day": THURSDAY}, "step", "too vague"),
        ({"step": "Call Jane on Friday", "day": THURSDAY}, "step", "has a date: “friday”"),
        ({"step": "called Jane, sent deck", "day": THURSDAY}, "step", "tells what has happened"),
    ],
)
def test_a_field_that_is_wrong_says_what_would_be_right(
    desk: Any, sell: Any, form: Any, again: Any, fields: Any, field: str, says: str
) -> None:
    one = sell("Acme")
    told = desk.submit(form(one), fields)
    assert isinstance(told, Complain)
    assert says in told.errors[field]
    assert again(one) == one


def test_a_text_against_the_rule_is_kept_when_sent_again_and_marked(
    desk: Any, sell: Any, form: Any, again: Any, words: Any
) -> None:
    one, fields = sell("Acme"), {"step": "follow up", "day": THURSDAY}
    opened = form(one)
    told = desk.submit(opened, fields)
    assert "Opportunity Next Steps Best Practices" in told.errors["step"]
    assert "Send it again to keep it anyway." in told.errors["step"]
    assert isinstance(desk.submit(opened, {**fields, "step": "touch base"}), Complain)
    assert isinstance(desk.submit(opened, {**fields, "step": "touch base"}), Close)
    assert again(one).next_step == "touch base"
    assert "kept although it is short of detail" in words(desk.command("/nextsteps acme"))


def test_what_another_wrote_meanwhile_is_not_lost_unseen(
    desk: Any, sell: Any, form: Any, again: Any
) -> None:
    one = sell("Acme")
    opened, fields = form(one), {"step": GOOD, "day": THURSDAY}
    desk.submit(
        form(one, "U0GRACE"), {"step": "Book the review with Bob", "day": THURSDAY}, "U0GRACE"
    )
    told = desk.submit(opened, fields)
    assert "Grace Kim wrote “Book the review with Bob, Thu 20 Mar” meanwhile" in told.errors["step"]
    assert isinstance(desk.submit(opened, fields), Close)
    assert again(one).next_step == GOOD


def test_nothing_changed_is_nothing_kept(desk: Any, sell: Any, form: Any) -> None:
    one = sell("Acme", ahead=8)
    fields = {"step": one.next_step, "day": THURSDAY}
    assert isinstance(desk.submit(form(one), fields), Close)
    assert len(opportunities.history(desk.session, desk.workspace, one.id)) == 1
    assert acts.undo_last(desk.turn()) is None


def test_undo_brings_back_text_and_day(desk: Any, sell: Any, form: Any, again: Any) -> None:
    one = sell("Acme")
    desk.submit(form(one), {"step": GOOD, "day": THURSDAY})
    assert "what it was before" in str(acts.undo_last(desk.turn()))
    assert (again(one).next_step, again(one).next_step_date) == (one.next_step, one.next_step_date)


def test_undo_takes_nothing_from_whoever_wrote_after(
    desk: Any, sell: Any, form: Any, again: Any
) -> None:
    one = sell("Acme")
    desk.submit(form(one), {"step": GOOD, "day": THURSDAY})
    opened = form(one, "U0GRACE")
    desk.submit(opened, {"step": "Book the review with Bob", "day": THURSDAY}, "U0GRACE")
    with pytest.raises(Refused, match="changed again since"):
        acts.undo_last(desk.turn())
    assert again(one).next_step == "Book the review with Bob"


def test_a_manager_may_write_it_and_the_owner_sees_who_did(
    desk: Any, sell: Any, form: Any, words: Any
) -> None:
    one = sell("Acme")
    desk.submit(form(one, "U0GRACE"), {"step": GOOD, "day": THURSDAY}, "U0GRACE")
    assert "written by Grace Kim" in words(desk.command("/nextsteps acme"))
    kept = desk.kept("next_step.changed")[0]
    assert (kept.actor, kept.detail["owner"]) == ("U0GRACE", "U0ANA")
    assert GOOD not in str(kept.detail)


def test_nobody_else_may(desk: Any, sell: Any, form: Any) -> None:
    one = sell("Acme")
    opened = form(one)
    for other in ("U0BEN", "U0VIC"):
        with pytest.raises(Refused, match="Only Ana Lopez and their manager"):
            form(one, other)
        with pytest.raises(Refused, match="too old"):
            desk.submit(opened, {"step": GOOD, "day": THURSDAY}, other)


def test_a_right_that_is_gone_is_gone_at_the_moment_of_saving(
    desk: Any, sell: Any, form: Any
) -> None:
    from storage import profiles

    opened = form(sell("Acme"), "U0GRACE")
    profiles.change(desk.session, desk.workspace, "U0ANA", manager=None)
    with pytest.raises(Refused, match="Only Ana Lopez"):
        desk.submit(opened, {"step": GOOD, "day": THURSDAY}, "U0GRACE")


def test_a_closed_one_needs_no_next_step(desk: Any, sell: Any, form: Any) -> None:
    with pytest.raises(Refused, match="is closed"):
        form(sell("Acme", state="won"))


def test_who_does_it_is_shown(desk: Any, sell: Any, form: Any, words: Any) -> None:
    one = sell("Acme")
    desk.submit(form(one), {"step": GOOD, "day": THURSDAY, "doer": "U0BEN"})
    assert "👤 Ben Okafor does it" in words(desk.command("/nextsteps acme"))
    opened = form(one)
    people = [b["element"].get("initial_user") for b in opened.view["blocks"] if "element" in b]
    assert "U0BEN" in people


def test_a_line_writes_text_and_day(desk: Any, sell: Any, again: Any, words: Any) -> None:
    one = sell("Acme")
    told = desk.command(f"/nextsteps acme by Friday: {GOOD}")
    assert f"✔ *Acme*: {GOOD} for Friday 14 March" in words(told)
    assert again(one).next_step == GOOD
    assert "what it was before" in words(desk.press(told, "Undo"))
    assert again(one).next_step == one.next_step


def test_a_name_may_hold_a_colon_and_a_by(desk: Any, sell: Any, again: Any) -> None:
    one = sell("Globex: sold by Acme")
    desk.command(f"/nextsteps globex: sold by acme: {GOOD}")
    assert again(one).next_step == GOOD
    desk.command("/nextsteps globex by 20 March: Ask Bob: who signs at Globex?")
    assert again(one).next_step == "Ask Bob: who signs at Globex?"


def test_without_a_day_the_day_stays_and_one_that_has_passed_is_asked_for(
    desk: Any, sell: Any, again: Any, words: Any
) -> None:
    ahead, passed = sell("Acme", ahead=5), sell("Globex", ahead=-5)
    assert "On which day" not in words(desk.command(f"/nextsteps acme: {GOOD}"))
    assert f"{again(ahead).next_step_date}" == "2025-03-17"
    asked = desk.command(f"/nextsteps globex: {GOOD}")
    assert "On which day will you do it?" in words(asked)
    desk.press(asked, "Next work day")
    assert f"{again(passed).next_step_date}" == "2025-03-13"


@pytest.mark.parametrize(
    ("day", "says"),
    [("soon", "no day that I can read"), ("3/4/2026", "could be"), ("1 March 2025", "has passed")],
)
def test_a_day_that_is_none_is_not_guessed(
    desk: Any, sell: Any, again: Any, day: str, says: str
) -> None:
    one = sell("Acme")
    with pytest.raises(Refused, match=says):
        desk.command(f"/nextsteps acme by {day}: {GOOD}")
    assert again(one) == one


def test_a_line_against_the_rule_can_be_kept_or_written_anew(
    desk: Any, sell: Any, again: Any, words: Any
) -> None:
    one = sell("Acme")
    told = desk.command("/nextsteps acme by 20 March: called Jane")
    assert "tells what has happened" in words(told)
    assert again(one) == one
    anew = desk.press(told, "Write it anew")
    assert "called Jane" in str(anew.view)
    assert "kept with history in the text" in words(desk.press(told, "Keep it anyway"))
    assert (again(one).next_step, f"{again(one).next_step_date}") == ("called Jane", THURSDAY)


def test_a_far_day_says_where_the_action_belongs(desk: Any, sell: Any, words: Any) -> None:
    sell("Acme")
    told = words(desk.command(f"/nextsteps acme by 12 April: {GOOD}"))
    assert "more than 30 days away" in told
    assert "Opportunity Management in Salesforce" in told
    assert "30 days away" not in words(desk.command(f"/nextsteps acme by 11 April: {GOOD}"))


def test_the_list_is_brought_up_to_date_by_what_is_saved_from_it(
    desk: Any, sell: Any, words: Any
) -> None:
    sell("Acme")
    opened = desk.press(desk.command("/nextsteps"), "Update")
    desk.submit(opened, {"step": GOOD, "day": THURSDAY})
    shown = desk.letters("respond")[-1]["body"]
    assert f"✔ *Acme*: {GOOD} for Thursday 20 March." in words(shown)
    assert "1 later" in words(shown)


@pytest.mark.parametrize("value", ["", "x", "999999", "0|list", "9" * 40])
def test_a_button_of_nothing_is_refused(desk: Any, value: str) -> None:
    with pytest.raises(Refused, match="can't find that opportunity"):
        desk.press_raw("nextsteps.update", value)


def test_a_long_old_text_fits_the_form(desk: Any, sell: Any, form: Any) -> None:
    form(sell("Acme", step="5/3 called Jane. " * 400))
