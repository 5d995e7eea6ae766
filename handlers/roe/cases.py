"""A dispute as its two sides see it: what was answered, on what evidence, and how it ended."""

from dataclasses import replace

from handlers.kit import blocks
from handlers.kit.answers import name_of
from handlers.kit.citations import source
from handlers.kit.feature import Block, Message, Scene, Turn
from handlers.kit.people import known, name_in
from handlers.kit.texts import capital, escape, excerpt, listed
from handlers.kit.times import when
from policies.edition import Pack
from storage.disputes import Dispute

DECIDE = "roe.decide"
WITHDRAW = "roe.withdraw"
RULES = "roe.rules"
CASE = "roe.case"
REOPEN = "roe.reopen"
OTHER = "other"
EXCEPTION = "exception"
NUMBERS = ("employees", "potential_users")
CARD, QUEUE, ASIDE = "card", "queue", "aside"
"""Where *Decide* is pressed: on the decider's card, in a list, or where nothing gives way to it."""


def title(dispute: Dispute) -> str:
    what = "Exception" if dispute.kind == EXCEPTION else "Dispute"
    return f"{what} #{dispute.number}"


def named(dispute: Dispute) -> str:
    """`Dispute #3 · Acme`."""
    return " · ".join([title(dispute), *([excerpt(dispute.account)] if dispute.account else [])])


def deciders(scene: Scene) -> str:
    """`Helen Park or Vic Sato`, of whom any may decide; empty if there is nobody."""
    names = [name_in(scene.session, scene.workspace.id, each) for each in scene.deciders]
    return listed(sorted(names))


def read_by(turn: Turn, user: str) -> Turn:
    """The turn as another reader sees it: instants on the wall clock of their zone."""
    reader = known(turn.session, turn.workspace.id, user)
    return replace(turn, actor=reader) if reader else turn


def for_the_asker(turn: Turn, dispute: Dispute) -> Message:
    """While it is open: where it went, and the way back."""
    sent = _sent(turn, dispute)
    back = blocks.actions(withdrawal(dispute))
    return blocks.message(sent, blocks.section(f"*{sent}*"), *body(turn.pack, dispute), back)


def withdrawal(dispute: Dispute) -> blocks.Element:
    return blocks.button("Withdraw", WITHDRAW, str(dispute.id), confirm=SURE)


def decision(dispute: Dispute, where: str = CARD) -> blocks.Element:
    return blocks.button("Decide", DECIDE, f"{dispute.id} {where}", "primary")


def opening(dispute: Dispute) -> blocks.Element:
    return blocks.button("Open", CASE, str(dispute.id))


def asks(asker: str, dispute: Dispute) -> str:
    """`Dispute #3: Amara Okafor disputes whose account it is`."""
    account = excerpt(dispute.account)
    if dispute.kind == EXCEPTION:
        return f"{title(dispute)}: {excerpt(asker)} asks for an exception for {account}"
    whose = f"whose account {account} is" if account else "whose account it is"
    return f"{title(dispute)}: {excerpt(asker)} disputes {whose}"


def for_the_decider(pack: Pack, asker: str, dispute: Dispute) -> Message:
    head = asks(asker, dispute)
    rules = blocks.button("See rules", RULES, str(dispute.id))
    press = blocks.actions(decision(dispute), rules)
    return blocks.message(head, blocks.section(f"*{head}*"), *body(pack, dispute), press)


def passed_on(scene: Scene, dispute: Dispute) -> Message:
    """For somebody who decided until now."""
    pack, head = scene.pack, f"{title(dispute)} is now with {escape(deciders(scene))}"
    return blocks.message(head, blocks.section(f"*{head}*"), *body(pack, dispute))


def ended(turn: Turn, dispute: Dispute) -> Message:
    """Once nothing is left to press."""
    return blocks.message(ending(turn, dispute), *_ending(turn, dispute), *body(turn.pack, dispute))


def verdict_told(turn: Turn, dispute: Dispute) -> Message:
    """What the asker learns, who knows the evidence already."""
    place = blocks.context(f"📖 {source(turn.pack.citation(turn.pack.cover.decider_entry))}")
    return blocks.message(ending(turn, dispute), *_ending(turn, dispute), _answered(dispute), place)


def ending(turn: Turn, dispute: Dispute) -> str:
    """How it ended, by whom and when; for an open one, since when it is open."""
    return ", ".join(_ended(turn, dispute))


def _ending(turn: Turn, dispute: Dispute) -> tuple[Block, ...]:
    """The outcome first; who and when below it."""
    outcome, *details = _ended(turn, dispute)
    about = ", ".join(details)
    shown = [blocks.section(f"*{outcome}*"), *verdict(dispute)]
    return (*shown, blocks.context(capital(about))) if about else tuple(shown)


def _ended(turn: Turn, dispute: Dispute) -> tuple[str, ...]:
    if dispute.state == "open":
        again = "open again since" if dispute.rounds else "open since"
        return (f"{title(dispute)}: {again} {when(turn, dispute.waits_since)}",)
    by = excerpt(name_of(turn, dispute.decided_by or ""))
    at = when(turn, dispute.decided_at or dispute.created_at)
    if dispute.state == "withdrawn":
        return (f"{title(dispute)}: withdrawn by {by}", at)
    label = team_label(turn.pack, dispute)
    return (f"{title(dispute)}: {capital(label)}", f"decided by {by}", at)


def verdict(dispute: Dispute) -> tuple[Block, ...]:
    return (blocks.section(f"Reason: {escape(dispute.reason)}"),) if dispute.reason else ()


def team_label(pack: Pack, dispute: Dispute) -> str:
    """By the name of today's pack, as long as that knows the team."""
    team = dispute.team or ""
    return escape(pack.cover.outcomes.get(team, team))


def body(pack: Pack, dispute: Dispute) -> tuple[Block, ...]:
    account = [f"• Account: {excerpt(dispute.account)}"] if dispute.account else []
    head = "*Why an exception*" if dispute.kind == EXCEPTION else "*Evidence*"
    evidence = blocks.section("\n".join([head, *account, *_evidence(pack, dispute)]))
    return (_answered(dispute), evidence)


def _answered(dispute: Dispute) -> Block:
    answered = dispute.answered
    read_as = f"\nRead as: {escape(answered['read_as'])}" if answered["read_as"] else ""
    return blocks.section(f"*The answer was*\n{escape(answered['headline'])}{read_as}")


def source_label(pack: Pack, name: str) -> str:
    """`LinkedIn` for linkedin, as the pack spells it."""
    label = pack.cover.outcomes.get(f"use-{name}", f"use {name}")
    return label.removeprefix("use ")


def _sent(turn: Turn, dispute: Dispute) -> str:
    if not turn.deciders:
        role = escape(turn.pack.decider)
        return (
            f"{title(dispute)} is kept, but nobody is set up to decide it. Ask the admin of "
            f"Handrail to set HANDRAIL_DECIDER to the Slack id of your {role}; it waits until then."
        )
    return f"{title(dispute)} sent to {escape(deciders(turn))}"


def _evidence(pack: Pack, dispute: Dispute) -> list[str]:
    held = dispute.evidence
    lines = [f"• Source: {escape(source_label(pack, held['source']))}"] if held["source"] else []
    for name in NUMBERS:
        if held[name] is not None:
            lines.append(f"• {held[name]:,} {escape(pack.fact(name).many)}")
    if held["link"]:
        lines.append(f"• Link: <{escape(held['link'])}>")
    return [*lines, f"• {escape(held['note'])}"] if held["note"] else lines


SURE = blocks.confirmation(
    "Withdraw this dispute?",
    "The answer then stands as it was; you can dispute it again.",
    "Withdraw",
)
