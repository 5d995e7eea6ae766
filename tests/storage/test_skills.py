"""Ticks of the seven skills, and the narrow rows that they are looked at by, on both databases."""

from datetime import date, datetime, timedelta
from typing import Any

from policies.skills import Tick
from storage import open_deals, opportunities, skill_ticks
from storage.database import Database

TEAM, OTHER, ANA, BEN = "T0ACME", "T0ELSE", "U0ANA", "U0BEN"
WEEK = date(2026, 3, 2)


def tick(now: datetime, skill: str = "rank", week: date = WEEK, note: str = "") -> Tick:
    return Tick(ANA, week, skill, now, note, 7)


def test_a_tick_is_kept_once_a_week_and_skill(database: Database, now: datetime) -> None:
    with database.begin() as session:
        skill_ticks.keep(session, TEAM, tick(now))
        skill_ticks.keep(session, TEAM, tick(now, note="Looked twice"))
        found = skill_ticks.since(session, TEAM, [ANA, BEN], WEEK)
        assert found == {ANA: [tick(now, note="Looked twice")], BEN: []}
        assert skill_ticks.since(session, OTHER, [ANA], WEEK) == {ANA: []}
        assert skill_ticks.since(session, TEAM, [], WEEK) == {}


def test_weeks_before_are_left_out(database: Database, now: datetime) -> None:
    with database.begin() as session:
        for ago in range(3):
            skill_ticks.keep(session, TEAM, tick(now, week=WEEK - timedelta(weeks=ago)))
        found = skill_ticks.since(session, TEAM, [ANA], WEEK - timedelta(weeks=1))
        assert {each.week for each in found[ANA]} == {WEEK, WEEK - timedelta(weeks=1)}


def test_what_is_taken_back_is_gone_once(database: Database, now: datetime) -> None:
    with database.begin() as session:
        skill_ticks.keep(session, TEAM, tick(now))
        assert not skill_ticks.remove(session, OTHER, ANA, WEEK, "rank")
        assert not skill_ticks.remove(session, TEAM, ANA, WEEK, "deck")
        assert skill_ticks.remove(session, TEAM, ANA, WEEK, "rank")
        assert not skill_ticks.remove(session, TEAM, ANA, WEEK, "rank")


def sold(session: Any, now: datetime, name: str, **values: Any) -> None:
    known = {"name": name, "account": name, "owner": ANA, "kind": "new"} | values
    opportunities.add(session, TEAM, known, by="", at=now, source="import")


def test_open_deals_come_with_what_is_looked_at(database: Database, now: datetime) -> None:
    with database.begin() as session:
        sold(session, now, "Undated")
        sold(session, now, "Late", close_date=date(2026, 5, 1), next_step="  ", amount=6_000)
        sold(session, now, "Soon", close_date=date(2026, 4, 1), next_step="Ask Jane",
             next_step_date=WEEK)  # fmt: skip
        sold(session, now, "Won", state="won")
        found = open_deals.of_owners(session, TEAM, [ANA, BEN])
        assert found[BEN] == []
        assert [each.name for each in found[ANA]] == ["Soon", "Late", "Undated"]
        assert [bool(each.stepped) for each in found[ANA]] == [True, False, False]
        soon, late, _ = found[ANA]
        assert (soon.step_date, soon.changed_at, late.amount) == (WEEK, now, 6_000)
        assert open_deals.of_owners(session, OTHER, [ANA]) == {ANA: []}
