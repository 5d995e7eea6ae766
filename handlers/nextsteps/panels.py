"""What Home shows of next steps: what presses, five at most, and how many more there are."""

from collections.abc import Iterable

from handlers.kit import blocks
from handlers.kit.citations import source
from handlers.kit.feature import Block, Round
from handlers.kit.panels import Panel
from handlers.nextsteps import lines
from handlers.nextsteps.lines import Noted
from handlers.nextsteps.routine import ENTRY, NAME, UPDATE
from handlers.nextsteps.views import counts
from policies import next_steps
from policies.clocks import day_in, zone_of
from policies.next_steps import Order
from storage import next_steps as kept
from storage import pipelines
from storage.members import Member

SHOWN = 5
NOTHING_DUE = "Nothing is due, and nothing is missing."


def show(round: Round, member: Member) -> Iterable[Block]:
    those = pipelines.open_of(round.session, round.workspace.id, member.id)
    if not those:
        return
    today = day_in(round.now, zone_of(member.zone))
    asked = next_steps.waiting(those, today, Order.of(round.pack))
    stand = counts(those, today)
    yield blocks.section(stand if asked else f"{NOTHING_DUE} {stand[:1].upper()}{stand[1:]}.")
    page = asked[:SHOWN]
    notes = kept.notes(round.session, round.workspace.id, [each.id for each in page])
    for each in page:
        update = blocks.button("Update", UPDATE, str(each.id))
        yield blocks.section(lines.listed(each, today, Noted(round, notes)), update)
    more = f"{len(asked) - SHOWN:,} more: `/nextsteps` · " if len(asked) > SHOWN else ""
    yield blocks.context(f"{more}📖 {source(round.pack.citation(ENTRY))}")


PANEL = Panel(NAME, "Next steps", 12, show, repeats=NAME)
