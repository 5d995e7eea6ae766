"""Rules of engagement: whose account it is, and whether it moves."""

from policies.answer import Answer
from policies.deciding import Caution, Matter
from policies.edition import Pack
from policies.reading.facts import Reading


def route(reading: Reading, pack: Pack) -> Answer:
    return Matter("roe", reading, pack, cautions(reading)).settle()


def move(reading: Reading, pack: Pack) -> Answer:
    return Matter("moves", reading, pack, cautions(reading)).settle()


def is_about_a_move(reading: Reading) -> bool:
    """A team holds the account already, or the quarter is changing over."""
    told = {*reading.known, *reading.clashes}
    return bool(told & {"owner_team", "changeover", "activity"})


def cautions(reading: Reading) -> tuple[Caution, ...]:
    """What the rules leave open beside the head-count."""
    found = []
    if reading.public:
        says = "Public Sector sits under Enterprise without a size; check who takes this account."
        found.append(Caution(says, "ent-overview"))
    if reading.of_group:
        found.append(Caution("", "segment-basis-global-headcount"))
    return tuple(found)
