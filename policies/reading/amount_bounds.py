"""Ranges of figures, and the “about” or “at least” around one."""

import re
from dataclasses import replace
from fractions import Fraction

from policies.reading.amount_values import ENDLESS, Amount, Unit

_LINK = re.compile(r"\s?(?:-|to|until|through|\.\.+)\s?")
_BETWEEN = re.compile(r"\b(?:between|from)\s+$")


def joined(plain: str, found: list[Amount]) -> list[Amount]:
    """In reading order: “5-6k” as one, each with its bound."""
    return [bounded(plain, amount) if amount.sound else amount for amount in _ranged(plain, found)]


def _ranged(plain: str, found: list[Amount]) -> list[Amount]:
    joined: list[Amount] = []
    for amount in found:
        if joined and _is_range(plain, joined[-1], amount):
            joined[-1] = _spanning(joined[-1], amount)
        else:
            joined.append(amount)
    return joined


def _is_range(plain: str, one: Amount, other: Amount) -> bool:
    between = plain[one.end : other.start]
    opened = between.strip() == "and" and bool(_BETWEEN.search(plain[: one.start]))
    return (opened or bool(_LINK.fullmatch(between))) and one.exact and other.exact


def _spanning(one: Amount, other: Amount) -> Amount:
    """“5-6k” is five to six thousand."""
    said = f"{one.said}-{other.said}"
    unit = other.unit if one.unit is Unit.PLAIN else one.unit
    low = one.low
    if other.scaled and not one.scaled and one.low * 1000 <= other.high and one.low < 1000:
        low = one.low * (1_000_000 if other.low >= 1_000_000 else 1_000)
    ends = sorted((low, other.high))
    doubt, fault = one.doubt or other.doubt, one.fault or other.fault
    return Amount(said, one.start, other.end, ends[0], ends[1], unit, doubt=doubt, fault=fault)


_CENT = Fraction(1, 100)
_BEFORE = (
    ("at_least", r"at least|minimum(?: of)?|min|not? less than|no fewer than|upwards of|>=|≥"),
    ("above", r"over|above|more than|greater than|exceeding|north of|beyond|>"),
    ("at_most", r"up to|at most|max|maximum(?: of)?|no more than|not more than|<=|≤"),
    ("below", r"under|below|less than|fewer than|smaller than|just under|<"),
    ("about", r"about|around|approx\.?|approximately|roughly|circa|ca\.?|~|≈|nearly|almost|some"),
)
_BOUND_BEFORE = re.compile(
    r"(?:^|(?<=[\s(,:;~≈<>=≤≥]))(?:"
    + "|".join(rf"(?P<{name}>{words})" for name, words in _BEFORE)
    + r")\s*(?:of\s+|a\s+|an\s+)?$"
)
_BOUND_AFTER = re.compile(
    r"(?P<open>(?<!\s)\+(?![\d$])|\s\+(?=\s*(?:$|[,.;)])))"
    r"|\s?(?:(?P<at_least>plus\b(?!\s(?:\S+\s){0,2}\$?\d)"
    r"|or more\b|and more\b|and up\b|or above\b|or over\b|or greater\b)"
    r"|(?P<at_most>or less\b|or below\b|or under\b|at most\b|tops\b)"
    r"|(?P<about>ish\b|or so\b|roughly\b|approx\b))"
)


def bounded(plain: str, amount: Amount) -> Amount:
    """With the “about” or “at least” around its place in the text."""
    before = _BOUND_BEFORE.search(plain[: amount.start])
    after = _BOUND_AFTER.match(plain[amount.end :])
    for match in (after, before):
        if match and match.lastgroup:
            amount = _limited(amount, match.lastgroup)
    return amount


def _limited(amount: Amount, bound: str) -> Amount:
    match bound:
        case "at_least" | "open":
            return replace(amount, high=ENDLESS)
        case "above":
            return replace(amount, low=amount.high + _CENT, high=ENDLESS)
        case "at_most":
            return replace(amount, low=min(Fraction(0), amount.high))
        case "below":
            return replace(amount, low=min(Fraction(0), amount.low), high=amount.low - _CENT)
        case _:
            return replace(amount, about=True)
