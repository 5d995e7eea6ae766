"""A dispute waits, comes with a digest, is decided there, and stands below a later answer."""

import pytest

from tests.endtoend.books import Books
from tests.endtoend.people import Person, Sit, labels, words

pytestmark = pytest.mark.usefixtures("bot")

EVIDENCE = {"account": "Kupferhaus", "employees": "620", "note": "Two offices were missing."}


@pytest.fixture
def movable() -> bool:
    return True


async def to_the_next_morning(person: Person) -> None:
    """Of a workday, where they are."""
    for to in ({"moment": "workday"}, {"seconds": 90}):
        said = await person.act("move", **to)
        assert said["ok"], said


async def test_what_a_digest_asked_for_is_decided_and_shown_to_the_next_who_asks(
    sit: Sit, books: Books
) -> None:
    amara, benno, helen = await sit("amara"), await sit("benno"), await sit("helen")
    answer = await amara.command("/roe 480 employees inbound EMEA")
    await amara.press("Dispute", answer)
    assert (await amara.submit(**EVIDENCE))["response_action"] is None
    await amara.sees("Dispute #1 sent to Helen Park")
    helen.place = await helen.dm()
    await helen.sees("disputes whose account Kupferhaus is", "620 employees")
    await to_the_next_morning(helen)
    digest = await helen.sees("for you", "Dispute #1: Amara Okafor disputes", "Waits since")
    assert labels(digest)[:2] == ["Decide", "Open"]
    await helen.press("Decide", digest)
    decided = {"team": "mm-first-order", "reason": "LinkedIn shows 620 people worldwide."}
    assert (await helen.submit(**decided))["response_action"] is None
    await helen.sees("decided: Mid-Market First Order")
    await amara.sees("decided by Helen Park", decided["reason"], place=await amara.dm())
    later = await benno.command("/roe 470 employees inbound EMEA")
    assert "Decided before" in words(later)
    assert "Mid-Market Territory" in words(later).split("Decided before")[0]
    assert f"(Helen Park, FY23): {decided['reason']}" in words(later)
    await to_the_next_morning(helen)
    await to_the_next_morning(helen)
    await books.settle()
    assert not [each for each in await helen.messages() if "Waits since" in words(each)]
    assert books.are_intact()
