"""The handoffs that a demo begins with: one is done, one waits for acceptance, one came back."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from handlers.handoffs import cards, records
from handlers.handoffs.controls import CARD, POSTED
from handlers.kit import letters
from handlers.kit.feature import Round
from policies.handoffs import Act, Event, Handoff, Mark, Marked, Side, State
from storage import handoff_events, handoffs
from storage.workspaces import Workspace

if TYPE_CHECKING:
    from bot.seeding import Seeding

FIGURES = ("initial", "potential", "net_arr", "users")
ENDS: Mapping[State, tuple[Act, ...]] = {
    State.OPEN: (),
    State.SIGNED: (Act.SIGNED,),
    State.RETURNED: (Act.SIGNED, Act.RETURNED),
    State.DONE: (Act.SIGNED, Act.ACCEPTED),
}
"""What has happened to get there."""
ACQUAINTED = timedelta(minutes=1)
"""After the start, by when the bot knows everybody's name."""
BY = {Act.SIGNED: Side.GIVER, Act.RETURNED: Side.RECEIVER, Act.ACCEPTED: Side.RECEIVER}


def hand_over(seeding: "Seeding", those: Iterable[Mapping[str, Any]]) -> None:
    for given in those:
        if seeding.pack.kind(given["kind"]):
            _handoff(seeding, given)


def _handoff(seeding: "Seeding", given: Mapping[str, Any]) -> None:
    began = seeding.now - timedelta(days=given["age"])
    ended = seeding.now - timedelta(days=given.get("since", 1))
    state = State(given["state"])
    values = {name: given.get(name) for name in FIGURES} | {
        "workspace": seeding.workspace,
        "type": given["kind"],
        "account": given["account"],
        "opportunity": None,
        **{str(side): seeding.people[given[side]] for side in Side},
        "closed": (began - timedelta(days=1)).date(),
        "channel": given.get("channel", ""),
        "state": state,
        "since": ended,
        "starts": began.date(),
        "started_by": seeding.people[given[Side.GIVER]],
        "started_at": began,
        "accepted_at": ended if state is State.DONE else None,
        "rounds": int(state is State.RETURNED),
    }
    if added := handoffs.add(seeding.session, values):
        _mark(seeding, added, given.get("open", ()), began + timedelta(hours=20))
        _happen(seeding, added, given, began, ended)
        _deliver(seeding, added)


def _mark(seeding: "Seeding", handoff: Handoff, left: Iterable[str], at: datetime) -> None:
    """Everything is done but what is left open."""
    for item in seeding.pack.handed[handoff.type]:
        if item.id not in left:
            person = handoff.person(Side(item.side or Side.GIVER))
            marked = Marked(item.id, Mark.DONE, person, at)
            handoff_events.mark(seeding.session, seeding.workspace, handoff.id, marked)


def _happen(
    seeding: "Seeding", handoff: Handoff, given: Mapping[str, Any], began: datetime, ended: datetime
) -> None:
    events = [Event(Act.STARTED, handoff.giver, began)]
    for act in ENDS[handoff.state]:
        note = given.get("reason", "") if act is Act.RETURNED else ""
        events.append(Event(act, handoff.person(BY[act]), ended, note))
    for event in events:
        handoff_events.add(seeding.session, seeding.workspace, handoff.id, event)


def _deliver(seeding: "Seeding", handoff: Handoff) -> None:
    """Each side's card, and once more when the bot has met everybody and knows their names."""
    place = Workspace(seeding.workspace, "", "", "", "", "", (), seeding.now)
    round = Round(seeding.now, place, seeding.pack, seeding.session)
    for side in Side:
        person = handoff.person(side)
        shown = cards.card(round, records.case(round, handoff), person, (side,), POSTED)
        letters.post(round, records.letter_of(handoff.id, person), person, shown)
        screen = records.screen_of(handoff.id, person)
        letters.refresh(round, CARD, screen, at=seeding.now + ACQUAINTED)
