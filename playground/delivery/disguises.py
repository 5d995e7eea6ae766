"""How a signed request may look that is not quite right."""

from dataclasses import dataclass

from playground.faults import Mishaps


@dataclass(frozen=True)
class Disguise:
    skew: float = 0.0
    forged: bool = False
    slow: float = 0.0
    replays: int = 0


HONEST = Disguise()


def draw(mishaps: Mishaps, what: str, now: float) -> Disguise:
    """What is wrong with this request; nothing, unless it was ordered."""
    if not mishaps.standing:
        return HONEST
    skew = mishaps.befalls(what, "skew", now)
    forged = mishaps.befalls(what, "forged", now)
    slow = mishaps.befalls(what, "slow", now)
    replay = mishaps.befalls(what, "replay", now)
    return Disguise(
        skew.seconds if skew else 0.0,
        forged is not None,
        slow.seconds if slow else 0.0,
        replay.copies - 1 if replay else 0,
    )
