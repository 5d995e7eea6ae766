"""What a table of ranks would change, row by row, and which rows cannot be followed."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from policies.imports.owners import Owners
from policies.ranking.rules import Rules
from policies.ranking.tables import EMPTIED, Bad, Row
from policies.ranking.values import Ranked, folded
from policies.wording import listed

NO_RANK = "there is no {word} “{rank}”; the ranks are {ranks}"
NOBODY = "its owner “{name}” is nobody I know here"
SHARED = "more than one person here is called “{name}”; write the name as Slack shows it, or the id"
NOT_YOURS = "it belongs to somebody outside your team"
NO_SEGMENT = "nobody has said whether {name} sells to SMB or Mid-Market; an admin sets the role"
TWICE = "{account} of the same owner stands in line {line} already"
CROWDED = (
    "{word} 1 of {segment} holds the ten best accounts, and {name} has ten; move one down first"
)
NOTHING = "it has no rank, and none is kept"


@dataclass(frozen=True, slots=True)
class Change:
    """One account as it was and as it becomes; no `before` if it had no rank, and no rank in
    `values` if it loses it. `talked_on` is a talk that is not known yet."""

    line: int
    owner: str
    account: str
    segment: str
    before: Ranked | None
    rank: str
    reason: str
    users: int | None
    notes: str
    talked_on: date | None

    @property
    def ranks_anew(self) -> bool:
        """Whether the rank or what stands beside it is another one; else it is only a talk."""
        kept = self.before
        told = (self.rank, self.reason, self.users, self.notes)
        return kept is None or told != (kept.rank, kept.reason, kept.users, kept.notes)


@dataclass(frozen=True)
class Plan:
    changes: tuple[Change, ...]
    same: int
    bad: tuple[Bad, ...]

    @property
    def new(self) -> list[Change]:
        return [each for each in self.changes if each.before is None]

    @property
    def removed(self) -> list[Change]:
        return [each for each in self.changes if not each.rank]

    @property
    def changed(self) -> list[Change]:
        return [each for each in self.changes if each.before and each.rank and each.ranks_anew]

    @property
    def talks(self) -> list[Change]:
        return [each for each in self.changes if each.talked_on]


@dataclass(frozen=True)
class Desk:
    """What rows are held against: who may be meant, what is kept of them, by owner and account."""

    rules: Rules
    owners: Owners
    names: Mapping[str, str]
    segments: Mapping[str, str]
    scope: Collection[str] | None
    """Whose may be imported; None for everybody's."""
    person: str
    """Whose the accounts are where no owner stands."""
    kept: Mapping[tuple[str, str], Ranked]
    talked: Mapping[tuple[str, str], date]
    today: date


def plan_of(rows: Sequence[Row], desk: Desk) -> Plan:
    """Of the ten best those that move down are counted out before others move in."""
    seen: dict[tuple[str, str], int] = {}
    changes: list[Change] = []
    bad: list[Bad] = []
    same = 0
    for row in rows:
        found = _change(row, desk, seen)
        match found:
            case Bad():
                bad.append(found)
            case None:
                same += 1
            case Change():
                changes.append(found)
    fits, crowded = _fitting(changes, desk)
    return Plan(tuple(fits), same, tuple(sorted([*bad, *crowded], key=lambda each: each.line)))


def _change(row: Row, desk: Desk, seen: dict[tuple[str, str], int]) -> Change | Bad | None:
    owner = desk.owners.find(row.owner) if row.owner else desk.person
    if owner is None:
        says = SHARED if desk.owners.is_shared(row.owner) else NOBODY
        return Bad(row.line, says.format(name=row.owner[:60]))
    if desk.scope is not None and owner not in desk.scope:
        return Bad(row.line, NOT_YOURS)
    key = (owner, folded(row.account))
    if key in seen:
        return Bad(row.line, TWICE.format(account=row.account[:60], line=seen[key]))
    seen[key] = row.line
    return _against(row, owner, desk, desk.kept.get(key))


def _against(row: Row, owner: str, desk: Desk, kept: Ranked | None) -> Change | Bad | None:
    segment = kept.segment if kept else desk.segments.get(owner, "")
    if not segment:
        return Bad(row.line, NO_SEGMENT.format(name=desk.names.get(owner, owner)))
    rank = row.rank or (kept.rank if kept else "")
    if rank == EMPTIED:
        rank = ""
    elif rank and desk.rules.meaning(segment, rank) is None:
        ranks = listed([each.id for each in desk.rules.segments[segment].ranks], "and")
        word = desk.rules.sheet.word
        return Bad(row.line, NO_RANK.format(word=word, rank=rank[:20], ranks=ranks))
    known = desk.talked.get((owner, folded(row.account)))
    talked = row.talked_on if row.talked_on and (known is None or row.talked_on > known) else None
    return _told(row, owner, segment, kept, rank, talked)


def _told(
    row: Row, owner: str, segment: str, kept: Ranked | None, rank: str, talked: date | None
) -> Change | Bad | None:
    """An empty cell changes nothing."""
    if kept is None and not rank:
        return Bad(row.line, NOTHING)
    change = Change(
        row.line,
        owner,
        kept.account if kept else row.account,
        segment,
        kept,
        rank,
        row.reason or (kept.reason if kept else ""),
        row.users if row.users is not None else (kept.users if kept else None),
        row.notes or (kept.notes if kept else ""),
        talked if rank else None,
    )
    return change if change.ranks_anew or talked else None


def _fitting(changes: Iterable[Change], desk: Desk) -> tuple[list[Change], list[Bad]]:
    """The ten best of each owner: first those who stay, then as the rows come."""
    rules, those = desk.rules, list(changes)
    best = Counter(
        owner for (owner, _), one in desk.kept.items() if rules.is_best(one.segment, one.rank)
    )
    for each in those:
        if each.before and rules.is_best(each.before.segment, each.before.rank):
            best[each.owner] -= not rules.is_best(each.segment, each.rank)
    fits: list[Change] = []
    bad: list[Bad] = []
    for each in those:
        if _moves_in(each, rules) and best[each.owner] >= rules.ten_best:
            label, name = rules.segments[each.segment].label, desk.names.get(each.owner, each.owner)
            says = CROWDED.format(word=rules.sheet.word, segment=label, name=name)
            bad.append(Bad(each.line, says))
            continue
        best[each.owner] += _moves_in(each, rules)
        fits.append(each)
    return fits, bad


def _moves_in(each: Change, rules: Rules) -> bool:
    was = each.before is not None and rules.is_best(each.before.segment, each.before.rank)
    return rules.is_best(each.segment, each.rank) and not was
