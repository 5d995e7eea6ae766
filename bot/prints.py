"""An answer for a person at a terminal: eighty columns, colour only where it is seen."""

import os
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import Any

from policies.answer import Answer, Citation, FactValue, Flip, Looked, Result, Status
from policies.calendars import spoken
from policies.pack import Fact, Pack

WIDEST = 80
INDENT = 10

MARKS = {
    Result.MATCHED: "✔",
    Result.FAILED: "✘",
    Result.OPEN: "?",
}
TELLING = (Result.MATCHED, Result.OPEN)
COLOURS = {
    Status.DECIDED: "32",
    Status.OUTSIDE: "33",
    Status.NEEDS_FACT: "33",
    Status.CONFLICT: "31",
    Status.INVALID: "31",
    Status.UNKNOWN: "33",
}
BOLD, DIM = "1", "2"

Paint = Callable[[str, str], str]
Row = tuple[str, Iterable[str]]


def page(answer: Answer, pack: Pack) -> str:
    paint = _paint() if _colourful() else _plain
    head = _wrapped(answer.headline, "", "")
    lines = [paint(line, f"{BOLD};{COLOURS[answer.status]}") for line in head]
    for label, entries in _rows(answer, pack):
        lines += _section(label, entries, paint)
    return "\n".join(lines)


def _rows(answer: Answer, pack: Pack) -> Iterator[Row]:
    yield "Read as", (answer.read_as,) if answer.read_as else ()
    yield "Rules", _rules(answer.rules)
    yield "Missing", (_missing(pack.fact(name)) for name in answer.ask)
    yield "Possible", (pack.label(outcome, answer.policy) for outcome in answer.between)
    yield "Would be", (_flip(flip, answer.policy, pack) for flip in answer.flips)
    yield "Figures", (f"{name} {_figure(value)}" for name, value in answer.values.items())
    yield "Warning", answer.warnings
    yield "Assumed", answer.assumptions
    yield "Next", answer.next
    yield "Says", dict.fromkeys(map(_source, answer.citations))


def _rules(rules: Iterable[Looked]) -> Iterator[str]:
    """Those that speak to the case, and how many do not."""
    told = 0
    for looked in rules:
        if looked.result in TELLING:
            yield f"{MARKS[looked.result]} {looked.says} [{looked.id}]"
        else:
            told += 1
    if told:
        yield f"{MARKS[Result.FAILED]} {told} other rules do not apply (--json lists them)"


def _missing(fact: Fact) -> str:
    options = ", ".join(option.label for option in fact.options)
    return f"{fact.ask} ({options})" if options else fact.ask


def _source(citation: Citation) -> str:
    place = f"{citation.page}, {citation.heading} ({citation.edition})"
    return f"{place}\n{citation.url}" if citation.url else place


def _flip(flip: Flip, policy: str, pack: Pack) -> str:
    label = pack.label(flip.outcome, policy)
    fact, to = pack.fact(flip.fact), _value(flip.to)
    reads = next((each.reads for each in fact.options if each.value == to), "")
    return f"{label}, if it were: {reads}" if reads else f"{label}, if {fact.label} were {to}"


def _figure(value: Any) -> str:
    match value:
        case datetime():
            return f"{spoken(value.date())} {value:%H:%M}"
        case date():
            return spoken(value)
        case list() | tuple():
            return ", ".join(_figure(each) for each in value) or "none"
        case _:
            return _value(value)


def _value(value: FactValue) -> str:
    match value:
        case None:
            return "unknown"
        case bool():
            return "yes" if value else "no"
        case int():
            return f"{value:,}"
        case _:
            return str(value)


def _section(label: str, entries: Iterable[str], paint: Paint) -> list[str]:
    lines = [line for entry in entries for line in _entry(entry)]
    if not lines:
        return []
    first = paint(label.ljust(INDENT), DIM) + lines[0][INDENT:]
    return ["", first, *lines[1:]]


def _entry(entry: str) -> list[str]:
    """Later lines hang below the first; an address stands alone, whole."""
    margin = " " * INDENT
    hang = margin + "  "
    first, *rest = entry.split("\n")
    return [*_wrapped(first, margin, hang), *(hang + line for line in rest)]


def _wrapped(text: str, first: str, later: str) -> list[str]:
    return textwrap.wrap(
        text,
        _width(),
        initial_indent=first,
        subsequent_indent=later,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [""]


def _width() -> int:
    return max(40, min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns))


def _colourful() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _plain(text: str, _: str) -> str:
    return text


def _paint() -> Paint:
    return lambda text, code: f"\x1b[{code}m{text}\x1b[0m"
