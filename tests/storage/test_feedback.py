"""Opinions of answers: one a person and answer, the newest."""

from dataclasses import replace
from datetime import datetime, timedelta

from storage import feedback
from storage.database import Database
from storage.feedback import Feedback


def opinion(now: datetime) -> Feedback:
    asked, told = "may I ask?", "Never ask a prospect."
    return Feedback("T1", 7, "U1", "helped", asked, told, "handbook", "roe-never-ask", "fy23", now)


def test_a_newer_opinion_takes_the_place_of_the_older(database: Database, now: datetime) -> None:
    first = opinion(now)
    second = replace(first, verdict="wrong", at=now + timedelta(minutes=1))
    with database.begin() as session:
        for each in (first, second, first):
            feedback.keep(session, each)
        assert list(feedback.entries(session)) == [second]


def test_opinions_are_found_by_workspace_time_and_verdict(
    database: Database, now: datetime
) -> None:
    early = opinion(now)
    late = replace(early, answer=8, verdict="wrong", at=now + timedelta(days=1))
    other = replace(early, workspace="T2", outcome=None)
    with database.begin() as session:
        for each in (early, late, other):
            feedback.keep(session, each)
        assert list(feedback.entries(session, "T1")) == [early, late]
        assert list(feedback.entries(session, since=late.at)) == [late]
        assert list(feedback.entries(session, verdict="wrong")) == [late]
