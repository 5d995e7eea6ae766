"""`handrail import`: a report of opportunities, shown first and applied when told to."""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from time import sleep

from sqlalchemy.exc import SQLAlchemyError

from bot import parts, settings
from bot.clock import clock
from bot.mistakes import Mistake
from bot.packs import load
from handlers import FEATURES
from handlers.kit.feature import File, Round, Step
from handlers.kit.fetching import BREATH_SECONDS
from handlers.kit.routes import routes
from handlers.opportunities.importing import done, replanning
from handlers.opportunities.reading import Reading, end
from policies.imports.columns import Mapped
from policies.imports.dates import Order
from policies.imports.tables import LARGEST_BYTES, TOO_LARGE
from policies.opportunities import FIELDS, Form
from policies.pack import Pack
from storage import import_previews, imports, workspaces
from storage.database import Database
from storage.import_rows import CHANGED, GONE, NEW, NOTED, REJECTED, SAME
from storage.imports import Import
from storage.workspaces import Workspace

EXAMPLE = "handrail import report.csv --dry-run"
SHOWN = 20
TOLD_EVERY = 2_500
SAYS = {
    NEW: "new",
    CHANGED: "changed",
    SAME: "as they are here",
    GONE: "open here, not in this report",
    REJECTED: "rejected",
}
NOT_APPLIED = "Nothing was changed."
MORE = "Add --yes to apply it."
CHANGED_MEANWHILE = "Somebody changed an opportunity meanwhile, so nothing was done. Run it again."


class Driver:
    """Takes the steps that an import is made of, one transaction after another."""

    def __init__(
        self, database: Database, workspace: Workspace, pack: Pack, now: Callable[[], datetime]
    ) -> None:
        self.database, self.workspace, self.pack, self.now = database, workspace, pack, now
        self.registry = routes(FEATURES).registry

    def walk(self, steps: Iterable[Step], told: Callable[[], None] = lambda: None) -> None:
        for step in steps:
            with self.round() as round:
                step(round)  # type: ignore[arg-type]  # no step asks who is there
            told()
            sleep(BREATH_SECONDS)

    @contextmanager
    def round(self) -> Iterator[Round]:
        with self.database.begin() as session:
            yield Round(self.now(), self.workspace, self.pack, session, registry=self.registry)


def run(args: argparse.Namespace) -> int:
    """1 if a line was rejected, so that a script notices."""
    if not args.file:
        raise Mistake(f"Which file? For example {EXAMPLE}")
    read, path = settings.read(), Path(args.file)
    data = _data(path)
    chosen = _chosen(args)
    with _database() as database:
        driver = Driver(
            database,
            _workspace(database, args.workspace),
            load(read.pack, read.edition),
            clock(read.timezone),
        )
        import_ = preview(driver, path.name, data, chosen)
        whole = bool(args.all_open)
        if args.dry_run or not _agreed(args, import_, whole):
            with driver.round() as round:
                end(round, import_, "dropped", "")
            print(NOT_APPLIED)
        else:
            carry_out(driver, import_, whole)
            print("Applied.")
    return 1 if import_.counts.get(REJECTED) else 0


def preview(driver: Driver, name: str, data: bytes, chosen: Mapped) -> Import:
    """Read, compared and printed."""
    reading = Reading(File("", name, "", len(data)), chosen=chosen)
    driver.walk(reading.steps(data), lambda: _progress(reading))
    import_ = reading.import_
    assert import_ is not None
    _refuse(name, import_)
    with driver.database.reading() as session:
        scene = Round(driver.now(), driver.workspace, driver.pack, session)
        print("\n".join(_preview(scene, import_)))
    return import_


def carry_out(driver: Driver, import_: Import, whole: bool) -> None:
    driver.walk(replanning(applied(driver, import_, whole)))


def applied(driver: Driver, import_: Import, whole: bool) -> list[str]:
    """Whose reminders are to be planned again, once it is done."""
    with driver.round() as round:
        imports.note(round.session, import_.workspace, import_.id, state="applying", whole=whole)
        current = imports.lock(round.session, import_.workspace, import_.id)
        assert current is not None
        people = import_previews.owners(round.session, current, whole)
        fresh = done(round, current, "")
        if not fresh:
            end(round, current, "failed", "", CHANGED_MEANWHILE)
    if not fresh:
        raise Mistake(CHANGED_MEANWHILE)
    return people


def _preview(round: Round, import_: Import) -> Iterator[str]:
    counts = {**import_.counts, SAME: import_.counts.get(SAME, 0) + import_.counts.get(NOTED, 0)}
    yield f"{import_.file['name']}:"
    yield from (f"{counts[kind]:>8,}  {says}" for kind, says in SAYS.items() if counts.get(kind))
    for field, heading in import_.mapping["columns"].items():
        yield f"{FIELDS[field].label:>20}  from {heading}"
    used = set(import_.mapping["columns"].values())
    unread = [each for each in import_.head["headings"] if each and each not in used]
    if unread:
        yield f"{'not read':>20}  {', '.join(unread)}"
    for row in import_previews.first(round.session, import_, REJECTED, SHOWN):
        yield f"line {row.line:,}: {row.why}"
    if counts.get(REJECTED, 0) > SHOWN:
        yield f"and {counts[REJECTED] - SHOWN:,} more lines that were rejected"
    found = import_previews.unmatched(round.session, import_)
    if found:
        names = ", ".join(f"{name} ({count:,})" for name, count in found.items())
        yield f"Owners not known in Slack, or not for certain: {names}"


def _refuse(name: str, import_: Import) -> None:
    """Raises Mistake for what the shell has to say before the report can be read."""
    if import_.state == "failed":
        raise Mistake(f"{name} {import_.why}")
    if import_.state != "asking":
        return
    columns = import_.mapping["columns"]
    missing = [each for each in ("ref", "name") if each not in columns]
    if missing:
        headings = [each for each in import_.head["headings"] if each]
        raise Mistake(
            f"{name} has no column that I know for {FIELDS[missing[0]].label}. Its headings are "
            f"{', '.join(headings)}. Name it, for example --column {missing[0]}={headings[0]!r}"
        )
    label = FIELDS[str(import_.counts["field"])].label
    raise Mistake(
        f"{label}: nothing tells whether {import_.counts['example']} begins with the month or the "
        "day. Add --dates month-first or --dates day-first."
    )


def _agreed(args: argparse.Namespace, import_: Import, whole: bool) -> bool:
    counts = import_.counts
    work = sum(counts.get(kind, 0) for kind in (NEW, CHANGED, NOTED))
    if not work and not (whole and counts.get(GONE)):
        print("It says what is known already.")
        return False
    if args.yes:
        return True
    if not sys.stdin.isatty():
        print(MORE)
        return False
    gone = f", and mark {counts[GONE]:,} as gone" if whole and counts.get(GONE) else ""
    return input(f"Apply this{gone}? [y/N] ").strip().casefold() in ("y", "yes")


def _chosen(args: argparse.Namespace) -> Mapped:
    columns: dict[str, str] = {}
    for each in args.column:
        name, equals, heading = each.partition("=")
        if name not in FIELDS or not equals:
            known = ", ".join(FIELDS)
            raise Mistake(
                f'{each!r} names no field. For example --column net_arr="Our ARR"; one of {known}.'
            )
        columns[name] = heading
    days = [name for name, field in FIELDS.items() if field.form is Form.DAY]
    order = Order(args.dates.replace("-", " ")) if args.dates else None
    return Mapped(columns, dict.fromkeys(days, order) if order else {})


def _data(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise Mistake(f"{path.name} {TOO_LARGE}")
        return path.read_bytes()
    except OSError as error:
        raise Mistake(f"{path}: {error.strerror}. For example {EXAMPLE}") from error


def _workspace(database: Database, id: str | None) -> Workspace:
    with database.reading() as session:
        known = workspaces.all_of(session)
    found = [each for each in known if id in (None, each.id)]
    if len(found) == 1:
        return found[0]
    there = ", ".join(f"{each.id} ({each.name})" for each in known)
    if not known:
        raise Mistake("No workspace has been served yet: run `handrail serve` once, then import.")
    raise Mistake(f"Say which workspace, for example --workspace {known[0].id}. There are {there}.")


def _progress(reading: Reading) -> None:
    if reading.read and reading.read % TOLD_EVERY == 0:
        print(f"{reading.read:,} rows read and checked…", file=sys.stderr)


@contextmanager
def _database() -> Iterator[Database]:
    with parts.database(settings.read()) as database:
        parts.prepare(database, migrate=False)
        try:
            yield database
        except SQLAlchemyError as error:
            raise parts.unreachable(error) from error
