"""What those who look after the bot see: how it fares, and what to do first."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from importlib.metadata import version

from handlers.kit import blocks
from handlers.kit.feature import Aside, Ask, Block, ButtonReply, Round, Scene, Turn
from handlers.kit.panels import Panel
from handlers.kit.people import name_in
from handlers.kit.rights import is_admin
from handlers.kit.texts import counted, escape, excerpt
from handlers.kit.times import clock, short, zone
from storage import backlogs, imports, occurrences, revisions
from storage.backlogs import Depth
from storage.members import Member
from storage.outbox import Letter

DEAD = "home.dead"
IMPORT, TEAM, ADMINS = "opportunities.import", "people.import", "people.admins"
"""Others' buttons."""
LISTED = 10
SLOW = timedelta(minutes=1)
"""What has waited for less is on its way; the letter that shows this Home waits too."""
NOTHING_DEAD = "Nothing was refused for good."
WELL = "✔ All is sent, and nothing is late."


def show(round: Round, member: Member) -> Iterator[Block]:
    if not is_admin(round, member.id):
        return
    workspace = round.workspace.id
    found = backlogs.depth(round.session, workspace, round.now)
    reminder = occurrences.next_due(round.session, (workspace,))
    yield blocks.section(_well(found, reminder, round.now))
    yield blocks.fields(*_facts(round, member))
    yield blocks.actions(*_pressable(found))


def _pressable(found: Depth) -> Iterator[blocks.Element]:
    if found.dead:
        yield blocks.button("Show what was refused", DEAD)
    yield blocks.button("Import opportunities", IMPORT)
    yield blocks.button("Import the team", TEAM)
    yield blocks.button("Admins", ADMINS)


def _well(found: Depth, reminder: datetime | None, now: datetime) -> str:
    said = []
    if found.oldest and now - found.oldest >= SLOW:
        waits = counted(found.due, "message")
        said.append(f"⚠ {waits} to be sent, the oldest for {_age(found.oldest, now)}")
    if reminder and now - reminder >= SLOW:
        said.append(f"⚠ The oldest reminder is due for {_age(reminder, now)}")
    if found.dead:
        said.append(f"✖ {counted(found.dead, 'message')} that Slack refused for good")
    return "\n".join(said) or WELL


def _age(since: datetime, now: datetime) -> str:
    minutes = max(int((now - since).total_seconds()) // 60, 0)
    return counted(minutes, "minute") if minutes < 120 else counted(minutes // 60, "hour")


def _facts(round: Round, member: Member) -> Iterator[tuple[str, str]]:
    yield "Workspace", f"{escape(round.workspace.name)} ({escape(round.workspace.id)})"
    yield "Handbook", f"{escape(round.pack.name)}, {escape(round.pack.edition.upper())}"
    database = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
    dialect = round.session.get_bind().dialect.name
    yield "Database", f"{database.get(dialect, dialect)}, revision {revisions.HEAD}"
    yield "Version", _version()
    yield "Last import", _last_import(round, member)


def _last_import(round: Round, member: Member) -> str:
    last = imports.last_applied(round.session, round.workspace.id)
    if last is None:
        return "none yet"
    at = (last.ended_at or last.created_at).astimezone(zone(member.zone))
    name = excerpt(str(last.file.get("name", "")))
    return f"{short(at.date())}, {clock(at)}{f': {name}' if name else ''}"


@lru_cache(maxsize=1)
def _version() -> str:
    return f"Handrail {version('handrail')}"


def show_dead(turn: Turn, ask: Ask) -> ButtonReply:
    """To whom and why, never what was to be said."""
    dead = backlogs.listed(turn.session, turn.workspace.id, state="dead")
    found = dead[::-1][:LISTED]
    if not found:
        return Aside(blocks.message(NOTHING_DEAD, blocks.section(NOTHING_DEAD)))
    head = "What Slack refused for good, the newest first"
    rows = "\n".join(_row(turn, each) for each in found)
    return Aside(blocks.message(head, blocks.section(f"*{head}*"), blocks.section(rows)))


def _row(turn: Turn, letter: Letter) -> str:
    there = (letter.ended_at or letter.posted_at).astimezone(zone(turn.actor.zone))
    to = _recipient(turn, letter)
    why = excerpt(letter.why or "no reason was given")
    return f"• {short(there.date())}, {clock(there)}: {letter.kind} to {to}: {why}"


def _recipient(scene: Scene, letter: Letter) -> str:
    to = str(letter.payload.get("channel") or letter.payload.get("id") or "")
    if to.startswith(("U", "W")):
        return excerpt(name_in(scene.session, scene.workspace.id, to))
    return excerpt(to) if to else "somebody"


PANEL = Panel("health", "How I am doing", 90, show)
