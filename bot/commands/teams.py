"""`handrail team`: the roster from a file, as a list, and back as a file."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot import packs, parts, settings
from bot.clock import clock
from bot.mistakes import Mistake
from bot.settings import Settings
from handlers.kit import rosters
from handlers.kit.feature import Round
from handlers.kit.texts import counted
from handlers.people.welcomes import welcome_all
from policies.edition import Pack
from policies.rosters import cells
from policies.rosters.plans import Plan
from policies.rosters.tables import Unusable
from storage import audit, members, workspaces
from storage.members import Member
from storage.workspaces import Workspace

NOBODY = (
    "Handrail knows nobody here yet: start `handrail serve` once, so that it can ask Slack who "
    "there is."
)
EMPTY = "Nobody has a part in the team yet. For example handrail team import roster.csv"
NOT_TEXT = (
    "{path} is no UTF-8 text. In Excel choose Save As and “CSV UTF-8”, in Google Sheets Download "
    "and “Comma-separated values”."
)
DRY = "Nothing was changed: this was a dry run."


def import_file(args: argparse.Namespace) -> int:
    """1 if any line was refused; what can be followed is."""
    text, read = _text(Path(args.file)), settings.read()
    pack = packs.load(read.pack, read.edition)
    with _session(read, args.workspace) as (session, workspace):
        plan = _drawn_up(session, workspace, pack, text)
        names = {each.id: each.name for each in members.members(session, workspace.id)}
        print("\n".join(_shown(plan, names, pack)))
        if not args.dry_run and plan.changes:
            _carry_out(session, workspace, pack, plan, read)
    for refusal in plan.refused:
        print(f"line {refusal.line}: {refusal.why}.", file=sys.stderr)
    if args.dry_run:
        print(DRY)
    return 1 if plan.refused else 0


def list_all(args: argparse.Namespace) -> int:
    with _session(settings.read(), args.workspace) as (session, workspace):
        team = rosters.in_team(members.members(session, workspace.id))
        names = {member.id: member.name for member in team}
    print("\n".join(_listed(member, names) for member in team) or EMPTY)
    return 0


def export(args: argparse.Namespace) -> int:
    with _session(settings.read(), args.workspace) as (session, workspace):
        print(rosters.as_csv(rosters.in_team(members.members(session, workspace.id))), end="")
    return 0


def _drawn_up(session: Session, workspace: Workspace, pack: Pack, text: str) -> Plan:
    try:
        return rosters.draw_up(session, workspace.id, pack, text)
    except Unusable as wrong:
        raise Mistake(str(wrong)) from wrong


def _carry_out(
    session: Session, workspace: Workspace, pack: Pack, plan: Plan, read: Settings
) -> None:
    now = clock(read.timezone)()
    rosters.carry_out(session, workspace.id, plan.changes)
    audit.record(
        session,
        workspace=workspace.id,
        at=now,
        actor="shell",
        kind="team.imported",
        detail=rosters.summary(plan),
    )
    welcome_all(Round(now, workspace, pack, session), [each.person for each in plan.new])


def _shown(plan: Plan, names: dict[str, str], pack: Pack) -> Iterator[str]:
    for change in plan.changes:
        word = "new" if change.is_new else "changed"
        said = "; ".join(rosters.in_words(change, names, pack))
        yield f"{word:8} {names.get(change.person, change.person)}: {said}"
    yield (
        f"{len(plan.new):,} new, {len(plan.changed):,} changed, {len(plan.unchanged):,} unchanged, "
        f"{len(plan.refused):,} refused; {counted(len(plan.left), 'other')} not in the file."
    )


def _listed(member: Member, names: dict[str, str]) -> str:
    profile = member.profile
    manager = names.get(profile.manager or "", profile.manager or "nobody")
    roles = ", ".join(profile.roles) or "no role"
    time = f"{cells.as_days(profile.work_days)} {cells.as_hours(profile.starts, profile.ends)}"
    where = " ".join(filter(None, (profile.segment, profile.region)))
    told = (roles, where, f"reports to {manager}", f"{time} {member.zone}")
    return f"{member.id}  {member.name}: {', '.join(filter(None, told))}"


def _text(path: Path) -> str:
    try:
        held = path.read_bytes()
    except OSError as error:
        raise Mistake(f"{path} cannot be read: {error.strerror}.") from error
    kind = "utf-16" if held[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return held.decode(kind)
    except UnicodeDecodeError as error:
        raise Mistake(NOT_TEXT.format(path=path)) from error


@contextmanager
def _session(read: Settings, wanted: str | None) -> Iterator[tuple[Session, Workspace]]:
    with parts.database(read) as database:
        parts.prepare(database, migrate=False)
        try:
            with database.begin() as session:
                yield session, workspace_in(session, wanted)
        except SQLAlchemyError as error:
            raise parts.unreachable(error) from error


def workspace_in(session: Session, wanted: str | None) -> Workspace:
    there = workspaces.all_of(session)
    found = [each for each in there if wanted in (None, each.id)]
    if not there:
        raise Mistake(NOBODY)
    if len(found) != 1:
        known = ", ".join(f"{each.id} ({each.name})" for each in there)
        raise Mistake(f"Say which workspace with --workspace: there are {known}.")
    return found[0]
