"""Every kind of person at every listener of every feature, by the payloads Slack would send."""

import shutil
from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from handlers import FEATURES
from handlers.kit.rows import ROWS, row_of
from policies.rights import MATRIX
from storage.database import Database
from tests.handlers.rights import company, stages
from tests.handlers.rights.company import AMARA, KINDS, MARK, TEAM, Kind
from tests.handlers.rights.payloads import BODIES
from tests.handlers.rights.recipes import RECIPES, TEXTS
from tests.handlers.rights.stages import Heard, Stage

NAMED = (
    *(("slash", "name"), ("button", "id"), ("form", "id"), ("heard", "event"), ("fetched", "id")),
    *(("shortcut", "id"), ("suggestion", "id")),
)
FIELDS = {"slash": "slashes", "heard": "heard", "fetched": "fetched"}


def every_listener() -> Iterator[tuple[str, Any]]:
    for feature in FEATURES:
        for kind, name in NAMED:
            for each in getattr(feature, FIELDS.get(kind, f"{kind}s")):
                yield f"{kind} {getattr(each, name)}", each


LISTENERS = dict(every_listener())


def under(listener: str) -> str:
    """`button answer.choose.3` stands under `button answer.choose`."""
    name, _, place = listener.rpartition(".")
    return name if place.isdigit() else listener


def test_every_listener_has_a_row() -> None:
    assert [each for each in LISTENERS if row_of(each) is None] == []


def test_every_row_is_of_a_listener() -> None:
    assert [each for each in ROWS if each not in map(under, LISTENERS)] == []


def test_every_listener_about_a_record_has_a_recipe() -> None:
    owned = {under(each) for each in LISTENERS if (row := row_of(each)) and row.owned}
    assert owned == {each for each in RECIPES if each in map(under, LISTENERS)}


@pytest.fixture(scope="module")
def template(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rights") / "company.db"
    shutil.copy(migrated_file, path)
    database = Database(f"sqlite:///{path}")
    with database.begin() as session:
        company.settle(session, datetime.fromisoformat("2025-03-12T09:00:00+00:00"))
    database.close()
    return path


@pytest.fixture
async def stage(quick_database: Database, template: Path, now: datetime) -> AsyncIterator[Stage]:
    async with stages.staged(quick_database, template, now) as stage:
        yield stage


@pytest.mark.parametrize("listener", LISTENERS)
async def test_each_person_may_what_the_table_says(
    stage: Stage, listener: str, record_property: Any
) -> None:
    cells = [(who, *await _tried(stage, listener, who)) for who in KINDS]
    wrong = [f"{who.name}: {why}" for who, allowed, heard, kept in cells
             if (why := _wrong(listener, who, allowed, heard, kept))]  # fmt: skip
    record_property("cells", len(cells))
    assert wrong == []


async def _tried(stage: Stage, listener: str, who: Kind) -> tuple[bool, Heard, int]:
    """Whether they should be let, what came back, and what was put on record."""
    stage.clear()
    kind, _, name = listener.partition(" ")
    recipe = RECIPES.get(under(listener))
    said: dict[str, Any] = {"text": TEXTS.get(listener, "")}
    said |= recipe(stage, who.id) if recipe else {}
    if kind == "form" and not recipe:
        said["about"] = stage.ticket(who.id, person=AMARA)
    before = stage.kept()
    if kind == "fetched":
        heard = await stage.work_on_a_file(name, who, "person\nana\n")
    else:
        found = LISTENERS[listener]
        word = (name if found.alone else found.words[0]) if kind == "slash" else name
        said = {"of_messages": getattr(found, "of_messages", False), **said}
        heard = await stage.send(BODIES[kind](who, word, said))
    return _may(listener, who, said.get("owner", AMARA)), heard, stage.kept() - before


def _may(listener: str, who: Kind, owner: str) -> bool:
    row = row_of(listener)
    assert row
    subjects = who.to_owner if row.owned and owner else who.to_all
    return any(MATRIX[action] & subjects for action in row.actions)


def _wrong(listener: str, who: Kind, allowed: bool, heard: Heard, kept: int) -> str:
    if allowed:
        told = "let in by the table, and refused: " if heard.refused or heard.unserved else ""
        return told and f"{told}{heard.texts}"
    if heard.holds(MARK) and who.id != AMARA:
        return f"refused, and told what is not theirs: {heard.texts}"
    if kept:
        return "refused, and yet something was done"
    if not who.served:
        quiet = not any(each.strip() for each in heard.texts)
        fine = heard.unserved or (quiet and _may_be_silent(listener, who))
        return "" if fine else f"let in: {heard.texts}"
    return "" if heard.refused else f"kept out by the table, and let in: {heard.texts}"


def _may_be_silent(listener: str, who: Kind) -> bool:
    """Nobody asked where something is overheard, opened or offered, or by another's workspace."""
    unasked = ("channel_", "app_home", "suggestion")
    elsewhere = listener.startswith("heard") and who.team != TEAM
    return elsewhere or any(word in listener for word in unasked)
