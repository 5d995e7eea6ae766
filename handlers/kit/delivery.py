"""The outbox's sender: each letter once, also if the process is killed while sending."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, TypeVar

from handlers.kit.feature import Ask, Message, Registry, View
from handlers.kit.letters import aside
from handlers.kit.screens import Shown, shown
from handlers.kit.slack import Final, Later, Slack, SlackFailed, Unclear
from handlers.kit.turns import Office
from handlers.kit.workers import Worker
from storage import outbox
from storage.outbox import Kind, Letter

log = logging.getLogger(__name__)

R = TypeVar("R")

ATTEMPTS = 8
BUSY = "is looking that up…"
NOT_INSTALLED = "the workspace is not installed"
METHODS: Mapping[Kind, str] = {
    "ephemeral": "chat.postEphemeral",
    "view": "views.publish",
    "status": "assistant.threads.setStatus",
    "title": "assistant.threads.setTitle",
    "prompts": "assistant.threads.setSuggestedPrompts",
}
"""Kinds of letters that are one call, whose answer tells us nothing."""
SETTING = ("update", "view", "refresh", "status", "title", "prompts")
"""Kinds of letters that only replace what is there."""


class Sender(Worker[Letter]):
    def __init__(self, office: Office, slack: Slack, name: str, registry: Registry) -> None:
        super().__init__(office, outbox, name)
        self.slack, self.registry = slack, registry

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
        installed = self.office.installed.get(letter.workspace)
        if installed is None and letter.kind != "respond":
            return await self._save(outbox.bury, letter, self.office.clock(), NOT_INSTALLED)
        try:
            result = await self._once(letter, installed.token if installed else "")
        except SlackFailed as failed:
            return await self._failed(letter, failed)
        await self._save(outbox.sent, letter, self.office.clock(), result)

    async def _once(self, letter: Letter, token: str) -> Mapping[str, Any]:
        """`attempted_at` is written before the call: a letter that has one is asked after first."""
        if letter.attempted_at is not None and not _is_harmless_twice(letter):
            earlier = await self._earlier(letter, token, letter.attempted_at)
            if earlier is not None:
                return earlier
        await self._save(outbox.attempt, letter, self.office.clock())
        return await self._call(letter, token)

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
                await self.slack.call(METHODS[letter.kind], token, **payload)
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
            log.warning("letter %s may be a duplicate: Slack cannot be asked", letter.id)
            return None
        try:
            found = await self.slack.posted(token, letter.id, letter.payload, since)
        except Final as refused:
            log.warning("letter %s may be a duplicate: %s", letter.id, refused)
            return None
        return _where(found) if found else None

    async def _failed(self, letter: Letter, failed: SlackFailed) -> None:
        now = self.office.clock()
        log.warning("letter %s (%s): %s", letter.id, letter.kind, failed)
        match failed:
            case Later():
                until = now + timedelta(seconds=failed.seconds)
                await self._save(outbox.postpone, letter, until, str(failed), False)
            case Unclear() if letter.attempts < ATTEMPTS:
                until = now + timedelta(seconds=2**letter.attempts)
                await self._save(outbox.postpone, letter, until, str(failed), True)
            case _:
                await self._save(outbox.bury, letter, now, str(failed))

    async def _save(self, change: Callable[..., object], letter: Letter, *values: Any) -> None:
        await self.in_pool(self._in_transaction, change, letter.id, *values)

    def _in_transaction(self, change: Callable[..., object], id: int, *values: Any) -> None:
        with self.office.database.begin() as session:
            change(session, id, *values)


def _is_harmless_twice(letter: Letter) -> bool:
    """Whether doing it again changes nothing: what only replaces what is there."""
    replaces = bool(letter.payload.get("body", {}).get("replace_original"))
    return letter.kind in SETTING or replaces


def _where(message: Mapping[str, Any]) -> dict[str, Any]:
    return {key: message[key] for key in ("channel", "ts") if key in message}
