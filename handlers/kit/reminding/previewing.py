"""Who would be told what, when and why, by the planner's own code; nothing is written."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from handlers.kit.feature import Round
from handlers.kit.reminding.planning import FOLDED, plan, rhythm_of
from policies.answer import Citation
from policies.reminders import Planned, Way
from storage import members, plans
from storage.members import Member
from storage.plans import Kept


@dataclass(frozen=True, slots=True)
class Row:
    """One reminder; `to` is told of it, who is the person's delegate in an absence."""

    key: str
    due: datetime
    local: datetime
    person: Member
    to: Member
    routine: str
    way: str
    says: str
    entry: str
    citation: Citation | None
    held: str


def preview(
    round: Round, people: Collection[str] | None, until: datetime, broken: set[str]
) -> list[Row]:
    """What is told between now and then, soonest first; `people` are those who are told.

    A routine that fails is put among the `broken`.
    """
    found = list(plan(round, None, until, broken))
    kept = plans.by_keys(round.session, round.workspace.id, [each.wish.key for each in found])
    known = {each.key: each for each in kept}
    everybody = {each.id: each for each in members.members(round.session, round.workspace.id)}
    rows = (_row(round, each, known.get(each.wish.key), everybody) for each in found)
    shown = [row for row in rows if row and (people is None or row.to.id in people)]
    return sorted(shown, key=lambda row: (row.due, row.to.name, row.routine, row.key))


def _row(
    round: Round, each: Planned, kept: Kept | None, everybody: Mapping[str, Member]
) -> Row | None:
    """None for what was told already, or came too late, and for whoever is not served."""
    wish, to = each.wish, everybody.get(each.to)
    if to is None or (kept is not None and kept.state in ("released", "dropped")):
        return None
    folded = kept is not None and kept.state == "planned" and kept.held == FOLDED
    rhythm = rhythm_of(round, to)
    due = kept.due_at if folded and kept else each.due
    if due < round.now:
        due = rhythm.next_open(round.now)
    entry = wish.entry if wish.entry in round.pack.entries else ""
    return Row(
        key=wish.key,
        due=due,
        local=due.astimezone(rhythm.zone),
        person=everybody.get(wish.person, to),
        to=to,
        routine=wish.routine,
        way=str(Way.DIGEST if folded else wish.way),
        says=wish.says,
        entry=wish.entry,
        citation=round.pack.citation(entry) if entry else None,
        held=FOLDED if folded else each.held,
    )


@dataclass(frozen=True, slots=True)
class Difference:
    """What another pack would do: `was` alone is removed, `becomes` alone added, both moved."""

    was: Row | None
    becomes: Row | None

    @property
    def kind(self) -> str:
        if self.was is None:
            return "added"
        return "removed" if self.becomes is None else "moved"


def differences(old: Iterable[Row], new: Iterable[Row]) -> list[Difference]:
    """Soonest first; what is told alike by both is left out."""
    before = {row.key: row for row in old}
    after = {row.key: row for row in new}
    pairs = [
        Difference(before.get(key), after.get(key)) for key in dict.fromkeys([*before, *after])
    ]
    return sorted((each for each in pairs if _differs(each)), key=_when)


def _differs(each: Difference) -> bool:
    if each.was is None or each.becomes is None:
        return True
    return _shown(each.was) != _shown(each.becomes)


def _shown(row: Row) -> tuple[object, ...]:
    """The edition of a citation is different in any case, and is not what is told."""
    return (row.due, row.to.id, row.way, row.says)


def _when(each: Difference) -> tuple[datetime, str]:
    row = each.was or each.becomes
    assert row is not None
    return row.due, row.key
