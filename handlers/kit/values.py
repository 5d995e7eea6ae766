"""The figures, dates and yes-or-noes of an answer, each under its name."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from handlers.kit import blocks
from handlers.kit.facts import dollars, fact_of, on
from handlers.kit.feature import Block
from handlers.kit.months import month
from handlers.kit.requirements import requirements
from handlers.kit.texts import capital, escape, listed
from policies.answer import Answer, Status
from policies.pack import Pack

Layout = Callable[[Answer, Pack], Iterator[Block]]

MONEY = frozenset({"short_by", "combined"})
SAID_ALREADY = frozenset({"giver_items", "receiver_items"})
"""What the headline of every answer with it says anyway."""
LABELS = {
    "count": "So far",
    "aim_low": "Aim from",
    "aim_high": "Aim to",
    "ratio": "Pipeline / target",
    "combined": "First order and potential",
    "respond_by": "Respond by",
    "ae_from": "AE from",
    "answer_by": "Answer by",
    "due_at": "Due",
    "missing": "Still missing",
    "parking_ends": "Parked until",
    "window_ends": "Window until about",
}
"""What reads oddly with its underscores alone taken out."""


def values(answer: Answer, pack: Pack) -> Iterator[Block]:
    """A deal and a calendar have layouts of their own."""
    layout = LAYOUTS.get(answer.policy, _fields)
    return layout(answer, pack) if answer.values else iter(())


def _fields(answer: Answer, pack: Pack) -> Iterator[Block]:
    said = SAID_ALREADY | answer.facts.keys()
    told = {name: value for name, value in answer.values.items() if name not in said}
    open_for = _open_for(answer, pack)
    lines = {name: _shown(name, value) or open_for for name, value in told.items()}
    shown = [(_label(answer, pack, name), text) for name, text in lines.items() if text]
    if shown:
        yield blocks.fields(*shown)


def _open_for(answer: Answer, pack: Pack) -> str:
    """What nothing stands for: a fact that is still missing, or nothing worth a line."""
    if answer.status is not Status.NEEDS_FACT or not answer.ask:
        return ""
    fact = fact_of(pack, answer.policy, answer.ask[0])
    return f"open: needs {escape(fact.label)}" if fact else ""


def _label(answer: Answer, pack: Pack, name: str) -> str:
    fact = fact_of(pack, answer.policy, name)
    plain = capital(name.replace("_", " "))
    return escape(capital(fact.label.removeprefix("the "))) if fact else LABELS.get(name, plain)


def _shown(name: str, value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return dollars(value) if name in MONEY else f"{value:,}"
        case date():
            return on(value)
        case Mapping():
            return listed([f"{escape(str(key))}: {each}" for key, each in value.items()], "and")
        case tuple() | list():
            return listed([_shown(name, each) for each in value], "and")
        case _:
            return escape(str(value))


LAYOUTS: Mapping[str, Layout] = {"deal": requirements, "redgreen": month}
