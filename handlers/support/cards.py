"""A request as it is shown: what was decided and why, what comes next, and its buttons."""

from collections.abc import Iterator

from handlers.kit import blocks
from handlers.kit.blocks import Element
from handlers.kit.citations import places, shelf
from handlers.kit.feature import Block, Message, Turn
from handlers.kit.texts import capital, escape, excerpt
from handlers.kit.times import dated
from handlers.support import words
from handlers.support.controls import (
    ANSWERED,
    MORE,
    POSTED,
    SCHEDULE,
    TEXT,
    log_button,
    undo_button,
)
from handlers.support.records import left_of, may_change
from policies.engagement import Request, State
from policies.engagement.values import POST, SMB
from policies.opportunities import dollars

EDIT, CLOSE, WITHDRAW, HISTORY = "edit", "close", "withdraw", "history"
COPY = "1. *Request text*: read it, fill in what is missing, copy it."
THERE = "2. Put it on the {board}."
THEN = "3. Press *It is posted…* and give the issue."
CLOCK = "The clock of {hours} hours begins when it is posted. {says}"
SURE = blocks.confirmation(
    "Is it answered?", "I stop asking about it. It can be undone for 15 minutes.", "Answered"
)


def page(turn: Turn, request: Request, first: str = "", act: int | None = None) -> Message:
    """`first` is what was just done, `act` its number as long as it can be undone."""
    head = f"{capital(words.KINDS[request.kind])} for {excerpt(request.account)}"
    told = [blocks.section(first, undo_button(act) if act else None)] if first else []
    return blocks.message(
        f"{head}: {escape(str(request.decided['headline']))}",
        *told,
        blocks.section("\n".join(_head(turn, request))),
        *_decision(turn, request),
        *_next(turn, request),
        *_remarks(turn, request),
        *_actions(turn, request),
        *shelf(places(turn.pack.citation(each) for each in _entries(turn, request))),
    )


def _head(turn: Turn, request: Request) -> Iterator[str]:
    reader, on = words.rhythm(turn, turn.actor.id), words.today(turn, turn.actor.id)
    facts = [words.SEGMENTS[request.segment], words.REGIONS[request.region]]
    facts += [f"{dollars(request.iacv)} IACV"] if request.iacv is not None else []
    facts += [words.TIERS[request.tier]] if request.tier else []
    facts += [f"wanted by {dated(request.wanted, on)}"] if request.wanted else []
    yield f"{words.line(request)} · asked by {words.name(turn, request.by)}"
    yield " · ".join(facts)
    issue = f" · <{request.link}|issue>" if request.link else ""
    yield f"*{capital(words.state(turn, reader, request, on))}*{issue}"


def _decision(turn: Turn, request: Request) -> Iterator[Block]:
    lines = [f"*{escape(str(request.decided['headline']))}*"]
    lines += [f"⚠️ {escape(each)}" for each in request.decided["warnings"]]
    if request.segment == SMB:
        lines.append(f"Live help so far {words.of_stage(request.stage)}: {so_far(turn, request)}.")
    lines += [f"_{escape(each)}_" for each in request.decided["assumptions"]]
    if request.segment == SMB and request.stage == POST:
        lines.append(f"_{escape(turn.pack.engagement.year.says)}_")
    yield blocks.section("\n".join(lines))


def so_far(turn: Turn, request: Request) -> str:
    on = words.today(turn, turn.actor.id)
    return words.used(left_of(turn, request.account, request.stage, on))


def _next(turn: Turn, request: Request) -> Iterator[Block]:
    if request.is_over:
        return
    steps = [escape(each) for each in request.decided["next"]]
    lines = [f"• {each}" for each in steps]
    if request.state is State.ASKED:
        board = turn.pack.engagement.board(request.facts)
        named = f"<{board.link}|{escape(board.label)}>" if board.link else escape(board.label)
        lines = [COPY, THERE.format(board=named), THEN, *lines]
        if request.is_written:
            hours = f"{int(turn.pack.sheets['support'].limit('answer_hours'))}"
            says = turn.pack.engagement.hours.says
            lines.append(f"_{escape(CLOCK.format(hours=hours, says=says))}_")
    if lines:
        yield blocks.section("\n".join(lines))


def _remarks(turn: Turn, request: Request) -> Iterator[Block]:
    found = [each for each in turn.pack.engagement.remarks if each.when.fits(request.facts)]
    if found and not request.is_over:
        yield blocks.context("\n".join(escape(each.says) for each in found))


def _entries(turn: Turn, request: Request) -> list[str]:
    sheet = turn.pack.engagement
    told = [*request.decided["entries"], sheet.board(request.facts).entry]
    told += [each.entry for each in sheet.remarks if each.when.fits(request.facts)]
    return [each for each in dict.fromkeys(told) if each in turn.pack.entries]


def _actions(turn: Turn, request: Request) -> Iterator[Block]:
    if not may_change(turn, request.by, request.helper):
        return
    id = str(request.id)
    if request.is_over:
        yield blocks.actions(blocks.overflow(MORE, ((f"{HISTORY} {id}", "History"),)))
        return
    yield blocks.actions(*_buttons(request), _more(id))


def _buttons(request: Request) -> Iterator[Element]:
    id, at = str(request.id), request.state
    yield blocks.button("📝 Request text", TEXT, id, "primary" if at is State.ASKED else "")
    if at is State.ASKED:
        yield blocks.button("It is posted…", POSTED, id)
    if request.is_written and at in (State.ASKED, State.POSTED):
        style = "primary" if at is State.POSTED else ""
        yield blocks.button("Answered", ANSWERED, id, style, SURE)
    if not request.is_written:
        yield blocks.button("Scheduled…", SCHEDULE, id)
        yield log_button(
            f"request {id}", "Log the session…", "primary" if at is State.SCHEDULED else ""
        )


def _more(id: str) -> Element:
    return blocks.overflow(
        MORE,
        (
            (f"{EDIT} {id}", "Change what is asked…"),
            (f"{CLOSE} {id}", "Close it"),
            (f"{WITHDRAW} {id}", "Withdraw it"),
            (f"{HISTORY} {id}", "History"),
        ),
    )
