"""An import's card: how far it is, what it would do, what became of it."""

from collections.abc import Mapping

from handlers.kit import blocks
from handlers.kit.blocks import Element
from handlers.kit.feature import Block, Message, Scene
from handlers.kit.people import name_in
from handlers.kit.texts import counted, escape, excerpt
from handlers.kit.times import when_there
from handlers.opportunities import listing
from handlers.opportunities.listing import changes
from policies.imports.dates import Order, day_of
from policies.opportunities import FIELDS
from storage import imports
from storage.import_rows import CHANGED, GONE, NEW, NOTED, REJECTED
from storage.imports import Import

SCREEN = "opportunities.import"
NO_COLUMNS, NO_ORDER = "columns", "order"
APPLY, APPLY_WHOLE = "opportunities.apply", "opportunities.apply_whole"
DROP, COLUMNS = "opportunities.drop", "opportunities.columns"
MONTH_FIRST, DAY_FIRST = "opportunities.month_first", "opportunities.day_first"
WHOLE = "Mark as gone?"
ASK_COLUMNS = (
    "I can't tell which column holds {missing}. Choose it once; I remember it for reports with "
    "the same headings."
)
ASK_ORDER = "In the column “{column}”, what is {example}? No other day in the report tells."


def key(id: int) -> str:
    """Of the letter with an import's card."""
    return f"import/{id}"


def posted(scene: Scene, id: str) -> str:
    return key(int(id))


def render(scene: Scene, id: str) -> Message | None:
    import_ = imports.find(scene.session, scene.workspace.id, int(id))
    return None if import_ is None else card(scene, import_)


def card(scene: Scene, import_: Import) -> Message:
    name = excerpt(str(import_.file["name"]))
    if import_.state == "asking":
        return _asking(import_, name)
    if import_.state == "ready":
        return _preview(scene, import_, name)
    return _plain(_line(scene, import_, import_.state, f"*{name}*"))


def _line(scene: Scene, import_: Import, state: imports.State, name: str) -> str:
    match state:
        case "reading":
            read = int(import_.counts.get("read", 0))
            return f"Reading and checking {name}…" + (f" {counted(read, 'row')}" if read else "")
        case "applying":
            return f"Applying {name}: {_total(import_.counts, import_.whole)}…"
        case "applied":
            return _applied(scene, import_, name)
        case "dropped":
            return f"{name} was not imported, and nothing was changed."
        case "replaced":
            return f"{name}: {_replaced(scene, import_)}"
        case "failed" | "asking" | "ready":
            return f"{name} {escape(import_.why or '')}"


def _asking(import_: Import, name: str) -> Message:
    if import_.why == NO_ORDER:
        label = FIELDS[str(import_.counts["field"])].label
        example = str(import_.counts["example"])
        asked = ASK_ORDER.format(column=label, example=excerpt(example))
        first, second = (_read_as(example, order) for order in (0, 1))
        value = str(import_.id)
        buttons: tuple[Element, ...] = (
            blocks.button(first, MONTH_FIRST, value),
            blocks.button(second, DAY_FIRST, value),
            _drop(import_),
        )
    else:
        columns = import_.mapping["columns"]
        missing = [FIELDS[each].label for each in ("ref", "name") if each not in columns]
        asked = ASK_COLUMNS.format(missing=" and ".join(missing))
        buttons = (
            blocks.button("Choose columns", COLUMNS, str(import_.id), "primary"),
            _drop(import_),
        )
    said = f"*{name}*: {asked}"
    return blocks.message(said, blocks.section(said), blocks.actions(*buttons))


def _read_as(example: str, order: int) -> str:
    """`3 April 2026`, as the day would be read."""
    day = day_of(example, Order.DAY_FIRST if order else Order.MONTH_FIRST)
    return f"{day.day} {day:%B %Y}" if day else example


def _preview(scene: Scene, import_: Import, name: str) -> Message:
    counts = import_.counts
    head = f"{name}: {_total(counts)}"
    return blocks.message(
        head,
        blocks.section(f"*{name}* would change this"),
        *listing.told(scene, import_),
        _buttons(import_),
    )


def _buttons(import_: Import) -> Block:
    value, counts = str(import_.id), import_.counts
    gone = counts.get(GONE, 0)
    shown: list[Element] = []
    if changes(counts) or counts.get(NOTED):
        shown.append(blocks.button("Apply", APPLY, value, "primary"))
    if gone:
        sure = blocks.confirmation(
            WHOLE,
            f"This report holds everything that is open, so {_are(gone)} gone: "
            "no reminder speaks of them any more. Their history stays.",
            "Yes, all of it",
        )
        label = f"Apply, and mark {gone:,} as gone"
        shown.append(blocks.button(label, APPLY_WHOLE, value, confirm=sure))
    return blocks.actions(*shown, blocks.button("Change columns", COLUMNS, value), _drop(import_))


def _are(gone: int) -> str:
    return "the one that is missing is" if gone == 1 else f"the {gone:,} that are missing are"


def _drop(import_: Import) -> Element:
    return blocks.button("Don't import", DROP, str(import_.id))


def _applied(scene: Scene, import_: Import, name: str) -> str:
    by, at = _who(scene, import_), _when(scene, import_)
    return f"✔ {name} was imported{by}{at}: {_total(import_.counts, import_.whole)}."


def _replaced(scene: Scene, import_: Import) -> str:
    if import_.ended_by == import_.person:
        return "you sent another report after this one, so it was not imported."
    by, at = _who(scene, import_), _when(scene, import_)
    return (
        f"another report was imported{by}{at}, after this one was compared. "
        "Nothing of it was imported; send it again if it is newer."
    )


def _who(scene: Scene, import_: Import) -> str:
    if not import_.ended_by or import_.ended_by == import_.person:
        return ""
    return f" by {escape(name_in(scene.session, scene.workspace.id, import_.ended_by))}"


def _when(scene: Scene, import_: Import) -> str:
    if import_.ended_at is None:
        return ""
    return f" on {when_there(scene, import_.person, import_.ended_at)}"


def _total(counts: Mapping[str, int], whole: bool | None = None) -> str:
    told = [
        f"{counts[kind]:,} {word}"
        for kind, word in ((NEW, "new"), (CHANGED, "changed"), (GONE, "gone"))
        if counts.get(kind) and not (kind == GONE and whole is False)
    ]
    if counts.get(REJECTED):
        told.append(f"{counts[REJECTED]:,} rejected")
    return ", ".join(told) or "nothing to change"


def _plain(said: str) -> Message:
    return blocks.message(said, blocks.section(said))
