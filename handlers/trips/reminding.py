"""What is asked of travellers by itself, and how it reads."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from handlers.kit import acts, blocks
from handlers.kit import reminding as engine
from handlers.kit.feature import Ask, Block, ButtonReply, Refused, Round, Turn
from handlers.kit.routines import Item, Planning, Routine
from handlers.trips import pages, records, words
from handlers.trips.controls import (
    CARD,
    DECLINE,
    DECLINED,
    EDIT,
    ROUTINE,
    TICK,
    share_button,
    shown,
)
from handlers.trips.controls import NOTED as KIND
from handlers.trips.steps import steps
from policies.reminders import Wish
from policies.trips import Purpose, Trip
from policies.trips.plans import (
    COMMITMENT,
    DUTY,
    FEEDBACK,
    FIGURES,
    MANAGER,
    NOTES,
    PERSONAL,
    STEPS,
    Traveller,
    due_day,
    subject,
    wishes,
)
from policies.trips.values import Step
from storage import profiles, trips
from storage.bundles import Told
from storage.occurrences import Occurrence

LAST = "This is the last time I ask; after it I tell your manager once."
NO_MORE = "no notes of this trip"
NOTED = "noted"
OPTIONAL = "Notes of private travel are welcome, and it is up to you. I ask this once."


def plan(asked: Planning) -> Iterator[Wish]:
    round, sheet = asked.round, asked.round.pack.trips
    since = round.now.date() - timedelta(days=sheet.days("past"))
    found = trips.of(round.session, round.workspace.id, asked.members.keys(), since)
    people = {each.person for each in found}
    travellers = {
        id: Traveller(asked.rhythms[id], asked.members[id].profile.manager) for id in people
    }
    yield from wishes(found, travellers, sheet, round.now)


def show(round: Round, due: Occurrence) -> Iterable[Item]:
    """What is left of it, by the state of this moment."""
    trip, about = _subject(round, due.subject)
    if trip is None or trip.is_settled:
        return
    match about:
        case "notes" if not trip.is_shared:
            yield _notes(round, trip, due)
        case "figures" if trip.lacks_figures and trip.starts > words.today(round, trip.person):
            yield _figures(round, trip)
        case "feedback" if trip.is_shared:
            yield _feedback(round, trip)
        case "personal" if trip.wanted is None:
            yield _personal(trip)
        case "manager" if not trip.is_shared:
            yield _manager(round, trip)
        case _:
            return


def _notes(round: Round, trip: Trip, due: Occurrence) -> Item:
    works, on = words.rhythm(round, trip.person), words.today(round, trip.person)
    by = due_day(trip, works, round.pack.trips)
    past = "They were" if by < on else "They are"
    last = f"\n{LAST}" if _is_last(round, trip, due) else ""
    head = f"{words.line(trip)}: share your trip notes"
    if trip.notes is not None:
        head = f"{words.line(trip)}: the link of your notes is kept, but not posted"
    said = f"{head}\n{past} asked for by {words.soon(by)}. {words.OURS}{last}"
    return Item(due.subject, said, due.entry or DUTY, share_button(trip), rank=(by,))


def _is_last(round: Round, trip: Trip, due: Occurrence) -> bool:
    told = due.key.rpartition("/")[2] == str(round.pack.trips.days("cap"))
    manager = profiles.find(round.session, round.workspace.id, trip.person).manager
    return told and due.key.startswith(f"{ROUTINE}/") and manager is not None


def _figures(round: Round, trip: Trip) -> Item:
    gaps = words.state(
        trip, round.pack.trips, words.rhythm(round, trip.person), words.today(round, trip.person)
    )
    template = round.pack.trips.template.url
    said = (
        f"{words.line(trip)}\n{gaps}. The meetings are yours to arrange, and the target is yours "
        f"to commit to, before you leave. The <{template}|template> helps to prepare."
    )
    verb = blocks.button("Fill in", EDIT, str(trip.id), "primary")
    return Item(subject(trip, FIGURES), said, COMMITMENT, verb, rank=(trip.starts,))


def _feedback(round: Round, trip: Trip) -> Item:
    sheet = round.pack.trips
    where = (
        f"<{blocks.escape(trip.issue)}|the event's issue>" if trip.issue else "the event's issue"
    )
    said = (
        f"{words.line(trip)}: enter your feedback in {where}\n"
        f"The company and Field Marketing read it there: <{sheet.feedback.url}|how>. I ask once."
    )
    verb = blocks.button("Feedback is in", TICK, f"{trip.id} {Step.FEEDBACK} {CARD}", "primary")
    return Item(subject(trip, FEEDBACK), said, STEPS, verb, rank=(trip.ends,))


def _personal(trip: Trip) -> Item:
    said = f"{words.line(trip)}: is there something to share?\n{OPTIONAL}"
    no = blocks.button("No notes", DECLINE, str(trip.id))
    return Item(subject(trip, PERSONAL), said, DUTY, share_button(trip, ""), no, (trip.ends,))


def _manager(round: Round, trip: Trip) -> Item:
    name = words.traveller(round, trip)
    said = (
        f"{name}: the trip notes of {words.line(trip)} are not shared yet\n"
        "I have asked as often as I do and leave it there. This comes once."
    )
    return Item(subject(trip, MANAGER), said, DUTY, rank=(trip.ends,))


def card(round: Round, told: Told) -> Iterable[Block]:
    """The four steps, below the reminder of the first workday back."""
    trip, about = _subject(round, told.subject)
    if trip is None or about != NOTES or trip.cancelled_at is not None:
        return ()
    return tuple(steps(round, trip, CARD, shares=told.state != "open"))


def done(turn: Turn, about: str) -> str:
    """The manager has read it."""
    act = acts.keep(turn, KIND, NOTED, {"subject": about})
    engine.settle(turn, ROUTINE, about, NOTED, act)
    return NOTED


def unnote(turn: Turn, detail: Mapping[str, Any]) -> str:
    engine.reopen(turn, ROUTINE, str(detail["subject"]))
    return "It waits for you again."


def decline(turn: Turn, about: str) -> str:
    """*Not mine*: of private travel that is an answer."""
    number, _, what = about.partition("/")
    if what == PERSONAL and number.isdigit():
        trips.answer(turn.session, turn.workspace.id, int(number), False)
    return NO_MORE


def no_notes(turn: Turn, ask: Ask) -> ButtonReply:
    """The one question about private travel, answered with no."""
    trip = records.standing(turn, ask.value)
    if trip.purpose is not Purpose.PERSONAL:
        raise Refused("Notes of a business trip are due. Cancel the trip if it did not take place.")
    trips.answer(turn.session, turn.workspace.id, trip.id, False)
    act = acts.keep(turn, DECLINED, NO_MORE, {"trip": trip.id})
    records.keep(turn, "trip.notes.declined", trip)
    engine.settle(turn, ROUTINE, subject(trip, PERSONAL), NO_MORE, act)
    records.follow(turn, trip)
    says = f"✔ I do not ask for notes of {words.title(trip)}."
    return shown(ask, pages.details(turn, records.again(turn, trip), says))


def reconsider(turn: Turn, detail: Mapping[str, Any]) -> str:
    trip = trips.find(turn.session, turn.workspace.id, int(detail["trip"]))
    if trip is None:
        raise Refused(records.GONE)
    trips.answer(turn.session, turn.workspace.id, trip.id, None)
    engine.reopen(turn, ROUTINE, subject(trip, PERSONAL))
    records.follow(turn, trip)
    return f"The question about {words.title(trip)} is open again."


def _subject(round: Round, text: str) -> tuple[Trip | None, str]:
    number, _, about = text.partition("/")
    known = number.isascii() and number.isdigit() and len(number) <= 18
    return (trips.find(round.session, round.workspace.id, int(number)) if known else None), about


TRIPS = Routine(
    ROUTINE, "Trips and their notes", plan, show, done, decline, card, frozenset({"trips"})
)
