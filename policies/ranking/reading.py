"""A rank in a line, “Acme 1.5 because they grow, users 250”; a talk, “Acme yesterday: news”."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from policies.reading.moments import Moment, Sort, moments

EXAMPLE = "/handrail rank set Acme 1.5 because they grow into a second team, users 250"
TALK_EXAMPLE = "/handrail rank talk Acme yesterday: renewal and a second team"
LONGEST_DAY = 5
"""Words at the end of a line that may be a day."""
_NOTES = re.compile(r"[\s,;.]*\bnotes?\s*[:=]\s*(?P<said>.*)$", re.IGNORECASE | re.DOTALL)
_FIGURE = r"(?P<said>\d[\d,.]*k?)"
_USERS = (
    re.compile(rf"[\s,;.]*\b(?:potential\s+)?users\s*[:=]?\s*{_FIGURE}\s*$", re.IGNORECASE),
    re.compile(rf"[\s,;.]*(?<![\w.]){_FIGURE}\s+(?:potential\s+)?users\s*$", re.IGNORECASE),
)
_BECAUSE = re.compile(
    r"[\s,;:.–—-]*\b(?:because\b|reason\s*[:=])\s*(?P<said>.*)$", re.IGNORECASE | re.DOTALL
)
_RANKED = re.compile(
    r"(?P<account>.+?)[\s,:]+(?:(?:as|is|to|rank|tier|->|→)\s+)*(?P<rank>\d+(?:\.\d+)?)[\s,;:.]*$",
    re.IGNORECASE | re.DOTALL,
)
_CALCULATES = re.compile(
    r"(?:smb|smbs|mm|mmae|mid-?\s?market|ent|enterprise|large|small|my|our|a|an|the|all|accounts?"
    r"|compan(?:y|ies)|customers?|logos?|rank(?:s|ed|ing)?|tier(?:s|ed)?|top|highest|best|can|may"
    r"|must|do|does|should|is|are|why|what|who|whose|how|when|where|that|this|it|\d[\d.]*)(?!\w)",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"(?:on\s+|last\s+)?(mon|tue|wed|thu|fri|sat|sun)[a-z]*", re.IGNORECASE)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Line:
    """`users` is a figure as it was written; what was not said is empty."""

    account: str
    rank: str
    reason: str = ""
    users: str = ""
    notes: str = ""

    @property
    def is_assignment(self) -> bool:
        """Clearly: it says why, and begins with none of the words that calculations begin with."""
        return bool(self.reason) and not _CALCULATES.match(self.account)


def line_of(text: str) -> Line | None:
    """None for what does not say an account and its rank."""
    rest, notes = _taken(text.strip(), _NOTES)
    rest, users = _figure(rest)
    rest, reason = _taken(rest, _BECAUSE)
    head, earlier = _figure(rest)
    found = _RANKED.fullmatch(head)
    if found is None:
        return None
    account = " ".join(found["account"].split()).strip(" ,;:")
    return Line(account, found["rank"], reason.strip(" ,;"), users or earlier, notes.strip())


def _taken(text: str, pattern: re.Pattern[str]) -> tuple[str, str]:
    """What stands before it, and what it says."""
    found = pattern.search(text)
    return (text[: found.start()], found["said"]) if found else (text, "")


def _figure(text: str) -> tuple[str, str]:
    for pattern in _USERS:
        if found := pattern.search(text):
            return text[: found.start()], found["said"]
    return text, ""


@dataclass(frozen=True, slots=True)
class Spoken:
    """`day` is None where none was said, or none that can be read."""

    account: str
    day: date | None
    note: str


def spoken_of(text: str, now: datetime) -> Iterator[Spoken]:
    """What a line may mean, the longest day first and none last; `now` is a wall clock."""
    said, _, note = text.partition(":")
    words = said.split()
    for count in range(min(LONGEST_DAY, len(words) - 1), 0, -1):
        day = past_day(" ".join(words[-count:]), now)
        if day is not None:
            yield Spoken(_plain(words[:-count]), day, note.strip())
    yield Spoken(_plain(words), None, note.strip())


def _plain(words: list[str]) -> str:
    return " ".join(words).strip(" ,;")


def past_day(text: str, now: datetime) -> date | None:
    """Today or before: “yesterday”, “3 days ago”, “Friday”, “3 March”; None for anything else."""
    plain, today = text.lower().strip(" ,"), now.date()
    if bare := _WEEKDAY.fullmatch(plain):
        back = (today.weekday() - _WEEKDAYS.index(bare[1])) % 7
        return today - timedelta(days=back or 7)
    found = moments(plain, now)
    if len(found) != 1 or found[0].fault:
        return None
    day = _day(plain, found[0], today)
    return day if day is not None and day <= today else None


def _day(plain: str, moment: Moment, today: date) -> date | None:
    around = (plain[: moment.start].strip(), plain[moment.end :].strip(" ,"))
    if moment.sort is Sort.DAY and moment.first == moment.last and around in (("", ""), ("on", "")):
        return moment.first
    if moment.sort is Sort.SPAN and not moment.months and around == ("", "ago"):
        return today - timedelta(days=moment.lasts.days)
    return None
