"""What a deal needs, what it does not, and what is open until a fact is known."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from handlers.kit import blocks
from handlers.kit.citations import Place, mark, places
from handlers.kit.facts import fact_of
from handlers.kit.feature import Block
from handlers.kit.texts import capital, escape, listed
from policies.answer import Answer, Citation
from policies.pack import Pack
from policies.sheets import Item

YES, NO, OPEN = "✔", "✘", "❓"
PLAN, MONTH, RED_GREEN = "command_plan", "in_red_green_month", "red_green"
UNNEEDED = (None, False, "none")
POLICY = "deal"
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
    known = places([*cited_beside(answer, pack), *answer.citations])
    lines = [_line(answer, pack, item, value, known) for item, value in _each(answer, pack)]
    yield blocks.section("\n".join(lines))


def cited_beside(answer: Answer, pack: Pack) -> list[Citation]:
    """Where the handbook asks for what is needed, in the order of the lines; none elsewhere."""
    if answer.policy != POLICY or not answer.values:
        return []
    asked = [(item, value) for item, value in _each(answer, pack) if value not in UNNEEDED]
    found = [pack.citation(_needed(answer, pack, item, value).entry) for item, value in asked]
    return [each for each in found if each in answer.citations]


def _each(answer: Answer, pack: Pack) -> Iterator[tuple[Item, Any]]:
    items = pack.sheets[answer.policy].lists["open"]
    return ((item, answer.values[item.id]) for item in items if item.id in answer.values)


def _line(answer: Answer, pack: Pack, item: Item, value: Any, known: Sequence[Place]) -> str:
    name = escape(capital(item.says))
    if value is None:
        return f"{OPEN} {name}: needs {_missing(answer, pack, item.id)}"
    if value in UNNEEDED:
        return f"{NO} {name}"
    said = _needed(answer, pack, item, value)
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
