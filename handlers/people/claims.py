"""What a person says of themselves: kept at once, and marked until an admin has confirmed it."""

from collections.abc import Iterator

from handlers.kit import blocks, forms, tickets
from handlers.kit.feature import (
    Ask,
    Block,
    Close,
    Complain,
    FormReply,
    Message,
    Open,
    Turn,
    View,
)
from handlers.kit.rights import managers_above
from handlers.kit.teams import myself
from handlers.kit.texts import listed
from handlers.people import changes, words, zones
from handlers.people.controls import SAY
from handlers.people.hours import many
from storage import members
from storage.members import Member
from storage.profiles import Profile

SAVED = "Noted: {roles}, manager {manager}."
BY_OWN_WORD = (
    "Admins see that you said so yourself. What managers may see opens once one confirms it."
)
SAME = "Nothing was different, so it stays as it was."
ROLE_HINT = "More than one is fine."
MANAGER_IS = "*Manager*: {name}. An admin changes that."
NOT_A_MEMBER = "Choose a colleague of this workspace, not a guest or an app."
YOURSELF = "You cannot be your own manager. Choose somebody else, or nobody."
CIRCLE = "{name} reports to you, directly or over others. Choose somebody else."


def open_form(turn: Turn, ask: Ask) -> Open:
    return Open(form(turn, myself(turn), tickets.issue(turn, ask, {}, beside=True)))


def form(turn: Turn, member: Member, about: str) -> View:
    return forms.form(SAY, "About you", *_fields(turn, member), submit="Save", about=about)


def _fields(turn: Turn, member: Member) -> Iterator[Block]:
    profile = member.profile
    titles = offered_roles(turn, profile)
    yield forms.choices("roles", "What do you do?", titles, chosen=profile.roles, hint=ROLE_HINT)
    if profile.manager is None:
        yield forms.person("manager", "Your manager")
    else:
        yield blocks.section(MANAGER_IS.format(name=words.manager(turn, profile)))
    yield zones.field(member)


def submitted(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    member = myself(turn)
    profile = member.profile
    manager = profile.manager or str(ask.fields.get("manager") or "") or None
    if profile.manager is None and manager and (wrong := wrong_manager(turn, member.id, manager)):
        return Complain({"manager": wrong})
    zone = zones.chosen(ask.fields, profile.zone)
    if zone is not None and not zones.is_known(zone):
        return Complain({"zone": zones.UNKNOWN})
    roles = chosen_roles(turn, ask, profile)
    claimed = tuple(role for role in roles if role not in profile.confirmed)
    values = {"roles": roles, "claimed": claimed, "manager": manager, "zone": zone}
    after, act = changes.change(turn, member.id, "You are as before.", **values)
    tickets.tell(turn, ticket, f"say/{ask.about}", _told(turn, after, act))
    return Close()


def offered_roles(turn: Turn, profile: Profile) -> list[tuple[str, str]]:
    """Those of the pack, then what the person has from another edition, which is not lost."""
    older = [(role, role) for role in profile.roles if role not in turn.pack.roles]
    return [*turn.pack.roles.items(), *older]


def chosen_roles(turn: Turn, ask: Ask, profile: Profile) -> tuple[str, ...]:
    """In the order in which they were offered."""
    named = set(many(ask.fields.get("roles")))
    return tuple(role for role, _ in offered_roles(turn, profile) if role in named)


def wrong_manager(turn: Turn, person: str, manager: str) -> str:
    """Why somebody cannot be their manager; empty if they can."""
    if manager == person:
        return YOURSELF
    member = members.find(turn.session, turn.workspace.id, manager)
    if member is None:
        return NOT_A_MEMBER
    if person in managers_above(turn, manager):
        return CIRCLE.format(name=member.name)
    return ""


def _told(turn: Turn, after: Profile, act: int) -> Message:
    if not act:
        return blocks.message(SAME, blocks.section(SAME))
    titles = [turn.pack.roles.get(role, role) for role in after.roles]
    said = SAVED.format(
        roles=listed(titles, "and") if titles else "no role", manager=words.manager(turn, after)
    )
    mark = [blocks.context(BY_OWN_WORD)] if after.claimed else []
    return blocks.message(said, blocks.section(f"✔ {said}"), *mark, *changes.undoing(act))
