"""Once a week, on the last workday of whoever it is: the audit, as long as something is open."""

from collections.abc import Iterable, Iterator

from handlers.kit.feature import Round
from handlers.kit.routines import Item, Planning, Routine
from handlers.kit.texts import listed
from handlers.skills import words
from handlers.skills.audits import Audit, audit_of, is_for
from handlers.skills.controls import open_button
from policies.reminders import Wish
from policies.skills.reminders import ROUTINE, due_weeks, subject, wish
from storage import skill_ticks
from storage.occurrences import Occurrence

ONCE = "I ask once a week, on your last workday of it; that is the bot's default."


def plan(asked: Planning) -> Iterator[Wish]:
    """One statement for all whose day is near; nobody is asked who has ticked everything."""
    round, sheet = asked.round, asked.round.pack.skills
    from_end, entry = sheet.count("reminded"), sheet.limits["reminded"].entry
    due = [
        (person, day, week)
        for person, member in asked.members.items()
        if is_for(round, member)
        for day, week in due_weeks(asked.rhythms[person], from_end, round.now, asked.until)
    ]
    if not due:
        return
    people, since = {person for person, _, _ in due}, min(week for _, _, week in due)
    ticks = skill_ticks.since(round.session, round.workspace.id, people, since)
    for person, day, week in due:
        there = {each.skill for each in ticks[person] if each.week == week}
        if not sheet.by_id.keys() <= there:
            yield wish(person, day, week, entry)


def show(round: Round, due: Occurrence) -> Iterable[Item]:
    """By the state of this moment; nothing once the week is over, or of who has nothing here."""
    found = audit_of(round, due.person)
    if found is None or subject(found.person, found.week) != due.subject:
        return
    if found.is_all(round.pack.skills) or found.sight.is_empty:
        return
    press = open_button(found.person, "Open the seven", "primary")
    yield Item(due.subject, _says(round, found), due.entry, press)


def _says(round: Round, found: Audit) -> str:
    sheet, total = round.pack.skills, len(round.pack.skills.skills)
    left = [str(sheet.numbers[each.id]) for each in sheet.skills if each.id not in found.ticks]
    are = "is" if len(left) == 1 else "are"
    which = f" (no. {listed(left, 'and')})" if len(left) < total else ""
    seen = words.in_short(found, sheet)
    lines = [
        f"*Your Required 7 of this week:* {len(left):,} of {total:,} {are} open{which}",
        *([f"I see: {seen}"] if seen else []),
        ONCE,
    ]
    return "\n".join(lines)


SKILLS = Routine(ROUTINE, "Required 7", plan, show)
