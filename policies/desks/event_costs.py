"""The cost of a trip, told as a whole or in its parts: event-roi-inputs."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TypeAlias

from policies.answer import Answer
from policies.desks.event_meals import MEALS, Run, price_of, runs_of_meals
from policies.findings import Trouble
from policies.inquiries import Inquiry
from policies.quantities import as_number
from policies.reading.amounts import Amount, amounts, dollars
from policies.reading.cleaning import clean
from policies.reading.labelling import labelled
from policies.reading.said import Said
from policies.wording import filled, listed

COST, TRAVEL, LODGING = "cost", "travel", "lodging"
INPUTS = "event-roi-inputs"
PARTS = {TRAVEL: "ground", LODGING: "food", MEALS: ""}
"""Each part, and what is added to it where it was told apart."""


Parts: TypeAlias = dict[str, Fraction | None]


def cost_of(inquiry: Inquiry, said: Said, outcomes: Sequence[str]) -> Fraction:
    """Dollars; Trouble when a part is missing, for unknown is not zero."""
    runs = [] if MEALS in said.given else _runs(inquiry, said)
    rest = said.less(figure for run in runs for figure in run.figures)
    trip = replace(inquiry, said=rest)
    parts = {name: _part(trip, name) for name in (TRAVEL, LODGING)}
    parts[MEALS] = _meals(trip, runs)
    whole = _whole(trip, parts, runs)
    if whole is None and None in parts.values():
        raise Trouble(_incomplete(trip, parts, runs, outcomes))
    told = sum((part for part in parts.values() if part is not None), Fraction(0))
    if whole is not None:
        _compare(trip, whole, told, parts)
    _tell_unread(trip, whole)
    cost = told if whole is None else whole
    inquiry.facts[COST] = as_number(cost)
    return cost


def _runs(inquiry: Inquiry, said: Said) -> list[Run]:
    """Without the figures that another cost names: “lodging 700 meals 50 x 4”."""
    words = {name: fact.words for name, fact in inquiry.sheet.facts.items()}
    named = labelled(said.plain, said.amounts, words).figures
    return runs_of_meals(inquiry, said.less(each for name, each in named.items() if name != MEALS))


def _whole(trip: Inquiry, parts: Parts, runs: Sequence[Run]) -> Fraction | None:
    nothing = not runs and all(part is None for part in parts.values())
    bare = 0 if nothing and trip.said.command and len(trip.labelled.bare) == 1 else None
    whole = _dollars(trip, COST, bare)
    if whole is not None and bare is not None and COST not in trip.labelled.figures:
        _assume(trip, "bare", cost=dollars(whole))
    return whole


def _part(trip: Inquiry, name: str) -> Fraction | None:
    main = _dollars(trip, name)
    if main is None:
        return Fraction(0) if _is_none(trip, name) else None
    return main + (_dollars(trip, PARTS[name]) or 0)


def _is_none(trip: Inquiry, name: str) -> bool:
    """“no meals” is told, and is zero."""
    none = bool(trip.said.heard({"": trip.sheet.words[f"{name}=0"]}))
    if none:
        trip.reads[name], trip.facts[name] = f"no {trip.fact(name).words[0]}", 0
    return none


def _dollars(trip: Inquiry, name: str, bare: int | None = None) -> Fraction | None:
    return _settled(trip, name, trip.amount(name, bare=bare))


def _settled(trip: Inquiry, name: str, amount: Amount | None) -> Fraction | None:
    if amount is None:
        return None
    if amount.low < 0:
        label = trip.fact(name).label
        raise Trouble(trip.invalid(filled(trip.sheet.texts["below_zero"], {"label": label})))
    if amount.low != amount.high:
        says = filled(trip.sheet.texts["of_range"], {"label": trip.fact(name).label})
        raise Trouble(trip.needs([name], says=says))
    return amount.low


def _meals(trip: Inquiry, runs: Sequence[Run]) -> Fraction | None:
    if told := trip.said.given.get(MEALS):
        runs = [_given(clean(told).lower(), trip)]
    prices = [_price(trip, run) for run in runs]
    if not prices:
        return Fraction(0) if _is_none(trip, MEALS) else _dollars(trip, MEALS)
    known = [price for price in prices if price is not None]
    if len(known) < len(prices):
        return None
    total = sum(known, Fraction(0))
    trip.facts[MEALS] = as_number(total)
    trip.reads[MEALS] = f"{dollars(total)} {trip.fact(MEALS).many}"
    return total


def _price(trip: Inquiry, run: Run) -> Fraction | None:
    amount = price_of(trip, run)
    return _settled(trip, MEALS, trip.keep(MEALS, amount) if amount else None)


def _given(told: str, trip: Inquiry) -> Run:
    """The field of a form needs no word for meals; what has no figure says so."""
    runs = runs_of_meals(trip, Said(f"meals {told}", trip.said.now).figured())
    if len(runs) != 1 or not amounts(told):
        fact = trip.fact(MEALS)
        says = f"“{told[:60]}” does not say {fact.label}, e.g. {fact.example}"
        raise Trouble(trip.invalid(says))
    return runs[0]


def _incomplete(
    trip: Inquiry,
    parts: Parts,
    runs: Sequence[Run],
    outcomes: Sequence[str],
) -> Answer:
    missing = [name for name, part in parts.items() if part is None]
    text = "no_price" if runs and missing == [MEALS] else "parts"
    if len(missing) == len(parts) and not runs:
        text, missing = "no_cost", [COST]
    labels = listed([trip.fact(name).label for name in missing], "and")
    says = filled(trip.sheet.texts[text], {"missing": labels})
    return trip.needs(missing, between=outcomes, says=says, entries=[INPUTS])


def _compare(trip: Inquiry, whole: Fraction, told: Fraction, parts: Parts) -> None:
    """Parts may add up to less than the whole while some are not known, never to more."""
    complete = None not in parts.values()
    if told > whole or (complete and told != whole):
        words = {"cost": dollars(whole), "sum": dollars(told)}
        raise Trouble(trip.conflict(filled(trip.sheet.texts["sums"], words), [INPUTS]))
    if told and not complete:
        _assume(trip, "total", cost=dollars(whole))


def _tell_unread(trip: Inquiry, whole: Fraction | None) -> None:
    for each in trip.labelled.bare:
        if each.low != whole or COST in trip.labelled.figures:
            trip.warnings.append(filled(trip.sheet.texts["unread"], {"said": each.said}))


def _assume(trip: Inquiry, text: str, **words: str) -> None:
    trip.assumptions.append(filled(trip.sheet.texts[text], words))
