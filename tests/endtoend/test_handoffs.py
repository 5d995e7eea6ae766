"""A whole handoff by two people: returned, mended, accepted, and the bot starts again meanwhile."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot import settings as reading
from bot.server import running
from playground.server import Playground
from tests.endtoend.books import Books
from tests.endtoend.people import PATIENCE_SECONDS, Json, Person, Sit, labels, words

Configured = dict[str, str | None]


@asynccontextmanager
async def bot(configured: Configured) -> AsyncIterator[None]:
    async with running(reading.read(**configured)) as bot:
        async with asyncio.timeout(PATIENCE_SECONDS):
            await bot.met.wait()
            if bot.sockets:
                await bot.sockets.up.wait()
        yield


async def begun(giver: Person, receiver: Person) -> None:
    """From the command: a line, three fields, one press; the rest is filled in."""
    await giver.act("command", channel=giver.place, command="/handoff", text="start first order")
    sent = await giver.submit(
        account="Globex", receiver=receiver.id, closed="2025-03-03", initial="12,000"
    )
    assert sent["response_action"] is None, sent


async def settle(person: Person) -> None:
    """Every item of theirs, one press each."""
    while True:
        card = await person.sees("Handoff:", "Globex")
        left = labels(card).count("Done")
        if not left:
            return
        await person.press("Done", card)
        await person.until(lambda left=left: fewer(person, left), "a card with one less to do")  # type: ignore[misc]


async def fewer(person: Person, left: int) -> Json | None:
    card = await person.sees("Handoff:", "Globex")
    return card if labels(card).count("Done") < left else None


async def test_a_handoff_is_returned_mended_and_accepted_over_a_restart(
    sit: Sit, configured: Configured, slack: Playground, books: Books
) -> None:
    amara, benno = await sit("amara"), await sit("benno")
    async with bot(configured):
        await begun(amara, benno)
        amara.place, benno.place = await amara.dm(), await benno.dm()
        card = await benno.sees("Handoff:", "Globex", "giving 1 of 7, receiving 0 of 5")
        assert "Hold a call: with an unknown potential" in words(card)
        await settle(amara)
        await amara.press("Sign and hand over", await amara.sees("Handoff:", "giving 7 of 7"))
        await benno.press("Return…", await benno.sees("Amara Okafor has signed"))
        await benno.submit(reason="No key contacts are named", items=["activity"])
        await amara.sees("Benno Weiss has returned the handoff of Globex:")
    async with bot(configured):
        mended = await amara.sees("Handoff:", "Returned, giving 6 of 7", "No key contacts")
        await amara.press("Done", mended)
        ready = await amara.sees("Handoff:", "giving 7 of 7")
        await amara.press("Sign and hand over", ready)
        await settle(benno)
        await benno.press("Accept", await benno.sees("Handoff:", "receiving 5 of 5"))
        done = await amara.sees("Handoff:", "*Done*", "Benno Weiss accepted")
        assert labels(done) == ["Open again", "History"]
        await amara.sees("Benno Weiss has accepted the handoff of Globex.")
        await books.settle()
    kinds = [entry for kind in ("signed", "returned", "accepted")
             for entry in books.entries(f"handoff.{kind}")]  # fmt: skip
    assert [each.kind for each in kinds] == [
        "handoff.signed", "handoff.signed", "handoff.returned", "handoff.accepted",
    ]  # fmt: skip
    assert books.are_intact()
