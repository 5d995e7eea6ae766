"""/handoff board: a team's handoffs by state and age, how long acceptance takes, what came back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from handlers.handoffs import words
from handlers.handoffs.controls import EXPORT, show_button, shown, start_button
from handlers.handoffs.lists import movable, to_move
from handlers.handoffs.records import Case, cases
from handlers.kit import blocks, letters
from handlers.kit.feature import Aside, Ask, Block, ButtonReply, Message, Scene, Turn
from handlers.kit.rights import insist, may
from handlers.kit.spreadsheets import Cell, csv_of
from handlers.kit.teams import team_of
from handlers.kit.texts import counted, excerpt
from handlers.kit.times import dated
from policies.handoffs import Act, Handoff, Side, State
from policies.handoffs.progress import open_of, owed
from policies.rights import Action
from storage import handoffs, members
from storage.members import Member

SHOWN = 7
"""Of each state; all of them are in the CSV."""
LOOKED_BACK = timedelta(days=90)
NOTHING = "Your team has no handoff under way, and has had none in the last 90 days."
NO_TEAM = "Nobody reports to you here, so there is no board. An admin says who does."
NONE_TO_MOVE = "No handoff is under way."
SENT = "The handoffs as a CSV are in our direct messages."
FILE = "handoffs.csv"
ORDER = (State.RETURNED, State.SIGNED, State.OPEN)
HEADS = {
    State.OPEN: "Under way",
    State.RETURNED: "Returned to the giver",
    State.SIGNED: "Signed, to be accepted",
}
HEAD = (
    *("account", "kind", "giver", "receiver", "state", "started", "age in days", "in state since"),
    *("giving", "giving settled", "receiving", "receiving settled", "overdue since"),
    *("first contact by", "times returned", "last reason", "accepted", "days to acceptance"),
)


@dataclass(frozen=True, slots=True)
class Board:
    """Those under way, the oldest first, and those that ended lately."""

    under_way: Sequence[Case]
    ended: Sequence[Case]
    names: Mapping[str, str]
    on: date

    def age(self, handoff: Handoff) -> int:
        return (self.on - handoff.starts).days

    @property
    def waits(self) -> list[int]:
        """Days from start to acceptance."""
        found = (days_to_acceptance(each.handoff) for each in self.ended)
        return [each for each in found if each is not None]


def days_to_acceptance(handoff: Handoff) -> int | None:
    if handoff.accepted_at is None:
        return None
    return max((handoff.accepted_at.date() - handoff.starts).days, 0)


def board(scene: Scene, team: Iterable[Member], on: date) -> Board:
    """In eight statements however many there are."""
    people = {each.id for each in team}
    where = (scene.session, scene.workspace.id)
    under_way = handoffs.all_open(*where)
    ended = handoffs.ended_since(*where, scene.now - LOOKED_BACK)
    theirs = [each for each in (*under_way, *ended) if {each.giver, each.receiver} & people]
    found = cases(scene, theirs)
    ids = {each.handoff.person(side) for each in found for side in Side}
    names = {each.id: each.name for each in members.members(*where, ids)}
    standing = [each for each in found if not each.handoff.is_over]
    over = [each for each in found if each.handoff.is_over]
    return Board(standing, over, names, on)


def start(turn: Turn) -> Message:
    if not may(turn, Action.ROLL_UP) and may(turn, Action.REASSIGN):
        return _to_move(turn)
    found = _board(turn)
    if found is None:
        return blocks.message(NO_TEAM, blocks.section(NO_TEAM))
    if not (found.under_way or found.ended):
        return blocks.message(NOTHING, blocks.section(NOTHING), blocks.actions(start_button()))
    return show(turn, found)


def _to_move(turn: Turn) -> Message:
    """No board of a team, but what may be given to somebody else."""
    found = movable(turn, handoffs.all_open(turn.session, turn.workspace.id))
    if not found:
        return blocks.message(NONE_TO_MOVE, blocks.section(NONE_TO_MOVE))
    return to_move(turn, found, "Handoffs under way, the oldest first")


def _board(turn: Turn) -> Board | None:
    insist(turn, Action.ROLL_UP)
    team = team_of(turn)
    return board(turn, team, words.today(turn, turn.actor.id)) if team else None


def show(scene: Scene, found: Board) -> Message:
    head = f"Handoffs: {len(found.under_way):,} open"
    return blocks.message(
        head,
        blocks.header(head),
        blocks.section("\n".join(_figures(found))),
        *(block for state in ORDER for block in _group(scene, found, state)),
        *_returned(found),
        blocks.actions(blocks.button("Download as CSV", EXPORT)),
    )


def _figures(found: Board) -> Iterator[str]:
    counts = {
        state: sum(each.handoff.state is state for each in found.under_way) for state in ORDER
    }
    named = [f"{count:,} {words.STATES[state]}" for state, count in counts.items() if count]
    if named:
        yield " · ".join(named)
    ages = [found.age(each.handoff) for each in found.under_way]
    if ages:
        parts = (
            (sum(age <= 7 for age in ages), "up to a week old"),
            (sum(7 < age <= 14 for age in ages), "up to two weeks"),
            (sum(age > 14 for age in ages), "older"),
        )
        yield "Age: " + ", ".join(f"{count:,} {name}" for count, name in parts if count)
    if waits := found.waits:
        days = f"{median(waits):g}"
        accepted = counted(len(waits), "handoff")
        yield f"Median days to acceptance: *{days}* ({accepted} accepted in the last 90 days)"
    else:
        yield "None was accepted in the last 90 days."


def _group(scene: Scene, found: Board, state: State) -> Iterator[Block]:
    theirs = [each for each in found.under_way if each.handoff.state is state]
    theirs.sort(key=lambda each: (each.handoff.starts, each.id))
    if not theirs:
        return
    order = ", the oldest first" if len(theirs) > 1 else ""
    yield blocks.section(f"*{HEADS[state]}: {len(theirs):,}*{order}")
    for each in theirs[:SHOWN]:
        yield blocks.section(_line(scene, found, each), show_button(each.handoff))
    if len(theirs) > SHOWN:
        yield blocks.context(f"{len(theirs) - SHOWN:,} more are in the CSV.")


def _line(scene: Scene, found: Board, each: Case) -> str:
    giving, receiving = (words.counts(each, side) for side in Side)
    late, age = overdue_since(scene, each), found.age(each.handoff)
    said = [
        counted(age, "day") if age else "started today",
        f"giving {giving}",
        f"receiving {receiving}",
        *([f"⚠️ overdue since {dated(late, found.on)}"] if late and late < found.on else []),
    ]
    return f"{words.line(each)} · {_sides(found, each.handoff)}\n{' · '.join(said)}"


def overdue_since(scene: Scene, each: Case) -> date | None:
    """The first day on which something was due that is still owed."""
    return min(
        (one.due for one in owed(each.handoff, each.steps, scene.pack.handoffs)), default=None
    )


def _sides(found: Board, handoff: Handoff) -> str:
    return " → ".join(excerpt(_name(found, handoff.person(side))) for side in Side)


def _name(found: Board, person: str) -> str:
    return found.names.get(person, "somebody who has left")


def _returned(found: Board) -> Iterator[Block]:
    """Why they came back, the newest first; of whom it is not the point."""
    reasons = [
        (event.at, each, event.note)
        for each in (*found.under_way, *found.ended)
        for event in each.events
        if event.act is Act.RETURNED
    ]
    if reasons:
        newest = sorted(reasons, key=lambda reason: reason[0], reverse=True)[:SHOWN]
        lines = [f"• {words.title(each.handoff)}: {excerpt(note)}" for _, each, note in newest]
        head = f"*Came back {counted(len(reasons), 'time')}, and why*"
        yield blocks.section("\n".join([head, *lines]))


def pressed(turn: Turn, ask: Ask) -> ButtonReply:
    reply = shown(ask, start(turn))
    return Aside(reply) if isinstance(reply, Message) else reply


def export(turn: Turn, ask: Ask) -> ButtonReply:
    found = _board(turn)
    if found is None:
        return Aside(blocks.message(NO_TEAM, blocks.section(NO_TEAM)))
    said = f"Handoffs: {len(found.under_way):,} open, {len(found.ended):,} ended in 90 days."
    rows = [HEAD, *(_cells(turn, found, each) for each in (*found.under_way, *found.ended))]
    key = f"handoffs/csv/{turn.actor.id}/{turn.now.isoformat()}"
    comment = blocks.message(said, blocks.section(said))
    letters.upload(turn, key, turn.actor.id, FILE, csv_of(rows), comment)
    return Aside(blocks.message(SENT, blocks.section(SENT)))


def _cells(scene: Scene, found: Board, each: Case) -> tuple[Cell, ...]:
    handoff = each.handoff
    returned = [event for event in each.events if event.act is Act.RETURNED]
    late = None if handoff.is_over else overdue_since(scene, each)
    wait = days_to_acceptance(handoff)
    return (
        handoff.account,
        each.kind.label,
        *(_name(found, handoff.person(side)) for side in Side),
        str(handoff.state),
        handoff.starts.isoformat(),
        found.age(handoff),
        handoff.since.date().isoformat(),
        *(cell for side in Side for cell in _side_cells(each, side)),
        late.isoformat() if late and late < found.on else "",
        each.contact_by.isoformat() if each.contact_by else "",
        len(returned),
        returned[-1].note if returned else "",
        handoff.accepted_at.date().isoformat() if handoff.accepted_at else "",
        "" if wait is None else wait,
    )


def _side_cells(each: Case, side: Side) -> tuple[int, int]:
    those = [step for step in each.steps if step.side is side]
    return len(those), len(those) - len(open_of(those, side))
