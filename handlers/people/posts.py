"""Somebody's part in the team by form: role, segment, region, manager, zone, days and hours."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from handlers.kit import blocks, forms, rosters, tickets
from handlers.kit.feature import (
    Ask,
    Block,
    ButtonReply,
    Change,
    Close,
    Complain,
    FormReply,
    Message,
    Open,
    Place,
    Refused,
    Turn,
    View,
)
from handlers.kit.rights import insist, may
from handlers.kit.texts import counted, escape
from handlers.people import changes, hours, words, zones
from handlers.people.claims import NOT_A_MEMBER, chosen_roles, offered_roles, wrong_manager
from handlers.people.controls import EDIT, PICK, REMOVE
from handlers.people.welcomes import welcome
from policies.rights import Action
from policies.rosters.cells import Unreadable, regions, segments
from policies.rosters.names import Directory
from policies.rosters.plans import NOWHERE
from storage import members, profiles
from storage.cards import Card
from storage.members import Member

NONE = "-"
WHO = "Who is it? People you have not added yet are added."
SAVED = "{name} is on the team: {roles}, reports to {manager}."
SAME = "Nothing was different, so {name} stays as before."
REMOVED = "{name} is no longer on the team. `/handrail undo` takes that back for 15 minutes."
NOT_THERE = "{name} is not on the team."
REPORTS = "{count} to {name}. Give them another manager first, then remove {name}."
CLAIMED = "They said this themselves: {roles}. Saving confirms what is ticked."
SURE = blocks.confirmation(
    "Take off the team?",
    "Role, segment, region and manager are forgotten, and reminders that need a role stop.",
    "Take off",
)


def start(turn: Turn, ask: Ask) -> Message | Open:
    """`/handrail team @ana`: her part, and for admins the form to change it."""
    try:
        person = _directory(turn).find(ask.text, "person")
    except Unreadable as wrong:
        raise Refused(f"{str(wrong)[0].upper()}{str(wrong)[1:]}.") from wrong
    insist(turn, Action.LIST_TEAM, owner=person)
    return _card(turn, _member(turn, person))


def find(turn: Turn, text: str) -> str | None:
    """Who is meant, if it is somebody here."""
    try:
        return _directory(turn).find(text, "person")
    except Unreadable:
        return None


def _directory(turn: Turn) -> Directory:
    everybody = members.members(turn.session, turn.workspace.id)
    return rosters.directory(turn.session, turn.workspace.id, everybody)


def _card(turn: Turn, member: Member) -> Message:
    profile, name = member.profile, escape(member.name)
    facts = blocks.fields(
        ("Role", words.roles(profile, turn.pack)),
        ("Segment and region", words.place(profile, turn.pack) or "not said"),
        ("Manager", words.manager(turn, profile)),
        ("Time zone", words.zone(member)),
        ("Work", words.hours(profile)),
        ("Away", words.away(turn, profile)),
    )
    press = blocks.button("Edit", PICK, member.id)
    can_edit = [blocks.actions(press)] if may(turn, Action.ORGANISE) else []
    return blocks.message(name, blocks.section(f"*{name}*"), facts, *can_edit)


def open_form(turn: Turn, ask: Ask) -> Open:
    """With a person named the form itself, otherwise the one to choose from."""
    if ask.value:
        return Open(form(turn, _member(turn, ask.value), _about(turn, ask, ask.value)))
    about = tickets.issue(turn, ask, {}, beside=True)
    shown = (blocks.section(WHO), forms.person("person", "Person", optional=False))
    return Open(forms.form(PICK, "Add or edit a person", *shown, submit="Next", about=about))


def picked(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    person = str(ask.fields.get("person") or "")
    member = members.find(turn.session, turn.workspace.id, person) if person else None
    if member is None:
        return Complain({"person": NOT_A_MEMBER})
    return Change(form(turn, member, _about(turn, _as_opened(ask, ticket), person)))


def form(turn: Turn, member: Member, about: str) -> View:
    fields = (*_role(turn, member), *_place(turn, member), *_times(member))
    shown = (blocks.section(f"*{escape(member.name)}*"), *fields)
    return forms.form(EDIT, "On the team", *shown, submit="Save", about=about)


def _role(turn: Turn, member: Member) -> Iterator[Block]:
    profile = member.profile
    titles = offered_roles(turn, profile)
    if profile.claimed:
        named = ", ".join(escape(turn.pack.roles.get(role, role)) for role in profile.claimed)
        yield blocks.context(CLAIMED.format(roles=named))
    yield forms.choices("roles", "Roles", titles, chosen=profile.roles)
    yield forms.person("manager", "Manager", chosen=profile.manager or "")


def _place(turn: Turn, member: Member) -> Iterator[Block]:
    profile = member.profile
    for name, known in (("segment", segments(turn.pack)), ("region", regions(turn.pack))):
        options = {NONE: "None", **{each.value: each.label for each in known}}
        chosen = getattr(profile, name) or NONE
        options.setdefault(chosen, chosen)  # from another edition, or a file: not lost by saving
        yield forms.choice(name, name.capitalize(), options.items(), chosen=chosen)
    yield zones.field(member)


def _times(member: Member) -> Iterator[Block]:
    profile = member.profile
    yield from hours.fields(profile)
    if rosters.post_of(profile) != NOWHERE:
        press = blocks.button("Take off the team", REMOVE, member.id, "danger", SURE)
        yield blocks.actions(press)


def submitted(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    member = _member(turn, str(ticket.subject["person"]))
    values, errors = _read(turn, ask, member)
    if errors:
        return Complain(errors)
    name = escape(member.name)
    after, act = changes.change(turn, member.id, f"{member.name} on the team", **values)
    welcome(turn, member.id)
    roles, manager = words.roles(after, turn.pack), words.manager(turn, after)
    said = SAVED.format(name=name, roles=roles, manager=manager) if act else SAME.format(name=name)
    shown = blocks.message(said, blocks.section(f"✔ {said}"), *changes.undoing(act))
    tickets.tell(turn, ticket, f"team/{ask.about}", shown)
    return Close()


def remove(turn: Turn, ask: Ask) -> ButtonReply:
    """Pressed within the form, which then says what happened."""
    member = _member(turn, ask.value)
    name, below = escape(member.name), profiles.reports(turn.session, turn.workspace.id, member.id)
    if below:
        count = f"{counted(len(below), 'person reports', 'people report')}"
        return Change(blocks.notice(REPORTS.format(count=count, name=name), "On the team"))
    values = {field: getattr(NOWHERE, field) for field in rosters.FIELDS}
    _, act = changes.change(turn, member.id, f"{member.name} off the team", **values)
    said = REMOVED if act else NOT_THERE
    return Change(blocks.notice(said.format(name=name), "On the team"))


def _read(turn: Turn, ask: Ask, member: Member) -> tuple[dict[str, Any], dict[str, str]]:
    held, profile = ask.fields, member.profile
    values, errors = hours.read(held)
    manager = str(held.get("manager") or "") or None
    zone = zones.chosen(held, profile.zone)
    if (
        manager
        and manager != profile.manager
        and (wrong := wrong_manager(turn, member.id, manager))
    ):
        errors["manager"] = wrong
    if zone is not None and not zones.is_known(zone):
        errors["zone"] = zones.UNKNOWN
    place = {name: _one_of(held.get(name)) for name in ("segment", "region")}
    part = {
        "roles": chosen_roles(turn, ask, profile),
        "claimed": (),
        "manager": manager,
        "zone": zone,
    }
    return values | place | part, errors


def _one_of(value: Any) -> str:
    return "" if value in (None, NONE) else str(value)


def _member(turn: Turn, person: str) -> Member:
    found = members.find(turn.session, turn.workspace.id, person)
    if found is None:
        raise Refused(NOT_A_MEMBER)
    return found


def _about(turn: Turn, ask: Ask, person: str) -> str:
    return tickets.issue(turn, ask, {"person": person}, beside=True)


def _as_opened(ask: Ask, ticket: Card) -> Ask:
    """The place where the first form was opened, for the second to be told at."""
    where = ticket.subject
    return replace(
        ask,
        place=Place(where["place"]),
        channel=where["channel"],
        response_url=ticket.response_url,
    )
