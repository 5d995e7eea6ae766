"""What is said of close dates that passed, or stand on the first of a month."""

from collections.abc import Iterator
from datetime import timedelta

from handlers.close_dates import words
from handlers.close_dates.setting import MOVE, OPEN_FORM
from handlers.kit import blocks
from handlers.kit.feature import Round
from handlers.kit.people import name_in
from handlers.kit.pipelines import (
    Line,
    dated_of,
    find_line,
    insist_on_rules,
    sheet_of,
    today_of,
)
from handlers.kit.reminding.planning import rhythm_of
from handlers.kit.routines import Item, Planning
from policies.close_dates import PARKING
from policies.close_reminders import Watched, hours_of, wishes
from policies.reminders import Wish
from policies.rhythms import Rhythm
from storage import members, pipelines
from storage.members import Member
from storage.occurrences import Occurrence
from storage.opportunities import Opportunity


def plan(asked: Planning) -> Iterator[Wish]:
    round, people = asked.round, asked.members
    sheet = sheet_of(round)
    if sheet is None:
        return
    hours, tomorrow = hours_of(sheet), round.now.date() + timedelta(days=1)
    where = (round.session, round.workspace.id)
    owned = pipelines.to_watch(*where, people.keys(), tomorrow)
    bosses = _bosses(asked, [people[owner] for owner, theirs in owned.items() if theirs])
    for owner, theirs in owned.items():
        member = people[owner]
        watched = [each for one in theirs if (each := _watched(one, member))]
        if watched:
            yield from wishes(watched, hours, round.now, asked.rhythms[owner], bosses)


def _watched(found: Opportunity, owner: Member) -> Watched | None:
    dated = dated_of(found)
    if dated is None:
        return None
    return Watched(found.id, found.name, owner.id, owner.profile.manager, dated)


def _bosses(asked: Planning, owners: list[Member]) -> dict[str, Rhythm]:
    ids = {each.profile.manager for each in owners if each.profile.manager}
    return {id: rhythm_of(asked.round, each) for id, each in asked.known(ids).items()}


def show(round: Round, due: Occurrence) -> Iterator[Item]:
    """As it stands at that moment, whichever of the reminders it is."""
    line = find_line(round, due.subject)
    if line is None or line.checked is None:
        return
    reader = members.find(round.session, round.workspace.id, due.person)
    if reader is not None and _may_hear(line, reader):
        yield from _items(round, line, reader)


def _may_hear(line: Line, reader: Member) -> bool:
    return reader.id in (line.owner.id, line.owner.profile.manager)


def _items(round: Round, line: Line, reader: Member) -> Iterator[Item]:
    checked, sheet = line.checked, insist_on_rules(round)
    assert checked
    mine = reader.id == line.owner.id
    if checked.dated.day < today_of(round.now, line.owner):
        if mine:
            yield _passed(round, line)
    elif checked.dated.may_be_parked and checked.has_ended:
        boss = line.owner.profile.manager if mine else None
        name = name_in(round.session, round.workspace.id, boss) if boss else ""
        yield _item(line, words.over(line, round, sheet, reader, name), 1)
    elif checked.dated.may_be_parked and mine:
        yield _item(line, words.parked(line, round, sheet, reader), 2)


def _passed(round: Round, line: Line) -> Item:
    checked = line.checked
    assert checked
    day = checked.suggested
    item = _item(line, words.passed(line, round), 0)
    if day is None:
        return item
    label = f"Move to {words.told_day(day, round, line.owner)}"
    press = blocks.button(label, MOVE, f"{item.subject} {day.isoformat()}", "primary")
    other = blocks.button("Set another", OPEN_FORM, item.subject)
    return Item(item.subject, item.text, item.entry, press, other, item.rank)


def _item(line: Line, text: str, rank: int) -> Item:
    assert line.checked
    subject = str(line.opportunity.id)
    press = blocks.button("Set the date", OPEN_FORM, subject, "primary")
    entry = line.checked.rule if rank == 0 else PARKING
    return Item(subject, text, entry, press, rank=(rank, line.checked.dated.day))
