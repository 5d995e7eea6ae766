"""The accounts of one owner: those with a rank, and those known from opportunities alone."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from handlers.kit.feature import Refused, Scene
from policies.clocks import day_in, zone_of
from policies.ranking import Lack, Ranked, Rules, rules_of
from policies.ranking.rules import POLICY
from storage import members, ranks
from storage.members import Member
from storage.rank_counts import Asks

ALL, UNRANKED, MISSING, DUE = "all", "unranked", "missing", "due"
"""What a list may be narrowed to; a rank is the fifth way."""
NO_RULES = "This edition of the handbook ranks no accounts."


@dataclass(frozen=True, slots=True)
class Line:
    """One account; without a rank, it is known from an open opportunity."""

    owner: str
    account: str
    ranked: Ranked | None
    lacks: tuple[Lack, ...] = ()
    due: date | None = None

    @property
    def rank(self) -> str:
        return self.ranked.rank if self.ranked else ""


@dataclass(frozen=True)
class Book:
    """In the order of the ranks, those without one last."""

    owner: str
    rules: Rules
    today: date
    lines: Sequence[Line]

    def those(self, wanted: str) -> list[Line]:
        """What is due the longest first; everything else as it stands."""
        if wanted == DUE:
            found = [each for each in self.lines if each.due and each.due <= self.today]
            return sorted(found, key=lambda each: (each.due or date.max, each.account))
        return [each for each in self.lines if _fits(each, wanted)]


def _fits(line: Line, wanted: str) -> bool:
    match wanted:
        case "all":
            return True
        case "unranked":
            return line.ranked is None
        case "missing":
            return line.ranked is None or bool(line.lacks)
        case rank:
            return line.rank == rank


def rules(scene: Scene) -> Rules:
    """Raises Refused in an edition without ranks."""
    found = rules_of(scene.pack)
    if found is None:
        raise Refused(scene.pack.lacks(POLICY) or NO_RULES)
    return found


def today_of(scene: Scene, person: str) -> date:
    """The day where they are."""
    found = members.find(scene.session, scene.workspace.id, person)
    return day_in(scene.now, zone_of(found.zone if found else "UTC"))


def segment_of(scene: Scene, member: Member | None) -> str:
    """Empty where neither their role nor what is kept of them says."""
    known = rules_of(scene.pack)
    if member is None or known is None:
        return ""
    return known.segment_of(member.profile.roles, member.profile.segment)


def asks(known: Rules, today: date) -> Asks:
    """What storage counts by."""
    pairs = (known.with_users, known.with_contact.keys())
    return Asks(*pairs, known.year_of(today), today - known.month)


def book(scene: Scene, owner: str) -> Book:
    return books(scene, [owner])[0]


def books(scene: Scene, owners: Collection[str]) -> list[Book]:
    """Of all of them in two statements, and one for their days."""
    known, workspace = rules(scene), scene.workspace.id
    kept: dict[str, list[Ranked]] = {owner: [] for owner in owners}
    for each in ranks.of_people(scene.session, workspace, owners):
        kept[each.owner].append(each)
    found = ranks.known_accounts(scene.session, workspace, owners)
    zones = {each.id: each.zone for each in members.members(scene.session, workspace, owners)}
    made: list[Book] = []
    for owner in owners:
        today = day_in(scene.now, zone_of(zones.get(owner, "UTC")))
        lines = _lines(owner, kept[owner], found.get(owner, {}), known, today)
        made.append(Book(owner, known, today, lines))
    return made


def _lines(
    owner: str, kept: Sequence[Ranked], accounts: dict[str, str], known: Rules, today: date
) -> list[Line]:
    place = {rank: at for at, rank in enumerate(known.ranks)}
    ranked = sorted(kept, key=lambda one: (place.get(one.rank, len(place)), one.key))
    lines = [
        Line(owner, one.account, one, known.lacks(one, today), known.due(one)) for one in ranked
    ]
    there = {one.key for one in kept}
    unranked = [Line(owner, name, None) for key, name in accounts.items() if key not in there]
    return lines + sorted(unranked, key=lambda each: each.account.casefold())
