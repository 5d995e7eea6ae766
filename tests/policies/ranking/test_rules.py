"""What a rank asks for, when its account is met, and on which mornings somebody hears of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import packs
from policies.pack import BadPack, parse
from policies.ranking import USERS, WHY, YEAR, Contact, Ranked, Rules, rules_of
from policies.ranking.reminders import counted_from, days_of, mornings, week_days
from policies.rhythms import Rhythm

MONDAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def rules(edition: str = "fy23") -> Rules:
    found = rules_of(packs.load(edition=edition))
    assert found
    return found


RULES = rules()
ONE = Ranked(
    1, "T0ACME", "U0ANA", "Acme", "smb", "2", "They grow", None, "", MONDAY, "U0ANA", NOW, None,
    MONDAY,
)  # fmt: skip


@pytest.mark.parametrize(
    ("segment", "rank", "users", "reason", "notes", "lacks"),
    [
        ("smb", "1", None, "x", "", (USERS,)),
        ("smb", "1.5", None, "x", "", (USERS,)),
        ("smb", "1", 0, "x", "", ()),
        ("smb", "2", None, "", "x", ()),
        ("smb", "2", None, "", "", (WHY,)),
        ("smb", "1", None, "", "", (WHY, USERS)),
        ("mid-market", "1", None, "x", "", ()),
        ("mid-market", "3", None, "", "", (WHY,)),
    ],
)
def test_a_rank_lacks_what_its_segment_asks_for(
    segment: str, rank: str, users: int | None, reason: str, notes: str, lacks: tuple[str, ...]
) -> None:
    one = replace(ONE, segment=segment, rank=rank, users=users, reason=reason, notes=notes)
    assert RULES.lacks(one, MONDAY) == lacks


@pytest.mark.parametrize(
    ("day", "began"),
    [("2026-02-01", "2026-02-01"), ("2026-01-31", "2025-02-01"), ("2026-12-31", "2026-02-01")],
)
def test_the_fiscal_year_begins_in_february(day: str, began: str) -> None:
    assert RULES.year_of(date.fromisoformat(day)) == date.fromisoformat(began)


def test_a_rank_of_another_fiscal_year_has_to_be_given_anew() -> None:
    one = replace(ONE, ranked_on=date(2026, 1, 31))
    assert RULES.lacks(one, MONDAY) == (YEAR,)


@pytest.mark.parametrize(
    ("segment", "rank", "contact"),
    [
        ("mid-market", "1", None),
        ("mid-market", "1.5", Contact.TALK),
        ("mid-market", "2", Contact.TALK),
        ("mid-market", "3", Contact.INFORM),
        ("smb", "2", None),
    ],
)
def test_mid_market_is_met_every_month_but_for_rank_one(
    segment: str, rank: str, contact: Contact | None
) -> None:
    one = replace(ONE, segment=segment, rank=rank)
    assert RULES.contact(one) is contact
    assert RULES.due(one) == (MONDAY + timedelta(days=31) if contact else None)


@pytest.mark.parametrize("edition", ["fy23", "fy22", "fy21"])
def test_every_edition_has_its_roles_and_its_word(edition: str) -> None:
    found = rules(edition)
    assert found.sheet.word == ("Rank" if edition == "fy23" else "Tier")
    role = "mm-territory" if edition == "fy23" else "mid-market"
    assert found.segment_of([role]) == "mid-market"
    assert found.segment_of(["smb"]) == "smb"
    assert found.segment_of(["asm"], "smb") == "smb"
    assert found.segment_of(["ent"], "enterprise") == ""
    assert found.ranks == ("1", "1.5", "2", "3")
    assert found.next_down("smb", "1") == "1.5"
    assert found.next_down("smb", "3") == "3"


def texts(**changed: str) -> dict[str, str]:
    found = dict(packs.texts(None))
    for name, text in changed.items():
        found[f"fy23/{name}.yml"] = text
    return found


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("spacing:", "spacin:", "spacing is missing among the limits"),
        ("is: 7", "is: 0", "spacing is a whole number, 1 at least"),
        ("roles: [smb]", "roles: [smbb]", "smbb"),
        ("entry: rank-mm, contact: talk", "entry: rank-mn, contact: talk", "rank-mn"),
        (', contact: inform, says: "kept', ', says: "kept', "has a `contact` exactly where"),
        ('id: "3", entry: rank-smb', 'id: "4", entry: rank-smb', "are those of rank.yml"),
    ],
)
def test_a_pack_that_could_not_rank_is_refused(old: str, new: str, says: str) -> None:
    written = texts()["fy23/ranking.yml"]
    assert old in written
    with pytest.raises(BadPack, match=says):
        parse(texts(ranking=written.replace(old, new, 1)), "fy23")


def test_a_talk_is_asked_for_on_its_day_and_weekly_after_that() -> None:
    days = list(days_of(MONDAY, RULES, Rhythm()))
    assert days == [date(2026, 4, 2), date(2026, 4, 9), date(2026, 4, 16), date(2026, 4, 23)]


def test_on_a_weekend_it_waits_for_the_next_work_day() -> None:
    first = next(days_of(date(2026, 3, 4), RULES, Rhythm()))
    assert first == date(2026, 4, 6)


@given(
    since=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    work_days=st.frozensets(st.integers(0, 6), min_size=1),
    after=st.integers(0, 120),
)
def test_no_morning_is_one_that_was_or_is_no_work_day(
    since: date, work_days: frozenset[int], after: int
) -> None:
    rhythm = Rhythm(work_days=work_days)
    today = since + timedelta(days=after)
    until = datetime.combine(today + timedelta(days=3), datetime.min.time(), UTC)
    found = mornings({since: 2}, RULES, rhythm, today, until)
    assert all(day >= today and rhythm.works_on(day) for day in found)
    assert all(rhythm.morning(day) <= until for day in found)
    assert set(found.values()) <= {2}
    first, last = counted_from(RULES, today, until.date() + timedelta(days=1))
    assert not found or first <= since <= last


def test_a_week_begins_on_ones_first_work_day() -> None:
    until = NOW + timedelta(days=8)
    assert list(week_days(Rhythm(), MONDAY, until)) == [
        (MONDAY, MONDAY), (MONDAY + timedelta(days=7), MONDAY + timedelta(days=7)),
    ]  # fmt: skip
    away = Rhythm(away=(MONDAY, MONDAY + timedelta(days=1)))
    wednesday = MONDAY + timedelta(days=2)
    assert week_days(away, MONDAY, until)[0] == (wednesday, MONDAY)
    assert list(week_days(Rhythm(), wednesday, NOW + timedelta(days=4))) == []
