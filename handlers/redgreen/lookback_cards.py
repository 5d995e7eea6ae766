"""The lookback as it is read: the sum of it, a row for everybody, and each miss with its reason."""

from collections import Counter
from collections.abc import Iterator

from handlers.kit import blocks
from handlers.kit.blocks import Element
from handlers.kit.feature import Block, Message
from handlers.kit.texts import counted, cut, escape, excerpt
from handlers.redgreen import facts, words
from handlers.redgreen.books import Book, key, looked_back_on, terms_for
from handlers.redgreen.lookback_words import (
    became,
    covered,
    details,
    headline,
    label,
    reason,
    reasoned,
    signed,
    titled,
)
from handlers.redgreen.words import press, token
from policies.lookbacks import sums
from policies.lookbacks.lines import Bucket, Line
from policies.lookbacks.sums import Cell, Figures
from policies.reviews.periods import Period
from storage import freezes, outcomes

HEAD = ("Who", "Green", "Closed", "Slipped", "Lost", "All closed", "Difference")
ALIGNED = ("left", *("right",) * 6)
MISSES_AT_MOST = 12
ROWS_AT_MOST = 90
MARKS_AT_MOST = 100
OWN, TEAM, ALL = "your own", "your team", "every team"


def message(book: Book) -> Message:
    said = f"Lookback on {covered(book)}: {headline(book.total)}"
    more = " ".join(escape(each) for each in details(book.total))
    unexplained = len(book.unexplained)
    left = f" {counted(unexplained, 'miss', 'misses')} without a reason." if unexplained else ""
    return blocks.message(f"{said} {more}{left}", *body(book))


def body(book: Book) -> Iterator[Block]:
    yield blocks.header(f"Lookback on {covered(book)}: {whose(book)}")
    yield blocks.context(*calendar(book))
    figures = book.total
    yield blocks.section("\n".join([f"*{headline(figures)}*", *details(figures)]))
    yield blocks.table([HEAD, *rows(book)], ALIGNED)
    yield from _misses(book)
    yield from _pressable(book)
    yield blocks.context(f"📖 {facts.cited(book.scene, 'rg-lookback')}")


def whose(book: Book) -> str:
    return ALL if book.view.all else OWN if book.view.is_own else TEAM


def calendar(book: Book) -> Iterator[str]:
    """When it was frozen, and the day on which it is looked back on."""
    theirs = terms_for(book.scene, book.view.person)
    if theirs is None:
        return
    for period in book.periods:
        last = words.long_day(theirs.calendar.last_in(period))
        day = looked_back_on(theirs.calendar, period)
        when = "is looked back on" if theirs.today <= day else "was due to be looked back on"
        late = _late(book, period)
        committed = f"{period.name}: committed at the last session, {last}{late}"
        yield f"{committed}; {when} {words.long_day(day)}."


def _late(book: Book, period: Period) -> str:
    session, workspace = book.scene.session, book.scene.workspace.id
    kept = freezes.of_period(session, workspace, period.starts, period.ends)
    shown = {each.call.owner for each in book.lines}
    late = sum(each.late for ae, each in kept.items() if ae in shown)
    return f" (for {counted(late, 'person', 'people')} frozen on a later day)" if late else ""


def rows(book: Book) -> Iterator[tuple[str, ...]]:
    """Account executives; for directors managers, then regions. By name, and the sum at the end."""
    if book.view.all:
        yield from _named(book, sums.by(book.cells, _manager), "Manager: ")
        regions = sums.by(book.cells, _region)
        if len(regions) > 1:
            yield from _regions(regions)
    else:
        yield from _named(book, sums.by(book.cells, _owner), "")
    if not book.view.is_own:
        yield row("All together", book.total)


def _named(book: Book, found: dict[str, Figures], prefix: str) -> Iterator[tuple[str, ...]]:
    ordered = sorted(found, key=lambda id: (book.name(id).casefold(), id))
    for id in ordered[:ROWS_AT_MOST]:
        yield row(prefix + cut(book.name(id), 60), found[id])


def _regions(found: dict[str, Figures]) -> Iterator[tuple[str, ...]]:
    for name in sorted(found, key=str.casefold)[:8]:
        yield row(f"Region: {cut(name, 60) or 'none given'}", found[name])


def _owner(cell: Cell) -> str:
    return cell.owner


def _manager(cell: Cell) -> str:
    return cell.manager


def _region(cell: Cell) -> str:
    return cell.region


def row(name: str, figures: Figures) -> tuple[str, ...]:
    lost = figures.of(Bucket.LOST, Bucket.GONE, Bucket.SPLIT)
    return (
        name,
        f"{figures.green.count:,} · {words.money(figures.green.committed)}",
        f"{figures.kept.count:,}",
        f"{figures.of(Bucket.SLIPPED).count:,}",
        f"{lost.count:,}",
        words.money(figures.won.closed),
        signed(figures.variance),
    )


def _misses(book: Book) -> Iterator[Block]:
    if not book.misses:
        yield blocks.section("Every call came out as it was made: there is no miss to explain.")
        return
    left = len(book.unexplained)
    told = "each with its reason" if not left else f"{left:,} without a reason"
    yield blocks.section(f"*{counted(len(book.misses), 'miss', 'misses')}, {told}*")
    ordered = [*book.unexplained, *(each for each in book.misses if each not in book.unexplained)]
    for each in ordered[:MISSES_AT_MOST]:
        yield blocks.section(_miss(book, each), _give(book, each))
    if len(ordered) > MISSES_AT_MOST:
        yield blocks.context(f"{len(ordered) - MISSES_AT_MOST:,} more are in the CSV.")
    if book.view.all and book.reasons:
        yield blocks.context(_counted_reasons(book))


def _miss(book: Book, line: Line) -> str:
    whose = "" if book.view.is_own else f" ({excerpt(book.name(line.call.owner))})"
    moved = "\n_It belongs to somebody else now._" if line.moved else ""
    why = reasoned(book, line)
    return f"{titled(line)}{whose}\n{became(line)}{moved}" + (f"\n💬 {why}" if why else "")


def _give(book: Book, line: Line) -> Element | None:
    if line.call.owner not in book.view.people:
        return None
    name = "Change the reason" if key(line.call) in book.reasons else "Give the reason"
    return press(name, words.REASON, about(line))


def about(line: Line) -> str:
    call = line.call
    return token(call.starts.isoformat(), call.ends.isoformat(), call.opportunity)


def _counted_reasons(book: Book) -> str:
    """In the order of the pack's list, which ranks nobody."""
    keys = {key(each.call) for each in book.misses}
    found = Counter(told.choice for at, told in book.reasons.items() if at in keys)
    told = [f"{excerpt(reason(book, id))}: {count:,}" for id, count in sorted(found.items())]
    return f"Reasons given: {'; '.join(told)}" if told else "No reason has been given yet."


def _pressable(book: Book) -> Iterator[Block]:
    month = book.month.isoformat()
    shown = [
        press("Chart", words.CHART, month),
        press("Picture", words.PICTURE, month),
        press("CSV", words.SHEET, month),
        press("Accuracy over periods", words.ACCURACY, month),
    ]
    yield blocks.actions(*shown)
    mine = [each for each in book.lines if each.call.owner in book.view.people]
    markable = [each for each in mine if each.bucket is not Bucket.OUTSIDE]
    second: list[Element] = []
    if markable:
        options = [(about(each), label(each)) for each in markable[:MARKS_AT_MOST]]
        second.append(blocks.select(words.MARK, "Mark as won, lost or split…", options))
    second += _holding(book)
    if second:
        yield blocks.actions(*second)


def _holding(book: Book) -> Iterator[Element]:
    """For the manager to whom it was committed, until it is said to have been held."""
    person = book.view.person
    for period in book.periods:
        mine = [each for each in book.lines if each.call.manager == person]
        days = (period.starts, period.ends)
        held = outcomes.held(book.scene.session, book.scene.workspace.id, days)
        if mine and person not in held:
            yield press("Lookback held", words.HELD, *(day.isoformat() for day in days))
