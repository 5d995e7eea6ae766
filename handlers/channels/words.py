"""A channel with a customer in words."""

from collections.abc import Mapping
from datetime import date, datetime

from handlers.kit.feature import Scene
from handlers.kit.people import name_in
from handlers.kit.reminding.planning import rhythm_of
from handlers.kit.texts import counted, excerpt
from handlers.kit.times import clock, dated, short
from policies.channels import Act, Channel, Event, Kind, State
from policies.clocks import day_in
from policies.rhythms import Rhythm
from storage import members

ROLES: Mapping[str, str] = {"ae": "AE", "sa": "SA", "tam": "TAM"}
KINDS: Mapping[str, str] = {"lasting": "A lasting channel", "temporary": "A temporary channel"}
PURPOSES: Mapping[str, str] = {"evaluation": "An evaluation", "upgrade": "An upgrade POV"}
ACTS = {
    Act.ASKED: "asked for it",
    Act.APPROVED: "approved it",
    Act.DECLINED: "declined it",
    Act.OPENED: "said that it is open",
    Act.LASTING: "said that the minimum is met now",
    Act.CLOSED: "said that it is closed",
    Act.WITHDRAWN: "withdrew it",
    Act.UNDONE: "took the last step back",
}


def name(scene: Scene, person: str) -> str:
    return excerpt(name_in(scene.session, scene.workspace.id, person))


def rhythm(scene: Scene, person: str) -> Rhythm:
    member = members.find(scene.session, scene.workspace.id, person)
    return rhythm_of(scene, member) if member else Rhythm()


def today(scene: Scene, person: str) -> date:
    return day_in(scene.now, rhythm(scene, person).zone)


def moment(reader: Rhythm, at: datetime) -> str:
    """`Mon 30 Nov, 10:42`, on the wall clock of whoever reads it."""
    local = at.astimezone(reader.zone)
    return f"{short(local.date())}, {clock(local)}"


def line(channel: Channel) -> str:
    """`*Acme* · temporary channel, #ext-acme`."""
    named = f", {excerpt(channel.name)}" if channel.name else ""
    return f"*{excerpt(channel.account)}* · {channel.kind} channel{named}"


def state(scene: Scene, channel: Channel, on: date) -> str:
    match channel.state:
        case State.ASKED:
            return f"waits for the approval of {name(scene, channel.tam)}"
        case State.APPROVED:
            return "approved, not open yet"
        case State.OPEN if channel.kind is Kind.TEMPORARY and channel.close_by:
            return _until(channel.close_by, on)
        case State.OPEN:
            return "open, and lasting"
        case State.DECLINED:
            return f"declined: {excerpt(channel.reason)}"
        case State.CLOSED | State.WITHDRAWN:
            return str(channel.state)


def _until(by: date, on: date) -> str:
    days = (by - on).days
    if days < 0:
        return f"to be closed since {dated(by, on)}, {counted(-days, 'day')} ago"
    left = "today" if not days else f"{counted(days, 'day')} left"
    return f"open, to be closed by {dated(by, on)} ({left})"


def event(scene: Scene, reader: Rhythm, each: Event) -> str:
    note = f": {excerpt(each.note)}" if each.note else ""
    return f"{moment(reader, each.at)} · {name(scene, each.by)} {ACTS[each.act]}{note}"
