"""How a long digest is shared among its routines."""

import pytest

from handlers.kit.reminding.rendering import rooms_of
from storage.bundles import Told


def told(waiting: dict[str, int]) -> list[Told]:
    return [
        Told(1, "T1", 1, 1, name, str(n), "U1", "", "", None, None, "", "open", "", None, "", None)
        for name, count in waiting.items()
        for n in range(count)
    ]


@pytest.mark.parametrize(
    ("waiting", "shown"),
    [
        ({"steps": 3, "trips": 1}, {"steps": 3, "trips": 1}),
        ({"steps": 30}, {"steps": 12}),
        ({"steps": 30, "trips": 1, "forecast": 9}, {"steps": 9, "trips": 1, "forecast": 2}),
        ({"steps": 4, "trips": 30}, {"steps": 4, "trips": 8}),
        ({str(n): 5 for n in range(7)}, {"0": 5, "1": 2, **{str(n): 1 for n in range(2, 7)}}),
        ({}, {}),
    ],
)
def test_a_long_list_leaves_every_other_routine_its_first_ones(
    waiting: dict[str, int], shown: dict[str, int]
) -> None:
    assert rooms_of(told(waiting)) == shown
