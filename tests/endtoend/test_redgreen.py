"""A Red/Green session of two people in their group DM, on both databases and ways in."""

import asyncio

import pytest

from bot.server import Running
from tests.endtoend.people import ON_SQLITE, Json, Order, Person, Sit, holds
from tests.endtoend.reviews import AE, FULL, MANAGER, Bench, card, press, room


@pytest.fixture
def bench(address: str) -> Bench:
    return Bench(address)


async def started(sit: Sit, bench: Bench, *accounts: str) -> tuple[Person, Person]:
    bench.seed(*accounts)
    fatima, amara = await sit("fatima"), await sit("amara")
    board = await fatima.command("/redgreen")
    assert holds(board, "Amara Okafor", "in scope" if not accounts else "Net ARR")
    await fatima.press("Start", board)
    await card(fatima, f"1 of {len(accounts)}")
    return fatima, amara


async def test_a_session_of_two_from_start_to_summary(
    bot: Running, sit: Sit, bench: Bench, order: Order
) -> None:
    fatima, amara = await started(sit, bench, "Acme", "Beta")
    await press(fatima, "Green", "1 of 7", "Acme")
    await press(amara, FULL[0], "2 of 7")
    seen = await card(fatima, "2 of 7", f"{FULL[0]} (Amara Okafor)")
    await fatima.press("Confident", seen)
    for number, label in enumerate(FULL[1:], 3):
        await press(fatima, label, f"{number} of 7")
    await press(fatima, "Introduces us", "6 of 7")
    await press(amara, "Write the step…", "7 of 7")
    await amara.submit(text="Ask Jane who signs security reviews")
    await press(fatima, "Confident", "7 of 7", "Ask Jane who signs security reviews (Amara Okafor)")
    seen = await card(amara, "2 of 2", "1 done, 1 waiting", "✔ Acme: 🟢 Green")
    await fatima.press("Skip", seen)
    await press(fatima, "End session", "Everything has been gone through")
    summary = await card(amara, "Red/Green summary: Amara Okafor", "Skipped: Beta")
    assert holds(summary, "Ask Jane who signs security reviews")
    done, skipped = bench.reviews()
    assert (done.state, done.verdict, skipped.state) == ("done", "green", "skipped")
    await card(fatima, "Ended by Fatima Haddad.")
    counted = await order()
    assert (counted["duplicates"], counted["violations"]) == (0, 0)


@ON_SQLITE
async def test_two_people_press_at_the_same_moment_and_one_is_told(
    bot: Running, sit: Sit, bench: Bench
) -> None:
    fatima, amara = await started(sit, bench, "Acme")
    await press(fatima, "Red", "1 of 7")
    seen = await card(fatima, "2 of 7")
    await asyncio.gather(fatima.press(FULL[0], seen), amara.press("None so far", seen))
    await card(fatima, "Acme")
    kept = [each for each in bench.answers() if each.question == "act"]
    assert {each.by for each in kept} <= {MANAGER, AE}
    assert kept[-1].sure == "confident" or kept[-1].by == AE


@ON_SQLITE
@pytest.mark.parametrize("lacking", [("mpim:write", "mpim:history")])
async def test_without_a_group_dm_each_has_the_card_in_their_own(
    bot: Running, sit: Sit, bench: Bench
) -> None:
    bench.seed("Acme")
    fatima, amara = await sit("fatima"), await sit("amara")
    board = await fatima.command("/redgreen")
    await fatima.press("Start", board)
    here, there = await fatima.dm(), await amara.dm()
    seen = await fatima.sees("1 of 7", place=here)
    await amara.sees("1 of 7", place=there)
    await fatima.press("Green", seen)
    await fatima.sees("2 of 7", place=here)
    await amara.press(FULL[0], await amara.sees("2 of 7", place=there))
    await fatima.sees(f"{FULL[0]} (Amara Okafor)", place=here)


def shown(message: Json) -> str:
    return str(message["ts"])


@ON_SQLITE
async def test_a_resumed_card_stands_at_the_bottom_and_the_old_one_says_so(
    bot: Running, sit: Sit, bench: Bench
) -> None:
    fatima, amara = await started(sit, bench, "Acme")
    first = await card(amara, "1 of 7")
    await fatima.press("Resume", await fatima.command("/redgreen"))
    again = await card(amara, "1 of 7", "Acme")
    while shown(again) == shown(first):
        again = await card(amara, "1 of 7", "Acme")
    await card(amara, "This session went on further down.")
    assert await room(amara)
