"""What is known of both programs: the rules in force, the list, the cohorts, who holds what."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from handlers.kit import homes, reminding
from handlers.kit.feature import Refused, Scene, Turn
from handlers.kit.reminding.planning import rhythm_of
from policies.clocks import day_in
from policies.programs import Attendance, Cohort, Excellence, Leadership, Offer, SignUp
from policies.programs.values import placed, to_place, waiting
from policies.rhythms import Rhythm
from storage import members, program_attendances, program_offers, programs

NO_LEADERSHIP = "The handbook of this edition has no leadership program."
NO_EXCELLENCE = "The handbook of this edition has no Center of Excellence."


def leadership(scene: Scene) -> Leadership:
    """Raises Refused in an edition without it."""
    if scene.pack.programs.leadership is None:
        raise Refused(NO_LEADERSHIP)
    return scene.pack.programs.leadership


def excellence(scene: Scene) -> Excellence:
    if scene.pack.programs.excellence is None:
        raise Refused(NO_EXCELLENCE)
    return scene.pack.programs.excellence


@dataclass(frozen=True)
class Roll:
    """Everybody whose name is down, and every cohort; `today` is the reader's."""

    those: Sequence[SignUp]
    cohorts: Sequence[Cohort]
    today: date
    sheet: Leadership

    @property
    def weeks(self) -> int:
        return len(self.sheet.weeks)

    @property
    def next(self) -> Cohort | None:
        """The one that has a day and has not begun."""
        return next((each for each in self.cohorts if not each.begun(self.today)), None)

    @property
    def running(self) -> list[Cohort]:
        return [
            each
            for each in self.cohorts
            if each.begun(self.today) and not each.is_over(self.today, self.weeks)
        ]

    def of(self, person: str) -> SignUp | None:
        return next((each for each in self.those if each.person == person), None)

    def cohort(self, one: SignUp) -> Cohort | None:
        return next((each for each in self.cohorts if each.id == one.cohort), None)

    @property
    def taken(self) -> int:
        """Places of the next cohort that are spoken for, with a day or without."""
        if self.next:
            return len(placed(self.those, self.next.id))
        return min(len(waiting(self.those)), self.sheet.seats)

    def waits(self, one: SignUp) -> int:
        """Their place on the waiting list; 0 for who has a place."""
        before = [each.id for each in waiting(self.those)]
        if one.id not in before:
            return 0
        place = before.index(one.id) + 1
        return place if self.next else max(place - self.sheet.seats, 0)


def roll(scene: Scene, today: date) -> Roll:
    where = (scene.session, scene.workspace.id)
    return Roll(programs.standing(*where), programs.cohorts(*where), today, leadership(scene))


def offered(scene: Scene, one: SignUp) -> Offer | None:
    """A place in a cohort under way that is theirs to take."""
    made = program_offers.of_sign_up(scene.session, one)
    return next((each for each in made if each.is_open(scene.now)), None)


def attended(scene: Scene, those: Collection[SignUp]) -> Mapping[int, Mapping[int, Attendance]]:
    """By sign-up and week."""
    return program_attendances.of(scene.session, scene.workspace.id, those)


def today(scene: Scene, person: str) -> date:
    return day_in(scene.now, rhythm(scene, person).zone)


def rhythm(scene: Scene, person: str) -> Rhythm:
    member = members.find(scene.session, scene.workspace.id, person)
    return rhythm_of(scene, member) if member else Rhythm()


def fill(turn: Turn, day: date) -> list[SignUp]:
    """The seats of the next cohort that are free go to those who wait, in their order."""
    found = roll(turn, day)
    if found.next is None:
        return []
    those = to_place(found.those, found.next.id, found.sheet.seats)
    programs.place(turn.session, those, found.next.id)
    return those


def follow(turn: Turn, people: Sequence[str]) -> None:
    """Home and what is planned."""
    homes.follow(turn, people)
    reminding.replan(turn, people)
