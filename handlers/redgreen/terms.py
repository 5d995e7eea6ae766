"""What a manager's sessions go by: the calendar, the period, and the thresholds in force."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo

from handlers.kit.feature import Refused, Scene
from policies.clocks import day_in, zone_of
from policies.reviews import scope
from policies.reviews.periods import Calendar, Period
from policies.reviews.scope import Scope
from storage import members, review_rules
from storage.members import Member
from storage.review_rules import Rule


@dataclass(frozen=True, slots=True)
class Terms:
    """`rules` are what the manager has set and that holds, by name and segment."""

    manager: Member
    calendar: Calendar
    printed: Mapping[str, int]
    rules: Mapping[tuple[str, str], Rule]
    today: date

    @property
    def period(self) -> Period:
        return self.calendar.period_of(self.today)

    @property
    def thresholds(self) -> dict[str, int]:
        return {segment: self._threshold(segment) for segment in self.printed}

    @property
    def scope(self) -> Scope:
        return Scope(self.period, self.thresholds)

    @property
    def next_session(self) -> date:
        return self.calendar.next_after(self.today)

    def _threshold(self, segment: str) -> int:
        rule = self.rules.get(("threshold", segment))
        return int(rule.value) if rule else self.printed[segment]


def insist_on_reviews(scene: Scene) -> None:
    """Raises Refused where the edition has no Red/Green."""
    if absent := scene.pack.lacks("redgreen"):
        raise Refused(absent)


def terms(scene: Scene, manager: Member) -> Terms:
    return terms_of(scene, [manager])[manager.id]


def terms_of(scene: Scene, managers: Sequence[Member]) -> dict[str, Terms]:
    ids = [each.id for each in managers]
    kept = review_rules.history(scene.session, scene.workspace.id, ids)
    return {each.id: _terms(scene, each, kept) for each in managers}


def _terms(scene: Scene, manager: Member, kept: Sequence[Rule]) -> Terms:
    latest: dict[tuple[str, str], Rule] = {
        (each.name, each.segment): each for each in kept if each.manager == manager.id
    }
    rules: dict[tuple[str, str], Rule] = {key: each for key, each in latest.items() if each.value}
    kind = rules[("period", "")].value if ("period", "") in rules else ""
    calendar = Calendar(scene.pack.sheets["redgreen"], scene.holidays, kind)
    today = day_in(scene.now, zone(manager))
    return Terms(manager, calendar, scope.printed(scene.pack), rules, today)


def member(scene: Scene, person: str) -> Member | None:
    return members.find(scene.session, scene.workspace.id, person)


def zone(member: Member) -> tzinfo:
    return zone_of(member.zone)
