"""What is different between two editions: their texts, and the answers that people get."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from policies.answer import Answer
from policies.asking import Question, answer
from policies.edition import Pack
from policies.listings import KINDS, Thing, things
from policies.samples import samples

NOON = datetime(2026, 4, 23, 12, tzinfo=UTC)
FEW = 60
"""Entries that are asked for under both editions, at most."""


@dataclass(frozen=True, slots=True)
class Change:
    """Of one thing; an empty text is one that is not there."""

    kind: str
    id: str
    old: str
    new: str

    @property
    def mark(self) -> str:
        return "+" if not self.old else "-" if not self.new else "~"


@dataclass(frozen=True, slots=True)
class Turn:
    """A question that two editions answer differently."""

    ask: str
    policy: str
    old: str
    new: str


def changes(old: Pack, new: Pack) -> list[Change]:
    """Ordered by kind, then as the packs have them."""
    before, after = _texts(old), _texts(new)
    keys = dict.fromkeys([*after, *before])
    found = [Change(*key, before.get(key, ""), after.get(key, "")) for key in keys]
    return sorted((each for each in found if each.old != each.new), key=_order)


def _order(change: Change) -> int:
    return KINDS.index(change.kind)


def _texts(pack: Pack) -> Mapping[tuple[str, str], str]:
    return {(thing.kind, thing.id): _full(thing) for thing in things(pack)}


def _full(thing: Thing) -> str:
    return "\n".join([thing.text, *(f"{name}: {text}" for name, text in thing.more.items())])


def turns(old: Pack, new: Pack) -> tuple[int, list[Turn]]:
    """How many questions were tried, and those whose answers differ."""
    asked = [*samples((old, new)), *_about_entries(old, new)]
    found = [_turn(ask, old, new) for ask in asked]
    return len(asked), [turn for turn in found if turn is not None]


def _turn(ask: str, old: Pack, new: Pack) -> Turn | None:
    before, after = (answer(Question(ask, NOON), pack) for pack in (old, new))
    if _told(before) == _told(after):
        return None
    return Turn(ask, after.policy or before.policy, before.headline, after.headline)


def _told(answer: Answer) -> tuple[object, ...]:
    return answer.status, answer.outcome, answer.headline


def _about_entries(old: Pack, new: Pack) -> Iterator[str]:
    """One way of asking for each of the entries that changed."""
    changed = [each.id for each in changes(old, new) if each.kind == "entry"]
    for id in changed[:: max(1, len(changed) // FEW)]:
        asks = old.asks.get(id) or new.asks.get(id)
        if asks:
            yield asks[0]
