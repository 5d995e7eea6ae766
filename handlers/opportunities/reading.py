"""A file read into a preview: in many short transactions, so that nobody waits for it."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from itertools import islice
from typing import Any

from handlers.kit import letters
from handlers.kit.feature import Ask, File, Scene, Step, Turn
from handlers.opportunities import access, sheets
from handlers.opportunities.previews import NO_COLUMNS, NO_ORDER, SCREEN, card, key
from handlers.opportunities.staging import Bench, bench, stage
from policies.imports.columns import Head, Mapped, head_of, recognised
from policies.imports.dates import Order
from policies.imports.drafts import Draft, NeedsOrder, Rejected, Skipped
from policies.imports.files import open_file
from policies.imports.reports import Report
from policies.imports.sources import FileSource, Source
from policies.imports.tables import Unreadable
from storage import import_previews, import_rows, imports
from storage.imports import Import

AT_ONCE = 500
"""Rows in a transaction: turns wait for no more than that."""
TOLD_EVERY = 2_500


@dataclass
class Reading:
    """One import on its way to a preview. `import_` is as it was at the last step."""

    file: File
    about: str = ""
    """The number of an import whose columns were chosen anew."""
    chosen: Mapped = field(default_factory=lambda: Mapped({}))
    """Columns and orders that count whatever is recognised."""
    import_: Import | None = None
    bench: Bench | None = None
    report: Report | None = None
    mapped: Mapped | None = None
    read: int = 0
    alive: bool = field(default=True)

    def steps(self, data: bytes) -> Iterator[Step]:
        yield self.begin
        if self.alive:
            yield from self._read(data)

    def begin(self, scene: Scene) -> None:
        self.import_, self.report = self._import(scene), scene.pack.cover.report
        self.alive = self.import_ is not None
        if self.import_ is not None:
            self.bench = bench(scene, self.import_)
            _show(scene, self.import_)

    def _import(self, scene: Scene) -> Import | None:
        known = self.about.isdecimal()
        if known:
            return imports.find(scene.session, scene.workspace.id, int(self.about))
        person = scene.actor.id if isinstance(scene, Turn) else ""
        scope = access.scope(scene) if isinstance(scene, Turn) else None
        for earlier in imports.live_of(scene.session, scene.workspace.id, person):
            if self.file.id and earlier.file["id"] == self.file.id and earlier.state == "reading":
                return earlier  # the process died over it
            end(scene, earlier, "replaced", person)
        new = imports.begin(
            scene.session, scene.workspace.id, person, asdict(self.file), scope, scene.now
        )
        post(scene, new)
        return new

    def _read(self, data: bytes) -> Iterator[Step]:
        assert self.report is not None
        try:
            table = open_file(data)
            head = head_of(table, self.report)
            yield lambda scene: self._map(scene, head)
            if self.alive and self.mapped is not None and not self.mapped.missing():
                yield from self.take(FileSource(table, head, self.mapped, self.report))
        except NeedsOrder as undecided:
            asked = {"field": undecided.field, "example": undecided.example}
            yield lambda scene: self._note(scene, state="asking", why=NO_ORDER, counts=asked)
        except Unreadable as fault:
            why = str(fault)
            yield lambda scene: self._fail(scene, why)

    def _map(self, scene: Scene, head: Head) -> None:
        """As it was chosen for these headings before, else as the pack knows them."""
        import_ = self._now(scene)
        kept = import_.mapping or imports.remembered(scene.session, import_.workspace, head.key)
        known = as_mapped(kept) if kept else recognised(head, scene.pack.cover.report)
        self.mapped = known.over(self.chosen)
        import_rows.forget(scene.session, import_.id)
        asking = bool(self.mapped.missing())
        self._note(
            scene,
            state="asking" if asking else "reading",
            why=NO_COLUMNS if asking else None,
            head={"line": head.line, "headings": list(head.headings)},
            mapping=as_document(self.mapped),
            counts={},
        )

    def take(self, source: Source) -> Iterator[Step]:
        """What any source says, staged piece by piece, and then the preview."""
        rows = (row for row in source.fetch() if not isinstance(row, Skipped))
        while self.alive and (piece := list(islice(rows, AT_ONCE))):
            yield self._staging(piece)
        if self.alive:
            yield self.finish
        if self.alive:
            yield self.tell

    def _staging(self, piece: list[Draft | Rejected]) -> Step:
        def step(scene: Scene) -> None:
            assert self.bench is not None
            stage(scene, self._now(scene), self.bench, piece)
            before, self.read = self.read, self.read + len(piece)
            if self.read // TOLD_EVERY > before // TOLD_EVERY:
                self._note(scene, counts={"read": self.read})

        return step

    def finish(self, scene: Scene) -> None:
        import_ = self._now(scene)
        import_rows.stage_gone(scene.session, import_)
        found = import_previews.counts(scene.session, import_)
        self._note(scene, state="ready", why=None, counts=found)

    def tell(self, scene: Scene) -> None:
        import_ = self._now(scene)
        if import_.person:
            sheets.send(scene, import_, import_.counts)

    def _now(self, scene: Scene) -> Import:
        assert self.import_ is not None
        return self.import_

    def _note(self, scene: Scene, **values: Any) -> None:
        """Nothing more is done once somebody has dropped it, or another one was applied."""
        import_ = self._now(scene)
        self.alive = imports.note(scene.session, import_.workspace, import_.id, **values)
        self.import_ = imports.find(scene.session, import_.workspace, import_.id)
        _show(scene, import_)

    def _fail(self, scene: Scene, why: str) -> None:
        import_ = self._now(scene)
        imports.end(
            scene.session, import_.workspace, import_.id, "failed", scene.now, import_.person, why
        )
        import_rows.forget(scene.session, import_.id)
        self.import_ = imports.find(scene.session, import_.workspace, import_.id)
        self.alive = False
        _show(scene, import_)


def read_file(ask: Ask, data: bytes) -> Iterator[Step]:
    return Reading(ask.files[0], ask.about).steps(data)


def end(scene: Scene, import_: Import, state: imports.State, by: str, why: str = "") -> bool:
    """Whether it was still alive; what was staged for it is forgotten."""
    ended = imports.end(scene.session, import_.workspace, import_.id, state, scene.now, by, why)
    if ended:
        import_rows.forget(scene.session, import_.id)
        _show(scene, import_)
    return ended


def post(scene: Scene, import_: Import) -> None:
    if import_.person:
        letters.post(scene, key(import_.id), import_.person, card(scene, import_))


def _show(scene: Scene, import_: Import) -> None:
    if import_.person:
        letters.refresh(scene, SCREEN, str(import_.id))


def as_document(mapped: Mapped) -> dict[str, Any]:
    return {"columns": dict(mapped.columns), "orders": dict(mapped.orders)}


def as_mapped(kept: Any) -> Mapped:
    orders = {name: Order(order) for name, order in kept.get("orders", {}).items()}
    return Mapped(dict(kept["columns"]), orders)
