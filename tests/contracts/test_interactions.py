"""Slack's contract, section 1.1 goes on: presses, menus and forms."""

import pytest

from playground.server import Playground
from tests.endtoend.people import Json, Order, Person, Sit

pytestmark = pytest.mark.usefixtures("played")


async def tried(person: Person, text: str) -> None:
    said = await person.act("command", channel=person.place, command="/try", text=text)
    assert said["ok"], said


async def sent(person: Person, note: str) -> Json:
    """The answer to a form filled in with this note, and the form."""
    await tried(person, "form")
    view = await person.form()
    state = {"note": {"text": {"text": note}}}
    return {"form": view, **await person.act("submit", view=view["id"], state=state)}


async def still_open(person: Person) -> list[Json]:
    url = f"{person.slack.url}/_page/state?as={person.id}"
    async with person.session.get(url) as answer:
        return list((await answer.json())["views"])


async def test_a_press_replaces_its_message(sit: Sit) -> None:
    benno = await sit("benno")
    await tried(benno, "buttons")
    message = await benno.sees("Press")
    assert (await benno.press("Press", message))["ok"]

    async def replaced() -> bool | None:
        shown = next(m for m in await benno.messages() if m["ts"] == message["ts"])
        return (shown["text"], shown["edited"]) == ("pressed seven", True) or None

    await benno.until(replaced, "the message to be replaced")


async def test_a_press_opens_a_form(sit: Sit) -> None:
    benno = await sit("benno")
    await tried(benno, "buttons")
    await benno.press("Edit", await benno.sees("Press"))
    assert (await benno.form())["title"]["text"] == "Form"


async def test_a_menu_offers_what_the_app_suggests(sit: Sit) -> None:
    chiara = await sit("chiara")
    await tried(chiara, "buttons")
    message = await chiara.sees("Press")
    where = {
        "source": {"channel": message["channel"], "ts": message["ts"]},
        "action": {"block_id": "row", "action_id": "account"},
    }
    offered = await chiara.act("suggest", **where, value="ac")
    assert [option["value"] for option in offered["options"]] == ["Acme", "Acorn"]
    assert (await chiara.act("action", **where, value={"option": "Acorn"}))["ok"]
    assert (await chiara.sees("chose Acorn"))["ephemeral"]


async def test_an_empty_acknowledgement_closes_the_form(sit: Sit) -> None:
    """Modal values arrive raw (section 1.6), and private_metadata comes back."""
    emi = await sit("emi")
    said = await sent(emi, "a <b> & *c*")
    assert (said["ok"], said["response_action"]) == (True, None)
    await emi.sees("saved a <b> & *c* with kept", place=await emi.dm())
    await emi.sees_forms(0)


async def test_errors_stand_at_their_field_and_the_form_stays(sit: Sit) -> None:
    """Errors of a submission travel only in the body of its acknowledgement."""
    emi = await sit("emi")
    said = await sent(emi, "errors")
    assert said["errors"] == {"note": "Not that"}
    await emi.sees_forms(1)


async def test_an_error_at_no_field_is_trouble(sit: Sit, order: Order) -> None:
    emi = await sit("emi")
    before = (await order())["violations"]
    assert "trouble" in (await sent(emi, "stray"))["error"]
    assert (await order())["violations"] == before + 1


async def test_a_form_becomes_another_in_its_place(sit: Sit) -> None:
    emi = await sit("emi")
    said = await sent(emi, "update")
    assert said["response_action"] == "update"

    async def changed() -> bool | None:
        return emi.views[said["form"]["id"]]["title"]["text"] == "Next" or None

    await emi.until(changed, "the next form in the place of the first")


async def test_a_form_is_laid_upon_another_and_both_are_cleared(sit: Sit) -> None:
    emi = await sit("emi")
    for view in await still_open(emi):
        await emi.act("close", view=view["id"])
    said = await sent(emi, "push")
    await emi.sees_forms(2)
    assert (await emi.form())["previous_view_id"] == said["form"]["id"]
    top, state = await emi.form(), {"note": {"text": {"text": "clear"}}}
    cleared = await emi.act("submit", view=top["id"], state=state)
    assert cleared["response_action"] == "clear"
    assert await still_open(emi) == []


async def test_whoever_asked_hears_that_a_form_was_closed(sit: Sit) -> None:
    helen = await sit("helen")
    await tried(helen, "form")
    assert (await helen.act("close", view=(await helen.form())["id"]))["ok"]
    await helen.sees("closed", place=await helen.dm())


async def test_home_is_published_only_against_its_own_hash(sit: Sit, slack: Playground) -> None:
    """Section 1.4: "publish has `hash_conflict` - use `hash`"."""
    graham = await sit("graham")
    await graham.act("home", app=slack.app.id)
    await graham.sees("home published, then [hash_conflict]", place=await graham.dm())
    home = (await graham.act("home", app=slack.app.id))["view"]
    assert home["blocks"][0]["text"]["text"] == "At home"
