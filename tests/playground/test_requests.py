"""Delivery by signed HTTP, to a receiver that trusts nothing."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

import pytest
from aiohttp import web
from slack_sdk.signature import SignatureVerifier

from playground.configs import Config
from playground.server import Playground
from tests.playground.ordering import order

Json = dict[str, Any]


@dataclass
class Receiver:
    """A tiny app: it checks signatures, keeps what came and answers what it is told to."""

    secret: str
    url: str = ""
    answers: list[web.Response] = field(default_factory=list)
    got: asyncio.Queue[tuple[Json, Json]] = field(default_factory=asyncio.Queue)
    silent: bool = False

    async def take(self, request: web.Request) -> web.Response:
        body = await request.text()
        headers = dict(request.headers)
        if not SignatureVerifier(self.secret).is_valid_request(body, headers):
            return web.Response(status=401)
        await self.got.put((headers, unpack(request.content_type, body)))
        if self.silent:
            await asyncio.sleep(30)
        return self.answers.pop(0) if self.answers else web.Response()

    async def next(self) -> tuple[Json, Json]:
        return await asyncio.wait_for(self.got.get(), 20)


def unpack(content_type: str, body: str) -> Json:
    if content_type == "application/json":
        return dict(json.loads(body))
    form = {key: values[0] for key, values in parse_qs(body, keep_blank_values=True).items()}
    return dict(json.loads(form["payload"])) if "payload" in form else dict(form)


@pytest.fixture
async def receiver(config: Config) -> AsyncIterator[Receiver]:
    receiver = Receiver(config.apps[0].signing_secret)
    application = web.Application()
    application.router.add_post("/slack", receiver.take)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack"
    yield receiver
    await runner.cleanup()


@pytest.fixture
async def playground(config: Config, receiver: Receiver) -> AsyncIterator[Playground]:
    async with Playground(config.over_http(receiver.url), control=True) as playground:
        yield playground


async def test_a_command_arrives_signed_and_is_answered_in_its_reply(
    receiver: Receiver, sit: Any
) -> None:
    amara = await sit("amara")
    receiver.answers = [web.json_response({"text": "SMB"})]
    told = await amara.act("command", channel="C0SALESROE", command="/roe", text="20 & 30")
    _, body = await receiver.next()
    assert (told["ok"], body["text"], body["user_id"]) == (True, "20 & 30", amara.user)
    assert (await amara.hear("message"))["message"]["text"] == "SMB"


async def test_a_plain_text_reply_is_shown_too(receiver: Receiver, sit: Any) -> None:
    amara = await sit("amara")
    receiver.answers = [web.Response(text="Just words")]
    await amara.act("command", channel="C0SALESROE", command="/roe", text="")
    assert (await amara.hear("message"))["message"]["text"] == "Just words"


async def test_a_silent_app_costs_the_person_an_error(
    receiver: Receiver, sit: Any, playground: Playground
) -> None:
    amara = await sit("amara")
    receiver.silent = True
    told = await amara.act("command", channel="C0SALESROE", command="/roe", text="")
    assert told["error"] == '/roe failed with the error "operation_timeout"'
    assert playground.platform.counters.unacknowledged == 1


async def test_a_failing_app_costs_the_person_an_error(receiver: Receiver, sit: Any) -> None:
    amara = await sit("amara")
    receiver.answers = [web.Response(status=500)]
    told = await amara.act("command", channel="C0SALESROE", command="/roe", text="")
    assert told["error"] == '/roe failed with the error "http_service_error"'


async def test_an_event_is_sent_again_until_it_is_taken(receiver: Receiver, sit: Any) -> None:
    amara = await sit("amara")
    receiver.answers = [web.Response(status=500), web.Response(status=503)]
    await amara.act("message", channel="C0SALESROE", text="hello")
    tries = [await receiver.next() for _ in range(3)]
    assert len({body["event_id"] for _, body in tries}) == 1
    numbers = [headers.get("X-Slack-Retry-Num") for headers, _ in tries]
    reasons = [headers.get("X-Slack-Retry-Reason") for headers, _ in tries]
    assert numbers == [None, "1", "2"]
    assert reasons == [None, "http_error", "http_error"]


async def test_an_app_may_ask_not_to_be_told_again(
    receiver: Receiver, sit: Any, playground: Playground
) -> None:
    amara = await sit("amara")
    receiver.answers = [web.Response(status=500, headers={"X-Slack-No-Retry": "1"})]
    await amara.act("message", channel="C0SALESROE", text="first")
    await receiver.next()
    await amara.act("message", channel="C0SALESROE", text="second")
    _, body = await receiver.next()
    assert body["event"]["text"] == "second"
    assert playground.platform.counters.unacknowledged == 0


async def test_an_event_given_up_on_is_counted(
    receiver: Receiver, sit: Any, playground: Playground
) -> None:
    amara = await sit("amara")
    receiver.answers = [web.Response(status=500) for _ in range(4)]
    await amara.act("message", channel="C0SALESROE", text="hello")
    await asyncio.wait_for(asyncio.gather(*playground.platform.tasks), 20)
    assert receiver.got.qsize() == 4
    assert playground.platform.counters.unacknowledged == 1


def moved(receiver: Receiver) -> web.Response:
    return web.Response(status=302, headers={"Location": receiver.url})


async def test_two_redirects_are_followed_with_the_whole_request(
    receiver: Receiver, sit: Any
) -> None:
    amara = await sit("amara")
    receiver.answers = [moved(receiver), moved(receiver), web.json_response({"text": "SMB"})]
    told = await amara.act("command", channel="C0SALESROE", command="/roe", text="20")
    bodies = [(await receiver.next())[1] for _ in range(3)]
    assert (told["ok"], [body["text"] for body in bodies]) == (True, ["20"] * 3)


async def test_a_third_redirect_is_one_too_many(receiver: Receiver, sit: Any) -> None:
    amara = await sit("amara")
    receiver.answers = [moved(receiver) for _ in range(3)]
    await amara.act("message", channel="C0SALESROE", text="hello")
    tries = [await receiver.next() for _ in range(4)]
    assert tries[3][0]["X-Slack-Retry-Reason"] == "too_many_redirects"


@pytest.mark.parametrize(("seconds", "error"), [(-290, ""), (290, ""), (-310, "x"), (310, "x")])
async def test_a_skewed_clock_is_accepted_within_five_minutes(
    receiver: Receiver, sit: Any, playground: Playground, seconds: int, error: str
) -> None:
    amara = await sit("amara")
    await order(playground, mishap={"kind": "skew", "seconds": seconds})
    told = await amara.act("command", channel="C0SALESROE", command="/roe", text="")
    assert told["ok"] is not bool(error)
    assert receiver.got.qsize() == (0 if error else 1)


async def test_a_forged_signature_is_not_the_apps(
    receiver: Receiver, sit: Any, playground: Playground
) -> None:
    amara = await sit("amara")
    await order(playground, mishap={"kind": "forged", "what": "command.*"})
    told = await amara.act("command", channel="C0SALESROE", command="/roe", text="")
    assert told["error"] == '/roe failed with the error "http_service_error"'
    assert receiver.got.empty()


async def test_a_replayed_request_is_the_same_to_the_last_header(
    receiver: Receiver, sit: Any, playground: Playground
) -> None:
    amara = await sit("amara")
    await order(playground, mishap={"kind": "replay", "what": "command.*", "copies": 3})
    await amara.act("command", channel="C0SALESROE", command="/roe", text="20")
    first, *again = [await receiver.next() for _ in range(3)]
    assert again == [first, first]


async def test_a_slow_request_arrives_whole(
    receiver: Receiver, sit: Any, playground: Playground
) -> None:
    amara = await sit("amara")
    await order(playground, mishap={"kind": "slow", "what": "command.*", "seconds": 0.1})
    told = await amara.act("command", channel="C0SALESROE", command="/roe", text="20")
    assert (told["ok"], (await receiver.next())[1]["text"]) == (True, "20")


async def test_an_event_acknowledged_once_is_not_remembered(
    receiver: Receiver, sit: Any, playground: Playground
) -> None:
    amara = await sit("amara")
    await amara.act("message", channel="C0SALESROE", text="hello")
    await asyncio.wait_for(asyncio.gather(*playground.platform.tasks), 20)
    assert playground.platform.world.undelivered == {}
