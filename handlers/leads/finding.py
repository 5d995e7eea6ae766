"""/handrail mql correct: which lead is meant, by words of its name and company."""

from handlers.kit import blocks
from handlers.kit.feature import Ask, Message, Open, Place, Refused, Turn
from handlers.kit.rights import may
from handlers.kit.texts import excerpt
from handlers.leads import words
from handlers.leads.clocks import Clocks
from handlers.leads.controls import PAGED, correct_button
from handlers.leads.correcting import form_for
from handlers.leads.records import GIVING
from policies.foldings import folded
from policies.leads import Lead
from storage import leads

SHOWN = 10
NAME_ONE = "Say which lead, for example `/handrail mql correct Jane Roe`."
NONE = (
    "I know no lead with “{said}” that is under way and that you may correct. `/handrail mql` "
    "lists yours; a closed one is reopened first."
)
WHICH = "Which one is to be corrected?"
MORE = "{more:,} more fit: say more of the name or the company."


def start(turn: Turn, ask: Ask, said: str) -> Message | Open:
    if not said:
        raise Refused(NAME_ONE)
    found = _fitting(turn, said)
    if not found:
        none = NONE.format(said=excerpt(said))
        return blocks.message(none, blocks.section(none))
    if len(found) == 1 and ask.place is Place.COMMAND:
        return Open(form_for(turn, ask, found[0]))
    return _chosen(turn, found)


def _fitting(turn: Turn, said: str) -> list[Lead]:
    """Those under way with every word, the newest first."""
    wanted = folded(said).replace(",", " ").split()
    those = [
        each
        for each in leads.under_way(turn.session, turn.workspace.id)
        if all(word in folded(f"{each.name} {each.company}") for word in wanted)
    ]
    mine = {sdr for sdr in {each.sdr for each in those} if may(turn, *GIVING, owner=sdr)}
    return [each for each in reversed(those) if each.sdr in mine]


def _chosen(turn: Turn, found: list[Lead]) -> Message:
    clocks, reader = Clocks(turn), turn.actor.id
    clocks.learn({each.sdr for each in found[:SHOWN]})
    lines = [
        blocks.section(
            f"{words.line(each)} · with {words.name(turn, each.sdr)}\n"
            f"{words.state(clocks, each, reader)}",
            correct_button(each, PAGED),
        )
        for each in found[:SHOWN]
    ]
    more = len(found) - len(lines)
    rest = [blocks.context(MORE.format(more=more))] if more else []
    return blocks.message(WHICH, blocks.section(f"*{WHICH}*"), *lines, *rest)
