"""When the items of a list are due, whom they are for, and what is wrong with a file of them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import packs
from policies.onboarding import Follows, Mark, Marked, Onboarding, State, Thing, things_for
from policies.onboarding.progress import Step, due_day, late_of, open_of, steps
from policies.onboarding.reminders import Hire, wishes
from policies.onboarding.sheet import OnboardingSheet, onboarding_problems
from policies.rhythms import Rhythm
from policies.rights import Standing

PACK = packs.load()
SHEET = PACK.onboarding
MONDAY = date(2026, 3, 2)
KEPT = Onboarding("T0", "U0ANA", MONDAY, State.OPEN, "U0ANA", datetime(2026, 3, 2, 8, tzinfo=UTC))
WORKS = Rhythm()


def thing(**given: Any) -> Thing:
    return Thing(**({"id": "one", "group": "start", "says": "Do", "entry": "tip-reviews"} | given))


def due(kept: Onboarding = KEPT, rhythm: Rhythm = WORKS, **given: Any) -> date:
    return due_day(kept, thing(**given), rhythm, SHEET)


@pytest.mark.parametrize(
    ("given", "day"),
    [({"days": 0}, 2), ({"days": 30}, 32), ({"workdays": 0}, 2), ({"workdays": 4}, 6),
     ({"workdays": 5}, 9), ({"workdays": 10}, 16)],
)  # fmt: skip
def test_days_are_counted_from_the_first_day(given: dict[str, Any], day: int) -> None:
    assert due(**given) == date(2026, 2, 28) + timedelta(days=day)


def test_workdays_are_ones_own_and_no_absence_moves_them() -> None:
    sundays = replace(WORKS, work_days=frozenset({6, 0, 1, 2, 3}))
    assert due(rhythm=sundays, workdays=4) == date(2026, 3, 8)
    away = replace(WORKS, away=(date(2026, 3, 3), date(2026, 3, 20)))
    assert due(rhythm=away, workdays=4) == due(workdays=4)
    nobody = replace(WORKS, work_days=frozenset())
    assert due(rhythm=nobody, workdays=4) == date(2026, 3, 6)


@given(st.integers(0, 200), st.integers(0, 250), st.booleans())
def test_nothing_is_due_before_its_list_was_begun(ago: int, count: int, works: bool) -> None:
    kept = replace(KEPT, starts=MONDAY - timedelta(days=ago))
    given: dict[str, Any] = {"workdays": count} if works else {"days": count}
    assert due(kept, **given) >= MONDAY


def stepped(
    marks: Mapping[str, Marked] | None = None, *projects: Follows, kept: Onboarding = KEPT
) -> tuple[Step, ...]:
    return steps(kept, SHEET.items, marks or {}, projects, WORKS, SHEET)


def test_an_item_that_follows_a_project_is_settled_by_it_whatever_was_said() -> None:
    opened = {"give-back": Marked("give-back", Mark.OPEN, "U0ANA", KEPT.begun_at)}
    found = {each.id: each for each in stepped(opened, Follows.REGISTERED)}
    assert found["give-back"].is_settled
    assert not found["give-back-done"].is_settled


def test_what_is_left_comes_the_soonest_first() -> None:
    marked = {"page": Marked("page", Mark.NOT_APPLICABLE, "U0ANA", KEPT.begun_at)}
    left = open_of(stepped(marked))
    assert [each.due for each in left] == sorted(each.due for each in left)
    assert "page" not in [each.id for each in left]
    assert [each.id for each in late_of(left, date(2026, 3, 5))] == ["dashboard"]


def test_a_list_is_for_ones_role_and_whole_for_who_has_none() -> None:
    items = (thing(id="all"), thing(id="ae", roles=("account-executive",)),
             thing(id="sdr", roles=("sdr",)))  # fmt: skip
    sheet = SHEET.model_copy(update={"items": items})

    def ids(roles: list[str], *standings: Standing) -> list[str]:
        return [each.id for each in things_for(sheet, roles, standings)]

    assert ids(["smb"], Standing.ACCOUNT_EXECUTIVE) == ["all", "ae"]
    assert ids(["sdr"], Standing.OTHER) == ["all", "sdr"]
    assert ids([]) == ["all", "ae", "sdr"]


def asked(manager: str | None = "U0GRACE", *done: str) -> list[tuple[str, date]]:
    marks = {each: Marked(each, Mark.DONE, "U0ANA", KEPT.begun_at) for each in done}
    hire = Hire(KEPT, stepped(marks), manager)
    found = wishes([hire], {"U0ANA": WORKS}, SHEET)
    return [(each.key.removeprefix("onboarding/U0ANA/2026-03-02/"), each.day) for each in found]


def test_each_item_is_asked_for_on_its_day_and_the_first_overdue_one_thrice() -> None:
    found = dict(asked())
    assert found["page/2026-03-02"] == MONDAY
    overdue = [day for key, day in found.items() if key.startswith("overdue/page")]
    assert overdue == [date(2026, 3, 5), date(2026, 3, 10), date(2026, 3, 13)]
    assert found["manager/U0GRACE"] == date(2026, 3, 9)
    later = dict(asked("U0GRACE", "page"))
    assert later["overdue/dashboard/1"] == date(2026, 3, 9)


def test_without_a_manager_nobody_else_is_told_and_of_a_stranger_nothing() -> None:
    assert not [key for key, _ in asked(None) if key.startswith("manager")]
    assert list(wishes([Hire(KEPT, stepped(), None)], {}, SHEET)) == []


def test_what_is_all_done_is_asked_for_no_more() -> None:
    every = [each.id for each in SHEET.items]
    assert asked("U0GRACE", *every) == []


def problems(**changed: Any) -> list[str]:
    sheet = OnboardingSheet.model_validate(SHEET.model_dump(by_alias=True) | changed)
    return [each.says for each in onboarding_problems(sheet, PACK.entries, PACK.roles)]


def test_the_box_has_no_problems() -> None:
    assert problems() == []


@pytest.mark.parametrize(
    ("given", "says"),
    [({"days": 1, "workdays": 1}, "either days or workdays"), ({}, "either days or workdays"),
     ({"days": 1, "entry": "tip-review"}, "did you mean tip-reviews?"),
     ({"days": 1, "group": "tip"}, "there is no group tip"),
     ({"days": 1, "roles": ("account-exec",)}, "no role or standing account-exec")],
)  # fmt: skip
def test_what_is_wrong_with_an_item_is_named(given: dict[str, Any], says: str) -> None:
    (found,) = problems(items=[thing(**given).model_dump()])
    assert says in found


def test_an_id_stands_once_and_limits_are_whole_numbers() -> None:
    twice = [thing(days=1).model_dump()] * 2
    assert "used twice" in problems(items=twice)[0]
    limits = {name: each.model_dump(by_alias=True) for name, each in SHEET.limits.items()}
    assert "cap is missing" in problems(limits={k: v for k, v in limits.items() if k != "cap"})[0]
    half = limits | {"cap": limits["cap"] | {"is": 0.5}}
    assert "a whole number" in problems(limits=half)[0]
