"""/handrail support team: what a team has asked for and what was held, with a CSV."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from handlers.kit import blocks, letters
from handlers.kit.feature import Aside, Ask, Block, ButtonReply, Message, Turn
from handlers.kit.people import name_in
from handlers.kit.rights import insist
from handlers.kit.spreadsheets import Cell, csv_of
from handlers.kit.teams import team_of
from handlers.kit.texts import capital, counted, excerpt
from handlers.support import words
from handlers.support.controls import EXPORT, show_button, shown
from policies.engagement import Request, Session, State
from policies.rights import Action
from storage import support_requests, support_sessions

SHOWN = 7
"""Of each state; all of them are in the CSV."""
LOOKED_BACK = timedelta(days=90)
NOTHING = "Nobody of your team has asked for an SA or TAM in the last 90 days, or logged a session."
NO_TEAM = "Nobody reports to you here, so there is no list. An admin says who does."
SENT = "The requests and sessions as a CSV are in our direct messages."
FILE = "support.csv"
ORDER = (State.ASKED, State.POSTED, State.SCHEDULED, State.ANSWERED, State.HELD)
HEAD = (
    *("what", "account", "segment", "before or after the sale", "SA or TAM", "wanted", "decided"),
    *("state", "asked by", "asked on", "issue", "answer by", "helper", "day", "minutes", "note"),
)


@dataclass(frozen=True, slots=True)
class Team:
    requests: Sequence[Request]
    sessions: Sequence[Session]


def start(turn: Turn) -> Message:
    found = _team(turn)
    if found is None:
        return blocks.message(NO_TEAM, blocks.section(NO_TEAM))
    if not (found.requests or found.sessions):
        return blocks.message(NOTHING, blocks.section(NOTHING))
    standing = [each for each in found.requests if not each.is_over]
    head = f"Support of your team: {counted(len(standing), 'open request')}"
    logged = counted(len(found.sessions), "session")
    return blocks.message(
        head,
        blocks.header(head),
        *(block for state in ORDER for block in _group(turn, standing, state)),
        blocks.context(f"{logged} logged in all."),
        blocks.actions(blocks.button("Download as CSV", EXPORT)),
    )


def _team(turn: Turn) -> Team | None:
    insist(turn, Action.ROLL_UP)
    people = [each.id for each in team_of(turn)]
    if not people:
        return None
    where = (turn.session, turn.workspace.id, people)
    asked = support_requests.of_people(*where, turn.now - LOOKED_BACK)
    return Team(asked, support_sessions.of_people(*where))


def _group(turn: Turn, found: Sequence[Request], state: State) -> Iterator[Block]:
    theirs = [each for each in found if each.state is state]
    if not theirs:
        return
    yield blocks.section(f"*{capital(words.STATES[state])}: {len(theirs):,}*")
    reader, on = words.rhythm(turn, turn.actor.id), words.today(turn, turn.actor.id)
    for each in theirs[:SHOWN]:
        said = f"{words.line(each)} · {words.name(turn, each.by)}"
        told = capital(words.state(turn, reader, each, on))
        yield blocks.section(f"{said}\n{told}", show_button(each))
    if len(theirs) > SHOWN:
        yield blocks.context(f"{len(theirs) - SHOWN:,} more are in the CSV.")


def pressed(turn: Turn, ask: Ask) -> ButtonReply:
    reply = shown(ask, start(turn))
    return Aside(reply) if isinstance(reply, Message) else reply


def export(turn: Turn, ask: Ask) -> ButtonReply:
    found = _team(turn)
    if found is None:
        return Aside(blocks.message(NO_TEAM, blocks.section(NO_TEAM)))
    names = _names(turn, found)
    rows: list[Sequence[Cell]] = [HEAD]
    rows += [_request(each, names) for each in found.requests]
    rows += [_session(each, names) for each in found.sessions]
    said = f"Support: {counted(len(found.requests), 'request')}, "
    said += f"{counted(len(found.sessions), 'session')}."
    key = f"support/csv/{turn.actor.id}/{turn.now.isoformat()}"
    comment = blocks.message(said, blocks.section(said))
    letters.upload(turn, key, turn.actor.id, FILE, csv_of(rows), comment)
    return Aside(blocks.message(SENT, blocks.section(SENT)))


def _names(turn: Turn, found: Team) -> Mapping[str, str]:
    people = {each.by for each in found.requests} | {each.by for each in found.sessions}
    people |= {each.helper for each in found.requests} | {each.helper for each in found.sessions}
    return {each: name_in(turn.session, turn.workspace.id, each) for each in people if each} | {
        "": ""
    }


def _request(each: Request, names: Mapping[str, str]) -> tuple[Cell, ...]:
    return (
        "request",
        each.account,
        words.SEGMENTS[each.segment],
        words.STAGES[each.stage],
        words.KINDS[each.kind],
        each.wish,
        each.outcome,
        words.STATES[each.state],
        names[each.by],
        each.asked_at.date().isoformat(),
        each.link,
        each.answer_by.isoformat(timespec="minutes") if each.answer_by else "",
        names[each.helper],
        each.day.isoformat() if each.day else "",
        "",
        "",
    )


def _session(each: Session, names: Mapping[str, str]) -> tuple[Cell, ...]:
    return (
        "session",
        each.account,
        words.SEGMENTS[each.segment],
        words.STAGES[each.stage],
        *("", "", "", "held"),
        names[each.by],
        each.at.date().isoformat(),
        *("", ""),
        names[each.helper],
        each.day.isoformat(),
        each.minutes,
        excerpt(each.note),
    )
