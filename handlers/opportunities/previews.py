"""An import's card: how far it is, what it would do, what became of it."""

from collections.abc import Iterator, Mapping, Sequence

from handlers.kit import blocks
from handlers.kit.blocks import Element
from handlers.kit.feature import Block, Message, Scene
from handlers.kit.people import name_in
from handlers.kit.texts import counted, escape, excerpt
from handlers.kit.times import when_there
from policies.imports.dates import Order, day_of
from policies.opportunities import FIELDS, LABELS, dollars, shown
from policies.opportunities import day as day_in_words
from storage import import_previews, imports
from storage.import_previews import Row, Step
from storage.import_rows import CHANGED, GONE, NEW, NOTED, REJECTED, SAME
from storage.imports import Import
from storage.opportunity_changes import unspell

SCREEN = "opportunities.import"
NO_COLUMNS, NO_ORDER = "columns", "order"
APPLY, APPLY_WHOLE = "opportunities.apply", "opportunities.apply_whole"
DROP, COLUMNS = "opportunities.drop", "opportunities.columns"
MONTH_FIRST, DAY_FIRST = "opportunities.month_first", "opportunities.day_first"
SHOWN = 5
FIELDS_SHOWN = 4
KINDS = {
    NEW: "New",
    CHANGED: "Changed",
    SAME: "As they are here",
    GONE: "Open here, not in this report",
    REJECTED: "Rejected",
}
NOTHING_YET = "Nothing is changed until you press *Apply*."
NOTHING_NEW = "It says what I know already, so there is nothing to apply."
KEPT = (
    "What somebody edited here stays until the report says something else about it than it "
    "said last time."
)
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
        _table(counts),
        *_lists(scene, import_),
        *_unmatched(scene, import_),
        blocks.context(*_notes(import_)),
        _buttons(import_),
    )


def _table(counts: Mapping[str, int]) -> Block:
    numbers = {**counts, SAME: counts.get(SAME, 0) + counts.get(NOTED, 0)}
    rows = [(KINDS[kind], f"{numbers[kind]:,}") for kind in KINDS if numbers.get(kind)]
    return blocks.table([("Opportunities", "Rows"), *rows], ("left", "right"))


def _lists(scene: Scene, import_: Import) -> Iterator[Block]:
    for kind, line in ((NEW, _new), (GONE, _new), (REJECTED, _rejected)):
        found = import_previews.first(scene.session, import_, kind, SHOWN)
        if kind == GONE:
            yield from _changed(scene, import_)
        if found:
            yield blocks.section("\n".join([f"*{KINDS[kind]}*", *map(line, found)]))
            yield from _more(import_.counts.get(kind, 0))


def _changed(scene: Scene, import_: Import) -> Iterator[Block]:
    found = import_previews.first(scene.session, import_, CHANGED, SHOWN)
    ids = [row.opportunity for row in found if row.opportunity is not None]
    steps: dict[int, list[Step]] = {id: [] for id in ids}
    for step in import_previews.steps(scene.session, import_, ids):
        steps[step.opportunity].append(step)
    lines = [f"• {_named(row)}: {_steps(scene, steps[row.opportunity or 0])}" for row in found]
    if lines:
        yield blocks.section("\n".join([f"*{KINDS[CHANGED]}*", *lines]))
        yield from _more(import_.counts.get(CHANGED, 0))


def _more(count: int) -> Iterator[Block]:
    if count > SHOWN:
        yield blocks.context(f"And {count - SHOWN:,} more of these.")


def _new(row: Row) -> str:
    facts = [
        excerpt(row.owner_name),
        "" if row.net_arr is None else f"Net ARR {dollars(row.net_arr)}",
        "" if row.close_date is None else f"closes {day_in_words(row.close_date)}",
    ]
    return f"• {', '.join(filter(None, [_named(row), *facts]))}"


def _rejected(row: Row) -> str:
    named = f" ({excerpt(row.name or row.ref)})" if row.name or row.ref else ""
    return f"• line {row.line:,}{named}: {excerpt(row.why)}"


def _named(row: Row) -> str:
    return excerpt(row.name or row.ref)


def _steps(scene: Scene, steps: Sequence[Step]) -> str:
    told = [step for step in steps if step.field != "owner"] or steps
    said = [_step(scene, each) for each in told[:FIELDS_SHOWN]]
    more = [f"{len(told) - FIELDS_SHOWN} more"] if len(told) > FIELDS_SHOWN else []
    return "; ".join([*said, *more])


def _step(scene: Scene, step: Step) -> str:
    before, after = (_value(scene, step.field, text) for text in (step.before, step.after))
    return f"{LABELS[step.field]} {before} → {after}"


def _value(scene: Scene, field: str, text: str | None) -> str:
    if field == "owner" and text:
        return excerpt(name_in(scene.session, scene.workspace.id, text))
    return excerpt(shown(field, unspell(field, text))) or "nothing"


def _unmatched(scene: Scene, import_: Import) -> Iterator[Block]:
    found = import_previews.unmatched(scene.session, import_)
    if not found:
        return
    names = ", ".join(f"{excerpt(name)} ({count:,})" for name, count in found.items())
    yield blocks.section(
        f"*Owners whom I don't know in Slack, or not for certain*\n{names}\nTheir opportunities "
        "are kept under that name, and are theirs as soon as somebody here goes by it."
    )


def _notes(import_: Import) -> Iterator[str]:
    columns = import_.mapping["columns"]
    read = [
        f"{FIELDS[name].label} from “{excerpt(heading)}”"
        for name, heading in columns.items()
        if FIELDS[name].label.casefold() != heading.casefold()
    ]
    used = set(columns.values())
    unread = [excerpt(each) for each in import_.head["headings"] if each and each not in used]
    if read:
        yield f"Read: {', '.join(read)}."
    if unread:
        yield f"Not read: {', '.join(unread[:20])}."
    yield f"{KEPT} Money is in whole dollars, half a dollar rounded up."
    if _changes(import_.counts) or import_.counts.get(GONE):
        yield NOTHING_YET
    else:
        yield NOTHING_NEW


def _buttons(import_: Import) -> Block:
    value, counts = str(import_.id), import_.counts
    gone = counts.get(GONE, 0)
    shown: list[Element] = []
    if _changes(counts) or counts.get(NOTED):
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


def _changes(counts: Mapping[str, int]) -> int:
    return counts.get(NEW, 0) + counts.get(CHANGED, 0)


def _plain(said: str) -> Message:
    return blocks.message(said, blocks.section(said))
