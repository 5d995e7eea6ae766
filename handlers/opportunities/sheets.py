"""What an import would change, line by line, as a CSV that no spreadsheet runs a formula of."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from handlers.kit import blocks, letters
from handlers.kit.feature import Scene
from handlers.kit.spreadsheets import csv_of
from handlers.kit.texts import counted, excerpt
from policies.opportunities import LABELS
from storage import import_previews
from storage.import_rows import CHANGED, GONE, REJECTED
from storage.imports import Import

NAME = "import-{number}-lines.csv"
HEAD = ("line", "what", "opportunity ID", "opportunity", "field", "before", "after", "reason")
MOST = 20_000
WHAT = {CHANGED: "changed", GONE: "not in the report", REJECTED: "rejected"}


def send(scene: Scene, import_: Import, counts: Mapping[str, int]) -> None:
    """Nothing where there is nothing to look up: what is new stands in the report itself."""
    told = [f"{counts[each]:,} {WHAT[each]}" for each in WHAT if counts.get(each)]
    if not told:
        return
    name = excerpt(str(import_.file["name"]))
    says = f"Line by line, what of {name} is worth a look: {', '.join(told)}."
    shown = blocks.message(says, blocks.section(says))
    file, key = NAME.format(number=import_.id), f"import/{import_.id}/lines"
    letters.upload(scene, key, import_.person, file, text(scene, import_), shown)


def text(scene: Scene, import_: Import) -> str:
    """Up to a limit, and a line that says so."""
    lines = list(islice(rows(scene, import_), MOST + 1))
    more = [["", counted(MOST, "line"), "", "and more, which are left out here"]]
    return csv_of([HEAD, *lines[:MOST], *(more if len(lines) > MOST else [])])


def rows(scene: Scene, import_: Import) -> Iterator[Sequence[str]]:
    """The rejected first, for they are lost unless somebody mends them."""
    session = scene.session
    for row in import_previews.each(session, import_, (REJECTED,)):
        yield (str(row.line), WHAT[REJECTED], row.ref, row.name, "", "", "", row.why)
    for line in import_previews.changed_lines(session, import_):
        said = (LABELS.get(line.field, line.field), line.before or "", line.after or "", "")
        yield (str(line.line), WHAT[CHANGED], line.ref, line.name, *said)
    for row in import_previews.each(session, import_, (GONE,)):
        yield ("", WHAT[GONE], row.ref, row.name, "", "", "", "")
