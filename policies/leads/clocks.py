"""Until when an MQL is to be contacted, and from when its AE may step in."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from policies.leads.hours import Hours
from policies.leads.values import Kind, Lead
from policies.rhythms import Rhythm
from policies.sheets import Sheet

HOUR_ENTRY, TOUCH_ENTRY, WEEKS_ENTRY, OWNERS_ENTRY = (
    *("fo-mql-one-hour", "fo-first-touch"),
    *("fo-two-weeks", "fo-ownership-split"),
)


@dataclass(frozen=True, slots=True)
class Terms:
    """The figures of the pack; `reminds` counts from the assignment, `escalates` from the end."""

    respond: timedelta
    reminds: timedelta
    escalates: timedelta
    weeks: timedelta
    begins: int
    ends: int

    def hours(self, rhythm: Rhythm) -> Hours:
        return Hours(rhythm, self.begins, self.ends)


@dataclass(frozen=True, slots=True)
class Clock:
    """Of an MQL: when its hour starts to run and ends, when to remind and to tell the manager."""

    starts: datetime
    reminds: datetime
    due: datetime
    escalates: datetime


def terms_of(sheet: Sheet) -> Terms:
    return Terms(
        respond=timedelta(hours=float(sheet.limit("respond_hours"))),
        reminds=timedelta(minutes=float(sheet.limit("remind_minutes"))),
        escalates=timedelta(minutes=float(sheet.limit("manager_minutes"))),
        weeks=timedelta(days=float(sheet.limit("ae_days"))),
        begins=int(sheet.limit("work_from") * 60),
        ends=int(sheet.limit("work_until") * 60),
    )


def clock_of(lead: Lead, hours: Hours, terms: Terms) -> Clock | None:
    """None for an inquiry."""
    if lead.kind is not Kind.MQL:
        return None
    at = lead.assigned_at
    due = hours.after(at, terms.respond)
    return Clock(
        starts=hours.runs_from(at),
        reminds=hours.after(at, terms.reminds),
        due=due,
        escalates=hours.after(due, terms.escalates),
    )


def ae_from(lead: Lead, terms: Terms) -> datetime:
    """Two weeks are whole days, to the minute of the assignment."""
    return lead.assigned_at + terms.weeks
