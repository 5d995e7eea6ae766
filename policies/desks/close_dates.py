"""Which of the three close-date conventions a date obeys, and the date to set instead."""

import re
from dataclasses import replace
from typing import Any

from policies.answer import Answer, Flip
from policies.calendars import first_of, last_of
from policies.desks import close_conventions as conventions
from policies.desks.close_answers import TEXTS, Hearing, decided
from policies.desks.close_conventions import EVENT, QUOTE, RENEWAL, Deal, Verdict
from policies.desks.close_facts import CHANCES, DATE, PARKED, Tied, Told, read
from policies.desks.desk import Desk, Example
from policies.inquiries import Inquiry
from policies.reading.amounts import Unit
from policies.reading.moments import Sort
from policies.reading.said import Said

_TOPIC = r"clos(?:e|ing)[ -]?dates?|closedates?"
_SIGNS = (
    r"compell?ing event|(?:no|with|without)(?: an?)? event|renewal due"
    r"|quote (?:is |was )?(?:not )?(?:due|sent|out|went)|quote (?:isn't|hasn't)"
    r"|unsigned|out for signature"
)
_OTHER = re.compile(
    r"^\W*(?:who|whose|how|why|what (?:does|do|is|happens))\b|what must|leap year|\bexample\b"
)
_MONEY = r"net arr|narr|iacv|acv|amount"
_FACTS = (EVENT, QUOTE, RENEWAL)


def claims(said: Said) -> bool:
    """A day or month with the words of a close date; money makes it a deal's question."""
    money = any(each.unit is Unit.MONEY for each in said.amounts)
    if money or said.has(_MONEY) or _OTHER.search(said.plain):
        return False
    by_day = bool(said.of(Sort.DAY, Sort.INSTANT))
    by_month = bool(said.of(Sort.MONTH)) or (said.has("park(?:ed|ing)") and bool(said.moments))
    one_day = len({moment.first for moment in said.of(Sort.DAY, Sort.INSTANT)}) == 1
    return (said.has(_TOPIC) and (by_day or by_month)) or (said.has(_SIGNS) and one_day)


def answer(inquiry: Inquiry) -> Answer:
    try:
        told = read(inquiry)
    except Tied as tied:
        return _tied(inquiry, tied)
    hearing = _heard(inquiry, told)
    if missing := _missing(hearing):
        return missing
    tried = hearing.tried()
    if len(hearing.outcomes) > 1:
        return _needs(hearing, tried)
    _assume(hearing)
    inquiry.flips += _flips(hearing)
    return decided(hearing, tried)


def _tied(inquiry: Inquiry, tied: Tied) -> Answer:
    """The later month is only the advice; with a known event it comes to a day."""
    event = inquiry.choice(EVENT)
    today = inquiry.said.now.date()
    verdict = conventions.judge(Deal(today, month=tied.month, compelling_event=event == "yes"))
    values = {"suggested": verdict.suggested} if event else {}
    return inquiry.needs([CHANCES, *([] if event else [EVENT])], says=str(tied), values=values)


def _heard(inquiry: Inquiry, told: Told) -> Hearing:
    known = {name: inquiry.choice(name) for name in _FACTS}
    yes = {name: known[name] == "yes" for name in _FACTS}
    parked = told.parking is not None
    deal = Deal(told.now.date(), told.day, told.month, parked=parked, missed=told.missed, **yes)
    if parked and told.day is None and told.month is None:
        inquiry.assumptions.append(inquiry.sheet.texts["assume_first"])
        deal = replace(deal, day=first_of(deal.today, 1))
    hearing = Hearing(inquiry, told, replace(deal, over=_over(inquiry, told) is True))
    _settle(hearing, [name for name in _FACTS if known[name] is None])
    return hearing


def _over(inquiry: Inquiry, told: Told) -> bool | None:
    if told.parking is None:
        return False
    over = told.parking.over(told.now, inquiry.sheet.limit("parking_hours"))
    inquiry.look("parking_hours", None if over is None else not over)
    return over


def _settle(hearing: Hearing, unknown: list[str]) -> None:
    """New business goes without saying; that no quote is out may."""
    if EVENT in unknown:
        kept = hearing.granted if hearing.deal.parked else hearing.undecided
        kept.append(EVENT)
    if RENEWAL in unknown:
        hearing.granted.append(RENEWAL)
    if QUOTE in unknown:
        kept = hearing.undecided if _quote_matters(hearing) else hearing.granted
        kept.append(QUOTE)


def _quote_matters(hearing: Hearing) -> bool:
    """Not for a month, which has no day to sign on, nor for a date that is past; and the first or
    last day of a month with a word on the event is meant as one of those conventions."""
    day = hearing.deal.day
    if day is None or day < hearing.deal.today:
        return False
    return EVENT in hearing.undecided or day not in (first_of(day), last_of(day))


def _missing(hearing: Hearing) -> Answer | None:
    inquiry, told, deal = hearing.inquiry, hearing.told, hearing.deal
    real_day = deal.day is None and (deal.quote_sent or deal.renewal)
    if real_day or (deal.day is None and deal.month is None):
        return inquiry.needs([DATE], between=("fits-actual-day", "change"))
    if _over(inquiry, told) is None:
        outcomes = {conventions.judge(replace(deal, over=over)).outcome for over in (True, False)}
        if len(outcomes) > 1:
            return inquiry.needs([PARKED], between=sorted(outcomes))
    return None


def _needs(hearing: Hearing, tried: list[tuple[Any, Verdict]]) -> Answer:
    for rule in dict.fromkeys(verdict.rule for _, verdict in tried):
        hearing.inquiry.look(rule, None)
    between = list(dict.fromkeys(verdict.outcome for _, verdict in tried))
    return hearing.inquiry.needs(conventions.telling(tried), between=between)


def _assume(hearing: Hearing) -> None:
    texts = {EVENT: "assume_no_event", QUOTE: "assume_no_quote", RENEWAL: "assume_new"}
    for name in hearing.granted:
        turned = replace(hearing, deal=conventions.turned(hearing.deal, name))
        if turned.results != hearing.results:
            hearing.inquiry.assumptions.append(hearing.inquiry.sheet.texts[texts[name]])


def _flips(hearing: Hearing) -> list[Flip]:
    """One known fact the other way, where that decides something else."""
    found = []
    for name in _FACTS:
        if name not in hearing.undecided:
            turned = conventions.turned(hearing.deal, name)
            outcomes = replace(hearing, deal=turned).outcomes
            if len(outcomes) == 1 and outcomes != hearing.outcomes:
                found.append(Flip(name, getattr(turned, name), outcomes.pop()))
    return found


DESK = Desk(
    "closedate",
    ("closedate", "close-date"),
    claims,
    answer,
    "Does the close date obey the conventions, and which date should it be?",
    "/handrail closedate DATE [with | no event] [quote sent] [renewal] [parked since DAY TIME]",
    (
        Example("/handrail closedate 2026-05-31 with event", "it is the last day of the month"),
        Example("/handrail closedate 2026-04-28 quote sent", "Tue 28 April 2026"),
        Example("/handrail closedate 2026-05-01 no event", "Fri 1 May 2026"),
        Example("/handrail closedate chances 90% April, 10% May", "depends on whether"),
    ),
    limits=(
        *("likeliest_month", "last_day", "actual_day", "first_day"),
        *("parking_hours", "window_days", "remind_part", "remind_hours"),
    ),
    outcomes=("fits-last-day", "fits-actual-day", "parked", "parking-over", "change"),
    facts=(DATE, EVENT, QUOTE, RENEWAL, PARKED, CHANCES),
    words=("missed", "parked", "other_days", "first_day", "last_day"),
    texts=TEXTS,
)
