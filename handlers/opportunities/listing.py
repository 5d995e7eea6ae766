"""What an import's preview says: how much it would change, the first rows of each kind, and how
the file was read."""

from collections.abc import Iterator, Mapping, Sequence

from handlers.kit import blocks
from handlers.kit.feature import Block, Scene
from handlers.kit.people import name_in
from handlers.kit.texts import excerpt
from policies.opportunities import FIELDS, LABELS, dollars, shown
from policies.opportunities import day as day_in_words
from storage import import_previews
from storage.import_previews import Row, Step
from storage.import_rows import CHANGED, GONE, NEW, NOTED, REJECTED, SAME
from storage.imports import Import
from storage.opportunity_changes import unspell

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


def told(scene: Scene, import_: Import) -> Iterator[Block]:
    """All of it, in reading order."""
    yield _table(import_.counts)
    yield from _lists(scene, import_)
    yield from _unmatched(scene, import_)
    yield blocks.context(*_notes(import_))


def changes(counts: Mapping[str, int]) -> int:
    return counts.get(NEW, 0) + counts.get(CHANGED, 0)


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
    if changes(import_.counts) or import_.counts.get(GONE):
        yield NOTHING_YET
    else:
        yield NOTHING_NEW
