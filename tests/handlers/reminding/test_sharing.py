"""Several processes plan and release at the same database; a person is told once all the same."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, time
from threading import Barrier
from typing import Any

from policies.reminders import Way

Engines = Callable[[], Any]
PROCESSES = 4
NINE = datetime(2025, 3, 10, 8, tzinfo=UTC)


def together(work: Callable[[Any], None], engines: Engines) -> None:
    start, processes = Barrier(PROCESSES), [engines() for _ in range(PROCESSES)]

    def run(engine: Any) -> None:
        start.wait()
        work(engine)

    with ThreadPoolExecutor(PROCESSES) as pool:
        for each in [pool.submit(run, engine) for engine in processes]:
            each.result()


def test_planned_by_four_it_is_planned_once(engines: Engines, chores: Any) -> None:
    for subject in ("tidy up", "call Jane", "post"):
        chores.wish(subject)
    together(lambda engine: engine.plan(), engines)
    assert sorted(each.subject for each in engines().planned()) == ["call Jane", "post", "tidy up"]


def test_released_by_four_it_is_told_once(engines: Engines, chores: Any) -> None:
    for person in ("U0ANA", "U0BEN", "U0GRACE"):
        chores.wish(f"tidy up {person}", person=person)
        chores.wish(f"alone {person}", person=person, way=Way.ALONE, at=time(9))
    engines().plan()

    def release(engine: Any) -> None:
        engine.now = NINE
        for _ in range(3):
            engine.release()
            engine.plan()

    together(release, engines)
    last = engines()
    for person in ("U0ANA", "U0BEN", "U0GRACE"):
        assert len(last.posts(person)) == 2
    assert last.planned() == []
