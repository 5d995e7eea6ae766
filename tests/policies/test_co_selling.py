"""Which call is the same, which calls count today, how a line is read, and who is told when."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.co_selling import Call
from policies.co_selling.counting import Count, Marks, Reached, counted, same
from policies.co_selling.reading import Line, line
from policies.co_selling.reminders import Days, parts_of, subject, subjects, wishes
from policies.reminders import Way, Weight, planned
from policies.rhythms import Level, Rhythm

ANA, BEN, GRACE = "U0ANA", "U0BEN", "U0GRACE"
MARKS = Marks(5, 10, 12, 7)
MADRID = ZoneInfo("Europe/Madrid")
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
"""A Monday."""
DAYS = Days(0, time(9), 3)


def call(at: datetime, *people: str, id: int = 1, removed: datetime | None = None) -> Call:
    on = frozenset(people or (ANA, GRACE))
    return Call(id, "T", "Acme", at, "", "", "", "", False, ANA, at, removed, on)


def of(number: int, now: datetime = NOW) -> Count:
    calls = [call(now - timedelta(hours=each), id=each) for each in range(number)]
    return counted(calls, GRACE, MARKS, now, UTC)


@pytest.mark.parametrize(
    ("number", "reached", "to_minimum", "to_aim"),
    [
        (0, Reached.BELOW, 5, 10),
        (4, Reached.BELOW, 1, 6),
        (5, Reached.MINIMUM, 0, 5),
        (9, Reached.MINIMUM, 0, 1),
        (10, Reached.AIM, 0, 0),
        (14, Reached.AIM, 0, 0),
    ],
)
def test_the_minimum_and_the_aim_are_met_by_reaching_them(
    number: int, reached: Reached, to_minimum: int, to_aim: int
) -> None:
    found = of(number)
    assert (found.reached, found.to_minimum, found.to_aim) == (reached, to_minimum, to_aim)


@given(st.timedeltas(timedelta(0), timedelta(days=364)))
def test_a_call_counts_on_its_day_and_the_six_after_it(since: timedelta) -> None:
    """By the manager's own days, also where the clock is changed meanwhile."""
    at = datetime(2026, 1, 1, tzinfo=UTC) + since
    day = at.astimezone(MADRID).date()
    counts = []
    for ahead in range(-2, 10):
        noon = datetime.combine(day + timedelta(days=ahead), time(23, 59), MADRID)
        found = counted([call(at)], GRACE, MARKS, noon, MADRID)
        counts.append(found.number)
        for each in found.calls:
            assert found.leaves(each) == day + timedelta(days=7)
    assert counts == [0, 0, *[1] * 7, 0, 0, 0]


def test_alone_removed_or_somebody_elses_does_not_count() -> None:
    calls = [call(NOW, GRACE), call(NOW, removed=NOW), call(NOW, ANA, BEN)]
    assert counted(calls, GRACE, MARKS, NOW, UTC).number == 0


def test_those_of_the_oldest_day_fall_out_together() -> None:
    ago = [timedelta(days=6, hours=-1), timedelta(days=6, hours=-2), timedelta(days=2)]
    found = counted([call(NOW - each, id=n) for n, each in enumerate(ago)], GRACE, MARKS, NOW, UTC)
    assert [each.id for each in found.leaving] == [0, 1]
    assert found.leaves(found.leaving[0]) == date(2026, 3, 3)
    assert not of(0).leaving


def test_it_is_counted_for_each_seller() -> None:
    found = counted([call(NOW), call(NOW, BEN, ANA, GRACE)], GRACE, MARKS, NOW, UTC)
    assert found.by_person([ANA, BEN, "U0CLEO"]) == {ANA: 2, BEN: 1, "U0CLEO": 0}


HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("apart", "people", "found"),
    [
        (timedelta(0), (BEN, GRACE), True),
        (HOUR, (GRACE, BEN), True),
        (-HOUR, (ANA, BEN), True),
        (HOUR + timedelta(minutes=1), (ANA, GRACE), False),
        (timedelta(0), (BEN, "U0CLEO"), False),
    ],
)
def test_near_in_time_with_somebody_on_both_is_the_same(
    apart: timedelta, people: tuple[str, ...], found: bool
) -> None:
    assert (same([call(NOW)], NOW + apart, people, HOUR) is not None) is found


def test_of_several_it_is_the_nearest_and_never_a_removed_one() -> None:
    near, far = call(NOW, id=2), call(NOW + HOUR, id=1)
    gone = replace(near, id=3, removed_at=NOW)
    assert same([far, gone, near], NOW + timedelta(minutes=20), (ANA,), HOUR) == near


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Line()),
        ("Acme", Line("Acme")),
        ("Acme with @ana yesterday 3pm", Line("Acme", ("ana",), (), date(2026, 3, 1), time(15))),
        ("Acme with @ana, @ben and @cleo", Line("Acme", ("ana", "ben", "cleo"))),
        ("Acme @ben.okafor at 15:30", Line("Acme", ("ben.okafor",), at=time(15, 30))),
        ("Acme with <@U0ANA|ana> today", Line("Acme", (), (ANA,), date(2026, 3, 2))),
        ("Bear Lake with Ana Lopez on 27 Feb at 9am",
         Line("Bear Lake", ("Ana Lopez",), (), date(2026, 2, 27), time(9))),
        ("3pm yesterday Acme", Line("Acme", day=date(2026, 3, 1), at=time(15))),
        ("call with Acme fri 3pm", Line("Acme", day=date(2026, 2, 27), at=time(15))),
        ("Acme https://example.com/n.", Line("Acme", link="https://example.com/n")),
        ("Acme 31 Feb", Line("Acme 31 Feb")),
    ],
)  # fmt: skip
def test_a_line_is_read(text: str, expected: Line) -> None:
    assert line(text, datetime(2026, 3, 2, 10, tzinfo=MADRID)) == expected


@given(st.text(max_size=300))
def test_whatever_is_written_is_read_as_something(text: str) -> None:
    found = line(text, datetime(2026, 3, 2, 10, tzinfo=MADRID))
    assert len(found.account) <= 120
    assert len(found.names) <= 10


def told(count: Count, rhythm: Rhythm, days: int = 7) -> list[tuple[str, Way, datetime]]:
    until = NOW + timedelta(days=days)
    found = planned(wishes(count, rhythm, DAYS, NOW, until), {GRACE: rhythm})
    return [(each.wish.subject.rpartition("/")[2], each.wish.way, each.due) for each in found]


def test_a_manager_is_told_on_monday_and_below_the_minimum_on_thursday() -> None:
    rhythm = Rhythm(zone=MADRID)
    monday = ("week", Way.ALONE, datetime(2026, 3, 2, 8, tzinfo=UTC))
    thursday = ("nudge", Way.DIGEST, datetime(2026, 3, 5, 8, tzinfo=UTC))
    following = ("week", Way.ALONE, datetime(2026, 3, 9, 8, tzinfo=UTC))
    assert told(of(4), rhythm) == [monday, thursday, following]
    assert told(of(5), rhythm) == [monday, following]


def test_who_wants_only_what_is_due_is_not_nudged() -> None:
    assert [what for what, *_ in told(of(0), Rhythm(level=Level.LIGHT), 5)] == ["week"]
    (_, nudge, *_) = wishes(of(0), Rhythm(), DAYS, NOW, NOW + timedelta(days=7))
    assert nudge.weight is Weight.NUDGE


def test_who_has_muted_it_is_told_nothing() -> None:
    assert told(of(0), Rhythm(muted=frozenset({"cosell"}))) == []


def test_what_is_older_than_a_day_is_not_wished_for_any_more() -> None:
    wednesday = NOW + timedelta(days=2)
    found = wishes(of(0, wednesday), Rhythm(), DAYS, wednesday, wednesday + timedelta(days=1))
    assert [each.subject.rpartition("/")[2] for each in found] == ["nudge"]


def test_a_subject_is_found_again() -> None:
    about = subject(GRACE, date(2026, 3, 2), "week")
    assert about in subjects(GRACE, date(2026, 3, 5))
    assert parts_of(about) == (GRACE, "week")
    assert parts_of("17/notes") is None
