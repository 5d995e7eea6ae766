"""The facts of a policy as the fields of a form: asked for, taken back, complained about."""

from collections.abc import Iterable
from dataclasses import replace

from handlers.kit import forms
from handlers.kit.answers import Asked, decide
from handlers.kit.controls import choices
from handlers.kit.feature import Ask, Block, Turn
from handlers.kit.texts import clean
from policies.answer import Status
from policies.vocabulary import Fact, Kind

UNKNOWN = "unknown"
LONGEST_TEXT = 1000


def optional_field(fact: Fact) -> Block:
    """One of many: left empty, or answered with “I don't know”."""
    assumed = fact.assume and f"Otherwise I take for granted: {fact.assume}"
    hint = fact.hint or assumed or ""
    if known := choices(fact):
        options = (*known, (UNKNOWN, "I don't know"))
        return forms.choice(fact.name, fact.ask, options, hint=hint)
    return _written(fact, hint or for_example(fact), optional=True)


def needed_field(fact: Fact) -> Block:
    """The only one of its form."""
    hint = fact.hint or for_example(fact)
    if known := choices(fact):
        return forms.choice(fact.name, fact.ask, known, hint=hint, optional=False)
    return _written(fact, hint, optional=False)


def told(facts: Iterable[Fact], ask: Ask) -> dict[str, str]:
    """What a form was filled in with, by fact."""
    held = ((fact.name, ask.fields.get(fact.name)) for fact in facts)
    typed = {name: clean(each).strip() for name, each in held if isinstance(each, str)}
    return {name: text for name, text in typed.items() if text and text != UNKNOWN}


def errors(turn: Turn, asked: Asked, facts: Iterable[Fact]) -> dict[str, str]:
    """A sentence for each field that cannot be read even on its own."""
    whole = decide(turn, asked)
    if whole.status is not Status.INVALID:
        return {}
    by_name = {fact.name: fact for fact in facts}
    alone = {name: decide(turn, replace(asked, given={name: text})) for name, text in _each(asked)}
    wrong = {name: each.headline for name, each in alone.items() if each.status is Status.INVALID}
    wrong = wrong or {next(iter(asked.given)): whole.headline}
    return {name: f"{why} {for_example(by_name[name])}" for name, why in wrong.items()}


def for_example(fact: Fact) -> str:
    return f"For example {fact.example}."


def _each(asked: Asked) -> Iterable[tuple[str, str]]:
    return asked.given.items()


def _written(fact: Fact, hint: str, *, optional: bool) -> Block:
    match fact.kind:
        case Kind.DATE:
            return forms.day(fact.name, fact.ask, hint=hint, optional=optional)
        case Kind.TEXT:
            return forms.text(fact.name, fact.ask, hint=hint, most=LONGEST_TEXT, optional=optional)
        case Kind.NUMBER | Kind.MONEY | Kind.FIGURE | Kind.INSTANT | Kind.CHOICE | Kind.YES_NO:
            return forms.number(fact.name, fact.ask, hint=hint, optional=optional)
