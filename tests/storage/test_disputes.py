from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from alembic import command
from sqlalchemy import text
from sqlalchemy.orm import Session

from storage import dispute_events, disputes, precedents, revisions
from storage.database import Database
from storage.dispute_events import Event
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


def closed(session: Session, at: datetime, rule: str, account: str = "", **more: Any) -> int:
    opened = disputes.open_one(
        session,
        workspace="T1",
        asked={},
        answered={},
        asker="U1",
        evidence={},
        decider="",
        at=at,
        rule=rule,
        account_key=account,
    )
    verdict = {"by": "U9", "team": "smb", "reason": "So.", **more}
    disputes.decide(session, workspace="T1", id=opened.id, at=at, **verdict)
    return opened.id


def test_a_decision_that_is_opened_again_waits_without_what_was_decided(
    database: Database, now: datetime
) -> None:
    with database.begin() as session:
        opened = ask(session, now)
        assert disputes.reopen(session, workspace="T1", id=opened.id, at=now) is None
        decide(session, opened.id, now)
        again = disputes.reopen(session, workspace="T1", id=opened.id, at=now)
        assert disputes.reopen(session, workspace="T1", id=opened.id, at=now) is None
    assert again is not None
    assert (again.state, again.team, again.rounds, again.waits_since) == ("open", None, 1, now)


def test_of_reopenings_at_the_same_moment_one_holds(
    database: Database, race: Callable[..., list[Any]], now: datetime
) -> None:
    with database.begin() as session:
        opened = ask(session, now)
        decide(session, opened.id, now)
    again = race(lambda session: disputes.reopen(session, workspace="T1", id=opened.id, at=now))
    assert [each.rounds for each in again if each] == [1]


def test_those_alike_are_of_the_rule_or_an_account_and_never_private(
    database: Database, now: datetime
) -> None:
    def alike(*accounts: str, workspace: str = "T1") -> set[int]:
        return {each.id for each in precedents.alike(session, workspace, "roe/a", accounts)}

    with database.begin() as session:
        old = closed(session, now, "roe/a")
        other = closed(session, now, "roe/b", "acme")
        both = closed(session, now + timedelta(hours=1), "roe/a", "acme")
        closed(session, now, "roe/a", private=True)
        ask(session, now)
        assert alike() == {both, old}
        assert alike("acme", "globex") == {both, other, old}
        assert alike(*map(str, range(200))) == {both, old}
        assert alike("acme", workspace="T2") == set()
        (found,) = [
            each for each in precedents.alike(session, "T1", "roe/b", ()) if each.id == other
        ]
        assert found == disputes.find(session, "T1", other)


def test_the_search_takes_every_word_as_it_is_written(database: Database, now: datetime) -> None:
    def search(*words: str, offset: int = 0, limit: int | None = None) -> list[int]:
        return [each.id for each in precedents.search(session, "T1", words, offset, limit)]

    with database.begin() as session:
        first = closed(session, now, "a", searched="acme 100% ünïcode")
        second = closed(session, now, "a", searched="acme 1000 linkedin")
        closed(session, now, "a", searched="acme", private=True)
        assert search() == [second, first]
        assert search("ACME", "linked") == [second]
        assert search("100%") == [first]
        assert search("ÜNÏ") == [first]
        assert search("a_me") == []
        assert search("acme", offset=1, limit=1) == [first]


def test_the_queue_is_told_apart_by_state_and_counted(database: Database, now: datetime) -> None:
    with database.begin() as session:
        waiting = [ask(session, now).id for _ in range(3)]
        ended = [closed(session, now + timedelta(hours=hour), "a") for hour in range(2)]
        assert disputes.counts(session, "T1") == {"open": 3, "decided": 2, "withdrawn": 0}
        listed = [each.id for each in disputes.listed(session, "T1", "open", 1, 2)]
        assert listed == waiting[1:]
        newest = [each.id for each in disputes.listed(session, "T1", "decided", 0, None)]
        assert newest == ended[::-1]


def test_what_happened_is_kept_in_its_order(database: Database, now: datetime) -> None:
    with database.begin() as session:
        one, other = ask(session, now), ask(session, now)
        for act in ("opened", "decided", "reopened"):
            dispute_events.add(session, "T1", one.id, Event(act, "U9", now, "smb", "So."))
        found = dispute_events.events_of(session, "T1", [one.id, other.id])
    assert [each.act for each in found[one.id]] == ["opened", "decided", "reopened"]
    assert found[other.id] == []


def test_what_was_disputed_before_keeps_its_history(now: datetime, tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'old.db'}")
    with database.engine.begin() as connection:
        command.upgrade(revisions.configuration(connection), "0016")
        for id, state, by, reason in ((1, "open", None, None), (2, "decided", "U9", "LinkedIn")):
            connection.execute(
                text(
                    "INSERT INTO disputes VALUES (:id, 'T1', :id, '{}', '{}', 'U1', '{}', 'U9', "
                    "'2026-03-02 09:00:00', :at, :by, :team, :reason, :state)"
                ),
                {
                    "id": id, "state": state, "by": by, "reason": reason,
                    "at": by and "2026-03-03 09:00:00", "team": by and "smb",
                },
            )  # fmt: skip
    database.upgrade()
    with database.begin() as session:
        found = dispute_events.events_of(session, "T1", [1, 2])
        assert [each.act for each in found[1]] == ["opened"]
        assert [(each.act, each.note) for each in found[2]] == [
            ("opened", ""), ("decided", "LinkedIn"),
        ]  # fmt: skip
        assert [each.id for each in precedents.search(session, "T1", ["linkedin"], 0, None)] == [2]
    database.close()
