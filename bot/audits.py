"""The Required 7 that the people of a demo have ticked in the weeks before, and in this one."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from policies.rhythms import Rhythm
from policies.skills import Tick
from policies.skills.weeks import before, week_of
from storage import skill_ticks

if TYPE_CHECKING:
    from bot.seeding import Seeding


def audit(seeding: "Seeding", given: Mapping[str, Sequence[int]]) -> None:
    """How many of the seven, this week first; those before were ticked on their Friday."""
    week = week_of(seeding.today, Rhythm().work_days)
    for name, counts in given.items():
        for monday, count in zip([week, *before(week, len(counts))], counts, strict=False):
            friday = seeding.now + timedelta(days=(monday - seeding.today).days + 4)
            at = min(friday, seeding.now)
            for skill in seeding.pack.skills.skills[:count]:
                tick = Tick(seeding.people[name], monday, skill.id, at)
                skill_ticks.keep(seeding.session, seeding.workspace, tick)
