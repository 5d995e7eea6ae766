"""The buttons under an answer; they carry the answer's number, never what it says."""

from handlers.kit import blocks
from handlers.kit.blocks import Element, Option
from handlers.kit.entries import ENTRY, others
from handlers.kit.facts import fact_of
from handlers.kit.feature import Block, Place
from policies.answer import Answer, Status
from policies.pack import Pack
from policies.vocabulary import Fact, Kind

CHOOSE = "answer.choose"
FILL = "answer.fill"
WHY = "answer.why"
SHARE = "answer.share"
DISPUTE = "roe.dispute"
CHOICES_AS_BUTTONS = 5
PRIVATE = (Place.COMMAND, Place.BUTTON)
"""Places whose answers only the asker sees; a mention is answered in its thread for all."""
DISPUTED_POLICIES = ("roe", "segment", "source")
HANDBOOK = "handbook"
RATE = "answer.rate"
SURE = blocks.confirmation(
    "Share with this channel?",
    "Everyone here sees the answer and your name, also people of other companies if the channel "
    "is shared with them.",
    "Share",
)
"""Slack tells a bot with no press whether a channel is shared, so it always asks."""
YES_NO: tuple[Option, ...] = (("yes", "Yes"), ("no", "No"))


def controls(
    number: int, answer: Answer, pack: Pack, asked: str, place: str, channel: str
) -> tuple[Block, ...]:
    """Nothing for an answer with nothing to press."""
    shown = (
        *_asking(number, answer, pack),
        *_also(answer, pack),
        *_having(number, answer, place, channel),
    )
    rated = (_rating(number),) if answer.policy == HANDBOOK or not _typed(asked) else ()
    return (*((blocks.actions(*shown),) if shown else ()), *rated)


def _typed(asked: str) -> bool:
    """A command's answer is computed; plain words may have been misunderstood."""
    return asked.lstrip().startswith("/")


def _rating(number: int) -> Block:
    return blocks.feedback(
        RATE, ("This helped", f"{number} helped"), ("Wrong answer", f"{number} wrong")
    )


def _also(answer: Answer, pack: Pack) -> tuple[Element, ...]:
    known = others(answer, pack) if answer.policy == HANDBOOK else ()
    return tuple(
        blocks.button(f"Also: {title}", f"{ENTRY}.{place}", id)
        for place, (id, title) in enumerate(known)
    )


def choices(fact: Fact) -> tuple[Option, ...]:
    """What can be chosen of a fact; nothing for a number or a date."""
    if fact.kind is Kind.YES_NO and not fact.options:
        return YES_NO
    return tuple((option.value, option.label) for option in fact.options)


def _asking(number: int, answer: Answer, pack: Pack) -> tuple[Element, ...]:
    if answer.status not in (Status.NEEDS_FACT, Status.CONFLICT) or not answer.ask:
        return ()
    fact = fact_of(pack, answer.policy, answer.ask[0])
    if fact is None:
        return ()
    known = choices(fact)
    if not known or len(known) > CHOICES_AS_BUTTONS:
        label = f"Give {fact.label[:1].lower()}{fact.label[1:]}"
        return (blocks.button(label, FILL, f"{number} {fact.name}", "primary"),)
    return tuple(
        blocks.button(label, f"{CHOOSE}.{place}", f"{number} {fact.name} {value}")
        for place, (value, label) in enumerate(known)
    )


def _having(number: int, answer: Answer, place: str, channel: str) -> tuple[Element, ...]:
    settled = answer.status in (Status.DECIDED, Status.OUTSIDE)
    can_share = settled and place in PRIVATE and not channel.startswith("D")
    has_rules = bool(answer.rules) and answer.policy != HANDBOOK
    can_dispute = settled and answer.policy in DISPUTED_POLICIES
    wanted = (
        (has_rules, "Why?", WHY, None),
        (can_share, "Share here", SHARE, SURE),
        (can_dispute, "Dispute", DISPUTE, None),
    )
    return tuple(
        blocks.button(label, id, str(number), confirm=sure)
        for shown, label, id, sure in wanted
        if shown
    )
