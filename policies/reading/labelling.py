"""Which figure belongs to which fact: “net ARR 6k”, “6k amount”, “target: 400k”."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from policies.reading.amounts import Amount

_JOINING = (
    r"(?:of|is|are|was|at|about|around|over|under|below|above|up to|roughly|a|the|approx\.?"
    r"|more than|less than|at least|at most|~|≈|>=?|<=?)"
)
_FILL = rf"[\s:=(]*(?:{_JOINING}\s*)*(?:us\$|usd|\$|-|minus|negative|€|£)?\s*"
_BEFORE = re.compile(_FILL)
_AFTER = re.compile(r"[\s-]*(?:(?:of|in|as|the|\+|or more|or less|plus)\s*)*")


@dataclass(frozen=True)
class Labelled:
    """Figures by fact; `bare` are those that nothing names, `twice` those named twice."""

    figures: Mapping[str, Amount] = field(default_factory=dict)
    bare: Sequence[Amount] = ()
    twice: Mapping[str, tuple[Amount, Amount]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Label:
    fact: str
    start: int
    end: int


def labelled(plain: str, found: Sequence[Amount], words: Mapping[str, Iterable[str]]) -> Labelled:
    """`words` names each fact's labels, lowercase. They stand before their figures or after them:
    as leaves fewer without a name, or else as the first does (“60 employees 6k”)."""
    labels = _labels(plain, words)
    ahead, behind = (_matched(plain, found, labels, first) for first in (True, False))
    led = bool(found and labels) and found[0].start < labels[0].start
    return _sorted(behind if (len(behind), led) > (len(ahead), False) else ahead, found)


def _matched(
    plain: str, found: Sequence[Amount], labels: Sequence[_Label], ahead: bool
) -> list[tuple[_Label, Amount]]:
    """Those on the one side of their figure go first."""
    pairs = _pairs(plain, found, labels, ahead=ahead)
    named, used = {id(amount) for _, amount in pairs}, {label for label, _ in pairs}
    left = [amount for amount in found if id(amount) not in named]
    rest = [label for label in labels if label not in used]
    return pairs + _pairs(plain, left, rest, ahead=not ahead)


def followed(
    plain: str, found: Sequence[Amount], words: Mapping[str, Iterable[str]]
) -> list[tuple[str, Amount]]:
    """Each figure with a label right behind it, such as “24 hours”, up to the label's end."""
    pairs = _pairs(plain, found, _labels(plain, words), ahead=False)
    return [(label.fact, replace(amount, end=label.end)) for label, amount in pairs]


def _labels(plain: str, words: Mapping[str, Iterable[str]]) -> list[_Label]:
    facts = {word: fact for fact, names in words.items() for word in names}
    pattern = _alternatives(tuple(sorted(facts, key=len, reverse=True)))
    return [
        _Label(facts[match[0]], match.start(), match.end()) for match in pattern.finditer(plain)
    ]


@lru_cache(256)
def _alternatives(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")


def _pairs(
    plain: str, found: Sequence[Amount], labels: Sequence[_Label], *, ahead: bool
) -> list[tuple[_Label, Amount]]:
    pairs = []
    taken: set[_Label] = set()
    for amount in found:
        near = [
            each for each in labels if each not in taken and _touches(plain, each, amount, ahead)
        ]
        if near:
            label = near[-1] if ahead else near[0]
            taken.add(label)
            pairs.append((label, amount))
    return pairs


def _touches(plain: str, label: _Label, amount: Amount, ahead: bool) -> bool:
    if ahead:
        return label.end <= amount.start and bool(_BEFORE.fullmatch(plain, label.end, amount.start))
    return amount.end <= label.start and bool(_AFTER.fullmatch(plain, amount.end, label.start))


def _sorted(pairs: Sequence[tuple[_Label, Amount]], found: Sequence[Amount]) -> Labelled:
    figures: dict[str, Amount] = {}
    twice: dict[str, tuple[Amount, Amount]] = {}
    for label, amount in sorted(pairs, key=lambda pair: pair[1].start):
        before = figures.setdefault(label.fact, amount)
        if (before.low, before.high) != (amount.low, amount.high):
            twice[label.fact] = (before, amount)
    named = {id(amount) for _, amount in pairs}
    return Labelled(figures, [each for each in found if id(each) not in named], twice)
