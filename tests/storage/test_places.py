"""Two rows that become what only one may be, in two transactions at the same moment."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from policies.channels import State as ChannelState
from policies.give_backs import State as ProjectState
from policies.handoffs import State as HandoffState
from policies.leads import State as LeadState
from policies.recordings import State as CallState
from storage import customer_channels, give_backs, handoffs, leads, programs, recorded_calls
from storage.database import Database
from tests.storage.test_customer_channels import values as channel
from tests.storage.test_give_backs import values as project
from tests.storage.test_handoffs import values as handoff
from tests.storage.test_leads import values as lead
from tests.storage.test_programs import hold

TEAM = "T0ACME"
Work = Callable[[Session], object]
Works = Iterator[Work]
WHILE_IT_LOOKS_SECONDS = 0.3
"""And finds the place free, where the database lets it look."""


def becoming(change: Callable[..., object], one: object, *values: object) -> Work:
    return lambda session: change(session, one, *values)


def a_lead_gets_the_name(session: Session, now: datetime) -> Works:
    for name in ("Joan", "Jane"):
        one = leads.add(session, lead(name=name))
        assert one
        yield becoming(leads.correct, one, {"name": "Jo"})


def a_lead_is_opened_again(session: Session, now: datetime) -> Works:
    for day in range(2):
        one = leads.add(session, lead(came_at=now + timedelta(days=day)))
        assert one
        over = leads.change(session, one, {"state": LeadState.DONE})
        yield becoming(leads.reopen, over, {"state": LeadState.OPEN})


def a_channel_is_opened_again(session: Session, now: datetime) -> Works:
    for token in "12":
        one = customer_channels.add(session, channel(now), token)
        assert one
        over = customer_channels.change(session, one, {"state": ChannelState.CLOSED})
        assert over
        yield becoming(customer_channels.change, over, {"state": ChannelState.OPEN})


def a_project_is_taken_up_again(session: Session, now: datetime) -> Works:
    for _ in range(2):
        one = give_backs.add(session, project(now))
        assert one
        over = give_backs.change(session, one, {"state": ProjectState.DROPPED})
        assert over
        yield becoming(give_backs.change, over, {"state": ProjectState.UNDER_WAY})


def a_handoff_is_opened_again(session: Session, now: datetime) -> Works:
    for _ in range(2):
        one = handoffs.add(session, handoff(now))
        assert one
        over = handoffs.change(session, one, {"state": HandoffState.CANCELLED})
        assert over
        yield becoming(handoffs.reopen, over, {"state": HandoffState.OPEN})


def a_handoff_gets_the_account(session: Session, now: datetime) -> Works:
    for account in ("Globex", "Initech"):
        one = handoffs.add(session, handoff(now, account=account))
        assert one
        yield becoming(handoffs.correct, one, {"account": "Acme"})


def a_recorded_call_is_planned_again(session: Session, now: datetime) -> Works:
    for _ in range(2):
        one = recorded_calls.add(session, TEAM, "U0ANA", "Northwind", now, now)
        assert one
        over = recorded_calls.change(session, one, {"state": CallState.CANCELLED})
        assert over
        yield becoming(recorded_calls.change, over, {"state": CallState.PLANNED})


def a_name_is_put_down_again(session: Session, now: datetime) -> Works:
    for _ in range(2):
        one = programs.sign_up(session, TEAM, "U0ANA", programs.draw(session, TEAM), now)
        assert one
        programs.leave(session, one, now)
        yield becoming(programs.leave, one, None)


def a_topic_is_held_again(session: Session, now: datetime) -> Works:
    for person in ("U0ANA", "U0BEN"):
        one = programs.take(session, hold(person=person))
        assert one
        programs.change_hold(session, one, {"released_at": now})
        yield becoming(programs.hold_again, one)


def run(database: Database, work: Work) -> object:
    with database.begin() as session:
        return work(session)


@pytest.mark.parametrize(
    "prepare",
    [
        a_lead_gets_the_name,
        a_lead_is_opened_again,
        a_channel_is_opened_again,
        a_project_is_taken_up_again,
        a_handoff_is_opened_again,
        a_handoff_gets_the_account,
        a_recorded_call_is_planned_again,
        a_name_is_put_down_again,
        a_topic_is_held_again,
    ],
)
def test_the_slower_of_two_is_told_that_the_place_is_taken(
    database: Database, now: datetime, prepare: Callable[[Session, datetime], Works]
) -> None:
    with database.begin() as session:
        first, second = prepare(session, now)
    with ThreadPoolExecutor(1) as pool:
        with database.begin() as session:
            assert first(session)
            slower = pool.submit(run, database, second)
            wait([slower], WHILE_IT_LOOKS_SECONDS)
        assert not slower.result()
