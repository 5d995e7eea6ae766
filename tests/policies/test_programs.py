"""Places in their order, the weeks of a cohort, and when somebody is told."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import packs
from policies.clocks import zone_of
from policies.edition import Pack
from policies.pack import BadPack, parse
from policies.programs import Cohort, Hold, Offer, SignUp
from policies.programs.offers import PAUSE, answered_by, is_refilled, last_day, to_offer
from policies.programs.reminders import hold_wishes, offer_wishes, tick_wishes, week_wishes
from policies.programs.values import placed, to_place, waiting
from policies.reminders import Way, Weight
from policies.rhythms import Rhythm

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
COHORT = Cohort(1, "T", date(2026, 3, 9), "U0GRACE", "U0IMRAN", NOW)


@pytest.fixture(scope="module")
def pack() -> Pack:
    return packs.load()


def name(number: int, cohort: int | None = None, left: bool = False) -> SignUp:
    at = NOW if left else None
    return SignUp(number, "T", number, f"U{number}", NOW, cohort, at)


@given(
    st.lists(st.tuples(st.sampled_from([None, 1, 2]), st.booleans()), max_size=40),
    st.integers(1, 12),
)
def test_seats_go_to_those_who_came_first_and_never_to_more(
    told: list[tuple[int | None, bool]], seats: int
) -> None:
    those = [name(number, *each) for number, each in enumerate(told)]
    given_to = to_place(those, 1, seats)
    before = len(placed(those, 1))
    assert len(given_to) + before <= max(seats, before)
    assert given_to == waiting(those)[: len(given_to)]
    full = len(given_to) + before >= seats
    assert full or len(given_to) == len(waiting(those))


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2026, 3, 8), None),
        (date(2026, 3, 9), 1),
        (date(2026, 3, 15), 1),
        (date(2026, 3, 16), 2),
        (date(2026, 5, 3), 8),
        (date(2026, 5, 4), None),
    ],
)
def test_a_cohort_has_eight_weeks(day: date, week: int | None) -> None:
    assert COHORT.week(day, 8) == week
    assert COHORT.is_over(day, 8) is (day >= date(2026, 5, 4))


def offer(sign_up: int, **changed: Any) -> Offer:
    made = Offer(sign_up, "T", 1, sign_up, NOW, NOW + timedelta(days=2), None, None)
    return replace(made, **changed)


def numbers(those: list[SignUp]) -> list[int]:
    return [each.number for each in those]


def test_a_free_place_is_offered_in_the_order_of_the_list() -> None:
    those = [name(1, 1), name(2, 1), name(4), name(3), name(5, 2)]
    assert numbers(to_offer(those, [], COHORT, 3, NOW)) == [3]
    assert numbers(to_offer(those, [], COHORT, 9, NOW)) == [3, 4]
    assert to_offer(those, [], COHORT, 2, NOW) == []
    assert to_offer(those, [], COHORT, 1, NOW) == []


@pytest.mark.parametrize(
    ("answer", "after", "asked"),
    [
        ({}, timedelta(days=1), []),
        ({}, timedelta(days=2), [4]),
        ({"passed_at": NOW}, PAUSE, []),
        ({"passed_at": NOW}, PAUSE + timedelta(seconds=1), [4]),
    ],
)
def test_who_is_asked_holds_the_place_and_is_asked_once(
    answer: dict[str, datetime], after: timedelta, asked: list[int]
) -> None:
    those = [name(1, 1), name(2, 1), name(3), name(4)]
    found = to_offer(those, [offer(3, **answer)], COHORT, 3, NOW + after)
    assert numbers(found) == asked


def test_a_place_of_another_cohort_does_not_count() -> None:
    those = [name(1, 1), name(3)]
    assert numbers(to_offer(those, [offer(3, cohort=2)], COHORT, 2, NOW)) == [3]


def test_who_has_left_holds_their_place_as_long_as_it_can_be_undone() -> None:
    those = [name(1, 1, left=True), name(2, 1), name(3)]
    assert to_offer(those, [], COHORT, 2, NOW + PAUSE) == []
    later = NOW + PAUSE + timedelta(seconds=1)
    assert numbers(to_offer(those, [], COHORT, 2, later)) == [3]
    assert numbers(to_offer([*those[:2], name(3, left=True), name(4)], [offer(3)],
                            COHORT, 2, later)) == [4]  # fmt: skip


@pytest.mark.parametrize(
    ("told", "until"),
    [
        ("2026-03-10T10:00", "2026-03-12"),
        ("2026-03-12T23:30", "2026-03-16"),
        ("2026-03-13T18:00", "2026-03-17"),
        ("2026-03-20T10:00", "2026-03-22"),
    ],
)
def test_an_answer_has_two_work_days_and_no_longer_than_the_second_week(
    pack: Pack, told: str, until: str
) -> None:
    sheet = pack.programs.leadership
    assert sheet
    rhythm = Rhythm(zone_of("America/New_York"))
    at = datetime.fromisoformat(told).replace(tzinfo=rhythm.zone)
    made = offer(1, until=answered_by(COHORT, rhythm, at, sheet))
    assert last_day(made, rhythm) == date.fromisoformat(until)
    away = replace(rhythm, away=(at.date(), at.date() + timedelta(days=30)))
    assert answered_by(COHORT, away, at, sheet) == made.until


@pytest.mark.parametrize(
    ("day", "refilled"),
    [("2026-03-08", False), ("2026-03-09", True), ("2026-03-22", True), ("2026-03-23", False)],
)
def test_places_are_offered_in_the_first_two_weeks(pack: Pack, day: str, refilled: bool) -> None:
    sheet = pack.programs.leadership
    assert sheet
    assert is_refilled(COHORT, date.fromisoformat(day), sheet) is refilled


def test_an_offer_comes_by_itself_and_is_worth_nothing_afterwards() -> None:
    rhythms = {"U3": Rhythm(zone_of("Asia/Tokyo"))}
    (wish,) = offer_wishes([offer(3), offer(4)], {3: "U3", 4: "U4"}, rhythms)
    assert (wish.person, wish.way, wish.until) == ("U3", Way.ALONE, NOW + timedelta(days=2))
    assert (wish.day, wish.at) == (date(2026, 3, 2), time(18))
    assert wish.entry == "lead-eligibility"


def test_a_week_without_a_tick_is_asked_about_on_the_day_after_it(pack: Pack) -> None:
    sheet = pack.programs.leadership
    assert sheet
    ticked = {(1, 1), (1, 3), (2, 2)}
    those = [name(1, 1), name(2), name(3, 1, left=True)]
    found = list(tick_wishes(those, {1: COHORT}, ticked, sheet))
    assert [each.day for each in found] == [COHORT.day(week + 1) for week in (2, 4, 5, 6, 7, 8)]
    assert {each.entry for each in found} == {"lead-attendance"}
    assert {each.weight for each in found} == {Weight.NUDGE}


@pytest.mark.parametrize(
    ("day", "begun"),
    [("2026-03-08", 0), ("2026-03-09", 1), ("2026-03-15", 1), ("2026-03-16", 2), ("2027-01-01", 8)],
)
def test_weeks_that_have_begun_can_be_ticked(day: str, begun: int) -> None:
    assert COHORT.begun_weeks(date.fromisoformat(day), 8) == begun


@pytest.mark.parametrize(("weeks", "hours"), [(0, "0"), (1, "5"), (3, "15"), (8, "40")])
def test_hours_are_arithmetic(pack: Pack, weeks: int, hours: str) -> None:
    sheet = pack.programs.leadership
    assert sheet
    assert sheet.hours(weeks) == hours


def test_participants_are_told_eight_times_and_nobody_else(pack: Pack) -> None:
    sheet = pack.programs.leadership
    assert sheet
    those = [name(1, 1), name(2), name(3, 1, left=True), name(4, 7)]
    found = list(week_wishes(those, {1: COHORT}, sheet))
    assert {each.person for each in found} == {"U1"}
    assert [each.day for each in found] == [COHORT.day(week) for week in range(1, 9)]
    assert len({each.key for each in found}) == 8


def test_a_holder_is_asked_a_week_before_and_on_the_day(pack: Pack) -> None:
    sheet = pack.programs.excellence
    assert sheet
    until = date(2026, 6, 2)
    held = Hold(1, "T", "feedback", "U1", 3, "", "", date(2026, 3, 2), until, None)
    lost = Hold(2, "T", "gone", "U1", 3, "", "", date(2026, 3, 2), until, None)
    soon, day = hold_wishes([held, lost], sheet)
    assert (soon.day, soon.weight) == (until - timedelta(days=7), Weight.NUDGE)
    assert (day.day, day.weight) == (until, Weight.DUE)


@pytest.mark.parametrize(
    ("was", "becomes", "says"),
    [
        ("seats: {is: 12", "seats: {is: 0", "a whole number, 1 at least"),
        ("seats: {is: 12", "chairs: {is: 12", "seats is missing among the limits"),
        ("({topic})", "({topics})", "there is no name for this text topics; did you mean topic?"),
        ("({topic})", "({topic)", "a curly bracket has no partner"),
        ("{id: meetings,", "{id: calls,", "the id calls is used twice"),
        ("entries: [coe-definition", "entries: [coe-definitoin", "did you mean coe-definition?"),
    ],
)
def test_a_mistake_in_the_file_is_named(was: str, becomes: str, says: str) -> None:
    texts = dict(packs.texts(None))
    (file,) = [each for each in texts if each.endswith("fy23/programs.yml")]
    assert was in texts[file]
    texts[file] = texts[file].replace(was, becomes, 1)
    with pytest.raises(BadPack, match=says.replace("?", r"\?")):
        parse(texts, "fy23")


def test_older_editions_have_what_they_print() -> None:
    assert packs.load(edition="fy22").programs.leadership is None
    oldest = packs.load(edition="fy21").programs.excellence
    assert oldest
    item = oldest.topic("customers")
    assert item
    assert item.says == "Customer Portal"
    assert len(oldest.topics) == 11
