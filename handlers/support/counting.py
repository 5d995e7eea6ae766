"""What is said of a session that was logged: what is left, and plainly if it was too much."""

from handlers.kit import blocks
from handlers.kit.citations import places, shelf
from handlers.kit.feature import Block, Message, Turn
from handlers.kit.texts import escape, excerpt
from handlers.support import words
from handlers.support.controls import ACCOUNT, undo_button
from handlers.support.records import left_of
from policies.engagement import Session
from policies.engagement.allowances import Allowance
from policies.engagement.values import POST, SMB

EXCEEDED = "⚠️ That is beyond what {account} may have {stage}. It was held, so it counts."
USED_UP = "That was the last of it: from here on the account is helped in writing."
COUNT = "Live help of {account} {stage}: *{used}*."
UNCOUNTED = "Mid-Market has no limit of sessions; it is kept all the same."


def logged(turn: Turn, one: Session, act: int, says: str) -> Message:
    """With what is left, and plainly if it was too much."""
    on = words.today(turn, turn.actor.id)
    told = f"*{excerpt(one.account)}*, {words.session(turn, one, on)}."
    head = says.format(session=told)
    return blocks.message(
        head.replace("*", ""),
        blocks.section(head, undo_button(act)),
        *_left(turn, one),
        blocks.actions(blocks.button("The account", ACCOUNT, one.account)),
        *shelf(places([turn.pack.citation("smb-sync-limits")])),
    )


def _left(turn: Turn, one: Session) -> list[Block]:
    if one.segment != SMB:
        return [blocks.context(UNCOUNTED)]
    left = left_of(turn, one.account, one.stage, one.day)
    stage = words.of_stage(one.stage)
    lines = [COUNT.format(account=excerpt(one.account), stage=stage, used=words.used(left))]
    lines += _beyond(one, left, stage)
    if one.stage == POST:
        lines.append(f"_{escape(turn.pack.engagement.year.says)}_")
    return [blocks.section("\n".join(lines))]


def _beyond(one: Session, left: Allowance, stage: str) -> list[str]:
    if left.is_exceeded:
        return [EXCEEDED.format(account=excerpt(one.account), stage=stage)]
    return [USED_UP] if left.is_used else []
