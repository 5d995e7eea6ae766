"""The four steps of the handbook, as a card or a page shows them."""

from collections.abc import Iterator

from handlers.kit import acts, blocks
from handlers.kit.blocks import Element
from handlers.kit.feature import Block, Scene
from handlers.kit.people import name_in
from handlers.kit.texts import escape, excerpt
from handlers.kit.times import clock, short
from handlers.trips import words
from handlers.trips.controls import NOTES, TICK, undo_button
from policies.sheets import Item
from policies.trips import Trip
from policies.trips.values import Step
from storage import acts as kept_acts

DONE = {
    Step.WRITE: "Written",
    Step.SAVE: "Saved",
    Step.FEEDBACK: "Feedback is in",
}


def steps(scene: Scene, trip: Trip, where: str, *, shares: bool = True) -> Iterator[Block]:
    """A line each, with its button; `where` says whether the page follows by itself.

    Without `shares` the button that shares the notes stands elsewhere.
    """
    works = words.rhythm(scene, trip.person)
    for number, step in enumerate(scene.pack.trips.steps, 1):
        mark = "✅" if trip.done(step.id) else "⬜"
        said = f"{mark} {number}. {escape(step.says)}{_link(scene, trip, step)}"
        tick = trip.ticks.get(step.id)
        if tick is not None:
            local = tick.at.astimezone(works.zone)
            by = excerpt(name_in(scene.session, scene.workspace.id, tick.by))
            said += f"\n_{by}, {short(local.date())}, {clock(local)}_"
        shown = shares or step.id != Step.POST
        yield blocks.section(said, _accessory(scene, trip, step, where) if shown else None)


def _link(scene: Scene, trip: Trip, step: Item) -> str:
    sheet = scene.pack.trips
    match step.id:
        case Step.WRITE:
            return f" · <{sheet.template.url}|template>"
        case Step.SAVE:
            return f" · <{sheet.folder.url}|folder>"
        case Step.POST if trip.notes is not None:
            return f" · {words.linked(trip.notes, 'notes')}"
        case Step.FEEDBACK if trip.issue:
            return f" · <{escape(trip.issue)}|issue>"
        case Step.FEEDBACK:
            return f" · <{sheet.feedback.url}|how>"
        case _:
            return ""


def _accessory(scene: Scene, trip: Trip, step: Item, where: str) -> Element | None:
    tick = trip.ticks.get(step.id)
    if tick is not None and tick.act is not None:
        act = kept_acts.find(scene.session, scene.workspace.id, tick.act)
        return undo_button(tick.act) if acts.can_be_undone(act, scene.now) else None
    if trip.done(step.id) or trip.cancelled_at is not None:
        return None
    if step.id == Step.POST:
        return blocks.button("Share my notes", NOTES, str(trip.id), "primary")
    return blocks.button(DONE[step.id], TICK, f"{trip.id} {step.id} {where}")
