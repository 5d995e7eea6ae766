"""/handrail team: who is on the team, as a list; for admins with the buttons to keep it."""

from collections.abc import Iterator, Mapping, Sequence

from handlers.kit import blocks, letters, rosters
from handlers.kit.answers import answer_question
from handlers.kit.feature import Aside, Ask, Block, Group, Message, Open, Slash, Turn
from handlers.kit.menus import help_with, is_help
from handlers.kit.rights import insist, may, subjects_of
from handlers.kit.teams import insist_on_privacy
from handlers.kit.texts import counted, escape
from handlers.people import admins, imports, posts, words
from handlers.people.controls import ADMINS, EXPORT, FIRST, IMPORT, PICK
from handlers.people.mine import is_question
from policies.rights import Action, Subject
from storage import members
from storage.members import Member
from storage.profiles import Profile

COMMAND = "/handrail team"
WORDS = ("import", "export", "admins", "admin")
SHOWN = 30
EMPTY = "Nobody is on the team yet. Add people one by one, or import a roster as CSV."
NO_REPORTS = "Nobody reports to you yet. An admin of Handrail says who does."
NO_ADMIN = (
    "Nobody looks after Handrail here yet. An admin says who is on the team, who manages whom and "
    "who else is an admin."
)
SURE = blocks.confirmation(
    "Become the first admin?",
    "You can then put people on the team, give roles and name more admins. It is kept on record.",
    "Become admin",
)
SENT = "The team as a CSV is in our direct messages."
FILE = "team.csv"
WHERE = "Edit it in any spreadsheet and import it again: `/handrail team import`."
BY_OWN_WORD = "{count} said their role themselves. Save them once to confirm it."


def show(turn: Turn, ask: Ask) -> Message | Open:
    if is_question(ask) and posts.find(turn, ask.text) is None and not _is_word(ask.text):
        return answer_question(turn, ask, f"team {ask.text}")
    insist_on_privacy(ask, COMMAND)
    match ask.text.strip().casefold():
        case "import":
            return imports.start(turn, ask)
        case "admins" | "admin":
            return admins.show(turn, ask)
        case "export":
            return export(turn, ask).message
        case _ if Subject.FOUNDER in subjects_of(turn):
            return _offer()
        case _:
            insist(turn, Action.LIST_TEAM)
            return posts.start(turn, ask) if ask.text.strip() else overview(turn)


def _is_word(text: str) -> bool:
    return text.strip().casefold() in WORDS


def overview(turn: Turn) -> Message:
    everybody = members.members(turn.session, turn.workspace.id)
    team = _seen(turn, rosters.in_team(everybody))
    is_admin = may(turn, Action.ORGANISE)
    head = f"The team: {counted(len(team), 'person', 'people')}" if team else _none(is_admin)
    names = {member.id: member.name for member in everybody}
    shown = [blocks.section(f"*{head}*" if team else head), *_lines(turn, team, names)]
    buttons = [*_buttons(turn, is_admin, bool(team))]
    return blocks.message(head, *shown, *([blocks.actions(*buttons)] if buttons else []))


def export(turn: Turn, ask: Ask) -> Aside:
    insist(turn, Action.EXPORT)
    team = rosters.in_team(members.members(turn.session, turn.workspace.id))
    said = f"{counted(len(team), 'person', 'people')} of the team. {WHERE}"
    comment = blocks.message(said, blocks.section(said))
    key = f"people/export/{turn.actor.id}/{turn.now.isoformat()}"
    letters.upload(turn, key, turn.actor.id, FILE, rosters.as_csv(team), comment)
    return Aside(blocks.message(SENT, blocks.section(SENT)))


def _seen(turn: Turn, team: Sequence[Member]) -> list[Member]:
    """A manager sees those below them; who is over all, everybody."""
    subjects = subjects_of(turn)
    if subjects & {Subject.ADMIN, Subject.DIRECTOR, Subject.OPERATIONS}:
        return list(team)
    profiles = {member.id: member.profile for member in team}
    return [member for member in team if _is_below(turn.actor.id, member.id, profiles)]


def _is_below(manager: str, person: str, profiles: Mapping[str, Profile]) -> bool:
    seen: set[str] = set()
    at = profiles[person].manager
    while at is not None and at not in seen:
        if at == manager:
            return True
        seen.add(at)
        at = profiles[at].manager if at in profiles else None
    return False


def _lines(turn: Turn, team: Sequence[Member], names: Mapping[str, str]) -> Iterator[Block]:
    ordered = sorted(
        team, key=lambda member: (names.get(member.profile.manager or "", ""), member.name)
    )
    lines = [_line(turn, member, names) for member in ordered[:SHOWN]]
    for start in range(0, len(lines), 10):
        yield blocks.section("\n".join(lines[start : start + 10]))
    if len(team) > SHOWN:
        yield blocks.context(f"{len(team) - SHOWN:,} more are not shown: export the team as CSV.")
    claimed = sum(bool(member.profile.claimed) for member in team)
    if claimed:
        yield blocks.context(BY_OWN_WORD.format(count=counted(claimed, "person", "people")))


def _line(turn: Turn, member: Member, names: Mapping[str, str]) -> str:
    profile = member.profile
    manager = names.get(profile.manager or "", "somebody who has left" if profile.manager else "")
    held = (
        words.roles(profile, turn.pack),
        words.place(profile, turn.pack),
        f"reports to {escape(manager)}" if manager else "no manager",
        escape(member.zone),
    )
    return f"• *{escape(member.name)}*: {' · '.join(filter(None, held))}"


def _none(is_admin: bool) -> str:
    return EMPTY if is_admin else NO_REPORTS


def _buttons(turn: Turn, is_admin: bool, any_team: bool) -> Iterator[blocks.Element]:
    if is_admin:
        yield blocks.button("Add or edit a person", PICK, style="primary")
        yield blocks.button("Import a roster", IMPORT)
    if any_team and may(turn, Action.EXPORT):
        yield blocks.button("Export as CSV", EXPORT)
    if is_admin:
        yield blocks.button("Admins", ADMINS)


def _offer() -> Message:
    press = blocks.button("Become the first admin", FIRST, style="primary", confirm=SURE)
    return blocks.message(NO_ADMIN, blocks.section(NO_ADMIN), blocks.actions(press))


def explain(menu: tuple[Slash, ...], text: str) -> Message | None:
    return help_with(SLASH, HOW) if is_help(text) else None


HOW = (
    "Also `/handrail team import` for a roster as CSV, `/handrail team export` and `/handrail team "
    "admins`. Managers see those who report to them; only admins change anything."
)
SLASH = Slash(
    COMMAND,
    show,
    summary="Who is on the team, with role, manager and zone.",
    usage="/handrail team [import | export | admins | @SOMEBODY]",
    examples=(COMMAND, "/handrail team import"),
    words=("team", "roster"),
    alone=False,
    still=explain,
    group=Group.ROUTINES,
)
