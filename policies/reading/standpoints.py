"""The instant from which somebody asks: “it is Wed 2026-04-22 16:59”, or the clock's."""

import re
from datetime import datetime

from policies.reading.moments import Moment, Sort
from policies.reading.said import Said

_STATED = re.compile(r"\b(?:it is|it's|its|today is|now|now is|now it is|as of)[\s:,]*$")
_ONE_INSTANT = (Sort.DAY, Sort.TIME, Sort.INSTANT)


def standpoint(said: Said) -> tuple[datetime, list[Moment]]:
    """The instant, and the moments that do not tell it."""
    stated = next((moment for moment in said.moments if _is_stated(said, moment)), None)
    if stated is None:
        return said.now, said.moments
    at = stated.at or datetime.combine(stated.first, said.now.time(), said.now.tzinfo)
    return at, [moment for moment in said.moments if moment is not stated]


def _is_stated(said: Said, moment: Moment) -> bool:
    sound = not moment.fault and moment.first == moment.last
    before = said.plain[: moment.start]
    return sound and moment.sort in _ONE_INSTANT and bool(_STATED.search(before))
