"""The channel of trip notes: what is posted there, changed and deleted is followed."""

from handlers.kit import blocks, letters
from handlers.kit.feature import Ask, Message, Quiet, Refused, Turn
from handlers.kit.records import keep
from handlers.kit.rights import insist
from handlers.kit.texts import escape
from handlers.trips import keeping, pages, records, sharing, words
from handlers.trips.controls import share_button
from handlers.trips.keeping import Given
from policies.rights import Action
from policies.trips import Notes, Trip
from policies.trips.links import address_of, is_document
from policies.trips.plans import fitting
from storage import trip_notes, trips

SET = (
    "✔ Trip notes are posted in <#{channel}> from now on, and I say so there. If nothing comes, I "
    "am not in that channel: invite me with `/invite` and write this once more."
)
HERE = (
    "📝 Trip notes are posted here from now on. Post the link to yours after a trip, or share it "
    "with `/tripnotes`: I read messages with a link here to take it as your notes, and no others."
)
UNSET = "✔ No channel is set for trip notes any more. I keep the links, and post nothing."
NOT_HERE = "Write `/tripnotes channel` in the channel itself: a direct message cannot be it."
NOW = "Trip notes are posted in <#{channel}>. An admin changes that with `/tripnotes channel`."
NONE = (
    "No channel is set for trip notes. An admin sets it with `/tripnotes channel`, written there."
)
GONE = {
    trip_notes.DELETED: "Your message in <#{channel}> with the notes of {title} was deleted",
    trip_notes.CHANGED: "Your message in <#{channel}> no longer has the notes of {title}",
}
RESUMED = "{what}, so I count them as not shared. Share them once more, or post the link again."
MOVED = "The notes of {title} are the document now that your changed message leads to."


def set_here(turn: Turn, ask: Ask, text: str) -> Message:
    """`/tripnotes channel` in that channel; `off` for none."""
    if text.casefold() in ("?", "show"):
        place = keeping.channel(turn)
        return _plain(NOW.format(channel=place) if place else NONE)
    insist(turn, Action.ORGANISE)
    if text.casefold() in ("off", "none"):
        trips.unset_channel(turn.session, turn.workspace.id)
        _kept(turn, "")
        return _plain(UNSET)
    if not ask.channel.startswith(("C", "G")):
        raise Refused(NOT_HERE)
    where = (turn.session, turn.workspace.id, ask.channel)
    trips.set_channel(*where, turn.actor.id, turn.now)
    number = _kept(turn, ask.channel)
    letters.post(turn, f"trip-channel/{number}", ask.channel, _plain(HERE))
    return _plain(SET.format(channel=ask.channel))


def _kept(turn: Turn, channel: str) -> int:
    return keep(turn, "trip.channel", {"channel": channel})


def _plain(says: str) -> Message:
    return blocks.message(says, blocks.section(says))


def posted(turn: Turn, ask: Ask) -> Quiet:
    """A document by somebody who owes notes: taken if it can be one trip's only."""
    url = _document(turn, ask)
    if url is None or ask.channel != keeping.channel(turn) or _is_reply(ask):
        return Quiet()
    if trip_notes.by_message(turn.session, turn.workspace.id, ask.channel, ask.ts):
        return Quiet()
    given = Given(url, _takeaway(ask, url), "", ask.channel, ask.ts)
    candidates = _candidates(turn, address_of(url))
    kept = trip_notes.by_address(turn.session, turn.workspace.id, address_of(url))
    if not candidates or (kept is not None and _is_shared_by_actor(turn, kept)):
        return Quiet()
    if kept is not None and kept.trip not in {each.id for each in candidates}:
        _tell(turn, ask, "used", _plain(escape(keeping.used(turn, kept))))
    elif len(candidates) == 1:
        _take(turn, ask, candidates[0], given)
    else:
        _tell(turn, ask, "which", sharing.which(candidates, given))
    return Quiet()


def _candidates(turn: Turn, address: str) -> list[Trip]:
    """Trips that wait for notes; one whose link is kept waits for that document alone."""
    sheet, on = turn.pack.trips, words.today(turn, turn.actor.id)
    found = pages.recent(turn, turn.actor.id)
    own = [each for each in found if each.notes and each.notes.address == address]
    return own or [each for each in found if fitting(each, on, sheet)]


def _is_shared_by_actor(turn: Turn, notes: Notes) -> bool:
    return notes.person == turn.actor.id and notes.shared_at is not None


def _take(turn: Turn, ask: Ask, trip: Trip, given: Given) -> None:
    notes = keeping.keep(turn, trip, given)
    act = keeping.settle(turn, trip, notes)
    _tell(turn, ask, "taken", sharing.shared(turn, trip, notes, act))


def changed(turn: Turn, ask: Ask) -> Quiet:
    """Without the document the notes are gone; with another they are that."""
    found = trip_notes.by_message(turn.session, turn.workspace.id, ask.channel, ask.ts)
    if not found:
        return posted(turn, ask)
    live = found[0]
    trip = trips.find(turn.session, turn.workspace.id, live.trip)
    if live.withdrawn_at is not None or trip is None or trip.cancelled_at is not None:
        return _back(turn, ask, live, trip)
    known = [address_of(each) for each in ask.links if is_document(each, turn.pack.trips)]
    if live.address in known:
        return Quiet()
    url = _document(turn, ask)
    if url is None:
        _gone(turn, ask, trip, live, trip_notes.CHANGED)
    else:
        _replace(turn, ask, trip, live, url)
    return Quiet()


def _back(turn: Turn, ask: Ask, last: Notes, trip: Trip | None) -> Quiet:
    """A message that lost its document has one again."""
    url = _document(turn, ask)
    lost = last.why == trip_notes.CHANGED and trip is not None and trip.cancelled_at is None
    if url is None or not lost or trip is None or trip.notes is not None:
        return Quiet()
    if trip_notes.by_address(turn.session, turn.workspace.id, address_of(url)) is None:
        _take(turn, ask, trip, Given(url, _takeaway(ask, url), "", ask.channel, ask.ts))
    return Quiet()


def _replace(turn: Turn, ask: Ask, trip: Trip, live: Notes, url: str) -> None:
    other = trip_notes.by_address(turn.session, turn.workspace.id, address_of(url))
    if other is not None:
        _gone(turn, ask, trip, live, trip_notes.CHANGED, escape(keeping.used(turn, other)))
        return
    given = Given(url, _takeaway(ask, url) or live.takeaway, live.people, ask.channel, ask.ts)
    notes = keeping.keep(turn, trip, given)
    records.follow(turn, trip)
    says = MOVED.format(title=words.title(trip))
    _tell(turn, ask, f"moved/{notes.id}", _plain(says))


def deleted(turn: Turn, ask: Ask) -> Quiet:
    found = trip_notes.by_message(turn.session, turn.workspace.id, ask.channel, ask.ts)
    live = next((each for each in found if each.withdrawn_at is None), None)
    trip = trips.find(turn.session, turn.workspace.id, live.trip) if live else None
    if live is not None and trip is not None:
        _gone(turn, ask, trip, live, trip_notes.DELETED)
    return Quiet()


def _gone(turn: Turn, ask: Ask, trip: Trip, notes: Notes, why: str, more: str = "") -> None:
    """The traveller is told, and the reminders resume."""
    if not keeping.take_back(turn, trip, notes, why):
        return
    records.follow(turn, trip)
    what = GONE[why].format(channel=notes.channel, title=words.title(trip))
    says = f"{RESUMED.format(what=what)}{f' {more}' if more else ''}"
    message = blocks.message(says, blocks.section(says), blocks.actions(share_button(trip)))
    letters.post(turn, f"trip-notes/{notes.id}/{why}", trip.person, message)


def _document(turn: Turn, ask: Ask) -> str | None:
    """The first link that can be somebody's notes."""
    return next((each for each in ask.links if is_document(each, turn.pack.trips)), None)


def _is_reply(ask: Ask) -> bool:
    return bool(ask.thread) and ask.thread != ask.ts


def _takeaway(ask: Ask, url: str) -> str:
    """What was written beside the link, in one line."""
    beside = ask.text.replace(url, " ")
    return keeping.line(beside.strip(" -–—:,")) if beside.strip(" -–—:,") else ""


def _tell(turn: Turn, ask: Ask, what: str, message: Message) -> None:
    key = f"trip-notes/{ask.channel}/{ask.ts}/{what}"
    letters.post(turn, key, turn.actor.id, message)
