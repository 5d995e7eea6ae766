"""/handrail giveback board: a team's projects and how they are taken up, and all of it as CSV."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from handlers.givebacks import words
from handlers.givebacks.cards import mark_of
from handlers.givebacks.controls import EXPORT, new_button, show_button, shown
from handlers.givebacks.records import Case, adoptions, items_of
from handlers.kit import blocks, letters
from handlers.kit.feature import Aside, Ask, Block, ButtonReply, Message, Turn
from handlers.kit.rights import insist
from handlers.kit.spreadsheets import Cell, csv_of
from handlers.kit.teams import team_of
from handlers.kit.texts import excerpt
from policies.give_backs import Adoption, Mark, Project, State, month_before
from policies.give_backs.adoption import months_back
from policies.rights import Action
from storage import give_back_events, give_back_uses, give_backs, members
from storage.members import Member

SHOWN, YEAR = 6, 12
ORDER = (State.UNDER_WAY, State.FINISHED, State.IDEA)
NOTHING = "Nobody of your team has a Give Back project in the register."
NO_TEAM = "Nobody reports to you here, so there is no board. An admin says who does."
SENT = "The projects as a CSV are in our direct messages."
FILE = "give-back.csv"
LEFT = "somebody who has left"
HEAD = (
    *("project", "owner", "state", "since", "to be finished by", "what it improves"),
    *("how it is used", "issue", "documentation open", "month", "people who used it", "team"),
    *("needed for the bar", "per cent", "bar met", "confirmed by the owner", "who"),
)


@dataclass(frozen=True, slots=True)
class Board:
    projects: Sequence[Project]
    names: Mapping[str, str]
    on: date
    months: Mapping[int, Sequence[Adoption]]

    def last(self, project: Project) -> Adoption | None:
        """Of the last whole month, if the project was there."""
        wanted = month_before(self.on.replace(day=1))
        return next((each for each in self.months[project.id] if each.month == wanted), None)


def board(turn: Turn) -> Board | None:
    """None for who has nobody below."""
    insist(turn, Action.ROLL_UP)
    team = [*team_of(turn)]
    if not team:
        return None
    return _board(turn, team)


def _board(turn: Turn, team: Iterable[Member]) -> Board:
    names = {each.id: each.name for each in team}
    states = tuple(each for each in State if each is not State.DROPPED)
    found = give_backs.of_owners(turn.session, turn.workspace.id, names.keys(), states)
    on = words.today(turn, turn.actor.id)
    months = adoptions(turn, found, on.replace(day=1), YEAR)
    return Board(found, names, on, months)


def start(turn: Turn) -> Message:
    found = board(turn)
    if found is None:
        return blocks.message(NO_TEAM, blocks.section(NO_TEAM))
    if not found.projects:
        press = blocks.actions(new_button())
        return blocks.message(NOTHING, blocks.section(NOTHING), press)
    head = f"Give Back of your team: {len(found.projects):,}"
    without = _without(found)
    return blocks.message(
        head,
        blocks.header(head),
        *([blocks.section(without)] if without else []),
        *(block for state in ORDER for block in _group(found, state)),
        blocks.actions(blocks.button("Download as CSV", EXPORT)),
    )


def _without(found: Board) -> str:
    """Who has none; that every newcomer has one to do is printed, of the others nothing is."""
    owners = {each.owner for each in found.projects}
    lacking = sorted(name for id, name in found.names.items() if id not in owners)
    if not lacking:
        return ""
    shown = ", ".join(excerpt(each) for each in lacking[:8])
    more = f" and {len(lacking) - 8:,} more" if len(lacking) > 8 else ""
    return f"Without a project: {shown}{more}. Newcomers have to do one within onboarding."


def _group(found: Board, state: State) -> Iterator[Block]:
    theirs = [each for each in found.projects if each.state is state]
    if not theirs:
        return
    theirs.sort(key=lambda each: (each.due or date.max, -each.id))
    yield blocks.section(f"*{words.STATES[state]}: {len(theirs):,}*")
    for each in theirs[:SHOWN]:
        yield blocks.section(_line(found, each), show_button(each))
    if len(theirs) > SHOWN:
        yield blocks.context(f"{len(theirs) - SHOWN:,} more are in the CSV.")


def _line(found: Board, project: Project) -> str:
    said = f"*{words.title(project)}* · {excerpt(found.names[project.owner])}"
    last, now = found.last(project), found.months[project.id][0]
    lines = [said]
    if due := words.due(project, found.on):
        lines.append(f"{'⚠️ ' if project.due and project.due < found.on else ''}{due}")
    if project.state is State.FINISHED:
        each = last or now
        so_far = "" if last else " so far"
        waits = "" if each.confirmed or not last else ", not confirmed yet"
        lines.append(f"{words.month(each.month)}{so_far}: {words.figure(each)}{waits}")
    return "\n".join(lines)


def pressed(turn: Turn, ask: Ask) -> ButtonReply:
    return shown(ask, start(turn))


def export(turn: Turn, ask: Ask) -> ButtonReply:
    """A line for each project and month of a year, with who used it."""
    found = board(turn)
    if found is None:
        return Aside(blocks.message(NO_TEAM, blocks.section(NO_TEAM)))
    rows = [HEAD, *_rows(turn, found)]
    said = f"Give Back of your team: {len(found.projects):,}, by month of the last year."
    key = f"giveback/csv/{turn.actor.id}/{turn.now.isoformat()}"
    comment = blocks.message(said, blocks.section(said))
    letters.upload(turn, key, turn.actor.id, FILE, csv_of(rows), comment)
    return Aside(blocks.message(SENT, blocks.section(SENT)))


def _rows(turn: Turn, found: Board) -> Iterator[tuple[Cell, ...]]:
    """Whoever used one may be of another team, or have left."""
    where = (turn.session, turn.workspace.id)
    since = months_back(found.on.replace(day=1), YEAR)[-1]
    names = {each.id: each.name for each in members.members(*where)}
    users: dict[tuple[int, date], list[str]] = {}
    for use in give_back_uses.since(*where, [each.id for each in found.projects], since):
        users.setdefault((use.project, use.month), []).append(names.get(use.person, LEFT))
    for project in found.projects:
        about = _about(turn, found, project)
        for each in found.months[project.id]:
            yield (*about, *_month(each, users.get((project.id, each.month), ())))


def _about(turn: Turn, found: Board, project: Project) -> tuple[Cell, ...]:
    marks = give_back_events.marks(turn.session, turn.workspace.id, project.id)
    known = Case(project, found.months[project.id], (), marks)
    return (
        project.title,
        found.names[project.owner],
        str(project.state),
        project.since.date().isoformat(),
        project.due.isoformat() if project.due else "",
        project.improves,
        project.proof,
        project.issue,
        sum(mark_of(known, each) is Mark.OPEN for each in items_of(turn)),
    )


def _month(each: Adoption, users: Sequence[str]) -> tuple[Cell, ...]:
    return (
        f"{each.month:%Y-%m}",
        each.users,
        each.team,
        each.needed,
        each.percent,
        "yes" if each.is_met else "no",
        "yes" if each.confirmed else "no",
        ", ".join(sorted(users)),
    )
