"""The onboarding lists that a demo begins with."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.days import work_day
from policies.onboarding import Mark, Marked, Onboarding, State
from storage import onboardings

if TYPE_CHECKING:
    from bot.seeding import Seeding


def hire(seeding: "Seeding", those: Iterable[Mapping[str, Any]]) -> None:
    for given in those:
        _list(seeding, given)


def _list(seeding: "Seeding", given: Mapping[str, Any]) -> None:
    """Begun by somebody on the first day; what is done was done in the days after."""
    person, by = (seeding.people[given[name]] for name in ("person", "by"))
    begun = seeding.now - timedelta(days=given["age"])
    where = (seeding.session, seeding.workspace)
    kept = Onboarding(seeding.workspace, person, begun.date(), State.OPEN, by, begun)
    onboardings.begin(seeding.session, kept)
    there = {each.id for each in seeding.pack.onboarding.items}
    done = [each for each in given.get("done", ()) if each in there]
    for number, item in enumerate(done, 1):
        day = work_day((begun + number * (seeding.now - begun) / (len(done) + 1)).date())
        at = min(begun.replace(year=day.year, month=day.month, day=day.day), seeding.now)
        onboardings.mark(*where, person, Marked(item, Mark.DONE, person, at))
