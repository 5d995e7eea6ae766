"""Counting in windows and buckets, whatever the pace."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.limits.windows import Bucket, Window

CALLS = st.lists(st.floats(0, 30), max_size=60)


@settings(max_examples=50)
@given(CALLS, st.integers(1, 9))
def test_no_window_ever_holds_more_than_it_may(gaps: list[float], most: int) -> None:
    window, now, taken = Window(most, 60), 0.0, list[float]()
    for gap in gaps:
        now += gap
        if not window.wait(now):
            window.take(now)
            taken.append(now)
    assert all(sum(at - 60 < other <= at for other in taken) <= most for at in taken)


@settings(max_examples=50)
@given(CALLS, st.integers(1, 9))
def test_a_wait_is_exactly_long_enough(gaps: list[float], most: int) -> None:
    for meter in (Window(most, 60), Bucket(most, 1)):
        now = 0.0
        for gap in gaps:
            now += gap
            wait = meter.wait(now)
            assert meter.wait(now + wait) == pytest.approx(0, abs=1e-6)
            if not wait:
                meter.take(now)
