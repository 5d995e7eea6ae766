"""App Home of the whole bot: shown when it is opened, pressed, and shown again."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from playground import seeds
from storage import opportunities, outbox, profiles
from storage.database import Database
from storage.profiles import Profile
from tests.endtoend.books import Books
from tests.endtoend.people import Json, Person, Sit, words

APP = "A0HANDRAIL"
AMARA, FATIMA = "U0AMARA01", "U0FATIMA1"


async def home(person: Person, *parts: str) -> Json:
    """Opened, and as it is once it holds all of these."""

    async def look() -> Json | None:
        view: Json | None = (await person.act("home", app=APP))["view"]
        return view if view and all(part in words(view) for part in parts) else None

    return await person.until(look, f"a Home with {parts}")


async def press(person: Person, action: str) -> None:
    """A Home that is published at that moment is pressed again as it is then."""

    async def attempt() -> Json | None:
        view: Json = (await person.act("home", app=APP))["view"]
        where = {"block_id": _block(view, action), "action_id": action}
        said = await person.act("action", source={"view": view["id"]}, action=where)
        return said if said["ok"] else None

    await person.until(attempt, f"{action} to be taken")


def _block(view: Json, action: str) -> str:
    for block in view["blocks"]:
        for each in (block.get("accessory"), *block.get("elements", [])):
            if each and each.get("action_id") == action:
                return str(block["block_id"])
    raise AssertionError(f"no {action} on {words(view)}")


@pytest.fixture
def team(address: str, _greeted: None, now: Any) -> None:
    """Amara reports to Fatima and has an opportunity without Net ARR."""
    database = Database(address)
    with database.begin() as session:
        for id, role, manager in ((AMARA, "smb", FATIMA), (FATIMA, "asm", None)):
            profile = Profile(seeds.TEAM, id, roles=(role,), manager=manager, met_at=now)
            profiles.save(session, replace(profile))
        values: dict[str, Any] = {"name": "Acme – 40 seats", "account": "Acme", "owner": AMARA}
        values |= {"segment": "smb", "amount": 900, "close_date": date(2099, 1, 5)}
        opportunities.add(session, seeds.TEAM, values, by="", at=now, source="import")
    database.close()


@pytest.mark.usefixtures("team", "bot")
async def test_home_shows_what_is_missing_and_follows_what_is_done(sit: Sit) -> None:
    amara, fatima = await sit("amara"), await sit("fatima")
    await home(amara, "1 without Net ARR")
    await home(fatima, "Amara Okafor", "$0")
    await press(amara, "opportunities.edit")
    await amara.form()
    await amara.submit(net_arr="800")
    await home(amara, "Nothing is missing in them.")
    await home(fatima, "$800")


@pytest.mark.usefixtures("bot")
async def test_settings_open_from_home(sit: Sit) -> None:
    amara = await sit("amara")
    await home(amara, "I do not know your role yet.")
    await press(amara, "people.settings")
    await amara.form()


@pytest.mark.usefixtures("bot")
async def test_opening_home_again_and_again_leaves_nothing_behind(sit: Sit, books: Books) -> None:
    amara = await sit("amara")
    for _ in range(5):
        await home(amara, "Settings")
    await books.settle()
    with books.database.reading() as session:
        assert not [each for each in outbox.letters(session, outbox.OUTBOX.select()) if each.why]
