"""What a question says of a close date: the day or month, chances, parking, and yes or no."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from policies.calendars import first_of, spoken
from policies.desks.told_days import assume_year, certain, given, only, sound
from policies.findings import Trouble
from policies.inquiries import Inquiry
from policies.quantities import as_number
from policies.reading.amounts import Amount, Unit, shown
from policies.reading.cleaning import clean
from policies.reading.moments import Moment, Sort, moments
from policies.reading.said import Said
from policies.reading.standpoints import standpoint
from policies.wording import filled, listed

DATE, PARKED, CHANCES = "date", "parked_since", "chances"
_DAYS = (Sort.DAY, Sort.INSTANT)
_WHOLE = Fraction(100)


@dataclass(frozen=True)
class Parking:
    """Since when: an instant, or any time of a day."""

    first: datetime
    last: datetime

    def over(self, now: datetime, hours: Fraction) -> bool | None:
        """Exactly that many hours are still inside; None while the time of day matters."""
        lasts = timedelta(hours=float(hours))
        found = {now > self.first + lasts, now > self.last + lasts}
        return found.pop() if len(found) == 1 else None


@dataclass(frozen=True)
class Told:
    now: datetime
    day: date | None
    month: date | None
    parking: Parking | None
    missed: bool


def read(inquiry: Inquiry) -> Told:
    now, found = standpoint(inquiry.said)
    if now != inquiry.said.now:
        inquiry.reads["now"] = _text(inquiry, "read_now", now=spoken_instant(now))
    parked = _parked_moment(inquiry, found)
    rest = [_end_of_month(inquiry, moment) for moment in found if moment is not parked]
    day = _day(inquiry, [moment for moment in rest if moment.sort in _DAYS])
    month = _month(inquiry, [moment for moment in rest if moment.sort is Sort.MONTH], day)
    missed = inquiry.said.has(*inquiry.sheet.words["missed"])
    if missed:
        inquiry.reads["missed"] = inquiry.sheet.texts["read_missed"]
    return Told(now, day, month, _parking(inquiry, parked, now), missed)


def _end_of_month(inquiry: Inquiry, moment: Moment) -> Moment:
    """“The first day of next month” and “the last day of May” are days."""
    if moment.sort is not Sort.MONTH or moment.fault:
        return moment
    for words, day in (("first_day", moment.first), ("last_day", moment.last)):
        if _after(inquiry, moment, words):
            return replace(moment, sort=Sort.DAY, first=day, last=day)
    return moment


def _day(inquiry: Inquiry, found: Sequence[Moment]) -> date | None:
    """With several days the one that is not called something else."""
    told = given(inquiry, DATE)
    if told is not None and told.sort is Sort.MONTH:
        return None
    meant = [moment for moment in found if not _after(inquiry, moment, "other_days")]
    told = told or only(inquiry, DATE, meant or found)
    if told is None:
        return None
    day = certain(inquiry, DATE, told).first
    assume_year(inquiry, told)
    inquiry.facts[DATE] = day
    inquiry.reads[DATE] = _text(inquiry, "read_date", day=spoken(day))
    return day


def _month(inquiry: Inquiry, found: Sequence[Moment], day: date | None) -> date | None:
    """The likeliest by the chances, or the one named in place of a day."""
    chances = _chances(inquiry, found)
    if chances:
        return _likeliest(inquiry, chances)
    if day is not None:
        return None
    told = given(inquiry, DATE) or only(inquiry, DATE, found)
    if told is None:
        return None
    assume_year(inquiry, told)
    inquiry.facts["month"] = f"{told.first:%Y-%m}"
    inquiry.reads[DATE] = _text(inquiry, "read_month", month=f"{told.first:%B %Y}")
    return first_of(told.first)


def _chances(inquiry: Inquiry, found: Sequence[Moment]) -> list[tuple[date, Amount]]:
    """“90% April 10% May”: each month with its own figure, in the order said."""
    figures = inquiry.said.amounts
    told = inquiry.said.given.get(CHANCES)
    if told is not None:
        later = Said(told, inquiry.said.now)
        found, figures = later.of(Sort.MONTH), later.amounts
    per_cent = [each for each in figures if each.unit is Unit.PERCENT]
    if not per_cent:
        return []
    months = [first_of(sound(inquiry, moment).first) for moment in found]
    if len(months) != len(per_cent) or len(set(months)) != len(months):
        raise Trouble(inquiry.needs([CHANCES], says=inquiry.sheet.texts["uneven"]))
    chances = list(zip(months, per_cent, strict=True))
    _check_sum(inquiry, [amount for _, amount in chances])
    _keep(inquiry, chances)
    return chances


def _check_sum(inquiry: Inquiry, figures: Sequence[Amount]) -> None:
    for amount in figures:
        if not amount.sound or amount.low < 0 or amount.low > _WHOLE:
            fault = amount.fault or amount.doubt or inquiry.sheet.texts["no_percent"]
            raise Trouble(inquiry.invalid(fault))
    total = sum((amount.low for amount in figures if not amount.about), Fraction(0))
    if total > _WHOLE:
        raise Trouble(inquiry.conflict(_text(inquiry, "too_likely", sum=shown(total))))


def _keep(inquiry: Inquiry, chances: Sequence[tuple[date, Amount]]) -> None:
    said = [
        f"{'about ' if amount.about else ''}{shown(amount.low)}% {month:%B %Y}"
        for month, amount in chances
    ]
    inquiry.reads[CHANCES] = _text(inquiry, "read_chances", chances=", ".join(said))
    inquiry.facts[CHANCES] = {f"{month:%Y-%m}": as_number(each.low) for month, each in chances}


def _likeliest(inquiry: Inquiry, chances: Sequence[tuple[date, Amount]]) -> date:
    """Two that may be equally likely are asked about; the later one is the advice."""
    best = max(amount.widest[0] for _, amount in chances)
    near = sorted(month for month, amount in chances if amount.widest[1] >= best)
    inquiry.look("likeliest_month", True if len(near) == 1 else None)
    if len(near) > 1:
        months = listed([f"{month:%B %Y}" for month in near], "and")
        raise Tied(near[-1], _text(inquiry, "tie", months=months))
    return near[0]


class Tied(Exception):
    """Several months are equally likely; `month` is the last of them."""

    def __init__(self, month: date, says: str) -> None:
        super().__init__(says)
        self.month = month


def _parked_moment(inquiry: Inquiry, found: Sequence[Moment]) -> Moment | None:
    sorts = (*_DAYS, Sort.TIME, Sort.SPAN)
    named = [moment for moment in found if moment.sort in sorts]
    since = [moment for moment in named if _after(inquiry, moment, "parked")]
    ago = [moment for moment in named if _is_ago(inquiry.said, moment)]
    return next(iter([*since, *ago]), None)


def _is_ago(said: Said, moment: Moment) -> bool:
    """“I parked it two days ago.”"""
    rest = said.plain[moment.end :].lstrip()
    return moment.sort is Sort.SPAN and rest.startswith("ago") and said.has("park(?:ed|ing)?")


def _after(inquiry: Inquiry, moment: Moment, words: str) -> bool:
    patterns = "|".join(inquiry.sheet.words[words])
    before = inquiry.said.plain[: moment.start]
    return bool(re.search(rf"(?<!\w)(?:{patterns})\s*$", before))


def _parking(inquiry: Inquiry, found: Moment | None, now: datetime) -> Parking | None:
    told = inquiry.said.given.get(PARKED)
    if told is not None:
        later = [each for each in moments(clean(told).lower(), now) if each.sort is Sort.SPAN]
        found = later[0] if later else given(inquiry, PARKED)
    if found is None:
        return None
    parking = _span_of(inquiry, found, now)
    if parking.first > now:
        since = spoken_instant(parking.first)
        raise Trouble(inquiry.conflict(_text(inquiry, "parked_ahead", since=since)))
    exact = parking.first == parking.last
    since = spoken_instant(parking.first) if exact else spoken(parking.first.date())
    inquiry.facts[PARKED] = parking.first if exact else parking.first.date()
    inquiry.reads[PARKED] = _text(inquiry, "read_parked", since=since)
    return parking


def _span_of(inquiry: Inquiry, found: Moment, now: datetime) -> Parking:
    if found.fault:
        raise Trouble(inquiry.invalid(found.fault))
    if found.sort is Sort.SPAN:
        at = now - found.lasts - timedelta(days=30 * found.months)
        return Parking(at, at)
    at_first = sound(inquiry, certain(inquiry, PARKED, found)).at
    if at_first is not None:
        return Parking(at_first, at_first)
    start = datetime.combine(found.first, time(), now.tzinfo)
    return Parking(start, min(now, start + timedelta(days=1)) if start <= now else start)


def spoken_instant(at: datetime) -> str:
    return f"{spoken(at.date())} {at:%H:%M}"


def _text(inquiry: Inquiry, name: str, **words: str) -> str:
    return filled(inquiry.sheet.texts[name], words)
