from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from storage import errands
from storage.database import Database
from storage.errands import Errand

LEASE = timedelta(seconds=30)


def add(session: Session, at: datetime, file: str = "F1") -> int:
    detail = {"file": file}
    return errands.add(
        session, workspace="T1", user="U1", feature="roe", kind="fetch", detail=detail, at=at
    )


def claim(session: Session, now: datetime, limit: int = 10) -> list[Errand]:
    return errands.claim(session, now=now, limit=limit, lease=LEASE, worker="w1")


def test_an_errand_is_taken_with_what_it_is_about(database: Database, now: datetime) -> None:
    with database.begin() as session:
        id = add(session, now)
        (errand,) = claim(session, now)
        assert claim(session, now) == []
    assert (errand.id, errand.user, errand.feature, errand.kind) == (id, "U1", "roe", "fetch")
    assert (errand.detail, errand.claimed_until) == ({"file": "F1"}, now + LEASE)


def test_an_errand_is_done_once(database: Database, now: datetime) -> None:
    with database.begin() as session:
        id = add(session, now)
        assert errands.done(session, id, now)
        assert not errands.done(session, id, now)
        assert errands.next_due(session) is None


def test_an_errand_tried_again_comes_back_when_asked(database: Database, now: datetime) -> None:
    later = now + timedelta(minutes=1)
    with database.begin() as session:
        id = add(session, now)
        claim(session, now)
        errands.again(session, id, later, "timeout")
        assert claim(session, now) == []
        assert errands.next_due(session) == later
        (errand,) = claim(session, later)
    assert (errand.attempts, errand.why) == (2, "timeout")


def test_a_failed_errand_says_why_and_is_kept(database: Database, now: datetime) -> None:
    with database.begin() as session:
        id, done = add(session, now), add(session, now)
        errands.fail(session, id, now, "file_not_found")
        errands.done(session, done, now)
        assert errands.forget(session, now + timedelta(days=1)) == 1
        found = errands.find(session, "T1", id)
        assert errands.find(session, "T2", id) is None
    assert found is not None
    assert (found.state, found.why) == ("failed", "file_not_found")


def test_workers_at_the_same_moment_never_claim_one_errand_twice(
    database: Database, race: Callable[..., list[Any]], now: datetime
) -> None:
    with database.begin() as session:
        ids = [add(session, now) for _ in range(20)]
    claims = race(lambda session: [errand.id for errand in claim(session, now, 12)])
    claimed = [id for claim in claims for id in claim]
    with database.begin() as session:
        claimed += [errand.id for errand in claim(session, now, 20)]
    assert sorted(claimed) == ids


def test_work_that_goes_on_keeps_its_claim_unless_somebody_else_has_it(
    database: Database, now: datetime
) -> None:
    later = now + timedelta(seconds=20)
    with database.begin() as session:
        id = add(session, now)
        claim(session, now)
        assert errands.extend(session, id, "w1", later + LEASE)
        assert not errands.extend(session, id, "w2", later + LEASE)
        assert claim(session, now + LEASE) == []
        assert len(claim(session, later + LEASE)) == 1
        errands.done(session, id, later)
        assert not errands.extend(session, id, "w1", later + LEASE)
