"""The local Slack itself: how soon it answers, what it weighs, how fast it takes messages.

The messages are the kind a bot sends: a header, a section with fields, a context line, three
buttons and metadata, about 1.3 kB of JSON, each validated, kept and announced to the app's events.
"""

import asyncio
import json
from statistics import median
from time import perf_counter
from typing import Any

from aiohttp import ClientSession
from slack_sdk.web.async_client import AsyncWebClient

from bench.rounds import figure
from bench.towns import Town, town

STARTS = 5
MESSAGES = 10_000
CHANNELS = 20
AT_ONCE = 16


def text(words: str) -> dict[str, str]:
    return {"type": "plain_text", "text": words}


def marked(words: str) -> dict[str, str]:
    return {"type": "mrkdwn", "text": words}


def button(name: str) -> dict[str, Any]:
    return {"type": "button", "action_id": name, "text": text(name), "value": "deal-7"}


FIELDS = [marked(f"*Field {n}*\nSome words about the deal, as a card has them.") for n in range(6)]
CARD: list[dict[str, Any]] = [
    {"type": "header", "text": text("Who owns Hooli, 620 employees?")},
    {"type": "section", "text": marked("*Mid-Market Territory* takes it, by employees.")},
    {"type": "section", "fields": FIELDS},
    {"type": "context", "elements": [marked("Rules of Engagement, section 4.2, since March")]},
    {"type": "actions", "elements": [button("accept"), button("dispute"), button("explain")]},
]


def message(number: int) -> dict[str, Any]:
    return {
        "channel": f"C0BENCH{number % CHANNELS:03d}",
        "text": "Mid-Market Territory takes it.",
        "blocks": CARD,
        "metadata": {"event_type": "answered", "event_payload": {"deal": str(number)}},
    }


async def posted_by_sdk(town: Town, numbers: list[int]) -> float:
    """Messages a second with slack_sdk's client, keeping its connections open."""
    async with ClientSession() as session:
        client = AsyncWebClient(
            town.told["bot_token"], base_url=town.told["api_url"], session=session
        )
        return await hurried(numbers, lambda n: client.chat_postMessage(**message(n)))


async def posted_plainly(town: Town, numbers: list[int]) -> float:
    """The same without slack_sdk's own cost, so that the playground is what is measured."""
    headers = {
        "Authorization": f"Bearer {town.told['bot_token']}",
        "Content-Type": "application/json; charset=utf-8",
    }
    bodies = {n: json.dumps(message(n)) for n in numbers}
    async with ClientSession(town.told["api_url"], headers=headers) as session:

        async def post(number: int) -> None:
            async with session.post("chat.postMessage", data=bodies[number]) as answer:
                said = await answer.json()
            if not said["ok"]:
                raise RuntimeError(said)

        return await hurried(numbers, post)


async def hurried(numbers: list[int], post: Any) -> float:
    waiting = iter(numbers)

    async def keep_posting() -> None:
        for number in waiting:
            await post(number)

    started = perf_counter()
    await asyncio.gather(*(keep_posting() for _ in range(AT_ONCE)))
    return len(numbers) / (perf_counter() - started)


def boots() -> None:
    seconds, megabytes = [], []
    for _ in range(STARTS):
        with town() as started:
            seconds.append(started.seconds_to_answer)
            megabytes.append(started.megabytes)
    figure("S1", "playground, start of Python to serving", f"{median(seconds):.2f} s", "<= 2 s")
    figure("S2", "playground, memory after the start", f"{median(megabytes):.0f} MB", "<= 100 MB")


def posts() -> None:
    with town() as measured:
        half = MESSAGES // 2
        plain = asyncio.run(posted_plainly(measured, list(range(half))))
        sdk = asyncio.run(posted_by_sdk(measured, list(range(half, MESSAGES))))
        weight = measured.megabytes
    what = "chat.postMessage a second, validated, 16 connections"
    figure("S3", f"{what}, plain client", f"{plain:.0f}", ">= 400")
    figure("S3", f"{what}, slack_sdk's AsyncWebClient", f"{sdk:.0f}", "-")
    figure("S2", f"playground, memory after {MESSAGES:,} messages", f"{weight:.0f} MB", "<= 250 MB")


def main() -> None:
    boots()
    posts()


if __name__ == "__main__":
    main()
