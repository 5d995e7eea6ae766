"""The lookback as a CSV: every line of it, also what was never reviewed or is gone."""

from collections.abc import Iterator

from handlers.kit.spreadsheets import Cell, csv_of
from handlers.redgreen.books import Book, key
from handlers.redgreen.lookback_words import ENDS, FATES, reason
from policies.lookbacks.lines import Line

HEAD = (
    *("period begins", "period ends", "opportunity", "account", "account executive", "manager"),
    *("region", "reviewed", "verdict", "committed Net ARR", "committed close date", "outcome"),
    *("closed Net ARR", "result", "days slipped", "has another owner", "reason", "note"),
    *("said by", "colour turned", "weak answers"),
)


def text(book: Book) -> str:
    return csv_of([HEAD, *(cells(book, each) for each in _ordered(book))])


def _ordered(book: Book) -> Iterator[Line]:
    yield from sorted(
        book.lines,
        key=lambda each: (
            book.name(each.call.manager).casefold(),
            book.name(each.call.owner).casefold(),
            each.call.account.casefold(),
            each.call.opportunity,
        ),
    )


def cells(book: Book, line: Line) -> tuple[Cell, ...]:
    call, told = line.call, book.reasons.get(key(line.call))
    return (
        call.starts.isoformat(),
        call.ends.isoformat(),
        call.name,
        call.account,
        book.name(call.owner),
        book.name(call.manager),
        call.region,
        FATES.get(call.fate, call.fate),
        call.verdict,
        "" if call.net_arr is None else call.net_arr,
        call.close_date.isoformat() if call.close_date else "",
        ENDS[line.end],
        line.closed,
        str(line.bucket),
        "" if line.days is None else line.days,
        "yes" if line.moved else "",
        reason(book, told.choice) if told else "",
        told.text if told else "",
        book.name(told.by) if told else "",
        call.flips,
        ", ".join(call.weak),
    )
