"""A dispute as its two sides see it: what was answered, on what evidence, and how it ended."""

from handlers.kit import blocks
from handlers.kit.answers import name_of
from handlers.kit.cards import source
from handlers.kit.feature import Block, Message, Turn
from handlers.kit.texts import escape, excerpt
from handlers.kit.times import when
from policies.edition import Pack
from storage.disputes import Dispute

DECIDE = "roe.decide"
WITHDRAW = "roe.withdraw"
RULES = "roe.rules"
OTHER = "other"


def title(dispute: Dispute) -> str:
    return f"Dispute #{dispute.number}"


def for_the_asker(turn: Turn, dispute: Dispute) -> Message:
    """While it is open: where it went, and the way back."""
    sent = _sent(turn, dispute)
    take_back = blocks.button("Withdraw", WITHDRAW, str(dispute.id), confirm=SURE)
    return blocks.message(
        sent, blocks.section(f"*{sent}*"), *body(turn, dispute), blocks.actions(take_back)
    )


def for_the_decider(turn: Turn, dispute: Dispute) -> Message:
    asker = excerpt(name_of(turn, dispute.asker))
    head = f"{title(dispute)}: {asker} disputes whose account it is"
    decide = blocks.button("Decide", DECIDE, str(dispute.id), "primary")
    rules = blocks.button("See rules", RULES, str(dispute.id))
    return blocks.message(
        head, blocks.section(f"*{head}*"), *body(turn, dispute), blocks.actions(decide, rules)
    )


def ended(turn: Turn, dispute: Dispute) -> Message:
    """The same for everybody, once nothing is left to press."""
    head = ending(turn, dispute)
    return blocks.message(
        head, blocks.section(f"*{head}*"), *verdict(dispute), *body(turn, dispute)
    )


def verdict_told(turn: Turn, dispute: Dispute) -> Message:
    """What the asker learns."""
    head = ending(turn, dispute)
    return blocks.message(
        head,
        blocks.section(f"*{head}*"),
        *verdict(dispute),
        blocks.context(source(turn.pack.citation(turn.pack.cover.decider_entry))),
        *body(turn, dispute),
    )


def ending(turn: Turn, dispute: Dispute) -> str:
    """Who ended it, how and when; for an open one, since when it is open."""
    if dispute.state == "open":
        return f"{title(dispute)}: open since {when(turn, dispute.created_at)}"
    by = excerpt(name_of(turn, dispute.decided_by or ""))
    at = when(turn, dispute.decided_at or dispute.created_at)
    if dispute.state == "withdrawn":
        return f"{title(dispute)}: withdrawn by {by}, {at}"
    return f"{title(dispute)}: {team_label(turn.pack, dispute)}, decided by {by}, {at}"


def verdict(dispute: Dispute) -> tuple[Block, ...]:
    return (blocks.section(f"Reason: {escape(dispute.reason)}"),) if dispute.reason else ()


def team_label(pack: Pack, dispute: Dispute) -> str:
    """By the name of today's pack, as long as that knows the team."""
    team = dispute.team or ""
    return escape(pack.cover.outcomes.get(team, team))


def body(turn: Turn, dispute: Dispute) -> tuple[Block, ...]:
    answered = dispute.answered
    read_as = f"\nRead as: {escape(answered['read_as'])}" if answered["read_as"] else ""
    return (
        blocks.section(f"The answer was: {escape(answered['headline'])}{read_as}"),
        blocks.section("\n".join(["*Evidence*", *_evidence(turn.pack, dispute)])),
    )


def source_label(pack: Pack, name: str) -> str:
    """`LinkedIn` for linkedin, as the pack spells it."""
    label = pack.cover.outcomes.get(f"use-{name}", f"use {name}")
    return label.removeprefix("use ")


def _sent(turn: Turn, dispute: Dispute) -> str:
    if not dispute.decider:
        role = escape(turn.pack.decider)
        return (
            f"{title(dispute)} is kept, but nobody is set up to decide it. Ask the admin of "
            f"Handrail to set HANDRAIL_DECIDER to the Slack id of your {role}; it waits until then."
        )
    return f"{title(dispute)} sent to {excerpt(name_of(turn, dispute.decider))}"


def _evidence(pack: Pack, dispute: Dispute) -> list[str]:
    held = dispute.evidence
    lines = [f"• Source: {escape(source_label(pack, held['source']))}"] if held["source"] else []
    for name in ("employees", "potential_users"):
        if held[name] is not None:
            lines.append(f"• {held[name]:,} {escape(pack.fact(name).many)}")
    if held["link"]:
        lines.append(f"• Link: <{escape(held['link'])}>")
    return [*lines, f"• {escape(held['note'])}"] if held["note"] else lines


SURE = blocks.confirmation(
    "Withdraw this dispute?", "The answer then stands as the rules give it.", "Withdraw"
)
