"""When an SDR, their manager and the AE hear of a lead that nobody has acted upon."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

from policies.clocks import day_in, instant_of
from policies.leads.clocks import HOUR_ENTRY, WEEKS_ENTRY, Clock, Terms, ae_from, clock_of
from policies.leads.values import Lead, State
from policies.reminders import Late, Way, Weight, Wish, digest_day_from
from policies.rhythms import Rhythm

ROUTINE = "leads"
MANAGER, AE = "manager", "ae"
NEW, SOON, LATE = "new", "soon", "late"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Manager:
    id: str
    zone: tzinfo


def subject(lead: Lead, part: str = "") -> str:
    """Another SDR is asked anew: what was said to the one before is another subject."""
    return f"{lead.id}/{lead.assignment}{f'/{part}' if part else ''}"


def wishes(
    leads: Iterable[Lead],
    rhythms: Mapping[str, Rhythm],
    managers: Mapping[str, Manager],
    terms: Terms,
) -> Iterator[Wish]:
    """Of those whose SDR or AE has a rhythm here; `managers` by whom they manage."""
    for lead in leads:
        if lead.state is not State.OPEN:
            continue
        if lead.sdr in rhythms:
            yield from _of_sdr(lead, rhythms[lead.sdr], managers.get(lead.sdr), terms)
        if lead.ae in rhythms:
            yield _of_ae(lead, rhythms[lead.ae], terms)


def _of_sdr(lead: Lead, rhythm: Rhythm, manager: Manager | None, terms: Terms) -> Iterator[Wish]:
    clock = clock_of(lead, terms.hours(rhythm), terms)
    if clock is None:
        yield _alone(lead, rhythm, NEW, lead.known_at)
    elif clock.due <= lead.known_at:
        yield _in_digest(lead, rhythm)
    else:
        yield from _in_time(lead, rhythm, clock)
        if manager is not None and manager.id != lead.sdr:
            yield _of_manager(lead, manager, clock)


def _in_time(lead: Lead, rhythm: Rhythm, clock: Clock) -> Iterator[Wish]:
    """No second message comes with the first."""
    first = rhythm.next_open(lead.known_at)
    yield _alone(lead, rhythm, NEW, lead.known_at, urgent=True)
    if clock.reminds < clock.due and rhythm.next_open(clock.reminds) > first:
        yield _alone(lead, rhythm, SOON, clock.reminds, Weight.NUDGE, urgent=True)
    yield _alone(lead, rhythm, LATE, clock.due, urgent=True)


def _alone(
    lead: Lead,
    rhythm: Rhythm,
    what: str,
    at: datetime,
    weight: Weight = Weight.DUE,
    *,
    urgent: bool = False,
) -> Wish:
    """What is urgent is worth nothing the day after: no daily most keeps it back."""
    there = at.astimezone(rhythm.zone)
    last = day_in(rhythm.next_open(at), rhythm.zone) + _DAY
    return Wish(
        key=f"{ROUTINE}/{lead.id}/{lead.assignment}/{what}",
        routine=ROUTINE,
        subject=subject(lead),
        person=lead.sdr,
        day=there.date(),
        entry=HOUR_ENTRY,
        says=_says(lead, what),
        at=there.time(),
        way=Way.ALONE,
        weight=weight,
        until=instant_of(last, time(), rhythm.zone) if urgent else None,
    )


def _in_digest(lead: Lead, rhythm: Rhythm) -> Wish:
    """Its hour was over before anybody told the bot of it."""
    return Wish(
        key=f"{ROUTINE}/{lead.id}/{lead.assignment}/{NEW}",
        routine=ROUTINE,
        subject=subject(lead),
        person=lead.sdr,
        day=day_in(lead.known_at, rhythm.zone),
        entry=HOUR_ENTRY,
        says=_says(lead, LATE),
    )


def _of_manager(lead: Lead, manager: Manager, clock: Clock) -> Wish:
    there = clock.escalates.astimezone(manager.zone)
    return Wish(
        key=f"{ROUTINE}/{lead.id}/{lead.assignment}/{MANAGER}",
        routine=ROUTINE,
        subject=subject(lead, MANAGER),
        person=manager.id,
        about=lead.sdr,
        day=there.date(),
        entry=HOUR_ENTRY,
        says=_says(lead, LATE),
        at=there.time(),
        way=Way.ALONE,
        late=Late.FOLD,
    )


def _of_ae(lead: Lead, rhythm: Rhythm, terms: Terms) -> Wish:
    return Wish(
        key=f"{ROUTINE}/{lead.id}/{lead.assignment}/{AE}/{lead.ae}",
        routine=ROUTINE,
        subject=subject(lead, AE),
        person=lead.ae,
        day=digest_day_from(ae_from(lead, terms), rhythm),
        entry=WEEKS_ENTRY,
        says=f"the AE may contact {lead.name} of {lead.company}",
    )


def _says(lead: Lead, what: str) -> str:
    named = f"{lead.name} of {lead.company}"
    said = {
        NEW: f"contact {named}",
        SOON: f"contact {named}: the hour is nearly over",
        LATE: f"contact {named}: the hour is over",
    }
    return said[what]
