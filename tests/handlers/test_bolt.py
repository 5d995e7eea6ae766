"""Real Bolt, a real database on both systems, and the playground for Slack."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import yaml
from slack_bolt.async_app import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from bot import packs
from handlers.kit import letters
from handlers.kit.bolt import Adapter
from handlers.kit.feature import (
    Aside,
    Ask,
    Button,
    Change,
    Complain,
    Feature,
    Form,
    Heard,
    Message,
    Open,
    Quiet,
    Refused,
    Slash,
    Turn,
)
from handlers.kit.forms import form
from handlers.kit.forms import text as text_field
from handlers.kit.slack import Slack
from handlers.kit.turns import Installed, Office
from playground.seeds import BOT_USER, TEAM, company
from playground.server import Playground
from storage import audit, outbox
from storage.database import Database
from storage.workspaces import Workspace

MANIFEST = yaml.safe_load((Path(__file__).parents[2] / "manifest.yml").read_text("utf-8"))
AMARA, EMI, GUEST, GONE, OUTSIDER = "U0AMARA01", "U0EMI0001", "U0JONAS01", "U0LUCIA01", "U0KAVYA01"
TRIGGERS = count(1)


def echo(turn: Turn, ask: Ask) -> Message | Open:
    if ask.text == "form":
        return Open(form("demo.form", "Demo", text_field("words", "Words")))
    if ask.text == "crash":
        raise RuntimeError("a bug")
    if ask.text == "refuse":
        raise Refused("Give me a number, such as `/echo 5`, not <!channel>.")
    detail = {"said": ask.text}
    audit.record(
        turn.session,
        workspace=turn.workspace.id,
        at=turn.now,
        actor=turn.actor.id,
        kind="echo",
        detail=detail,
    )
    return Message(f"{turn.actor.real_name} said {ask.text}")


def press(turn: Turn, ask: Ask) -> Message | Aside | Open | Quiet:
    match ask.value:
        case "edit":
            return Message("edited")
        case "aside":
            return Aside(Message("between us"))
        case "refuse":
            raise Refused("Not yours.")
        case "post":
            letters.post(turn, "post/1", "C0SALESROE", Message("to all"))
            return Quiet()
        case _:
            return Quiet()


def submit(turn: Turn, ask: Ask) -> Change | Complain:
    if "words" not in ask.fields:
        return Complain({"words": "Say something, such as `hello`."})
    return Change({"type": "modal", "title": {"type": "plain_text", "text": "Done"}, "blocks": []})


def hear(turn: Turn, ask: Ask) -> Message:
    if ask.text == "crash":
        raise RuntimeError("a bug")
    if ask.text == "away":
        raise OperationalError("SELECT 1", None, Exception("the database went away"))
    return Message(f"heard {ask.text}")


FEATURE = Feature(
    "demo",
    slashes=(Slash("/echo", echo, "Say it again", "words", ("hello",), ("echo",)),),
    buttons=(Button("demo.press", press),),
    forms=(Form("demo.form", submit),),
    heard=(Heard("message", hear), Heard("app_mention", hear)),
)


@dataclass
class Desk:
    """The adapter with everything around it, and what a person in Slack can do to it."""

    adapter: Adapter
    office: Office
    slack: Playground

    async def send(self, body: dict[str, Any]) -> BoltResponse:
        return await self.adapter.app.async_dispatch(
            AsyncBoltRequest(mode="socket_mode", body=body)
        )

    async def command(self, words: str, user: str = AMARA, **more: Any) -> BoltResponse:
        body = {
            "command": "/echo",
            "text": words,
            "team_id": TEAM,
            "user_id": user,
            "channel_id": "C0SALESROE",
            "trigger_id": f"{next(TRIGGERS)}.trigger",
            "response_url": "http://127.0.0.1/none",
        }
        return await self.send(body | more)

    async def press(self, value: str, url: str = "", user: str = AMARA) -> BoltResponse:
        action = {"action_id": "demo.press", "block_id": "b", "value": value, "type": "button"}
        return await self.send(
            {
                "type": "block_actions",
                "user": {"id": user, "team_id": TEAM},
                "team": {"id": TEAM},
                "channel": {"id": "C0SALESROE"},
                "trigger_id": f"{next(TRIGGERS)}.trigger",
                "response_url": url or f"{self.slack.url}/response/none",
                "actions": [action | {"action_ts": "1.1"}],
            }
        )

    async def event(self, **event: Any) -> BoltResponse:
        said = {"type": "message", "channel_type": "im", "user": AMARA, "ts": "1700000000.000100"}
        inner = said | {"channel": AMARA} | event
        envelope = {"type": "event_callback", "team_id": TEAM, "event_id": "Ev1", "event_time": 1}
        return await self.send(envelope | {"event": inner})

    def rows(self, table: str) -> int:
        with self.office.database.reading() as session:
            return int(session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())

    def letters(self) -> list[tuple[str, Any]]:
        with self.office.database.reading() as session:
            found = session.execute(text("SELECT kind, payload FROM outbox ORDER BY id")).all()
        return [(kind, json.loads(p) if isinstance(p, str) else p) for kind, p in found]


@pytest.fixture
async def desk(database: Database, now: datetime) -> AsyncIterator[Desk]:
    async with Playground(company(MANIFEST)) as slack, aiohttp.ClientSession() as session:
        with ThreadPoolExecutor(4) as pool:
            workspace = Workspace(TEAM, "Acme", BOT_USER, "B0HANDRAIL", "A1", "", (), now)
            installed = {TEAM: Installed(workspace, slack.bot_token)}
            office = Office(database, packs.load(), lambda: now, pool, installed)
            adapter = Adapter(office, [FEATURE], Slack(slack.api_url, session), "test")
            yield Desk(adapter, office, slack)
            await adapter.stop(5)


def said(response: BoltResponse) -> str:
    body = response.body or ""
    return str(json.loads(body).get("text")) if body.startswith("{") else body


async def test_a_command_is_answered_in_its_acknowledgement(desk: Desk) -> None:
    response = await desk.command("hello")
    assert (response.status, said(response)) == (200, "Amara Okafor said hello")
    assert desk.rows("audit") == 1


async def test_the_same_command_twice_has_one_effect(desk: Desk) -> None:
    await desk.command("hello", trigger_id="same")
    assert "already" in said(await desk.command("hello", trigger_id="same"))
    assert desk.rows("audit") == 1


async def test_twenty_at_once_have_one_effect_each(desk: Desk) -> None:
    answers = await asyncio.gather(*(desk.command(f"hello {n}") for n in range(20)))
    assert {said(answer) for answer in answers} == {
        f"Amara Okafor said hello {n}" for n in range(20)
    }
    assert desk.rows("audit") == 20


async def test_a_mistake_is_explained_saves_nothing_and_mentions_nobody(desk: Desk) -> None:
    text = said(await desk.command("refuse"))
    assert "such as `/echo 5`" in text
    assert "<!channel>" not in text
    assert desk.rows("inbox") == 0


async def test_a_bug_gives_a_reference_and_saves_nothing(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    text = said(await desk.command("crash"))
    reference = text.partition("reference ")[2][:8]
    assert reference in caplog.text
    assert desk.rows("inbox") == 0


@pytest.mark.parametrize(
    ("user", "words"),
    [(GUEST, "can't answer guests"), (GONE, "deactivated"), ("U0STATUS1", "not other apps")],
)
async def test_whom_nothing_is_decided_for_is_told_politely(
    desk: Desk, user: str, words: str
) -> None:
    assert words in said(await desk.command("hello", user=user))
    assert desk.rows("audit") == 0


async def test_a_person_of_another_organisation_is_told_politely(desk: Desk) -> None:
    assert "only people of this workspace" in said(await desk.command("hello", user=OUTSIDER))


async def test_another_workspace_is_told_that_the_bot_is_not_there(desk: Desk) -> None:
    assert "not installed" in said(await desk.command("hello", team_id="T0ELSE"))


async def test_somebody_slack_does_not_know_is_asked_to_try_again(desk: Desk) -> None:
    assert "did not tell me who you are" in said(await desk.command("hello", user="U0NOBODY"))


async def test_a_guest_who_is_promoted_is_answered_from_then_on(desk: Desk) -> None:
    await desk.command("hello", user=GUEST)
    user = {"id": GUEST, "name": "jonas", "real_name": "Jonas Lind", "team_id": TEAM}
    event = {"type": "user_change", "user": user}
    body = {"type": "event_callback", "team_id": TEAM, "event_id": "Ev9", "event": event}
    assert (await desk.send(body)).status == 200
    assert said(await desk.command("hello", user=GUEST)) == "Jonas Lind said hello"


def changed(restricted: bool, at: datetime) -> dict[str, Any]:
    """What Slack tells of a person when something about them changes."""
    user = {"id": GUEST, "name": "jonas", "real_name": "Jonas Lind", "team_id": TEAM}
    event = {"type": "user_change", "user": user | {"is_restricted": restricted}}
    stamped = event | {"event_ts": f"{at.timestamp():.6f}"}
    return {"type": "event_callback", "team_id": TEAM, "event_id": f"Ev{at}", "event": stamped}


async def test_a_change_in_the_second_of_the_first_contact_counts(
    desk: Desk, now: datetime
) -> None:
    await desk.command("hello", user=GUEST)
    await desk.send(changed(False, now - timedelta(seconds=1)))
    assert said(await desk.command("hello", user=GUEST)) == "Jonas Lind said hello"


async def test_a_change_that_arrives_late_undoes_no_newer_one(desk: Desk, now: datetime) -> None:
    await desk.send(changed(False, now - timedelta(milliseconds=1)))
    await desk.send(changed(True, now - timedelta(milliseconds=2)))
    assert said(await desk.command("hello", user=GUEST)) == "Jonas Lind said hello"


async def test_a_pressed_button_edits_its_message(desk: Desk) -> None:
    assert (await desk.press("edit")).status == 200
    ((kind, payload),) = desk.letters()
    assert kind == "respond"
    assert (payload["body"]["replace_original"], payload["body"]["text"]) == (True, "edited")


async def test_an_aside_is_for_the_one_who_pressed(desk: Desk) -> None:
    await desk.press("aside")
    ((_, payload),) = desk.letters()
    assert payload["body"]["response_type"] == "ephemeral"
    assert payload["body"]["replace_original"] is False


async def test_a_refused_press_is_explained_beside_the_message(desk: Desk) -> None:
    assert (await desk.press("refuse")).status == 200
    ((_, payload),) = desk.letters()
    assert payload["body"]["text"] == "Not yours."


async def test_a_button_of_an_older_version_is_explained(desk: Desk) -> None:
    action = {"action_id": "gone", "value": "1", "type": "button", "action_ts": "1.1"}
    body = {"type": "block_actions", "user": {"id": AMARA}, "team": {"id": TEAM}}
    await desk.send(body | {"trigger_id": "9", "response_url": "u", "actions": [action]})
    ((_, payload),) = desk.letters()
    assert "older version" in payload["body"]["text"]


async def test_a_form_names_the_field_to_mend_and_accepts_the_mended_one(desk: Desk) -> None:
    view = {"type": "modal", "callback_id": "demo.form", "id": "V1", "private_metadata": ""}
    body = {"type": "view_submission", "user": {"id": AMARA}, "team": {"id": TEAM}}
    empty = view | {"state": {"values": {"words": {"value": {"value": None}}}}}
    full = view | {"state": {"values": {"words": {"value": {"value": "hi"}}}}}
    first = await desk.send(body | {"trigger_id": "v.1", "view": empty})
    second = await desk.send(body | {"trigger_id": "v.2", "view": full})
    assert json.loads(first.body)["response_action"] == "errors"
    assert json.loads(second.body)["response_action"] == "update"


async def test_a_form_of_an_older_version_is_explained(desk: Desk) -> None:
    body = {"type": "view_submission", "user": {"id": AMARA}, "team": {"id": TEAM}}
    view = {"type": "modal", "callback_id": "gone", "state": {"values": {}}}
    response = await desk.send(body | {"trigger_id": "v.3", "view": view})
    assert "older version" in response.body


async def test_a_form_that_slack_refuses_is_explained(desk: Desk) -> None:
    response = await desk.command("form", response_url=f"{desk.slack.url}/response/none")
    assert (response.status, response.body) == (200, "")
    await desk.adapter.stop(5)


async def test_a_direct_message_is_answered_once_however_often_it_comes(desk: Desk) -> None:
    for _ in range(3):
        assert (await desk.event(text="hi")).status == 200
    ((kind, payload),) = desk.letters()
    assert (kind, payload["text"]) == ("post", "heard hi")


async def test_a_direct_message_may_begin_like_a_command(desk: Desk) -> None:
    await desk.event(text="echo hello")
    ((_, payload),) = desk.letters()
    assert payload["text"] == "Amara Okafor said hello"


async def test_a_form_cannot_open_from_a_message_and_says_what_to_write(desk: Desk) -> None:
    await desk.event(text="echo form")
    ((_, payload),) = desk.letters()
    assert "`hello`" in payload["text"]


async def test_a_bug_behind_a_message_is_owned_up_to(desk: Desk) -> None:
    assert (await desk.event(text="crash")).status == 200
    ((_, payload),) = desk.letters()
    assert "reference" in payload["text"]


@pytest.mark.parametrize(
    "event",
    [
        {"bot_id": "B1"},
        {"subtype": "message_changed"},
        {"channel_type": "channel"},
        {"type": "channel_rename"},
        {"type": "something_new"},
    ],
)
async def test_what_is_not_for_the_bot_is_acknowledged_and_left(
    desk: Desk, event: dict[str, Any]
) -> None:
    assert (await desk.event(text="hi", **event)).status == 200
    assert desk.letters() == []


async def test_an_event_that_cannot_be_kept_is_asked_for_again(desk: Desk) -> None:
    with desk.office.database.begin() as session:
        session.execute(text("DROP TABLE inbox"))
    assert (await desk.event(text="hi")).status == 503


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not true():
            await asyncio.sleep(0.01)


async def test_a_letter_goes_out_as_soon_as_it_is_committed(desk: Desk) -> None:
    work = asyncio.create_task(desk.adapter.run())
    await desk.press("post")
    world = desk.slack.platform.world
    await until(lambda: bool(world.in_channel("C0SALESROE")))
    assert [message.text for message in world.in_channel("C0SALESROE")] == ["to all"]
    await desk.adapter.stop(5)
    await work


async def test_an_event_that_the_database_did_not_take_is_delivered_again_and_not_answered(
    desk: Desk,
) -> None:
    assert (await desk.event(text="away")).status == 503
    with desk.adapter.office.database.begin() as session:
        assert outbox.next_due(session) is None
