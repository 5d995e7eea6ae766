"""People the bot meets: at first contact by asking Slack, later by what Slack tells."""

from collections.abc import Iterable

from handlers.kit.events import SKEW, happened_at
from handlers.kit.payloads import Body, Caller
from handlers.kit.people import person_of
from handlers.kit.slack import Slack
from handlers.kit.turns import Office
from storage import people
from storage.people import Person

PATIENCE_SECONDS = 1.5
"""What an acknowledgement within three seconds leaves for asking."""


async def describe(office: Office, slack: Slack, caller: Caller) -> Body | None:
    """The caller as Slack describes them, or None if it does not in time."""
    token = office.installed[caller.team].token
    return await slack.describe(token, caller.user, PATIENCE_SECONDS)


def meet(office: Office, users: Iterable[Body], team: str) -> None:
    """People as Slack describes them now; what Slack then says has changed counts as newer."""
    at = office.clock() - SKEW
    with office.database.begin() as session:
        for user in users:
            people.save(session, person_of(user, team, at))


def remember(office: Office, body: Body) -> str | None:
    """A person as an event describes them; an event that comes late changes nothing.

    Their id if they are to be reminded at other times now, or no longer.
    """
    user, team = body["event"].get("user"), str(body.get("team_id"))
    if team not in office.installed or not isinstance(user, dict) or not user.get("id"):
        return None
    described = person_of(user, team, happened_at(body, office.clock()))
    with office.database.begin() as session:
        before = people.find(session, team, described.id)
        people.save(session, described)
    return described.id if _moved(before, described) else None


def _moved(before: Person | None, now: Person) -> bool:
    return before is None or (before.zone, before.deleted) != (now.zone, now.deleted)
