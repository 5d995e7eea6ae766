"""A month's lookback as somebody may see it: every committed opportunity and what became of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from handlers.kit import rights
from handlers.kit.feature import Scene, Turn
from handlers.redgreen import terms
from handlers.redgreen.terms import Terms
from policies.calendars import first_of, last_of
from policies.clocks import day_in, zone_of
from policies.lookbacks.lines import OUTSIDE, Actual, Call, Line, Mark, line, misses
from policies.lookbacks.sums import Cell, Figures, cells, total
from policies.reviews.periods import Calendar, Period
from policies.rights import Standing, Subject
from storage import commitments, members, outcomes, people, pipelines
from storage.members import Member
from storage.opportunities import Opportunity
from storage.outcomes import Outcome

Key = tuple[date, date, int]


@dataclass(frozen=True)
class View:
    """Whose commitments somebody sees: their own, those below them, or with `all` everybody's.

    `people` are those whose outcomes they may explain; of others a director sees the figures.
    """

    person: str
    people: frozenset[str]
    all: bool = False

    @property
    def is_own(self) -> bool:
        return not self.all and self.people == {self.person}


@dataclass(frozen=True)
class Book:
    """`month` is the one in which the periods end; everything is read when it is first asked."""

    scene: Scene
    view: View
    month: date

    @cached_property
    def days(self) -> tuple[date, date]:
        return first_of(self.month), last_of(self.month)

    @cached_property
    def told(self) -> "Mapping[outcomes.Kind, Mapping[Key, Outcome]]":
        return outcomes.latest(self.scene.session, self.scene.workspace.id, self.days)

    @property
    def reasons(self) -> Mapping[Key, Outcome]:
        return self.told["reason"]

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        kept = calls(self.scene, self.view, self.days)
        inside = [lined(call, actual, self.told["mark"]) for call, actual in kept]
        return (*inside, *self._outside([call for call, _ in kept]))

    @cached_property
    def cells(self) -> Mapping[Cell, Figures]:
        return cells(self.lines)

    @cached_property
    def total(self) -> Figures:
        return total(self.cells)

    @cached_property
    def misses(self) -> Sequence[Line]:
        return misses(self.lines)

    @property
    def unexplained(self) -> list[Line]:
        return [each for each in self.misses if key(each.call) not in self.reasons]

    @cached_property
    def periods(self) -> list[Period]:
        found = {(each.call.starts, each.call.ends) for each in self.lines}
        return [Period(*days) for days in sorted(found)]

    @cached_property
    def names(self) -> Mapping[str, str]:
        return people.full_names(self.scene.session, self.scene.workspace.id)

    def name(self, person: str) -> str:
        return self.names.get(person, "somebody else") if person else "nobody"

    def _outside(self, kept: Sequence[Call]) -> Iterator[Line]:
        """What closed without having been in a session, of those who committed anything."""
        known = {each.opportunity for each in kept}
        spans = {each.owner: each for each in kept}
        session, workspace = self.scene.session, self.scene.workspace.id
        starts = min((each.starts for each in kept), default=self.days[0])
        for deal in pipelines.won_between(session, workspace, starts, self.days[1]):
            call = spans.get(deal.owner or "")
            if call and deal.id not in known and deal.close_date and deal.close_date >= call.starts:
                yield line(_outsider(deal, call), _actual(deal))


def key(call: Call) -> Key:
    return call.starts, call.ends, call.opportunity


def lined(call: Call, actual: Actual | None, marks: Mapping[Key, Outcome]) -> Line:
    mark = marks.get(key(call))
    told = Mark(mark.choice, mark.net_arr, mark.day) if mark and mark.choice else None
    return line(call, actual, told)


def calls(scene: Scene, view: View, days: tuple[date, date]) -> list[tuple[Call, Actual | None]]:
    """Of people who are not theirs any more a manager sees what was committed to them."""
    whose = None if view.all else view.people
    found = commitments.calls(scene.session, scene.workspace.id, days, whose)
    mine = [pair for pair in found if pair[0].owner == view.person] if view.is_own else found
    return mine


def view_of(scene: Scene, person: str, director: bool) -> View:
    theirs = members.below(scene.session, scene.workspace.id, person)
    own = frozenset({person, *(each.id for each in theirs)})
    return View(person, own, director)


def my_view(turn: Turn) -> View:
    return view_of(turn, turn.actor.id, Subject.DIRECTOR in rights.subjects_of(turn))


def is_director(scene: Scene, member: Member) -> bool:
    return Standing.DIRECTOR in map(scene.pack.standing, member.profile.confirmed)


def terms_for(scene: Scene, person: str) -> Terms | None:
    """Those of the one who holds their sessions, or their own."""
    me = terms.member(scene, person)
    above = terms.member(scene, me.profile.manager) if me and me.profile.manager else None
    reviews = me is not None and _leads(scene, me)
    whose = me if reviews else above or me
    return terms.terms(scene, whose) if whose else None


def _leads(scene: Scene, me: Member) -> bool:
    return Standing.MANAGER in map(scene.pack.standing, me.profile.roles)


def month_before(scene: Scene, person: str) -> date:
    """The month in which the last period that is over has ended."""
    theirs = terms_for(scene, person)
    if theirs is None:
        return first_of(day_in(scene.now, zone_of("UTC")), -1)
    return first_of(theirs.calendar.before(theirs.period).ends)


def looked_back_on(calendar: Calendar, period: Period) -> date:
    """The first session after the period."""
    return calendar.next_after(period.ends)


def _outsider(deal: Opportunity, of: Call) -> Call:
    return Call(
        of.starts,
        of.ends,
        deal.id,
        deal.name,
        deal.account,
        OUTSIDE,
        "",
        None,
        None,
        of.owner,
        of.manager,
        deal.region or of.region,
    )


def _actual(deal: Opportunity) -> Actual:
    return Actual(deal.state, deal.owner, deal.net_arr, deal.close_date)
