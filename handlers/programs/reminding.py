"""The week's topic, weeks without a tick, a place that is offered, and the end of a topic."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from handlers.kit import acts, blocks
from handlers.kit import reminding as engine
from handlers.kit.feature import Round, Turn
from handlers.kit.routines import Item, Planning, Routine
from handlers.kit.texts import escape, excerpt
from handlers.kit.times import dated
from handlers.programs import books, offering, words
from handlers.programs.controls import (
    ABSENT,
    READ,
    pass_button,
    release_button,
    renew_button,
    take_button,
    there_button,
    weeks_button,
)
from policies.clocks import day_in
from policies.programs import Cohort, Leadership, SignUp
from policies.programs.reminders import (
    END,
    OFFER,
    ROUTINE,
    TICK,
    WEEK,
    hold_wishes,
    offer_wishes,
    tick_wishes,
    week_wishes,
)
from policies.reminders import Wish
from storage import program_offers, programs
from storage.occurrences import Occurrence

NOTED = "noted"
PASSING = "Whoever passes keeps their place on the waiting list."


def plan(asked: Planning) -> Iterator[Wish]:
    """Of few people: a statement for each list."""
    round, sheet = asked.round, asked.round.pack.programs
    where = (round.session, round.workspace.id)
    if sheet.leadership:
        cohorts = {each.id: each for each in programs.cohorts(*where)}
        if asked.keeps:
            offering.make(round, sheet.leadership, cohorts.values())
        those = programs.standing(*where) if cohorts else []
        theirs = [each for each in those if each.person in asked.members]
        yield from week_wishes(theirs, cohorts, sheet.leadership)
        yield from _ticks(round, theirs, cohorts, sheet.leadership)
        open_ones = program_offers.open_of(*where, theirs, round.now)
        people = {each.id: each.person for each in theirs}
        yield from offer_wishes(open_ones, people, asked.rhythms)
    if sheet.excellence:
        held = [each for each in programs.holds(*where) if each.person in asked.members]
        yield from hold_wishes(held, sheet.excellence)


def _ticks(
    round: Round, those: Sequence[SignUp], cohorts: Mapping[int, Cohort], sheet: Leadership
) -> Iterator[Wish]:
    placed = [each for each in those if each.cohort]
    kept = books.attended(round, placed)
    ticked = {(id, week) for id, theirs in kept.items() for week in theirs}
    yield from tick_wishes(placed, cohorts, ticked, sheet)


def show(round: Round, due: Occurrence) -> Iterator[Item]:
    """What is left of it, by the state of this moment."""
    what, id, week = (*due.subject.split("/"), "", "")[:3]
    if not (id.isascii() and id.isdigit() and len(id) <= 18):
        return
    if what == END:
        yield from _end(round, due, int(id))
    elif what == OFFER:
        yield from _offer(round, due, int(id))
    elif what in (WEEK, TICK) and week.isdigit():
        yield from _week(round, due, what, int(id), int(week))


def _week(round: Round, due: Occurrence, what: str, id: int, week: int) -> Iterator[Item]:
    sheet = round.pack.programs.leadership
    one = programs.find_sign_up(round.session, round.workspace.id, id)
    if sheet is None or one is None or one.left_at is not None or week > len(sheet.weeks):
        return
    known = {each.id: each for each in programs.cohorts(round.session, round.workspace.id)}
    cohort = known.get(one.cohort or 0)
    if cohort is None:
        return
    now = (books.today(round, one.person) - cohort.starts).days // 7 + 1
    if what == WEEK and now == week:
        yield _item(round, due, sheet, cohort, one, week)
    elif what == TICK and now == week + 1 and _is_open(round, cohort, one, week):
        yield _tick(due, sheet, one, week)


def _is_open(round: Round, cohort: Cohort, one: SignUp, week: int) -> bool:
    """Nothing is known of it, and they were in the cohort by then."""
    rhythm = books.rhythm(round, one.person)
    taken = [each.taken_at for each in program_offers.of_sign_up(round.session, one)
             if each.cohort == cohort.id and each.taken_at]  # fmt: skip
    late = any(day_in(each, rhythm.zone) >= cohort.day(week + 1) for each in taken)
    return not late and week not in books.attended(round, [one])[one.id]


def _tick(due: Occurrence, sheet: Leadership, one: SignUp, week: int) -> Item:
    topic = escape(sheet.weeks[week - 1].says)
    head = f"*Were you there in week {week} of the {escape(sheet.title)} ({topic})?*"
    said = f"{head} No tick says so.\n{words.WARNING}"
    return Item(due.subject, said, due.entry, there_button(one, week),
                weeks_button(one), (week, one.number))  # fmt: skip


def _offer(round: Round, due: Occurrence, id: int) -> Iterator[Item]:
    """Whoever stands in for them reads it, and only they can take it."""
    offer = program_offers.find(round.session, round.workspace.id, id)
    one = programs.find_sign_up(round.session, round.workspace.id, offer.sign_up) if offer else None
    if round.pack.programs.leadership is None or offer is None or one is None or one.left_at:
        return
    if offer.is_open(round.now):
        roll = books.roll(round, books.today(round, one.person))
        head = f"*A place is free in the {escape(roll.sheet.title)}.*"
        said = f"{head} {words.offered(round, roll, one, offer)}\n{PASSING}"
        own = due.recipient == one.person
        press = (take_button(offer), pass_button(offer)) if own else (None, None)
        yield Item(due.subject, said, due.entry, *press)


def _item(
    round: Round, due: Occurrence, sheet: Leadership, cohort: Cohort, one: SignUp, week: int
) -> Item:
    item, weeks = sheet.weeks[week - 1], len(sheet.weeks)
    hours = sheet.hours(1)
    head = f"*{escape(sheet.title)}, week {week} of {weeks}: {escape(item.says)}*"
    last = "This is the last week." if week == weeks else ""
    by = f"Facilitator: {words.name(round, cohort.facilitator)}." if cohort.facilitator else ""
    more = [f"About {hours} hours this week by our arithmetic.", by, last]
    said = [head, *([escape(item.hint)] if item.hint else []), " ".join(filter(None, more))]
    absent = blocks.button("I can't be there…", ABSENT, str(week))
    return Item(due.subject, "\n".join(said), item.entry, also=absent, rank=(week, one.number))


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


RESTS_ON = frozenset({"program_sign_ups", "program_holds"})
PROGRAMS = Routine(ROUTINE, "Programs", plan, show, done, rests_on=RESTS_ON)
