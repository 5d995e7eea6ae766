"""The week's topic for participants, and the end of a topic's months for its holder."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from handlers.kit import acts, blocks
from handlers.kit import reminding as engine
from handlers.kit.feature import Round, Turn
from handlers.kit.routines import Item, Planning, Routine
from handlers.kit.texts import escape, excerpt
from handlers.kit.times import dated
from handlers.programs import books, words
from handlers.programs.controls import ABSENT, READ, release_button, renew_button
from policies.programs import Cohort, Leadership, SignUp
from policies.programs.reminders import END, ROUTINE, WEEK, hold_wishes, week_wishes
from policies.reminders import Wish
from storage import programs
from storage.occurrences import Occurrence

NOTED = "noted"


def plan(asked: Planning) -> Iterator[Wish]:
    """Of few people: a statement for each list."""
    round, sheet = asked.round, asked.round.pack.programs
    where = (round.session, round.workspace.id)
    if sheet.leadership:
        cohorts = {each.id: each for each in programs.cohorts(*where)}
        those = programs.standing(*where) if cohorts else []
        theirs = [each for each in those if each.person in asked.members]
        yield from week_wishes(theirs, cohorts, sheet.leadership)
    if sheet.excellence:
        held = [each for each in programs.holds(*where) if each.person in asked.members]
        yield from hold_wishes(held, sheet.excellence)


def show(round: Round, due: Occurrence) -> Iterator[Item]:
    """What is left of it, by the state of this moment."""
    what, id, week = (*due.subject.split("/"), "", "")[:3]
    if not (id.isascii() and id.isdigit() and len(id) <= 18):
        return
    if what == END:
        yield from _end(round, due, int(id))
    elif what == WEEK and week.isdigit():
        yield from _week(round, due, int(id), int(week))


def _week(round: Round, due: Occurrence, id: int, week: int) -> Iterator[Item]:
    sheet = round.pack.programs.leadership
    one = programs.find_sign_up(round.session, round.workspace.id, id)
    if sheet is None or one is None or one.left_at is not None or week > len(sheet.weeks):
        return
    known = {each.id: each for each in programs.cohorts(round.session, round.workspace.id)}
    cohort = known.get(one.cohort or 0)
    if cohort and cohort.week(books.today(round, one.person), len(sheet.weeks)) == week:
        yield _item(round, due, sheet, cohort, one, week)


def _item(
    round: Round, due: Occurrence, sheet: Leadership, cohort: Cohort, one: SignUp, week: int
) -> Item:
    item, weeks = sheet.weeks[week - 1], len(sheet.weeks)
    hours = round_hours(sheet)
    head = f"*{escape(sheet.title)}, week {week} of {weeks}: {escape(item.says)}*"
    last = "This is the last week." if week == weeks else ""
    by = f"Facilitator: {words.name(round, cohort.facilitator)}." if cohort.facilitator else ""
    more = [f"About {hours} hours this week by our arithmetic.", by, last]
    said = [head, *([escape(item.hint)] if item.hint else []), " ".join(filter(None, more))]
    absent = blocks.button("I can't be there…", ABSENT, str(week))
    return Item(due.subject, "\n".join(said), item.entry, also=absent, rank=(week, one.number))


def round_hours(sheet: Leadership) -> str:
    return f"{float(sheet.limits['hours'].value / len(sheet.weeks)):g}"


def _end(round: Round, due: Occurrence, id: int) -> Iterator[Item]:
    sheet = round.pack.programs.excellence
    hold = programs.find_hold(round.session, round.workspace.id, id)
    if sheet is None or hold is None or hold.released_at is not None:
        return
    today = books.today(round, hold.person)
    if hold.until > today + timedelta(days=int(sheet.limits["ahead"].value)):
        return
    ends = "ends" if hold.until >= today else "ended"
    said = (
        f"*{words.topic_name(sheet, hold)}* {ends} on {dated(hold.until, today)}: renew it, or "
        f"release it for somebody else\nPromised: {excerpt(hold.commitments)}"
    )
    yield Item(due.subject, said, sheet.limits["short"].entry, renew_button(hold, "primary"),
               release_button(hold), (hold.until,))  # fmt: skip


def done(turn: Turn, about: str) -> str:
    """They have read what the week is about."""
    act = acts.keep(turn, READ, NOTED, {"subject": about})
    engine.settle(turn, ROUTINE, about, NOTED, act)
    return NOTED


def unread(turn: Turn, detail: Mapping[str, Any]) -> str:
    engine.reopen(turn, ROUTINE, str(detail["subject"]))
    return "It waits for you again."


PROGRAMS = Routine(ROUTINE, "Programs", plan, show, done)
