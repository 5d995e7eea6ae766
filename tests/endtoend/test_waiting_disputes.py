"""What waited for a decider goes out when the bot starts with one."""

import asyncio

from bot import settings as reading
from bot.server import running
from playground.server import Playground
from tests.endtoend.people import PATIENCE_SECONDS, Sit, words

EVIDENCE = {"employees": "1,200", "note": "Two offices were missing."}


async def test_a_dispute_opened_without_a_decider_reaches_the_one_configured_later(
    sit: Sit, slack: Playground, configured: dict[str, str | None]
) -> None:
    amara, helen = await sit("amara"), await sit("helen")
    async with running(reading.read(**configured | {"decider": ""})) as bot:
        await asyncio.wait_for(bot.met.wait(), PATIENCE_SECONDS)
        if bot.sockets:
            await asyncio.wait_for(bot.sockets.up.wait(), PATIENCE_SECONDS)
        await amara.press("Dispute", await amara.command("/roe 480 employees inbound"))
        await amara.submit(**EVIDENCE)
        assert "HANDRAIL_DECIDER" in words(await amara.sees("Dispute #1"))
    async with running(reading.read(**configured)):
        helen.place = await helen.dm()
        await helen.sees("Amara Okafor disputes", "Two offices were missing.")
