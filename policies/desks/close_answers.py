"""What to say of a close date once it is decided: the sentence, the figures and the cautions."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from policies.answer import Answer
from policies.calendars import first_of, is_weekend, spoken
from policies.desks import close_conventions as conventions
from policies.desks.close_conventions import EVENT, Deal, Verdict
from policies.desks.close_facts import Told, spoken_instant
from policies.inquiries import Inquiry
from policies.wording import filled

_PARKED = ("parked", "parking-over")
TEXTS = (
    *("fits_last", "fits_quote", "fits_renewal", "parked", "parking_over", "to_last"),
    *("to_first", "past_last", "past_first", "open", "past_open", "to_friday"),
    *("to_next_friday", "to_friday_before", "month_last", "month_first", "past", "crosses"),
    *("silent", "weekend_reading", "weekend_last", "month_before", "wrong_month", "tie"),
    *("too_likely", "uneven", "no_percent", "parked_ahead", "assume_parked_now"),
    *("assume_first", "assume_no_event", "assume_no_quote", "assume_new", "read_date"),
    *("read_month", "read_chances", "read_parked", "read_missed", "read_now"),
)


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


def decided(hearing: Hearing, tried: list[tuple[Any, Verdict]]) -> Answer:
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
