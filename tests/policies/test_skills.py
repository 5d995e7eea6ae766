"""The Required 7: whose week it is, the day of the audit, and what is seen of a pipeline."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot import packs
from policies.desks.deal_lines import Lines
from policies.onboarding.sheet import onboarding_problems
from policies.rhythms import Rhythm
from policies.skills import Sees, SkillsSheet
from policies.skills.reminders import due_weeks
from policies.skills.sheet import skills_problems
from policies.skills.sights import Deal, Ranks, Sight, look
from policies.skills.weeks import before, days_of, reminded_on, week_of

PACK = packs.load()
SHEET = PACK.skills
LINES = Lines.of(PACK)
MONDAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
WORKS = Rhythm()
SUNDAYS = Rhythm(work_days=frozenset({6, 0, 1, 2, 3}))
SATURDAYS = Rhythm(work_days=frozenset({5, 6, 0, 1, 2}))


@pytest.mark.parametrize(
    ("work_days", "first"),
    [
        (range(5), MONDAY),
        (range(7), MONDAY),
        ((), MONDAY),
        ((0, 2, 4), MONDAY),
        ((0, 1, 3, 4), MONDAY),
        ((6, 0, 1, 2, 3), date(2026, 3, 1)),
        ((5, 6, 0, 1, 2), date(2026, 2, 28)),
        ((1, 2, 3, 4, 5), date(2026, 3, 3)),
    ],
)
def test_a_week_begins_after_the_longest_run_of_free_days(work_days: Any, first: date) -> None:
    found = days_of(MONDAY, frozenset(work_days))
    assert found == [first + timedelta(days=ahead) for ahead in range(7)]
    assert {week_of(day, frozenset(work_days)) for day in found} == {MONDAY}
    assert week_of(first - timedelta(days=1), frozenset(work_days)) == date(2026, 2, 23)
    assert week_of(first + timedelta(days=7), frozenset(work_days)) == date(2026, 3, 9)


def test_the_weeks_before_are_the_newest_first() -> None:
    assert before(MONDAY, 2) == [date(2026, 2, 23), date(2026, 2, 16)]
    assert before(MONDAY, 0) == []


def day_of(rhythm: Rhythm, from_end: int = 1) -> date | None:
    return reminded_on(MONDAY, rhythm, from_end)


def test_it_is_asked_for_on_the_last_workday_of_their_own_week() -> None:
    assert day_of(WORKS) == date(2026, 3, 6)
    assert day_of(WORKS, 2) == date(2026, 3, 5)
    assert day_of(SUNDAYS) == date(2026, 3, 5)
    assert day_of(SATURDAYS) == date(2026, 3, 4)
    assert day_of(Rhythm(holidays=lambda day: day.day == 6)) == date(2026, 3, 5)
    assert day_of(Rhythm(away=(date(2026, 3, 5), date(2026, 3, 12)))) == date(2026, 3, 4)


def test_who_does_not_work_in_a_week_is_not_asked() -> None:
    assert day_of(Rhythm(away=(MONDAY, date(2026, 3, 12)))) is None
    assert day_of(Rhythm(work_days=frozenset())) is None
    assert day_of(Rhythm(work_days=frozenset({0})), 3) == MONDAY


def test_a_day_is_planned_once_it_is_near_and_never_once_it_is_past() -> None:
    friday = datetime(2026, 3, 6, 8, tzinfo=UTC)
    ahead = timedelta(hours=36)
    found = (date(2026, 3, 6), MONDAY)
    assert list(due_weeks(WORKS, 1, friday, friday + ahead)) == [found]
    assert list(due_weeks(WORKS, 1, friday - ahead, friday)) == []
    saturday = friday + timedelta(days=1)
    assert list(due_weeks(WORKS, 1, saturday, saturday + ahead)) == []
    week = list(due_weeks(WORKS, 1, friday, friday + timedelta(days=8)))
    assert week == [found, (date(2026, 3, 13), date(2026, 3, 9))]


def deal(**given: Any) -> Deal:
    """An SMB deal in which nothing is amiss."""
    known: dict[str, Any] = {"id": 1, "owner": "U0ANA", "name": "Acme", "account": "Acme"}
    known |= {"segment": "SMB", "net_arr": 1_000, "amount": 1_000, "stepped": True}
    known |= {"close_date": date(2026, 4, 20), "step_date": MONDAY, "changed_at": NOW}
    return Deal(**known | given)


def seen(*deals: Deal, lines: Lines | None = LINES) -> Sight:
    return look(deals, Ranks(1, 1), lines, NOW, UTC, SHEET.count("unchanged"))


def test_over_is_strict_and_each_limit_has_its_own_figure() -> None:
    assert not seen(deal(amount=5_000)).decks
    assert seen(deal(amount=5_001)).decks
    assert not seen(deal(segment="MM", amount=10_000)).decks
    assert seen(deal(segment="MM", amount=10_001)).decks
    assert not seen(deal(net_arr=5_001)).plans
    overview = seen(deal(amount=5_001))
    assert (len(overview.plans), len(overview.full)) == (1, 0)
    assert not seen(deal(net_arr=10_000)).full
    full = seen(deal(net_arr=10_001))
    assert (len(full.plans), len(full.full), len(full.decks)) == (1, 1, 0)
    assert seen(deal(segment="Mid-Market", net_arr=20_001)).full
    assert not seen(deal(segment="Mid-Market", net_arr=20_000)).full


def test_a_channel_managed_one_is_excused_from_the_plan_alone() -> None:
    excused = seen(deal(name="Acme Channel-Managed", amount=9_000, net_arr=90_000))
    assert (len(excused.plans), len(excused.excused), len(excused.decks)) == (0, 1, 1)
    small = seen(deal(name="Acme Channel-Managed"))
    assert small.excused == ()


def test_what_is_not_known_is_not_decided() -> None:
    unknown = seen(deal(segment=""))
    assert (len(unknown.maybe_decks), len(unknown.maybe_plans)) == (1, 1)
    no_amount = seen(deal(amount=None))
    assert (len(no_amount.maybe_decks), len(no_amount.maybe_plans)) == (1, 1)
    large = seen(deal(amount=None, net_arr=50_000))
    assert (len(large.plans), len(large.full), len(large.maybe_plans)) == (1, 1, 0)


def test_a_next_step_needs_its_text_and_a_day_that_is_not_past() -> None:
    yesterday = MONDAY - timedelta(days=1)
    missing = (deal(stepped=False), deal(step_date=None), deal(step_date=yesterday))
    assert [seen(each).stepped for each in (deal(), *missing)] == [1, 0, 0, 0]


def test_what_was_not_changed_for_a_while_or_should_have_closed_is_out_of_date() -> None:
    limit = NOW - timedelta(days=14)
    assert seen(deal(changed_at=limit)).outdated == ()
    assert len(seen(deal(changed_at=limit - timedelta(seconds=1))).unchanged) == 1
    assert seen(deal(close_date=MONDAY)).past == ()
    assert seen(deal(close_date=None)).past == ()
    both = deal(close_date=MONDAY - timedelta(days=1), changed_at=limit - timedelta(days=1))
    found = seen(both, deal(id=2))
    assert (len(found.past), len(found.unchanged), found.outdated) == (1, 1, (both,))


def test_where_nothing_is_said_of_deals_none_needs_anything() -> None:
    found = seen(deal(amount=90_000, net_arr=90_000), lines=None)
    assert (found.lines, found.decks, found.plans, found.maybe_decks) == (False, (), (), ())


def test_each_list_shows_what_is_to_be_looked_at() -> None:
    large, vague = deal(amount=9_000), deal(id=2, segment="", stepped=False)
    found = seen(large, vague)
    assert found.shown(Sees.DECKS) == (large, vague)
    assert found.shown(Sees.PLANS) == (large, vague)
    assert found.shown(Sees.STEPS) == (vague,)
    assert found.shown(Sees.CURRENT) == found.shown(Sees.RANKS) == ()
    assert not found.is_empty
    assert replace(found, deals=(), ranks=Ranks(0, 0)).is_empty


@pytest.mark.parametrize("edition", ["fy21", "fy22", "fy23"])
def test_every_edition_has_the_seven_in_their_order(edition: str) -> None:
    pack = packs.load(edition=edition)
    entries = [each.entry for each in pack.skills.skills]
    assert [each[:5] for each in entries] == [f"r7-{number}-" for number in range(1, 8)]
    assert ("tier" in pack.skills.skills[0].says) is (edition != "fy23")
    smb_and_mm = {role for each in pack.ranking.segments.values() for role in each.roles}
    assert set(pack.skills.roles) == smb_and_mm


def test_a_new_hire_learns_the_same_seven() -> None:
    named = {each.skill: each for each in PACK.onboarding.items if each.skill}
    assert named.keys() == SHEET.by_id.keys()
    for number, skill in enumerate(SHEET.skills, 1):
        thing = named[skill.id]
        assert (thing.says, thing.entry) == (f"{number}: {skill.says}", skill.entry)


def test_an_item_may_have_words_of_its_own_beside_its_skill() -> None:
    items = [each.model_copy(update={"says": "Own"}) for each in PACK.onboarding.items]
    sheet = PACK.onboarding.model_copy(update={"items": tuple(items)}).naming(SHEET)
    assert {each.says for each in sheet.items} == {"Own"}


def test_an_item_with_neither_words_nor_a_known_skill_is_named() -> None:
    first = PACK.onboarding.items[0].model_copy(update={"says": "", "skill": "juggling"})
    sheet = PACK.onboarding.model_copy(update={"items": (first,)}).naming(SHEET)
    (found,) = onboarding_problems(sheet, PACK.entries, PACK.roles)
    assert found.says == "page needs what it says and its entry, or a skill of skills.yml"


def problems(**changed: Any) -> list[str]:
    sheet = SkillsSheet.model_validate(SHEET.model_dump(by_alias=True) | changed)
    return [each.says for each in skills_problems(sheet, PACK.entries, PACK.roles)]


def test_what_is_wrong_with_the_file_is_named() -> None:
    assert problems() == []
    assert any("juggler" in each for each in problems(roles=("juggler",)))
    assert any("reminded is missing" in each for each in problems(limits={}))
    limits = {name: each.model_dump(by_alias=True) for name, each in SHEET.limits.items()}
    limits["reminded"]["is"] = 6
    assert "reminded is a whole number, 5 at most" in problems(limits=limits)
    twice = [each.model_dump() for each in (SHEET.skills[0], SHEET.skills[0])]
    assert any("rank" in each for each in problems(skills=twice))
    lost = [SHEET.skills[0].model_dump() | {"entry": "r7-nowhere"}]
    assert any("r7-nowhere" in each for each in problems(skills=lost))
