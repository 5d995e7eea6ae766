"""Two people at once: both sessions count, and one session counts once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from handlers.kit.feature import Change
from tests.handlers.companies import ANA, BEN, CLEO, OLA, words
from tests.handlers.support.conftest import HELD, Company


def at_once(*works: Callable[[], Any]) -> list[Any]:
    barrier = Barrier(len(works))

    def begin(work: Callable[[], Any]) -> Any:
        barrier.wait()
        return work()

    with ThreadPoolExecutor(len(works)) as pool:
        return [each.result() for each in [pool.submit(begin, work) for work in works]]


def test_two_sessions_logged_at_once_both_count(either: Company) -> None:
    first, second = either.write("log", ANA), either.write("log", BEN)
    at_once(
        lambda: either.submit(first, ANA, **HELD),
        lambda: either.submit(second, BEN, **HELD | {"helper": OLA}),
    )
    assert sorted(each.helper for each in either.sessions()) == [CLEO, OLA]
    assert "2 of 2 sessions, 60 of 60 minutes" in words(either.write("account Acme"))


def test_one_session_logged_by_two_at_once_is_one_and_the_other_is_asked(either: Company) -> None:
    first, second = either.write("log", ANA), either.write("log", BEN)
    replies = at_once(
        lambda: either.submit(first, ANA, **HELD), lambda: either.submit(second, BEN, **HELD)
    )
    assert len(either.sessions()) == 1
    asked = [each for each in replies if isinstance(each, Change)]
    assert len(asked) == 1
    assert "Is yours the same one?" in words(asked[0])
