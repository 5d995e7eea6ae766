"""A call in words: with whom and when, what was ticked, and what is said to the customer."""

from collections.abc import Sequence
from datetime import datetime

from handlers.kit.feature import Scene
from handlers.kit.people import name_in
from handlers.kit.reminding.planning import rhythm_of
from handlers.kit.texts import counted, escape, excerpt
from handlers.kit.times import clock, dated
from policies.clocks import day_in
from policies.handoffs.drafts import filled
from policies.recordings import Call, RecordingSheet, Said, State
from policies.rhythms import Rhythm
from policies.sheets import Item
from storage import members

OURS = "my own advice, not on the page"
TODAY, TOMORROW = "today", "tomorrow"


def rhythm(scene: Scene, person: str) -> Rhythm:
    member = members.find(scene.session, scene.workspace.id, person)
    return rhythm_of(scene, member) if member else Rhythm()


def customer(call: Call) -> str:
    return excerpt(call.customer)


def moment(scene: Scene, reader: Rhythm, at: datetime) -> str:
    """`today, 14:00`, `Tue 3 March, 14:00`, on the wall clock of whoever reads it."""
    there = at.astimezone(reader.zone)
    today = day_in(scene.now, reader.zone)
    near = {0: TODAY, 1: TOMORROW}.get((there.date() - today).days)
    return f"{near or dated(there.date(), today)}, {clock(there)}"


def line(scene: Scene, reader: Rhythm, call: Call) -> str:
    """`*Northwind* · today, 14:00 · you cannot attend`."""
    said = [f"*{customer(call)}*", moment(scene, reader, call.at)]
    if call.state is State.ABSENT:
        over = call.has_begun(scene.now)
        said.append("you could not attend" if over else "you cannot attend")
    if call.state is State.CANCELLED:
        said.append("cancelled")
    return " · ".join(said)


def items(sheet: RecordingSheet, call: Call) -> Sequence[Item]:
    """What can be ticked of it."""
    return sheet.absence.tasks if call.state is State.ABSENT else sheet.steps


def is_complete(sheet: RecordingSheet, call: Call) -> bool:
    return {each.id for each in items(sheet, call)} <= call.ticked


def ticked(sheet: RecordingSheet, call: Call) -> str:
    """`3 of 4 steps ticked`."""
    those = items(sheet, call)
    done = sum(each.id in call.ticked for each in those)
    what = "thing" if call.state is State.ABSENT else "step"
    return f"{done} of {counted(len(those), what)} ticked"


def message(scene: Scene, person: str, customer: str, at: datetime | None = None) -> str:
    """To the customer; what is not known says so in its place."""
    text = sheet_text(scene)
    names = {"customer": customer, "person": _name(scene, person)}
    if at is not None:
        reader = rhythm(scene, person)
        there = at.astimezone(reader.zone)
        today = day_in(scene.now, reader.zone)
        names |= {"day": dated(there.date(), today), "time": clock(there)}
    return filled(text, names)


def sheet_text(scene: Scene) -> str:
    assert scene.pack.recordings is not None
    return scene.pack.recordings.absence.message


def _name(scene: Scene, person: str) -> str:
    return name_in(scene.session, scene.workspace.id, person).replace("@", "")


def copyable(text: str) -> str:
    """In a block of its own, which it cannot leave."""
    inside = escape(text).replace("`", "'")
    return f"```{inside}```"


def advice(said: Said) -> str:
    """Labelled as the bot's own, where it is."""
    text = escape(said.says)
    return f"💡 _{OURS[:1].upper()}{OURS[1:]}:_ {text}" if said.ours else text
