"""The two months of Red/Green that a demo has behind it: reviewed, committed, and come out so."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from policies.calendars import no_holidays
from policies.reviews.periods import Calendar, Period
from storage import (
    commitments,
    freezes,
    opportunities,
    outcomes,
    profiles,
    review_sessions,
    reviews,
)
from storage.commitments import Commitment
from storage.freezes import Freeze
from storage.opportunities import Opportunity, Value
from storage.profiles import Profile
from storage.review_sessions import Sitting

if TYPE_CHECKING:
    from bot.seeding import Seeding

CSV = files("bot") / "company" / "commitments.csv"
SOURCE = "import"
MONTHS = (2, 1)
STAGES = {"won": "7-Closed Won", "lost": "8-Closed Lost", "gone": "5-Negotiating"}
HELD_AT, GIVEN_AT = time(15), time(11)
Row = Mapping[str, str]


@dataclass(frozen=True)
class Past:
    """One account executive's last session of a period, on its day in the demo's own zone."""

    seeding: "Seeding"
    period: Period
    day: date
    ae: str
    manager: str
    profile: Profile

    @property
    def at(self) -> datetime:
        return datetime.combine(self.day, HELD_AT, self.seeding.now.tzinfo)

    @property
    def days(self) -> tuple[date, date]:
        return self.period.starts, self.period.ends


def seed(seeding: "Seeding") -> None:
    """Nothing under an edition that has no Red/Green."""
    if seeding.pack.lacks("redgreen"):
        return
    calendar = Calendar(seeding.pack.sheets["redgreen"], no_holidays)
    for ago in MONTHS:
        period = calendar.period_of(seeding.today)
        for _ in range(ago):
            period = calendar.before(period)
        rows = [row for row in _rows() if int(row["ago"]) == ago]
        for name in dict.fromkeys(row["owner"] for row in rows):
            past = _past(seeding, calendar, period, name)
            _hold(past, [row for row in rows if row["owner"] == name])
    _look_back(seeding, calendar)


def _rows() -> list[Row]:
    with CSV.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _past(seeding: "Seeding", calendar: Calendar, period: Period, name: str) -> Past:
    ae = seeding.people[name]
    profile = profiles.find(seeding.session, seeding.workspace, ae)
    return Past(seeding, period, calendar.last_in(period), ae, str(profile.manager), profile)


def _hold(past: Past, rows: list[Row]) -> None:
    session, workspace = past.seeding.session, past.seeding.workspace
    deals = [(row, _deal(past, row)) for row in rows]
    sitting, _ = review_sessions.open_one(
        session,
        workspace=workspace,
        manager=past.manager,
        ae=past.ae,
        day=past.day,
        period=past.days,
        edition=past.seeding.pack.edition,
        at=past.at,
    )
    known = _review(past, sitting, deals)
    reviews.close(session, sitting, past.manager, past.at)
    whose = Freeze(workspace, past.ae, *past.days, past.manager, past.at, late=False)
    freezes.keep(session, whose)
    drafts = [_commitment(past, row, deal, sitting, known.get(deal.id)) for row, deal in deals]
    commitments.freeze(session, drafts)
    for row, deal in deals:
        _explain(past, row, deal)


def _review(past: Past, sitting: Sitting, deals: list[tuple[Row, Opportunity]]) -> dict[int, int]:
    """The reviews by their opportunity; one that was never called has none."""
    session, workspace = past.seeding.session, past.seeding.workspace
    told = [(row, deal) for row, deal in deals if row["verdict"] != "never"]
    reviews.put(session, sitting, [_seen(past, row, deal) for row, deal in told])
    found = reviews.reviews_of(session, workspace, [sitting.id])
    known = {each.opportunity: each.id for each in found}
    for row, deal in told:
        values = {"state": "parked"} if row["verdict"] == "parked" else _decided(row)
        ended = {"ended_at": past.at, "ended_by": past.manager}
        reviews.settle(session, known[deal.id], **values, **ended)
    return known


def _deal(past: Past, row: Row) -> Opportunity:
    """One of those that are open still, or one that has ended since."""
    session, workspace = past.seeding.session, past.seeding.workspace
    if row["ended"] == "open":
        found = opportunities.search(session, workspace, row["account"], [past.ae], limit=1)
        return found[0]
    closed = int(row["closed"] or row["net_arr"])
    values: dict[str, Value] = {
        "name": f"{row['account']} – {row['name']}",
        "account": row["account"],
        "owner": past.ae,
        "owner_name": row["owner"],
        "stage": STAGES[row["ended"]],
        "state": row["ended"],
        "net_arr": closed,
        "amount": closed,
        "close_date": past.day,
        "kind": "new",
        "segment": past.profile.segment,
        "region": past.profile.region,
    }
    begun = past.at - timedelta(days=60)
    return opportunities.add(session, workspace, values, by="", at=begun, source=SOURCE)


def _seen(past: Past, row: Row, deal: Opportunity) -> dict[str, Any]:
    return {
        "opportunity": deal.id,
        "owner": past.ae,
        "stage": "5-Negotiating",
        "net_arr": int(row["net_arr"]),
        "amount": deal.amount,
        "close_date": past.day,
    }


def _decided(row: Row) -> dict[str, Any]:
    return {"state": "done", "verdict": row["verdict"]}


def _commitment(
    past: Past, row: Row, deal: Opportunity, sitting: Sitting, review: int | None
) -> Commitment:
    verdict = row["verdict"]
    return Commitment(
        workspace=past.seeding.workspace,
        starts=past.period.starts,
        ends=past.period.ends,
        opportunity=deal.id,
        version=1,
        ref=deal.ref,
        name=deal.name,
        account=deal.account,
        fate={"parked": "parked", "never": "never"}.get(verdict, "done"),  # type: ignore[arg-type]
        verdict=verdict if verdict in ("red", "green") else "",  # type: ignore[arg-type]
        net_arr=int(row["net_arr"]),
        close_date=past.day,
        stage="5-Negotiating",
        state="open",
        owner=past.ae,
        manager=past.manager,
        segment=past.profile.segment,
        region=past.profile.region,
        weak=tuple(row["weak"].split()),
        flips=int(row["turned"]),
        edition=past.seeding.pack.edition,
        session=sitting.id if review else None,
        review=review,
        at=past.at,
        late=False,
    )


def _explain(past: Past, row: Row, deal: Opportunity) -> None:
    """What was said of a miss on the day after the period, or not yet."""
    if not row["reason"]:
        return
    at = datetime.combine(past.period.ends, GIVEN_AT, past.at.tzinfo) + timedelta(days=2)
    outcomes.add(
        past.seeding.session,
        workspace=past.seeding.workspace,
        period=past.days,
        opportunity=deal.id,
        kind="reason",
        choice=row["reason"],
        text=row["note"],
        by=past.ae,
        at=min(at, past.seeding.now),
    )


def _look_back(seeding: "Seeding", calendar: Calendar) -> None:
    """Both managers have held the older one; the last is theirs to hold still."""
    older = calendar.before(calendar.before(calendar.period_of(seeding.today)))
    days = (older.starts, older.ends)
    at = datetime.combine(calendar.next_after(older.ends), GIVEN_AT, seeding.now.tzinfo)
    for manager in sorted(freezes.managers(seeding.session, seeding.workspace, days)):
        outcomes.hold(seeding.session, seeding.workspace, manager, days, manager, at)
