"""One owner's open opportunities, and what each of them needs today."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from handlers.kit.feature import Scene
from handlers.kit.texts import counted, listed
from policies import crossings as policy
from policies.clocks import day_in, zone_of
from policies.crossings import Crossing
from policies.desks.deal_lines import Figures, Lines, Over
from storage import crossings, members, pipelines
from storage.members import Member
from storage.opportunities import Opportunity

TOGETHER = "together"


@dataclass(frozen=True, slots=True)
class Book:
    lines: Lines
    deals: Mapping[int, Opportunity]
    figures: Mapping[int, Figures]
    over: Mapping[int, Over]

    def entry(self, crossing: Crossing) -> str:
        """The rule that draws the line."""
        segment = self.figures[crossing.opportunity].segment
        return self.lines.entry(crossing.requirement, segment)

    def needed(self, id: int) -> str:
        """`a custom deck and the full Command Plan`."""
        return listed([self.lines.says(each) for each in self.over[id].needs], "and")


def book(lines: Lines, deals: Iterable[Opportunity], member: Member, now: datetime) -> Book:
    today = day_in(now, zone_of(member.zone))
    held = {each.id: each for each in deals}
    figures = {
        each.id: lines.figures(
            each.segment, each.net_arr, each.amount, each.close_date, each.name, today
        )
        for each in held.values()
    }
    return Book(lines, held, figures, {id: lines.over(each) for id, each in figures.items()})


def book_of(scene: Scene, owner: str) -> Book | None:
    """None if the edition draws no lines, or if nobody of that id is here."""
    lines = Lines.of(scene.pack)
    member = members.find(scene.session, scene.workspace.id, owner)
    if lines is None or member is None:
        return None
    deals = pipelines.open_of(scene.session, scene.workspace.id, owner)
    return book(lines, deals, member, scene.now)


def subject_of(found: Crossing, together: bool, owner: str) -> str:
    """One deal, or all that came over a line with it."""
    return f"{TOGETHER}/{owner}/{_stamp(found.at)}" if together else str(found.opportunity)


def together_in(scene: Scene, theirs: Book, owner: str, subject: str) -> list[Crossing]:
    """What of it still is over its line."""
    kept = crossings.of_owners(scene.session, scene.workspace.id, (owner,))[owner]
    stamp = subject.rpartition("/")[2]
    for together, at, found in policy.to_tell(kept, theirs.over, scene.now):
        if together and _stamp(at) == stamp:
            return found
    return []


def counted_in(found: Iterable[Crossing]) -> str:
    """`17 opportunities`."""
    ids = {each.opportunity for each in found}
    return counted(len(ids), "opportunity", "opportunities")


def number(text: str) -> int:
    """Zero, which no opportunity has, for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else 0


def _stamp(at: datetime) -> str:
    return f"{at:%Y%m%dT%H%M%S}"
