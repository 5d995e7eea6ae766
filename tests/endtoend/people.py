"""People at the playground's page: what they do, and what they see."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeAlias, TypeVar

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse

from playground.configs import Timing
from playground.seeds import BOT_USER
from playground.server import Playground

Json: TypeAlias = dict[str, Any]
Sit: TypeAlias = Callable[[str], Awaitable["Person"]]
Order: TypeAlias = Callable[..., Awaitable[Json]]
T = TypeVar("T")

PATIENCE_SECONDS = 30
PATIENT = Timing(acknowledge=15.0, trigger=15.0)
"""A Slack that bears with a busy machine."""
ON_SQLITE = pytest.mark.parametrize("address", ["sqlite"], indirect=True)
"""For what does not depend on the database."""
TEXTS = ("text", "alt_text", "title")


@dataclass
class Person:
    """Somebody at the page: they act, and they wait until they see something."""

    slack: Playground
    id: str
    session: ClientSession
    place: str
    views: dict[str, Json] = field(default_factory=dict)
    """Open forms, the topmost last."""
    told: list[Json] = field(default_factory=list)
    """What the agent pane was told beside its messages: status, title and prompts."""
    news: asyncio.Event = field(default_factory=asyncio.Event)
    """Set, and replaced by another, whenever the page shows something new."""

    async def act(self, do: str, **what: Any) -> Json:
        url = f"{self.slack.url}/_page/act?as={self.id}"
        async with self.session.post(url, json={"do": do, **what}) as answer:
            said: Json = await answer.json()
        return said

    async def command(self, line: str) -> Json:
        """The private answer, which is there as soon as Slack has the acknowledgement."""
        command, _, text = line.partition(" ")
        said = await self.act("command", channel=self.place, command=command, text=text)
        assert said["ok"], said
        return (await self.messages())[-1]

    async def say(
        self, text: str, *files: tuple[str, str], place: str = "", thread: str = ""
    ) -> Json:
        """Each file is a name and what it holds."""
        sent = [
            {"name": name, "mimetype": "text/csv", "base64": _encoded(text)} for name, text in files
        ]
        where = {"channel": place or self.place} | ({"thread": thread} if thread else {})
        said = await self.act("message", text=text, files=sent, **where)
        assert said["ok"], said
        return dict(said["message"])

    async def dm(self) -> str:
        """The direct messages with the bot."""
        return str((await self.act("open_im", user=BOT_USER))["channel"])

    async def messages(self, place: str = "", thread: str = "") -> list[Json]:
        where = {"as": self.id, "channel": place or self.place}
        where |= {"thread": thread} if thread else {}
        async with self.session.get(f"{self.slack.url}/_page/messages", params=where) as answer:
            found: list[Json] = (await answer.json())["messages"]
        return found

    async def sees(self, *parts: str, place: str = "", thread: str = "") -> Json:
        """The newest message that holds all of these, as soon as there is one."""

        async def look() -> Json | None:
            found = [each for each in await self.messages(place, thread) if holds(each, *parts)]
            return found[-1] if found else None

        return dict(await self.until(look, f"a message with {parts}"))

    async def sees_file(self, name: str, place: str = "") -> Json:
        """The newest file of that name."""

        async def look() -> Json | None:
            files = [file for each in await self.messages(place) for file in each["files"]]
            return next((file for file in reversed(files) if file["name"] == name), None)

        return dict(await self.until(look, f"a file {name}"))

    async def press(self, label: str, message: Json) -> Json:
        block, button = _button(label, message)
        return await self.act(
            "action",
            source={"channel": message["channel"], "ts": message["ts"]},
            action={"block_id": block, "action_id": button["action_id"]},
        )

    async def form(self) -> Json:
        """The form on top, as soon as one is open."""

        async def look() -> Json | None:
            return next(reversed(self.views.values()), None)

        return await self.until(look, "a form")

    async def sees_forms(self, count: int) -> None:
        async def look() -> bool | None:
            return len(self.views) == count or None

        await self.until(look, f"{count} forms")

    async def submit(self, **fields: Any) -> Json:
        view = await self.form()
        blocks = {each["block_id"]: each for each in view["blocks"] if each["type"] == "input"}
        state = {name: _filled(blocks[name]["element"], given) for name, given in fields.items()}
        said = await self.act("submit", view=view["id"], state=state)
        if said["ok"] and said["response_action"] in (None, "update"):
            await self.until(partial(self._moved_on, view), "the form to close or change")
        return said

    async def _moved_on(self, view: Json) -> bool | None:
        return self.views.get(view["id"]) is not view or None

    async def fetch(self, file: Json) -> str:
        async with self.session.get(f"{self.slack.url}{file['url']}?as={self.id}") as answer:
            assert answer.status == 200
            return await answer.text("utf-8")

    async def until(
        self,
        look: Callable[[], Awaitable[T | None]],
        what: str,
        patience_seconds: float = PATIENCE_SECONDS,
    ) -> T:
        """What `look` finds, looking again whenever there is news."""
        try:
            async with asyncio.timeout(patience_seconds):
                while True:
                    news = self.news
                    if (found := await look()) is not None:
                        return found
                    await news.wait()
        except TimeoutError:
            raise AssertionError(f"{self.id} waited in vain for {what}") from None

    async def follow(self, socket: ClientWebSocketResponse) -> None:
        async for message in socket:
            news = json.loads(message.data)
            if news["type"] == "view":
                self.views[news["view"]["id"]] = news["view"]
            elif news["type"] == "view_closed":
                self.views.pop(news["id"], None)
            elif news["type"] == "assistant":
                self.told.append(news)
            told, self.news = self.news, asyncio.Event()
            told.set()


def holds(message: Json, *parts: str) -> bool:
    return all(part in words(message) for part in parts)


def words(shown: Any) -> str:
    """All the text of a message or form, in reading order."""
    return "\n".join(_texts(shown))


def labels(message: Json) -> list[str]:
    """What can be pressed under a message."""
    return [button["text"]["text"] for _, button in _buttons(message)]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for each in value:
            yield from _texts(each)
    if isinstance(value, dict):
        yield from (value[key] for key in TEXTS if isinstance(value.get(key), str))
        for each in value.values():
            yield from _texts(each)


def _buttons(message: Json) -> Iterator[tuple[str, Json]]:
    for block in message["blocks"]:
        for each in (block.get("accessory"), *block.get("elements", [])):
            if each and each["type"] == "button":
                yield block["block_id"], each


def _button(label: str, message: Json) -> tuple[str, Json]:
    found = {button["text"]["text"]: (block, button) for block, button in _buttons(message)}
    assert label in found, f"no {label!r} among {sorted(found)}"
    return found[label]


def _filled(element: Json, given: Any) -> Json:
    match element["type"]:
        case "radio_buttons" | "static_select" | "external_select":
            value: Json = {"option": given}
        case "datepicker":
            value = {"date": given}
        case "timepicker":
            value = {"time": given}
        case "users_select":
            value = {"id": given}
        case "multi_users_select":
            value = {"ids": given}
        case "checkboxes":
            value = {"options": given}
        case "file_input":
            name, text = given
            held = {"name": name, "mimetype": "text/csv", "base64": _encoded(text)}
            value = {"files": [held]}
        case _:
            value = {"text": given}
    return {element["action_id"]: value}


def _encoded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


@asynccontextmanager
async def sitting(slack: Playground, session: ClientSession, user: str) -> AsyncIterator[Person]:
    async with session.ws_connect(f"{slack.url}/_page/live?as={user}") as socket:
        person = Person(slack, user, session, slack.channels["commercial"])
        following = asyncio.create_task(person.follow(socket))
        yield person
        await socket.close()
        await following
