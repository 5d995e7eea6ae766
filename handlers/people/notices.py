"""What is told to others when somebody goes away or comes back: the one who stands in."""

from handlers.kit import blocks, letters
from handlers.kit.feature import Ask, Message, Refused, Turn
from handlers.kit.people import name_in
from handlers.kit.records import keep
from handlers.kit.rights import insist
from handlers.kit.texts import excerpt
from handlers.people.controls import DECLINE
from handlers.people.words import span
from policies.rights import Action
from storage import profiles
from storage.profiles import Profile

NAMED = (
    "{name} is away {span} and has named you to stand in: what {name} would be reminded of then "
    "comes to you."
)
RELEASED = "You no longer stand in for {name}."
DECLINED = "You do not stand in for {name}, and they have been told."
TOLD = "{name} can't stand in for you. Name somebody else with `/handrail away`, or nobody."
NOBODY = "Nobody is asked to stand in there any more."


def tell_delegates(turn: Turn, before: Profile, after: Profile, act: int) -> None:
    """Whoever stood in until now, and whoever does from now on."""
    if _leave(before) == _leave(after):
        return
    name = excerpt(name_in(turn.session, turn.workspace.id, after.person))
    key = f"people/{after.person}/{act}/{turn.now.isoformat()}"
    if before.delegate and before.delegate != after.delegate:
        said = RELEASED.format(name=name)
        letters.post(turn, f"{key}/released", before.delegate, _plain(said))
    if after.delegate and after.away_from and after.away_until:
        said = NAMED.format(name=name, span=span(after.away_from, after.away_until, turn.now))
        refuse = blocks.button("I can't", DECLINE, after.person)
        named = blocks.message(said, blocks.section(said), blocks.actions(refuse))
        letters.post(turn, f"{key}/named", after.delegate, named)


def decline(turn: Turn, ask: Ask) -> Message:
    """The delegate says no: the person is told, and is away without one."""
    away = profiles.find(turn.session, turn.workspace.id, ask.value)
    if away.delegate is None:
        raise Refused(NOBODY)
    insist(turn, Action.OWN, owner=away.delegate)
    profiles.change(turn.session, turn.workspace.id, ask.value, delegate=None)
    keep(turn, "delegate.declined", {"person": ask.value})
    own = excerpt(name_in(turn.session, turn.workspace.id, turn.actor.id))
    key = f"people/{ask.value}/declined/{turn.actor.id}/{turn.now.isoformat()}"
    letters.post(turn, key, ask.value, _plain(TOLD.format(name=own)))
    name = excerpt(name_in(turn.session, turn.workspace.id, ask.value))
    return _plain(DECLINED.format(name=name))


def _leave(profile: Profile) -> tuple[object, ...]:
    return profile.away_from, profile.away_until, profile.delegate


def _plain(said: str) -> Message:
    return blocks.message(said, blocks.section(said))
