"""Calls told of in a line or a form, listed, changed, ticked, and nobody else's matter."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot import packs
from handlers.kit.feature import Complain, Open, Place
from handlers.kit.rounds import round_of
from handlers.recordings import panels
from policies.recordings import State
from storage import audit, members
from tests.handlers.companies import ANA, BEN, GRACE, TEAM, labels, words
from tests.handlers.recordings.conftest import MONDAY, TUESDAY, Company


def test_the_overview_has_the_steps_the_script_the_reasons_and_the_strictness(
    company: Company,
) -> None:
    shown = words(company.write(""))
    assert "1. Point out GitLab Notetaker" in shown
    assert "4. Both from everybody: carry on." in shown
    assert "```Before we start: you can see GitLab Notetaker among us." in shown
    assert "```Of course. I am taking Notetaker out now." in shown
    assert "*When somebody joins later* (my own advice, not on the page)" in shown
    assert (
        "*For people without a camera, or on the phone* (my own advice, not on the page)" in shown
    )
    assert "*Why calls are recorded*" in shown
    assert "there is no button here that does" in shown
    assert "Access request" in shown
    for heading in ("Mandatory steps required to record calls", "Chorus recordings"):
        assert heading in shown
    assert "Your coming calls" not in shown


def test_a_line_is_enough(either: Company) -> None:
    said = either.write("Northwind tomorrow 14:00")
    assert "✔ I remind you before the call: *Northwind* · tomorrow, 14:00" in words(said)
    assert "I write to you alone at 13:50, 10 minutes before." in words(said)
    assert "This is the bot's default." in words(said)
    assert labels(said) == ["Open", "Moved…", "Undo"]
    assert either.call().at == datetime(2026, 3, 3, 13, tzinfo=UTC)
    assert "*Northwind* · tomorrow, 14:00" in words(either.write(""))


@pytest.mark.parametrize(
    ("line", "customer", "hint"),
    [
        ("Northwind today 9:00", "Northwind", "That is over already."),
        ("Northwind 14:00 Friday", "Northwind Friday", "I am not sure what you mean by that."),
        ("Northwind tomorrow", "Northwind", "I am not sure what you mean by that."),
        ("new Northwind", "Northwind", ""),
        ("remind me before Northwind", "Northwind", ""),
        ("Northwind 2028-01-01 10:00", "Northwind", "That is more than a year ahead."),
    ],
)
def test_what_is_not_clear_opens_the_form_with_what_was_said(
    company: Company, line: str, customer: str, hint: str
) -> None:
    opened = company.write(line)
    assert isinstance(opened, Open)
    assert customer in words(opened)
    assert hint in words(opened)


def test_in_a_message_there_is_a_button_for_the_form(company: Company) -> None:
    said = company.write("Northwind tomorrow", place=Place.DIRECT)
    opened = company.press(said, "Remind me before a call")
    assert "Northwind" in words(opened)
    assert "2026-03-03" in words(opened)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"customer": " "}, "Give the customer"),
        ({"day": ""}, "Choose the day."),
        ({"at": ""}, "Choose the time"),
        ({"day": MONDAY, "at": "09:59"}, "That is over already."),
        ({"day": "2028-03-02"}, "more than a year ahead"),
    ],
)
def test_the_form_says_what_is_wrong_with_it(
    company: Company, fields: dict[str, str], says: str
) -> None:
    usual: dict[str, Any] = {"customer": "Northwind", "day": TUESDAY, "at": "14:00"}
    wrong = company.submit(company.write("new"), **(usual | fields))
    assert isinstance(wrong, Complain)
    assert says in words(wrong)


def test_the_same_call_is_put_down_once(either: Company) -> None:
    either.write("Northwind tomorrow 14:00")
    assert "You have that call at that time already." in words(either.write("NORTHWIND tue 14:00"))
    wrong = either.add("northwind", TUESDAY, "14:00")
    assert isinstance(wrong, Complain)
    later = either.add("Northwind", TUESDAY, "15:00")
    wrong = either.submit(either.press(later, "Moved…"), day=TUESDAY, at="14:00")
    assert "You have that call at that time already." in words(wrong)
    assert "Northwind" in words(either.write("Northwind tomorrow 14:00", BEN))


def test_what_was_cancelled_can_be_put_down_again_and_then_not_be_undone(either: Company) -> None:
    either.write("Northwind tomorrow 14:00")
    either.press(either.write("list"), "Cancelled")
    either.write("Northwind tomorrow 14:00")
    said = either.press_raw("recordings.undo", "2")
    assert "You have that call at that time already." in words(said)


def test_a_question_goes_to_the_handbook(company: Company) -> None:
    for question in ("licence", "do I ask again tomorrow 14:00?", "calls with people on the phone"):
        assert "📖" in words(company.write(question)), question


def test_the_list_has_what_may_become_of_each_call_and_is_ones_own(company: Company) -> None:
    assert "No call of yours lies ahead here." in words(company.write("list"))
    company.write("Umbrella tomorrow 14:00")
    company.write("Acme today 12:00")
    listed = company.write("list")
    assert words(listed).index("*Acme* · today, 12:00") < words(listed).index("*Umbrella*")
    assert labels(listed)[:4] == ["Open", "I cannot attend", "Moved…", "Cancelled"]
    for other in (BEN, GRACE):
        for line in ("", "list", "past"):
            assert "Umbrella" not in words(company.write(line, other))


@pytest.mark.parametrize(
    "pressed",
    ["show|1", "tick|1 ask page", "absent|1 page", "attend|1", "cancel|1", "move|1 list"],
)
def test_nobody_else_opens_or_changes_it_not_even_the_manager(
    company: Company, pressed: str
) -> None:
    company.write("Northwind tomorrow 14:00")
    what, _, value = pressed.partition("|")
    for other in (BEN, GRACE):
        said = company.press_raw(f"recordings.{what}", value, other)
        assert "Only Ana Lopez can go on with this." in words(said)
    assert company.call().state is State.PLANNED
    assert not company.call().ticked


def test_the_audit_log_says_that_there_was_something_and_not_what(company: Company) -> None:
    company.write("Northwind tomorrow 14:00")
    company.press_raw("recordings.tick", "1 ask page")
    with company.database.begin() as session:
        kept = [(each.kind, each.detail) for each in audit.entries(session, TEAM)]
    assert kept == [("recording.changed", {"call": 1})] * 2


def test_past_calls_show_what_was_ticked_of_each(company: Company) -> None:
    assert "No call that you told me of has begun yet." in words(company.write("past"))
    company.write("Northwind today 14:00")
    company.write("Acme today 15:00")
    company.write("Globex today 16:00")
    company.press_raw("recordings.tick", "1 ask page")
    company.press_raw("recordings.absent", "2 page")
    company.press_raw("recordings.tick", "2 warned page")
    company.press_raw("recordings.cancel", "3 page")
    company.at(MONDAY, "17:00")
    shown = words(company.write("past"))
    assert "*Northwind* · today, 14:00\n1 of 4 steps ticked\n☐ Point out" in shown
    assert "*Acme* · today, 15:00 · you could not attend\n1 of 2 things ticked" in shown
    assert "*Globex* · today, 16:00 · cancelled" in shown
    assert "Only you see this list, not your manager. Nobody is counted." in shown
    late = company.press_raw("recordings.tick", "1 tell page")
    assert words(late).count("☑") == 2
    assert "That call has begun" in words(company.press_raw("recordings.cancel", "1 list"))


def test_absent_finds_the_call_by_a_part_of_the_name(company: Company) -> None:
    company.write("Northwind Traders tomorrow 14:00")
    said = company.write("absent northwind")
    assert "✔ You cannot attend. Tell the customer now: \n" not in words(said)
    assert "call of Northwind Traders on Tue 3 March at 14:00 (my time)" in words(said)
    assert company.call().state is State.ABSENT
    back = company.press(said, "I can attend")
    assert "✔ You attend after all:" in words(back)
    assert company.call().state is State.PLANNED


def test_absent_from_one_of_several_asks_which(company: Company) -> None:
    company.write("Northwind tomorrow 14:00")
    company.write("Northwind tomorrow 16:00")
    said = company.write("absent northwind")
    assert "With which of these?" in words(said)
    assert company.call().state is State.PLANNED


def test_absent_from_a_call_that_nobody_told_of_has_the_message_all_the_same(
    company: Company,
) -> None:
    said = company.write("absent Northwind <!channel> ```")
    assert "I know of no coming call with *Northwind &lt;!channel&gt;" in words(said)
    assert "on (to be filled in: day) at (to be filled in: time)" in words(said)
    assert "You cannot attend" not in words(said)
    assert labels(said) == ["Remind me before a call", "Coming calls"]


def test_to_another_time_it_is_attended_and_nothing_is_ticked(company: Company) -> None:
    company.write("Northwind today 14:00")
    company.write("absent Northwind")
    company.press_raw("recordings.tick", "1 warned page")
    company.submit(company.press_raw("recordings.move", "1 list"), day=TUESDAY, at="10:00")
    moved = company.call()
    assert (moved.state, moved.ticked, moved.moves) == (State.PLANNED, frozenset(), 1)
    company.undo()
    back = company.call()
    assert (back.state, back.ticked, back.moves) == (State.ABSENT, frozenset({"warned"}), 2)


def test_home_has_the_calls_of_today_and_tomorrow_only(company: Company) -> None:
    assert home(company) == ""
    company.write("Northwind today 14:00")
    company.write("Acme tomorrow 23:30")
    company.write("Globex 2026-03-04 0:00")
    shown = home(company)
    assert "*Northwind* · today, 14:00\n0 of 4 steps ticked" in shown
    assert "*Acme* · tomorrow, 23:30" in shown
    assert "Globex" not in shown
    company.at(MONDAY, "14:59")
    assert "Northwind" in home(company)
    company.at(MONDAY, "15:01")
    assert "Northwind" not in home(company)


def home(company: Company, who: str = ANA) -> str:
    with company.turn(who) as turn:
        member = members.find(turn.session, TEAM, who)
        assert member
        shown = [*panels.CALLS.show(round_of(turn), member)]
    return words({"blocks": shown}) if shown else ""


def test_a_mention_gets_the_steps_and_nothing_of_ones_own(company: Company) -> None:
    company.write("Northwind tomorrow 14:00")
    shown = words(company.write("", place=Place.MENTION))
    assert "Before a call is recorded" in shown
    assert "Northwind" not in shown
    for line in ("list", "past", "Acme tomorrow 14:00", "absent Northwind"):
        assert "That is between the two of us" in words(company.write(line, place=Place.MENTION))


def test_an_older_edition_has_no_such_steps_and_says_so(company: Company) -> None:
    company.write("Northwind tomorrow 14:00")
    company.pack = packs.load(edition="fy22")
    for line in ("", "list", "past", "absent Northwind", "Acme tomorrow 14:00"):
        assert "no steps for recording calls" in words(company.write(line))
    company.at(TUESDAY, "13:50")
    assert not company.told()


def test_whatever_is_written_for_a_customer_is_only_text(company: Company) -> None:
    company.add("<!channel> *& `co` ```", TUESDAY, "14:00")
    said = words(company.write("absent channel"))
    assert "<!channel>" not in said
    assert "call of &lt;!channel&gt; *&amp; 'co' ''' on" in said


def test_undo_takes_back_what_was_just_put_down(company: Company) -> None:
    said = company.write("Northwind tomorrow 14:00")
    assert "I don't remind you of the call with Northwind." in words(company.press(said, "Undo"))
    assert company.call().state is State.CANCELLED


def test_help_says_how_it_is_written(company: Company) -> None:
    assert "CUSTOMER DAY TIME" in words(company.write("help"))
