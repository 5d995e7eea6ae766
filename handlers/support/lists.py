"""What somebody has asked for, what their accounts have left, and what was done for an account."""

from collections.abc import Iterator, Sequence
from datetime import date

from handlers.kit import blocks
from handlers.kit.citations import places, shelf
from handlers.kit.feature import Aside, Ask, Block, ButtonReply, Message, Refused, Turn
from handlers.kit.rights import may
from handlers.kit.texts import capital, counted, excerpt
from handlers.support import cards, words
from handlers.support.controls import (
    ACCOUNT,
    CORRECT,
    HISTORY,
    TEAM,
    ask_button,
    log_button,
    show_button,
    shown,
)
from handlers.support.records import left, may_change, may_see, seen
from policies.engagement import Request, Session
from policies.engagement.values import POST, PRE, SMB
from policies.rights import Action
from storage import support_events, support_requests, support_sessions
from storage.handoffs import folded

SHOWN, SESSIONS_SHOWN, EVENTS_SHOWN = 8, 6, 40
ENTRIES = ("smb-sync-limits", "sa-request")
NOTHING = "You have asked for no SA and no TAM, and logged no session."
HOW = (
    "Ask with a form: it decides between live help and help in writing, counts what the account "
    "has had, and writes the text for the board."
)
UNKNOWN = (
    "I know no request and no session of “{account}”. Write its whole name, for example "
    "`/handrail support account Acme`."
)
OTHERS = "Not shown, as others did it: {count}."
NO_HISTORY = "Nothing that you may see was done for this account yet."


def mine(turn: Turn) -> Message:
    where = (turn.session, turn.workspace.id, [turn.actor.id])
    requests, sessions = support_requests.open_of(*where), support_sessions.of_people(*where)
    if not (requests or sessions):
        press = blocks.actions(*_buttons(turn, "primary"))
        return blocks.message(NOTHING, blocks.section(f"{NOTHING}\n{HOW}"), press)
    head = f"Support: {counted(len(requests), 'open request')}"
    return blocks.message(
        head,
        blocks.section(f"*{head}*"),
        *_requests(turn, requests),
        *_accounts(turn, sessions),
        blocks.actions(*_buttons(turn, "")),
        *shelf(places(turn.pack.citation(each) for each in ENTRIES)),
    )


def _buttons(turn: Turn, style: str) -> Iterator[blocks.Element]:
    yield ask_button(style)
    yield log_button()
    if may(turn, Action.ROLL_UP):
        yield blocks.button("My team", TEAM)


def _requests(turn: Turn, found: Sequence[Request]) -> Iterator[Block]:
    yield from (one(turn, each) for each in reversed(found[-SHOWN:]))
    if len(found) > SHOWN:
        yield blocks.context(f"{len(found) - SHOWN:,} older ones: name the account to see them.")


def one(turn: Turn, request: Request) -> Block:
    """A line of a list, for whoever asked."""
    reader, on = words.rhythm(turn, turn.actor.id), words.today(turn, turn.actor.id)
    said = f"{words.line(request)}\n{capital(words.state(turn, reader, request, on))}"
    return blocks.section(said, show_button(request))


def _accounts(turn: Turn, mine_held: Sequence[Session]) -> Iterator[Block]:
    """The latest accounts first, each with all of its sessions, whoever logged them."""
    latest = {folded(each.account): each.account for each in mine_held}
    names = list(latest.values())[::-1]
    if not names:
        return
    yield blocks.section("*Live help by account*")
    where = (turn.session, turn.workspace.id)
    held = support_sessions.of_accounts(*where, names[:SHOWN])
    for name in names[:SHOWN]:
        lines = [f"*{excerpt(name)}*", *allowances(turn, held[folded(name)])]
        yield blocks.section("\n".join(lines), blocks.button("Sessions", ACCOUNT, name))
    if len(names) > SHOWN:
        more = counted(len(names) - SHOWN, "more account")
        yield blocks.context(f"{more}: `/handrail support account NAME` shows one.")


def allowances(turn: Turn, held: Sequence[Session]) -> Iterator[str]:
    """Of each side of the sale on which something was held."""
    on = words.today(turn, turn.actor.id)
    for stage in (PRE, POST):
        those = [each for each in held if each.stage == stage]
        if any(each.segment == SMB for each in those):
            found = left(turn, held, stage, on)
            over = " ⚠️" if found.is_exceeded else ""
            yield f"{capital(words.of_stage(stage))}: {words.used(found)}{over}"
        elif those:
            minutes = counted(sum(each.minutes for each in those), "minute")
            count = counted(len(those), "session")
            yield f"{capital(words.STAGES[stage])}: {count}, {minutes}; Mid-Market has no limit"


def open_list(turn: Turn, ask: Ask) -> ButtonReply:
    return shown(ask, mine(turn))


def open_one(turn: Turn, ask: Ask) -> ButtonReply:
    """Beside the list it was pressed in, which stays."""
    return _beside(ask, cards.page(turn, seen(turn, ask.value)))


def open_account(turn: Turn, ask: Ask) -> ButtonReply:
    return _beside(ask, account(turn, ask.value))


def open_history(turn: Turn, ask: Ask) -> ButtonReply:
    return history(turn, ask, ask.value)


def _beside(ask: Ask, message: Message) -> ButtonReply:
    reply = shown(ask, message)
    return Aside(reply) if isinstance(reply, Message) else reply


def account(turn: Turn, name: str) -> Message:
    """What is left of it is everybody's to know; who did what, only of those one may see."""
    where = (turn.session, turn.workspace.id, name)
    requests, held = support_requests.of_account(*where), support_sessions.of_account(*where)
    if not (requests or held):
        raise Refused(UNKNOWN.format(account=name[:60]))
    spelt = (held or requests)[-1].account
    mine_held = [each for each in held if may_see(turn, each.by, each.helper)]
    mine_asked = [each for each in requests if may_see(turn, each.by, each.helper)]
    head = f"Support of {excerpt(spelt)}"
    hidden = len(held) - len(mine_held) + len(requests) - len(mine_asked)
    return blocks.message(
        head,
        blocks.section("\n".join([f"*{head}*", *allowances(turn, held)])),
        *(_session(turn, each) for each in mine_held[::-1][:SESSIONS_SHOWN]),
        *(one(turn, each) for each in mine_asked[::-1][:SESSIONS_SHOWN]),
        *([blocks.context(OTHERS.format(count=hidden))] if hidden else []),
        blocks.actions(
            ask_button("", spelt),
            log_button(f"account {spelt}"),
            blocks.button("History", HISTORY, spelt),
        ),
        *shelf(places([turn.pack.citation("smb-sync-limits")])),
    )


def _session(turn: Turn, each: Session) -> Block:
    on: date = words.today(turn, turn.actor.id)
    press = blocks.button("Correct…", CORRECT, str(each.id)) if may_change(turn, each.by) else None
    return blocks.section(f"• {words.session(turn, each, on)}", press)


def history(turn: Turn, ask: Ask, name: str) -> ButtonReply:
    """What those did whom the actor may see, the newest first."""
    found = support_events.of_account(turn.session, turn.workspace.id, name, EVENTS_SHOWN)
    reader = words.rhythm(turn, turn.actor.id)
    allowed = {by: may_see(turn, by) for by in {each.by for each in found}}
    lines = [words.event(turn, reader, each) for each in found if allowed[each.by]]
    head = f"History of {excerpt(name)}"
    hidden = len(found) - len(lines)
    message = blocks.message(
        head,
        blocks.section(f"*{head}*"),
        *(blocks.section("\n".join(lines[at : at + 10])) for at in range(0, len(lines), 10)),
        *([] if lines else [blocks.section(NO_HISTORY)]),
        *([blocks.context(OTHERS.format(count=hidden))] if hidden else []),
    )
    return _beside(ask, message)
