"""What was frozen stays; what is said of it later is added, and the newest word holds."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from policies.lookbacks.lines import Actual
from storage import commitments, freezes, opportunities, outcomes
from storage.commitments import Commitment
from storage.database import Database
from storage.freezes import Freeze

NOVEMBER = (date(2025, 11, 1), date(2025, 11, 30))
OCTOBER = (date(2025, 10, 1), date(2025, 10, 31))
AT = datetime(2025, 11, 28, 16, tzinfo=UTC)
GREEN = Commitment(
    "T1", *NOVEMBER, 1, 1, "0065e", "Renewal", "Acme", "done", "green", 12_500, date(2025, 11, 28),
    "4-Proposal", "open", "U1", "U9", "smb", "EMEA", ("timing", "why-now"), 1, "fy23", 3, 4, AT,
    False,
)  # fmt: skip


def test_what_is_frozen_comes_back_as_it_was(database: Database) -> None:
    with database.begin() as session:
        assert commitments.freeze(session, []) == 0
        assert commitments.freeze(session, [GREEN]) == 1
        assert commitments.of_period(session, "T1", NOVEMBER) == [GREEN]
        assert commitments.of_period(session, "T2", NOVEMBER) == []
        assert commitments.find(session, "T1", NOVEMBER, 1) == GREEN
        assert commitments.find(session, "T1", OCTOBER, 1) is None


def test_freezing_again_adds_only_what_has_changed(database: Database) -> None:
    later = AT + timedelta(hours=1)
    with database.begin() as session:
        commitments.freeze(session, [GREEN])
        assert commitments.freeze(session, [replace(GREEN, at=later, late=True)]) == 0
        assert commitments.freeze(session, [replace(GREEN, at=later, verdict="red")]) == 1
        newest = commitments.find(session, "T1", NOVEMBER, 1)
        every = commitments.every(session, "T1", NOVEMBER)
    assert newest is not None
    assert (newest.verdict, newest.version, newest.at) == ("red", 2, later)
    assert [each.verdict for each in every] == ["green", "red"]


def test_of_those_who_freeze_at_the_same_moment_one_does(
    database: Database, race: Callable[..., list[Any]]
) -> None:
    added = race(lambda session: commitments.freeze(session, [GREEN]))
    assert sum(added) == 1
    with database.begin() as session:
        assert len(commitments.every(session, None)) == 1


@pytest.mark.parametrize("table", ["commitments", "outcomes"])
@pytest.mark.parametrize("change", ["UPDATE {} SET workspace = 'T2'", "DELETE FROM {}"])
def test_the_database_refuses_to_change_or_delete(
    database: Database, table: str, change: str
) -> None:
    with database.begin() as session:
        commitments.freeze(session, [GREEN])
        say(session, "reason", "timing")
    with pytest.raises(DatabaseError, match="append-only"), database.begin() as session:
        session.connection().execute(text(change.format(table)))


def test_a_call_comes_with_what_the_opportunity_is_like_now(database: Database) -> None:
    with database.begin() as session:
        deal = opportunities.add(
            session,
            "T1",
            {"name": "Renewal", "owner": "U2", "state": "won", "net_arr": 9_000},
            by="",
            at=AT,
            source="import",
        )
        known, gone = replace(GREEN, opportunity=deal.id), replace(GREEN, opportunity=999)
        commitments.freeze(
            session, [known, gone, replace(known, starts=OCTOBER[0], ends=OCTOBER[1])]
        )
        found = commitments.calls(session, "T1", (NOVEMBER[1], NOVEMBER[1]))
        theirs = commitments.calls(session, "T1", (NOVEMBER[1], NOVEMBER[1]), ("U9",))
        nobodys = commitments.calls(session, "T1", (NOVEMBER[1], NOVEMBER[1]), ("U2",))
        periods = commitments.periods(session, "T1")
    actuals = {call.opportunity: actual for call, actual in found}
    assert actuals == {deal.id: Actual("won", "U2", 9_000, None), 999: None}
    assert len(theirs) == 2
    assert nobodys == []
    assert periods == [NOVEMBER, OCTOBER]
    assert found[0][0].weak == ("timing", "why-now")


def test_the_newest_row_of_a_call_holds(database: Database) -> None:
    with database.begin() as session:
        commitments.freeze(session, [GREEN])
        commitments.freeze(session, [replace(GREEN, verdict="red")])
        ((call, _),) = commitments.calls(session, "T1", (NOVEMBER[1], NOVEMBER[1]))
    assert call.verdict == "red"


def test_a_period_is_frozen_first_once(database: Database) -> None:
    freeze = Freeze("T1", "U1", *NOVEMBER, "U9", AT, late=False)
    with database.begin() as session:
        assert freezes.keep(session, freeze)
        assert not freezes.keep(session, replace(freeze, late=True))
        assert freezes.of_period(session, "T1", *NOVEMBER) == {"U1": freeze}
        assert freezes.managers(session, "T1", NOVEMBER) == {"U9"}
        assert freezes.managers(session, "T1", OCTOBER) == set()


def say(session: Session, kind: outcomes.Kind, choice: str, **more: Any) -> outcomes.Outcome:
    given = {"workspace": "T1", "period": NOVEMBER, "opportunity": 1, "by": "U1", "at": AT}
    return outcomes.add(session, kind=kind, choice=choice, **{**given, **more})


def test_the_newest_word_on_an_outcome_holds_and_the_others_are_kept(database: Database) -> None:
    with database.begin() as session:
        say(session, "reason", "timing", text="Their board")
        last = say(session, "reason", "legal", by="U9")
        mark = say(session, "mark", "split", net_arr=4_000, day=date(2025, 11, 20))
        told = outcomes.latest(session, "T1", NOVEMBER)
        count = session.connection().execute(text("SELECT count(*) FROM outcomes")).scalar()
    assert told["reason"] == {(*NOVEMBER, 1): last}
    assert told["mark"] == {(*NOVEMBER, 1): mark}
    assert (mark.net_arr, mark.day, last.by) == (4_000, date(2025, 11, 20), "U9")
    assert count == 3


def test_a_lookback_is_held_once(database: Database) -> None:
    with database.begin() as session:
        assert outcomes.hold(session, "T1", "U9", NOVEMBER, "U9", AT)
        assert not outcomes.hold(session, "T1", "U9", NOVEMBER, "U8", AT + timedelta(hours=1))
        assert outcomes.held(session, "T1", NOVEMBER)["U9"].by == "U9"
        assert outcomes.held(session, "T1", OCTOBER) == {}
