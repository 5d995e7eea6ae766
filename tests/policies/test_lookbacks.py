"""Committed against closed: where every opportunity is put, and sums that add up over levels."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.lookbacks import accuracy, sums
from policies.lookbacks.lines import (
    GREENS,
    MISSES,
    REDS,
    UNREVIEWED,
    Actual,
    Bucket,
    Call,
    End,
    Line,
    Mark,
    line,
    misses,
)

STARTS, ENDS = date(2025, 11, 1), date(2025, 11, 30)
GREEN = Call(
    STARTS, ENDS, 1, "Renewal", "Acme", "done", "green", 10_000, date(2025, 11, 28),
    "U0ANA", "U0GRACE", "EMEA",
)  # fmt: skip
RED = replace(GREEN, verdict="red")
NEVER = replace(GREEN, fate="never", verdict="")
PARKED = replace(GREEN, fate="parked", verdict="")
OUTSIDE = replace(GREEN, fate="outside", verdict="", net_arr=None)


def actual(state: str, day: date | None = date(2025, 11, 27), **more: Any) -> Actual:
    return Actual(state, more.get("owner", "U0ANA"), more.get("net_arr", 9_000), day)


LATER = date(2025, 12, 10)


@pytest.mark.parametrize(
    ("call", "became", "bucket"),
    [
        (GREEN, actual("won"), Bucket.KEPT),
        (GREEN, actual("won", ENDS), Bucket.KEPT),
        (GREEN, actual("won", LATER), Bucket.SLIPPED),
        (GREEN, actual("open", LATER), Bucket.SLIPPED),
        (GREEN, actual("lost"), Bucket.LOST),
        (GREEN, actual("gone"), Bucket.GONE),
        (GREEN, None, Bucket.GONE),
        (RED, actual("won"), Bucket.RED_WON),
        (RED, actual("won", LATER), Bucket.RED),
        (RED, actual("open"), Bucket.RED),
        (RED, actual("lost"), Bucket.RED),
        (NEVER, actual("open"), Bucket.UNSEEN),
        (NEVER, actual("won"), Bucket.UNSEEN_WON),
        (PARKED, actual("lost"), Bucket.PARKED),
        (PARKED, actual("won"), Bucket.PARKED_WON),
        (OUTSIDE, actual("won"), Bucket.OUTSIDE),
        (replace(GREEN, verdict=""), actual("open"), Bucket.PARKED),
    ],
)
def test_each_opportunity_is_put_where_it_belongs(
    call: Call, became: Actual | None, bucket: Bucket
) -> None:
    found = line(call, became)
    assert found.bucket is bucket
    assert found.is_miss is (bucket in MISSES)


def test_a_green_that_slipped_says_by_how_many_days() -> None:
    assert line(GREEN, actual("open", LATER)).days == 12
    assert line(GREEN, actual("won", LATER)).days == 12
    assert line(GREEN, actual("open", date(2025, 11, 28))).days is None, "its date was not moved"
    assert line(GREEN, actual("open", None)).days is None
    assert line(replace(GREEN, close_date=None), actual("open", LATER)).days is None


def test_what_closed_counts_with_what_it_closed_at() -> None:
    assert line(GREEN, actual("won")).closed == 9_000
    assert line(GREEN, actual("won", LATER)).closed == 0, "that is another period's"
    assert line(GREEN, actual("lost")).closed == 0
    unknown = line(GREEN, actual("won", net_arr=None))
    assert (unknown.closed, unknown.unknown) == (0, True)


@pytest.mark.parametrize(
    ("mark", "bucket", "closed"),
    [
        (Mark("won"), Bucket.KEPT, 9_000),
        (Mark("won", 7_500), Bucket.KEPT, 7_500),
        (Mark("won", 7_500, LATER), Bucket.SLIPPED, 0),
        (Mark("lost"), Bucket.LOST, 0),
        (Mark("split", 4_000), Bucket.SPLIT, 4_000),
        (Mark("split"), Bucket.SPLIT, 0),
    ],
)
def test_a_mark_by_hand_holds_over_the_import(mark: Mark, bucket: Bucket, closed: int) -> None:
    found = line(GREEN, actual("open"), mark)
    assert (found.bucket, found.closed) == (bucket, closed)


def test_a_deleted_one_can_be_marked_as_won() -> None:
    found = line(GREEN, None, Mark("won", 8_000))
    assert (found.end, found.closed) == (End.WON, 8_000)


def test_one_with_another_owner_is_shown_as_such_and_stays() -> None:
    found = line(GREEN, actual("won", owner="U0BEN"))
    assert found.moved
    assert found.bucket is Bucket.KEPT
    assert not line(GREEN, actual("gone", owner="U0BEN")).moved, "a deleted one has no owner"


def test_misses_come_largest_first() -> None:
    small, large = replace(GREEN, opportunity=2, net_arr=500), replace(GREEN, net_arr=90_000)
    lines = [line(each, actual("open")) for each in (small, large)]
    assert [each.call.opportunity for each in misses(lines)] == [1, 2]


DAYS = st.dates(date(2025, 10, 1), date(2026, 2, 1))
DOLLARS = st.none() | st.integers(0, 10**9)
CALLS = st.builds(
    Call,
    st.just(STARTS),
    st.just(ENDS),
    st.integers(1, 10**6),
    st.just("Renewal"),
    st.just("Acme"),
    st.sampled_from(("done", "parked", "never", "outside")),
    st.sampled_from(("", "red", "green")),
    DOLLARS,
    st.none() | DAYS,
    st.sampled_from(("U1", "U2", "U3")),
    st.sampled_from(("U8", "U9")),
    st.sampled_from(("EMEA", "AMER", "")),
    st.sampled_from(((), ("timing",), ("act", "timing"))),
    st.integers(0, 3),
)
ACTUALS = st.none() | st.builds(
    Actual,
    st.sampled_from(("open", "won", "lost", "gone")),
    st.sampled_from(("U1", "U2", None)),
    DOLLARS,
    st.none() | DAYS,
)
MARKS = st.none() | st.builds(
    Mark, st.sampled_from(("won", "lost", "split")), DOLLARS, st.none() | DAYS
)
LINES = st.lists(st.builds(line, CALLS, ACTUALS, MARKS), max_size=40)


@given(LINES)
def test_nothing_is_dropped_and_sums_add_up_over_every_level(lines: list[Line]) -> None:
    cells = sums.cells(lines)
    whole = sums.total(cells)
    levels = (lambda c: c.owner, lambda c: c.manager, lambda c: c.region)
    for level in levels:
        parts = sums.by(cells, level)
        assert sum(parts.values(), sums.EMPTY).all == whole.all
        for bucket in Bucket:
            assert sum(each.of(bucket).count for each in parts.values()) == whole.of(bucket).count
        assert sum(each.variance for each in parts.values()) == whole.variance
    assert whole.all.count == len(lines)
    split = (whole.of(*GREENS), whole.of(*REDS), whole.of(*UNREVIEWED), whole.of(Bucket.OUTSIDE))
    assert sum(each.count for each in split) == len(lines)
    assert whole.won.closed == sum(each.closed for each in lines)
    assert whole.all.committed == sum(each.call.net_arr or 0 for each in lines)


@given(LINES)
def test_an_accuracy_counts_calls_alone_and_never_more_than_there_are(lines: list[Line]) -> None:
    found = accuracy.accuracy(lines)
    called = [each for each in lines if each.bucket in (*GREENS, *REDS)]
    assert found.hits.whole == len(called)
    assert 0 <= found.hits.part <= found.hits.whole
    assert found.calibration.whole == sum(each.bucket in GREENS for each in lines)
    by_owner = accuracy.accuracies(lines, lambda each: each.call.owner)
    assert sum(each.hits.whole for each in by_owner.values()) == len(called)


def test_the_error_of_two_periods_does_not_cancel_out() -> None:
    """$5,000 too much in one and too little in the other is no perfect forecast."""
    october = replace(GREEN, starts=date(2025, 10, 1), ends=date(2025, 10, 31))
    more = line(GREEN, actual("won", net_arr=15_000))
    less = line(october, actual("won", date(2025, 10, 30), net_arr=5_000))
    found = accuracy.accuracy([more, less])
    assert (found.error.off, found.error.committed, found.error.percent) == (10_000, 20_000, 50)
    assert (found.error.periods, found.hits.percent) == (2, 100)


def greens(weak: bool, missed: int, closed: int) -> list[Line]:
    call = replace(GREEN, weak=("timing",) if weak else ())
    lost, won = line(call, actual("lost")), line(call, actual("won"))
    return [*[lost] * missed, *[won] * closed]


def test_nothing_under_five_cases_is_a_pattern() -> None:
    (found,) = accuracy.weaknesses([*greens(True, 4, 0), *greens(False, 0, 30)], ["timing", "act"])
    assert (found.missed.part, found.missed.whole) == (4, 4)
    assert not found.is_pattern(5)
    (found,) = accuracy.weaknesses([*greens(True, 4, 1), *greens(False, 0, 30)], ["timing"])
    assert found.is_pattern(5)
    (found,) = accuracy.weaknesses([*greens(True, 1, 9), *greens(False, 9, 9)], ["timing"])
    assert not found.is_pattern(5), "those with it came out better"


def test_flips_are_counted_of_calls_and_held_against_how_greens_ended() -> None:
    turned = replace(GREEN, flips=2)
    lines = [line(turned, actual("lost")), line(GREEN, actual("won")), line(NEVER, actual("won"))]
    found = accuracy.flips(lines)
    assert (found.turns, found.calls) == (2, 2)
    assert (found.turned.part, found.turned.whole) == (0, 1)
    assert (found.steady.part, found.steady.whole) == (1, 1)
