"""What Red/Green's buttons are called, and how its figures and colours read."""

from collections.abc import Mapping
from datetime import date

from handlers.kit import blocks
from handlers.kit.blocks import Element
from handlers.kit.feature import Scene
from handlers.kit.people import name_in
from handlers.kit.texts import excerpt
from handlers.kit.times import short, weekday

SCREEN = "redgreen"
START, RESUME, SEE = "redgreen.start", "redgreen.resume", "redgreen.see"
BOARD = "redgreen.board"
CHOOSE = "redgreen.choose"
"""With a number behind it, one for each quick answer."""
SURE, WRITE, NOT_YET = "redgreen.sure", "redgreen.write", "redgreen.notyet"
KEEP, KEEP_ALL = "redgreen.keep", "redgreen.keepall"
OVERRIDE, AGAIN, RECOLOUR = "redgreen.override", "redgreen.again", "redgreen.recolour"
BACK, SKIP, PARK, JUMP, GO_ON, END = (
    *("redgreen.back", "redgreen.skip", "redgreen.park"),
    *("redgreen.jump", "redgreen.goon", "redgreen.end"),
)
NOTES, THRESHOLD, SPAN = "redgreen.notes", "redgreen.threshold", "redgreen.span"
ANSWERED, MISSING, ASIDE, NOTED, SCOPED, PERIOD = (
    *("redgreen.answered", "redgreen.missing", "redgreen.aside"),
    *("redgreen.noted", "redgreen.scoped", "redgreen.period"),
)
LOOKBACK, HELD, REASON, MARK = (
    *("redgreen.lookback", "redgreen.held", "redgreen.reason", "redgreen.mark"),
)
CHART, PICTURE, DRAW = "redgreen.chart", "redgreen.picture", "redgreen.draw"
SHEET, ACCURACY = "redgreen.sheet", "redgreen.accuracy"
REASONED, MARKED = "redgreen.reasoned", "redgreen.marked"
VERDICT_ACT = "redgreen.verdict"
HELD_ACT = "redgreen.lookback"
CHOICES_AT_MOST = 6
COLOURS: Mapping[str, str] = {"green": "🟢 Green", "red": "🔴 Red", "": "No verdict"}
FATES: Mapping[str, str] = {
    "done": "✔ done",
    "parked": "⏸ parked",
    "skipped": "⤼ skipped",
    "not-reached": "– not reached",
    "waiting": "waiting",
}


def money(dollars: int | None) -> str:
    return "not known" if dollars is None else f"${dollars:,}"


def day(when: date | None) -> str:
    return short(when) if when else "none"


def long_day(when: date | None) -> str:
    return weekday(when) if when else "none"


def colour(verdict: str) -> str:
    """Always the word beside the sign."""
    return COLOURS.get(verdict, COLOURS[""])


def name(scene: Scene, person: str) -> str:
    return excerpt(name_in(scene.session, scene.workspace.id, person))


def plain_name(scene: Scene, person: str) -> str:
    """For where nothing is marked up, such as a title or a label."""
    return name_in(scene.session, scene.workspace.id, person)


def token(*parts: object) -> str:
    """What a button is about; ids and names of questions, never anybody's words."""
    return ":".join(map(str, parts))


def press(label: str, id: str, *about: object, style: str = "") -> Element:
    return blocks.button(label, id, token(*about), style)
