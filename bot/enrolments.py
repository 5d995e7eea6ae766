"""Who takes part in the programs when a demo begins: a cohort in its second week, two topics."""

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from storage import programs

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


def _topic(seeding: "Seeding", given: Mapping[str, Any]) -> None:
    """`left` are the days to its end."""
    until = seeding.today + timedelta(days=given["left"])
    values = {name: given[name] for name in ("topic", "months", "problem", "commitments")}
    values |= {"workspace": seeding.workspace, "person": seeding.people[given["person"]]}
    since = until - timedelta(days=91 if given["months"] == 3 else 182)
    programs.take(seeding.session, values | {"since": since, "until": until})
