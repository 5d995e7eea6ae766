"""What somebody does to the bot, and all that is said then: replies, letters, screens, errands."""

import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy import select

from handlers.kit import sorting
from handlers.kit.feature import (
    Aside,
    Ask,
    Change,
    Close,
    Complain,
    Fetched,
    File,
    Message,
    Open,
    Place,
    Refused,
    Round,
    Turn,
)
from handlers.kit.payloads import Caller
from handlers.kit.reminding import planning, releasing
from handlers.kit.replies import Works
from handlers.kit.rounds import round_of
from handlers.kit.routes import Routes
from handlers.kit.texts import escape
from policies.imports.tables import Unreadable
from storage import errands, occurrences, outbox
from storage.outbox import OUTBOX
from tests.judges.companies import IMRAN, SERVED, TEAM, Company
from tests.judges.deeds import Act, Said, Shown
from tests.judges.files import HELD
from tests.judges.specimens import Json


@dataclass
class Doer:
    company: Company
    routes: Routes
    said: list[Said] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)
    """How often each listener, screen, panel, routine and undo was reached."""
    broken: list[str] = field(default_factory=list)
    number: int = 0

    def __post_init__(self) -> None:
        self.works = Works(self.routes)

    def do(self, act: Act) -> tuple[list[Shown], Mapping[str, str] | None]:
        """What is said then, to whomever, and what a form complains of: nothing if it was done."""
        self.done[act.name] += 1
        try:
            reply = self._taken(act.who, self._work(act))
        except Refused as refusal:
            return [self._refused(act, refusal)], {}
        if act.kind == "form" and isinstance(reply, Close | Change):
            self.done[f"taken {act.id}"] += 1
        found = [self._says(shown) for shown in self._replied(act, reply)]
        return [*found, *self.follow(act.who)], reply.errors if isinstance(
            reply, Complain
        ) else None

    def _work(self, act: Act) -> Callable[[Turn], Any]:
        self.number += 1
        caller, ask = Caller(TEAM, act.who, TEAM, f"act:{self.number}"), act.ask
        match act.kind:
            case "slash":
                slash = next(each for each in self.routes.menu if each.name == act.id)
                told = slash.still and slash.still(self.routes.menu, ask.text)
                return (lambda turn: told) if told else self.works.command(slash, ask)
            case "button":
                return self.works.press(act.id, ask, caller)
            case "form":
                return self.works.form(self.routes.forms[act.id], ask)
            case "shortcut":
                return self.works.shortcut(act.id, ask, caller)
            case "suggestion":
                return self.works.suggest(act.id, ask)
            case _:
                return self.works.hear(act.id, ask, caller)

    def attempt(self, who: str, work: Callable[[Turn], Any]) -> Any:
        """In a transaction of its own: a refusal is told to the person and leaves nothing."""
        try:
            return self._taken(who, work)
        except Refused as refusal:
            return Message(escape(str(refusal)))

    def _taken(self, who: str, work: Callable[[Turn], Any]) -> Any:
        session = self.company.session
        try:
            with session.begin_nested():
                turn = self.company.turn(who)
                reply = work(turn)
                for finish in session.info.pop("finishing", ()):
                    finish(turn)
                return reply
        except Refused:
            raise
        except Exception:  # noqa: BLE001 - told by a test, with all others of its kind
            self.broken.append(traceback.format_exc())
            return None

    def _refused(self, act: Act, refusal: Refused) -> Shown:
        return self._says(Shown("message", {"text": escape(str(refusal))}, act.who))

    def _replied(self, act: Act, reply: Any) -> Iterator[Shown]:
        """What a press or a shortcut says otherwise is among the letters."""
        match reply:
            case Message() | Aside():
                message = reply.message if isinstance(reply, Aside) else reply
                yield Shown("message", message.payload(), act.who, "C0SALESROE")
            case Open(view) | Change(view):
                yield Shown("modal", dict(view), act.who)
            case _:
                pass

    def _says(self, shown: Shown) -> Shown:
        keys = ("text", "blocks") if shown.surface == "message" else tuple(shown.payload)
        payload = {key: shown.payload[key] for key in keys if key in shown.payload}
        self.said.append((shown.surface, payload))
        return replace(shown, payload=payload)

    def follow(self, who: str) -> list[Shown]:
        """Letters are delivered, files fetched and read, until nothing is left to do."""
        found, before = self.deliver(who), -1
        while before < len(found):
            before = len(found)
            for errand in self._errands():
                found += self._run(errand)
        return found

    def deliver(self, who: str) -> list[Shown]:
        """What waits in the outbox is sent, and Slack says where it stands."""
        session, found = self.company.session, list[Shown]()
        due = OUTBOX.c.state.in_(("open",)) & (OUTBOX.c.next_at <= self.company.now)
        query = (
            select(OUTBOX.c.id, OUTBOX.c.kind, OUTBOX.c.payload).where(due).order_by(OUTBOX.c.id)
        )
        for id, kind, payload in session.execute(query).all():
            where = {"channel": _where(payload), "ts": f"1741770000.{id:06}"}
            found += [self._says(each) for each in self._letter(who, kind, payload, where)]
            outbox.sent(session, id, self.company.now, where)
        return found

    def _letter(
        self, who: str, kind: str, payload: Json, where: Mapping[str, str]
    ) -> Iterator[Shown]:
        body = payload.get("body", payload)
        if kind == "refresh":
            yield from self._screen(payload["screen"], payload["id"], who)
        elif "text" in body:
            person = str(payload.get("person") or payload.get("channel") or who)
            yield Shown("message", body, person if person in SERVED else who, **where)

    def _screen(self, name: str, id: str, who: str) -> Iterator[Shown]:
        screen, round = self.routes.registry.screens[name], self.company.round
        shown = self.attempt(IMRAN, lambda turn: screen.render(round, id))
        if isinstance(shown, Message):
            key = screen.posted(round, id) if screen.posted else None
            letter = outbox.find(round.session, TEAM, key) if key else None
            where = dict(letter.result or {}) if letter else {}
            person = str(letter.payload.get("channel")) if letter else who
            yield Shown("message", shown.payload(), person if person in SERVED else who, **where)
        elif shown is not None:
            yield Shown("home", dict(shown), id)

    def home(self, who: str) -> list[Shown]:
        return [self._says(each) for each in self._screen("home", who, who)]

    def _errands(self) -> list[errands.Errand]:
        session, now = self.company.session, self.company.now
        return errands.claim(session, now=now, limit=20, lease=timedelta(minutes=1), worker="crawl")

    def _run(self, errand: errands.Errand) -> list[Shown]:
        file = File(**{each.name: errand.detail[each.name] for each in fields(File)})
        ask = Ask(Place.ERRAND, files=(file,), channel=errand.user,
                  about=str(errand.detail.get("about", "")))  # fmt: skip
        try:
            found = self._fetched(errand, ask, HELD.get(file.name, b""))
        except (Unreadable, UnicodeDecodeError) as failed:
            found = [self._told(errand, Message(f"{escape(file.name)} {escape(str(failed))}"))]
        errands.done(self.company.session, errand.id, self.company.now)
        return found

    def _fetched(self, errand: errands.Errand, ask: Ask, data: bytes) -> list[Shown]:
        kinds, found = self.routes.fetched, list[Shown]()
        kind = self._kind(errand, data)
        if kind is None:
            return [self._told(errand, sorting.question(kinds, ask.files[0], errand.id))]
        self.done[f"fetched {kind.id}"] += 1
        for step in kind.steps(ask, data) if kind.steps else ():
            self.attempt(errand.user, step)
            found += self.deliver(errand.user)
        if answer := kind.answer:
            read = replace(ask, text=data.decode("utf-8-sig"))
            reply = self.attempt(errand.user, lambda turn: answer(turn, read))
            found += [self._told(errand, reply)] if isinstance(reply, Message) else []
        return found

    def _kind(self, errand: errands.Errand, data: bytes) -> Fetched | None:
        kinds = self.routes.fetched
        dropped = errand.kind == sorting.DROPPED
        return sorting.sort(kinds, data, self.company.pack) if dropped else kinds[errand.kind]

    def _told(self, errand: errands.Errand, message: Message) -> Shown:
        return self._says(Shown("message", message.payload(), errand.user, "D0BOT"))

    def tick(self, whom: Sequence[str]) -> list[Shown]:
        """What is due without anybody asking: jobs, and the reminders of these people."""
        for job in self.routes.jobs.values():
            self.attempt(IMRAN, partial(_on_round, job.work))
        self.attempt(IMRAN, lambda turn: self._remind(round_of(turn), whom))
        return self.follow(IMRAN)

    def _remind(self, round: Round, whom: Sequence[str]) -> None:
        planning.reconcile(round, whom, round.now + planning.HORIZON)
        due = occurrences.due_recipients(round.session, TEAM, round.now, 50)
        releasing.release(round, [each for each in due if each in whom])


def _on_round(work: Callable[[Round], object], turn: Turn) -> object:
    return work(round_of(turn))


def _where(payload: Json) -> str:
    return str(payload.get("channel") or "C0SALESROE")
