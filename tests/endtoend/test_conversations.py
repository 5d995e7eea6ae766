"""Plain words to the bot, its root command, and people it answers nothing."""

from typing import Any

import pytest

from playground.server import Playground
from tests.endtoend.books import Books
from tests.endtoend.people import ON_SQLITE, Order, Sit, labels, words

pytestmark = pytest.mark.usefixtures("bot")

MENTION = "<@U0HANDRAIL>"
QUESTION = "who owns a 480 person company with 130 devs that came inbound?"


@pytest.mark.parametrize("over", ["socket", "http"])
async def test_a_question_in_the_dm_is_answered_there(sit: Sit, books: Books) -> None:
    amara = await sit("amara")
    dm = await amara.dm()
    await amara.say(QUESTION, place=dm)
    answer = await amara.sees("This account belongs to *Mid-Market Territory*", place=dm)
    assert answer["thread_ts"] is None
    assert not answer["ephemeral"]
    assert books.asked() == [QUESTION]


async def test_a_missing_fact_is_pressed_in_the_dm(sit: Sit) -> None:
    amara = await sit("amara")
    amara.place = await amara.dm()
    await amara.say("480 employees")
    question = await amara.sees("How did the account come in?")
    await amara.press("New inbound lead", question)
    answer = await amara.sees("This account belongs to *Mid-Market Territory*")
    assert answer["ts"] == question["ts"]


async def test_a_mention_is_answered_once_in_its_thread(sit: Sit, books: Books) -> None:
    amara, benno = await sit("amara"), await sit("benno")
    asked = await amara.say(f"{MENTION} 620 employees")
    await benno.sees("This account belongs to", thread=asked["ts"])
    await books.settle()
    assert len(await benno.messages(thread=asked["ts"])) == 2
    assert [each["ts"] for each in await benno.messages()] == [asked["ts"]]
    assert len(books.entries("answer")) == 1


@ON_SQLITE
async def test_a_greeting_and_a_bare_mention_are_shown_what_can_be_asked(sit: Sit) -> None:
    amara = await sit("amara")
    await amara.say("Hello!", place=await amara.dm())
    greeted = await amara.sees("Deals and forecast", place=await amara.dm())
    assert labels(greeted) == [
        "Look up an account",
        "Look up a list",
        "Check a deal",
        "My disputes",
    ]
    asked = await amara.say(MENTION)
    await amara.sees("Deals and forecast", thread=asked["ts"])


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("/handrail segment 60", "SMB"),
        ("/handrail segmnt 60", "Did you mean “segment”?"),
        ("/handrail help", "`/roe list"),
        ("/handrail help roe", "`/roe 620 employees`"),
        ("/handrail", "Deals and forecast"),
        ("/roe help", "`/roe list`"),
        ("/roe zebra", "zebra"),
    ],
)
@ON_SQLITE
async def test_the_root_command_knows_its_way(sit: Sit, line: str, told: str) -> None:
    amara = await sit("amara")
    assert told in words(await amara.command(line))


@ON_SQLITE
async def test_a_menu_opens_the_form(sit: Sit) -> None:
    amara = await sit("amara")
    await amara.press("Look up an account", await amara.command("/handrail"))
    await amara.submit(employees="620")
    await amara.sees("This account belongs to *Mid-Market First Order*")


@ON_SQLITE
async def test_what_people_write_mentions_nobody(sit: Sit) -> None:
    amara = await sit("amara")
    told = await amara.command("/roe <!channel> <@U0BENNO01> 620 & more")
    assert "<!channel>" not in words(told)
    assert "<@U0BENNO01>" not in words(told)


async def test_a_guest_is_told_politely_and_nothing_is_decided(
    sit: Sit, slack: Playground, books: Books
) -> None:
    jonas = await sit("jonas")
    jonas.place = slack.channels["sales-roe"]
    assert "I can't answer guests" in words(await jonas.command("/roe 620 employees"))
    await jonas.say("620 employees", place=await jonas.dm())
    await jonas.sees("I can't answer guests", place=await jonas.dm())
    assert books.asked() == []


@ON_SQLITE
async def test_a_partner_in_a_shared_channel_is_told_politely(sit: Sit, books: Books) -> None:
    kavya = await sit("kavya")
    asked = await kavya.say(f"{MENTION} 620 employees")
    await kavya.sees("only people of this workspace", thread=asked["ts"])
    assert books.asked() == []


async def test_somebody_who_has_left_is_answered_no_more(
    sit: Sit, order: Order, books: Books
) -> None:
    amara, emi = await sit("amara"), await sit("emi")
    asked = await emi.say(f"{MENTION} 620 employees")
    await amara.sees("This account belongs to", thread=asked["ts"])
    await order(person={"id": emi.id, "kind": "deactivated"})
    await books.know_gone(emi.id)
    late = mention(emi.id, asked["ts"], "1700000000.000100")
    await order(event=late)
    await amara.sees("deactivated", thread=asked["ts"])
    assert len(books.asked()) == 1


@ON_SQLITE
async def test_another_app_is_never_answered(
    sit: Sit, slack: Playground, order: Order, books: Books
) -> None:
    amara = await sit("amara")
    robot = slack.people["statusbot"]
    asked = await amara.say("Is anybody there?")
    await order(event=mention(robot, asked["ts"], "1700000000.000100") | {"bot_id": "B0STATUS1"})
    await order(event=mention(robot, asked["ts"], "1700000000.000200"))
    await amara.sees("I answer people only", thread=asked["ts"])
    assert len(await amara.messages(thread=asked["ts"])) == 2
    assert books.asked() == []


@ON_SQLITE
async def test_a_new_colleague_is_answered_at_once(sit: Sit, order: Order) -> None:
    await order(newcomer={"name": "mira", "real_name": "Mira Stone"})
    mira = await sit("mira")
    mira.place = await mira.dm()
    assert "*SMB*" in words(await mira.command("/roe 51 employees"))


def mention(user: str, thread: str, ts: str) -> dict[str, Any]:
    return {
        "type": "app_mention",
        "user": user,
        "channel": "C0COMMERC1",
        "text": f"{MENTION} 620 employees",
        "ts": ts,
        "thread_ts": thread,
    }
