"""Everything the bot says: what is asked of it, then every button and form that comes of that."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, TypeAlias

from sqlalchemy import select

from handlers.kit.feature import Aside, Change, File, Message, Open, Refused
from handlers.kit.rounds import round_of
from handlers.kit.texts import escape
from playground.validation import Surface
from storage import outbox
from storage.outbox import OUTBOX
from tests.handlers.conftest import ROUTES, Desk
from tests.judges.specimens import Json

Said: TypeAlias = tuple[Surface, Json]
CASES = Path(__file__).parents[1] / "policies" / "cases.jsonl"
PEOPLE = ("U0ANA", "U0GRACE", "U0BEN")
ENOUGH = 5
ODD = "<!channel> <@U0BEN> & `*_~>\n\u202e\x00 " + "long " * 900
FILE = File("F1", "accounts.csv", "https://files.slack.com/F1", 2000)
LINK = "https://www.linkedin.com/company/acme"
WRITTEN: tuple[Mapping[str, str], ...] = (
    {},
    {"any": ODD},
    {"any": "620", "url_text_input": LINK, "datepicker": "2025-03-10"},
)
LIST = "Acme, 620, , inbound\nBolt, 40\nCoda, 480, 130\nDyne, lots\n" + "Echo, 3000\n" * 40


@dataclass
class Reader(Desk):
    """A desk that keeps what is said instead of checking it."""

    said: list[Said] = field(default_factory=list)

    def checked(self, reply: Any) -> Any:
        match reply:
            case Message():
                self.said.append(("message", reply.payload()))
            case Aside(message):
                self.said.append(("message", message.payload()))
            case Open(view) | Change(view):
                self.said.append(("modal", dict(view)))
            case _:
                pass
        return reply


def asked() -> list[str]:
    cases = [json.loads(line)["ask"] for line in CASES.read_text("utf-8").splitlines()]
    examples = [example for slash in ROUTES.menu for example in slash.examples]
    helped = [f"{slash.name} help" for slash in ROUTES.menu]
    bare = [slash.name for slash in ROUTES.menu]
    odd = [f"{start} {ODD}" for start in ("/roe", "/handrail", "/roe list", "")]
    lists = [f"/roe list {LIST}", "/roe disputes", "/handrail pizza", "help", "620", LIST]
    return [*cases, *examples, *helped, *bare, *odd, *lists]


class Crawl:
    def __init__(self, desk: Reader) -> None:
        self.desk = desk
        self.pressed: Counter[str] = Counter()
        self.sent: set[str] = set()
        self.read = 0
        self.posted = 0
        self.later: list[tuple[str, str]] = []
        self.chance = Random(1)

    def all(self) -> list[Said]:
        for text in asked():
            self.attempt(self.ask, text)
        self.attempt(self.desk.message, "", "U0ANA", FILE)
        self.attempt(self.desk.fetched, LIST)
        while self.read < len(self.desk.said) or self.later:
            self.go_through()
            self.deliver()
        return self.desk.said

    def ask(self, text: str) -> Any:
        is_command = text.partition(" ")[0] in ("/roe", "/handrail")
        return self.desk.command(text) if is_command else self.desk.message(text)

    def attempt(self, act: Callable[..., Any], *given: Any) -> Any:
        """A refusal is told to the person too."""
        try:
            return act(*given)
        except Refused as refusal:
            self.desk.said.append(("message", {"text": escape(str(refusal))}))
            return None

    def go_through(self) -> None:
        """What was put off, and half of what is new: the rest is for after the next letters."""
        put_off, self.later = self.later, []
        found = self.desk.said[self.read :]
        self.read = len(self.desk.said)
        new = [press for surface, said in found if surface == "message" for press in presses(said)]
        for press in new:
            (put_off if self.chance.random() < 0.5 else self.later).append(press)
        for action, value in put_off:
            self.press(action, value)

    def press(self, action: str, value: str) -> None:
        if self.pressed[action] >= ENOUGH:
            return
        self.pressed[action] += 1
        for who in PEOPLE:
            reply = self.attempt(self.desk.press_raw, action, value, who)
            if isinstance(reply, Open):
                self.fill(reply, who)

    def fill(self, opened: Open, who: str) -> None:
        self.sent.add(opened.view["callback_id"])
        for written in WRITTEN:
            fields = filled(opened.view, written)
            self.attempt(self.desk.submit, opened, fields, who)

    def deliver(self) -> None:
        """What waits in the outbox is sent, and Slack says where it stands."""
        for job in ROUTES.jobs.values():
            job.work(round_of(self.desk.turn()))
        newer = select(OUTBOX.c.id, OUTBOX.c.payload).where(OUTBOX.c.id > self.posted)
        for id, payload in self.desk.session.execute(newer.order_by(OUTBOX.c.id)).all():
            self.posted = id
            self.desk.said += letter(payload)
            where = {"channel": "D1", "ts": f"{id}.5"}
            outbox.sent(self.desk.session, id, self.desk.now, where)


def letter(payload: Mapping[str, Any]) -> Iterator[Said]:
    body = payload.get("body", payload)
    if "text" in body:
        yield "message", {key: body[key] for key in ("text", "blocks") if key in body}


def presses(payload: Json) -> Iterator[tuple[str, str]]:
    """Each button, and each menu with its first two choices."""
    for block in payload.get("blocks", ()):
        for element in (block.get("accessory"), *block.get("elements", ())):
            if element and element.get("action_id"):
                choices = element.get("options", [element])[:2]
                yield from ((element["action_id"], each.get("value", "")) for each in choices)


def filled(view: Mapping[str, Any], written: Mapping[str, str]) -> dict[str, str]:
    """The first of each choice, and in each field what is written for its kind."""
    fields = {}
    for block in view["blocks"]:
        element = block.get("element") if written else None
        if element and "options" in element:
            fields[block["block_id"]] = element["options"][0]["value"]
        elif element:
            fields[block["block_id"]] = written.get(element["type"], written["any"])
    return fields
