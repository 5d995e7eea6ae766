"""Several threads that do the same thing at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

import pytest
from sqlalchemy.orm import Session

from storage.database import Database

T = TypeVar("T")
Race = Callable[[Callable[[Session], T]], list[T]]
RACERS = 4


@pytest.fixture
def race(address: str) -> Race[object]:
    """What each racer got; every one has a `Database` of its own, as processes would."""

    def run(step: Callable[[Session], object]) -> list[object]:
        start = Barrier(RACERS)
        with ThreadPoolExecutor(RACERS) as pool:
            racing = [pool.submit(_step, address, start, step) for _ in range(RACERS)]
            return [racer.result() for racer in racing]

    return run


def _step(address: str, start: Barrier, step: Callable[[Session], object]) -> object:
    database = Database(address)
    try:
        start.wait()
        with database.begin() as session:
            return step(session)
    finally:
        database.close()
