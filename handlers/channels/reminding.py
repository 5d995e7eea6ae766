"""What is reminded of channels with customers, by the state of the moment."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from handlers.channels import words
from handlers.channels.controls import (
    ROUTINE,
    TOLD,
    closed_button,
    opened_button,
    show_button,
)
from handlers.channels.records import number, people_of
from handlers.kit import acts, reminding
from handlers.kit.feature import Round, Turn
from handlers.kit.routines import Item, Planning, Routine
from policies.channels import Channel, State
from policies.channels.reminders import wishes
from policies.reminders import Wish
from storage import customer_channels
from storage.occurrences import Occurrence

READ, NOTED = "channels.read", "noted"
ASKS = "{name} asks for a channel. Approve it, or decline it with a reason."
IS_OPEN = "approved. Is it open? If so, tell me its name and day."
UNLESS = "Close it, or tell me that the minimum of a lasting one is met."
ONCE = "I have told {name}. This comes once."


def plan(asked: Planning) -> Iterator[Wish]:
    """Of the channels that one of these people has asked for, or is the TAM of."""
    round = asked.round
    found = customer_channels.live_of(round.session, round.workspace.id, asked.members.keys())
    managers = _managers(asked, found)
    yield from wishes(found, asked.rhythms, managers, round.pack.engagement)


def _managers(asked: Planning, found: Iterable[Channel]) -> Mapping[str, str]:
    known = asked.known({person for each in found if each.ends for person in people_of(each)})
    return {id: each.profile.manager for id, each in known.items() if each.profile.manager}


def show(round: Round, due: Occurrence) -> Iterable[Item]:
    """What is left of it, by the state of this moment."""
    id, _, part = due.subject.partition("/")
    found = customer_channels.find(round.session, round.workspace.id, number(id))
    if found is None:
        return
    if item := _item(round, found, part, due):
        yield item


def _item(round: Round, found: Channel, part: str, due: Occurrence) -> Item | None:
    head, on = words.line(found), words.today(round, due.person)
    match part:
        case "approve" if found.state is State.ASKED and due.person == found.tam:
            said = f"{head}: {ASKS.format(name=words.name(round, found.by))}"
            return Item(due.subject, said, due.entry, show_button(found))
        case "open" if found.state is State.APPROVED and due.person == found.by:
            return Item(due.subject, f"{head}: {IS_OPEN}", due.entry, opened_button(found))
        case "close" if found.ends and due.person in people_of(found):
            ahead = timedelta(days=round.pack.engagement.count("first"))
            if found.ends - ahead > on:
                return None
            said = f"{head}: {words.state(round, found, on)}. {UNLESS}"
            closed = closed_button(found, "primary", TOLD)
            return Item(due.subject, said, due.entry, closed, show_button(found),
                        (found.ends,))  # fmt: skip
        case "manager" if found.ends and found.ends < on:
            names = " and ".join(words.name(round, each) for each in people_of(found))
            said = f"{head}: {words.state(round, found, on)}. {ONCE.format(name=names)}"
            return Item(due.subject, said, due.entry, also=show_button(found))
        case _:
            return None


def done(turn: Turn, about: str) -> str:
    """A manager has read it."""
    act = acts.keep(turn, READ, NOTED, {"subject": about})
    reminding.settle(turn, ROUTINE, about, NOTED, act)
    return NOTED


def unread(turn: Turn, detail: Mapping[str, Any]) -> str:
    reminding.reopen(turn, ROUTINE, str(detail["subject"]))
    return "It waits for you again."


RESTS_ON = frozenset({"customer_channels"})
CHANNELS = Routine(ROUTINE, "Customer channels", plan, show, done, rests_on=RESTS_ON)
