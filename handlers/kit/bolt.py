"""The one module that speaks Bolt: requests in, one transaction, replies out."""

import asyncio
import re
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.response import BoltResponse

from handlers.kit import payloads
from handlers.kit.acquaintances import describe, meet, remember
from handlers.kit.authorizing import authorize_from
from handlers.kit.blocks import notice
from handlers.kit.delivery import Sender
from handlers.kit.feature import (
    Ask,
    Change,
    Close,
    CommandReply,
    Complain,
    Feature,
    Message,
    Open,
    Turn,
    View,
)
from handlers.kit.fetching import Fetcher
from handlers.kit.helps import Helps
from handlers.kit.payloads import Body, Caller
from handlers.kit.people import Stranger
from handlers.kit.replies import Works
from handlers.kit.routes import commanded, routes
from handlers.kit.slack import Slack, SlackFailed
from handlers.kit.turns import Done, Office, Outcome, Repeated, Sorry, apologise, make_rounds, take

R = TypeVar("R")

ANYTHING = re.compile("")
ALREADY = "I have answered this already."
NO_COMMAND = "I don't know that command. `/handrail help` lists what I can do."
OLD_FORM = "This form is from an older version of Handrail. Close it and start again."
NO_FORM = "Slack did not open the form in time. Please try again."
NOT_MET = "Slack did not tell me who you are, so I decided nothing. Please try again in a moment."
HEARD = ("message", "app_mention", payloads.PANE_OPENED)
AS_JSON: dict[str, str | Sequence[str]] = {"content-type": "application/json;charset=utf-8"}
AGAIN_LATER = 503


class Adapter:
    """One Bolt listener per kind of payload; dictionaries find who answers."""

    def __init__(
        self, office: Office, features: Sequence[Feature], slack: Slack, name: str
    ) -> None:
        """`name` tells this process from others that share the database."""
        self.office = office
        self.routes = routes(features)
        self.works = Works(self.routes)
        self.slack = slack
        self.sender = Sender(office, slack, name)
        self.fetcher = Fetcher(office, self.routes, slack, self.sender.wake, name)
        self.helps = Helps(self.routes.menu)
        self.tasks: set[asyncio.Task[None]] = set()
        self.app = self._app()

    async def run(self) -> None:
        """Send and fetch until `stop`."""
        await asyncio.gather(self.sender.run(), self.fetcher.run())

    async def make_rounds(self) -> None:
        """Do what is due without anybody asking: at the start, then by the clock."""
        await self._in_pool(make_rounds, self.office, tuple(self.routes.jobs.values()))
        self.wake()

    def wake(self) -> None:
        self.sender.wake()
        self.fetcher.wake()

    async def stop(self, seconds: float) -> None:
        """Finish the forms being opened, the letters being sent and the files being read."""
        if self.tasks:
            await asyncio.wait(self.tasks, timeout=seconds)
        await asyncio.gather(self.sender.stop(seconds), self.fetcher.stop(seconds))

    def _app(self) -> AsyncApp:
        app = AsyncApp(
            client=self.slack.client,
            authorize=authorize_from(self.office),
            process_before_response=True,
            request_verification_enabled=False,
            ssl_check_enabled=False,
            attaching_function_token_enabled=False,
            attaching_conversation_kwargs_enabled=False,
        )
        app.command(ANYTHING)(self._on_command)
        app.block_action(ANYTHING)(self._on_press)
        app.view_submission(ANYTHING)(self._on_form)
        app.event(ANYTHING)(self._on_event)
        app.view_closed(ANYTHING)(_acknowledge)
        app.options(ANYTHING)(_acknowledge)
        app.shortcut(ANYTHING)(_acknowledge)
        return app

    async def _on_command(self, ack: AsyncAck, body: Body) -> BoltResponse:
        caller, ask = payloads.command_caller(body), payloads.command_ask(body)
        slash, text = commanded(self.routes, str(body.get("command")), ask.text)
        if slash is None:
            return await ack(NO_COMMAND)
        if (told := self.helps.find(slash, text)) is not None:
            return BoltResponse(status=200, body=told, headers={**AS_JSON})
        asked = replace(ask, text=text)
        outcome = await self._turn(caller, lambda turn: slash.answer(turn, asked))
        match outcome:
            case Done():
                return await self._acknowledge_command(ack, body, caller, outcome.reply)
            case Sorry():
                return await ack(outcome.message.text)
            case Repeated():
                return await ack(ALREADY)

    async def _acknowledge_command(
        self, ack: AsyncAck, body: Body, caller: Caller, reply: CommandReply
    ) -> BoltResponse:
        match reply:
            case Open(view):
                self._open(body, caller, view)
                return await ack()
            case Message():
                return await ack(response_type="ephemeral", **reply.payload())

    async def _on_press(self, ack: AsyncAck, body: Body) -> BoltResponse:
        caller, ask = payloads.press_caller(body), payloads.button_ask(body)
        work = self.works.press(payloads.action_id(body), ask, caller)
        outcome = await self._turn(caller, work)
        if isinstance(outcome, Sorry):
            return await self._apologise(ack, caller, ask, outcome)
        if isinstance(outcome, Done) and isinstance(outcome.reply, Open):
            self._open(body, caller, outcome.reply.view)
        return await ack()

    async def _on_form(self, ack: AsyncAck, body: Body) -> BoltResponse:
        caller, ask = payloads.press_caller(body), payloads.form_ask(body)
        form = self.routes.forms.get(payloads.form_id(body))
        if form is None:
            return await ack(response_action="update", view=dict(notice(OLD_FORM)))
        outcome = await self._turn(caller, lambda turn: form.answer(turn, ask))
        match outcome:
            case Done():
                return await _acknowledge_form(ack, outcome.reply)
            case Sorry():
                return await ack(response_action="update", view=dict(notice(outcome.message.text)))
            case Repeated():
                return await ack()

    async def _on_event(self, ack: AsyncAck, body: Body) -> BoltResponse:
        kind = str(body["event"].get("type"))
        if kind in ("user_change", "team_join"):
            await self._in_pool(remember, self.office, body)
            return await ack()
        installed = self.office.installed.get(payloads.event_caller(body).team)
        if kind not in HEARD or installed is None:
            return await ack()
        if not payloads.is_for_the_bot(body):
            return await ack()
        return await self._hear(ack, body, kind, installed.workspace.bot_user)

    async def _hear(self, ack: AsyncAck, body: Body, kind: str, bot_user: str) -> BoltResponse:
        caller, ask = payloads.event_caller(body), payloads.event_ask(body, bot_user)
        if ask.text and payloads.is_in_the_pane(ask):
            self._spawn(self.sender.say_busy(self.office.installed[caller.team].token, ask))
        outcome = await self._turn(caller, self.works.hear(kind, ask, caller))
        if isinstance(outcome, Sorry):
            return await self._apologise(ack, caller, ask, outcome)
        return await ack()

    async def _turn(self, caller: Caller, work: Callable[[Turn], R]) -> Outcome[R]:
        take_it = partial(take, self.office, self.routes.menu, caller, work)
        try:
            outcome: Outcome[R] = await self._in_pool(take_it)
        except Stranger:
            user = await describe(self.office, self.slack, caller)
            if user is None:
                return Sorry(Message(NOT_MET))
            await self._in_pool(meet, self.office, [user], caller.team)
            outcome = await self._in_pool(take_it)
        if isinstance(outcome, Done) and outcome.posted:
            self.wake()
        return outcome

    async def _apologise(
        self, ack: AsyncAck, caller: Caller, ask: Ask, sorry: Sorry
    ) -> BoltResponse:
        """If even the apology cannot be kept, Slack is asked to deliver again."""
        if not await self._in_pool(apologise, self.office, caller, ask, sorry):
            return BoltResponse(status=AGAIN_LATER)
        self.wake()
        return await ack()

    def _open(self, body: Body, caller: Caller, view: View) -> None:
        """A form cannot wait for the acknowledgement to be over: its trigger lives 3 seconds."""
        self._spawn(self._open_now(body, caller, view))

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _open_now(self, body: Body, caller: Caller, view: View) -> None:
        token = self.office.installed[caller.team].token
        trigger, url = str(body.get("trigger_id")), str(body.get("response_url") or "")
        try:
            await self.sender.open_form(token, trigger, view)
        except SlackFailed:
            await self.sender.respond(url, Message(NO_FORM))

    def _in_pool(self, work: Callable[..., R], *values: Any) -> Coroutine[Any, Any, R]:
        loop = asyncio.get_running_loop()
        return _awaited(loop.run_in_executor(self.office.pool, partial(work, *values)))


async def _awaited(future: "asyncio.Future[R]") -> R:
    return await future


async def _acknowledge(ack: AsyncAck) -> BoltResponse:
    return await ack()


async def _acknowledge_form(ack: AsyncAck, reply: Change | Complain | Close) -> BoltResponse:
    match reply:
        case Change(view):
            return await ack(response_action="update", view=dict(view))
        case Complain(errors):
            return await ack(response_action="errors", errors=dict(errors))
        case Close():
            return await ack()
