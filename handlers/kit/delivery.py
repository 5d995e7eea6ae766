"""The outbox's sender: each letter once, also if the process is killed while sending."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from handlers.kit import failures, paces
from handlers.kit.feature import Ask, Message, Registry, View
from handlers.kit.letters import aside
from handlers.kit.mishaps import Final, Later, SlackFailed, Unclear
from handlers.kit.screens import Shown, shown
from handlers.kit.slack import Slack
from handlers.kit.turns import Office
from handlers.kit.workers import AFTER_A_FAULT_SECONDS, Worker
from storage import outbox
from storage import paces as kept_paces
from storage.outbox import Letter

log = logging.getLogger(__name__)

ATTEMPTS = 8
BEGUN = 12
"""Oftener than that no letter is taken up: it may be what ends the process each time."""
WORK_SECONDS = 20
"""For all calls of one letter; its claim lasts longer, so that nobody else sends it meanwhile."""
SAVE_SECONDS = 60
"""How long an outcome is held on to while the database is away."""
BUSY = "is looking that up…"
NOT_INSTALLED = "the workspace is not installed"
TOO_OFTEN = "it was begun too often and never ended"
SETTING = ("update", "view", "refresh", "status", "title", "prompts")
"""Kinds of letters that only replace what is there."""


class Sender(Worker[Letter]):
    def __init__(self, office: Office, slack: Slack, name: str, registry: Registry) -> None:
        super().__init__(office, outbox, name)
        self.slack, self.registry = slack, registry
        self.paused: dict[tuple[str, str], datetime] = {}
        """Pauses this process was told of, for letters that were claimed before."""
        self.at_hand: set[int] = set()

        self.shaken = False
        """Whether the database went away in the middle of a claim, which may have been kept."""

    def claim(self, room: int) -> list[Letter]:
        try:
            if self.shaken:
                self._give_back()
            return paces.claim(self.office, self.name, room)
        except SQLAlchemyError:
            self.shaken = True
            raise

    def _give_back(self) -> None:
        """Letters that are claimed by us and that we do not know of."""
        with self.office.database.begin() as session:
            outbox.give_back(session, self.name, self.at_hand, self.office.clock())
        self.shaken = False

    async def open_form(self, token: str, trigger: str, view: View, on_top: bool = False) -> None:
        """Raises SlackFailed; never through the outbox, for the trigger lives three seconds."""
        method = "views.push" if on_top else "views.open"
        await self.slack.call(method, token, trigger_id=trigger, view=dict(view))

    async def change_form(self, token: str, id: str, view: View) -> None:
        """Raises SlackFailed."""
        await self.slack.call("views.update", token, view_id=id, view=dict(view))

    async def respond(self, url: str, message: Message) -> None:
        """A word beside a message, about something that could not be shown; never raises."""
        try:
            await self.slack.respond(url, aside(message))
        except SlackFailed as failed:
            log.warning("a person could not be told: %s", failed)

    async def say_busy(self, token: str, ask: Ask) -> None:
        """Never through the outbox, for the answer must not wait for it; never raises."""
        where = {"channel_id": ask.channel, "thread_ts": ask.thread}
        try:
            await self.slack.call("assistant.threads.setStatus", token, status=BUSY, **where)
        except SlackFailed as failed:
            log.info("no status was shown: %s", failed)

    async def work(self, letter: Letter) -> None:
        """Once at a time, also if the clock jumps and the claim seems to be over."""
        if letter.id in self.at_hand:
            return
        self.at_hand.add(letter.id)
        try:
            await self._work(letter)
        finally:
            self.at_hand.discard(letter.id)

    async def _work(self, letter: Letter) -> None:
        installed = self.office.installed.get(letter.workspace)
        if installed is None and letter.kind != "respond":
            return await self._save(outbox.bury, letter, self.office.clock(), NOT_INSTALLED)
        if letter.attempts > BEGUN:
            return await self._save(outbox.bury, letter, self.office.clock(), TOO_OFTEN)
        try:
            async with asyncio.timeout(WORK_SECONDS):
                result = await self._once(letter, installed.token if installed else "")
        except TimeoutError:
            return await self._failed(letter, Unclear("it took too long"))
        except SlackFailed as failed:
            return await self._failed(letter, failed)
        except SQLAlchemyError:
            raise
        except Exception as broken:
            log.exception("letter %s (%s) could not be sent", letter.id, letter.kind)
            return await self._failed(letter, Unclear(type(broken).__name__))
        await self._save(outbox.sent, letter, self.office.clock(), result)

    async def _once(self, letter: Letter, token: str) -> Mapping[str, Any]:
        """`attempted_at` is written before the call: a letter that has one is asked after first."""
        self._insist_on_no_pause(letter)
        if letter.attempted_at is not None and not _is_harmless_twice(letter):
            earlier = await self._earlier(letter, token, letter.attempted_at)
            if earlier is not None:
                return earlier
        await self._save(outbox.attempt, letter, self.office.clock())
        return await self._call(letter, token)

    def _insist_on_no_pause(self, letter: Letter) -> None:
        """Raises Later; no call is made that Slack has just asked not to be made."""
        now = self.office.clock()
        ends = (self.paused.get((letter.workspace, name), now) for name in paces.names(letter))
        if (until := max(ends)) > now:
            raise Later("paused", int((until - now).total_seconds()) + 1)

    async def _call(self, letter: Letter, token: str) -> Mapping[str, Any]:
        payload = letter.payload
        match letter.kind:
            case "post":
                return _where(await self.slack.post(token, letter.id, payload))
            case "respond":
                await self.slack.respond(str(payload["url"]), payload["body"])
                return {}
            case "upload":
                await self.slack.upload(token, payload)
                return {}
            case "refresh":
                return await self._refresh(letter, token)
            case "update":
                return _where(await self.slack.call("chat.update", token, **payload))
            case _:
                await self.slack.call(paces.METHODS[letter.kind][0], token, **payload)
                return {}

    async def _refresh(self, letter: Letter, token: str) -> Mapping[str, Any]:
        """A screen as it is now; one with nothing to show, or nowhere, stays as it is."""
        installed = self.office.installed[letter.workspace]
        on_screen = await self.in_pool(
            shown, self.office, self.registry, installed.workspace, letter.payload
        )
        match on_screen:
            case Shown(method, values):
                return _where(await self.slack.call(method, token, **values))
            case None:
                return {}

    async def _earlier(
        self, letter: Letter, token: str, since: datetime
    ) -> Mapping[str, Any] | None:
        """None also if Slack will not say; then the letter goes out again, and the log says so."""
        if letter.kind != "post":
            await self._doubt(letter, "Slack cannot be asked")
            return None
        try:
            found = await self.slack.posted(token, letter.id, letter.payload, since)
        except Final as refused:
            if str(refused) in failures.DEAD_TOKEN:
                raise
            await self._doubt(letter, str(refused))
            return None
        return _where(found) if found else None

    async def _doubt(self, letter: Letter, why: str) -> None:
        """Counted, so that it can be said how often it may have happened."""
        log.warning("letter %s may be a duplicate: %s", letter.id, why)
        await self._save(outbox.doubt, letter)

    async def _failed(self, letter: Letter, failed: SlackFailed) -> None:
        now = self.office.clock()
        log.warning("letter %s (%s): %s", letter.id, letter.kind, failed)
        match failed:
            case Later():
                await self._keep(self._later, letter, failed, now)
            case Unclear() if letter.attempts < ATTEMPTS:
                until = now + timedelta(seconds=2**letter.attempts)
                await self._save(outbox.postpone, letter, until, str(failed), True)
            case Unclear():
                await self._save(outbox.bury, letter, now, str(failed))
            case _:
                await self._keep(self._refused, letter, str(failed))

    def _later(self, session: Session, letter: Letter, failed: Later, now: datetime) -> None:
        """Nothing was done, so nothing has been tried; every process hears of the pause."""
        until = now + timedelta(seconds=failed.seconds)
        if failed.method:
            self.paused[letter.workspace, failed.method] = until
            kept_paces.pause(session, letter.workspace, failed.method, now, until)
        untried = letter.attempted_at is None
        outbox.postpone(session, letter.id, until, str(failed), False, untried)

    def _refused(self, session: Session, letter: Letter, code: str) -> None:
        failures.settle(self.office, session, letter, code)

    async def _save(self, change: Callable[..., object], letter: Letter, *values: Any) -> None:
        await self._keep(change, letter.id, *values)

    async def _keep(self, change: Callable[..., object], *values: Any) -> None:
        """In one transaction, tried again while the database is away: it changes open letters."""
        until = asyncio.get_running_loop().time() + SAVE_SECONDS
        while True:
            try:
                return await self.in_pool(self._in_transaction, change, *values)
            except SQLAlchemyError:
                if asyncio.get_running_loop().time() > until:
                    raise
                log.warning("the database is away; what became of a letter is not yet kept")
            await asyncio.sleep(AFTER_A_FAULT_SECONDS)

    def _in_transaction(self, change: Callable[..., object], *values: Any) -> None:
        with self.office.database.begin() as session:
            change(session, *values)


def _is_harmless_twice(letter: Letter) -> bool:
    """Whether doing it again changes nothing: what only replaces what is there."""
    replaces = bool(letter.payload.get("body", {}).get("replace_original"))
    return letter.kind in SETTING or replaces


def _where(message: Mapping[str, Any]) -> dict[str, Any]:
    return {key: message[key] for key in ("channel", "ts") if key in message}
