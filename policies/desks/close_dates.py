"""Which of the three close-date conventions a date obeys, and the date to set instead."""

import re
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from policies.answer import Answer, Flip
from policies.calendars import first_of, is_weekend, spoken
from policies.desks import close_conventions as conventions
from policies.desks.close_conventions import EVENT, QUOTE, RENEWAL, Deal, Verdict
from policies.desks.close_facts import CHANCES, DATE, PARKED, Tied, Told, read, spoken_instant
from policies.desks.desk import Desk, Example
from policies.inquiries import Inquiry
from policies.reading.amounts import Unit
from policies.reading.moments import Sort
from policies.reading.said import Said
from policies.wording import filled

_TOPIC = r"clos(?:e|ing)[ -]?dates?|closedates?"
_SIGNS = (
    r"compell?ing event|(?:no|with|without)(?: an?)? event|renewal due"
    r"|quote (?:is |was )?(?:not )?(?:due|sent|out|went)|quote (?:isn't|hasn't)"
    r"|unsigned|out for signature"
)
_OTHER = re.compile(r"^\W*(?:who|whose|how|why|what (?:does|do|is|happens|must))\b")
_MONEY = r"net arr|narr|iacv|acv|amount"
_PARKED = ("parked", "parking-over")
_FACTS = (EVENT, QUOTE, RENEWAL)


def claims(said: Said) -> bool:
    """A day or month with the words of a close date; money makes it a deal's question."""
    money = any(each.unit is Unit.MONEY for each in said.amounts)
    if money or said.has(_MONEY) or _OTHER.search(said.plain):
        return False
    by_day = bool(said.of(Sort.DAY, Sort.INSTANT))
    by_month = bool(said.of(Sort.MONTH)) or (said.has("park(?:ed|ing)") and bool(said.moments))
    return (said.has(_TOPIC) and (by_day or by_month)) or (said.has(_SIGNS) and by_day)


@dataclass
class Hearing:
    """The deal as far as it is known, the facts still open, and those taken for granted."""

    inquiry: Inquiry
    told: Told
    deal: Deal
    undecided: list[str] = field(default_factory=list)
    granted: list[str] = field(default_factory=list)

    def tried(self) -> list[tuple[Any, Verdict]]:
        return list(conventions.trials(self.deal, self.undecided))

    @property
    def results(self) -> set[tuple[str, date | None]]:
        return {(verdict.outcome, verdict.suggested) for _, verdict in self.tried()}

    @property
    def outcomes(self) -> set[str]:
        return {verdict.outcome for _, verdict in self.tried()}


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
    return _decided(hearing, tried)


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
    """New business goes without saying; no quote does where the date already fits without one."""
    if EVENT in unknown:
        kept = hearing.granted if hearing.deal.parked else hearing.undecided
        kept.append(EVENT)
    if RENEWAL in unknown:
        hearing.granted.append(RENEWAL)
    if QUOTE in unknown:
        kept = hearing.undecided if _quote_matters(hearing) else hearing.granted
        kept.append(QUOTE)


def _quote_matters(hearing: Hearing) -> bool:
    """A month has no day to sign on, and a date that is past must change either way."""
    deal = hearing.deal
    if deal.day is None or deal.day < deal.today:
        return False
    return EVENT in hearing.undecided or hearing.outcomes == {"change"}


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


def _decided(hearing: Hearing, tried: list[tuple[Any, Verdict]]) -> Answer:
    inquiry, (_, verdict) = hearing.inquiry, tried[-1]
    rules = {each.rule for _, each in tried}
    for rule in sorted(rules):
        inquiry.look(rule, True if len(rules) == 1 else None)
    values = _values(hearing, tried)
    words = _words(hearing, tried, values)
    _caution(hearing, verdict, words)
    why = _why(tried)
    says = filled(inquiry.sheet.texts[why], words)
    return inquiry.decided(verdict.outcome, values, words={"says": says})


def _why(tried: list[tuple[Any, Verdict]]) -> str:
    """Where only the date to set is open, both are named."""
    verdict = tried[-1][1]
    if len({each.suggested for _, each in tried}) == 1:
        return verdict.why
    return "past_open" if verdict.why.startswith("past") else "open"


def _values(hearing: Hearing, tried: list[tuple[Any, Verdict]]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    suggested = {verdict.suggested for _, verdict in tried}
    if len(suggested) == 1 and None not in suggested:
        values["suggested"] = suggested.pop()
    if tried[-1][1].outcome in _PARKED:
        values |= _parking(hearing)
    return values


def _parking(hearing: Hearing) -> dict[str, datetime | date]:
    inquiry, parking = hearing.inquiry, hearing.told.parking
    since = parking.first if parking else hearing.told.now
    if parking is None:
        inquiry.assumptions.append(inquiry.sheet.texts["assume_parked_now"])
    limit = inquiry.sheet.limit
    return {
        "parking_ends": since + timedelta(hours=float(limit("parking_hours"))),
        "window_ends": since.date() + timedelta(days=int(limit("window_days"))),
    }


def _words(
    hearing: Hearing, tried: list[tuple[Any, Verdict]], values: dict[str, Any]
) -> dict[str, str]:
    deal, hours = hearing.deal, hearing.inquiry.sheet.limit("parking_hours")
    month = f"{deal.month or conventions.closing_month(deal):%B %Y}"
    words = {"day": spoken(deal.day) if deal.day else month, "month": month}
    words["parking_hours"] = str(int(hours))
    for case, verdict in tried:
        if EVENT in case and verdict.suggested:
            words["with_event" if case[EVENT] else "without_event"] = spoken(verdict.suggested)
    for name, value in values.items():
        words[name] = spoken_instant(value) if isinstance(value, datetime) else spoken(value)
    return words


def _caution(hearing: Hearing, verdict: Verdict, words: dict[str, str]) -> None:
    inquiry, deal = hearing.inquiry, hearing.deal
    texts = inquiry.sheet.texts
    inquiry.warnings += [filled(texts[name], words) for name in _cautions(deal, verdict)]
    inquiry.assumptions += [filled(texts[name], words) for name in _readings(deal, verdict)]


def _cautions(deal: Deal, verdict: Verdict) -> list[str]:
    day, suggested = deal.day or deal.month or deal.today, verdict.suggested
    by_sign = suggested is not None and verdict.rule == conventions.ACTUAL_DAY
    moved = by_sign and suggested is not None and first_of(suggested) != first_of(day)
    likely = deal.month is not None and deal.day is not None and verdict.outcome == "change"
    said = {
        "past": verdict.outcome == "change" and (deal.day or deal.today) < deal.today,
        "crosses": moved,
        "silent": verdict.why == "to_next_friday",
        "weekend_reading": verdict.why == "to_friday_before",
        "wrong_month": likely and not by_sign,
    }
    return [name for name, holds in said.items() if holds]


def _readings(deal: Deal, verdict: Verdict) -> list[str]:
    day = deal.day
    if day is None:
        return []
    said = {
        "weekend_last": verdict.why == "fits_last" and is_weekend(day),
        "month_before": verdict.why == "to_last" and day.day == 1 and deal.month is None,
    }
    return [name for name, holds in said.items() if holds]


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
        *("parking_hours", "window_days"),
    ),
    outcomes=("fits-last-day", "fits-actual-day", "parked", "parking-over", "change"),
    facts=(DATE, EVENT, QUOTE, RENEWAL, PARKED, CHANCES),
    words=("missed", "parked", "other_days"),
)
