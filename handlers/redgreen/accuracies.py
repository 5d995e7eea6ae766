"""How calls have come out over the last periods: counts always, patterns only where there are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from handlers.kit import blocks
from handlers.kit.feature import Aside, Ask, Block, ButtonReply, Message, Scene, Turn
from handlers.kit.texts import counted, cut, escape
from handlers.redgreen import facts, terms, words
from handlers.redgreen.books import View, calls, lined, my_view
from handlers.redgreen.lookback_words import month_name
from handlers.redgreen.lookbacks import read_month
from policies.calendars import last_of
from policies.lookbacks import accuracy
from policies.lookbacks.accuracy import Accuracy, Flips, Share, Weakness
from policies.lookbacks.lines import Line
from policies.reviews.questions import questions
from storage import commitments, outcomes, people

HEAD = ("Who", "Calls held", "Greens closed", "Committed", "Off by")
ALIGNED = ("left", *("right",) * 4)
ROWS_AT_MOST = 90
NONE = "There is no period yet that is over and that you can see."
PRIVATE = (
    "Seen by the person, the managers above them and directors; in the order of names. What closed "
    "outside Red/Green does not count here. “Off by” is how much what closed differs from what was "
    "committed green, in either direction, added up over the periods."
)
ASIDE = {
    "why-now": "A missing why now was set aside",
    "waiting": "Waiting as the next step was set aside",
    "unfit": "A vague next step was set aside",
}


@dataclass(frozen=True)
class Record:
    """The last periods up to a month, as somebody may see them."""

    scene: Scene
    view: View
    month: date

    @cached_property
    def days(self) -> tuple[date, date] | None:
        """The last day of the first and of the last period; None before there is any."""
        session, workspace = self.scene.session, self.scene.workspace.id
        until = min(last_of(self.month), self.scene.now.date())
        ends = [end for _, end in commitments.periods(session, workspace) if end <= until]
        most = int(self.scene.pack.sheets["redgreen"].limit("accuracy_periods"))
        shown = list(dict.fromkeys(ends))[:most]
        return (shown[-1], shown[0]) if shown else None

    @cached_property
    def lines(self) -> Sequence[Line]:
        if self.days is None:
            return ()
        told = outcomes.latest(self.scene.session, self.scene.workspace.id, self.days)
        found = calls(self.scene, self.view, self.days)
        return [lined(call, actual, told["mark"]) for call, actual in found]

    @cached_property
    def names(self) -> Mapping[str, str]:
        return people.full_names(self.scene.session, self.scene.workspace.id)

    @property
    def periods(self) -> int:
        return len({each.call.ends for each in self.lines})


def pressed(turn: Turn, ask: Ask) -> ButtonReply:
    terms.insist_on_reviews(turn)
    return Aside(message(Record(turn, my_view(turn), read_month(ask.value))))


def message(record: Record) -> Message:
    if not record.lines:
        return blocks.message(NONE, blocks.section(NONE))
    every = accuracy.accuracy(record.lines)
    until = max(each.call.ends for each in record.lines)
    head = f"Accuracy over {counted(record.periods, 'period')} to {month_name(until)}"
    said = f"{head}: {_share(every.hits)} calls held, {_share(every.calibration)} greens closed."
    return blocks.message(said, blocks.header(head), *_body(record, every))


def _body(record: Record, every: Accuracy) -> Iterator[Block]:
    yield blocks.section(
        f"*{_share(every.hits)} calls held. Of the greens, {_share(every.calibration)} closed.* "
        f"Committed green and closed differ by {_error(every)}."
    )
    yield blocks.table([HEAD, *_rows(record, every)], ALIGNED)
    yield blocks.section(_flips(accuracy.flips(record.lines)))
    yield blocks.section("\n".join(_weak(record)))
    yield blocks.context(f"📖 {facts.cited(record.scene, 'rg-lookback')}", PRIVATE)


def _rows(record: Record, every: Accuracy) -> Iterator[tuple[str, ...]]:
    manages = record.view.all
    found = accuracy.accuracies(record.lines, _manager if manages else _owner)
    names = record.names
    ordered = sorted(found, key=lambda id: (names.get(id, "").casefold(), id))
    for id in ordered[:ROWS_AT_MOST]:
        yield _row(cut(names.get(id, "somebody else"), 60), found[id])
    if not record.view.is_own:
        yield _row("All together", every)


def _owner(line: Line) -> str:
    return line.call.owner


def _manager(line: Line) -> str:
    return line.call.manager


def _row(name: str, found: Accuracy) -> tuple[str, ...]:
    committed = words.money(found.error.committed)
    return name, _share(found.hits), _share(found.calibration), committed, _error(found)


def _share(share: Share) -> str:
    percent = f" ({share.percent}%)" if share.percent is not None else ""
    return f"{share.part:,} of {share.whole:,}{percent}"


def _error(found: Accuracy) -> str:
    error = found.error
    percent = f" ({error.percent}%)" if error.percent is not None else ""
    return f"{words.money(error.off)}{percent}"


def _flips(found: Flips) -> str:
    turns = counted(found.turns, "time")
    told = f"*Colours turned {turns} in {counted(found.calls, 'call')}.* "
    if not found.turned.whole:
        return f"{told}No green had turned within its period."
    return (
        f"{told}Of greens that had turned, {_share(found.turned)} closed; "
        f"of the steady ones, {_share(found.steady)}."
    )


def _weak(record: Record) -> Iterator[str]:
    pack = record.scene.pack
    least = int(pack.sheets["redgreen"].limit("pattern_cases"))
    named = {each.id: f"Weak “{each.name}”" for each in questions(pack)} | ASIDE
    found = accuracy.weaknesses(record.lines, list(named))
    yield "*Greens that did not close, by what was weak in the review*"
    for each in found:
        yield _weakness(escape(named[each.id]), each, least)
    if not found:
        yield "No green was committed with a weak answer."


def _weakness(name: str, found: Weakness, least: int) -> str:
    told = f"• {name}: {_share(found.missed)} missed; without it {_share(found.others)}"
    if found.is_pattern(least):
        return f"{told}. A pattern."
    if min(found.missed.whole, found.others.whole) < least:
        return f"{told}. Too few to say."
    return f"{told}."
