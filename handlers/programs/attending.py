"""Who was there in which week, ticked by them or by an admin, with the hours that it makes."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from handlers.kit import acts, blocks, records, reminding
from handlers.kit.feature import Ask, Block, ButtonReply, Message, Refused, Turn
from handlers.kit.rights import insist
from handlers.kit.texts import escape
from handlers.kit.times import dated
from handlers.programs import books, pages, words
from handlers.programs.books import Roll
from handlers.programs.controls import TICK, TICKED, beside, shown, undo_button, weeks_button
from policies.programs import Attendance, Cohort, Presence, SignUp
from policies.programs.reminders import ATTENDANCE, ROUTINE
from policies.programs.reminders import TICK as TICK_PART
from policies.programs.values import placed
from policies.rights import Action
from storage import program_attendances, programs

SHOWN = 30
NO_WEEKS = "There are no weeks to tick: the cohort has not begun."
NOT_YET = "That week has not begun."
NOBODY = "Nobody is in a cohort that has begun."
TICKED_NOW = "✔ Week {week} is ticked."
CLEARED = "✔ Week {week} has no tick any more."
HEAD = "Who was there"


def open_weeks(turn: Turn, ask: Ask) -> ButtonReply:
    return beside(ask, weeks(turn, *_theirs(turn, ask.value)))


def _theirs(turn: Turn, value: str) -> tuple[SignUp, Cohort]:
    """Raises Refused for nobody in a cohort that has begun, and for others' business."""
    one = programs.find_sign_up(turn.session, turn.workspace.id, words.number(value))
    if one is None:
        raise Refused(NO_WEEKS)
    insist(turn, Action.ORGANISE, Action.OWN, owner=one.person)
    roll = books.roll(turn, books.today(turn, one.person))
    cohort = roll.cohort(one)
    if one.left_at or cohort is None or not cohort.begun(roll.today):
        raise Refused(NO_WEEKS)
    return one, cohort


def weeks(
    turn: Turn, one: SignUp, cohort: Cohort, first: str = "", act: int | None = None
) -> Message:
    """`first` is what has just been done, `act` its number as long as it can be undone."""
    roll = books.roll(turn, books.today(turn, one.person))
    kept = books.attended(turn, [one])[one.id]
    head = f"{words.name(turn, one.person)}: {words.attended(roll, kept)}"
    return blocks.message(
        first or head,
        *([blocks.section(first, undo_button(act))] if act else []),
        blocks.section(f"*{head}*"),
        *_lines(turn, roll, one, cohort, kept),
        blocks.section(words.WARNING),
        *pages.cited(turn, ATTENDANCE, "lead-time"),
    )


def _lines(
    turn: Turn, roll: Roll, one: SignUp, cohort: Cohort, kept: Mapping[int, Attendance]
) -> Iterator[Block]:
    begun = cohort.begun_weeks(roll.today, roll.weeks)
    for week in range(1, begun + 1):
        there = kept.get(week)
        is_there = there is not None and there.presence is Presence.THERE
        label = "Take back" if is_there else "There"
        value = f"{one.id}:{week}:{int(not is_there)}"
        said = f"{week}. *{words.topic(roll, week)}* · {words.presence(turn, roll, there)}"
        yield blocks.section(said, blocks.button(label, TICK, value))
    later = [
        f"{week}. {words.topic(roll, week)} · from {dated(cohort.day(week), roll.today)}"
        for week in range(begun + 1, roll.weeks + 1)
    ]
    if later:
        yield blocks.section("\n".join(later))


def tick(turn: Turn, ask: Ask) -> ButtonReply:
    """On the page of the weeks, which shows it."""
    one, cohort, week, there = _told(turn, ask.value)
    says, act = _mark(turn, one, week, there)
    return shown(ask, weeks(turn, one, cohort, says, act))


def was_there(turn: Turn, ask: Ask) -> ButtonReply:
    """From the digest, which follows."""
    one, _, week, there = _told(turn, ask.value)
    says, act = _mark(turn, one, week, there)
    section = blocks.section(says, undo_button(act))
    return beside(ask, blocks.message(says, section, *pages.cited(turn, ATTENDANCE)))


def _told(turn: Turn, value: str) -> tuple[SignUp, Cohort, int, bool]:
    id, week, there = (*value.split(":"), "", "")[:3]
    one, cohort = _theirs(turn, id)
    number, today = words.number(week), books.today(turn, one.person)
    if not 1 <= number <= cohort.begun_weeks(today, len(books.leadership(turn).weeks)):
        raise Refused(NOT_YET)
    return one, cohort, number, there == "1"


def _mark(turn: Turn, one: SignUp, week: int, there: bool) -> tuple[str, int]:
    """What is said of it, and the number of what can be undone."""
    before = books.attended(turn, [one])[one.id].get(week)
    _set(turn, one, week, Presence.THERE if there else None)
    detail = {"sign_up": one.id, "week": week, "before": _as_kept(before)}
    act = acts.keep(turn, TICKED, f"week {week}", detail)
    if there:
        reminding.settle(turn, ROUTINE, f"{TICK_PART}/{one.id}/{week}", "ticked", act)
    follow(turn, one, week, there)
    return (TICKED_NOW if there else CLEARED).format(week=week), act


def _set(
    turn: Turn, one: SignUp, week: int, presence: Presence | None, by: str = "", at: str = ""
) -> None:
    if presence is None:
        return program_attendances.clear(turn.session, one, week)
    when = datetime.fromisoformat(at) if at else turn.now
    kept = Attendance(one.id, week, presence, by or turn.actor.id, when)
    program_attendances.mark(turn.session, turn.workspace.id, kept)


def _as_kept(one: Attendance | None) -> Mapping[str, str] | None:
    if one is None:
        return None
    return {"presence": str(one.presence), "by": one.by, "at": one.at.isoformat()}


def untick(turn: Turn, detail: Mapping[str, Any]) -> str:
    one = programs.find_sign_up(turn.session, turn.workspace.id, int(detail["sign_up"]))
    if one is None:
        raise Refused(NO_WEEKS)
    week, before = int(detail["week"]), detail["before"]
    presence = Presence(before["presence"]) if before else None
    _set(turn, one, week, presence, **({"by": before["by"], "at": before["at"]} if before else {}))
    reminding.reopen(turn, ROUTINE, f"{TICK_PART}/{one.id}/{week}")
    follow(turn, one, week, presence is Presence.THERE)
    return f"Week {week} is as it was before."


def tell(turn: Turn, one: SignUp, week: int) -> None:
    """The facilitator knows that they can't be there; a tick stays."""
    if week not in books.attended(turn, [one])[one.id]:
        _set(turn, one, week, Presence.TOLD)
        books.follow(turn, [one.person])


def follow(turn: Turn, one: SignUp, week: int, there: bool) -> None:
    detail = {"sign_up": one.id, "of": one.person, "week": week, "there": there}
    records.keep(turn, "program.attended", detail)
    books.follow(turn, [one.person])


def open_everybody(turn: Turn, ask: Ask) -> ButtonReply:
    return beside(ask, everybody(turn))


def everybody(turn: Turn) -> Message:
    """Of the cohorts under way, for who looks after the list."""
    roll = books.roll(turn, books.today(turn, turn.actor.id))
    parts = [block for each in roll.running for block in _cohort(turn, roll, each)]
    return blocks.message(
        HEAD,
        blocks.section(f"*{HEAD}*"),
        *(parts[:SHOWN] or [blocks.section(NOBODY)]),
        blocks.section(words.WARNING),
        *pages.cited(turn, ATTENDANCE, "lead-time"),
    )


def _cohort(turn: Turn, roll: Roll, cohort: Cohort) -> Iterable[Block]:
    those = placed(roll.those, cohort.id)
    kept = books.attended(turn, those)
    for each in those:
        said = f"{words.name(turn, each.person)} · {words.attended(roll, kept[each.id])}"
        lacks = words.lacking(roll, cohort, kept[each.id])
        yield blocks.section(f"{said}{escape(lacks)}", weeks_button(each))
