"""The weekly forecast: when it is due, and which of its values are missing: forecast-wednesday."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from policies.answer import Answer
from policies.calendars import spoken, week_day
from policies.desks.desk import Desk, Example
from policies.desks.told_days import certain, given, only
from policies.findings import Trouble
from policies.inquiries import Inquiry
from policies.reading.moments import Sort
from policies.reading.said import Said
from policies.reading.standpoints import standpoint
from policies.sheets import Item
from policies.wording import filled, listed

AT = "at"
VALUES = (
    *("renewal_loss_best_case", "renewal_loss_commit"),
    *("gross_best_case", "gross_commit", "net_even"),
)
_TIMED = (Sort.DAY, Sort.TIME, Sort.INSTANT)
_OTHER = re.compile(
    r"^\W*(?:who|whose|how|why)\b|\bforecast(?:ed)? (?:to|for|as|close|closing)\b"
    r"|\b(?:smb|mm|mid-?market|opp|deals?|close dates?)\b"
)
_ASKING = re.compile(r"^\W*(?:what|which)\b")
_NAMED = re.compile(r"\b(?:values|figures|numbers|renewal loss|gross|commit|best case|50 ?/ ?50)\b")
_APART = re.compile(r"(?<=\d) (?!000(?!\d))(?=[$-]?\d)")
_WEEK = timedelta(days=7)


def claims(said: Said) -> bool:
    """A time, a day, values, or whether mine is due now; the rest is for the handbook."""
    if not said.has("forecasts?") or _OTHER.search(said.plain):
        return False
    timed = bool(said.of(*_TIMED))
    return timed or _has_values(said) or said.has(r"is (?:my|our) forecast")


def _has_values(said: Said) -> bool:
    """Figures after a name; “which five values” only asks."""
    named = _NAMED.search(said.plain)
    if named is None or _ASKING.search(said.plain):
        return False
    return any(amount.start >= named.end() for amount in said.amounts)


def answer(inquiry: Inquiry) -> Answer:
    names = {item.id for item in inquiry.sheet.lists["values"]}
    inquiry.said = _spelt(inquiry)
    if inquiry.said.amounts or names & set(inquiry.said.given):
        inquiry.said = replace(inquiry.said, text=_APART.sub(", ", inquiry.said.text))
        return _values(inquiry)
    return _time(inquiry)


def _spelt(inquiry: Inquiry) -> Said:
    """“50/50” is a name here and no figure."""
    even = "|".join(inquiry.sheet.words["even"])
    return replace(
        inquiry.said, text=re.sub(rf"(?<!\d)(?:{even})(?!\d)", "even", inquiry.said.text)
    )


def _values(inquiry: Inquiry) -> Answer:
    items = inquiry.sheet.lists["values"]
    inquiry.reads["values"] = inquiry.sheet.texts["read_values"]
    missing = [item.says for item in items if not _has(inquiry, items, item)]
    inquiry.look("values", not missing)
    inquiry.assumptions.append(inquiry.sheet.texts["twice"])
    due_at = _next_deadline(inquiry, inquiry.said.now)
    words = {
        "missing": listed(missing, "and"),
        "count": str(len(items)),
        "due_at": _spoken(due_at),
    }
    outcome = "incomplete" if missing else "complete"
    return inquiry.decided(outcome, {"missing": missing, "due_at": due_at}, words=words)


def _has(inquiry: Inquiry, items: Sequence[Item], item: Item) -> bool:
    """Unnamed figures are taken in the order of the list."""
    texts, told = inquiry.sheet.texts, inquiry.labelled
    if len(told.bare) > len(items):
        words = {"count": str(len(items)), "given": str(len(told.bare))}
        raise Trouble(inquiry.invalid(filled(texts["too_many"], words)))
    if told.bare and told.figures:
        raise Trouble(inquiry.invalid(texts["mixed"]))
    if told.bare and item is items[0]:
        labels = listed([each.says for each in items], "and")
        inquiry.assumptions.append(filled(texts["in_order"], {"labels": labels}))
    return inquiry.amount(item.id, bare=items.index(item)) is not None


def _time(inquiry: Inquiry) -> Answer:
    now, found = standpoint(inquiry.said)
    timed = [moment for moment in found if moment.sort in _TIMED]
    told = given(inquiry, AT) or only(inquiry, AT, timed)
    inquiry.assumptions.append(inquiry.sheet.texts["everybody"])
    if inquiry.said.has(*inquiry.sheet.words["holiday"]):
        inquiry.warnings.append(inquiry.sheet.texts["holiday"])
    asks = inquiry.said.has(*inquiry.sheet.words["asks"])
    if told is None and not asks and now == inquiry.said.now:
        raise Trouble(inquiry.invalid(inquiry.sheet.texts["unread"]))
    if told is None or (told.relative and told.first == now.date()):
        return _timely(inquiry, now, "due" if asks or told is None else "on-time")
    if told.at is not None:
        return _timely(inquiry, told.at, "due" if asks else "on-time")
    day = certain(inquiry, AT, told).first
    return _due_on(inquiry, day) if asks else _made_on(inquiry, day, now)


def _timely(inquiry: Inquiry, at: datetime, early: str) -> Answer:
    """On the very minute is still in time."""
    inquiry.facts[AT] = at
    read = "read_due" if early == "due" else "read_made"
    inquiry.reads[AT] = filled(inquiry.sheet.texts[read], {"at": _spoken(at)})
    return _told(inquiry, _outcome(inquiry, at, early), at, _spoken(at))


def _due_on(inquiry: Inquiry, day: date) -> Answer:
    """Asked of a whole day: the deadline of its week."""
    inquiry.facts[AT] = day
    inquiry.reads[AT] = filled(inquiry.sheet.texts["read_due_day"], {"at": spoken(day)})
    return _told(inquiry, "due", _start(inquiry, day), spoken(day))


def _made_on(inquiry: Inquiry, day: date, now: datetime) -> Answer:
    """Some time that day; on the day itself the hour decides."""
    inquiry.facts[AT] = day
    inquiry.reads[AT] = filled(inquiry.sheet.texts["read_made"], {"at": spoken(day)})
    start = _start(inquiry, day)
    last = start + timedelta(hours=23, minutes=59)
    outcomes = {_outcome(inquiry, at, "on-time") for at in (start, last)}
    if len(outcomes) > 1:
        inquiry.look("hour", None)
        return inquiry.needs([AT], between=("on-time", "late"))
    return _told(inquiry, outcomes.pop(), start, spoken(day))


def _told(inquiry: Inquiry, outcome: str, at: datetime, said: str) -> Answer:
    due_at = _deadline(inquiry, at)
    inquiry.look("weekday", True)
    inquiry.look("hour", outcome != "late")
    words = {"at": said, "due_at": _spoken(due_at), "next_due": _spoken(due_at + _WEEK)}
    return inquiry.decided(outcome, {"due_at": due_at}, words=words)


def _outcome(inquiry: Inquiry, at: datetime, early: str) -> str:
    return early if at <= _deadline(inquiry, at) else "late"


def _deadline(inquiry: Inquiry, at: datetime) -> datetime:
    """That of the same week, which begins on Monday."""
    limit = inquiry.sheet.limit
    day = week_day(at.date(), int(limit("weekday")) - 1)
    start = datetime.combine(day, time(), at.tzinfo)
    return start + timedelta(hours=float(limit("hour")))


def _next_deadline(inquiry: Inquiry, now: datetime) -> datetime:
    due_at = _deadline(inquiry, now)
    return due_at if now <= due_at else due_at + _WEEK


def _start(inquiry: Inquiry, day: date) -> datetime:
    return datetime.combine(day, time(), inquiry.said.now.tzinfo)


def _spoken(at: datetime) -> str:
    return f"{spoken(at.date())} {at:%H:%M}"


DESK = Desk(
    "forecast",
    ("forecast",),
    claims,
    answer,
    "Is the weekly forecast due, late, or complete?",
    "/handrail forecast [on DAY TIME] | values FIVE FIGURES",
    (
        Example("/handrail forecast on Wed 17:00", "is on time"),
        Example("/handrail forecast on Wed 17:01", "is late"),
        Example("/handrail forecast values 10k, 8k, 120k, 90k", "Still missing: Net 50/50"),
    ),
    limits=("weekday", "hour", "values", "remind_hours"),
    outcomes=("due", "on-time", "late", "incomplete", "complete"),
    facts=(AT, *VALUES),
    words=("even", "asks", "holiday"),
    texts=(
        *("holiday", "everybody", "twice", "in_order", "too_many", "mixed", "unread"),
        *("read_due", "read_due_day", "read_made", "read_values"),
    ),
    lists=("values",),
)
