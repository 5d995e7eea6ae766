"""What the morning's digest asks of each person's opportunities: what is due, what is missing."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from handlers.kit import blocks
from handlers.kit.feature import Round, Scene
from handlers.kit.routines import Item, Planning, Routine
from handlers.nextsteps import lines
from policies import next_steps
from policies.clocks import day_in, zone_of
from policies.next_steps import Order
from policies.reminders import Late, Wish
from storage import members, opportunities, pipelines
from storage import next_steps as kept
from storage.occurrences import Occurrence
from storage.opportunities import Opportunity

NAME = "nextsteps"
MORNING = "next-steps"
"""The subject of a whole morning; that of one opportunity is its own."""
UPDATE = "nextsteps.update"
ENTRY = "next-steps-future-self"
TOLD_AT_MOST = 200
"""Whoever has more without a next step sees the rest the day after, or in `/nextsteps`."""
A_DAY = timedelta(days=1)


def plan(planning: Planning) -> Iterator[Wish]:
    """One reminder for each morning on which there is something to ask, for each person."""
    round, until = planning.round, planning.until.date() + A_DAY
    found = kept.causes(round.session, round.workspace.id, planning.members, until)
    for person, causes in found.items():
        rhythm = planning.rhythms[person]
        today = day_in(round.now, rhythm.zone)
        for each in next_steps.mornings(causes, rhythm, today, planning.until):
            yield Wish(
                key=f"{NAME}/{person}/{each.day}",
                routine=NAME,
                subject=MORNING,
                person=person,
                day=each.day,
                entry=ENTRY,
                says=each.says,
                late=Late.FOLD,
                late_after=timedelta(hours=12),
            )


def show(round: Round, due: Occurrence) -> Iterable[Item]:
    """What is due or missing now; of a single opportunity only that one."""
    mine = _those(round, due)
    if not mine:
        return
    today = today_of(round, due.person)
    asked = next_steps.waiting(mine, today, Order.of(round.pack))[:TOLD_AT_MOST]
    notes = kept.notes(round.session, round.workspace.id, [each.id for each in asked])
    for place, each in enumerate(asked):
        yield _item(round, each, today, place, lines.Noted(round, notes))


def _those(round: Round, due: Occurrence) -> list[Opportunity]:
    if due.subject == MORNING:
        return pipelines.open_of(round.session, round.workspace.id, due.person)
    number = due.subject.rpartition("/")[2]
    id = int(number) if number.isascii() and number.isdigit() else 0
    one = opportunities.find(round.session, round.workspace.id, id)
    return [one] if one and one.state == "open" and one.owner == due.person else []


def subject_of(opportunity: Opportunity) -> str:
    return f"opportunity/{opportunity.id}"


def _item(round: Round, each: Opportunity, today: date, place: int, noted: "lines.Noted") -> Item:
    standing = next_steps.standing_of(each, today)
    asked = {item.id: item for item in round.pack.sheets[next_steps.POLICY].lists["asked"]}
    return Item(
        subject_of(each),
        lines.asked(each, today, asked[standing].says, noted),
        asked[standing].entry,
        blocks.button("Update", UPDATE, str(each.id)),
        rank=(place,),
    )


def today_of(scene: Scene, person: str) -> date:
    """The day where they are."""
    found = members.find(scene.session, scene.workspace.id, person)
    return day_in(scene.now, zone_of(found.zone) if found else zone_of("UTC"))


ROUTINE = Routine(NAME, "Next steps", plan, show, rests_on=frozenset({"opportunities"}))
