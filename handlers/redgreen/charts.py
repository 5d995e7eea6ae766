"""Committed beside closed as a chart: Slack's own where it takes one, else a picture."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from handlers.kit import blocks, letters
from handlers.kit.feature import Aside, Ask, Block, ButtonReply, File, Message, Step, Turn
from handlers.kit.texts import cut, escape
from handlers.redgreen import lookback_cards, terms, words
from handlers.redgreen.accuracies import Record
from handlers.redgreen.books import Book, my_view
from handlers.redgreen.lookback_words import covered, month_name
from handlers.redgreen.lookbacks import read_month
from policies.lookbacks import sums
from policies.lookbacks.lines import Line
from policies.lookbacks.sums import Figures

COMMITTED, CLOSED = "Committed green", "Closed-won"
LABEL, CATEGORIES = 20, 20
SEEN_PERIODS = 12
FILE = "red-green-{month}.png"
COMING = "The chart is on its way into our direct messages."
EMPTY = "There is nothing to draw for {month}."


@dataclass(frozen=True, slots=True)
class Bars:
    """Two bars for each name: dollars committed green, and dollars that closed."""

    title: str
    rows: tuple[tuple[str, int, int], ...]

    @property
    def text(self) -> str:
        """For who cannot see it; plain."""
        told = (
            f"{name}: committed {words.money(committed)}, closed {words.money(closed)}"
            for name, committed, closed in self.rows
        )
        return f"{self.title}. {'; '.join(told)}."


@dataclass
class Drawing:
    """What has been read for a picture, between two transactions; `about` is what was pressed."""

    about: str
    name: str = ""
    bars: list[Bars] = field(default_factory=list)

    def read(self, turn: Turn) -> None:
        month = read_month(self.about.partition("/")[0])
        self.name = FILE.format(month=f"{month:%Y-%m}")
        self.bars = bars_of(Book(turn, my_view(turn), month))


def chart(turn: Turn, ask: Ask) -> ButtonReply:
    terms.insist_on_reviews(turn)
    book = Book(turn, my_view(turn), read_month(ask.value))
    if not book.lines:
        return _nothing(book.month)
    key = f"redgreen/chart/{turn.actor.id}/{turn.now.isoformat()}"
    about = _about(turn, book.month)
    otherwise = {"fetched": words.DRAW, "person": turn.actor.id, "about": about}
    letters.post_drawn(turn, key, turn.actor.id, message(book), otherwise)
    return Aside(blocks.message(COMING, blocks.section(COMING)))


def picture(turn: Turn, ask: Ask) -> ButtonReply:
    """Asked for by somebody who wants a file, for a slide or a mail."""
    terms.insist_on_reviews(turn)
    book = Book(turn, my_view(turn), read_month(ask.value))
    if not book.lines:
        return _nothing(book.month)
    letters.fetch(turn, words.DRAW, File("", "The chart", "", 0), _about(turn, book.month))
    return Aside(blocks.message(COMING, blocks.section(COMING)))


def drawn(ask: Ask, data: bytes) -> Iterator[Step]:
    """Read in one transaction, drawn in none, sent in another."""
    drawing = Drawing(ask.about)
    yield drawing.read
    if drawing.bars:
        from handlers.redgreen import pictures  # half a second that nobody else should pay

        yield partial(_send, drawing, pictures.png(drawing.bars))


def _send(drawing: Drawing, png: bytes, turn: Turn) -> None:
    told = " ".join(each.text for each in drawing.bars)
    key = f"redgreen/picture/{turn.actor.id}/{drawing.about}"
    comment = blocks.message(escape(told), blocks.section(f"*{escape(drawing.bars[0].title)}*"))
    letters.upload(turn, key, turn.actor.id, drawing.name, png, comment, alt=cut(told, 900))


def message(book: Book) -> Message:
    """The charts, and the same figures in a table and in words."""
    bars = bars_of(book)
    told = escape(" ".join(each.text for each in bars))
    table = blocks.table([lookback_cards.HEAD, *lookback_cards.rows(book)], lookback_cards.ALIGNED)
    return blocks.message(told, *map(_block, bars), table)


def bars_of(book: Book) -> list[Bars]:
    """People of the month, unless there is one alone; and periods, once there are two."""
    found = []
    by_whom = sums.by(book.cells, lambda cell: cell.manager if book.view.all else cell.owner)
    if len(by_whom) > 1 or book.view.all:
        names = sorted(by_whom, key=lambda id: (book.name(id).casefold(), id))
        rows = [_row(book.name(id), by_whom[id]) for id in names[:CATEGORIES]]
        found.append(Bars(f"Committed and closed, {covered(book)}", _distinct(rows)))
    periods = _periods(book)
    if len(periods) > 1 or not found:
        found.append(Bars("Committed and closed by period", _distinct(periods)))
    return found


def _periods(book: Book) -> list[tuple[str, int, int]]:
    by_end: dict[date, list[Line]] = {}
    for each in Record(book.scene, book.view, book.month).lines:
        by_end.setdefault(each.call.ends, []).append(each)
    by_end[book.days[1]] = list(book.lines)
    ends = sorted(by_end)[-SEEN_PERIODS:]
    return [_row(f"{end:%b %Y}", sums.figures(by_end[end])) for end in ends]


def _row(name: str, figures: Figures) -> tuple[str, int, int]:
    return name, figures.green.committed, figures.won.closed


def _distinct(rows: Sequence[tuple[str, int, int]]) -> tuple[tuple[str, int, int], ...]:
    """Two of one name are told apart by a number, for a chart takes no name twice."""
    seen: dict[str, int] = {}
    found = []
    for name, *figures in rows:
        short = str(blocks.plain(name, LABEL)["text"])
        seen[short] = seen.get(short, 0) + 1
        label = short if seen[short] == 1 else f"{cut(short, LABEL - 4)} ({seen[short]})"
        found.append((label, *figures))
    return tuple(found)  # type: ignore[arg-type]


def _block(bars: Bars) -> Block:
    names = [row[0] for row in bars.rows]
    series = [_series(COMMITTED, bars.rows, 1), _series(CLOSED, bars.rows, 2)]
    axis = {"categories": names, "y_label": "Net ARR in dollars"}
    kind = {"type": "bar", "series": series, "axis_config": axis}
    return {"type": "data_visualization", "title": cut(bars.title, 50), "chart": kind}


def _series(name: str, rows: Sequence[tuple[str, int, int]], at: int) -> Mapping[str, Any]:
    return {"name": name, "data": [{"label": row[0], "value": row[at]} for row in rows]}


def _about(turn: Turn, month: date) -> str:
    return f"{month.isoformat()}/{turn.now.isoformat()}"


def _nothing(month: date) -> Aside:
    said = EMPTY.format(month=month_name(month))
    return Aside(blocks.message(said, blocks.section(said)))
