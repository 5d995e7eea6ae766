"""Sign-ups, cohorts and topics on both databases."""

from datetime import date, datetime, timedelta
from typing import Any

from policies.programs import Attendance, Cohort, Hold, Presence, SignUp
from storage import program_attendances, program_offers, programs
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


def test_who_has_left_is_on_the_list_of_late(database: Database, now: datetime) -> None:
    one, other = signed(database, now), signed(database, now, BEN)
    with database.begin() as session:
        programs.leave(session, one, now)
        assert [each.id for each in programs.lately(session, TEAM, now)] == [one.id, other.id]
        later = now + timedelta(seconds=1)
        assert [each.id for each in programs.lately(session, TEAM, later)] == [other.id]
        assert programs.lately(session, OTHER, now) == []


def test_a_place_is_offered_once_and_answered(database: Database, now: datetime) -> None:
    one, its, until = signed(database, now), cohort(database, now), now + timedelta(days=2)
    with database.begin() as session:
        offer = program_offers.add(session, one, its.id, now, until)
        assert offer
        assert program_offers.add(session, one, its.id, now, until) is None
        assert program_offers.find(session, TEAM, offer.id) == offer
        assert program_offers.find(session, OTHER, offer.id) is None
        assert program_offers.of_cohort(session, TEAM, its.id) == [offer]
        assert program_offers.of_cohort(session, OTHER, its.id) == []
        assert program_offers.open_of(session, TEAM, [one], now) == [offer]
        assert program_offers.open_of(session, TEAM, [one], until) == []
        assert program_offers.open_of(session, TEAM, [], now) == []
        program_offers.answer(session, offer, passed_at=now)
        assert program_offers.open_of(session, TEAM, [one], now) == []
        program_offers.answer(session, offer)
        assert program_offers.of_sign_up(session, one) == [offer]
        program_offers.answer(session, offer, taken_at=now)
        (taken,) = program_offers.of_sign_up(session, one)
        assert (taken.taken_at, taken.passed_at) == (now, None)


def test_a_week_is_ticked_and_cleared(database: Database, now: datetime) -> None:
    one, other = signed(database, now), signed(database, now, BEN)
    told = Attendance(one.id, 2, Presence.TOLD, ANA, now)
    there = Attendance(one.id, 2, Presence.THERE, BEN, now)
    with database.begin() as session:
        program_attendances.mark(session, TEAM, told)
        assert program_attendances.of(session, TEAM, [one, other]) == {
            one.id: {2: told}, other.id: {},
        }  # fmt: skip
        program_attendances.mark(session, TEAM, there)
        assert program_attendances.of(session, TEAM, [one])[one.id] == {2: there}
        assert program_attendances.of(session, OTHER, [one])[one.id] == {}
        program_attendances.clear(session, other, 2)
        program_attendances.clear(session, one, 2)
        assert program_attendances.of(session, TEAM, [one])[one.id] == {}


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
