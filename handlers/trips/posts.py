"""What is posted in the channel of trip notes, and what becomes of it."""

from handlers.kit import blocks
from handlers.kit.citations import source
from handlers.kit.feature import Message, Round, Scene
from handlers.kit.texts import excerpt
from handlers.trips import words
from policies.trips import Notes, Trip
from policies.trips.plans import STEPS
from storage import outbox, trip_notes, trips

TAKEN_BACK = "Trip notes of {title} were posted here; {name} has taken them back."


def letter(notes: Notes) -> str:
    return f"trip-notes/{notes.id}"


def is_refused(scene: Scene, notes: Notes) -> bool:
    """Whether Slack did not take the post, such as where the bot is no member."""
    found = outbox.find(scene.session, scene.workspace.id, letter(notes))
    return found is not None and found.state == "dead"


def post(scene: Scene, trip: Trip, notes: Notes) -> Message:
    """`Trip notes: KubeCon, Paris`: who, what it taught, whom they met, the link."""
    name = words.traveller(scene, trip)
    head = f"Trip notes by {name}: {words.title(trip)}"
    said = [f"📝 *Trip notes by {name}*: {words.line(trip)}"]
    if notes.takeaway:
        said.append(f"*Takeaway:* {excerpt(notes.takeaway)}")
    if notes.people:
        said.append(f"*Met:* {excerpt(notes.people)}")
    said.append(words.linked(notes))
    cited = blocks.context(f"📖 {source(scene.pack.citation(STEPS))}")
    return blocks.message(head, blocks.section("\n".join(said)), cited)


def render(round: Round, id: str) -> Message | None:
    notes = _find(round, id)
    trip = trips.find(round.session, round.workspace.id, notes.trip) if notes else None
    if notes is None or trip is None:
        return None
    if notes.withdrawn_at is None:
        return post(round, trip, notes)
    name = words.traveller(round, trip)
    said = TAKEN_BACK.format(title=words.title(trip), name=name)
    return blocks.message(said, blocks.context(said))


def posted(round: Round, id: str) -> str | None:
    notes = _find(round, id)
    return letter(notes) if notes else None


def _find(round: Round, id: str) -> Notes | None:
    known = id.isascii() and id.isdigit() and len(id) <= 18
    return trip_notes.find(round.session, round.workspace.id, int(id)) if known else None
