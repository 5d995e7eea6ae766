"""A link becomes the notes of a trip, is shared, and is taken back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from handlers.kit import acts, letters, reminding
from handlers.kit.feature import Refused, Scene, Turn
from handlers.kit.texts import clean, cut, excerpt
from handlers.trips import posts, records, words
from handlers.trips.controls import POSTED, ROUTINE, SHARED
from policies.trips import Notes, Trip
from policies.trips.links import BadLink, checked
from policies.trips.plans import NOTES, PERSONAL, subject
from storage import trip_notes, trips

LONGEST = 140
USED = "That document is the notes of {title} by {name} already, since {day}. Give another link."
SAME = "That link is the notes of {title} already, {state}."
RACED = "Somebody gave notes of this trip at the same moment. `/tripnotes` shows them."
ENDING = "notes shared"


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody says of their notes; `channel` and `ts` are of the message they posted."""

    url: str
    takeaway: str = ""
    people: str = ""
    channel: str = ""
    ts: str = ""


def line(text: str) -> str:
    """One line, short enough to be quoted whole."""
    return cut(" ".join(clean(text).split()), LONGEST)


def channel(scene: Scene) -> str:
    return trips.channel(scene.session, scene.workspace.id)


def keep(turn: Turn, trip: Trip, given: Given) -> Notes:
    """Raises Refused, with whose it is, for a document that is notes already."""
    address = address_of(turn, given.url)
    refuse_used(turn, trip, address)
    if trip.notes is not None:
        take_back(turn, trip, trip.notes, trip_notes.REPLACED)
    place = channel(turn)
    posted = bool(given.ts) or not place
    values = {
        "workspace": turn.workspace.id,
        "trip": trip.id,
        "person": trip.person,
        "url": given.url,
        "address": address,
        "takeaway": line(given.takeaway),
        "people": line(given.people),
        "channel": given.channel,
        "ts": given.ts,
        "added_by": turn.actor.id,
        "at": turn.now,
        "shared_at": turn.now if posted else None,
    }
    notes = trip_notes.add(turn.session, values)
    if notes is None:
        raise Refused(RACED)
    records.keep(turn, "trip.notes.kept", trip, {"notes": notes.id, "url": given.url})
    return notes


def address_of(turn: Turn, url: str) -> str:
    try:
        return checked(url, turn.pack.trips)
    except BadLink as bad:
        raise Refused(str(bad)) from bad


def refuse_used(turn: Turn, trip: Trip, address: str) -> None:
    other = trip_notes.by_address(turn.session, turn.workspace.id, address)
    if other is None:
        return
    if other.trip == trip.id and other.shared_at is not None:
        if posts.is_refused(turn, other):
            return
        state = f"shared on {words.soon(words.local_day(turn, other.shared_at))}"
        raise Refused(SAME.format(title=_plain(trip), state=state))
    if other.trip != trip.id:
        raise Refused(used(turn, other))


def used(turn: Turn, other: Notes) -> str:
    """Whose it is and since when; not escaped yet."""
    trip = trips.find(turn.session, turn.workspace.id, other.trip)
    title = _plain(trip) if trip else "a trip"
    name = records.name(turn, other.person)
    return USED.format(title=title, name=name, day=words.soon(words.local_day(turn, other.at)))


def _plain(trip: Trip) -> str:
    """For sentences that are escaped as a whole where they are shown."""
    return f"{trip.event}, {trip.place}" if trip.place else trip.event


def share(turn: Turn, trip: Trip, notes: Notes) -> int:
    """Post it, and ask for it no more; the number of what can be undone."""
    place = channel(turn)
    if place and not notes.ts and notes.shared_at is None:
        trip_notes.share(turn.session, turn.workspace.id, notes.id, place, turn.now)
        letters.post(turn, posts.letter(notes), place, posts.post(turn, trip, notes))
    return settle(turn, trip, notes)


def settle(turn: Turn, trip: Trip, notes: Notes) -> int:
    act = acts.keep(turn, SHARED, ENDING, {"trip": trip.id, "notes": notes.id})
    records.keep(turn, "trip.notes.shared", trip, {"notes": notes.id})
    for about in (NOTES, PERSONAL):
        reminding.settle(turn, ROUTINE, subject(trip, about), ENDING, act)
    records.follow(turn, trip)
    return act


def take_back(turn: Turn, trip: Trip, notes: Notes, why: str) -> bool:
    """Whether they stood; what the bot has posted of them says so."""
    gone = trip_notes.withdraw(turn.session, turn.workspace.id, notes.id, turn.now, why)
    if gone:
        records.keep(turn, f"trip.notes.{why}", trip, {"notes": notes.id})
        if notes.channel and not notes.ts:
            letters.refresh(turn, POSTED, str(notes.id))
    return gone


def unshare(turn: Turn, detail: Mapping[str, Any]) -> str:
    trip = trips.find(turn.session, turn.workspace.id, int(detail["trip"]))
    notes = trip_notes.find(turn.session, turn.workspace.id, int(detail["notes"]))
    if trip is None or notes is None:
        raise Refused(records.GONE)
    take_back(turn, trip, notes, trip_notes.UNDONE)
    for about in (NOTES, PERSONAL):
        reminding.reopen(turn, ROUTINE, subject(trip, about))
    records.follow(turn, trip)
    theirs = " Your own message in the channel stays: delete it there." if notes.ts else ""
    return f"The notes of {excerpt(_plain(trip))} are taken back.{theirs}"
