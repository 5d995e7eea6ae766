"""Three judges over everything the bot says: ours, slack_sdk's models, Slack's TypeScript types."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

import pytest

from bot import packs
from playground.validation import Surface, problems, text_problems
from storage.database import Database
from storage.people import save
from tests.conftest import NOW
from tests.handlers.conftest import NAMES, ROUTES
from tests.judges.crawls import Crawl, Reader, Said
from tests.judges.specimens import Json
from tests.judges.verdicts import sdk_objects, types_object

Judge: TypeAlias = Callable[[Json, Surface], Iterable[object]]


@pytest.fixture(scope="module")
def crawl(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawl]:
    """Everything is asked and pressed once; the judges only read."""
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('crawl') / 'handrail.db'}")
    database.upgrade()
    with database.begin() as session:
        desk = Reader(session, packs.load(), NOW)
        for who in sorted(NAMES):
            save(session, desk.person(who))
        found = Crawl(desk)
        found.all()
        yield found
    database.close()


@pytest.fixture(scope="module")
def said(crawl: Crawl) -> list[Said]:
    """Each different thing once."""
    kept = {json.dumps(each, sort_keys=True): each for each in crawl.desk.said}
    return list(kept.values())


def kind(button: str) -> str:
    """Buttons in a row differ by their number."""
    return button.rstrip(".0123456789")


def test_every_button_and_form_was_reached(crawl: Crawl, said: list[Said]) -> None:
    assert {kind(id) for id in crawl.pressed} >= {kind(id) for id in ROUTES.buttons}
    assert crawl.sent >= set(ROUTES.forms)
    assert len(said) > 150


def objections(said: list[Said], judge: Judge) -> list[object]:
    return [found for surface, payload in said if (found := list(judge(payload, surface)))]


def test_our_judge_takes_everything_the_bot_says(said: list[Said]) -> None:
    assert objections(said, problems) == []


def test_nobody_is_mentioned_unasked_and_nothing_is_left_unescaped(said: list[Said]) -> None:
    named = [f"<@{who}>" for who in NAMES]
    assert objections(said, lambda payload, surface: text_problems(payload, named)) == []


def test_the_sdk_sends_everything_the_bot_says_unchanged(said: list[Said]) -> None:
    assert objections(said, sdk_objects) == []


@pytest.mark.contracts
def test_the_typescript_types_take_everything_the_bot_says(said: list[Said]) -> None:
    assert objections(said, types_object) == []
