"""Open opportunities with what the conventions say of their close dates."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from handlers.kit.feature import Refused, Scene
from policies.clocks import day_in, zone_of
from policies.close_dates import Checked, Dated, Fit, check, parking_time
from policies.sheets import Sheet
from storage import members, opportunities, pipelines
from storage.members import Member
from storage.opportunities import Opportunity
from storage.pipelines import Closing

POLICY = "closedate"
RENEWALS: Mapping[str, bool] = {"renewal": True, "new": False}
"""Whether an opportunity of that kind is one; of others nobody has said it."""
ORDER = (Fit.BREAKS, Fit.OPEN, Fit.FITS)


@dataclass(frozen=True)
class Line:
    """An open opportunity; `checked` is None as long as it has no close date."""

    opportunity: Opportunity
    owner: Member
    checked: Checked | None

    @property
    def fit(self) -> Fit | None:
        return self.checked.fit if self.checked else None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many are judged how; None are those without a close date."""

    counts: Mapping[Fit | None, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def said(self) -> str:
        """`3 of 34 close dates break a convention`."""
        breaking = self.counts.get(Fit.BREAKS, 0)
        breaks = "breaks" if breaking == 1 else "break"
        dates = "close date" if self.total == 1 else "close dates"
        return f"{breaking:,} of {self.total:,} {dates} {breaks} a convention"

    @property
    def in_short(self) -> str:
        """`3 of 34 close dates break a convention, 5 depend on a fact.`"""
        open_ones = self.counts.get(Fit.OPEN, 0)
        depend = "depends" if open_ones == 1 else "depend"
        return f"{self.said}{f', {open_ones:,} {depend} on a fact' if open_ones else ''}."


@dataclass(frozen=True)
class Book:
    """Of one owner or of several, the soonest close date first."""

    lines: tuple[Line, ...]

    @cached_property
    def tally(self) -> Tally:
        return Tally(Counter(line.fit for line in self.lines))

    def those(self, fit: Fit | None) -> list[Line]:
        return [line for line in self.lines if line.fit is fit]


def sheet_of(scene: Scene) -> Sheet | None:
    """None if the edition prints no conventions."""
    return None if scene.pack.lacks(POLICY) else scene.pack.sheets[POLICY]


def insist_on_rules(scene: Scene) -> Sheet:
    if (sheet := sheet_of(scene)) is None:
        raise Refused(scene.pack.lacks(POLICY))
    return sheet


def book(scene: Scene, owners: Iterable[Member]) -> Book:
    known = {each.id: each for each in owners}
    sheet = sheet_of(scene)
    if sheet is None:
        return Book(())
    owned = pipelines.open_of_many(scene.session, scene.workspace.id, known.keys())
    lines = [line(scene, sheet, each, known[id]) for id, theirs in owned.items() for each in theirs]
    return Book(tuple(sorted(lines, key=lambda each: each.opportunity.close_date or date.max)))


def tally(scene: Scene, owners: Iterable[Member]) -> Tally:
    """That of their book, of which only what dates are judged by is read."""
    zones = {each.id: zone_of(each.zone) for each in owners}
    counts = Counter[Fit | None]()
    if sheet := sheet_of(scene):
        parking = parking_time(sheet)
        for each in pipelines.closings(scene.session, scene.workspace.id, zones.keys()):
            dated = _dated(each, each.since or scene.now)
            fit = check(dated, scene.now, zones[each.owner], parking).fit if dated else None
            counts[fit] += each.count
    return Tally(counts)


def line(scene: Scene, sheet: Sheet, opportunity: Opportunity, owner: Member) -> Line:
    dated = dated_of(opportunity)
    return Line(opportunity, owner, judged(scene, sheet, dated, owner) if dated else None)


def judged(scene: Scene, sheet: Sheet, dated: Dated, owner: Member) -> Checked:
    return check(dated, scene.now, zone_of(owner.zone), parking_time(sheet))


def dated_of(opportunity: Opportunity) -> Dated | None:
    return _dated(opportunity, opportunity.close_date_set_at or opportunity.created_at)


def _dated(found: Opportunity | Closing, since: datetime) -> Dated | None:
    if found.close_date is None:
        return None
    return Dated(
        found.close_date,
        since,
        compelling_event=found.compelling_event,
        quote_sent=found.quote_sent,
        renewal=RENEWALS.get(found.kind),
    )


def is_counted_from_the_import(opportunity: Opportunity) -> bool:
    """Nobody knows since when the date stands; it stood when we first saw it."""
    return opportunity.close_date_set_at in (None, opportunity.created_at)


def find_line(scene: Scene, id: str) -> Line | None:
    """None if it is no open opportunity of somebody here."""
    known = id.isascii() and id.isdigit() and len(id) <= 18
    found = opportunities.find(scene.session, scene.workspace.id, int(id)) if known else None
    sheet = sheet_of(scene)
    if found is None or found.state != "open" or found.owner is None or sheet is None:
        return None
    owner = members.find(scene.session, scene.workspace.id, found.owner)
    return line(scene, sheet, found, owner) if owner else None


def today_of(now: datetime, member: Member) -> date:
    return day_in(now, zone_of(member.zone))
