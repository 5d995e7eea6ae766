"""What is missing in a person's own opportunities, beside their next steps."""

from collections.abc import Iterator
from datetime import date

from handlers.kit import blocks
from handlers.kit.feature import Block, Round
from handlers.kit.panels import Panel
from handlers.kit.texts import capital, counted, excerpt
from handlers.kit.times import short
from policies.clocks import day_in, zone_of
from storage import gaps
from storage.gaps import Gaps
from storage.members import Member
from storage.opportunities import Opportunity

SHOWN = 5
EDIT = "opportunities.edit"
"""The opportunities' button."""
NO_GAPS = "Nothing is missing in them."
WORDS = {
    "past_due": ("close date in the past", "close dates in the past"),
    "no_close_date": ("without a close date", ""),
    "no_net_arr": ("without Net ARR", ""),
    "no_amount": ("without Amount", ""),
    "no_segment": ("without a segment", ""),
}
"""What is said of one and of several of each gap, in the order of their weight."""
ALONE = {
    "past_due": "the close date is past",
    "no_close_date": "no close date",
    "no_net_arr": "no Net ARR",
    "no_amount": "no Amount",
    "no_segment": "no segment",
}


def show(round: Round, member: Member) -> Iterator[Block]:
    today = day_in(round.now, zone_of(member.zone))
    found = gaps.of_owners(round.session, round.workspace.id, (member.id,), today)[member.id]
    if not found.open:
        return
    head = f"*{found.open:,} open*, Net ARR *${found.net_arr:,}*"
    yield blocks.section(f"{head}\n{counts(found)}" if found.wanting else f"{head}. {NO_GAPS}")
    if found.wanting:
        yield from _worst(round, member, found, today)


def counts(found: Gaps) -> str:
    """`3 next steps overdue · 2 without a next step`."""
    named = ((getattr(found, name), *words) for name, words in WORDS.items())
    said = [f"{counted(count, one, many or one)}" for count, one, many in named if count]
    return " · ".join(said)


def _worst(round: Round, member: Member, found: Gaps, today: date) -> Iterator[Block]:
    deals = gaps.wanting(round.session, round.workspace.id, member.id, today, SHOWN)
    for each in deals:
        yield blocks.section(_row(each, today), blocks.button("Edit", EDIT, str(each.id)))
    if hidden := found.wanting - len(deals):
        yield blocks.context(
            f"{hidden:,} more with something missing: `/handrail opportunity NAME`"
        )


def _row(deal: Opportunity, today: date) -> str:
    missing = [ALONE[name] for name in gaps.named(deal, today) if name in ALONE]
    closes = f" · closes {short(deal.close_date)}" if deal.close_date else ""
    return f"*{excerpt(deal.name)}*{closes}\n{capital(', '.join(missing))}"


PANEL = Panel("pipeline", "Your opportunities", 20, show)
