"""A team with opportunities to review, and the group DM in which a session is held."""

from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from bot.clock import clock
from playground import seeds
from storage import opportunities, profiles, review_answers, review_sessions, reviews
from storage.database import Database
from storage.reviews import Review
from tests.endtoend.people import Json, Person

MANAGER, AE = "U0FATIMA1", "U0AMARA01"
ZONE = ZoneInfo("America/New_York")
FULL = ("Staying costs them", "Fits best", "Deadline in the period", "Director or VP")


@dataclass
class Bench:
    """What is kept of the sessions."""

    address: str

    def seed(self, *accounts: str, day: date | None = None, net_arr: int = 12_500) -> None:
        """Fatima leads Amara, whose opportunities close today."""
        now = clock(ZONE)()
        closes = day or now.date()
        with closing(Database(self.address)) as database, database.begin() as session:
            for person, more in ((MANAGER, {"roles": ("asm",)}), (AE, {"roles": ("smb",)})):
                kept: dict[str, Any] = {"segment": "smb", **more}
                kept |= {"manager": MANAGER} if person == AE else {}
                profile = profiles.find(session, seeds.TEAM, person)
                profiles.save(session, replace(profile, **kept))
            for account in accounts:
                deal: dict[str, Any] = {"account": account, "owner": AE}
                deal["name"] = f"{account} renewal"
                like: dict[str, Any] = {
                    "stage": "4-Proposal",
                    "net_arr": net_arr,
                    "close_date": closes,
                }
                opportunities.add(
                    session,
                    seeds.TEAM,
                    {**deal, **like, "segment": "smb", "state": "open"},
                    by="",
                    at=now,
                    source="import",
                )

    def reviews(self) -> list[Review]:
        with closing(Database(self.address)) as database, database.reading() as session:
            held = review_sessions.last_before(session, seeds.TEAM, [AE], date(2099, 1, 1))
            return reviews.reviews_of(session, seeds.TEAM, [each.id for each in held.values()])

    def answers(self) -> list[review_answers.Answer]:
        ids = [each.id for each in self.reviews()]
        with closing(Database(self.address)) as database, database.reading() as session:
            kept = review_answers.of(session, seeds.TEAM, ids)
        return [answer for each in kept.values() for answer in each]


def group(person: Person) -> str:
    """The group DM of the two, once the bot has opened it."""
    wanted = {MANAGER, AE, seeds.BOT_USER}
    places = person.slack.platform.world.conversations.values()
    return next((each.id for each in places if set(each.members) == wanted), "")


async def room(person: Person) -> str:
    async def look() -> str | None:
        return group(person) or None

    return await person.until(look, "the group DM")


async def card(person: Person, *parts: str) -> Json:
    """The card as the person sees it, once it says all of these."""
    return await person.sees(*parts, place=await room(person))


async def press(person: Person, label: str, *parts: str) -> None:
    await person.press(label, await card(person, *parts))
