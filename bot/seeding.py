"""The company that a demo begins with: who is who, what they sell, and three months of it."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib.resources import files
from typing import Any

import yaml
from sqlalchemy.orm import Session

from bot import days, pasts
from bot.appointments import plan_calls
from bot.audits import audit
from bot.contests import contest
from bot.customers import open_channels
from bot.days import is_parked, when
from bot.enrolments import enrol
from bot.givings import give
from bot.handovers import hand_over
from bot.helping import help_out
from bot.hirings import hire
from bot.joint_calls import join_calls
from bot.prospects import assign
from bot.rankings import rank
from policies.pack import Pack
from policies.trips.links import address_of
from storage import forecasts, imports, opportunities, profiles, trip_notes, trips
from storage.database import Database
from storage.forecasts import Forecast
from storage.profiles import Profile

HERE = files("bot") / "company"
SOURCE = "import"
IMPORTED = timedelta(days=6)
PARKED = timedelta(hours=20)
"""Since when dates are on the first of a month: their 48 hours are not over."""
STAGES = (
    *("1-Discovery", "2-Scoping", "3-Technical Evaluation"),
    *("4-Proposal", "5-Negotiating", "6-Awaiting Signature"),
)
NOTES = "https://docs.google.com/document/d/handrail-demo-{trip}/edit"

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Seeding:
    """Into which workspace, by whose Slack ids and whose clock."""

    session: Session
    workspace: str
    people: Mapping[str, str]
    channels: Mapping[str, str]
    pack: Pack
    now: datetime

    @property
    def today(self) -> date:
        return self.now.date()


def team() -> Mapping[str, Any]:
    found: dict[str, Any] = yaml.safe_load((HERE / "team.yml").read_text("utf-8"))
    return found


def is_empty(database: Database, workspace: str) -> bool:
    """Whether nobody and nothing is kept yet: what somebody made of their demo stays theirs."""
    with database.reading() as session:
        nobody = not profiles.all_of(session, workspace)
        return nobody and not opportunities.search(session, workspace, "", limit=1)


def seed(seeding: Seeding) -> None:
    _people(seeding)
    with (HERE / "opportunities.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            _opportunity(seeding, row)
    _imported(seeding)
    _trips(seeding)
    _forecasts(seeding)
    pasts.seed(seeding)
    hand_over(seeding, team()["handoffs"])
    contest(seeding, team()["disputes"])
    join_calls(seeding, team()["calls"])
    enrol(seeding, team()["programs"])
    give(seeding, team()["give_backs"])
    hire(seeding, team()["hires"])
    rank(seeding, team()["ranks"])
    audit(seeding, team()["seven"])
    help_out(seeding, team()["support"])
    open_channels(seeding, team()["customer_channels"])
    assign(seeding, team()["leads"])
    plan_calls(seeding, team()["recorded_calls"])


def _people(seeding: Seeding) -> None:
    known = team()
    for name, given in known["people"].items():
        profile = Profile(
            seeding.workspace,
            seeding.people[name],
            roles=tuple(each for each in given["roles"] if each in seeding.pack.roles),
            segment=given.get("segment", ""),
            region=given.get("region", ""),
            manager=seeding.people[given["manager"]] if "manager" in given else None,
            met_at=None if name == known["newcomer"] else seeding.now,
        )
        profiles.save(seeding.session, profile)


def _opportunity(seeding: Seeding, row: Row) -> None:
    """As it was when it was created, then what became of it, week by week."""
    begun = seeding.now - timedelta(days=int(row["age"]))
    first, *later = _told(seeding, row)
    deal = opportunities.add(
        seeding.session, seeding.workspace, first, by="", at=begun, source=SOURCE
    )
    last = seeding.now - (PARKED if is_parked(row["closes"]) else IMPORTED)
    for number, values in enumerate(later, 1):
        at = begun + number * (last - begun) / len(later)
        deal = opportunities.change(seeding.session, deal, values, by="", at=at, source=SOURCE)


def _imported(seeding: Seeding) -> None:
    """The report that all of this came with."""
    admin = seeding.people[team()["admin"]]
    at = seeding.now - IMPORTED
    begun = imports.begin(
        seeding.session, seeding.workspace, admin, {"name": "opportunities.csv"}, None, at
    )
    imports.end(seeding.session, seeding.workspace, begun.id, "applied", at, admin)


def _told(seeding: Seeding, row: Row) -> list[dict[str, Any]]:
    last = _as_it_is(seeding, row)
    pushes = int(row["pushes"])
    before = [_pushed(last["close_date"], count) for count in range(pushes, 0, -1)]
    stages = STAGES[: STAGES.index(row["stage"]) + 1] if row["stage"] in STAGES else STAGES
    earlier = {
        "stage": stages[0],
        "state": "open",
        "close_date": before[0] if before else last["close_date"],
        "net_arr": last["net_arr"] and last["net_arr"] * int(row["began_at"]) // 100,
        "next_step": "Find out who decides and by when",
        "next_step_date": None,
    }
    moves: list[dict[str, Any]] = [{"close_date": each} for each in before[1:]]
    moves += [{"stage": each} for each in stages[1:-1]]
    return [last | earlier, *moves, last]


def _pushed(day: date | None, months: int) -> date | None:
    return day and days.work_day(day - timedelta(days=30 * months))


def _as_it_is(seeding: Seeding, row: Row) -> dict[str, Any]:
    """What stands in the row, its days counted from the demo's first."""
    owner = row["owner"]
    choices = {"yes": True, "no": False, "": None}
    return {
        **{name: row[name] for name in ("name", "account", "stage", "kind", "segment", "region")},
        **{name: int(row[name]) if row[name] else None for name in ("net_arr", "amount")},
        **{name: choices[row[name]] for name in ("compelling_event", "quote_sent")},
        "owner": seeding.people[owner],
        "owner_name": owner,
        "next_step": row["next_step"],
        "next_step_date": when(row["step_due"], seeding.today),
        "close_date": when(row["closes"], seeding.today),
        "state": row["ended"] or "open",
    }


def _trips(seeding: Seeding) -> None:
    known = team()
    channel = seeding.channels[known["notes_channel"]]
    admin = seeding.people[known["admin"]]
    trips.set_channel(seeding.session, seeding.workspace, channel, admin, seeding.now)
    for given in known["trips"]:
        _trip(seeding, given, channel)


def _trip(seeding: Seeding, given: Mapping[str, Any], channel: str) -> None:
    person = seeding.people[given["person"]]
    planned = {name: given[name] for name in ("event", "place", "cost", "hours")}
    nothing = {"issue": "", "commitment": None, "wanted": None, "cancelled_at": None}
    starts, ends = (seeding.today + timedelta(days=given[name]) for name in ("starts", "ends"))
    at = seeding.now - timedelta(days=25)
    values = {**planned, **nothing, "workspace": seeding.workspace, "person": person}
    values |= {"starts": starts, "ends": ends, "purpose": "business"}
    values |= {"booked": frozenset(), "created_at": at}
    trip = trips.add(seeding.session, values, given["person"])
    if given.get("shared"):
        _share(seeding, trip.id, person, given["takeaway"], channel, ends)


def _share(
    seeding: Seeding, trip: int, person: str, takeaway: str, channel: str, ends: date
) -> None:
    url = NOTES.format(trip=trip)
    at = seeding.now - timedelta(days=(seeding.today - ends).days - 1)
    values = {"workspace": seeding.workspace, "trip": trip, "person": person, "url": url}
    values |= {"address": address_of(url), "takeaway": takeaway, "people": "", "ts": ""}
    values |= {"channel": channel, "added_by": person, "at": at, "shared_at": at}
    trip_notes.add(seeding.session, values)


def _forecasts(seeding: Seeding) -> None:
    known = team()
    sheet = seeding.pack.sheets.get("forecast")
    names = [item.id for item in sheet.lists["values"]] if sheet else []
    late = {(name, weeks) for name, weeks in known["late"]}
    for name, given in known["forecasts"].items():
        for weeks, figures in enumerate(given, 1):
            if figures and len(names) == len(figures):
                is_late = (name, weeks) in late
                forecasts.keep(
                    seeding.session, _forecast(seeding, name, weeks, names, figures, is_late)
                )


def _forecast(
    seeding: Seeding, name: str, weeks: int, names: list[str], figures: list[int], late: bool
) -> Forecast:
    """Given on that week's Wednesday afternoon, or on the Thursday."""
    monday = seeding.today - timedelta(days=seeding.today.weekday() + 7 * weeks)
    person = seeding.people[name]
    given = seeding.now - (seeding.today - monday - timedelta(days=3 if late else 2))
    return Forecast(
        workspace=seeding.workspace,
        person=person,
        week=monday,
        figures=dict(zip(names, figures, strict=True)),
        given_at=given,
        late=late,
        by=person,
        note="",
        changed_at=given,
    )
