"""What people write when they go away."""

from datetime import UTC, date, datetime

import pytest

from policies.leaves import EXAMPLE, Leave, Unclear, checked, leave

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)  # a Monday


@pytest.mark.parametrize(
    ("text", "first", "last", "delegate"),
    [
        ("2026-12-21 to 2026-12-31 delegate @ben", (2026, 12, 21), (2026, 12, 31), "@ben"),
        ("from 21 Dec until 3 Jan", (2026, 12, 21), (2027, 1, 3), ""),
        (
            "21 december – 3 january, covered by Ana Lopez",
            (2026, 12, 21),
            (2027, 1, 3),
            "Ana Lopez",
        ),
        ("tomorrow", (2026, 12, 1), (2026, 12, 1), ""),
        ("today until next friday delegate <@U0BEN>", (2026, 11, 30), (2026, 12, 4), "<@U0BEN>"),
        ("2026-11-02 to 2026-12-04", (2026, 11, 2), (2026, 12, 4), ""),
    ],
)
def test_days_and_delegate_are_read(
    text: str, first: tuple[int, int, int], last: tuple[int, int, int], delegate: str
) -> None:
    assert leave(text, NOW) == Leave(date(*first), date(*last), delegate)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "from when to when"),
        ("soon", "from when to when"),
        ("21-31 dec", "from when to when"),
        ("2026-12-01 2026-12-02 2026-12-03", "from when to when"),
        ("2026-02-30 to 2026-03-03", "no day of the calendar"),
        ("3/4/2027 to 5/4/2027", "may be two days"),
        ("2026-12-31 to 2026-12-21", "before the first"),
        ("2026-11-01 to 2026-11-29", "are over"),
        ("2026-12-01 to 2027-12-31", "more than a year"),
    ],
)
def test_what_cannot_be_meant_is_said_to_be_so(text: str, says: str) -> None:
    with pytest.raises(Unclear, match=says):
        leave(text, NOW)


def test_the_example_holds() -> None:
    found = leave(EXAMPLE.removeprefix("/handrail away "), NOW)
    assert checked(found, NOW.date()) == found
    assert found.delegate == "@ben"
