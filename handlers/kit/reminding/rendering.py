"""How a digest and a reminder card read, and how they read once something has been done."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby, takewhile
from operator import attrgetter

from handlers.kit import blocks
from handlers.kit.acts import can_be_undone
from handlers.kit.citations import source
from handlers.kit.feature import Block, Message, Round
from handlers.kit.people import name_in
from handlers.kit.reminding.planning import rhythm_of
from handlers.kit.texts import counted, escape, excerpt
from handlers.kit.times import clock, short, weekday
from policies.rhythms import Rhythm
from storage import acts, bundles, members, snoozes
from storage.bundles import Bundle, Told
from storage.occurrences import TOO_LATE

DONE, SNOOZE, MORE, WAKE, UNDO = (
    *("remind.done", "remind.snooze", "remind.more"),
    *("remind.wake", "remind.undo"),
)
HOUR, AFTERNOON, WORKDAY, PICK = "hour", "afternoon", "workday", "pick"
NOT_MINE, WHY = "notmine", "why"
SNOOZES: tuple[tuple[str, str], ...] = (
    (HOUR, "1 hour"),
    (AFTERNOON, "This afternoon"),
    (WORKDAY, "Next workday"),
    (PICK, "Pick a day, or say why…"),
)
OPEN_SHOWN, LEAST_SHOWN = 12, 2
SETTLED_SHOWN = 8
LATE = "left out because it came too late"
MARKS = {"done": "✔", "snoozed": "💤", "declined": "✖", "ended": "–"}
FOOT = "`/handrail today` lists all that waits for you; `/handrail settings` says how often I ask."


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads it, and when."""

    round: Round
    rhythm: Rhythm


def render(round: Round, id: str) -> Message | None:
    """A bundle as it is now."""
    known = id.isascii() and id.isdigit()
    bundle = bundles.find(round.session, round.workspace.id, int(id)) if known else None
    return message(round, bundle) if bundle else None


def posted(round: Round, id: str) -> str | None:
    known = id.isascii() and id.isdigit()
    bundle = bundles.find(round.session, round.workspace.id, int(id)) if known else None
    return bundle.letter if bundle else None


def message(round: Round, bundle: Bundle) -> Message:
    items = bundles.items_of(round.session, round.workspace.id, bundle.id)
    member = members.find(round.session, round.workspace.id, bundle.person)
    reader = Reader(round, rhythm_of(round, member) if member else Rhythm())
    if bundle.kind == "card":
        return _card(reader, items)
    return _digest(reader, bundle, items)


def _card(reader: Reader, items: Sequence[Told]) -> Message:
    shown = [block for each in items for block in _whole(reader, each)]
    said = " ".join(each.text for each in items)
    return blocks.message(said, *shown)


def _whole(reader: Reader, told: Told) -> Iterator[Block]:
    """With what its routine shows on a card besides."""
    routine = reader.round.registry.routines.get(told.routine)
    more = tuple(routine.card(reader.round, told)) if routine and routine.card else ()
    yield from item(reader, told, more, cited=True)


def _digest(reader: Reader, bundle: Bundle, items: Sequence[Told]) -> Message:
    waiting = [each for each in items if each.state == "open"]
    head = f"{weekday(bundle.day)}: {_count(len(waiting), len(items))}"
    first = "; ".join(excerpt(each.text.replace("*", "")) for each in waiting[:3])
    said = f"{head}. {first}" if first else head
    return blocks.message(
        said, blocks.header(head), *_sections(reader, items), blocks.context(FOOT)
    )


def _count(waiting: int, told: int) -> str:
    if waiting:
        return f"{counted(waiting, 'thing')} for you"
    return "all done" if told else "nothing for you"


def _sections(reader: Reader, items: Sequence[Told]) -> Iterator[Block]:
    """By routine, in the order of the registry; what is settled stands below what is open."""
    routines = reader.round.registry.routines
    places = {name: place for place, name in enumerate(routines)}
    ordered = sorted(items, key=lambda each: (places.get(each.routine, 99), each.state != "open"))
    rooms, done_room = rooms_of(ordered), SETTLED_SHOWN
    for name, group in groupby(ordered, key=attrgetter("routine")):
        theirs = list(group)
        waiting = [each for each in theirs if each.state == "open"]
        title = routines[name].title if name in routines else name
        yield blocks.section(f"*{escape(title)}*{_cited(reader, waiting)}")
        for each in waiting[: rooms[name]]:
            yield from item(reader, each)
        if hidden := len(waiting) - len(waiting[: rooms[name]]):
            yield blocks.context(f"… and {hidden:,} more.")
        settled = sorted((each for each in theirs if each.state != "open"), key=_latest_first)
        yield from _settled(reader, settled[:done_room])
        if more := len(settled) - len(settled[:done_room]):
            yield blocks.context(f"✔ {more:,} more {'is' if more == 1 else 'are'} dealt with.")
        done_room = max(done_room - len(settled), 0)


def rooms_of(ordered: Sequence[Told]) -> dict[str, int]:
    """How many of each routine are shown: a long list leaves the others their first ones."""
    waiting = Counter(each.routine for each in ordered if each.state == "open")
    names = list(dict.fromkeys(each.routine for each in ordered))
    least = max(min(LEAST_SHOWN, OPEN_SHOWN // max(len(names), 1)), 1)
    rooms = {name: min(waiting[name], least) for name in names}
    left = OPEN_SHOWN - sum(rooms.values())
    for name in names:
        more = max(min(waiting[name] - rooms[name], left), 0)
        rooms[name], left = rooms[name] + more, left - more
    return rooms


def _latest_first(told: Told) -> float:
    """So that what was done just now, and *Undo* with it, is in sight."""
    return -told.at.timestamp() if told.at else 0.0


def _cited(reader: Reader, waiting: Sequence[Told]) -> str:
    """The rule behind the first of them, linked, so that every reminder says why."""
    entry = next((each.entry for each in waiting if each.entry in reader.round.pack.entries), "")
    return f"   📖 {source(reader.round.pack.citation(entry))}" if entry else ""


def item(
    reader: Reader, told: Told, more: Sequence[Block] = (), *, cited: bool = False
) -> Iterator[Block]:
    """`more` stands between what is said and what can be pressed, its last rows below both."""
    if told.state != "open":
        yield from (*_settled(reader, [told]), *more)
        return
    note = f"\n_{told.note}_" if told.note else ""
    yield blocks.section(f"{told.text}{note}")
    below = tuple(takewhile(_is_row, reversed(more)))[::-1]
    yield from more[: len(more) - len(below)]
    yield blocks.actions(*_pressable(reader, told))
    yield from below
    if cited and told.entry in reader.round.pack.entries:
        yield blocks.context(f"📖 {source(reader.round.pack.citation(told.entry))}")


def _is_row(block: Block) -> bool:
    return bool(block["type"] == "actions")


def _pressable(reader: Reader, told: Told) -> Iterator[blocks.Element]:
    """At most four: what is to be done, *Snooze*, and behind the dots *Not mine* and *Why?*"""
    routine = reader.round.registry.routines.get(told.routine)
    if told.verb:
        yield told.verb
    elif routine and routine.done:
        yield blocks.button("Done", DONE, str(told.id), "primary")
    if told.also:
        yield told.also
    yield blocks.select(SNOOZE, "Snooze", [(f"{told.id} {how}", says) for how, says in SNOOZES])
    options = [(f"{told.id} {WHY}", "Why?"), (f"{told.id} {NOT_MINE}", "Not mine")]
    yield blocks.overflow(MORE, options)


def _settled(reader: Reader, settled: Sequence[Told]) -> Iterator[Block]:
    for told in settled:
        text = f"{MARKS[told.state]} {told.text.splitlines()[0]}\n_{_ending(reader, told)}_"
        yield blocks.section(text, _taking_back(reader, told))


def _ending(reader: Reader, told: Told) -> str:
    """`next step updated by Ana, 10:42`."""
    if told.at is None or told.ending == TOO_LATE:
        return LATE
    local = told.at.astimezone(reader.rhythm.zone)
    moment = clock(local)
    if local.date() != reader.round.now.astimezone(reader.rhythm.zone).date():
        moment = f"{short(local.date())}, {moment}"
    if told.state == "ended":
        return f"{told.ending} since {moment}"
    by = excerpt(name_in(reader.round.session, reader.round.workspace.id, told.by))
    return f"{told.ending} by {by}, {moment}"


def _taking_back(reader: Reader, told: Told) -> blocks.Element | None:
    if told.state == "snoozed":
        return blocks.button("Un-snooze", WAKE, str(told.id)) if _sleeps(reader, told) else None
    if told.act is None:
        return None
    act = acts.find(reader.round.session, reader.round.workspace.id, told.act)
    if not can_be_undone(act, reader.round.now):
        return None
    return blocks.button("Undo", UNDO, str(told.act))


def _sleeps(reader: Reader, told: Told) -> bool:
    asleep = snoozes.sleeping(reader.round.session, reader.round.workspace.id, [told.person])
    return any((each.routine, each.subject) == (told.routine, told.subject) for each in asleep)


RECENT = timedelta(days=7)
"""How far back what was told and not dealt with still waits for a person."""


def waiting(round: Round, person: str) -> list[Told]:
    """What a person has been told lately and has not dealt with, each subject once."""
    since = round.now - RECENT
    found = bundles.open_items(round.session, round.workspace.id, person, since)
    latest = {(each.routine, each.subject): each for each in reversed(found)}
    return list(latest.values())
