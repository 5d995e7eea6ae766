"""Who takes part in the programs when a demo begins: a cohort in its second week, two topics.

The cohort has places that are free, so the first who waits is offered one as soon as the bot plans.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from policies.programs import Attendance, Presence
from storage import program_attendances, programs

if TYPE_CHECKING:
    from bot.seeding import Seeding


def enrol(seeding: "Seeding", given: Mapping[str, Any]) -> None:
    if seeding.pack.programs.leadership:
        _cohort(seeding, given)
    if seeding.pack.programs.excellence:
        for each in given["topics"]:
            _topic(seeding, each)


def _cohort(seeding: "Seeding", given: Mapping[str, Any]) -> None:
    at = seeding.now - timedelta(days=20)
    monday = seeding.today - timedelta(days=seeding.today.weekday() + 7)
    values = {"workspace": seeding.workspace, "starts": monday, "at": at}
    who = {"facilitator": seeding.people[given["facilitator"]], "by": seeding.people[given["by"]]}
    cohort = programs.add_cohort(seeding.session, values | who)
    for name in (*given["cohort"], *given["waiting"]):
        number = programs.draw(seeding.session, seeding.workspace)
        person = seeding.people[name]
        one = programs.sign_up(seeding.session, seeding.workspace, person, number, at)
        if one and name in given["cohort"]:
            programs.place(seeding.session, [one], cohort.id)
            for week in given["attended"].get(name, ()):
                on = seeding.now - (seeding.today - cohort.day(week))
                ticked = Attendance(one.id, week, Presence.THERE, person, on)
                program_attendances.mark(seeding.session, seeding.workspace, ticked)


def _topic(seeding: "Seeding", given: Mapping[str, Any]) -> None:
    """`left` are the days to its end."""
    until = seeding.today + timedelta(days=given["left"])
    values = {name: given[name] for name in ("topic", "months", "problem", "commitments")}
    values |= {"workspace": seeding.workspace, "person": seeding.people[given["person"]]}
    since = until - timedelta(days=91 if given["months"] == 3 else 182)
    programs.take(seeding.session, values | {"since": since, "until": until})
