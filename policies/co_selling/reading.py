"""A call in one line: “Acme with @ana yesterday 3pm”."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from policies.reading.moments import Moment, Sort
from policies.reading.timed import timed

LONGEST_ACCOUNT = 120
MOST_NAMES = 10
_ID = re.compile(r"<@(?P<id>[UW][A-Z0-9]+)(?:\|[^>]*)?>")
_LINK = re.compile(r"<?(?P<url>https://[^\s<>|]+)(?:\|[^>]*)?>?", re.IGNORECASE)
_WITH = re.compile(r"(?:^|\s)(?:with|w/)(?:\s|$)|(?:^|\s|,)(?=@)", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|;|&|\band\b|@)\s*", re.IGNORECASE)
_CALL = re.compile(
    r"^(?:a\s+)?(?:co-?selling\s+)?call(?:\s+(?:with|at|on))?(?=\s|$)", re.IGNORECASE
)
_EDGES = " \t,;:.-–—"


@dataclass(frozen=True, slots=True)
class Line:
    """What somebody wrote of a call; `names` and `ids` are people, a missing day is today."""

    account: str = ""
    names: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    day: date | None = None
    at: time | None = None
    link: str = ""


def line(text: str, now: datetime) -> Line:
    """`now` is the wall clock of who writes."""
    links = [each["url"].rstrip(".,;)") for each in _LINK.finditer(text)]
    left = _LINK.sub(" ", text)
    ids = tuple(dict.fromkeys(each["id"] for each in _ID.finditer(left)))
    told = timed(_ID.sub(" ", left), now)
    day = next((_past(each.first, now.date(), each) for each in told.dated), None)
    at = next((each.at.time() for each in told.clocks if each.at), None)
    before, names = _parted(_CALL.sub("", told.left.strip(_EDGES)))
    account = before.strip(_EDGES)[:LONGEST_ACCOUNT]
    return Line(account, names, ids, day, at, links[0] if links else "")


def _past(day: date, today: date, moment: Moment) -> date:
    """“Fri 3pm”, said on a Monday, was last week."""
    back = moment.sort is Sort.TIME and day > today
    return day - timedelta(days=7) if back else day


def _parted(text: str) -> tuple[str, tuple[str, ...]]:
    """The account, and behind “with” or the first @ the names."""
    found = _WITH.search(text)
    if found is None:
        return text, ()
    said = [each.strip(_EDGES) for each in _AND.split(text[found.end() :])]
    return text[: found.start()], tuple(each for each in said if each)[:MOST_NAMES]
