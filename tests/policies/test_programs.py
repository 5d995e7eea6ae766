"""Places in their order, the weeks of a cohort, and when somebody is told."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import packs
from policies.edition import Pack
from policies.pack import BadPack, parse
from policies.programs import Cohort, Hold, SignUp
from policies.programs.reminders import hold_wishes, week_wishes
from policies.programs.values import placed, to_place, waiting
from policies.reminders import Weight

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
