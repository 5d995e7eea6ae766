"""/redgreen lookback: committed against closed, for oneself, one's team, or every team."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from handlers.kit import acts, answers, blocks, letters, reminding
from handlers.kit.answers import Asked
from handlers.kit.feature import Aside, Ask, ButtonReply, Message, Refused, Turn
from handlers.kit.records import keep
from handlers.kit.teams import insist_on_privacy
from handlers.kit.texts import clean, counted
from handlers.redgreen import lookback_cards, lookback_sheets, terms, words
from handlers.redgreen.books import Book, month_before, my_view, terms_for
from handlers.redgreen.lookback_words import covered, headline, month_name
from policies.answer import Answer, Status
from policies.calendars import first_of
from policies.clocks import day_in
from policies.reviews.periods import Period
from storage import commitments, freezes, outcomes

COMMAND = "/redgreen lookback"
WORD = re.compile(r"look(?:ed|s|ing)?[ -]?backs?\b\W*", re.IGNORECASE)
YEAR = re.compile(r"\d{4}")
MONTH = "month"
FILE = "red-green-{month}.csv"
EMPTY = "Nothing was committed for {month} that you can see."
NOT_YET = "{month} is committed at its last session, {last}."
SENT = "The lookback on {month} as a CSV is in our direct messages."
HELD = (
    "The lookback on {period} is noted as held. Reasons can still be given. "
    "`/handrail undo` takes it back for 15 minutes."
)
ENDING = "lookback held"
TAKEN_BACK = "The lookback on {period} is not held yet."
HELD_ALREADY = "{who} noted the lookback on {period} as held on {day}."
NOT_YOURS = "Only the manager to whom it was committed can note this lookback as held."
NO_MONTH = "I can't read that month any more. `/redgreen lookback` shows the last one."


def is_asked(text: str) -> bool:
    return bool(WORD.match(text.strip()))


def lookback(turn: Turn, ask: Ask) -> Message:
    """What names no month is about the last period that is over; one nobody can read is asked."""
    insist_on_privacy(ask, COMMAND)
    terms.insist_on_reviews(turn)
    rest = WORD.sub("", ask.text.strip(), count=1)
    if not rest:
        return show(turn, month_before(turn, turn.actor.id))
    asked = Asked(clean(f"/redgreen {ask.text}"), {}, ask.place, ask.channel)
    told = answers.tell(turn, asked)
    month = _month(turn, told.answer, rest)
    return show(turn, month, told.answer.headline) if month else answers.show(turn, told)


def show(turn: Turn, month: date, calendar: str = "") -> Message:
    """`calendar` is what the rule says of that month, where there is nothing else to say."""
    book = Book(turn, my_view(turn), month)
    return lookback_cards.message(book) if book.lines else _empty(turn, month, calendar)


def pressed(turn: Turn, ask: Ask) -> ButtonReply:
    terms.insist_on_reviews(turn)
    return Aside(show(turn, read_month(ask.value)))


def sheet(turn: Turn, ask: Ask) -> ButtonReply:
    terms.insist_on_reviews(turn)
    month = read_month(ask.value)
    book = Book(turn, my_view(turn), month)
    said = f"Lookback on {covered(book)}: {headline(book.total)}"
    key = f"redgreen/sheet/{turn.actor.id}/{turn.now.isoformat()}"
    comment = blocks.message(said, blocks.section(said))
    name = FILE.format(month=f"{month:%Y-%m}")
    letters.upload(turn, key, turn.actor.id, name, lookback_sheets.text(book), comment)
    told = SENT.format(month=month_name(month))
    return Aside(blocks.message(told, blocks.section(told)))


def hold(turn: Turn, ask: Ask) -> ButtonReply:
    """By the one to whom it was committed; the reminder of it is over."""
    terms.insist_on_reviews(turn)
    period = read_period(ask.value)
    days = (period.starts, period.ends)
    session, workspace, me = turn.session, turn.workspace.id, turn.actor.id
    if me not in freezes.managers(session, workspace, days):
        raise Refused(NOT_YOURS)
    if not outcomes.hold(session, workspace, me, days, me, turn.now):
        return Aside(Message(_held_already(turn, period)))
    said = {"starts": str(period.starts), "ends": str(period.ends)}
    keep(turn, words.HELD_ACT, said)
    act = acts.keep(turn, words.HELD_ACT, ENDING, said)
    settle(turn, me, ENDING, act)
    return _again(turn, ask, period)


def taken_back(turn: Turn, detail: Mapping[str, Any]) -> str:
    """It is asked for again."""
    period = read_period(f"{detail['starts']}:{detail['ends']}")
    days, me = (period.starts, period.ends), turn.actor.id
    outcomes.unhold(turn.session, turn.workspace.id, me, days)
    keep(turn, words.HELD_ACT, {**detail, "undone": True})
    for subject in _subjects(turn, me):
        reminding.reopen(turn, "redgreen", subject)
    return TAKEN_BACK.format(period=period.name)


def settle(turn: Turn, manager: str, ending: str, act: int | None = None) -> None:
    for subject in _subjects(turn, manager):
        reminding.settle(turn, "redgreen", subject, ending, act)


def _subjects(turn: Turn, manager: str) -> Iterator[str]:
    """The reminders of it, on whichever of the month's cards they stand."""
    theirs = terms_for(turn, manager)
    for day in theirs.calendar.in_month(theirs.today) if theirs else ():
        if theirs and day <= theirs.today:
            yield f"{day.isoformat()}/lookback"


def read_month(value: str) -> date:
    """Raises Refused for what none of our buttons says."""
    try:
        return first_of(date.fromisoformat(value))
    except ValueError:
        raise Refused(NO_MONTH) from None


def read_period(value: str) -> Period:
    starts, _, ends = value.partition(":")
    try:
        return Period(date.fromisoformat(starts), date.fromisoformat(ends))
    except ValueError:
        raise Refused(NO_MONTH) from None


def _again(turn: Turn, ask: Ask, period: Period) -> ButtonReply:
    told = HELD.format(period=period.name)
    return Aside(blocks.message(told, blocks.section(f"✔ {told}")))


def _held_already(turn: Turn, period: Period) -> str:
    days = (period.starts, period.ends)
    kept = outcomes.held(turn.session, turn.workspace.id, days)[turn.actor.id]
    theirs = terms_for(turn, turn.actor.id)
    day = kept.at.date() if theirs is None else day_in(kept.at, terms.zone(theirs.manager))
    who = words.name(turn, kept.by)
    return HELD_ALREADY.format(who=who, period=period.name, day=words.day(day))


def _month(turn: Turn, answer: Answer, rest: str) -> date | None:
    """A month without a year that is still to come was meant a year ago."""
    told = str(answer.facts.get(MONTH, "")) if answer.status is Status.DECIDED else ""
    if not told:
        return None
    month = date.fromisoformat(f"{told}-01")
    if YEAR.search(rest) or month <= turn.now.date():
        return month
    return first_of(month, -12)


def _empty(turn: Turn, month: date, calendar: str) -> Message:
    lines = [EMPTY.format(month=month_name(month)), *_when(turn, month, calendar)]
    known = [ends for _, ends in commitments.periods(turn.session, turn.workspace.id)]
    months = list(dict.fromkeys(map(first_of, known)))[:3]
    seen = [each for each in months if Book(turn, my_view(turn), each).lines]
    presses = [blocks.button(month_name(each), words.LOOKBACK, each.isoformat()) for each in seen]
    if seen:
        lines.append(f"There is a lookback on {counted(len(seen), 'other month')}.")
    told = "\n".join(lines)
    shown = [blocks.actions(*presses)] if presses else []
    return blocks.message(told, blocks.section(told), *shown)


def _when(turn: Turn, month: date, calendar: str) -> Iterator[str]:
    theirs = terms_for(turn, turn.actor.id)
    if theirs is not None:
        last = theirs.calendar.last_in(theirs.calendar.period_of(month))
        if last >= theirs.today:
            yield NOT_YET.format(month=month_name(month), last=words.long_day(last))
    if calendar:
        yield calendar
