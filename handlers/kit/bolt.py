"""The one module that speaks Bolt: requests in, one transaction, replies out."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.response import BoltResponse

from handlers.kit import events, interactions
from handlers.kit.authorizing import authorize_from
from handlers.kit.backstage import Backstage
from handlers.kit.blocks import notice, plain
from handlers.kit.events import HOME_OPENED, PANE_OPENED
from handlers.kit.feature import (
    Ask,
    Change,
    Close,
    CommandReply,
    Complain,
    Feature,
    Message,
    Open,
)
from handlers.kit.helps import Helps
from handlers.kit.payloads import Body, Caller
from handlers.kit.routes import commanded
from handlers.kit.slack import Slack
from handlers.kit.turns import Done, Office, Repeated, Sorry

ANYTHING = re.compile("")
ALREADY = "I have answered this already."
NO_COMMAND = "I don't know that command. `/handrail help` lists what I can do."
OLD_FORM = "This form is from an older version of Handrail. Close it and start again."
OVERHEARD = ("channel_message", "channel_message_changed", "channel_message_deleted")
HEARD = ("message", "app_mention", PANE_OPENED, HOME_OPENED, *OVERHEARD)
UNASKED = (HOME_OPENED, *OVERHEARD)
"""What people do without asking anything: nothing is said to those who get no answer."""
AS_JSON: dict[str, str | Sequence[str]] = {"content-type": "application/json;charset=utf-8"}
AGAIN_LATER = 503
OFFERED_AT_MOST = 100


class Adapter(Backstage):
    """One Bolt listener per kind of payload; dictionaries find who answers."""

    def __init__(
        self, office: Office, features: Sequence[Feature], slack: Slack, name: str
    ) -> None:
        super().__init__(office, features, slack, name)
        self.helps = Helps(self.routes.menu)
        self.app = self._app()

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
        app.options(ANYTHING)(self._on_typing)
        app.shortcut(ANYTHING)(self._on_shortcut)
        app.view_closed(ANYTHING)(_acknowledge)
        return app

    async def _on_command(self, ack: AsyncAck, body: Body) -> BoltResponse:
        caller, ask = interactions.command_caller(body), interactions.command_ask(body)
        slash, text = commanded(self.routes, str(body.get("command")), ask.text)
        if slash is None:
            return await ack(NO_COMMAND)
        if (told := self.helps.find(slash, text)) is not None:
            return BoltResponse(status=200, body=told, headers={**AS_JSON})
        asked = replace(ask, text=text)
        outcome = await self.turn(caller, self.works.command(slash, asked))
        self.show(body, caller, ask, outcome)
        match outcome:
            case Done():
                return await _acknowledge_command(ack, outcome.reply)
            case Sorry():
                return await ack(outcome.message.text)
            case Repeated():
                return await ack(ALREADY)

    async def _on_press(self, ack: AsyncAck, body: Body) -> BoltResponse:
        caller, ask = interactions.press_caller(body), interactions.button_ask(body)
        work = self.works.press(interactions.action_id(body), ask, caller)
        outcome = await self.turn(caller, work)
        self.show(body, caller, ask, outcome)
        if isinstance(outcome, Sorry) and ask.response_url:
            return await self._apologise(ack, caller, ask, outcome)
        return await ack()

    async def _on_form(self, ack: AsyncAck, body: Body) -> BoltResponse:
        caller, ask = interactions.press_caller(body), interactions.form_ask(body)
        form = self.routes.forms.get(interactions.form_id(body))
        if form is None:
            return await ack(response_action="update", view=dict(notice(OLD_FORM)))
        outcome = await self.turn(caller, self.works.form(form, ask))
        match outcome:
            case Done():
                return await _acknowledge_form(ack, outcome.reply)
            case Sorry():
                return await ack(response_action="update", view=dict(notice(outcome.message.text)))
            case Repeated():
                return await ack()

    async def _on_shortcut(self, ack: AsyncAck, body: Body) -> BoltResponse:
        caller, ask = interactions.press_caller(body), interactions.shortcut_ask(body)
        work = self.works.shortcut(interactions.shortcut_id(body), ask, caller)
        outcome = await self.turn(caller, work)
        self.show(body, caller, ask, outcome)
        if isinstance(outcome, Sorry):
            where = ask if ask.response_url else replace(ask, channel=caller.user, thread="")
            return await self._apologise(ack, caller, where, outcome)
        return await ack()

    async def _on_typing(self, ack: AsyncAck, body: Body) -> BoltResponse:
        """Looked up for each letter typed, and never kept: nothing is done, so nothing repeats."""
        caller, ask = interactions.press_caller(body), interactions.suggestion_ask(body)
        typing = replace(caller, key="")
        outcome = await self.turn(typing, self.works.suggest(interactions.typed_in(body), ask))
        found = outcome.reply if isinstance(outcome, Done) else []
        return await ack(options=[_offered(*each) for each in found[:OFFERED_AT_MOST]])

    async def _on_event(self, ack: AsyncAck, body: Body) -> BoltResponse:
        kind = events.kind_of(body)
        if kind in ("user_change", "team_join"):
            await self.remember(body)
            return await ack()
        installed = self.office.installed.get(events.caller_of(body).team)
        if kind not in HEARD or (kind in OVERHEARD and kind not in self.routes.heard):
            return await ack()
        if installed is None or not events.is_for_the_bot(body):
            return await ack()
        return await self._hear(ack, body, kind, installed.workspace.bot_user)

    async def _hear(self, ack: AsyncAck, body: Body, kind: str, bot_user: str) -> BoltResponse:
        caller, ask = events.caller_of(body), events.ask_of(body, bot_user)
        if ask.text and events.is_in_the_pane(ask):
            self.spawn(self.sender.say_busy(self.office.installed[caller.team].token, ask))
        outcome = await self.turn(caller, self.works.hear(kind, ask, caller))
        if not isinstance(outcome, Sorry):
            return await ack()
        if outcome.away or (kind in UNASKED and outcome.broken):
            return BoltResponse(status=AGAIN_LATER)  # Slack brings an event again, and nothing else
        if kind in UNASKED:
            return await ack()
        return await self._apologise(ack, caller, ask, outcome)

    async def _apologise(
        self, ack: AsyncAck, caller: Caller, ask: Ask, sorry: Sorry
    ) -> BoltResponse:
        """If even the apology cannot be kept, Slack is asked to deliver again."""
        if not await self.apologise(caller, ask, sorry):
            return BoltResponse(status=AGAIN_LATER)
        return await ack()


async def _acknowledge(ack: AsyncAck) -> BoltResponse:
    return await ack()


async def _acknowledge_command(ack: AsyncAck, reply: CommandReply) -> BoltResponse:
    match reply:
        case Open():
            return await ack()
        case Message():
            return await ack(response_type="ephemeral", **reply.payload())


async def _acknowledge_form(ack: AsyncAck, reply: Change | Complain | Close) -> BoltResponse:
    match reply:
        case Change(view):
            return await ack(response_action="update", view=dict(view))
        case Complain(errors):
            return await ack(response_action="errors", errors=dict(errors))
        case Close():
            return await ack()


def _offered(value: str, label: str) -> dict[str, Any]:
    return {"text": plain(label, 75), "value": value[:150]}
