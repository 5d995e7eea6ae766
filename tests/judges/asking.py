"""How people turn to the bot: commands, words, files, shortcuts, mentions, links in a channel."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from handlers.kit.feature import Ask, Place, Slash
from handlers.kit.routes import Routes
from tests.judges.companies import AMARA, CHANNELS, KINDS, TEXTS
from tests.judges.deeds import Act
from tests.judges.files import LIST, SENT
from tests.judges.fillings import LINK, ODD

URL = "https://hooks.slack.com/response/1"
CASES = Path(__file__).parents[1] / "policies" / "cases.jsonl"
IN_CHANNEL = Ask(
    Place.CHANNEL,
    text="Our notes",
    links=(LINK,),
    channel=CHANNELS["commercial"],
    ts="1741770000.3",
    thread="1741770000.3",
)
ELSEWHERE = ("file_share", "message", "app_home_opened")
"""Events that come by ways of their own."""


def begun(found: Routes, whom: tuple[str, ...]) -> Iterator[Act]:
    """By each of them: their Home, each command alone, each way to turn to the bot."""
    for who in whom:
        yield Act("heard", "app_home_opened", who, Ask(Place.HOME, value="home"))
        for slash in found.menu:
            yield Act("slash", slash.name, who, typed(""))
            yield from saying(found, slash.words[0] if slash.words else slash.name, who)
        yield from started(found, who)


def asked(found: Routes) -> Iterator[Act]:
    menu = found.menu
    for text in texts(menu):
        yield from saying(found, text, AMARA)
    for who in KINDS:
        for text in [*TEXTS, *(each for slash in menu for each in slash.examples)]:
            yield from saying(found, text, who)
        for file in SENT:
            ask = Ask(Place.DIRECT, channel="D0BOT", ts="1741770000.1", files=(file,))
            yield Act("heard", "file_share", who, ask)


def saying(found: Routes, text: str, who: str) -> Iterator[Act]:
    """A command as a command, anything else in the DM."""
    start = text.partition(" ")[0]
    slashes = [each for each in found.menu if f"{text} ".startswith(f"{each.name} ")]
    if slashes and start.startswith("/"):
        slash = max(slashes, key=lambda each: len(each.name))
        yield Act("slash", slash.name, who, typed(text.removeprefix(slash.name).strip()))
    else:
        ask = Ask(Place.DIRECT, text=text, channel="D0BOT", ts="1741770000.2")
        yield Act("heard", "message", who, ask)


def started(found: Routes, who: str) -> Iterator[Act]:
    """From a menu, a channel, a mention, the pane."""
    for shortcut in found.shortcuts.values():
        on_message = replace(IN_CHANNEL, place=Place.SHORTCUT, response_url=URL)
        ask = on_message if shortcut.of_messages else Ask(Place.SHORTCUT)
        yield Act("shortcut", shortcut.id, who, ask)
    for event in found.heard:
        if event not in ELSEWHERE:
            place = Place.CHANNEL if event.startswith("channel_") else Place.MENTION
            yield Act("heard", event, who, replace(IN_CHANNEL, place=place))


def texts(menu: tuple[Slash, ...]) -> list[str]:
    cases = [json.loads(line)["ask"] for line in CASES.read_text("utf-8").splitlines()]
    helped = [f"{slash.name} help" for slash in menu]
    odd = [f"{slash.name} {ODD}" for slash in menu]
    lists = [f"/roe list {LIST}", "/handrail pizza", "help", "620", LIST, ODD]
    return [*cases, *helped, *odd, *lists]


def typed(text: str) -> Ask:
    return Ask(Place.COMMAND, text=text, channel="C0SALESROE", response_url=URL)
