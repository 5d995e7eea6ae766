"""What a text says of facts that are no numbers: “inbound”, “not a customer”, “LATAM”."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from policies.reading.lexicon import Role
from policies.reading.parts import Part
from policies.vocabulary import Fact

_REACH = 4
_OR = frozenset(("or", "/", "vs", "versus", "oder", "?"))
_NO = frozenset(("no", "false", "n", "nein"))
OWNER = "owner_team"


class Mention(NamedTuple):
    fact: str
    values: frozenset[str]
    place: int
    text: str


class Said(NamedTuple):
    """What remains possible of each fact, and what was said twice and differently."""

    values: Mapping[str, frozenset[str]]
    clashes: Mapping[str, tuple[str, str]]


def mentioned(found: Sequence[Part], facts: Mapping[str, Fact]) -> Said:
    values: dict[str, frozenset[str]] = {}
    clashes: dict[str, tuple[str, str]] = {}
    last: dict[str, Mention] = {}
    for mention in (*_mentions(found, facts), *_own(found)):
        fact, before = mention.fact, last.get(mention.fact)
        if mention.place < 0 and not _may_own(values):
            continue
        last[fact] = mention
        narrowed = _joined(found, before, mention, values.get(fact))
        if narrowed:
            values[fact] = narrowed
        elif before:
            clashes[fact] = (before.text, mention.text)
    return Said(values, clashes)


def _may_own(values: Mapping[str, frozenset[str]]) -> bool:
    """A seller who speaks of a new lead as theirs does not hold the account yet."""
    return OWNER not in values and "existing" in values.get("direction", {"existing"})


def _joined(
    found: Sequence[Part], before: Mention | None, mention: Mention, known: frozenset[str] | None
) -> frozenset[str]:
    if before is None or known is None:
        return mention.values
    between = {part.text for part in found[before.place + 1 : mention.place]}
    if between and between <= _OR:
        return known | mention.values
    return known & mention.values


def _mentions(found: Sequence[Part], facts: Mapping[str, Fact]) -> Iterator[Mention]:
    for place, part in enumerate(found):
        for sense in part.senses:
            if sense.role is not Role.SAYS or _doubted(found, place) or _is_name(found, place):
                continue
            rest = frozenset(facts[sense.about].values) - sense.values
            values = rest if _denied(found, place) else sense.values
            yield Mention(sense.about, values, place, part.text)


def _is_name(found: Sequence[Part], place: int) -> bool:
    """“a customer named Acme” is not a named customer."""
    after = found[place + 1] if place + 1 < len(found) else None
    plain = after is not None and not (after.senses or after.figure or after.mark)
    return found[place].text == "named" and plain


def _denied(found: Sequence[Part], place: int) -> bool:
    """“isn't marked First Order Available”, “customer: no”."""
    return _earlier(found, place, Role.NOT) != _answered_no(found, place)


def _answered_no(found: Sequence[Part], place: int) -> bool:
    if place + 2 >= len(found) or found[place + 1].text not in (":", "=", "?"):
        return False
    return found[place + 2].text in _NO


def _doubted(found: Sequence[Part], place: int) -> bool:
    return _earlier(found, place, Role.UNSURE)


def _earlier(found: Sequence[Part], place: int, role: Role) -> bool:
    for part in reversed(found[max(0, place - _REACH) : place]):
        if part.sense(role):
            return True
        if part.mark or part.figure or part.sense(Role.LABEL):
            return False
        if role is Role.NOT and part.sense(Role.SAYS):
            return False
    return False


def _own(found: Sequence[Part]) -> Iterator[Mention]:
    """“Territory AE here, my prospect ...” says whose account it is."""
    if not any(part.sense(Role.MINE) for part in found):
        return
    for part in found:
        if seller := part.sense(Role.SELLER):
            yield Mention(OWNER, frozenset((seller.about,)), -1, part.text)
