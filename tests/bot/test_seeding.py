"""The company that a demo begins with."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot import seeding
from bot.days import when
from bot.packs import load
from bot.seeding import Seeding
from handlers.handoffs.records import letter_of
from playground import seeds
from policies.handoffs import Side
from policies.lookbacks.lines import MISSES, Bucket, line
from storage import (
    commitments,
    customer_channels,
    forecasts,
    handoffs,
    imports,
    opportunities,
    opportunity_changes,
    outbox,
    outcomes,
    people,
    profiles,
    support_requests,
    support_sessions,
    trips,
)
from storage.database import Database
from storage.people import Person

PEOPLE = {row[1]: row[0] for row in seeds.PEOPLE}
CHANNELS = {channel.name: channel.id for channel in seeds.channels()}
BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 30, 9, tzinfo=BERLIN)
BEGINNINGS = ("2026-11-30", "2026-12-31", "2027-02-28", "2028-02-29", "2026-08-01")


def seeded(database: Database, now: datetime, edition: str = "fy23") -> None:
    with database.begin() as session:
        pack = load(None, edition)
        seeding.seed(Seeding(session, seeds.TEAM, PEOPLE, CHANNELS, pack, now))


@pytest.mark.parametrize("day", BEGINNINGS)
@pytest.mark.parametrize("edition", ["fy23", "fy21"])
def test_a_team_has_three_months_behind_it_whenever_the_demo_begins(
    quick_database: Database, day: str, edition: str
) -> None:
    now = datetime.fromisoformat(f"{day}T09:30").replace(tzinfo=BERLIN)
    assert seeding.is_empty(quick_database, seeds.TEAM)
    seeded(quick_database, now, edition)
    assert not seeding.is_empty(quick_database, seeds.TEAM)
    with quick_database.reading() as session:
        known = opportunities.search(session, seeds.TEAM, "", limit=1_000)
        every = [each for each in known if each.state == "open"]
        since = now - timedelta(days=100)
        changes = list(opportunity_changes.changes_since(session, seeds.TEAM, since))
        owners = {each.owner for each in every}
        assert imports.last_applied(session, seeds.TEAM)
    assert len(every) == 60
    assert owners == {PEOPLE[name] for name in ("amara", "benno", "chiara", "diego")}
    assert min(each.at for each in changes) < now - timedelta(days=85)
    assert max(each.at for each in changes) < now
    assert sum(each.close_date is not None and each.close_date < now.date() for each in every) > 3
    parked = [each for each in every if each.close_date and each.close_date.day == 1]
    assert len(parked) > 3


def test_everybody_is_who_the_playground_says(quick_database: Database) -> None:
    seeded(quick_database, datetime(2026, 11, 30, 9, tzinfo=BERLIN))
    with quick_database.reading() as session:
        team = profiles.reports(session, seeds.TEAM, PEOPLE["graham"])
        strangers = [each for each in profiles.all_of(session, seeds.TEAM) if not each.met_at]
    assert {each.person for each in team} == {PEOPLE[n] for n in ("benno", "chiara", "diego")}
    assert [each.person for each in strangers] == [PEOPLE["emi"]]


def test_the_sa_and_the_tam_do_what_is_theirs(quick_database: Database) -> None:
    seeded(quick_database, datetime(2026, 11, 30, 9, tzinfo=BERLIN))
    mateo, nadia = PEOPLE["mateo"], PEOPLE["nadia"]
    with quick_database.reading() as session:
        roles = [profiles.find(session, seeds.TEAM, each).roles for each in (mateo, nadia)]
        asked = customer_channels.of_people(session, seeds.TEAM, [nadia])
        helped = support_sessions.of_account(session, seeds.TEAM, "Papaya Studios")
        (planned,) = support_requests.of_account(session, seeds.TEAM, "Redwood Legal")
    assert roles == [("sa",), ("tam",)]
    assert {each.tam for each in asked} == {nadia}
    assert [each.by for each in asked if each.role == "sa"] == [mateo]
    assert {each.helper for each in helped} == {mateo} == {planned.helper}


def test_there_are_trips_and_forecasts_of_before(quick_database: Database) -> None:
    seeded(quick_database, datetime(2026, 11, 30, 9, tzinfo=BERLIN))
    with quick_database.reading() as session:
        known = trips.of(session, seeds.TEAM, PEOPLE.values(), date(2026, 1, 1))
        week = date(2026, 11, 23)
        given = [
            name
            for name in ("amara", "benno", "chiara", "diego")
            if forecasts.find(session, seeds.TEAM, PEOPLE[name], week)
        ]
    assert [bool(each.notes) for each in known] == [True, False, False, False]
    assert given == ["amara", "benno", "diego"]


@pytest.mark.parametrize(
    ("word", "day"),
    [
        ("", None),
        ("+0", "2026-11-30"),
        ("+5", "2026-12-07"),
        ("-4", "2026-11-26"),
        ("first", "2026-11-01"),
        ("first+1", "2026-12-01"),
        ("first+2", "2027-01-01"),
        ("eom", "2026-11-30"),
        ("eom+1", "2026-12-31"),
        ("eom+2", "2027-01-29"),
    ],
)
def test_days_are_named_from_today(word: str, day: str | None) -> None:
    found = when(word, date(2026, 11, 30))
    assert found == (date.fromisoformat(day) if day else None)


@pytest.mark.parametrize("day", BEGINNINGS)
def test_two_months_of_red_green_are_committed_and_have_come_out(
    quick_database: Database, day: str
) -> None:
    now = datetime.fromisoformat(f"{day}T09:30").replace(tzinfo=BERLIN)
    seeded(quick_database, now)
    with quick_database.reading() as session:
        months = commitments.periods(session, seeds.TEAM)
        calls = [commitments.calls(session, seeds.TEAM, (ends, ends)) for _, ends in months]
        reasons = outcomes.latest(session, seeds.TEAM, (months[-1][1], months[0][1]))["reason"]
        held = [len(outcomes.held(session, seeds.TEAM, each)) for each in months]
    assert [len(each) for each in calls] == [20, 16]
    assert held == [0, 2]
    assert all(ends < now.date() for _, ends in months)
    lines = [line(call, actual) for each in calls for call, actual in each]
    assert {each.bucket for each in lines} >= {*MISSES, Bucket.KEPT, Bucket.RED} - {Bucket.SPLIT}
    known = {(each.call.ends, each.call.opportunity) for each in lines if each.is_miss}
    assert {key[1:] for key in reasons} <= known
    open_ones = [each for each in lines if each.bucket is Bucket.SLIPPED]
    assert all((each.days or 0) > 0 for each in open_ones), open_ones


def test_an_edition_without_red_green_has_no_commitments(quick_database: Database) -> None:
    seeded(quick_database, datetime(2026, 11, 30, 9, tzinfo=BERLIN), "fy21")
    with quick_database.reading() as session:
        assert commitments.periods(session, seeds.TEAM) == []


def test_each_side_of_the_demos_handoffs_has_its_card(quick_database: Database) -> None:
    with quick_database.begin() as session:
        for id, name, real_name, *_ in seeds.PEOPLE:
            people.save(
                session,
                Person(id, seeds.TEAM, name, real_name, "UTC", seeds.TEAM, False, False, "none",
                       False, NOW),
            )  # fmt: skip
    seeded(quick_database, NOW)
    with quick_database.reading() as session:
        for handoff in handoffs.all_open(session, seeds.TEAM):
            for side in Side:
                person = handoff.person(side)
                letter = outbox.find(session, seeds.TEAM, letter_of(handoff.id, person))
                assert letter
                assert (letter.kind, letter.payload["channel"]) == ("post", person)
                assert handoff.account in letter.payload["text"]
                assert "Diego Fuentes" in str(letter.payload)
