"""Whom somebody looks after: those below them, and for who is over all, everybody."""

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
    where = (turn.session, turn.workspace.id)
    if Subject.DIRECTOR in subjects_of(turn):
        return [each for each in members.members(*where) if each.id != turn.actor.id]
    return members.below(*where, turn.actor.id)
