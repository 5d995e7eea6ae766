"""Whatever a page sends, the person reads a sentence and the playground stands."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from aiohttp import ClientSession
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playground import seeds
from playground.acts import ACTS
from playground.server import Playground, looping
from playground.shapes import Json

MANIFEST: Json = {
    "features": {
        "slash_commands": [{"command": "/roe"}],
        "shortcuts": [{"name": "Visit", "type": "global", "callback_id": "visit"}],
        "agent_view": {},
    }
}
KEYS = (
    "channel", "ts", "thread", "text", "files", "user", "users", "name", "private", "command",
    "app", "callback_id", "context", "source", "action", "value", "view", "state", "all", "to",
    "moment", "seconds", "broadcast",
)  # fmt: skip
KNOWN = (
    "C0SALESROE", "C0ASMONLY1", "C0ARCHIVE1", "C0GENERAL1", "U0AMARA01", "U0HANDRAIL",
    "U0LUCIA01", "A0HANDRAIL", "visit", "/roe", "/me", "thumbsup", "1.2", "",
)  # fmt: skip
NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
SIMPLE: st.SearchStrategy[Any] = (
    st.none() | st.booleans() | NUMBERS | st.text() | st.sampled_from(KNOWN)
)


def deeper(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3)


ANYTHING: st.SearchStrategy[Any] = st.recursive(SIMPLE, deeper)
BODIES: st.SearchStrategy[Json] = st.fixed_dictionaries(
    {"do": st.sampled_from(sorted(ACTS))}, optional=dict.fromkeys(KEYS, ANYTHING)
)
AIMED: st.SearchStrategy[Json] = st.fixed_dictionaries(
    {"do": st.sampled_from(sorted(ACTS))},
    optional=dict.fromkeys(KEYS, st.sampled_from(KNOWN) | st.booleans() | st.just([])),
)


class Stand:
    """One playground for all the bodies, so that what one leaves behind meets the next."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.playground = Playground(seeds.company(MANIFEST))
        self.run(self.playground.start())
        self.session = self.run(self.open())

    def run(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(20)

    async def open(self) -> ClientSession:
        return ClientSession()

    async def act(self, user: str, body: Json) -> Json:
        url = f"{self.playground.url}/_page/act?as={user}"
        async with self.session.post(url, json=body) as answer:
            assert answer.status == 200
            told: Json = await answer.json()
        return told


@pytest.fixture(scope="module")
def stand() -> Iterator[Stand]:
    with looping() as loop:
        stand = Stand(loop)
        yield stand
        stand.run(stand.session.close())
        stand.run(stand.playground.stop())


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(user=st.sampled_from(("U0AMARA01", "U0JONAS01", "U0KAVYA01")), body=BODIES | AIMED)
def test_any_body_is_done_or_declined_in_a_sentence(stand: Stand, user: str, body: Json) -> None:
    told = stand.run(stand.act(user, body))
    assert told["ok"] or told["error"][-1] in ".!?\"':", told


@pytest.mark.parametrize("raw", [b"", b"[]", b"{", b"\xff", b'{"do": NaN}', b"[" * 500])
async def test_what_is_no_object_is_declined_in_a_sentence(
    sit: Any, playground: Playground, raw: bytes
) -> None:
    amara = await sit("amara")
    url = f"{playground.url}/_page/act?as={amara.user}"
    async with amara.session.post(url, data=raw) as answer:
        told = await answer.json()
    assert told["error"].startswith("Send one JSON object")
