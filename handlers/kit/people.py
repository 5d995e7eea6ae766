"""Who may speak to the bot, and a person as Slack describes them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from handlers.kit.feature import Refused
from handlers.kit.payloads import Caller
from storage import members, people
from storage.people import Guest, Person

OUTSIDER = "I answer only people of this workspace. Ask a colleague here to look it up for you."
GONE = "This account is deactivated, so I can't answer it."
MACHINE = "I answer people only, not other apps."
GUEST = "I can't answer guests. Ask the person who invited you to look it up for you."


class Stranger(Exception):
    """First contact: Slack has to be asked who this is."""


def admit(session: Session, caller: Caller) -> tuple[Person, bool]:
    """Who it is, and whether the bot has met them.

    Raises Refused, politely, for those nothing is decided for; Stranger at first contact.
    """
    if caller.home != caller.team:
        raise Refused(OUTSIDER)
    found = members.known(session, caller.team, caller.user)
    if found is None:
        raise Stranger
    if refusal := _refusal(found[0]):
        raise Refused(refusal)
    return found


def known(session: Session, workspace: str, user: str) -> Person | None:
    """With the zone that holds for them, which may be another than Slack's."""
    found = members.known(session, workspace, user)
    return found[0] if found else None


def name_in(session: Session, workspace: str, user: str) -> str:
    """What people call somebody; never a mention, and not escaped yet."""
    person = people.find(session, workspace, user)
    return (person.real_name or person.name) if person else "somebody else"


def _refusal(person: Person) -> str | None:
    if person.deleted:
        return GONE
    if person.bot:
        return MACHINE
    if person.guest != "none":
        return GUEST
    return OUTSIDER if person.team and person.team != person.workspace else None


def person_of(user: Mapping[str, Any], workspace: str, now: datetime) -> Person:
    """A user object of users.info, users.list or an event, as we keep it."""
    profile = user.get("profile") or {}
    return Person(
        id=str(user["id"]),
        workspace=workspace,
        name=str(profile.get("display_name") or user.get("name") or user["id"]),
        real_name=str(user.get("real_name") or profile.get("real_name") or ""),
        zone=str(user.get("tz") or "UTC"),
        team=str(user.get("team_id") or workspace),
        deleted=bool(user.get("deleted")),
        bot=bool(user.get("is_bot") or user.get("is_workflow_bot")),
        guest=_guest(user),
        admin=bool(user.get("is_admin") or user.get("is_owner")),
        refreshed_at=now,
    )


def _guest(user: Mapping[str, Any]) -> Guest:
    if user.get("is_ultra_restricted"):
        return "single"
    return "guest" if user.get("is_restricted") else "none"
