"""The requests for SAs and TAMs and the sessions that a demo begins with."""

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from policies.asking import Question, answer
from policies.engagement import Act, Event, Request, State
from policies.engagement.decisions import REQUESTED, decided_of
from storage import support_events, support_requests, support_sessions

if TYPE_CHECKING:
    from bot.seeding import Seeding

FACTS = ("account", "kind", "segment", "region", "stage", "wish", "need")
ISSUE = "https://gitlab.com/handrail-demo/triage/-/issues/{number}"


def help_out(seeding: "Seeding", known: Mapping[str, Any]) -> None:
    for given in known["sessions"]:
        _session(seeding, given)
    for number, given in enumerate(known["requests"], 1):
        _request(seeding, given, number)


def _session(seeding: "Seeding", given: Mapping[str, Any]) -> None:
    day = seeding.today - timedelta(days=given["age"])
    at = seeding.now - timedelta(days=given["age"])
    values = {name: given[name] for name in ("account", "segment", "stage", "minutes", "note")}
    values |= {"workspace": seeding.workspace, "day": day, "number": 1, "request": None, "at": at}
    values |= {"helper": seeding.people[given["helper"]], "by": seeding.people[given["by"]]}
    if added := support_sessions.add(seeding.session, values):
        event = Event(added.account, f"session/{added.id}", Act.LOGGED, added.by, at)
        support_events.add(seeding.session, seeding.workspace, event)


def _request(seeding: "Seeding", given: Mapping[str, Any], number: int) -> None:
    """Decided as it would have been then."""
    asked = seeding.now - timedelta(days=given["age"])
    facts = {name: given[name] for name in ("segment", "wish", "stage")}
    facts |= {"iacv": str(given["iacv"]), "sessions": "0", "minutes": "0"}
    told = answer(Question("/handrail support", asked, given=facts), seeding.pack)
    if told.outcome not in REQUESTED:
        return
    values = {name: given[name] for name in FACTS} | _standing(seeding, given, number)
    values |= {
        "workspace": seeding.workspace, "opportunity": None, "iacv": given["iacv"],
        "tier": given.get("tier", ""), "wanted": None, "outcome": told.outcome,
        "decided": decided_of(told), "since": asked, "text": "", "asked_at": asked,
        "by": seeding.people[given["by"]],
    }  # fmt: skip
    if added := support_requests.add(
        seeding.session, values, f"seeded {number} {given['account']}"
    ):
        _happened(seeding, added)


def _standing(seeding: "Seeding", given: Mapping[str, Any], number: int) -> dict[str, Any]:
    state = State(given["state"])
    posted = seeding.now - timedelta(hours=given.get("posted", 0))
    is_posted = state is not State.ASKED
    is_written = given["wish"] == "written"
    hours = int(seeding.pack.sheets["support"].limit("answer_hours"))
    planned = state is State.SCHEDULED
    return {
        "state": state,
        "link": ISSUE.format(number=100 + number) if is_posted else "",
        "posted_at": posted if is_posted else None,
        "answer_by": posted + timedelta(hours=hours) if is_posted and is_written else None,
        "helper": seeding.people[given["helper"]] if planned else "",
        "day": seeding.today + timedelta(days=given["day"]) if planned else None,
    }


def _happened(seeding: "Seeding", request: Request) -> None:
    about = f"request/{request.id}"
    event = Event(request.account, about, Act.ASKED, request.by, request.asked_at)
    support_events.add(seeding.session, seeding.workspace, event)
