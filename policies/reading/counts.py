"""Head-counts: figures of a text brought together for each fact that is a number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from policies.conditions import ENDLESS, Span
from policies.reading.bare import shared_out
from policies.reading.figures import Figure
from policies.reading.labels import Labelled, labelled
from policies.reading.lexicon import EMPLOYEES, MONEY, NOT_PEOPLE, Role
from policies.reading.parts import Part
from policies.reading.prices import priced
from policies.reading.scopes import scopes
from policies.vocabulary import Fact


@dataclass
class Counts:
    """The figure for each fact, and what stands in the way of one."""

    figures: dict[str, Figure] = field(default_factory=dict)
    clashes: dict[str, tuple[str, str]] = field(default_factory=dict)
    unused: list[Figure] = field(default_factory=list)
    money: list[Figure] = field(default_factory=list)
    labelled: bool = False
    of_group: bool = False
    of_part: bool = False


def counts(found: Sequence[Part], bare: Sequence[str]) -> Counts:
    """`bare` names the facts that unlabelled figures may stand for, in their order."""
    result = Counts()
    if not any(part.figure for part in found):
        return result
    said = [each for each in labelled(found) if each.fact != NOT_PEOPLE]
    result.money = [each.figure for each in said if each.fact == MONEY]
    said = [each for each in said if each.fact != MONEY]
    said = _of_the_group(said, scopes(found), result)
    result.labelled = any(each.fact == EMPLOYEES for each in said)
    by_fact: dict[str, list[Figure]] = {}
    for each in said:
        if each.fact:
            by_fact.setdefault(each.fact, []).append(each.figure)
    loose = [each for each in said if not each.fact]
    result.unused = shared_out(loose, by_fact, bare, found)
    for fact, figures in by_fact.items():
        _combine(fact, figures, result)
    return result


def _of_the_group(
    said: Sequence[Labelled], of: Mapping[int, Role], result: Counts
) -> list[Labelled]:
    """With a figure for the whole group, those for a part of it do not count."""
    heads = {each.place for each in said if each.fact in ("", EMPLOYEES)}
    grouped = {place for place in heads if of.get(place) is Role.GROUP}
    if not grouped:
        parts = {place for place in heads if of.get(place) is Role.LOCAL}
        result.of_part = bool(parts)
        return [_at_least(each) if each.place in parts else each for each in said]
    result.of_group = len(heads) > len(grouped)
    kept = [each for each in said if each.place in grouped or each.fact not in ("", EMPLOYEES)]
    return [each._replace(fact=each.fact or EMPLOYEES) for each in kept]


def _at_least(part: Labelled) -> Labelled:
    """The whole account employs no fewer people than a part of it."""
    figure = part.figure
    return part._replace(figure=figure.bounded("at_least") if figure.sound else figure)


def _combine(fact: str, figures: Sequence[Figure], result: Counts) -> None:
    """The same figure twice is fine, two that exclude each other are not."""
    whole = figures[0]
    for figure in figures[1:]:
        if not (whole.sound and figure.sound):
            whole = figure if whole.sound else whole
        elif (common := whole.span.meets(figure.span)) is None or _differ(whole, figure):
            result.clashes[fact] = (whole.said, figure.said)
        else:
            whole = _narrowed(whole, figure, common)
    result.figures[fact] = whole


def _differ(one: Figure, other: Figure) -> bool:
    return one.exact and other.exact and one.low != other.low


def _narrowed(one: Figure, other: Figure, common: Span) -> Figure:
    if one.exact or other.exact:
        return one if one.exact else other
    if one.about or other.about:
        return one if one.about else other
    return replace(one, low=common.low, high=common.high)


def refused(figure: Figure, fact: Fact) -> str:
    """Why the figure cannot be this fact, or nothing."""
    if figure.fault:
        return figure.fault
    if figure.currency:
        dollars = "" if figure.currency == "dollars" else "; money is read in US dollars only"
        return f"“{priced(figure)}” is money, no number of {fact.many}{dollars}"
    high = figure.low if figure.high == ENDLESS else figure.high
    if max(figure.low, high) > fact.most:
        return f"“{figure.said}” is above {fact.most:,}; please check it"
    if high < fact.least:
        return f"“{figure.said}” is no {fact.one} count; the lowest is {fact.least}"
    return ""


def limited(figure: Figure, fact: Fact) -> Figure:
    return figure if figure.low >= fact.least else replace(figure, low=fact.least)


def in_words(figure: Figure, fact: Fact) -> str:
    """The figure as it is read back: “about 480 employees”, “600 or more employees”."""
    if figure.high == ENDLESS:
        said = f"{figure.low:,} or more"
    elif figure.low == figure.high:
        said = f"{figure.low:,}"
    elif figure.low <= fact.least:
        said = f"up to {figure.high:,}"
    else:
        said = f"{figure.low:,} to {figure.high:,}"
    noun = fact.one if figure.low == figure.high == 1 else fact.many
    return f"{'about ' if figure.about else ''}{said} {noun}"


def as_value(figure: Figure) -> int | str:
    if figure.high == ENDLESS:
        return f"{figure.low}+"
    return figure.low if figure.low == figure.high else f"{figure.low}-{figure.high}"
