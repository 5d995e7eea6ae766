"""A list is started, gets another first day, or is stopped."""

from datetime import date, timedelta

from handlers.kit import blocks, forms, letters, rosters, tickets
from handlers.kit.feature import (
    Aside,
    Ask,
    ButtonReply,
    Close,
    Complain,
    FormReply,
    Message,
    Open,
    Place,
    Refused,
    Turn,
)
from handlers.kit.rights import insist, may
from handlers.kit.times import dated, local
from handlers.onboarding import words
from handlers.onboarding.cards import page
from handlers.onboarding.controls import START, list_button, shown, start_button
from handlers.onboarding.records import NOBODY, find, follow, keep
from policies.next_steps import day_of
from policies.onboarding import Onboarding, State
from policies.rights import Action
from policies.rosters.cells import Unreadable
from storage import members, onboardings

OPEN_HERE = "A list is started with a form:"
WHO = "Choose somebody of this workspace who is no guest and no app."
NOT_YOURS = "Only {name}, their manager and admins of Handrail can start this list."
NO_DAY = "Choose the first day of work, for example the coming Monday."
TOO_FAR = "Choose a day within a year from today."
UNREAD = "I can't read the day “{said}”. Write for example `start @ana from 2026-12-01`."
STARTED = "✔ The list is started. I remind {whom} of each item on its day."
MOVED = "✔ The first day is {day} now, and the other days follow it."
STOPPED = "✔ Stopped. I remind nobody of it any more."
ALREADY = "It is stopped already."
WELCOME = (
    "*{by} has started your onboarding list.* It has {count} things with their days; I remind you "
    "of each when it is due. Tick them off here, on Home, or with `/handrail onboarding`."
)
FARTHEST = timedelta(days=366)


def command(turn: Turn, ask: Ask, text: str) -> Message | Open:
    """`start`, `start @ana`, `start @ana from 2026-12-01`."""
    said, _, day = text.partition(" from ")
    if text.startswith("from "):
        said, day = "", text.removeprefix("from ")
    person = named(turn, said) if said.strip() else turn.actor.id
    first = _read(turn, day) if day.strip() else None
    if ask.place is Place.COMMAND:
        return _open(turn, ask, person, first)
    press = blocks.actions(start_button(person, "Start a list…", "primary"))
    return blocks.message(OPEN_HERE, blocks.section(OPEN_HERE), press)


def named(turn: Turn, text: str) -> str:
    """Whose id is meant. Raises Refused."""
    everybody = members.members(turn.session, turn.workspace.id)
    try:
        directory = rosters.directory(turn.session, turn.workspace.id, everybody)
        return directory.find(text.strip(), "person")
    except Unreadable as wrong:
        raise Refused(f"{str(wrong)[0].upper()}{str(wrong)[1:]}.") from wrong


def _read(turn: Turn, said: str) -> date:
    try:
        found = day_of(said, local(turn).replace(tzinfo=None))
    except ValueError as wrong:
        raise Refused(f"{UNREAD.format(said=said[:40])} It could be {wrong}.") from wrong
    if found is None:
        raise Refused(UNREAD.format(said=said[:40]))
    return found


def open_form(turn: Turn, ask: Ask) -> ButtonReply:
    return _open(turn, ask, ask.value or turn.actor.id, None)


def _open(turn: Turn, ask: Ask, person: str, first: date | None) -> Open:
    if members.find(turn.session, turn.workspace.id, person) is None:
        raise Refused(NOBODY)
    insist(turn, Action.ORGANISE, Action.CHANGE, owner=person)
    kept = onboardings.find(turn.session, turn.workspace.id, person)
    filled = first or (kept.starts if kept else local(turn).date())
    about = tickets.issue(turn, ask, {}, beside=True)
    there = kept is not None and kept.state is not State.STOPPED
    return Open(
        forms.form(
            START,
            "The first day" if there else "Start a list",
            forms.person("person", "New hire", optional=False, chosen=person),
            forms.day(
                "starts",
                "First day of work",
                optional=False,
                filled=filled,
                hint="The days of all items are counted from it.",
            ),
            submit="Save" if there else "Start",
            about=about,
        )
    )


def submitted(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    person, said = (str(ask.fields.get(name) or "") for name in ("person", "starts"))
    starts = _day(said)
    if wrong := _wrong(turn, person, starts):
        return Complain(wrong)
    assert starts is not None
    says = begin(turn, person, starts)
    found = find(turn, person)
    assert found is not None
    seen = may(turn, Action.SEE, owner=person)
    shown_again = page(turn, found, first=says) if seen else Message(says)
    tickets.tell(turn, ticket, f"onboarding/start/{ask.about}", shown_again)
    return Close()


def _wrong(turn: Turn, person: str, starts: date | None) -> dict[str, str]:
    member = members.find(turn.session, turn.workspace.id, person)
    if member is None:
        return {"person": WHO}
    if not may(turn, Action.ORGANISE, Action.CHANGE, owner=person):
        return {"person": NOT_YOURS.format(name=member.name)}
    if starts is None:
        return {"starts": NO_DAY}
    far = abs(starts - local(turn).date()) > FARTHEST
    return {"starts": TOO_FAR} if far else {}


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def begin(turn: Turn, person: str, starts: date) -> str:
    """Also again, or with another first day; what is ticked stays."""
    before = onboardings.locked(turn.session, turn.workspace.id, person)
    runs = before is not None and before.state is not State.STOPPED
    kept = Onboarding(
        turn.workspace.id,
        person,
        starts,
        State.OPEN,
        before.begun_by if before and runs else turn.actor.id,
        before.begun_at if before and runs else turn.now,
        before.celebrated_at if before else None,
    )
    onboardings.begin(turn.session, kept)
    keep(turn, "moved" if runs else "started", person, {"starts": starts.isoformat()})
    if person != turn.actor.id and not runs:
        _welcome(turn, person)
    follow(turn, person)
    on = words.today(turn, turn.actor.id)
    whom = "you" if person == turn.actor.id else words.name(turn, person)
    return MOVED.format(day=dated(starts, on)) if runs else STARTED.format(whom=whom)


def _welcome(turn: Turn, person: str) -> None:
    found = find(turn, person)
    assert found is not None
    said = WELCOME.format(by=words.name(turn, turn.actor.id), count=len(found.steps))
    key = f"onboarding/welcome/{person}/{turn.now.isoformat()}"
    press = blocks.actions(list_button(person))
    letters.post(turn, key, person, blocks.message(said, blocks.section(said), press))


def stop(turn: Turn, ask: Ask) -> ButtonReply:
    """Also by an admin, who sees no more of it than that."""
    kept = onboardings.locked(turn.session, turn.workspace.id, ask.value)
    insist(turn, Action.ORGANISE, Action.CHANGE, owner=ask.value)
    if kept is None or kept.state is State.STOPPED:
        return Aside(Message(ALREADY))
    onboardings.move(turn.session, kept, {"state": State.STOPPED})
    keep(turn, "stopped", ask.value, {})
    follow(turn, ask.value)
    found = find(turn, ask.value)
    if found is None or not may(turn, Action.SEE, owner=ask.value):
        return shown(ask, blocks.message(STOPPED, blocks.section(STOPPED)))
    return shown(ask, page(turn, found, first=STOPPED))
