"""What became of an account: every rank it had and every talk, the newest first."""

from collections.abc import Iterator
from datetime import datetime

from handlers.kit import blocks
from handlers.kit.feature import Block, Message, Turn
from handlers.kit.texts import counted, excerpt
from handlers.kit.times import dated, when_there
from handlers.ranking import words
from handlers.ranking.books import rules, today_of
from handlers.ranking.controls import AHEAD, BACK, OTHER, packed
from policies.ranking import Contact, Move, Talk, folded
from storage import rank_events, ranks
from storage.rank_events import MOVED, RETURNED

PAST = "past"
AT_ONCE = 12
LATEST = 3
NOTHING = "Nothing was ever said of {account}."
SOURCES = {
    "import": "by an import",
    "undo": "taken back",
    MOVED: "the account changed hands",
    RETURNED: "the account came back",
}
FORMER = "{owner} had it as {rank}. The ranking has to be your own, so theirs is not taken over."


def events(turn: Turn, owner: str, account: str) -> list[str]:
    """A line for each, by when it was kept."""
    where = (turn.session, turn.workspace.id, owner, account)
    found: list[tuple[datetime, str]] = []
    found += [(each.at, _move(turn, each)) for each in rank_events.moves(*where)]
    found += [(each.at, _talk(turn, each)) for each in rank_events.talks(*where)]
    return [said for _, said in sorted(found, key=lambda each: each[0], reverse=True)]


def _move(turn: Turn, move: Move) -> str:
    known = rules(turn)
    before, after = (words.rank(known, each) for each in (move.before, move.after))
    if move.before == move.after:
        what = f"stays {after}"
    else:
        what = after if not move.before else f"{before} → {after}"
    how = f", {SOURCES[move.source]}" if move.source in SOURCES else ""
    why = f": {excerpt(move.why)}" if move.why else ""
    return f"• *{what}*{how} · {_who(turn, move.by, move.at)}{why}"


def _talk(turn: Turn, talk: Talk) -> str:
    day = dated(talk.day, today_of(turn, turn.actor.id))
    did = "talked" if talk.way is Contact.TALK else "informed"
    note = f": {excerpt(talk.note)}" if talk.note else ""
    return f"• {did} on {day} · {_who(turn, talk.by, talk.at)}{note}"


def _who(turn: Turn, by: str, at: datetime) -> str:
    name = f"{words.name(turn, by)}, " if by else ""
    return f"{name}{when_there(turn, turn.actor.id, at)}"


def latest(turn: Turn, owner: str, account: str) -> Iterator[Block]:
    """The last few, and to who has taken the account over, what rank it had."""
    if lines := events(turn, owner, account)[:LATEST]:
        yield blocks.context("\n".join(lines))
    elif former := _former(turn, owner, account):
        yield blocks.context(former)


def _former(turn: Turn, owner: str, account: str) -> str:
    """Nobody learns by a name alone what others think of an account."""
    known = ranks.known_accounts(turn.session, turn.workspace.id, [owner])
    found = rank_events.former(turn.session, turn.workspace.id, owner, account)
    if found is None or folded(account) not in known.get(owner, {}):
        return ""
    other, rank = found
    return FORMER.format(owner=words.name(turn, other), rank=words.rank(rules(turn), rank))


def history(turn: Turn, owner: str, account: str, start: int, back: str) -> Message:
    lines = events(turn, owner, account)
    if not lines:
        none = NOTHING.format(account=excerpt(account))
        press = blocks.actions(blocks.button("Back", OTHER, back))
        return blocks.message(none, blocks.section(none), press)
    head = f"{words.title(account)}: {counted(len(lines), 'entry', 'entries')}, the newest first"
    start = min(start, (len(lines) - 1) // AT_ONCE * AT_ONCE)
    turning = []
    if start:
        value = packed(PAST, owner, account, str(start - AT_ONCE))
        turning.append(blocks.button("Newer", BACK, value))
    if start + AT_ONCE < len(lines):
        value = packed(PAST, owner, account, str(start + AT_ONCE))
        turning.append(blocks.button("Older", AHEAD, value))
    return blocks.message(
        head.replace("*", ""),
        blocks.section(head),
        blocks.section("\n".join(lines[start : start + AT_ONCE])),
        blocks.actions(*turning, blocks.button("Back", OTHER, back)),
    )
