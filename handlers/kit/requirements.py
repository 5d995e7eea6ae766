"""What a deal needs, what it does not, and what is open until a fact is known."""

from collections.abc import Iterator, Mapping
from typing import Any

from handlers.kit import blocks
from handlers.kit.citations import mark, places
from handlers.kit.facts import fact_of
from handlers.kit.feature import Block
from handlers.kit.texts import capital, escape, listed
from policies.answer import Answer
from policies.pack import Pack
from policies.sheets import Item

YES, NO, OPEN = "✔", "✘", "❓"
PLAN, MONTH, RED_GREEN = "command_plan", "in_red_green_month", "red_green"
NONE = "none"
DECIDED_BY: Mapping[str, tuple[str, ...]] = {
    "opportunity_consult": ("segment", "net_arr"),
    "lightweight_review": ("segment", "net_arr", "closes"),
    "red_green": ("segment", "net_arr"),
    "custom_deck": ("segment", "amount"),
    "command_plan": ("segment", "net_arr", "amount"),
}
"""The facts that a requirement goes by, in the order in which they are asked for."""


def requirements(answer: Answer, pack: Pack) -> Iterator[Block]:
    """A line each, in the pack's words and order; what is needed has its place in the handbook."""
    items = {item.id: item for item in pack.sheets[answer.policy].lists["open"]}
    lines = [_line(answer, pack, items[id], value) for id, value in _each(answer, items)]
    yield blocks.section("\n".join(lines))


def _each(answer: Answer, items: Mapping[str, Item]) -> Iterator[tuple[str, Any]]:
    return ((id, answer.values[id]) for id in items if id in answer.values)


def _line(answer: Answer, pack: Pack, item: Item, value: Any) -> str:
    name = escape(capital(item.says))
    if value is None:
        return f"{OPEN} {name}: needs {_missing(answer, pack, item.id)}"
    if value in (False, NONE):
        return f"{NO} {name}"
    said = _needed(answer, pack, item, value)
    known = places(answer.citations)
    cited = pack.citation(said.entry)
    place = mark(known, cited) if cited in answer.citations else ""
    mark_ = NO if value == "excused" else YES
    return f"{mark_} *{escape(_without_article(said.says))}*{place}"


def _needed(answer: Answer, pack: Pack, item: Item, value: Any) -> Item:
    """The pack's fuller words: which part of the plan, and in which month."""
    found = {each.id: each for each in pack.sheets[answer.policy].lists["needed"]}
    if item.id == RED_GREEN and answer.values.get(MONTH):
        return found.get(MONTH, item)
    return found.get(str(value) if item.id == PLAN else item.id, item)


def _missing(answer: Answer, pack: Pack, id: str) -> str:
    """A figure that was told as a range is asked for again, as one."""
    names = DECIDED_BY.get(id, ())
    wanted = [name for name in names if name not in answer.facts] or list(answer.ask)
    facts = [fact_of(pack, answer.policy, name) for name in wanted]
    return listed([escape(fact.label) for fact in facts if fact], "and") or "one exact figure"


def _without_article(says: str) -> str:
    first, _, rest = says.partition(" ")
    return capital(rest if first in ("a", "an", "the") else says)
