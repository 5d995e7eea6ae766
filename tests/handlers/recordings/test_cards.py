"""What comes by the clock: to the minute, alone, also at night, and never once a call has begun."""

from datetime import UTC, datetime, time

import pytest

from storage import profiles
from tests.handlers.companies import ANA, CLEO, GRACE, TEAM, labels, words
from tests.handlers.recordings.conftest import MONDAY, TUESDAY, Company


def test_the_card_comes_ten_minutes_before_with_checklist_and_script(company: Company) -> None:
    company.write("Northwind today 14:00")
    company.at(MONDAY, "13:49")
    assert not company.told()
    company.at(MONDAY, "13:50")
    (told,) = company.told()
    assert "*Northwind* · today, 14:00: ask before you record" in told
    assert "☐ Point out GitLab Notetaker, and say what it is and why it is there" in told
    assert "☐ Ask for both: a spoken yes and a thumbs-up" in told
    assert "*If somebody says no*" in told
    assert "My own advice, not on the page:" in told
    assert "Nobody can waive them" in told
    assert "Mandatory steps required to record calls" in told
    for label in ("I cannot attend", "Moved…", "Cancelled", "Steps and script"):
        assert label in labels(company.card())
    assert not company.told(GRACE)


@pytest.mark.parametrize(
    ("day", "clock", "card"),
    [
        ("2026-03-03", "07:00", "06:50"),
        ("2026-03-03", "22:30", "22:20"),
        ("2026-03-07", "11:00", "10:50"),
        ("2026-03-08", "00:05", "23:55"),
    ],
)
def test_the_person_chose_the_moment_so_it_comes_outside_working_hours_too(
    company: Company, day: str, clock: str, card: str
) -> None:
    with company.database.begin() as session:
        quiet = {"quiet_from": time(20), "quiet_until": time(8)}
        profiles.change(session, TEAM, ANA, **quiet)
    company.add("Northwind", day, clock)
    before = "2026-03-07" if clock == "00:05" else day
    at = datetime.fromisoformat(f"{before}T{card}")
    company.at(before, at.replace(minute=at.minute - 1).strftime("%H:%M"))
    assert not company.told()
    company.at(before, card)
    assert len(company.told()) == 1


def test_it_is_the_wall_clock_of_the_person(company: Company) -> None:
    company.write("Northwind tomorrow 9:00", CLEO)
    assert company.call().at == datetime(2026, 3, 3, 0, tzinfo=UTC)
    company.at(TUESDAY, "08:49", CLEO)
    assert not company.told(CLEO)
    company.at(TUESDAY, "08:50", CLEO)
    assert "today, 09:00" in company.told(CLEO)[0]


def test_a_call_told_of_five_minutes_before_is_told_at_once(company: Company) -> None:
    company.at(MONDAY, "13:55")
    company.write("Northwind today 14:00")
    company.at(MONDAY, "13:55")
    assert len(company.told()) == 1


def test_nothing_comes_once_the_call_has_begun(company: Company) -> None:
    company.write("Northwind today 14:00")
    company.at(MONDAY, "14:03")
    company.through(TUESDAY, TUESDAY)
    assert not any("ask before you record" in words(each) for each in company.told())


def test_a_card_put_off_until_after_the_beginning_does_not_come_back(company: Company) -> None:
    company.write("Northwind today 14:00")
    company.at(MONDAY, "13:50")
    rows = [each["elements"] for each in company.card().blocks if each["type"] == "actions"]
    (snooze,) = [each for row in rows for each in row if each["type"] == "static_select"]
    company.press_raw("remind.snooze", snooze["options"][0]["value"])
    company.at(MONDAY, "14:50")
    assert len(company.told()) == 1


def test_cards_come_alone_also_beyond_the_most_of_a_day(company: Company) -> None:
    for hour in range(10, 18):
        company.write(f"Customer {hour} today {hour}:30")
    for hour in range(10, 18):
        company.at(MONDAY, f"{hour}:20")
        assert f"*Customer {hour}* · today, {hour}:30" in company.told()[-1]
    assert len(company.told()) == 8


def test_what_is_moved_comes_at_its_new_time_and_only_then(either: Company) -> None:
    either.write("Northwind today 14:00")
    either.at(MONDAY, "13:50")
    form = either.on_card("Moved…")
    either.submit(form, day=MONDAY, at="16:00")
    assert "call moved by Ana Lopez" in words(either.card())
    either.at(MONDAY, "15:49")
    assert len(either.told()) == 1
    either.at(MONDAY, "15:50")
    assert "*Northwind* · today, 16:00" in either.told()[-1]
    assert len(either.told()) == 2


def test_a_move_is_taken_back_and_the_card_comes_at_the_old_time(company: Company) -> None:
    company.write("Northwind today 14:00")
    company.at(MONDAY, "13:40")
    moved = company.press(company.write("list"), "Moved…", channel="C0SALES")
    company.submit(moved, day=TUESDAY, at="16:00")
    assert "✔ Moved: *Northwind* · tomorrow, 16:00" in words(company.shown())
    company.at(MONDAY, "13:50")
    assert not company.told()
    said = company.press(company.shown(), "Undo")
    assert "The call with Northwind is as it was: today, 14:00." in words(said)
    company.at(MONDAY, "13:51")
    assert len(company.told()) == 1


def test_what_is_cancelled_comes_not_and_once_undone_it_comes_again(either: Company) -> None:
    either.write("Northwind today 14:00")
    either.at(MONDAY, "13:40")
    listed = either.press(either.write("list"), "Cancelled")
    assert "✔ Cancelled, so I don't remind you: *Northwind* · today, 14:00" in words(listed)
    either.at(MONDAY, "13:50")
    assert not either.told()
    either.press(listed, "Undo")
    either.at(MONDAY, "13:51")
    assert len(either.told()) == 1


def test_a_cancelled_card_says_so_and_its_undo_asks_again(either: Company) -> None:
    either.write("Northwind today 14:00")
    either.at(MONDAY, "13:50")
    either.on_card("Cancelled")
    assert "call cancelled by Ana Lopez, 13:50" in words(either.card())
    assert labels(either.card()) == ["Undo"]
    either.press(either.card(), "Undo")
    assert "☐ Ask for both" in words(either.card())
    assert "I cannot attend" in labels(either.card())


def test_on_i_cannot_attend_the_card_becomes_the_message_and_two_things(either: Company) -> None:
    either.write("Northwind today 14:00")
    either.at(MONDAY, "13:50")
    either.on_card("I cannot attend")
    shown = words(either.card())
    assert "you cannot attend by Ana Lopez, 13:50" in shown
    assert "I can't be at the call of Northwind on Mon 2 March at 14:00 (my time)" in shown
    assert "our recorder, GitLab Notetaker, will still join without me" in shown
    assert "My own advice, not on the page:" in shown
    assert shown.count("☐") == 2
    assert "Point out GitLab Notetaker" not in shown
    either.press(either.card(), "Tick")
    assert words(either.card()).count("☑") == 1
    either.press(either.card(), "Undo")
    assert "☐ Ask for both" in words(either.card())


def test_an_absence_said_before_is_asked_about_until_both_things_are_ticked(
    company: Company,
) -> None:
    company.write("Northwind today 14:00")
    company.write("absent Northwind")
    company.at(MONDAY, "13:50")
    (told,) = company.told()
    assert "you cannot attend: the recorder joins without you" in told
    assert "You cannot attend a recorded call" not in told
    for _ in range(2):
        company.press(company.card(), "Tick")
    assert "all ticked by Ana Lopez" in words(company.card())


def test_an_absence_that_is_dealt_with_asks_nothing_more(company: Company) -> None:
    company.write("Northwind today 14:00")
    shown = company.write("absent Northwind")
    shown = company.press(shown, "Tick")
    company.press(shown, "Tick")
    company.at(MONDAY, "13:50")
    assert not company.told()


def test_the_steps_are_ticked_on_the_card_while_the_call_begins(either: Company) -> None:
    either.write("Northwind today 14:00")
    either.at(MONDAY, "13:50")
    either.at(MONDAY, "14:01")
    for count in range(1, 5):
        either.press(either.card(), "Tick")
        assert words(either.card()).count("☑") == count
    assert "all ticked by Ana Lopez, 14:01" in words(either.card())
    either.press(either.card(), "Untick")
    assert "ask before you record" in words(either.card())
    assert words(either.card()).count("☑") == 3


def test_a_card_asks_no_more_an_hour_after_the_beginning(company: Company) -> None:
    company.write("Northwind today 14:00")
    company.at(MONDAY, "13:50")
    company.at(MONDAY, "14:59")
    assert company.items() == {"1/0": "open"}
    company.at(MONDAY, "15:00")
    assert company.items() == {"1/0": "ended"}
    assert "no longer needed since 15:00" in words(company.card())


def test_who_has_muted_it_is_told_that_no_card_comes(company: Company) -> None:
    with company.database.begin() as session:
        profiles.change(session, TEAM, ANA, muted=frozenset({"recordings"}))
    said = company.write("Northwind today 14:00")
    assert "no card comes until you change that" in words(said)
    company.at(MONDAY, "13:50")
    assert not company.told()


def test_an_absence_of_the_person_does_not_send_it_to_somebody_else(company: Company) -> None:
    with company.database.begin() as session:
        day = datetime(2026, 3, 2, tzinfo=UTC).date()
        profiles.change(session, TEAM, ANA, away_from=day, away_until=day, delegate=GRACE)
    company.write("Northwind today 14:00")
    company.at(MONDAY, "13:50")
    assert len(company.told()) == 1
    assert not company.told(GRACE)
