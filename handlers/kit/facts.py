"""Facts by the policy that asks for them: two policies may call different things by one name."""

from datetime import date, datetime

from handlers.kit.texts import escape
from policies.answer import FactValue
from policies.pack import Fact, Pack
from policies.vocabulary import Kind


def facts_of(pack: Pack, policy: str) -> tuple[Fact, ...]:
    """Everything a policy may be told, in the pack's order."""
    if sheet := pack.sheets.get(policy):
        return tuple(_named(fact, name) for name, fact in sheet.facts.items())
    return tuple(pack.fact(name) for name in pack.policies[policy].facts)


def fact_of(pack: Pack, policy: str, name: str) -> Fact | None:
    """None if no policy knows it, as on a button from before the pack was changed."""
    sheet = pack.sheets.get(policy)
    if sheet is not None and name in sheet.facts:
        return _named(sheet.facts[name], name)
    return pack.fact(name) if name in pack.facts else None


def in_words(fact: Fact, value: FactValue) -> str:
    """`499 employees`, `$6,000 Net ARR`, `existing account`, `not First Order Available`."""
    if isinstance(value, bool):
        value = "yes" if value else "no"
    if isinstance(value, int | float):
        put = dollars(value) if fact.kind is Kind.MONEY else f"{value:,}"
        return f"{put} {escape(fact.one if value == 1 and fact.one else fact.many)}".rstrip()
    if isinstance(value, date):
        return f"{escape(fact.label)}: {on(value)}"
    read = {option.value: option.reads for option in fact.options}
    return escape(read.get(str(value), str(value)))


def dollars(value: float) -> str:
    sign = "−" if value < 0 else ""
    return f"{sign}${abs(value):,}" if value == int(value) else f"{sign}${abs(value):,.2f}"


def on(day: date) -> str:
    """`Friday 13 February 2026`, and the time of day where there is one."""
    at = f", {day:%H:%M}" if isinstance(day, datetime) else ""
    return f"{day:%A} {day.day} {day:%B %Y}{at}"


def _named(fact: Fact, name: str) -> Fact:
    return fact.model_copy(update={"name": name})
