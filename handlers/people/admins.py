"""Who looks after the bot: the first by their own press, the others named by an admin."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from handlers.kit import acts, blocks, forms, letters, tickets
from handlers.kit.feature import (
    Aside,
    Ask,
    Block,
    Close,
    Complain,
    FormReply,
    Message,
    Open,
    Refused,
    Turn,
)
from handlers.kit.records import keep
from handlers.kit.rights import admins_of, insist
from handlers.kit.texts import escape
from handlers.people import changes, words
from handlers.people.claims import NOT_A_MEMBER
from handlers.people.controls import ADMIN_ADD, ADMIN_REMOVE, NAMED, UNNAMED
from policies.rights import Action
from storage import admins, members
from storage.admins import Admin

SHOWN = 40
HEAD = "Who looks after Handrail"
BY_SETTING = "named in the settings of the installation"
FIRST = "You are the first admin. `/handrail team` puts people on the team and names more admins."
TOO_LATE = "Somebody else has just become the first admin: {name}."
ADDED = "{name} is an admin now and has been told."
ALREADY = "{name} is an admin already."
MADE = "{by} made you an admin of Handrail: `/handrail team` shows what you can do with it."
UNMADE = "{by} took you off the admins of Handrail."
REMOVED = "✔ {name} is no admin any more."
NO_ADMIN = "{name} is no admin."
AGAIN = "{name} is an admin again."
NOT_NAMED = "{name} is no admin any more."
LAST = "{name} is the only admin. Name another one first, so that somebody can look after the team."
FIXED = (
    "{name} is named in the settings of the installation: HANDRAIL_ADMINS is where to change it."
)


def show(turn: Turn, ask: Ask) -> Message:
    insist(turn, Action.ORGANISE)
    return listed(turn)


def pressed(turn: Turn, ask: Ask) -> Aside:
    """From the team list, which stays."""
    return Aside(show(turn, ask))


def listed(turn: Turn, mark: str = "", act: int = 0) -> Message:
    """`mark` is what has just been done, `act` its number as long as it can be undone."""
    head = mark or HEAD
    press = blocks.actions(blocks.button("Name another admin", ADMIN_ADD, style="primary"))
    shown = (*changes.undoing(act), *_lines(turn), press)
    return blocks.message(head, blocks.section(f"*{head}*"), *shown)


def become_first(turn: Turn, ask: Ask) -> Message:
    if not admins.add_first(turn.session, turn.workspace.id, turn.actor.id, turn.now):
        raise Refused(TOO_LATE.format(name=words.people(turn, admins_of(turn)[:1])))
    keep(turn, "admin.added", {"person": turn.actor.id, "first": True})
    return blocks.message(FIRST, blocks.section(f"✔ {FIRST}"))


def open_form(turn: Turn, ask: Ask) -> Open:
    about = tickets.issue(turn, ask, {}, beside=True)
    who = forms.person("person", "Who is to be an admin?", optional=False)
    return Open(forms.form(ADMIN_ADD, "Name an admin", who, submit="Name", about=about))


def submitted(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    person = str(ask.fields.get("person") or "")
    member = members.find(turn.session, turn.workspace.id, person) if person else None
    if member is None:
        return Complain({"person": NOT_A_MEMBER})
    name = escape(member.name)
    known = person in turn.admins
    workspace, by = turn.workspace.id, turn.actor.id
    if known or not admins.add(turn.session, workspace, person, by, turn.now):
        return Complain({"person": ALREADY.format(name=member.name)})
    keep(turn, "admin.added", {"person": person})
    _tell(turn, person, "made", MADE)
    act = acts.keep(turn, NAMED, f"{name} named", {"person": person})
    said = ADDED.format(name=name)
    shown = blocks.message(said, blocks.section(said), *changes.undoing(act))
    tickets.tell(turn, ticket, f"admin/{ask.about}", shown)
    return Close()


def remove(turn: Turn, ask: Ask) -> Message:
    """Of oneself it is for good: only who is an admin can name one again."""
    person, name = ask.value, words.person(turn, ask.value)
    since = _take_off(turn, person)
    said = REMOVED.format(name=name)
    if person == turn.actor.id:
        return blocks.message(said, blocks.section(said))
    detail = {"person": person, "by": since.added_by, "at": since.added_at.isoformat()}
    return listed(turn, said, acts.keep(turn, UNNAMED, f"{name} taken off", detail))


def _take_off(turn: Turn, person: str) -> Admin:
    """Since when they were one. Raises Refused for who is none, and for who cannot be spared."""
    admins.hold(turn.session, turn.workspace.id)  # two who take each other off leave one
    there, name = admins_of(turn), words.person(turn, person)
    if person in turn.admins:
        raise Refused(FIXED.format(name=name))
    if person not in there:
        raise Refused(NO_ADMIN.format(name=name))
    if len(there) == 1:
        raise Refused(LAST.format(name=name))
    kept = {each.person: each for each in admins.all_of(turn.session, turn.workspace.id)}
    admins.remove(turn.session, turn.workspace.id, person)
    keep(turn, "admin.removed", {"person": person})
    if person != turn.actor.id:
        _tell(turn, person, "unmade", UNMADE)
    return kept[person]


def unname(turn: Turn, detail: Mapping[str, Any]) -> str:
    """By who is an admin still, as everything else here."""
    insist(turn, Action.ORGANISE)
    _take_off(turn, str(detail["person"]))
    return NOT_NAMED.format(name=words.person(turn, str(detail["person"])))


def name_again(turn: Turn, detail: Mapping[str, Any]) -> str:
    """As they were before, also in the order of the list."""
    insist(turn, Action.ORGANISE)
    person, by = str(detail["person"]), str(detail["by"])
    at, name = datetime.fromisoformat(detail["at"]), words.person(turn, person)
    known = person in turn.admins
    if known or not admins.add(turn.session, turn.workspace.id, person, by, at):
        raise Refused(ALREADY.format(name=name))
    keep(turn, "admin.added", {"person": person})
    _tell(turn, person, "made", MADE)
    return AGAIN.format(name=name)


def _lines(turn: Turn) -> Iterator[Block]:
    there = admins_of(turn)
    for person in there[:SHOWN]:
        name = words.person(turn, person)
        if person in turn.admins:
            yield blocks.section(f"{name}, {BY_SETTING}")
        elif len(there) == 1:
            yield blocks.section(name)
        else:
            sure = blocks.confirmation(
                "Take off the admins?", f"{name} is told, and can be named again.", "Take off"
            )
            press = blocks.button("Remove", ADMIN_REMOVE, person, "danger", sure)
            yield blocks.section(name, press)


def _tell(turn: Turn, person: str, what: str, says: str) -> None:
    said = says.format(by=words.person(turn, turn.actor.id))
    key = f"people/{person}/{what}/{turn.now.isoformat()}"
    letters.post(turn, key, person, blocks.message(said, blocks.section(said)))
