"""How soon an MQL is answered, and when the AE may step in: fo-mql-one-hour, fo-two-weeks."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from policies.answer import Answer
from policies.calendars import is_weekend, spoken
from policies.desks.desk import Desk, Example
from policies.desks.told_days import assume_year, certain, given, only
from policies.findings import Trouble
from policies.inquiries import Inquiry
from policies.reading.cleaning import excerpt
from policies.reading.moments import Moment, Sort
from policies.reading.said import Said
from policies.reading.standpoints import standpoint

ASSIGNED, LEAD, TOUCHED, ASKS = "assigned", "lead", "touched", "asks"
_LEAD = ("mqls?", "marketing[ -]qualified leads?", "inquir(?:y|ies)", "enquir(?:y|ies)")
_ASSIGNED = ("sdrs?", "assigned", "untouched")
_WAITED = (
    "untouched",
    "idle",
    "ignored",
    "unanswered",
    r"no (?:action|activity|touch|contact)",
    r"(?:not|n[o']?t|never|hasnt|nobody|no one)(?: \w+){0,3} (?:touch|contact|call|work)\w*",
)
_ABOUT = re.compile(r"(?:about|around|roughly|approximately|approx\.?|nearly|almost|~|ca\.?)\s*$")
_DATED = (Sort.DAY, Sort.INSTANT, Sort.TIME)
_DAY = timedelta(days=1)
_TEXTS = (
    "by",
    "by_unknown",
    "not_yet",
    "acted",
    "clock",
    "outside",
    "over",
    "ahead",
    "weeks",
    "inquiry",
    "between",
    "unread",
    "from_span",
    "about",
    "today",
    "sequence_trial",
    "sequence_other",
)


def claims(said: Said) -> bool:
    """A lead with the time of its assignment, or with how long it has been left."""
    if not (said.has(*_LEAD) or (said.has("leads?") and said.has(*_ASSIGNED))):
        return False
    dated = any(moment.sort in _DATED and not _is_today(moment) for moment in said.moments)
    return dated or (bool(said.of(Sort.SPAN)) and said.has(*_WAITED))


@dataclass(frozen=True)
class Window:
    """The instants between which the lead was assigned."""

    earliest: datetime
    latest: datetime

    @property
    def exact(self) -> bool:
        return self.earliest == self.latest


def answer(inquiry: Inquiry) -> Answer:
    now, window = _assigned(inquiry)
    lead, touched, asks = (inquiry.choice(name) for name in (LEAD, TOUCHED, ASKS))
    if window is None:
        return _unread(inquiry)
    if lead == "inquiry":
        inquiry.assumptions.append(inquiry.text("inquiry"))
    if lead == "inquiry" or touched == "no" or asks:
        return _step_in(inquiry, window, touched, now)
    return _respond(inquiry, window, now)


def _unread(inquiry: Inquiry) -> Answer:
    if inquiry.said.given or inquiry.said.has(*_LEAD, *_ASSIGNED, "leads?"):
        return inquiry.needs([ASSIGNED], between=("respond", "wait", "ae-may-contact"))
    return inquiry.invalid(inquiry.text("unread", said=excerpt(inquiry.said.text)))


def _assigned(inquiry: Inquiry) -> tuple[datetime, Window | None]:
    """The instant asked from, and the assignment; “today” beside a date is when it is asked."""
    now, found = standpoint(inquiry.said)
    dated = [moment for moment in found if moment.sort in _DATED]
    asked = [moment for moment in dated if _is_today(moment)] if len(dated) > 1 else []
    told = given(inquiry, ASSIGNED) or only(inquiry, ASSIGNED, [m for m in dated if m not in asked])
    if asked:
        now = datetime.combine(asked[-1].first, now.timetz())
    if now != inquiry.said.now:
        inquiry.reads["now"] = f"now {_instant(now)}"
    if told is None:
        return now, _waited(inquiry, found, now)
    moment = certain(inquiry, ASSIGNED, told)
    if moment.sort is Sort.TIME:
        day = spoken(moment.first)
        inquiry.assumptions.append(inquiry.text("today", said=moment.said, day=day))
    else:
        assume_year(inquiry, moment)
    return now, _told(inquiry, _window(moment, now))


def _is_today(moment: Moment) -> bool:
    return moment.sort is Sort.DAY and moment.said in ("today", "tomorrow", "now")


def _window(moment: Moment, now: datetime) -> Window:
    if moment.at is not None:
        return Window(moment.at, moment.at)
    start = datetime.combine(moment.first, time(), now.tzinfo)
    return Window(start, start + _DAY - timedelta(minutes=1))


def _waited(inquiry: Inquiry, found: list[Moment], now: datetime) -> Window | None:
    """“Untouched for 15 days”: assigned so long ago; an estimate may be off by a tenth."""
    spans = [moment for moment in found if moment.sort is Sort.SPAN]
    if not spans:
        return None
    span = spans[0]
    if span.fault:
        raise Trouble(inquiry.invalid(span.fault))
    lasts = span.lasts or timedelta(days=30 * span.months)
    about = bool(_ABOUT.search(inquiry.said.plain[: span.start]))
    slack = lasts / 10 if about else timedelta()
    window = Window(now - lasts - slack, now - lasts + slack)
    inquiry.assumptions.append(inquiry.text("from_span", instant=_instant(now - lasts)))
    _told(inquiry, window)
    if about:
        inquiry.reads[ASSIGNED] = f"assigned about {span.said} ago"
        inquiry.warnings.append(inquiry.text("about", said=span.said))
    return window


def _told(inquiry: Inquiry, window: Window) -> Window:
    day = spoken(window.earliest.date())
    inquiry.reads[ASSIGNED] = f"assigned {_instant(window.earliest) if window.exact else day}"
    inquiry.facts[ASSIGNED] = window.earliest if window.exact else window.earliest.date()
    return window


def _respond(inquiry: Inquiry, window: Window, now: datetime) -> Answer:
    by = window.earliest + _hour(inquiry)
    inquiry.look("respond_hours", True)
    inquiry.assumptions.append(inquiry.text("clock"))
    if window.exact:
        _warn(inquiry, window.earliest, now)
        words = {"by": inquiry.text("by", instant=_instant(by))}
    else:
        words = {"by": inquiry.text("by_unknown", day=spoken(window.earliest.date()))}
    return inquiry.decided(
        "respond", _values(inquiry, window), words=words | _days(inquiry, window)
    )


def _warn(inquiry: Inquiry, at: datetime, now: datetime) -> None:
    limit = inquiry.sheet.limit
    start = at.hour + at.minute / 60
    end = start + float(limit("respond_hours"))
    if is_weekend(at.date()) or start < limit("work_from") or end > limit("work_until"):
        inquiry.warnings.append(inquiry.text("outside"))
    if at > now:
        inquiry.warnings.append(inquiry.text("ahead", instant=_instant(at)))
    elif at + _hour(inquiry) < now:
        over = _instant(at + _hour(inquiry))
        inquiry.warnings.append(inquiry.text("over", instant=over))


def _step_in(inquiry: Inquiry, window: Window, touched: str | None, now: datetime) -> Answer:
    values, words = _values(inquiry, window), _days(inquiry, window)
    over = _passed(window, _weeks(inquiry), now)
    inquiry.look("ae_days", over)
    inquiry.assumptions.append(inquiry.text("weeks"))
    if window.earliest > now:
        ahead = inquiry.text("ahead", instant=_instant(window.earliest))
        inquiry.warnings.append(ahead)
    if touched == "yes" or over is False:
        why = inquiry.text("acted") if touched == "yes" else inquiry.text("not_yet", **words)
        return inquiry.decided("wait", values, words={**words, "why": why})
    if over and touched == "no":
        return inquiry.decided("ae-may-contact", values, words=words)
    asks = [TOUCHED] if over else [ASSIGNED] if touched else [ASSIGNED, TOUCHED]
    says = "" if over else inquiry.text("between")
    return inquiry.needs(asks, between=("wait", "ae-may-contact"), values=values, says=says)


def _passed(window: Window, weeks: timedelta, now: datetime) -> bool | None:
    if now >= window.latest + weeks:
        return True
    return False if now < window.earliest + weeks else None


def _values(inquiry: Inquiry, window: Window) -> dict[str, datetime | None]:
    if not window.exact:
        return {"respond_by": None, "ae_from": None}
    at, is_mql = window.earliest, inquiry.facts.get(LEAD) != "inquiry"
    by = at + _hour(inquiry) if is_mql else None
    return {"respond_by": by, "ae_from": at + _weeks(inquiry)}


def _days(inquiry: Inquiry, window: Window) -> dict[str, str]:
    end = window.earliest + _weeks(inquiry)
    return {"ae_day": _instant(end) if window.exact else spoken(end.date())}


def _hour(inquiry: Inquiry) -> timedelta:
    return timedelta(hours=float(inquiry.sheet.limit("respond_hours")))


def _weeks(inquiry: Inquiry) -> timedelta:
    return timedelta(days=float(inquiry.sheet.limit("ae_days")))


def _instant(at: datetime) -> str:
    return f"{spoken(at.date())} {at:%H:%M}"


DESK = Desk(
    "mql",
    ("mql",),
    claims,
    answer,
    "How soon is an MQL answered, and when may the AE step in?",
    "/handrail mql assigned DAY TIME [untouched]",
    (
        Example("/handrail mql assigned 2026-03-02 09:10", "Mon 2 March 2026 10:10"),
        Example("/handrail mql untouched since 2026-03-02 09:10, now 2026-03-15", "Wait"),
        Example("/handrail mql untouched for 15 days", "the AE may make contact"),
    ),
    limits=(
        *("respond_hours", "remind_minutes", "manager_minutes"),
        *("ae_days", "work_from", "work_until"),
    ),
    outcomes=("respond", "wait", "ae-may-contact"),
    facts=(ASSIGNED, LEAD, TOUCHED, ASKS),
    texts=_TEXTS,
)
