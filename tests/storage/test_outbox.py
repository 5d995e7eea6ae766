from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from storage import backlogs, outbox
from storage.database import Database
from storage.outbox import Letter

LEASE = timedelta(seconds=30)


def post(session: Session, key: str, at: datetime, channel: str = "C1", **more: Any) -> bool:
    payload = {"channel": channel, "text": key}
    return outbox.post(
        session, workspace="T1", key=key, kind="post", payload=payload, at=at, **more
    )


def claim(session: Session, now: datetime, limit: int = 10) -> list[Letter]:
    return outbox.claim(session, now=now, limit=limit, lease=LEASE, worker="w1")


def keys(letters: list[Letter]) -> list[str]:
    return [letter.key for letter in letters]


def test_the_same_key_again_is_the_same_letter(database: Database, now: datetime) -> None:
    with database.begin() as session:
        assert post(session, "a", now)
        assert not post(session, "a", now, channel="C2")
    with database.begin() as session:
        assert [letter.payload["channel"] for letter in claim(session, now)] == ["C1"]


def test_a_letter_that_is_not_due_waits(database: Database, now: datetime) -> None:
    due = now + timedelta(hours=1)
    with database.begin() as session:
        post(session, "a", now, due=due)
        assert claim(session, now) == []
        assert outbox.next_due(session) == due
        assert keys(claim(session, due)) == ["a"]


def test_letters_of_one_lane_are_sent_in_order(database: Database, now: datetime) -> None:
    with database.begin() as session:
        for key in ("first", "second", "third"):
            post(session, key, now)
        order = []
        while letters := claim(session, now):
            order += keys(letters)
            outbox.sent(session, letters[0].id, now, {"ts": "1.1"})
    assert order == ["first", "second", "third"]


def test_only_the_first_of_each_lane_is_looked_at(database: Database, now: datetime) -> None:
    with database.begin() as session:
        for key, channel in (("a", "C1"), ("b", "C1"), ("c", "C2")):
            post(session, key, now, channel)
        assert keys(outbox.due(session, now=now, limit=10)) == ["a", "c"]


def test_lanes_do_not_wait_for_each_other(database: Database, now: datetime) -> None:
    with database.begin() as session:
        post(session, "a", now, channel="C1")
        post(session, "b", now, channel="C2")
        post(session, "c", now, channel="C1")
        post(session, "d", now, channel="C1", lane="D9")
        assert keys(claim(session, now)) == ["a", "b", "d"]
        assert claim(session, now) == []


def test_a_letter_for_tomorrow_holds_nobody_up(database: Database, now: datetime) -> None:
    with database.begin() as session:
        post(session, "reminder", now, due=now + timedelta(days=1))
        post(session, "answer", now)
        assert keys(claim(session, now)) == ["answer"]


def test_a_postponed_letter_holds_its_lane_up_and_is_next_due(
    database: Database, now: datetime
) -> None:
    later = now + timedelta(minutes=5)
    with database.begin() as session:
        post(session, "a", now)
        post(session, "b", now)
        (letter,) = claim(session, now)
        outbox.postpone(session, letter.id, later, "ratelimited", burn=False)
        assert claim(session, now) == []
        assert outbox.next_due(session) == later
        assert keys(claim(session, later)) == ["a"]


def test_a_letter_whose_worker_died_is_claimed_again(database: Database, now: datetime) -> None:
    with database.begin() as session:
        post(session, "a", now)
        (letter,) = claim(session, now)
        outbox.attempt(session, letter.id, now)
    with database.begin() as session:
        assert claim(session, now + LEASE - timedelta(seconds=1)) == []
        assert outbox.next_due(session) == now + LEASE
        (again,) = claim(session, now + LEASE)
    assert (again.attempted_at, again.attempts) == (now, 2)


def test_only_what_burns_counts_as_an_attempt(database: Database, now: datetime) -> None:
    with database.begin() as session:
        post(session, "a", now)
        (letter,) = claim(session, now)
        outbox.postpone(session, letter.id, now, "ratelimited", burn=False)
        (letter,) = claim(session, now)
        outbox.postpone(session, letter.id, now, "timeout", burn=True)
        (letter,) = claim(session, now)
    assert (letter.attempts, letter.why) == (2, "timeout")


def test_a_sent_letter_keeps_what_slack_answered(database: Database, now: datetime) -> None:
    with database.begin() as session:
        post(session, "a", now)
        (letter,) = claim(session, now)
        assert outbox.sent(session, letter.id, now, {"channel": "C1", "ts": "1.1"})
        assert not outbox.bury(session, letter.id, now, "too late")
        found = outbox.find(session, "T1", "a")
    assert found is not None
    assert (found.state, found.result) == ("sent", {"channel": "C1", "ts": "1.1"})


def test_a_buried_letter_frees_its_lane_and_is_listed(database: Database, now: datetime) -> None:
    with database.begin() as session:
        post(session, "a", now)
        post(session, "b", now)
        (letter,) = claim(session, now)
        outbox.bury(session, letter.id, now, "channel_not_found")
        assert keys(claim(session, now)) == ["b"]
        (dead,) = backlogs.dead(session)
    assert (dead.key, dead.state, dead.why) == ("a", "dead", "channel_not_found")


def test_an_empty_outbox_is_never_due(database: Database, now: datetime) -> None:
    with database.begin() as session:
        assert outbox.next_due(session) is None
        assert outbox.find(session, "T1", "a") is None


def test_sent_letters_are_forgotten_and_dead_ones_kept(database: Database, now: datetime) -> None:
    with database.begin() as session:
        post(session, "a", now)
        post(session, "b", now, channel="C2")
        first, second = claim(session, now)
        outbox.sent(session, first.id, now, {"ts": "1.1"})
        outbox.bury(session, second.id, now, "channel_not_found")
        assert outbox.forget(session, now + timedelta(days=1)) == 1
        assert keys(backlogs.dead(session)) == ["b"]


def test_a_state_nobody_knows_is_refused_by_the_database(database: Database, now: datetime) -> None:
    with database.begin() as session:
        post(session, "a", now)
    lose = text("UPDATE outbox SET state = 'lost'")
    with pytest.raises(IntegrityError, match="ck_outbox_state"), database.begin() as session:
        session.execute(lose)


def test_workers_at_the_same_moment_never_claim_one_letter_twice(
    database: Database, race: Callable[..., list[Any]], now: datetime
) -> None:
    with database.begin() as session:
        for number in range(40):
            post(session, str(number), now, channel=f"C{number}")
    claimed = [key for letters in race(lambda s: keys(claim(s, now, 25))) for key in letters]
    with database.begin() as session:
        claimed += keys(claim(session, now, 40))
    assert sorted(claimed, key=int) == [str(number) for number in range(40)]


def test_workers_at_the_same_moment_keep_a_lane_in_order(
    database: Database, race: Callable[..., list[Any]], now: datetime
) -> None:
    with database.begin() as session:
        for key in "abc":
            post(session, key, now)
    assert sorted(race(lambda s: keys(claim(s, now)))) == [[], [], [], ["a"]]
