"""Whom the bot can no longer reach, and what it can no longer send; others notice nothing."""

from bot.server import Running
from storage import backlogs
from tests.endtoend.people import ON_SQLITE, Order
from tests.faults.test_outages import Mail, mail, people

__all__ = ("mail", "people")


async def test_people_who_left_are_tried_once_each_and_the_admin_hears_once(
    mail: Mail, order: Order, people: list[str], moved: Running
) -> None:
    gone, there = people[:3], people[3:7]
    for person in gone:
        await order(person={"id": person, "kind": "deactivated"})
    mail.write(70, *gone, *there)
    await order(advance=3600)
    with moved.office.database.reading() as session:
        dead = backlogs.dead(session)
    assert sum(letter.attempts for letter in dead) <= len(gone)
    assert len(dead) == 30
    assert len(mail.lost) == 30
    assert mail.doubled == 0
    world = mail.slack.platform.world
    told = [
        each
        for place in world.conversations
        for each in world.in_channel(place)
        if "refused" in each.text
    ]
    assert len(told) == 1


@ON_SQLITE
async def test_a_letter_that_nothing_helps_ends_and_holds_nobody_up(
    mail: Mail, order: Order, people: list[str], moved: Running
) -> None:
    await order(fault={"method": "chat.update", "kind": "server_error", "times": 0})
    with moved.office.database.begin() as session:
        from storage import outbox

        body = {"channel": "C0SALESROE", "ts": "1.1", "text": "poison"}
        at = moved.office.clock()
        outbox.post(
            session, workspace="T0ACME0001", key="poison", kind="update", payload=body, at=at
        )
    mail.write(20, *people, "C0COMMERC1")
    await order(advance=3600)
    assert mail.lost == []
    with moved.office.database.reading() as session:
        (dead,) = backlogs.dead(session)
    assert (dead.key, dead.attempts) == ("poison", 8)
