"""/handrail onboarding board: a manager's new hires with their progress, and all of it as CSV."""

from collections.abc import Iterator, Sequence
from datetime import date

from handlers.kit import blocks, letters
from handlers.kit.feature import Aside, Ask, Block, ButtonReply, Message, Turn
from handlers.kit.rights import insist
from handlers.kit.spreadsheets import Cell, csv_of
from handlers.kit.teams import team_of
from handlers.kit.texts import counted, excerpt
from handlers.kit.times import dated
from handlers.onboarding import words
from handlers.onboarding.controls import EXPORT, list_button, shown, start_button
from handlers.onboarding.records import Case, cases
from policies.onboarding import State
from policies.onboarding.progress import Step, late_of
from policies.rights import Action
from storage import onboardings

SHOWN = 15
NO_TEAM = "Nobody reports to you here, so there is no board. An admin says who does."
NOTHING = "Nobody of your team has an onboarding list. Start one for a new hire."
SENT = "The lists as a CSV are in our direct messages."
FILE = "onboarding.csv"
STATES = (State.OPEN, State.DONE)
HEAD = (
    *("new hire", "first day", "list", "group", "item", "due", "overdue", "state"),
    *("by", "on", "note", "link"),
)


def board(turn: Turn) -> list[Case] | None:
    """Those most behind first; None for who has nobody below."""
    insist(turn, Action.ROLL_UP)
    team = {each.id: each for each in team_of(turn)}
    if not team:
        return None
    kept = onboardings.of(turn.session, turn.workspace.id, team.keys(), STATES)
    on = words.today(turn, turn.actor.id)
    found = cases(turn, kept, team)
    return sorted(found, key=lambda each: (each.is_all, -len(late_of(each.steps, on))))


def start(turn: Turn) -> Message:
    found = board(turn)
    if found is None:
        return blocks.message(NO_TEAM, blocks.section(NO_TEAM))
    press = start_button("", "Start a list…")
    if not found:
        return blocks.message(NOTHING, blocks.section(NOTHING), blocks.actions(press))
    going = [each for each in found if each.kept.state is State.OPEN]
    head = f"New hires: {len(going):,} under way, {len(found) - len(going):,} done"
    more = len(found) - SHOWN
    return blocks.message(
        head,
        blocks.header(head),
        *_lines(turn, found[:SHOWN]),
        *([blocks.context(f"{more:,} more are in the CSV.")] if more > 0 else []),
        blocks.actions(press, blocks.button("Download as CSV", EXPORT)),
    )


def _lines(turn: Turn, found: Sequence[Case]) -> Iterator[Block]:
    on = words.today(turn, turn.actor.id)
    for each in found:
        said = f"*{excerpt(each.member.name)}* · first day {dated(each.kept.starts, on)}"
        lines = [said, words.progress(each, on), words.next_due(each, on)]
        yield blocks.section("\n".join(lines), list_button(each.person))


def pressed(turn: Turn, ask: Ask) -> ButtonReply:
    return shown(ask, start(turn))


def export(turn: Turn, ask: Ask) -> ButtonReply:
    """A line for each new hire and item."""
    found = board(turn)
    if found is None:
        return Aside(blocks.message(NO_TEAM, blocks.section(NO_TEAM)))
    on = words.today(turn, turn.actor.id)
    rows = [HEAD, *(_cells(turn, each, step, on) for each in found for step in each.steps)]
    said = f"Onboarding lists of {counted(len(found), 'new hire')}."
    key = f"onboarding/csv/{turn.actor.id}/{turn.now.isoformat()}"
    comment = blocks.message(said, blocks.section(said))
    letters.upload(turn, key, turn.actor.id, FILE, csv_of(rows), comment)
    return Aside(blocks.message(SENT, blocks.section(SENT)))


def _cells(turn: Turn, each: Case, step: Step, on: date) -> tuple[Cell, ...]:
    marked = None if step.by_project else step.marked
    late = not step.is_settled and step.due < on
    return (
        each.member.name,
        each.kept.starts.isoformat(),
        str(each.kept.state),
        turn.pack.onboarding.groups[step.thing.group],
        step.thing.says,
        step.due.isoformat(),
        "yes" if late else "no",
        str(step.mark),
        words.name(turn, marked.by) if marked else "",
        marked.at.date().isoformat() if marked else "",
        marked.note if marked else "",
        marked.link if marked else "",
    )
