from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from storage import disputes
from storage.database import Database
from storage.disputes import Dispute


def ask(session: Session, at: datetime, workspace: str = "T1", asker: str = "U1") -> Dispute:
    return disputes.open_one(
        session,
        workspace=workspace,
        asked={"text": "620 employees"},
        answered={"team": "commercial"},
        asker=asker,
        evidence={"source": "register", "employees": 480},
        decider="U9",
        at=at,
    )


def decide(session: Session, id: int, at: datetime, by: str = "U9") -> Dispute | None:
    return disputes.decide(
        session, workspace="T1", id=id, at=at, by=by, team="smb", reason="Register says 480."
    )


def test_a_dispute_is_found_as_it_was_asked(database: Database, now: datetime) -> None:
    with database.begin() as session:
        opened = ask(session, now)
    with database.reading() as session:
        assert disputes.find(session, "T1", opened.id) == opened
        assert disputes.find(session, "T2", opened.id) is None
    assert (opened.state, opened.evidence["employees"]) == ("open", 480)


def test_each_workspace_counts_for_itself(database: Database, now: datetime) -> None:
    with database.begin() as session:
        numbers = [ask(session, now, workspace).number for workspace in ("T1", "T2", "T1")]
    assert numbers == [1, 1, 2]


def test_numbers_have_no_gaps_after_a_rollback(database: Database, now: datetime) -> None:
    with database.begin() as session:
        ask(session, now)
        session.rollback()
    with database.begin() as session:
        assert ask(session, now).number == 1


def test_a_second_decision_changes_nothing(database: Database, now: datetime) -> None:
    with database.begin() as session:
        opened = ask(session, now)
        decided = decide(session, opened.id, now)
        assert decide(session, opened.id, now, by="U8") is None
        assert disputes.find(session, "T1", opened.id) == decided
    assert decided is not None
    assert (decided.decided_by, decided.team, decided.state) == ("U9", "smb", "decided")


def test_only_the_asker_withdraws_and_only_while_it_is_open(
    database: Database, now: datetime
) -> None:
    def withdraw(session: Session, by: str) -> Dispute | None:
        return disputes.withdraw(session, workspace="T1", id=opened.id, at=now, by=by)

    with database.begin() as session:
        opened = ask(session, now)
        assert withdraw(session, "U2") is None
        withdrawn = withdraw(session, "U1")
        assert withdraw(session, "U1") is None
        assert decide(session, opened.id, now) is None
    assert withdrawn is not None
    assert withdrawn.state == "withdrawn"


def test_lists_hold_what_they_are_asked_for(database: Database, now: datetime) -> None:
    with database.begin() as session:
        first, second = ask(session, now), ask(session, now, asker="U2")
        ask(session, now, workspace="T2")
        decided = decide(session, first.id, now)
        assert disputes.find_open(session, "T1") == [second]
        assert disputes.of(session, "T1", "U1") == [decided]


def test_of_decisions_at_the_same_moment_one_holds(
    database: Database, race: Callable[..., list[Any]], now: datetime
) -> None:
    with database.begin() as session:
        opened = ask(session, now)
    decisions = race(lambda session: decide(session, opened.id, now))
    assert len([decision for decision in decisions if decision]) == 1


def test_disputes_at_the_same_moment_get_numbers_of_their_own(
    race: Callable[..., list[Any]], now: datetime
) -> None:
    assert sorted(race(lambda session: ask(session, now).number)) == [1, 2, 3, 4]
