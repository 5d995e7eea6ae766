"""A person's Home: what today asks of them, then whatever each feature shows of itself."""

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from uuid import uuid4

from handlers.home.fitting import Part, fitted
from handlers.kit import blocks
from handlers.kit.citations import source
from handlers.kit.feature import Block, Round, View
from handlers.kit.panels import Panel
from handlers.kit.reminding import rendering
from handlers.kit.reminding.planning import rhythm_of
from handlers.kit.reminding.rendering import Reader
from handlers.kit.texts import counted, escape
from handlers.kit.times import clock, weekday
from policies.asking import Question, answer
from storage import members
from storage.bundles import Told
from storage.members import Member

log = logging.getLogger(__name__)

SHOWN, EACH = 8, 2
WAITING = "Waiting for you"
NOTHING_WAITS = "Nothing waits for you."
MORE_WAITS = "`/handrail today` lists all that waits for you."
BROKEN = "This part could not be shown just now (reference {reference}). Open Home again later."
REVIEW_DATES = "rg-dates"


def render(round: Round, person: str) -> View | None:
    """None for somebody who is not served."""
    member = members.find(round.session, round.workspace.id, person)
    if member is None:
        return None
    reader = Reader(round, rhythm_of(round, member))
    waiting = rendering.waiting(round, person)
    parts = [*_waiting(reader, waiting), *_panels(round, member, waiting)]
    shown = fitted([*_head(reader, waiting)], parts, [_foot(reader)])
    return {"type": "home", "blocks": shown}


def _head(reader: Reader, waiting: Sequence[Told]) -> Iterator[Block]:
    yield blocks.header(weekday(_today(reader)))
    said = [f"*{counted(len(waiting), 'thing')}* for you" if waiting else NOTHING_WAITS[:-1]]
    if review := _review(reader):
        said.append(review)
    yield blocks.section(". ".join(said) + ".")
    if review and REVIEW_DATES in reader.round.pack.entries:
        yield blocks.context(f"📖 {source(reader.round.pack.citation(REVIEW_DATES))}")


def _today(reader: Reader) -> date:
    return reader.round.now.astimezone(reader.rhythm.zone).date()


def _review(reader: Reader) -> str:
    """`Red/Green: Tuesday 15 December`; nothing in an edition that knows none."""
    round, today = reader.round, _today(reader)
    question = f"/redgreen next after {today - timedelta(days=1):%Y-%m-%d}"
    told = answer(Question(question, round.now, holidays=round.holidays), round.pack)
    day = told.values.get("next")
    if not isinstance(day, date):
        return ""
    return "*Red/Green is today*" if day == today else f"Next Red/Green: *{weekday(day)}*"


def _waiting(reader: Reader, waiting: Sequence[Told]) -> Iterator[Part]:
    """As in the digest, with the same buttons."""
    if waiting:
        first = _first(waiting)
        shown = [block for told in first for block in rendering.item(reader, told)]
        hidden = len(waiting) - len(first)
        more = [blocks.context(f"{hidden:,} more: {MORE_WAITS}")] if hidden else []
        yield Part(WAITING, [*shown, *more], MORE_WAITS)


def _first(waiting: Sequence[Told]) -> Sequence[Told]:
    """Two of each routine before a third of any, in the order in which they stand."""
    seen = Counter[str]()
    ranked = []
    for place, each in enumerate(waiting):
        ranked.append((seen[each.routine] // EACH, place))
        seen[each.routine] += 1
    places = sorted(place for _, place in sorted(ranked)[:SHOWN])
    return [waiting[place] for place in places]


def _panels(round: Round, member: Member, waiting: Sequence[Told]) -> Iterator[Part]:
    told = {each.routine for each in waiting}
    panels = [each for each in round.registry.panels if each.repeats not in told]
    theirs = [each for each in panels if each.for_whom(member, round.pack)]
    for panel, shown in _shown(round, theirs, member):
        if shown:
            yield Part(escape(panel.title), shown)


def _shown(
    round: Round, panels: Iterable[Panel], member: Member
) -> Iterator[tuple[Panel, Sequence[Block]]]:
    """A panel that fails says so in its place, and the others are shown all the same: as panels
    only read, they share one savepoint until one fails."""
    before = round.session.begin_nested()
    for panel in panels:
        try:
            shown = list(panel.show(round, member))
        except Exception:
            reference = uuid4().hex[:8]
            log.exception("panel %s could not be shown, reference %s", panel.name, reference)
            shown = [blocks.context(BROKEN.format(reference=reference))]
            before.rollback()
            before = round.session.begin_nested()
        yield panel, shown
    before.commit()


def _foot(reader: Reader) -> Block:
    there = reader.round.now.astimezone(reader.rhythm.zone)
    pack = reader.round.pack
    return blocks.context(
        f"As of {clock(there)}. {escape(pack.title)}. `/handrail help` lists all I can do."
    )
