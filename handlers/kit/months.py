"""A month as a calendar sheet, with the days of Red/Green sessions marked."""

from calendar import Calendar
from collections.abc import Iterator, Sequence
from datetime import date

from handlers.kit import blocks
from handlers.kit.facts import on
from handlers.kit.feature import Block
from handlers.kit.texts import listed
from policies.answer import Answer
from policies.pack import Pack

HEAD = "Mon Tue Wed Thu Fri Sat Sun"
WHOLE_WEEKS = Calendar()


def month(answer: Answer, pack: Pack) -> Iterator[Block]:
    """The sheet, and beneath it the same days in words for those who cannot see it."""
    middle, last = answer.values.get("mid_month"), tuple(answer.values.get("last_days", ()))
    if not isinstance(middle, date):
        return
    yield blocks.section(f"*{middle:%B %Y}*\n```{sheet(middle, (middle, *last))}```")
    days = listed([f"{day:%a} {day.day}" for day in last], "and")
    named = {"Mid-month session": on(middle), "Last work days": days}
    more = {"Next session": "next", "Looked back on": "lookback"}
    told = {label: answer.values.get(name) for label, name in more.items()}
    named |= {label: on(day) for label, day in told.items() if isinstance(day, date)}
    yield blocks.fields(*((label, text) for label, text in named.items() if text))


def sheet(month: date, marked: Sequence[date]) -> str:
    weeks = WHOLE_WEEKS.monthdatescalendar(month.year, month.month)
    lines = ["".join(_cell(day, month, marked) for day in week).rstrip() for week in weeks]
    return "\n".join([HEAD, *lines])


def _cell(day: date, month: date, marked: Sequence[date]) -> str:
    if day.month != month.month:
        return "    "
    return f"[{day.day:>2}]" if day in marked else f" {day.day:>2} "
