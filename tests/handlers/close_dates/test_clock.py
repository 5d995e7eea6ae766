"""A date parked on the first of a month, and one that passed: asked about, told, and stopped."""

from datetime import date
from typing import Any

from tests.handlers.floors import words

FIRST, LAST = date(2026, 1, 1), date(2025, 12, 31)
CLOCK = "closedates"


def test_a_parked_date_is_asked_about_twice_and_then_told_to_the_manager(floor: Any) -> None:
    floor.at("2025-12-01 15:00")
    floor.deal(close_date=FIRST)
    for moment in ("2025-12-02 14:59", "2025-12-03 12:59", "2025-12-04 08:59"):
        floor.at(moment)
    assert len(floor.posts()) == 1
    texts = [words(each) for each in floor.posts()]
    assert "is parked on Thu 1 January 2026 until Wed 3 December, 15:00." in texts[0]
    assert "set the last day of the month in which it closes, Wed 31 December." in texts[0]
    assert "counts from when I first saw it" in texts[0]


def test_both_reminders_come_and_then_one_item_each(floor: Any) -> None:
    floor.at("2025-12-01 15:00")
    floor.deal(close_date=FIRST)
    floor.at("2025-12-02 15:00")
    floor.at("2025-12-03 13:00")
    assert len(floor.posts()) == 2
    assert floor.posts("U0GRACE") == []
    floor.at("2025-12-04 09:00")
    (told,) = floor.posts("U0GRACE")
    assert "of Ana Lopez is still parked on Thu 1 January 2026" in words(told)
    assert "48 hours ended Wed 3 December, 15:00" in words(told)
    mine = words(floor.screens()[-1])
    assert "tell Grace Kim, who is told as well" in mine
    for moment in ("2025-12-05 09:00", "2025-12-08 09:00"):
        floor.at(moment)
    assert len(floor.posts("U0GRACE")) == 1
    assert len(floor.posts()) == 3


def test_the_rule_is_cited(floor: Any) -> None:
    floor.deal(close_date=FIRST)
    floor.at("2025-12-02 10:00")
    assert "Close Date" in words(floor.posts()[0])
    assert "📖" in words(floor.posts()[0])


def test_the_clock_stops_when_the_date_moves_off_the_first(floor: Any) -> None:
    deal = floor.deal(close_date=FIRST)
    floor.plan()
    assert len(floor.planned(routine=CLOCK)) == 1
    floor.change(deal, close_date=LAST, compelling_event=True)
    floor.plan()
    assert floor.planned(routine=CLOCK) == []
    for moment in ("2025-12-02 10:00", "2025-12-03 09:00", "2025-12-04 09:00"):
        floor.at(moment)
    assert floor.posts() == floor.posts("U0GRACE") == []


def test_a_confirmed_event_alone_does_not_stop_it_but_says_what_is_left(floor: Any) -> None:
    floor.deal(close_date=FIRST, compelling_event=True)
    floor.at("2025-12-02 10:00")
    assert "The event is confirmed: then set the last day" in words(floor.posts()[0])


def test_a_date_set_after_the_import_does_not_speak_of_it(floor: Any) -> None:
    deal = floor.deal(close_date=LAST)
    floor.at("2025-12-01 11:00")
    floor.change(deal, close_date=FIRST)
    floor.at("2025-12-02 11:00")
    assert "first saw it" not in words(floor.posts()[0])
    assert "until Wed 3 December, 11:00" in words(floor.posts()[0])


def test_a_quote_or_a_renewal_may_sign_on_the_first(floor: Any) -> None:
    floor.deal(close_date=FIRST, quote_sent=True)
    floor.deal("Renewal", close_date=FIRST, kind="renewal")
    floor.plan()
    assert floor.planned(routine=CLOCK) == []


def test_a_weekend_is_asked_about_in_the_last_working_hour_of_friday(floor: Any) -> None:
    floor.at("2025-12-05 12:00")
    floor.deal(close_date=FIRST)
    floor.at("2025-12-05 16:59")
    assert floor.posts() == []
    floor.at("2025-12-05 17:00")
    assert "until Sun 7 December, 12:00" in words(floor.posts()[0])
    floor.at("2025-12-08 09:00")
    assert len(floor.posts()) == 2
    assert "still parked" in words(floor.screens()[-1])


def test_who_is_away_has_a_stand_in_who_may_set_the_date(floor: Any) -> None:
    floor.meet("U0ANA", away_from=date(2025, 12, 1), away_until=date(2025, 12, 5), delegate="U0BEN")
    floor.deal(close_date=FIRST)
    floor.at("2025-12-02 10:00")
    (card,) = floor.screens("U0BEN")
    assert "For Ana Lopez, who is away." in words(card)
    form = floor.desk.press(card, "Set the date", "U0BEN")
    assert "Set the close date" in words(form.view)


def test_what_was_won_or_handed_on_is_asked_about_no_more(floor: Any) -> None:
    won, moved = floor.deal(close_date=FIRST), floor.deal("Beta", close_date=FIRST)
    floor.plan()
    floor.change(won, state="won")
    floor.change(moved, owner="U0BEN")
    floor.at("2025-12-02 10:00")
    assert floor.posts() == []
    assert "Beta" in words(floor.posts("U0BEN"))


def test_a_date_that_passed_unsigned_is_moved_with_one_press(floor: Any) -> None:
    deal = floor.deal(close_date=date(2025, 12, 2), quote_sent=True)
    floor.at("2025-12-03 09:00")
    (digest,) = floor.screens()
    assert "passed its close date unsigned: Tue 2 December.\nSet *Fri 5 December*." in words(digest)
    floor.desk.press(digest, "Move to Fri 5 December")
    found = floor.now_of(deal)
    assert found.close_date == date(2025, 12, 5)
    assert "set to Fri 5 December by Ana Lopez, 09:00" in words(floor.screens()[0])


def test_the_move_can_be_undone_and_is_then_asked_for_again(floor: Any) -> None:
    deal = floor.deal(close_date=date(2025, 12, 2), quote_sent=True)
    before = floor.now_of(deal)
    floor.at("2025-12-03 09:00")
    floor.desk.press(floor.screens()[0], "Move to Fri 5 December")
    floor.desk.press(floor.screens()[0], "Undo")
    found = floor.now_of(deal)
    assert (found.close_date, found.close_date_set_at) == (
        before.close_date,
        before.close_date_set_at,
    )
    assert "Set *Fri 5 December*" in words(floor.screens()[0])


def test_a_second_press_on_the_move_is_told(floor: Any) -> None:
    floor.deal(close_date=date(2025, 12, 2), quote_sent=True)
    floor.at("2025-12-03 09:00")
    (digest,) = floor.screens()
    floor.desk.press(digest, "Move to Fri 5 December")
    again = floor.desk.press(digest, "Move to Fri 5 December")
    assert "is on Fri 5 December already" in words(again)


def test_a_move_that_is_suggested_no_more_opens_the_form(floor: Any) -> None:
    deal = floor.deal(close_date=date(2025, 12, 2), quote_sent=True)
    floor.at("2025-12-03 09:00")
    (digest,) = floor.screens()
    floor.change(deal, close_date=date(2025, 12, 17))
    form = floor.desk.press(digest, "Move to Fri 5 December")
    assert "Set the close date" in words(form.view)
    assert floor.now_of(deal).close_date == date(2025, 12, 17)


def test_where_the_day_depends_on_what_nobody_said_each_is_named(floor: Any) -> None:
    floor.deal(close_date=date(2025, 12, 2), kind="")
    floor.at("2025-12-03 09:00")
    said = words(floor.screens()[0])
    assert "Set Fri 5 December if the quote is out or it is a renewal; Wed 31 December" in said
    assert "with a compelling event; Thu 1 January 2026 without one." in said
    assert "Move to" not in said


def test_a_date_that_passed_is_told_once_and_only_to_its_owner(floor: Any) -> None:
    floor.deal(close_date=date(2025, 12, 2), quote_sent=True)
    for moment in ("2025-12-03 09:00", "2025-12-04 09:00", "2025-12-05 09:00"):
        floor.at(moment)
    assert len(floor.posts()) == 1
    assert floor.posts("U0GRACE") == floor.posts("U0BEN") == []


def test_an_edition_without_conventions_reminds_of_none(floor: Any) -> None:
    from bot import packs

    floor.desk.pack = packs.load(edition="fy21")
    floor.deal(close_date=FIRST)
    floor.plan()
    assert floor.planned(routine=CLOCK) == []
    assert "prints no close date conventions" in floor.refused(
        floor.desk.command, "/handrail closedate board"
    )
