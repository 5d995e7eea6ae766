"""A desk whose people have opportunities: Ana sells, Grace is her manager, Vic manages others."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from handlers.kit.feature import Round
from handlers.kit.reminding import planning, releasing, rendering
from handlers.kit.rounds import round_of
from storage import bundles, members, occurrences, opportunities, profiles
from storage.opportunities import Opportunity

Sell = Callable[..., Opportunity]
WEDNESDAY = date(2025, 3, 12)
STEP = "Ask Jane who signs security reviews"


@pytest.fixture
def desk(desk: Any) -> Any:
    """It is Wednesday 12 March 2025, ten in the morning in Madrid."""
    roles = {
        "U0ANA": ("mm-territory",),
        "U0BEN": ("smb",),
        "U0GRACE": ("asm",),
        "U0VIC": ("asm",),
    }
    managers = {"U0ANA": "U0GRACE", "U0BEN": "U0VIC"}
    for person, held in roles.items():
        profile = profiles.find(desk.session, desk.workspace, person)
        changed = replace(profile, roles=held, manager=managers.get(person))
        profiles.save(desk.session, changed)
    return desk


@pytest.fixture
def sell(desk: Any) -> Sell:
    """An open opportunity of Ana's, `ahead` days from its next step."""

    def sell(
        name: str = "Acme Platform", ahead: int | None = 0, step: str = STEP, **more: Any
    ) -> Opportunity:
        day = None if ahead is None else WEDNESDAY + timedelta(days=ahead)
        given = {"name": name, "account": name.split()[0], "owner": "U0ANA", "stage": "3-Proposal"}
        values = {**given, "amount": 12_500, "next_step": step, "next_step_date": day, **more}
        at = desk.now - timedelta(days=3)
        return opportunities.add(
            desk.session, desk.workspace, values, by="U0ANA", at=at, source="import"
        )

    return sell


@pytest.fixture
def again(desk: Any) -> Callable[[Opportunity], Opportunity]:
    """The opportunity as it is now."""

    def again(one: Opportunity) -> Opportunity:
        found = opportunities.find(desk.session, desk.workspace, one.id)
        assert found
        return found

    return again


@dataclass
class Mornings:
    """The engine by a clock that the test turns: Wednesday 12 March is the first day."""

    desk: Any

    def at(self, moment: str) -> None:
        """`Thu 09:00`, as a clock in Madrid shows it; planned, then released."""
        day, at = moment.split()
        names = ("Wed", "Thu", "Fri", "Sat", "Sun", "Mon", "Tue")
        wall = datetime.combine(
            WEDNESDAY + timedelta(names.index(day)), time.fromisoformat(at), UTC
        )
        self.desk.now = wall - timedelta(hours=1)
        self.plan()
        due = occurrences.due_recipients(self.desk.session, self.desk.workspace, self.desk.now, 20)
        releasing.release(self.round, due)

    def plan(self) -> None:
        people = [each.id for each in members.members(self.desk.session, self.desk.workspace)]
        planning.reconcile(self.round, people, self.desk.now + planning.HORIZON)

    @property
    def round(self) -> Round:
        """Without the other routines, which ask of the same opportunities."""
        found = round_of(self.desk.turn())
        mine = {name: found.registry.routines[name] for name in ("mornings", "nextsteps")}
        return replace(found, registry=replace(found.registry, routines=mine))

    def planned(self) -> list[str]:
        kept = occurrences.listed(self.desk.session, self.desk.workspace, state="planned")
        return [each.key for each in kept if each.routine in ("nextsteps", "mornings")]

    def says(self) -> list[str]:
        kept = occurrences.listed(self.desk.session, self.desk.workspace, routine="nextsteps")
        return [each.says for each in kept]

    def digest(self, person: str = "U0ANA", day: date | None = None) -> Any:
        """That day's digest as it is shown now, or None."""
        where = (self.desk.session, self.desk.workspace, person)
        bundle = bundles.digest_of(*where, day or self.desk.now.date())
        if bundle is None:
            return None
        shown = rendering.render(self.round, str(bundle.id))
        return self.desk.checked(shown)


@pytest.fixture
def mornings(desk: Any) -> Mornings:
    return Mornings(desk)
