"""Three judges over everything the bot says: ours, slack_sdk's models, Slack's TypeScript types."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

import pytest

from bot import packs
from handlers import FEATURES
from playground.validation import Surface, problems, text_problems
from storage.database import Database
from tests.conftest import NOW
from tests.judges import keeping
from tests.judges.companies import CHANNELS, SERVED
from tests.judges.crawls import Crawl, crawled
from tests.judges.deeds import Said
from tests.judges.sightings import every_sight, under
from tests.judges.specimens import Json
from tests.judges.verdicts import sdk_objects, types_object

pytestmark = pytest.mark.xdist_group("crawl")  # whoever judges has to have crawled
IDS = re.compile(r'"(?:value|private_metadata)": "[^"]*"')
Judge: TypeAlias = Callable[[Json, Surface], Iterable[object]]


@pytest.fixture(scope="module")
def crawl(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawl]:
    """Everything is asked and pressed once; the judges only read."""
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('crawl') / 'handrail.db'}")
    database.upgrade()
    with database.begin() as session:
        found = crawled(session, packs.load(), NOW)
        found.all()
        yield found
    database.close()


@pytest.fixture(scope="module")
def said(crawl: Crawl) -> list[Said]:
    """Each different thing once: values and what a form is about are ids."""
    said = list({IDS.sub("", json.dumps(each)): each for each in crawl.doer.said}.values())
    keeping.keep(said)
    return said


@pytest.fixture
def said_before(request: pytest.FixtureRequest) -> list[Said]:
    return keeping.kept() or list(request.getfixturevalue("said"))


def test_nothing_broke(crawl: Crawl) -> None:
    assert crawl.doer.broken == []


def test_everything_that_listens_or_is_shown_was_reached(crawl: Crawl, said: list[Said]) -> None:
    reached = {under(each) for each in +crawl.doer.done}
    assert sorted({under(each) for each in every_sight(FEATURES)} - reached) == []
    assert len(said) > 1000


def objections(said: list[Said], judge: Judge) -> list[object]:
    return [found for surface, payload in said if (found := list(judge(payload, surface)))]


def test_our_judge_takes_everything_the_bot_says(said: list[Said]) -> None:
    assert objections(said, problems) == []


def test_nobody_is_mentioned_unasked_and_nothing_is_left_unescaped(said: list[Said]) -> None:
    named = [*(f"<@{who}>" for who in SERVED), f"<#{CHANNELS['commercial']}>"]
    assert objections(said, lambda payload, surface: text_problems(payload, named)) == []


def test_the_sdk_sends_everything_the_bot_says_unchanged(said: list[Said]) -> None:
    assert objections(said, sdk_objects) == []


@pytest.mark.contracts
def test_the_typescript_types_take_everything_the_bot_says(said_before: list[Said]) -> None:
    assert len(said_before) > 1000
    assert objections(said_before, types_object) == []
