"""/handrail mql board: a team's leads by state, and how soon they are contacted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from handlers.kit import blocks, letters
from handlers.kit.citations import places, shelf
from handlers.kit.feature import Aside, Ask, Block, ButtonReply, Message, Turn
from handlers.kit.rights import insist
from handlers.kit.spreadsheets import Cell, csv_of
from handlers.kit.teams import team_of
from handlers.kit.texts import counted, excerpt
from handlers.leads import words
from handlers.leads.clocks import Clocks
from handlers.leads.controls import EXPORT, assign_button, show_button, shown
from policies.leads import Kind, Lead, State
from policies.leads.clocks import HOUR_ENTRY, WEEKS_ENTRY, ae_from
from policies.rights import Action
from storage import lead_events, leads

SHOWN = 7
"""Of each group; all of them are in the CSV."""
LOOKED_BACK = timedelta(days=30)
NOTHING = "Your team has no lead under way, and has had none in the last 30 days."
NO_TEAM = "Nobody reports to you here, so there is no board. An admin says who does."
SENT = "The leads as a CSV are in our direct messages."
FILE = "leads.csv"
HEAD = (
    *("lead", "company", "id", "kind", "asks for", "phone listed", "sdr", "ae", "state"),
    *("outcome", "assigned (UTC)", "due (UTC)", "first action (UTC)", "minutes to first action"),
    *("within the hour", "AE may reach out from (UTC)", "assignments", "last note", "link"),
)


@dataclass(frozen=True, slots=True)
class Board:
    clocks: Clocks
    all: Sequence[Lead]
    names: Mapping[str, str]

    @property
    def overdue(self) -> list[Lead]:
        return [each for each in self.all if self.clocks.is_overdue(each)]

    @property
    def waiting(self) -> list[Lead]:
        late = set(self.overdue)
        return [each for each in self.all if each.state is State.OPEN and each not in late]

    @property
    def touched(self) -> list[Lead]:
        return [each for each in self.all if each.state is State.TOUCHED]

    @property
    def counted(self) -> list[Lead]:
        """MQLs of the last 30 days of which it is known whether the hour was kept."""
        since = self.clocks.scene.now - LOOKED_BACK
        late = set(self.overdue)
        return [
            each
            for each in self.all
            if each.kind is Kind.MQL
            and each.assigned_at >= since
            and (each.took is not None or each in late or self._was_left(each))
        ]

    def _was_left(self, lead: Lead) -> bool:
        """Until its AE stepped in."""
        return lead.state is State.DONE and lead.touched_at is None

    def kept(self, lead: Lead) -> bool:
        return lead.took is not None and lead.took <= self.clocks.terms.respond.total_seconds()


def _board(turn: Turn) -> Board | None:
    insist(turn, Action.ROLL_UP)
    people = {each.id for each in team_of(turn)}
    if not people:
        return None
    clocks = Clocks(turn)
    found = leads.lately(turn.session, turn.workspace.id, turn.now - LOOKED_BACK)
    theirs = [each for each in found if {each.sdr, each.ae} & people]
    named = {person for each in theirs for person in (each.sdr, each.ae) if person}
    clocks.learn(named)
    known = {id: each.name for id, each in clocks.people.items() if each}
    return Board(clocks, theirs, known)


def start(turn: Turn) -> Message:
    found = _board(turn)
    if found is None:
        return blocks.message(NO_TEAM, blocks.section(NO_TEAM))
    if not found.all:
        return blocks.message(NOTHING, blocks.section(NOTHING), blocks.actions(assign_button()))
    return _show(turn, found)


def _show(turn: Turn, found: Board) -> Message:
    open_ones = len(found.overdue) + len(found.waiting) + len(found.touched)
    head = f"Leads: {open_ones:,} under way"
    groups = (
        ("🔴 The hour is over", found.overdue),
        ("⏱ Waiting for the first action", found.waiting),
        ("✔ First action taken, a step is left", found.touched),
    )
    return blocks.message(
        head,
        blocks.header(head),
        blocks.section("\n".join(_figures(found))),
        *(block for title, those in groups for block in _group(turn, found, title, those)),
        blocks.actions(blocks.button("Download as CSV", EXPORT), assign_button()),
        *shelf(places(turn.pack.citation(each) for each in (HOUR_ENTRY, WEEKS_ENTRY))),
    )


def _figures(found: Board) -> Iterator[str]:
    over = [each for each in found.all if each.is_over]
    counts = (
        (len(found.overdue), "overdue"),
        (len(found.waiting), "waiting"),
        (len(found.touched), "with a step left"),
        (len(over), "closed in 30 days"),
    )
    yield " · ".join(f"{count:,} {name}" for count, name in counts if count)
    times = [each.took for each in found.counted if each.took is not None]
    if times:
        said = words.minutes(timedelta(seconds=median(times)))
        yield f"Median to first action: *{said}* of working time"
    if known := found.counted:
        kept = sum(map(found.kept, known))
        share = f"{kept / len(known):.0%}"
        yield f"Within the hour: *{share}*, {kept:,} of {counted(len(known), 'MQL')} in 30 days"
    else:
        yield "No MQL of the last 30 days has been contacted or is overdue yet."


def _group(turn: Turn, found: Board, title: str, those: Sequence[Lead]) -> Iterator[Block]:
    if not those:
        return
    oldest = sorted(those, key=lambda each: (each.assigned_at, each.id))
    order = ", the oldest first" if len(those) > 1 else ""
    yield blocks.section(f"*{title}: {len(those):,}*{order}")
    for each in oldest[:SHOWN]:
        yield blocks.section(_line(turn, found, each), show_button(each))
    if len(those) > SHOWN:
        yield blocks.context(f"{len(those) - SHOWN:,} more are in the CSV.")


def _line(turn: Turn, found: Board, each: Lead) -> str:
    sdr, ae = (excerpt(_name(found, person)) for person in (each.sdr, each.ae))
    said = words.state(found.clocks, each, turn.actor.id)
    more = "" if each.state is State.OPEN else words.step(turn, each)
    if found.clocks.may_step_in(each):
        more = words.stepping_in(found.clocks, each, turn.actor.id)
    with_ae = f", AE {ae}" if each.ae else ""
    lines = (f"{words.line(each)} · {sdr}{with_ae}", said, more)
    return "\n".join(filter(None, lines))


def _name(found: Board, person: str) -> str:
    return found.names.get(person, "somebody who has left") if person else ""


def pressed(turn: Turn, ask: Ask) -> ButtonReply:
    reply = shown(ask, start(turn))
    return Aside(reply) if isinstance(reply, Message) else reply


def export(turn: Turn, ask: Ask) -> ButtonReply:
    found = _board(turn)
    if found is None:
        return Aside(blocks.message(NO_TEAM, blocks.section(NO_TEAM)))
    ids = [each.id for each in found.all]
    notes = lead_events.last_notes(turn.session, turn.workspace.id, ids)
    rows = [HEAD, *(_cells(found, each, notes.get(each.id, "")) for each in found.all)]
    said = f"{counted(len(ids), 'lead')}: those under way, and those assigned in the last 30 days."
    key = f"leads/csv/{turn.actor.id}/{turn.now.isoformat()}"
    comment = blocks.message(said, blocks.section(said))
    letters.upload(turn, key, turn.actor.id, FILE, csv_of(rows), comment)
    return Aside(blocks.message(SENT, blocks.section(SENT)))


def _cells(found: Board, each: Lead, note: str) -> tuple[Cell, ...]:
    clock = found.clocks.of(each)
    judged = each in found.counted
    return (
        *(each.name, each.company, each.ref, words.KINDS[each.kind]),
        *(words.REQUESTS[each.request], "yes" if each.phone else "no"),
        *(_name(found, person) for person in (each.sdr, each.ae)),
        *(str(each.state), str(each.outcome)),
        _instant(each.assigned_at),
        _instant(clock.due) if clock else "",
        _instant(each.touched_at) if each.touched_at else "",
        each.took // 60 if each.took is not None else "",
        ("yes" if found.kept(each) else "no") if judged else "",
        _instant(ae_from(each, found.clocks.terms)),
        each.assignment,
        note,
        each.link,
    )


def _instant(at: object) -> str:
    return f"{at:%Y-%m-%d %H:%M}"
