"""What is pressed on an import's card: apply, drop, or say how its days are written."""

from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import timedelta

from handlers.kit import blocks, letters, rights
from handlers.kit.feature import (
    Aside,
    Ask,
    ButtonReply,
    File,
    Message,
    Quiet,
    Refused,
    Round,
    Scene,
    Step,
    Turn,
)
from handlers.kit.people import name_in
from handlers.kit.reminding import replan
from handlers.kit.texts import escape
from handlers.kit.times import when_there
from handlers.opportunities.previews import SCREEN, card
from handlers.opportunities.reading import as_mapped, end
from policies.imports.dates import Order
from policies.opportunities import FIELDS, Form
from policies.rights import Action
from storage import audit, import_applying, import_previews, import_rows, imports
from storage.import_rows import GONE
from storage.imports import Import

READ, DONE = "opportunities.read", "opportunities.done"
"""What an import's file is fetched for; the second fetches nothing."""
SOURCE = "import"
LIFE = timedelta(hours=24)
PEOPLE_AT_ONCE = 10
"""Whose reminders are planned again in one transaction, so that turns wait for no more."""
UNKNOWN = "I no longer know that import. Send the file again."
OVER = {
    "reading": "I am still reading it.",
    "asking": "I need to know its columns first.",
    "ready": "I have read it already: what it would change is in our direct messages.",
    "applying": "It is being applied already.",
    "applied": "It was applied already{when}.",
    "dropped": "It was dropped already{when}.",
    "replaced": "It holds no more: another report came after it{when}.",
    "failed": "It could not be read. Send the file again.",
}
EXPIRED = "the preview is more than 24 hours old, so nothing was imported. Send the file again."


def apply(turn: Turn, ask: Ask) -> ButtonReply:
    return _begin(turn, ask, whole=False)


def apply_whole(turn: Turn, ask: Ask) -> ButtonReply:
    return _begin(turn, ask, whole=True)


def _begin(turn: Turn, ask: Ask, *, whole: bool) -> ButtonReply:
    """The work itself may take seconds, so the press only orders it."""
    import_ = own(turn, ask.value)
    if import_.state != "ready":
        return over(turn, import_)
    if turn.now - import_.created_at > LIFE:
        end(turn, import_, "failed", turn.actor.id, EXPIRED)
        return _shown(turn, import_)
    imports.note(turn.session, turn.workspace.id, import_.id, state="applying", whole=whole)
    letters.fetch(turn, DONE, file_of(import_), about=str(import_.id))
    return _shown(turn, import_)


def drop(turn: Turn, ask: Ask) -> ButtonReply:
    import_ = own(turn, ask.value)
    if import_.state in ("ready", "asking", "reading"):
        end(turn, import_, "dropped", turn.actor.id)
        return _shown(turn, import_)
    return over(turn, import_)


def month_first(turn: Turn, ask: Ask) -> ButtonReply:
    return _ordered(turn, ask, Order.MONTH_FIRST)


def day_first(turn: Turn, ask: Ask) -> ButtonReply:
    return _ordered(turn, ask, Order.DAY_FIRST)


def _ordered(turn: Turn, ask: Ask, order: Order) -> ButtonReply:
    import_ = own(turn, ask.value)
    if import_.state != "asking":
        return over(turn, import_)
    days = [name for name, field in FIELDS.items() if field.form is Form.DAY]
    mapped = as_mapped(import_.mapping)
    read_again(turn, import_, dict(mapped.columns), dict.fromkeys(days, order))
    return _shown(turn, import_)


def read_again(
    turn: Turn, import_: Import, columns: dict[str, str], orders: dict[str, Order]
) -> None:
    """With these columns, from the first line on."""
    mapping = {"columns": columns, "orders": {name: str(each) for name, each in orders.items()}}
    imports.note(
        turn.session,
        turn.workspace.id,
        import_.id,
        state="reading",
        why=None,
        counts={},
        mapping=mapping,
    )
    letters.fetch(turn, READ, file_of(import_), about=str(import_.id))
    letters.refresh(turn, SCREEN, str(import_.id))


def carry_out(ask: Ask, data: bytes) -> Iterator[Step]:
    """Apply what was pressed, in one transaction; then the reminders of everybody concerned."""
    touched: list[str] = []
    yield lambda turn: touched.extend(_carried_out(turn, ask.about))
    yield from replanning(touched)


def _carried_out(turn: Turn, id: str) -> list[str]:
    import_ = own(turn, id)
    if import_.state != "applying":
        return []
    people = import_previews.owners(turn.session, import_, import_.whole)
    if done(turn, import_, turn.actor.id):
        return people
    read_again(
        turn, import_, dict(import_.mapping["columns"]), dict(as_mapped(import_.mapping).orders)
    )
    return []


def done(scene: Scene, import_: Import, by: str) -> bool:
    """False, and nothing done, if an opportunity was changed since it was compared."""
    same = import_applying.apply(
        scene.session, import_, whole=import_.whole, by=by, at=scene.now, source=SOURCE
    )
    if not same:
        return False
    end(scene, import_, "applied", by)
    for other in imports.replace_others(scene.session, import_, scene.now, by):
        import_rows.forget(scene.session, other.id)
        if other.person:
            letters.refresh(scene, SCREEN, str(other.id))
    counts = {k: v for k, v in import_.counts.items() if k != GONE or import_.whole}
    audit.record(
        scene.session,
        workspace=import_.workspace,
        at=scene.now,
        actor=by,
        kind="opportunities.imported",
        detail={"import": import_.id, "file": import_.file["name"], "counts": counts},
    )
    return True


def replanning(people: list[str]) -> Iterator[Step]:
    for at in range(0, len(people), PEOPLE_AT_ONCE):
        yield _replanning(people[at : at + PEOPLE_AT_ONCE])


def _replanning(people: list[str]) -> Callable[[Scene], None]:
    return lambda scene: replan(scene, people)


def expire(round: Round) -> int:
    """Previews that nobody decided upon."""
    old = imports.stale(round.session, round.workspace.id, round.now - LIFE)
    return sum(end(round, each, "failed", "", EXPIRED) for each in old)


def file_of(import_: Import) -> File:
    return File(**{field.name: import_.file[field.name] for field in fields(File)})


def find(turn: Turn, id: str) -> Import:
    known = id.isascii() and id.isdigit() and len(id) <= 18
    import_ = imports.lock(turn.session, turn.workspace.id, int(id)) if known else None
    if import_ is None:
        raise Refused(UNKNOWN)
    return import_


def own(turn: Turn, id: str) -> Import:
    """Raises Refused for whoever did not send the file."""
    import_ = find(turn, id)
    rights.insist(turn, Action.OWN, owner=import_.person)
    return import_


def _shown(turn: Turn, import_: Import) -> Message | Quiet:
    now = imports.find(turn.session, turn.workspace.id, import_.id)
    return card(turn, now) if now else Quiet()


def over(turn: Turn, import_: Import) -> Aside:
    when = ""
    if import_.ended_at is not None:
        name = escape(name_in(turn.session, turn.workspace.id, import_.ended_by or ""))
        by = f" by {name}" if import_.ended_by else ""
        when = f"{by}, {when_there(turn, turn.actor.id, import_.ended_at)}"
    said = OVER[import_.state].format(when=when)
    return Aside(blocks.message(said, blocks.section(said)))
