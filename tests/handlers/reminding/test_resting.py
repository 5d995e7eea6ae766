"""A routine is not asked while a workspace has nothing of what it rests on."""

from dataclasses import replace
from typing import Any

import pytest

from handlers import FEATURES
from handlers.kit.routes import routes
from handlers.kit.routines import Planning, Routine
from storage import members
from storage.columns import Base
from tests.handlers.reminding.conftest import TEAM

RESTING = [each for each in routes(FEATURES).registry.routines.values() if each.rests_on]


def rest_on(engine: Any, *tables: str) -> None:
    registry = engine.routes.registry
    chores = replace(registry.routines["chores"], rests_on=frozenset(tables))
    engine.routes = replace(engine.routes, registry=replace(registry, routines={"chores": chores}))


def test_it_is_asked_once_there_is_a_row_in_one_of_its_tables(engine: Any, chores: Any) -> None:
    chores.wish("tidy up")
    rest_on(engine, "trips", "leads")
    engine.plan()
    assert engine.planned() == []
    rest_on(engine, "trips", "people")
    engine.plan()
    assert [each.subject for each in engine.planned()] == ["tidy up"]


def test_what_it_had_planned_ends_with_the_last_row(engine: Any, chores: Any) -> None:
    chores.wish("tidy up")
    engine.plan()
    rest_on(engine, "trips")
    engine.plan()
    assert engine.planned() == []


@pytest.mark.parametrize("routine", RESTING, ids=lambda routine: routine.name)
def test_none_has_a_wish_where_nobody_has_anything(engine: Any, routine: Routine) -> None:
    assert routine.rests_on <= Base.metadata.tables.keys()
    for id, roles in (("U0ANA", ("smb",)), ("U0GRACE", ("asm",))):
        engine.meet(id, roles=roles, manager="U0GRACE" if id == "U0ANA" else None)
    with engine.begin() as session:
        known = {each.id: each for each in members.members(session, TEAM)}
        rhythms = {id: each.profile.rhythm(each.zone) for id, each in known.items()}
        asked = Planning(engine.round(session), known, engine.now.replace(month=12), rhythms)
        assert list(routine.plan(asked)) == []
