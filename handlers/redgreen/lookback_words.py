"""A lookback's figures in words, the same for the screen, the notification and the CSV."""

from collections.abc import Iterator, Mapping
from datetime import date

from handlers.kit.texts import counted, cut, excerpt
from handlers.redgreen import words
from handlers.redgreen.books import Book, key
from policies.lookbacks.lines import OUTSIDE, Bucket, End, Line
from policies.lookbacks.sums import Figures, Sum
from storage.outcomes import Outcome

ENDS: Mapping[End, str] = {
    End.WON: "closed-won",
    End.LATER: "closed-won later",
    End.OPEN: "still open",
    End.LOST: "closed-lost",
    End.SPLIT: "split",
    End.GONE: "deleted",
}
FATES = {
    "done": "reviewed",
    "parked": "parked",
    "never": "never reviewed",
    OUTSIDE: "in no session",
}
SLIPPED_AS = {
    Bucket.SLIPPED: "slipped",
    Bucket.LOST: "closed-lost",
    Bucket.SPLIT: "split",
    Bucket.GONE: "deleted",
}


def headline(figures: Figures) -> str:
    """`Committed green: 2 for $70,000. Closed-won: 2 for $62,000, $8,000 less than committed.`"""
    green, won = figures.green, figures.won
    told = f"Committed green: {green.count:,} for {words.money(green.committed)}."
    closed = f"Closed-won: {won.count:,} for {words.money(won.closed)}"
    return f"{told} {closed}, {difference(figures.variance)} committed."


def difference(dollars: int) -> str:
    if not dollars:
        return "exactly as"
    return f"{words.money(abs(dollars))} {'more' if dollars > 0 else 'less'} than"


def signed(dollars: int) -> str:
    """`+$4,000`, with a real minus sign."""
    sign = "+" if dollars > 0 else "−" if dollars else ""
    return f"{sign}{words.money(abs(dollars))}"


def details(figures: Figures) -> Iterator[str]:
    """What the headline is made of; nothing is left out that there is any of."""
    if figures.green.count:
        yield _greens(figures)
    if figures.red.count:
        yield _reds(figures)
    if figures.unreviewed.count:
        yield _unreviewed(figures)
    every, outside = figures.all, figures.of(Bucket.OUTSIDE)
    if outside.count:
        yield f"{outside.count:,} closed outside Red/Green for {words.money(outside.closed)}."
    if every.moved:
        one = "belongs" if every.moved == 1 else "belong"
        yield f"{counted(every.moved, 'opportunity', 'opportunities')} {one} to somebody else now."
    if every.unknown:
        yield f"{every.unknown:,} without a known Net ARR, counted as $0."


def _greens(figures: Figures) -> str:
    kept = figures.kept
    parts = [f"{kept.count:,} closed for {words.money(kept.closed)}"]
    if kept.count and kept.closed != kept.committed:
        parts[0] += f" ({difference(kept.closed - kept.committed)} committed)"
    for bucket, word in SLIPPED_AS.items():
        found = figures.of(bucket)
        if found.count:
            parts.append(f"{found.count:,} {word} ({words.money(found.committed)}{_days(found)})")
    return f"🟢 Of {counted(figures.green.count, 'green')}: {', '.join(parts)}."


def _days(slipped: Sum) -> str:
    if not slipped.dated:
        return ""
    mean = round(slipped.days / slipped.dated)
    return f", by {counted(mean, 'day')}{' on average' if slipped.dated > 1 else ''}"


def _reds(figures: Figures) -> str:
    won = figures.of(Bucket.RED_WON)
    closed = f"{won.count:,} closed all the same for {words.money(won.closed)}"
    of = counted(figures.red.count, "red")
    return f"🔴 Of {of}: {closed if won.count else 'none closed'}."


def _unreviewed(figures: Figures) -> str:
    never = figures.of(Bucket.UNSEEN, Bucket.UNSEEN_WON)
    parked = figures.of(Bucket.PARKED, Bucket.PARKED_WON)
    won = figures.of(Bucket.UNSEEN_WON, Bucket.PARKED_WON)
    parts = [f"{never.count:,} never reviewed"] if never.count else []
    parts += [f"{parked.count:,} parked"] if parked.count else []
    closed = f"; {won.count:,} of them closed for {words.money(won.closed)}" if won.count else ""
    return f"⚪ In scope without a colour: {', '.join(parts)}{closed}."


def titled(line: Line) -> str:
    """`*Acme* · Renewal`, or the name alone where it begins with the account; escaped."""
    call = line.call
    if call.account and not call.name.startswith(call.account):
        named = [f"*{excerpt(call.account)}*", *([excerpt(call.name)] if call.name else [])]
    else:
        named = [f"*{excerpt(call.name)}*"] if call.name else []
    return " · ".join(named) or f"An opportunity that was deleted (no. {call.opportunity})"


def label(line: Line) -> str:
    """Plain, for a menu."""
    call = line.call
    return cut(call.account or call.name or f"no. {call.opportunity}", 60)


def became(line: Line) -> str:
    """`🟢 Green, $12,500 → slipped by 12 days, still open`."""
    call = line.call
    at = words.money(call.net_arr) if call.net_arr is not None else "an unknown Net ARR"
    colour = words.colour(call.verdict) if call.verdict else FATES.get(call.fate, call.fate)
    return f"{colour}, {at} → {ending(line)}"


def ending(line: Line) -> str:
    slipped = f"slipped by {counted(line.days, 'day')}, " if line.days else ""
    closed = f" at {words.money(line.closed)}" if line.end in (End.WON, End.SPLIT) else ""
    return f"{slipped}{ENDS[line.end]}{closed}"


def reasoned(book: Book, line: Line) -> str:
    """Why it came out otherwise, who said so and when; empty if nobody has."""
    told = book.reasons.get(key(line.call))
    return said(book, told) if told else ""


def said(book: Book, told: Outcome) -> str:
    quoted = f": “{excerpt(told.text)}”" if told.text else ""
    who = f"{excerpt(book.name(told.by))}, {words.day(told.at.date())}"
    return f"{excerpt(reason(book, told.choice))}{quoted} ({who})"


def reason(book: Book, id: str) -> str:
    """As the pack has it; one that the pack has dropped goes by its id."""
    return reasons(book).get(id, id)


def reasons(book: Book) -> dict[str, str]:
    sheet = book.scene.pack.sheets["redgreen"]
    return {item.id: item.says for item in sheet.lists["reasons"]}


def covered(book: Book) -> str:
    """“November 2025”, or a quarter by its months."""
    if len(book.periods) == 1:
        return book.periods[0].name
    return month_name(book.month)


def month_name(month: date) -> str:
    return f"{month:%B %Y}"
