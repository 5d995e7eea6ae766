"""The leads that a demo begins with: some wait, one the AE may contact, some were contacted."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from policies.leads import Act, Event, Kind, Lead, Outcome, Request, State
from storage import lead_events, leads

if TYPE_CHECKING:
    from bot.seeding import Seeding

MAILED = timedelta(minutes=5)
"""How long after the call the e-mail went out."""


def assign(seeding: "Seeding", those: Iterable[Mapping[str, Any]]) -> None:
    for given in those:
        _lead(seeding, given)


def _lead(seeding: "Seeding", given: Mapping[str, Any]) -> None:
    ago = timedelta(days=given.get("days", 0), minutes=given.get("minutes", 0))
    at, by = seeding.now - ago, seeding.people[given["ae"]]
    values = {
        "workspace": seeding.workspace,
        "ref": "",
        "name": given["lead"],
        "company": given["company"],
        "kind": Kind(given.get("kind", Kind.MQL)),
        "request": Request(given["request"]),
        "phone": given["phone"],
        "link": "",
        "sdr": seeding.people[given["sdr"]],
        "ae": by,
        "came_at": at,
        "assigned_at": at,
        "assigned_by": by,
        "known_at": at,
        **_worked(given, at),
    }
    if added := leads.add(seeding.session, values):
        _happen(seeding, added)


def _worked(given: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """Called so many minutes later; e-mailed too, unless that is left."""
    if "took" not in given:
        return {}
    called = at + timedelta(minutes=given["took"])
    touched = {"called_at": called, "touched_at": called, "took": given["took"] * 60}
    if given.get("left"):
        return touched | {"state": State.TOUCHED}
    done = {"state": State.DONE, "outcome": Outcome.FIRST_TOUCH}
    return touched | done | {"emailed_at": called + MAILED, "ended_at": called + MAILED}


def _happen(seeding: "Seeding", lead: Lead) -> None:
    events = [Event(Act.ASSIGNED, lead.assigned_by, lead.came_at)]
    events += [Event(Act.CALLED, lead.sdr, lead.called_at)] if lead.called_at else []
    events += [Event(Act.EMAILED, lead.sdr, lead.emailed_at)] if lead.emailed_at else []
    for event in events:
        lead_events.add(seeding.session, seeding.workspace, lead.id, event)
