"""What somebody sees of their trips: all of them, one of them, and those of a team."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from handlers.kit import blocks
from handlers.kit.blocks import Element
from handlers.kit.citations import places, shelf
from handlers.kit.feature import Aside, Ask, Block, ButtonReply, Message, Scene, Turn
from handlers.kit.rights import may
from handlers.kit.texts import escape
from handlers.trips import posts, records, roi, words
from handlers.trips.controls import (
    DECLINE,
    EDIT,
    PAGED,
    PLAN,
    SURE_WITHDRAW,
    WITHDRAW,
    cancel_button,
    details_button,
    share_button,
    shown,
)
from handlers.trips.steps import steps
from policies.rights import Action
from policies.trips import Purpose, Trip
from policies.trips.plans import COMMITMENT, DUTY, STEPS, due_day
from storage import profiles, trips

SHOWN = 8
NOTHING = "No trip is planned, and no notes are missing."
REFUSED = "⚠️ Slack did not take the post in <#{channel}>. Invite me there and share once more."
HOW = "`/tripnotes plan KubeCon, Paris, 17-21 March 2026` takes one down; a link posts its notes."
WHICH = "Which trip do you mean?"
NO_TEAM = "Nobody reports to you here. `/handrail me` shows your part in the team."
NOTHING_OF_TEAM = "Nobody of your team has a trip planned or notes missing."


def recent(scene: Scene, *people: str) -> list[Trip]:
    """Whatever stands and is not long over."""
    since = scene.now.date() - timedelta(days=scene.pack.trips.days("past"))
    return trips.of(scene.session, scene.workspace.id, people, since)


def current(scene: Scene, *people: str) -> list[Trip]:
    """Those of which something is still to be done, or which are still to come."""
    return [each for each in recent(scene, *people) if not _is_over(scene, each)]


def named(turn: Turn, text: str) -> list[Trip]:
    """The actor's own that have all the words."""
    wanted = text.casefold().split()
    found = recent(turn, turn.actor.id)
    names = {each.id: f"{each.event} {each.place} {each.ends.year}".casefold() for each in found}
    return [each for each in found if all(word in names[each.id] for word in wanted)]


def _is_over(scene: Scene, trip: Trip) -> bool:
    return trip.is_settled and trip.ends < scene.now.date()


def mine(turn: Turn) -> Message:
    found = current(turn, turn.actor.id)
    plan = blocks.button("Plan a trip", PLAN, style="" if found else "primary")
    if not found:
        return blocks.message(NOTHING, blocks.section(f"{NOTHING}\n{HOW}"), blocks.actions(plan))
    head = "Your trip" if len(found) == 1 else f"Your {len(found):,} trips"
    lines = [block for each in found[:SHOWN] for block in _one(turn, each)]
    return blocks.message(
        head,
        blocks.section(f"*{head}*"),
        *lines,
        *_hidden(found),
        blocks.actions(plan),
        *shelf(places([turn.pack.citation(DUTY)])),
    )


def choose(turn: Turn, found: Sequence[Trip]) -> Message:
    """Several that may be meant, each with its buttons."""
    lines = [block for each in found[:SHOWN] for block in _one(turn, each)]
    return blocks.message(WHICH, blocks.section(f"*{WHICH}*"), *lines)


def _hidden(found: Sequence[Trip]) -> Iterator[Block]:
    if len(found) > SHOWN:
        yield blocks.context(f"{len(found) - SHOWN:,} more: they show once these are done.")


def _one(scene: Scene, trip: Trip) -> Iterator[Block]:
    works, on = words.rhythm(scene, trip.person), words.today(scene, trip.person)
    gaps = words.state(trip, scene.pack.trips, works, on)
    yield blocks.section(f"{words.line(trip)}\n{gaps or 'Nothing is missing.'}")
    yield blocks.actions(*_for_one(trip, trip.starts <= on))


def _for_one(trip: Trip, has_begun: bool) -> Iterator[Element]:
    if has_begun and not trip.is_shared:
        yield share_button(trip)
    yield details_button(trip)
    if has_begun and trip.purpose is Purpose.PERSONAL and trip.wanted is None:
        yield blocks.button("No notes", DECLINE, str(trip.id))
    if not has_begun:
        yield blocks.button("Edit", EDIT, str(trip.id))
        yield cancel_button(trip)


def team(turn: Turn) -> Message:
    """Those who report to the asker, and of whom they may see it."""
    reports = profiles.reports(turn.session, turn.workspace.id, turn.actor.id)
    people = [each.person for each in reports if may(turn, Action.SEE, owner=each.person)]
    if not people:
        return blocks.message(NO_TEAM, blocks.section(NO_TEAM))
    found = current(turn, *people)
    if not found:
        return blocks.message(NOTHING_OF_TEAM, blocks.section(NOTHING_OF_TEAM))
    head = f"Trips of your team: {len(found):,}"
    lines = [_of_team(turn, each) for each in found[: SHOWN * 2]]
    return blocks.message(head, blocks.section(f"*{head}*"), *lines)


def _of_team(turn: Turn, trip: Trip) -> Block:
    works, on = words.rhythm(turn, trip.person), words.today(turn, trip.person)
    gaps = words.state(trip, turn.pack.trips, works, on) or "Nothing is missing."
    said = f"{words.traveller(turn, trip)}: {words.line(trip)}\n{gaps}"
    return blocks.section(said, details_button(trip))


def open_one(turn: Turn, ask: Ask) -> ButtonReply:
    """Beside the list it was pressed in, which stays."""
    trip = records.find(turn, ask.value, Action.SEE)
    reply = shown(ask, details(turn, trip))
    return Aside(reply) if isinstance(reply, Message) else reply


def open_list(turn: Turn, ask: Ask) -> ButtonReply:
    return shown(ask, mine(turn))


def details(turn: Turn, trip: Trip, first: str = "", *, more: Iterable[Element] = ()) -> Message:
    """`first` is what has just been done, `more` are buttons that belong to it."""
    on = words.today(turn, trip.person)
    begun, over = trip.starts <= on, trip.cancelled_at is not None
    lines = [*_figures(turn, trip, begun), *(() if begun else _bookings(turn, trip))]
    whose = "" if trip.person == turn.actor.id else f"{words.traveller(turn, trip)}: "
    heads = [*([first] if first else []), f"{whose}{words.line(trip)}"]
    buttons = [*more, *_for_details(turn, trip, begun)]
    return blocks.message(
        " ".join(heads),
        blocks.section("\n".join(heads)),
        *(blocks.section(each) for each in lines),
        *_refused(turn, trip),
        *(() if over else _due(turn, trip, begun)),
        *(steps(turn, trip, PAGED) if begun and not over else ()),
        *([blocks.actions(*buttons)] if buttons else []),
        *_cited(turn, trip, begun),
    )


def _cited(turn: Turn, trip: Trip, begun: bool) -> Iterable[Block]:
    ids = (STEPS, DUTY) if begun or trip.purpose is Purpose.PERSONAL else (COMMITMENT, DUTY)
    return shelf(places([turn.pack.citation(id) for id in ids]))


def _figures(turn: Turn, trip: Trip, begun: bool) -> Iterator[str]:
    if trip.issue:
        yield f"Event issue: <{escape(trip.issue)}|open>"
    if (trip.cost is not None or not begun) and (back := roi.line(turn, trip)):
        yield f"*Return:* {back}"


def _bookings(turn: Turn, trip: Trip) -> Iterator[str]:
    if trip.purpose is Purpose.BUSINESS:
        marked = [
            f"{'☑' if each.id in trip.booked else '☐'} {escape(each.says)}"
            for each in turn.pack.trips.bookings
        ]
        yield "*To book and prepare*\n" + "\n".join(marked)


def _refused(turn: Turn, trip: Trip) -> Iterator[Block]:
    """The notes are kept and found, but the channel never saw them."""
    if trip.notes is not None and posts.is_refused(turn, trip.notes):
        says = REFUSED.format(channel=trip.notes.channel)
        yield blocks.section(says, share_button(trip))


def _due(turn: Turn, trip: Trip, begun: bool) -> Iterator[Block]:
    works, on = words.rhythm(turn, trip.person), words.today(turn, trip.person)
    if trip.purpose is Purpose.PERSONAL:
        yield blocks.context("Notes of private travel are welcome and up to you: I ask once.")
    elif not trip.is_shared and trip.ends >= on:
        due = words.soon(due_day(trip, works, turn.pack.trips))
        yield blocks.context(f"Notes by {due}. {words.OURS}")
    elif begun and (gaps := words.state(trip, turn.pack.trips, works, on)):
        ours = "" if trip.is_shared else f" {words.OURS}"
        yield blocks.context(f"{gaps}.{ours}")


def _for_details(turn: Turn, trip: Trip, begun: bool) -> Iterator[Element]:
    if trip.cancelled_at is not None or not may(turn, Action.CHANGE, owner=trip.person):
        return
    yield blocks.button("Edit", EDIT, str(trip.id))
    if trip.notes is not None:
        yield blocks.button("Take notes back", WITHDRAW, str(trip.id), confirm=SURE_WITHDRAW)
    else:
        yield cancel_button(trip)
