"""Whom somebody looks after: those below them, and for who is over all, everybody."""

from collections.abc import Iterable, Mapping

from handlers.kit.feature import Ask, Place, Refused, Scene, Turn
from handlers.kit.rights import subjects_of
from policies.rights import Standing, Subject
from storage import members
from storage.members import Member

NOT_KNOWN = "Slack has not told me who you are yet. Please try again in a minute."
PRIVATE = "That is between the two of us: write `{command}`, or ask me in a direct message."


def myself(turn: Turn) -> Member:
    found = members.find(turn.session, turn.workspace.id, turn.actor.id)
    if found is None:
        raise Refused(NOT_KNOWN)
    return found


def insist_on_privacy(ask: Ask, command: str) -> None:
    """A mention is answered for everybody in the channel."""
    if ask.place is Place.MENTION:
        raise Refused(PRIVATE.format(command=command))


def standings(scene: Scene, member: Member) -> frozenset[Standing]:
    """Also of roles that nobody confirmed: a duty needs less than a right."""
    return frozenset(map(scene.pack.standing, member.profile.roles))


def team_of(turn: Turn) -> list[Member]:
    """Those whom the actor may see because they are over them."""
    everybody = members.members(turn.session, turn.workspace.id)
    if Subject.DIRECTOR in subjects_of(turn):
        return [each for each in everybody if each.id != turn.actor.id]
    return below(turn.actor.id, everybody)


def below(manager: str, everybody: Iterable[Member]) -> list[Member]:
    """Those who report to them, and those who report to these."""
    known = {each.id: each for each in everybody}
    return [each for each in known.values() if manager in _above(each, known)]


def _above(member: Member, known: Mapping[str, Member]) -> set[str]:
    found: set[str] = set()
    at = member.profile.manager
    while at is not None and at not in found and at != member.id:
        found.add(at)
        at = known[at].profile.manager if at in known else None
    return found
