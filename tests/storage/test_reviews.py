from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from storage import review_answers, review_rules, review_sessions, reviews
from storage.database import Database
from storage.review_sessions import Sitting

NOVEMBER = (date(2025, 11, 1), date(2025, 11, 30))
FRIDAY, MONDAY = date(2025, 11, 14), date(2025, 11, 24)


def hold(
    session: Session, at: datetime, day: date = FRIDAY, ae: str = "U1"
) -> tuple[Sitting, bool]:
    return review_sessions.open_one(
        session,
        workspace="T1",
        manager="U9",
        ae=ae,
        day=day,
        period=NOVEMBER,
        edition="fy23",
        at=at,
    )


def like(opportunity: int, **more: Any) -> dict[str, Any]:
    seen = {"owner": "U1", "stage": "4-Proposal", "net_arr": 12_500, "amount": 14_000}
    return seen | {"opportunity": opportunity, "close_date": date(2025, 11, 28)} | more


def answer(session: Session, review: int, question: str, at: datetime, **more: Any) -> None:
    review_answers.add(
        session, workspace="T1", review=review, question=question, by="U9", at=at, **more
    )


def test_a_session_is_one_however_often_it_is_started(database: Database, now: datetime) -> None:
    with database.begin() as session:
        first, new = hold(session, now)
        again, newer = hold(session, now + timedelta(hours=1))
    assert (again, new, newer) == (first, True, False)
    assert (first.state, first.review, first.letter) == (
        "open",
        None,
        f"redgreen/{first.id}/card/0",
    )


def test_of_sessions_started_at_the_same_moment_one_is_new(
    race: Callable[..., list[Any]], now: datetime
) -> None:
    started = race(lambda session: hold(session, now))
    assert len({sitting.id for sitting, _ in started}) == 1
    assert sum(new for _, new in started) == 1


def test_an_opportunity_is_gone_through_once_in_a_session(
    database: Database, now: datetime
) -> None:
    with database.begin() as session:
        sitting, _ = hold(session, now)
        assert reviews.put(session, sitting, [like(7), like(5)]) == 2
        assert reviews.put(session, sitting, [like(5, net_arr=1), like(6)], place=3) == 1
        found = reviews.reviews_of(session, "T1", [sitting.id])
    assert [(each.opportunity, each.net_arr) for each in found] == [
        (7, 12_500), (5, 12_500), (6, 12_500)
    ]  # fmt: skip
    assert {each.state for each in found} == {"waiting"}


def test_whoever_locks_a_session_sees_what_the_one_before_wrote(
    database: Database, race: Callable[..., list[Any]], now: datetime
) -> None:
    """Two presses at once: each looks at the newest answer before it adds its own."""
    with database.begin() as session:
        sitting, _ = hold(session, now)
        reviews.put(session, sitting, [like(7)])
        review = reviews.reviews_of(session, "T1", [sitting.id])[0]

    def press(session: Session) -> bool:
        review_sessions.lock(session, "T1", sitting.id)
        before = review_answers.of(session, "T1", [review.id])[review.id]
        if not before:
            answer(session, review.id, "act", now, choice="cost", sure="confident")
        return not before

    assert sorted(race(press)) == [False, False, False, True]
    with database.reading() as session:
        assert len(review_answers.of(session, "T1", [review.id])[review.id]) == 1


def test_the_newest_answer_to_a_question_holds_and_the_others_are_kept(
    database: Database, now: datetime
) -> None:
    with database.begin() as session:
        sitting, _ = hold(session, now)
        reviews.put(session, sitting, [like(7)])
        review = reviews.reviews_of(session, "T1", [sitting.id])[0]
        answer(session, review.id, "act", now, text="They lose a day a week", said_by="U1")
        answer(session, review.id, "act", now, choice="cost", sure="confident", said_by="U9")
        answer(session, review.id, "timing", now, day=FRIDAY, sure="not-yet", missing="who signs")
        kept = review_answers.of(session, "T1", [review.id])[review.id]
    latest = review_answers.latest(kept)
    assert len(kept) == 3
    assert (latest["act"].choice, latest["act"].text, latest["act"].sure) == (
        "cost",
        "",
        "confident",
    )
    assert (latest["timing"].day, latest["timing"].missing) == (FRIDAY, "who signs")


def test_the_session_before_is_read_from_the_next_one(database: Database, now: datetime) -> None:
    with database.begin() as session:
        before, _ = hold(session, now)
        reviews.put(session, before, [like(7), like(8)])
        done, waits = reviews.reviews_of(session, "T1", [before.id])
        reviews.settle(session, done.id, state="done", verdict="green", note="Signs on Friday")
        assert reviews.close(session, before, "", now)
        assert reviews.close(session, before, "U9", now) is None
        after, _ = hold(session, now, MONDAY)
        reviews.put(session, after, [like(7), like(8)])
        found = reviews.last_of(session, "T1", [7, 8], MONDAY)
        assert reviews.last_of(session, "T1", [7], FRIDAY) == {}
        assert (
            review_sessions.last_before(session, "T1", ["U1", "U2"], MONDAY)["U1"].id == before.id
        )
        left = reviews.review(session, "T1", waits.id)
    sitting, review = found[7]
    assert (sitting.id, review.verdict, review.note) == (before.id, "green", "Signs on Friday")
    assert 8 not in found
    assert left
    assert left.state == "not-reached"


def test_a_session_taken_up_again_goes_on_with_what_was_not_reached(
    database: Database, now: datetime
) -> None:
    with database.begin() as session:
        sitting, _ = hold(session, now)
        reviews.put(session, sitting, [like(7), like(8)])
        done, _ = reviews.reviews_of(session, "T1", [sitting.id])
        reviews.settle(session, done.id, state="done", verdict="red")
        assert review_sessions.still_open(session, "T1") == [sitting]
        reviews.close(session, sitting, "", now)
        assert review_sessions.still_open(session, "T1") == []
        again = reviews.reopen(session, sitting, now)
        states = [each.state for each in reviews.reviews_of(session, "T1", [sitting.id])]
    assert (again.state, states) == ("open", ["done", "waiting"])


def test_sessions_are_found_by_their_day_their_manager_and_their_period(
    database: Database, now: datetime
) -> None:
    with database.begin() as session:
        ana, _ = hold(session, now)
        ben, _ = hold(session, now, ae="U2")
        later, _ = hold(session, now, MONDAY)
        assert review_sessions.on(session, "T1", FRIDAY, ["U1", "U3"]) == {"U1": ana}
        assert review_sessions.held_by(session, "T1", "U9", FRIDAY) == [ana, ben]
        assert review_sessions.in_period(session, "T1", *NOVEMBER) == [ana, ben, later]
        assert review_sessions.in_period(session, "T1", *NOVEMBER, ["U1"]) == [ana, later]
        assert review_sessions.find(session, "T2", ana.id) is None


def test_what_a_manager_sets_is_kept_with_its_reason(database: Database, now: datetime) -> None:
    who: dict[str, Any] = {"workspace": "T1", "manager": "U9", "by": "U9", "at": now}
    who["name"] = "threshold"
    with database.begin() as session:
        review_rules.add(session, **who, segment="smb", value="1000", reason="small quarter")
        review_rules.add(session, **who, segment="smb", value="", reason="back to the rule")
        found = review_rules.history(session, "T1", ["U9", "U8"])
    assert [(each.value, each.reason) for each in found] == [
        ("1000", "small quarter"), ("", "back to the rule")
    ]  # fmt: skip


def test_colours_are_told_in_their_order(database: Database, now: datetime) -> None:
    with database.begin() as session:
        for day, colour in ((FRIDAY, "green"), (MONDAY, "red"), (date(2025, 11, 25), "green")):
            sitting, _ = hold(session, now, day)
            reviews.put(session, sitting, [like(7)])
            review = reviews.reviews_of(session, "T1", [sitting.id])[0]
            reviews.settle(session, review.id, state="done", verdict=colour)
        told = reviews.verdicts(session, "T1", [7, 8], date(2025, 11, 25))
        held = review_sessions.since(session, "T1", MONDAY, ["U9", "U8"])
        assert review_sessions.since(session, "T1", MONDAY, ()) == []
    assert told == {7: ["green", "red"], 8: []}
    assert [each.day for each in held] == [MONDAY, date(2025, 11, 25)]
