"""A report's rows beside what is kept: what each of them would do."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from handlers.kit.feature import Scene
from policies.imports.comparing import difference, spell
from policies.imports.drafts import Draft, Rejected
from policies.imports.owners import Named, Owners, owners
from storage import import_rows, members, people
from storage.import_rows import CHANGED, NEW, NOTED, REJECTED, SAME, Staged
from storage.imports import Import
from storage.opportunities import TRACKED, Opportunity, Value

NOT_YOURS = (
    "it belongs to somebody outside your team: ask sales operations or an admin to import it"
)
NOBODYS = "its owner “{name}” is nobody I know in your team"


@dataclass(frozen=True, slots=True)
class Bench:
    """What the rows of one import are held against; `person` gets those that name no owner."""

    owners: Owners
    scope: Collection[str] | None
    person: str


def bench(scene: Scene, import_: Import) -> Bench:
    return Bench(owners_in(scene), import_.scope, import_.person)


def owners_in(scene: Scene) -> Owners:
    """Everybody whom the bot serves, by their names in Slack."""
    workspace = scene.workspace.id
    known = members.members(scene.session, workspace)
    said = people.names(scene.session, workspace)
    return owners(Named(each.id, (each.name, said.get(each.id, ""))) for each in known)


def stage(scene: Scene, import_: Import, bench: Bench, rows: Sequence[Draft | Rejected]) -> None:
    refs = [row.ref for row in rows if isinstance(row, Draft)]
    known = import_rows.known(scene.session, import_.workspace, refs)
    staged = []
    for row in rows:
        if isinstance(row, Rejected):
            staged.append(_rejected(row.line, row.says, row.reason))
        else:
            current, reported = known.get(row.ref, (None, {}))
            staged.append(staged_of(row, current, dict(reported), bench))
    import_rows.stage(scene.session, import_, staged)


def staged_of(
    draft: Draft, current: Opportunity | None, reported: dict[str, str | None], bench: Bench
) -> Staged:
    owner = _owner(draft, current, bench)
    if reason := _beyond(draft, current, owner, bench):
        return _rejected(draft.line, f"{draft.ref} {draft.values.get('name', '')}", reason)
    if current is None:
        values = {"state": "open", **draft.values, "owner": owner}
        said = {name: spell(value) for name, value in draft.values.items()}
        return Staged(draft.line, NEW, draft.ref, values, said, {})
    return _against(draft, current, reported, owner)


def _against(
    draft: Draft, current: Opportunity, reported: dict[str, str | None], owner: str | None
) -> Staged:
    kept = {name: getattr(current, name) for name in TRACKED}
    found = difference(kept, reported, draft.values)
    new: dict[str, Value] = dict(found.new)
    if owner != current.owner and ("owner_name" in new or current.owner is None):
        new["owner"] = owner
    if current.state == "gone":
        new["state"] = draft.values.get("state", "open")
    if not new and found.reported == reported:
        return Staged(draft.line, SAME, draft.ref, {"name": kept["name"]}, {}, {}, current.id)
    return Staged(
        draft.line,
        CHANGED if new else NOTED,
        draft.ref,
        {**kept, **new},
        found.reported,
        {name: kept[name] for name in new},
        current.id,
        current.version,
    )


def _owner(draft: Draft, current: Opportunity | None, bench: Bench) -> str | None:
    """Of a report without owners, whoever has it; one's own if one may import no others."""
    name = draft.values.get("owner_name")
    if name is None:
        kept = current.owner if current else None
        return kept or (None if bench.scope is None else bench.person)
    return bench.owners.find(str(name))


def _beyond(
    draft: Draft, current: Opportunity | None, owner: str | None, bench: Bench
) -> str | None:
    """Why somebody who may import only for a team may not import this."""
    if bench.scope is None:
        return None
    if owner is None:
        return NOBODYS.format(name=str(draft.values.get("owner_name", ""))[:60])
    touched = {owner} | ({current.owner} if current else set())
    return None if touched <= set(bench.scope) else NOT_YOURS


def _rejected(line: int, says: str, reason: str) -> Staged:
    ref, _, name = says.partition(" ")
    return Staged(line, REJECTED, ref, {"name": name}, {}, {}, why=reason)
