"""A dispute from one person's screen to another's and back."""

import pytest

from tests.endtoend.books import Books
from tests.endtoend.people import ON_SQLITE, Json, Person, Sit, labels, words

pytestmark = pytest.mark.usefixtures("bot")

EVIDENCE = {
    "source": "linkedin",
    "employees": "1,200",
    "link": "https://www.linkedin.com/company/acme",
    "note": "Two offices were missing.",
}
VERDICT = {"team": "mm-first-order", "reason": "LinkedIn shows 1,200 people worldwide."}


async def disputed(asker: Person) -> Json:
    """The asker's answer, once it has become a dispute."""
    answer = await asker.command("/roe 480 employees inbound")
    await asker.press("Dispute", answer)
    assert (await asker.submit(**EVIDENCE))["response_action"] is None
    return await asker.sees("Dispute #1")


async def in_their_dm(sit: Sit, name: str) -> Person:
    person = await sit(name)
    person.place = await person.dm()
    return person


async def test_the_decider_hears_decides_and_the_asker_learns_the_outcome(
    sit: Sit, books: Books
) -> None:
    amara, helen = await sit("amara"), await in_their_dm(sit, "helen")
    sent = await disputed(amara)
    assert "Dispute #1 sent to Helen Park" in words(sent)
    card = await helen.sees("Amara Okafor disputes", "1,200 employees", "Two offices were missing.")
    await helen.press("Decide", card)
    assert (await helen.submit(**VERDICT))["response_action"] is None
    settled = await helen.sees("Mid-Market First Order, decided by Helen Park")
    assert (settled["ts"], labels(settled)) == (card["ts"], [])
    dm = await amara.dm()
    told = await amara.sees("decided by Helen Park", VERDICT["reason"], place=dm)
    assert not told["ephemeral"]
    kinds = [len(books.entries(f"dispute.{kind}")) for kind in ("opened", "decided")]
    assert kinds == [1, 1]


async def test_a_second_decision_is_told_who_was_first_and_changes_nothing(
    sit: Sit, books: Books
) -> None:
    amara, helen = await sit("amara"), await in_their_dm(sit, "helen")
    await disputed(amara)
    card = await helen.sees("Amara Okafor disputes")
    await helen.press("Decide", card)
    await helen.press("Decide", card)
    await helen.sees_forms(2)
    await helen.submit(**VERDICT)
    second = await helen.submit(team="mm-territory", reason="On second thoughts.")
    assert second["response_action"] == "update"
    assert "Nothing was changed" in words(await helen.form())
    assert "decided by Helen Park" in words(await helen.form())
    (entry,) = books.entries("dispute.decided")
    assert entry.detail["team"] == "mm-first-order"


@ON_SQLITE
async def test_evidence_is_asked_for_at_its_field(sit: Sit, books: Books) -> None:
    amara = await sit("amara")
    await amara.press("Dispute", await amara.command("/roe 480 employees inbound"))
    nothing = await amara.submit()
    assert "620" in nothing["errors"]["employees"]
    unsafe = await amara.submit(note="See the link.", link="http://linkedin.example")
    assert "https://" in unsafe["errors"]["link"]
    assert books.entries("dispute.opened") == []


async def test_a_withdrawn_dispute_can_be_decided_no_more(sit: Sit, books: Books) -> None:
    amara, helen = await sit("amara"), await in_their_dm(sit, "helen")
    sent = await disputed(amara)
    card = await helen.sees("Amara Okafor disputes")
    await amara.press("Withdraw", sent)
    await amara.sees("Dispute #1: withdrawn by Amara Okafor")
    await helen.press("Decide", card)
    gone = await helen.sees("Dispute #1: withdrawn by Amara Okafor")
    assert (gone["ts"], labels(gone)) == (card["ts"], [])
    assert books.entries("dispute.decided") == []


@ON_SQLITE
async def test_only_those_concerned_see_a_dispute(sit: Sit, books: Books) -> None:
    amara, benno = await sit("amara"), await sit("benno")
    await disputed(amara)
    overview = await benno.command("/roe disputes")
    assert "You have no disputes" in words(overview)
    own = await amara.command("/roe disputes")
    assert labels(own) == ["Withdraw"]
    assert books.entries("dispute.decided") == []


@pytest.mark.parametrize("decider", [""])
async def test_without_a_decider_the_dispute_waits_and_the_asker_is_told_whom_to_ask(
    sit: Sit, books: Books
) -> None:
    amara = await sit("amara")
    waiting = await disputed(amara)
    assert "HANDRAIL_DECIDER" in words(waiting)
    assert labels(waiting) == ["Withdraw"]
    assert len(books.entries("dispute.opened")) == 1


@ON_SQLITE
async def test_somebody_else_who_presses_under_a_public_answer_is_told_whose_it_is(
    sit: Sit, books: Books
) -> None:
    amara, benno = await sit("amara"), await sit("benno")
    asked = await amara.say("<@U0HANDRAIL> 620 employees")
    answer = await benno.sees("This account belongs to", thread=asked["ts"])
    assert (await benno.press("Dispute", answer))["ok"]
    await benno.sees("Only Amara Okafor can use the buttons")
    assert benno.views == {}
    assert books.entries("dispute.opened") == []
