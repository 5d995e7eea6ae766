"""Onboarding lists and what was said of their items on both databases."""

from dataclasses import replace
from datetime import date, datetime

from policies.onboarding import Mark, Marked, Onboarding, State
from storage import onboardings
from storage.database import Database

TEAM, OTHER = "T0ACME", "T0GLOBEX"
ANA, BEN = "U0ANA", "U0BEN"


def begun(database: Database, now: datetime, person: str = ANA, day: int = 2) -> Onboarding:
    kept = Onboarding(TEAM, person, date(2026, 3, day), State.OPEN, BEN, now)
    with database.begin() as session:
        onboardings.begin(session, kept)
    return kept


def test_a_list_is_found_as_it_was_begun_and_by_nobody_else(
    database: Database, now: datetime
) -> None:
    kept = begun(database, now)
    with database.begin() as session:
        assert onboardings.find(session, TEAM, ANA) == kept
        assert onboardings.locked(session, TEAM, ANA) == kept
        assert onboardings.find(session, OTHER, ANA) is None
        assert onboardings.locked(session, TEAM, BEN) is None


def test_a_person_has_one_which_may_be_begun_anew(database: Database, now: datetime) -> None:
    begun(database, now)
    again = begun(database, now, day=9)
    with database.begin() as session:
        assert onboardings.of(session, TEAM, [ANA, BEN]) == [again]


def test_those_of_a_state_come_by_their_first_day(database: Database, now: datetime) -> None:
    late, early = begun(database, now, ANA, 9), begun(database, now, BEN, 2)
    with database.begin() as session:
        assert onboardings.of(session, TEAM, [ANA, BEN]) == [early, late]
        assert onboardings.move(session, early, {"state": State.DONE})
        assert onboardings.of(session, TEAM, [ANA, BEN]) == [late]
        done = replace(early, state=State.DONE)
        assert onboardings.of(session, TEAM, [BEN], [State.DONE]) == [done]
        assert onboardings.of(session, TEAM, []) == []


def test_of_two_who_end_it_at_once_one_does(database: Database, now: datetime) -> None:
    kept = begun(database, now)
    with database.begin() as session:
        values = {"state": State.DONE, "celebrated_at": now}
        assert onboardings.move(session, kept, values)
        assert not onboardings.move(session, kept, values)
        found = onboardings.find(session, TEAM, ANA)
    assert found == replace(kept, state=State.DONE, celebrated_at=now)


def test_the_newest_mark_of_an_item_holds(database: Database, now: datetime) -> None:
    begun(database, now)
    newest = Marked("page", Mark.NOT_APPLICABLE, BEN, now, "Read before", "https://a.example", 7)
    with database.begin() as session:
        onboardings.mark(session, TEAM, ANA, Marked("page", Mark.DONE, ANA, now))
        onboardings.mark(session, TEAM, ANA, newest)
        assert onboardings.marks_of(session, TEAM, [ANA, BEN]) == {ANA: {"page": newest}, BEN: {}}
        assert onboardings.marks_of(session, OTHER, [ANA]) == {ANA: {}}
