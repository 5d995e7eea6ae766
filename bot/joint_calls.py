"""The co-selling calls that a demo begins with: one manager is below the minimum, one is above."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from policies.co_selling import Act, Event
from storage import co_selling, co_selling_events

if TYPE_CHECKING:
    from bot.seeding import Seeding

AFTER = timedelta(hours=1)


def join_calls(seeding: "Seeding", those: Iterable[Mapping[str, Any]]) -> None:
    """Each was logged an hour after it began, some by both."""
    if "cosell" in seeding.pack.sheets:
        for given in those:
            _call(seeding, given)


def _call(seeding: "Seeding", given: Mapping[str, Any]) -> None:
    seller, co_seller = (seeding.people[given[side]] for side in ("seller", "co_seller"))
    day = seeding.today - timedelta(days=given["ago"])
    at = datetime.combine(day, time(given["hour"]), UTC)
    values = {
        "workspace": seeding.workspace,
        "account": given["account"],
        "at": at,
        "seller": seller,
        "co_seller": co_seller,
        "note": given.get("note", ""),
        "link": "",
        "apart": False,
        "logged_by": seller,
        "logged_at": at + AFTER,
    }
    call = co_selling.add(seeding.session, values, [seller, co_seller])
    acts = [(Act.LOGGED, seller), *([(Act.JOINED, co_seller)] if given.get("twice") else [])]
    for number, (act, by) in enumerate(acts, 1):
        event = Event(act, by, at + number * AFTER)
        co_selling_events.add(seeding.session, seeding.workspace, call.id, event)
