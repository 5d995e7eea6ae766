"""When a deal closes: this month, next month or later, from a day, a month or a span of time."""

import re
from datetime import date, timedelta

from policies.calendars import first_of, spoken
from policies.desks import told_days
from policies.desks.requirements import LATER, NEXT_MONTH, THIS_MONTH
from policies.findings import Trouble
from policies.inquiries import Inquiry
from policies.reading.moments import Moment, Sort
from policies.wording import filled

CLOSES, CLOSE_DATE = "closes", "close_date"


def closing(inquiry: Inquiry) -> str | None:
    """None where nothing was said of it, or its month has passed."""
    moment = told_days.given(inquiry, CLOSE_DATE)
    if moment is None:
        told = inquiry.choice(CLOSES)
        if CLOSES in inquiry.said.given or _is_left_open(inquiry):
            return told
        moment = told_days.only(inquiry, CLOSE_DATE, _meant(inquiry))
        if moment is None:
            return told
    return _kept(inquiry, moment)


def _is_left_open(inquiry: Inquiry) -> bool:
    return bool(inquiry.said.heard({"?": inquiry.sheet.words[f"{CLOSES}=?"]}))


def _kept(inquiry: Inquiry, moment: Moment) -> str | None:
    """A month is a fact of its own; of a day, the day is."""
    day = moment.first
    found = month_of(day, inquiry.said.now.date())
    told = inquiry.facts.get(CLOSES)
    if found and told not in (None, found):
        raise Trouble(inquiry.conflict(f"“{inquiry.reads[CLOSES]}” and “{moment.said}”"))
    told_days.assume_year(inquiry, moment)
    if moment.sort in (Sort.DAY, Sort.INSTANT):
        day = told_days.certain(inquiry, CLOSE_DATE, moment).first
        _keep_day(inquiry, day)
    elif found:
        inquiry.tell(CLOSES, found)
    if moment.last < inquiry.said.now.date():
        past = inquiry.sheet.texts["past"]
        inquiry.warnings.append(filled(past, {"day": _spoken(moment)}))
    return found


def _keep_day(inquiry: Inquiry, day: date) -> None:
    inquiry.facts.pop(CLOSES, None)
    inquiry.reads.pop(CLOSES, None)
    inquiry.facts[CLOSE_DATE] = day
    inquiry.reads[CLOSE_DATE] = f"closes {spoken(day)}"


def _spoken(moment: Moment) -> str:
    is_day = moment.sort in (Sort.DAY, Sort.INSTANT)
    return spoken(moment.first) if is_day else f"“{moment.said}”"


def month_of(day: date, today: date) -> str | None:
    """None for a month that has passed."""
    if day < first_of(today):
        return None
    if day < first_of(today, 1):
        return THIS_MONTH
    return NEXT_MONTH if day < first_of(today, 2) else LATER


def _meant(inquiry: Inquiry) -> list[Moment]:
    """Those after a word of closing; else all that are not days of something else."""
    said = inquiry.said
    told = [_dated(moment, said.now.date()) for moment in said.moments if _is_day(inquiry, moment)]
    after = [each for each in told if _follows(inquiry, each, "closing")]
    return after or [each for each in told if not _follows(inquiry, each, "other_day")]


def _is_day(inquiry: Inquiry, moment: Moment) -> bool:
    """“in five months” tells a day, “a five month contract” does not."""
    before = inquiry.said.plain[: moment.start]
    if moment.sort is Sort.SPAN:
        return bool(re.search(r"\b(?:in|within)\s+(?:about\s+)?$", before))
    return moment.sort is not Sort.TIME


def _dated(moment: Moment, today: date) -> Moment:
    if moment.sort is not Sort.SPAN or moment.fault:
        return moment
    day = first_of(today, moment.months) if moment.months else today + moment.lasts
    last = first_of(day, 1) - timedelta(days=1) if moment.months else day
    sort = Sort.MONTH if moment.months else Sort.DAY
    return Moment(sort, moment.said, moment.start, moment.end, day, last, relative=True)


def _follows(inquiry: Inquiry, moment: Moment, words: str) -> bool:
    before = inquiry.said.timeless[: moment.start]
    phrases = "|".join(map(re.escape, inquiry.sheet.words[words]))
    return bool(re.search(rf"(?<!\w)(?:{phrases})(?!\w)[^¤\d]{{0,25}}$", before))
