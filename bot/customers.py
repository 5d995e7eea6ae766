"""The Slack channels with customers that a demo begins with."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from policies.channels import Act, Channel, Event, State
from storage import channel_events, customer_channels

if TYPE_CHECKING:
    from bot.seeding import Seeding

ENDS: Mapping[State, tuple[Act, ...]] = {
    State.ASKED: (),
    State.APPROVED: (Act.APPROVED,),
    State.OPEN: (Act.APPROVED, Act.OPENED),
}
"""What has happened to get there."""


def open_channels(seeding: "Seeding", those: Iterable[Mapping[str, Any]]) -> None:
    for given in those:
        values = _values(seeding, given)
        if added := customer_channels.add(seeding.session, values, f"seeded {given['account']}"):
            _happened(seeding, added)


def _values(seeding: "Seeding", given: Mapping[str, Any]) -> dict[str, Any]:
    at = seeding.now - timedelta(days=given["age"])
    told = {name: given.get(name, "") for name in ("purpose", "tier", "ours", "theirs", "name")}
    opened = seeding.today - timedelta(days=given["opened"]) if "opened" in given else None
    lasts = timedelta(days=int(seeding.pack.sheets["customer-slack"].limit("days")))
    return told | {
        **{name: given[name] for name in ("account", "role", "kind", "state")},
        **{name: seeding.people[given[name]] for name in ("by", "tam")},
        "workspace": seeding.workspace,
        "iacv": given.get("iacv"),
        "since": at,
        "asked_at": at,
        "reason": "",
        "link": "",
        "opened": opened,
        "close_by": opened + lasts if opened else None,
    }


def _happened(seeding: "Seeding", channel: Channel) -> None:
    events = [Event(Act.ASKED, channel.by, channel.asked_at, channel.purpose)]
    events += [
        Event(act, channel.tam if act is Act.APPROVED else channel.by, channel.since)
        for act in ENDS[channel.state]
    ]
    for event in events:
        channel_events.add(seeding.session, seeding.workspace, channel.id, event)
