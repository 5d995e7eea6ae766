"""A lead is given to an SDR, by a form; from then on its clocks run."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from handlers.kit import acts, blocks, forms, tickets
from handlers.kit import reminding as engine
from handlers.kit.feature import (
    Ask,
    Close,
    Complain,
    FormReply,
    Message,
    Open,
    Refused,
    Turn,
    View,
)
from handlers.kit.rights import may
from handlers.kit.times import local, zone
from handlers.leads import words
from handlers.leads.acting import link, text
from handlers.leads.clocks import Clocks
from handlers.leads.controls import ASSIGN, GIVEN, show_button, undo_button
from handlers.leads.forms import Draft, fields, lacks, values
from handlers.leads.records import GIVING, follow, people_of, record
from policies.clocks import instant_of
from policies.leads import SDR_ROLE, Act, Lead, State
from policies.leads.reminders import AE, ROUTINE, subject
from policies.leads.tables import LONGEST
from policies.links import is_link
from policies.rights import Standing
from storage import leads, members, profiles

NOBODY = "Choose somebody of this workspace who is no guest and no app."
NO_LINK = "Give an address that begins with https://, for example https://example.com/leads/1."
NO_TIME = "Give the time too, or leave both empty for now."
AHEAD = "That lies ahead. Give the moment in which it was assigned, or leave it empty for now."
LONG_AGO = "That is more than a year ago. Assign it anew, from now."
NOT_YOURS = (
    "Assign it to yourself or to somebody of your team, or name yourself as the AE. Sales "
    "operations, admins of Handrail and the SDR's manager can assign it to others."
)
THERE = "{lead} is with {sdr} already, since {at}. It can be reassigned there."
BEFORE = "{lead} was assigned at that same moment before, and is closed."
OLDEST = timedelta(days=365)


def open_form(turn: Turn, ask: Ask) -> Open:
    return Open(_form(turn, ask, Draft()))


def open_typed(turn: Turn, ask: Ask, said: str) -> Open:
    """`/handrail mql assign Jane Roe, Acme`."""
    name, _, company = said.partition(",")
    return Open(_form(turn, ask, Draft(name.strip()[:LONGEST], company.strip()[:LONGEST])))


def _form(turn: Turn, ask: Ask, known: Draft) -> View:
    Clocks(turn)
    about = tickets.issue(turn, ask, {"assign": True}, beside=True)
    roles = profiles.find(turn.session, turn.workspace.id, turn.actor.id).roles
    sells = Standing.ACCOUNT_EXECUTIVE in map(turn.pack.standing, roles)
    me = turn.actor.id
    return forms.form(
        ASSIGN,
        "Assign an MQL",
        *fields(known),
        forms.person("sdr", "SDR", optional=False, chosen=me if SDR_ROLE in roles else "",
                     hint="Their hour runs in their own zone."),
        forms.person("ae", "Account executive", chosen=me if sells else "",
                     hint="Told once if nothing was done for two weeks."),
        forms.day("day", "Assigned on", hint="Empty is now. The clocks run from this moment."),
        forms.at("time", "Assigned at", hint="In your own time zone."),
        forms.url("link", "Link to the lead", hint="It begins with https://."),
        submit="Assign",
        about=about,
    )  # fmt: skip


def submitted(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    at, wrong = _moment(turn, ask)
    wrong |= _wrong(turn, ask)
    if wrong:
        return Complain(wrong)
    given = {**values(ask), "link": link(ask), "ref": ""}
    added = give(turn, given, at)
    if added is None:
        return Complain({"name": there(turn, given)})
    follow(turn, people_of(added))
    act = acts.keep(turn, GIVEN, f"assigned {words.plain(added)}", {"ids": [added.id]})
    tickets.tell(turn, ticket, f"lead/given/{ask.about}", _told(turn, added, act))
    return Close()


def _wrong(turn: Turn, ask: Ask) -> dict[str, str]:
    url = link(ask)
    wrong = {
        **lacks(ask),
        "link": NO_LINK if url and not is_link(url) else "",
        **people_wrong(turn, text(ask, "sdr"), text(ask, "ae")),
    }
    return {name: says for name, says in wrong.items() if says}


def people_wrong(turn: Turn, sdr: str, ae: str) -> dict[str, str]:
    """By field: who is nobody here, and whom the actor may not give a lead."""
    wrong = nobodies(turn, sdr, ae)
    if not wrong and not any(may(turn, *GIVING, owner=each) for each in (sdr, ae) if each):
        wrong = {"sdr": NOT_YOURS}
    return wrong


def nobodies(turn: Turn, sdr: str, ae: str) -> dict[str, str]:
    """By field; there need be no AE."""
    given = {"sdr": sdr} | ({"ae": ae} if ae else {})
    known = {each.id for each in members.members(turn.session, turn.workspace.id, [sdr, ae])}
    return {name: NOBODY for name, each in given.items() if each not in known}


def _moment(turn: Turn, ask: Ask) -> tuple[datetime, dict[str, str]]:
    """Now if nothing is said; a time alone is of today."""
    day, at = text(ask, "day"), text(ask, "time")
    if not at:
        return turn.now, ({"time": NO_TIME} if day else {})
    try:
        on = date.fromisoformat(day) if day else local(turn).date()
        instant = instant_of(on, time.fromisoformat(at), zone(turn.actor.zone))
    except ValueError:
        return turn.now, {"time": NO_TIME}
    if instant > turn.now:
        return instant, {"time": AHEAD}
    return instant, ({"day": LONG_AGO} if turn.now - instant > OLDEST else {})


def give(turn: Turn, given: Mapping[str, Any], at: datetime) -> Lead | None:
    """None if it is there already. What is planned has to follow."""
    more = {"came_at": at, "assigned_at": at, "known_at": turn.now}
    who = {"workspace": turn.workspace.id, "assigned_by": turn.actor.id}
    added = leads.add(turn.session, {**given, **more, **who})
    if added is not None:
        record(turn, added, Act.ASSIGNED, f"to {words.bare_name(turn, added.sdr)}")
    return added


def there(turn: Turn, given: Mapping[str, Any], but: int = 0) -> str:
    """For a field of a form, which shows no marks; `but` is a lead that does not count."""
    same = leads.same_of(given)
    alike = leads.alike(turn.session, turn.workspace.id, [same]).get(same, [])
    found = [each for each in alike if each.id != but]
    named = f"{given['name']} of {given['company']}"
    under_way = next((each for each in found if not each.is_over), None)
    if under_way is None:
        return BEFORE.format(lead=named)
    since = words.moment(Clocks(turn), turn.actor.id, under_way.assigned_at)
    return THERE.format(lead=named, sdr=words.bare_name(turn, under_way.sdr), at=since)


def _told(turn: Turn, lead: Lead, act: int) -> Message:
    clocks, reader = Clocks(turn), turn.actor.id
    sdr = words.name(turn, lead.sdr)
    said = [f"✔ Assigned to {sdr}: {words.line(lead)}", *due_lines(clocks, lead, reader)]
    said += [when_told(clocks, lead), words.step(turn, lead)]
    if lead.ae:
        said.append(words.stepping_in(clocks, lead, reader))
    return blocks.message(
        said[0].replace("*", ""),
        blocks.section("\n".join(filter(None, said))),
        blocks.actions(show_button(lead), undo_button(act)),
    )


def due_lines(clocks: Clocks, lead: Lead, reader: str) -> list[str]:
    """When the hour ends where the SDR is, and on the clock of who reads it."""
    found = clocks.of(lead)
    if found is None:
        return []
    theirs = words.due(clocks, lead, lead.sdr)
    here = words.moment(clocks, reader, found.due)
    there = words.moment(clocks, lead.sdr, found.due)
    same = "" if here == there else f" where {words.name(clocks.scene, lead.sdr)} is, {here} here"
    return [f"{theirs}{same}", words.night(clocks, lead, reader)]


def when_told(clocks: Clocks, lead: Lead) -> str:
    """Said if the SDR is not at work at this moment."""
    rhythm, now = clocks.rhythm(lead.sdr), clocks.scene.now
    name = words.name(clocks.scene, lead.sdr)
    if rhythm.away and rhythm.is_away(now.astimezone(rhythm.zone).date()):
        until = words.day(clocks, lead.sdr, instant_of(rhythm.away[1], time(12), rhythm.zone))
        instead = words.name(clocks.scene, rhythm.delegate) if rhythm.delegate else "nobody"
        return f"🏖 {name} is away until {until}; {instead} stands in. The hour runs all the same."
    if rhythm.is_open(now):
        return ""
    at = words.moment(clocks, lead.sdr, rhythm.next_open(now))
    return f"{name} is not at work now and is told at {at}, their time."


def withdraw(turn: Turn, detail: Mapping[str, Any]) -> str:
    """Those that nobody has acted on, or given to somebody else, since."""
    found = [leads.locked(turn.session, turn.workspace.id, int(id)) for id in detail["ids"]]
    fresh = [each for each in found if each and each.state is State.OPEN and each.assignment == 1]
    if not fresh:
        raise Refused("It was worked on already, so it stays. Close it if it is wrong.")
    for lead in fresh:
        leads.withdraw(turn.session, lead, turn.now)
        record(turn, lead, Act.UNDONE)
        for part in ("", AE):
            engine.settle(turn, ROUTINE, subject(lead, part), "taken back")
    follow(turn, [person for lead in fresh for person in people_of(lead)])
    left = len(found) - len(fresh)
    said = "The assignment" if len(fresh) == 1 else f"{len(fresh):,} assignments"
    kept = f" {left:,} had been worked on and stay." if left else ""
    return f"{said} {'is' if len(fresh) == 1 else 'are'} taken back.{kept}"
