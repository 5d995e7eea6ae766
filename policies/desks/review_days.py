"""When Red/Green sessions are held and looked back on: rg-dates, rg-lookback."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from difflib import get_close_matches
from enum import StrEnum

from policies.answer import Answer
from policies.calendars import first_of, spoken
from policies.desks import review_sessions as sessions
from policies.desks.desk import Desk, Example
from policies.desks.told_days import assume_year, certain, given, only
from policies.findings import Trouble
from policies.inquiries import Inquiry
from policies.reading.cleaning import excerpt
from policies.reading.moments import Moment, Sort
from policies.reading.said import Said
from policies.reading.standpoints import standpoint

DATE, MONTH = "date", "month"
_TOPIC = r"red ?/ ?green|r ?/ ?g|red[ -]green|red (?:and|or) green (?=days?|sessions?|dates?)"
_ASKS = r"days?|dates?|sessions?|calendar|schedule|look(?:ed|s)?[ -]?backs?|when|next"
_OTHER = re.compile(
    r"^\W*(?:who|whose|how|why|what (?:must|happens?|do|does|should))\b"
    r"|\b(?:prepare|writ(?:e|ing|ten)|skip|miss|cancel|move|bring)\b"
)
_DEAL = r"smb|mm|mid-?market|deals?|opp|narr|net arr|close dates?"
_DATED = (Sort.DAY, Sort.MONTH, Sort.INSTANT)
_MONTHS = [f"{date(2000, number, 1):%B}".lower() for number in range(1, 13)]


class Wish(StrEnum):
    DATES = "dates"
    LOOKBACK = "lookback"
    NEXT = "next"
    IS_DAY = "is_day"


def claims(said: Said) -> bool:
    """The topic alone is for the handbook; a day, a month or “next” asks for the calendar."""
    if not said.has(_TOPIC) or _OTHER.search(said.plain) or said.has(_DEAL):
        return False
    by_day = bool(said.of(Sort.DAY, Sort.INSTANT))
    by_month = bool(said.of(Sort.MONTH)) and said.has(_ASKS) and not said.has("holidays")
    return by_day or by_month or said.has(rf"next (?:{_TOPIC})", r"next one")


def answer(inquiry: Inquiry) -> Answer:
    now, found = standpoint(inquiry.said)
    told = _told(inquiry, found)
    wish = _wish(inquiry, told)
    told = told or _untold(inquiry, wish, now.date())
    assume_year(inquiry, told)
    sessions.note_holidays(inquiry)
    if wish is Wish.IS_DAY:
        return sessions.is_session(inquiry, told)
    told = certain(inquiry, DATE, told) if told.sort is not Sort.MONTH else told
    return _calendar(inquiry, wish, told)


def _calendar(inquiry: Inquiry, wish: Wish, told: Moment) -> Answer:
    match wish:
        case Wish.NEXT:
            return sessions.after(inquiry, told, _day_before_next(inquiry, told))
        case Wish.LOOKBACK:
            return sessions.lookback(inquiry, first_of(told.first))
        case Wish.DATES | Wish.IS_DAY:
            return sessions.dates(inquiry, first_of(told.first))


def _told(inquiry: Inquiry, found: Sequence[Moment]) -> Moment | None:
    later = given(inquiry, DATE) or given(inquiry, MONTH)
    if later:
        return later
    dated = [moment for moment in found if moment.sort in _DATED]
    by_day = [moment for moment in dated if moment.sort is not Sort.MONTH]
    return only(inquiry, DATE if by_day else MONTH, dated)


def _wish(inquiry: Inquiry, told: Moment | None) -> Wish:
    words, rest = inquiry.sheet.words, inquiry.said.rest
    if rest.has(*words["lookback"]):
        return Wish.LOOKBACK
    if rest.has(*words["next"]):
        return Wish.NEXT
    if told is None or told.sort is Sort.MONTH:
        return Wish.DATES
    listed = rest.has(*words["dates"]) and not rest.has(*words["yes_or_no"])
    return Wish.DATES if listed else Wish.IS_DAY


def _day_before_next(inquiry: Inquiry, told: Moment) -> date:
    """“Next in May” may be the first of May, “next after May” may not."""
    past_month = inquiry.said.rest.has(*inquiry.sheet.words["after"])
    if told.sort is not Sort.MONTH or past_month:
        return told.last
    return told.first - timedelta(1)


def _untold(inquiry: Inquiry, wish: Wish, today: date) -> Moment:
    """Nothing was said of time: today or this month, if there is nothing else to read."""
    if inquiry.said.command:
        _refuse_rest(inquiry)
    named = sessions.in_month(today), spoken(today)
    by_day = wish is Wish.NEXT
    sessions.assume(inquiry, "today" if by_day else "this_month", month=named[0], day=named[1])
    return Moment(Sort.DAY if by_day else Sort.MONTH, str(today), 0, 0, today, today)


def _refuse_rest(inquiry: Inquiry) -> None:
    if inquiry.said.amounts:
        raise Trouble(inquiry.needs([MONTH], says=inquiry.sheet.texts["year_alone"]))
    words = inquiry.sheet.words
    known = "|".join(each for name in words for each in words[name])
    for word in re.findall(r"[\w']+", inquiry.said.timeless):
        if not re.fullmatch(known, word):
            raise Trouble(inquiry.invalid(_no_month(word)))


def _no_month(word: str) -> str:
    near = get_close_matches(word, _MONTHS, 1, 0.7)
    meant = f"; did you mean “{near[0]}”?" if near else ""
    return f"“{excerpt(word)}” is no day and no month{meant}"


DESK = Desk(
    "redgreen",
    ("redgreen", "red-green"),
    claims,
    answer,
    "When are the Red/Green sessions?",
    "/redgreen dates [MONTH] | lookback [MONTH] | next [after DAY] | is DAY a red/green day",
    (
        Example("/redgreen dates feb 2026", "Fri 13 February 2026"),
        Example("/redgreen is 2026-02-16 a red/green day", "No"),
        Example("/redgreen next after 2026-01-30", "Fri 13 February 2026"),
        Example("/redgreen lookback january 2026", "looked back on"),
    ),
    limits=(
        *("mid_month", "last_days", "lookback", "period_months", "quarter_starts"),
        *("card_hour", "idle_minutes", "undo_minutes"),
        *("pattern_cases", "accuracy_periods"),
    ),
    outcomes=("calendar", "yes", "no"),
    facts=(DATE, MONTH),
    words=("lookback", "next", "after", "dates", "yes_or_no", "filler"),
    texts=sessions.TEXTS,
    lists=("questions", "answers", "in_period", "weak", "challenges", "closing", "reasons"),
)
