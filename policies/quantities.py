"""Figures as an answer keeps them and says them."""

from fractions import Fraction
from typing import Any

from policies.reading.amounts import ENDLESS, Amount, dollars, shown
from policies.vocabulary import Fact, Kind


def uncountable(fact: Fact, amount: Amount) -> str:
    """Why so many cannot be; empty if they can."""
    if not amount.sound:
        return ""
    if amount.low.denominator > 1 and (amount.exact or amount.about):
        return f"“{amount.said}” is no whole number of {fact.many}"
    if amount.high < fact.least:
        return f"“{amount.said}” cannot be {fact.label}: {fact.least} is the least"
    if amount.low > fact.most:
        return f"“{amount.said}” is more than {fact.most:,} {fact.many}; please check it"
    return ""


def as_number(value: Fraction) -> int | float:
    """Money to the cent, whole where it is whole."""
    return int(value) if value == int(value) else round(float(value), 2)


def said_of(fact: Fact, amount: Amount) -> str:
    """“$6,000 Net ARR”, “at least 5 sessions”."""
    put = dollars if fact.kind is Kind.MONEY else shown
    if amount.exact or amount.about:
        figure = put(amount.low)
    elif amount.high >= ENDLESS:
        figure = f"at least {put(amount.low)}"
    elif amount.low <= 0:
        figure = f"at most {put(amount.high)}"
    else:
        figure = f"{put(amount.low)} to {put(amount.high)}"
    name = fact.one if amount.exact and amount.low == 1 and fact.one else fact.many
    return f"{'about ' if amount.about else ''}{figure} {name or fact.label}".strip()


def spoken_of(value: Any) -> str:
    """A value as a headline says it."""
    if isinstance(value, Fraction):
        return shown(value)
    if isinstance(value, bool) or value is None:
        return {True: "yes", False: "no", None: "open"}[value]
    return f"{value:,}" if isinstance(value, int | float) else str(value)
