"""What stands around a figure: ranges, “at least”, “about”, currencies and minus signs."""

from collections.abc import Sequence
from dataclasses import replace

from policies.conditions import ENDLESS
from policies.reading.figures import Figure, closing, spanning
from policies.reading.lexicon import USERS, Role
from policies.reading.parts import MINUS, Part

_TO = frozenset(("to", MINUS, "..", "...", "till", "until", "through", "thru", "or", "bis"))
_BUT = frozenset(("but", "and", ",", "to"))
_SKIPPED = frozenset(("a", "an", "the", "just", "of", "is", "total", "only"))
_DOLLARS = frozenset(("$", "usd", "dollar", "dollars", "bucks"))
_OTHERS = {"€": "euros", "eur": "euros", "euro": "euros", "euros": "euros", "£": "pounds"}
_OTHERS |= {"gbp": "pounds", "pound": "pounds", "pounds": "pounds", "¥": "yen", "yen": "yen"}
_OTHERS |= {"jpy": "yen", "chf": "francs", "₹": "rupees", "inr": "rupees", "sek": "kronor"}
_UNTOLD = frozenset(
    ("known", "given", "yet", "count", "number", "info", "data", "stated", "counted")
)
_NEGATIVE = frozenset(("minus", "negative"))


def settle(found: Sequence[Part]) -> list[Part]:
    """The same parts with each figure as its surroundings make it."""
    signed = _signed(_none(found))
    figures = sum(part.figure is not None for part in signed)
    if figures == 0:
        return signed
    return _bounded(signed) if figures == 1 else _closed(_bounded(_ranged(signed)))


def _none(found: Sequence[Part]) -> Sequence[Part]:
    """“no developers” counts them; “no developers known” does not."""
    places = [place for place, part in enumerate(found) if part.text == "no"]
    none = {place for place in places if _counts_none(found[place + 1 : place + 3])}
    if not none:
        return found
    zero = Figure("no", 0, 0)
    return [
        part._replace(figure=zero, senses=()) if place in none else part
        for place, part in enumerate(found)
    ]


def _counts_none(after: Sequence[Part]) -> bool:
    label = after[0].sense(Role.LABEL) if after else None
    named = label is not None and label.about == USERS and after[0].text.endswith("s")
    return named and not (len(after) > 1 and after[1].text in _UNTOLD)


def _signed(found: Sequence[Part]) -> list[Part]:
    """Minus signs and currencies join their figure."""
    signed: list[Part] = []
    for place, part in enumerate(found):
        if part.figure is None:
            signed.append(part)
            continue
        if _is_denied(found, place):
            signed.append(part._replace(figure=None))
            continue
        figure = _with_currency(part.figure, found, place)
        if signed and _is_minus(signed, part):
            signed.pop()
            figure = _below_zero(figure)
        if signed and currency(signed[-1].text):
            signed.pop()
        signed.append(part._replace(figure=figure))
    return signed


def currency(text: str) -> str:
    return "dollars" if text in _DOLLARS else _OTHERS.get(text, "")


def _with_currency(figure: Figure, found: Sequence[Part], place: int) -> Figure:
    before = currency(found[place - 1].text) if place else ""
    after = currency(found[place + 1].text) if place + 1 < len(found) else ""
    if after and place + 2 < len(found) and found[place + 2].figure and found[place + 2].glued:
        after = ""
    return replace(figure, currency=before or after) if before or after else figure


def _is_minus(signed: Sequence[Part], part: Part) -> bool:
    sign = signed[-1]
    if sign.text in _NEGATIVE:
        return True
    after_figure = len(signed) > 1 and signed[-2].figure is not None
    return sign.text == MINUS and part.glued and not sign.glued and not after_figure


def _is_denied(found: Sequence[Part], place: int) -> bool:
    """“480, not 500”."""
    return place > 0 and found[place - 1].text == "not"


def _below_zero(figure: Figure) -> Figure:
    said = f"-{figure.said}"
    return Figure(said, fault=f"“{said}” is below zero", currency=figure.currency)


def _ranged(found: Sequence[Part]) -> list[Part]:
    ranged: list[Part] = []
    place = 0
    while place < len(found):
        part = found[place]
        if (other := _labelled_end(found, place)) and part.figure and other.figure:
            part = Part(part.text, figure=spanning(part.figure, other.figure))
            ranged.append(part)
            part = found[place + 1]
            place += 3
        elif (other := _other_end(found, place)) and part.figure and other.figure:
            part = Part(part.text, figure=spanning(part.figure, other.figure))
            place += 2
        ranged.append(part)
        place += 1
    return ranged


def _other_end(found: Sequence[Part], place: int) -> Part | None:
    if found[place].figure is None or place + 2 >= len(found):
        return None
    link, other = found[place + 1], found[place + 2]
    if other.figure is None:
        return None
    between = link.text == "and" and place > 0 and found[place - 1].text == "between"
    return other if between or link.text in _TO else None


def _labelled_end(found: Sequence[Part], place: int) -> Part | None:
    """“600 employees to 900 employees”, “620 people or 480?”."""
    if found[place].figure is None or place + 3 >= len(found):
        return None
    label, link, other = found[place + 1 : place + 4]
    follows = found[place + 4].sense(Role.LABEL) if place + 4 < len(found) else None
    same = follows is None or follows == label.sense(Role.LABEL)
    joined = label.sense(Role.LABEL) and link.text in ("or", "to") and other.figure
    return other if joined and same else None


def _closed(found: Sequence[Part]) -> list[Part]:
    """“more than 500 but less than 2,000” is one figure."""
    closed: list[Part] = []
    open_at: int | None = None
    for place, part in enumerate(found):
        if part.figure and open_at is not None and _is_upper(part.figure):
            lower = closed[open_at]
            assert lower.figure is not None
            closed[open_at:] = [lower._replace(figure=closing(lower.figure, part.figure))]
            open_at = None
            continue
        if part.figure:
            from_here = place > 0 and found[place - 1].text == "from"
            open_at = len(closed) if part.figure.high == ENDLESS or from_here else None
        elif not (part.text in _BUT or part.sense(Role.BOUND)):
            open_at = None
        closed.append(part)
    return closed


def _is_upper(figure: Figure) -> bool:
    return figure.sound and figure.low <= 1 < figure.high < ENDLESS


def _bounded(found: Sequence[Part]) -> list[Part]:
    return [
        part._replace(figure=_bound(found, place, part.figure)) if part.figure else part
        for place, part in enumerate(found)
    ]


def _bound(found: Sequence[Part], place: int, figure: Figure) -> Figure:
    for bound in [*_after(found, place), *_before(found, place)]:
        figure = figure.bounded(bound) if figure.sound else figure
    return figure


def _before(found: Sequence[Part], place: int) -> list[str]:
    bounds: list[str] = []
    place -= 1
    while place >= 0 and len(bounds) < 3:
        sense = found[place].sense(Role.BOUND)
        if sense:
            bounds.append(sense.about)
        elif found[place].text not in _SKIPPED and not _abbreviates(found, place):
            break
        place -= 1
    return bounds


def _abbreviates(found: Sequence[Part], place: int) -> bool:
    """The full stop of “ca. 500”."""
    return found[place].text == "." and place > 0 and bool(found[place - 1].sense(Role.BOUND))


def _after(found: Sequence[Part], place: int) -> list[str]:
    """“500 or more”, “600 staff+”; not where the next figure is meant."""
    place += 1
    if place < len(found) and found[place].sense(Role.LABEL):
        place += 1
    if place >= len(found) or not (sense := found[place].sense(Role.BOUND_AFTER)):
        return []
    follows = place + 1 < len(found) and found[place + 1].figure is not None
    shared = found[place].sense(Role.BOUND) is not None or found[place].text == "+"
    return [] if follows and shared and not _glued_plus(found[place]) else [sense.about]


def _glued_plus(part: Part) -> bool:
    return part.text == "+" and part.glued
