"""One cell of a roster, read and written: roles, segment, region, zone, work days, hours."""

import re
from collections.abc import Iterable, Mapping
from datetime import time

from policies.clocks import known_zone
from policies.edition import Pack
from policies.problems import nearest
from policies.vocabulary import Option

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
CLEAR = ("-", "–", "—")
"""What a cell holds that is to be emptied; an empty one leaves things as they are."""
HOUR = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?", re.IGNORECASE)
BETWEEN = re.compile(r"\s*(?:-|–|—|to|until)\s*", re.IGNORECASE)


class Unreadable(ValueError):
    """What a cell cannot mean, as a sentence with an example."""


def roles(text: str, pack: Pack) -> tuple[str, ...]:
    """By id or title, in the pack's order."""
    known = _by_word({**{id: id for id in pack.roles}, **_turned(pack.roles)})
    named = [part.strip() for part in re.split(r"[,;/+]", text) if part.strip()]
    found = {_one(part, known, "role", pack.roles) for part in named}
    return tuple(role for role in pack.roles if role in found)


def segments(pack: Pack) -> tuple[Option, ...]:
    """Those that a deal can be in."""
    return pack.sheets["deal"].facts["segment"].options if "deal" in pack.sheets else ()


def regions(pack: Pack) -> tuple[Option, ...]:
    return pack.fact("region").options


def option(text: str, options: Iterable[Option], what: str) -> str:
    """By value or label; by another name wherever the pack knows none."""
    known = {each.value: each.label for each in options}
    if not known:
        return " ".join(text.split())[:40]
    return _one(text, _by_word({**_turned(known), **{id: id for id in known}}), what, known)


def zone(text: str) -> str:
    if known_zone(text) is None or not re.fullmatch(r"[A-Za-z]+(?:/[A-Za-z0-9_+-]+)*", text):
        raise Unreadable(f"“{_short(text)}” is no time zone; write one such as Europe/Berlin")
    return text


def work_days(text: str) -> frozenset[int]:
    """`Mon-Fri`, `Sun-Thu`, `Mon, Tue, Thu`."""
    found: set[int] = set()
    for part in re.split(r"[,;/+\s]+", BETWEEN.sub("-", text.strip())):
        first, _, last = part.partition("-")
        if part:
            found |= _days(_day(first, text), _day(last or first, text))
    if not found:
        raise Unreadable(_no_days(text))
    return frozenset(found)


def hours(text: str) -> tuple[time, time]:
    """`9:00-18:00`, `8am to 5pm`."""
    parts = BETWEEN.split(text.strip())
    if len(parts) != 2:
        raise Unreadable(_no_hours(text))
    starts, ends = (_time(part, text) for part in parts)
    if starts >= ends:
        raise Unreadable(f"“{_short(text)}” ends before it begins; write hours such as 9:00-18:00")
    return starts, ends


def as_days(days: Iterable[int]) -> str:
    """`Mon-Fri`, or each of them."""
    ordered = sorted(days)
    in_a_row = ordered == list(range(ordered[0], ordered[-1] + 1)) if ordered else False
    if in_a_row and len(ordered) > 2:
        return f"{DAYS[ordered[0]]}-{DAYS[ordered[-1]]}"
    return ", ".join(DAYS[day] for day in ordered)


def as_hours(starts: time, ends: time) -> str:
    return f"{starts:%H:%M}-{ends:%H:%M}"


def _day(word: str, text: str) -> int:
    found = [at for at, day in enumerate(DAYS) if word[:3].casefold() == day.casefold()]
    if not found or len(word) < 3:
        raise Unreadable(_no_days(text))
    return found[0]


def _days(first: int, last: int) -> set[int]:
    """Also over the week's end, as `Sun-Thu`."""
    return {(first + step) % 7 for step in range((last - first) % 7 + 1)}


def _time(part: str, text: str) -> time:
    found = HOUR.fullmatch(part.strip())
    if found is None:
        raise Unreadable(_no_hours(text))
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").casefold()
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0) if 1 <= hour <= 12 else 99
    if hour > 23 or minute > 59:
        raise Unreadable(_no_hours(text))
    return time(hour, minute)


def _no_days(text: str) -> str:
    return f"“{_short(text)}” names no work days; write them like Mon-Fri or Mon, Tue, Thu"


def _no_hours(text: str) -> str:
    return f"“{_short(text)}” is no time of work; write it like 9:00-18:00"


def _one(text: str, known: Mapping[str, str], what: str, ids: Iterable[str]) -> str:
    word = _word(text)
    if word in known:
        return known[word]
    near = nearest(word, known)
    hint = f"did you mean {known[near]}?" if near else f"there are {', '.join(ids)}"
    raise Unreadable(f"there is no {what} “{_short(text)}”; {hint}")


def _by_word(known: Mapping[str, str]) -> dict[str, str]:
    return {_word(name): id for name, id in known.items()}


def _turned(titles: Mapping[str, str]) -> dict[str, str]:
    return {title: id for id, title in titles.items()}


def _word(text: str) -> str:
    return " ".join(text.casefold().split())


def _short(text: str) -> str:
    return " ".join(text.split())[:60]
