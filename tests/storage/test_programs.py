"""Sign-ups, cohorts and topics on both databases."""

from datetime import date, datetime
from typing import Any

from policies.programs import Cohort, Hold, SignUp
from storage import programs
from storage.database import Database

TEAM, OTHER = "T0ACME", "T0GLOBEX"
ANA, BEN = "U0ANA", "U0BEN"


def hold(**changed: Any) -> dict[str, Any]:
    return {
        "workspace": TEAM, "topic": "feedback", "person": ANA, "months": 3, "problem": "Late",
        "commitments": "A script", "since": date(2025, 3, 12), "until": date(2025, 6, 12),
    } | changed  # fmt: skip


def signed(database: Database, now: datetime, person: str = ANA) -> SignUp:
    with database.begin() as session:
        number = programs.draw(session, TEAM)
        found = programs.sign_up(session, TEAM, person, number, now)
    assert found
    return found


def cohort(database: Database, now: datetime) -> Cohort:
    values = {"workspace": TEAM, "starts": now.date(), "facilitator": "", "by": ANA, "at": now}
    with database.begin() as session:
        return programs.add_cohort(session, values)


def test_a_name_is_down_once_and_again_after_it_was_taken_off(
    database: Database, now: datetime
) -> None:
    one = signed(database, now)
    with database.begin() as session:
        assert programs.sign_up(session, TEAM, ANA, 9, now) is None
        assert programs.find_sign_up(session, TEAM, one.id) == one
        assert programs.find_sign_up(session, OTHER, one.id) is None
        assert programs.leave(session, one, now)
        again = programs.sign_up(session, TEAM, ANA, 9, now)
        assert again
        assert not programs.leave(session, one, None)
        assert programs.standing(session, TEAM) == [again]
        assert [each.id for each in programs.everyone(session, TEAM)] == [one.id, again.id]


def test_names_are_found_by_person_in_their_order(database: Database, now: datetime) -> None:
    first, second = signed(database, now, BEN), signed(database, now)
    with database.begin() as session:
        assert programs.standing(session, TEAM) == [first, second]
        assert programs.standing(session, TEAM, [ANA]) == [second]
        assert programs.standing(session, TEAM, []) == []
        assert programs.standing(session, OTHER) == []


def test_a_place_is_given_and_taken(database: Database, now: datetime) -> None:
    one, its = signed(database, now), cohort(database, now)
    with database.begin() as session:
        programs.place(session, [one], its.id)
        assert programs.standing(session, TEAM)[0].cohort == its.id
        programs.place(session, [one], None)
        assert programs.standing(session, TEAM)[0].cohort is None
        programs.place(session, [], its.id)
        programs.change_cohort(session, its, date(2025, 4, 7), BEN)
        (changed,) = programs.cohorts(session, TEAM)
        assert (changed.starts, changed.facilitator) == (date(2025, 4, 7), BEN)
        assert programs.cohorts(session, OTHER) == []


def test_a_topic_has_one_holder_until_it_is_released(database: Database, now: datetime) -> None:
    with database.begin() as session:
        one = programs.take(session, hold())
        assert isinstance(one, Hold)
        assert programs.take(session, hold(person=BEN)) is None
        assert programs.take(session, hold(workspace=OTHER))
        assert programs.find_hold(session, TEAM, one.id) == one
        assert programs.change_hold(session, one, {"released_at": now})
        assert not programs.change_hold(session, one, {"months": 6})
        two = programs.take(session, hold(person=BEN))
        assert two
        assert not programs.hold_again(session, one)
        assert programs.change_hold(session, two, {"released_at": now})
        assert programs.hold_again(session, one)
        assert programs.holds(session, TEAM) == [one]
        assert programs.holds(session, TEAM, [BEN]) == []
        assert programs.holds(session, TEAM, [ANA]) == [one]
