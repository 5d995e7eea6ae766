"""The customer calls that a demo begins with: some lie ahead, one of them missed, some are over."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from policies.recordings import State
from storage import recorded_calls

if TYPE_CHECKING:
    from bot.seeding import Seeding

BEFORE = timedelta(days=1)
"""How long before a call its person told of it."""


def plan_calls(seeding: "Seeding", those: Iterable[Mapping[str, Any]]) -> None:
    """Each begins so many `minutes` or `hours` after the demo does; at a full hour if in hours."""
    if seeding.pack.recordings is not None:
        for given in those:
            _call(seeding, given)


def _call(seeding: "Seeding", given: Mapping[str, Any]) -> None:
    whole = seeding.now.replace(minute=0, second=0, microsecond=0)
    from_now = timedelta(minutes=given.get("minutes", 0))
    at = whole + timedelta(hours=given["hours"]) if "hours" in given else seeding.now + from_now
    person = seeding.people[given["person"]]
    call = recorded_calls.add(
        seeding.session, seeding.workspace, person, given["customer"], at, at - BEFORE
    )
    if call is not None:
        state, ticked = State(given.get("state", State.PLANNED)), frozenset(given.get("ticked", ()))
        recorded_calls.change(seeding.session, call, {"state": state, "ticked": ticked})
