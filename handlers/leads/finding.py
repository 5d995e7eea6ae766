"""Which lead is meant, by words of its name and company: to be shown, or to be corrected."""

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta

from handlers.kit import blocks
from handlers.kit.blocks import Element
from handlers.kit.feature import Ask, Block, Message, Open, Place, Refused, Turn
from handlers.kit.texts import excerpt
from handlers.leads import words
from handlers.leads.clocks import Clocks
from handlers.leads.controls import PAGED, correct_button, show_button
from handlers.leads.correcting import form_for
from handlers.leads.pages import page
from handlers.leads.records import may_give, may_see
from policies.foldings import folded
from policies.leads import Lead
from storage import leads

SHOWN = 10
LOOKED_BACK = timedelta(days=90)
"""How long one that is closed is found by its name."""
NAME_ONE = "Say which lead, for example `/handrail mql correct Jane Roe`."
NONE = (
    "I know no lead with “{said}” that is under way and that you may correct. `/handrail mql` "
    "lists yours; a closed one is reopened first."
)
NONE_FOUND = (
    "I know no lead with “{said}” that you may see, under way or of the last 90 days. "
    "`/handrail mql` lists yours. With a day and a time I calculate, for example "
    "`/handrail mql assigned 2026-03-02 09:10`."
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
    return _chosen(turn, WHICH, found, lambda each: correct_button(each, PAGED))


def find(turn: Turn, said: str) -> list[Lead]:
    """Those that the actor may see with every word, the newest first."""
    since = turn.now - LOOKED_BACK
    known = leads.lately(turn.session, turn.workspace.id, since) if said else []
    return _open_to(_with_words(known, said), lambda each: may_see(turn, each))


def show(turn: Turn, said: str, found: list[Lead]) -> Message:
    """One that is meant is shown whole."""
    standing = [each for each in found if not each.is_over]
    if len(found) == 1 or len(standing) == 1:
        return page(turn, (standing or found)[0])
    return _chosen(turn, f"Leads with “{excerpt(said)}”", found, show_button)


def search(turn: Turn, said: str) -> Message:
    found = find(turn, said)
    return show(turn, said, found) if found else none_found(said)


def none_found(said: str) -> Message:
    none = NONE_FOUND.format(said=excerpt(said))
    return blocks.message(none, blocks.section(none))


def _fitting(turn: Turn, said: str) -> list[Lead]:
    known = leads.under_way(turn.session, turn.workspace.id)
    return _open_to(_with_words(known, said), lambda each: may_give(turn, each))


def _open_to(found: list[Lead], is_open: Callable[[Lead], bool]) -> list[Lead]:
    """Asked once for each SDR and AE."""
    pairs = {(each.sdr, each.ae): each for each in found}
    theirs = {pair for pair, each in pairs.items() if is_open(each)}
    return [each for each in found if (each.sdr, each.ae) in theirs]


def _with_words(known: Iterable[Lead], said: str) -> list[Lead]:
    wanted = folded(said).replace(",", " ").split()
    fitting = [
        each
        for each in known
        if all(word in folded(f"{each.name} {each.company}") for word in wanted)
    ]
    return sorted(fitting, key=lambda each: each.id, reverse=True)


def _chosen(turn: Turn, head: str, found: list[Lead], press: Callable[[Lead], Element]) -> Message:
    rest = len(found) - SHOWN
    more = [blocks.context(MORE.format(more=rest))] if rest > 0 else []
    lines = _lines(turn, found[:SHOWN], press)
    return blocks.message(head, blocks.section(f"*{head}*"), *lines, *more)


def _lines(turn: Turn, found: list[Lead], press: Callable[[Lead], Element]) -> Iterator[Block]:
    clocks, reader = Clocks(turn), turn.actor.id
    clocks.learn({each.sdr for each in found})
    for each in found:
        said = f"{words.line(each)} · with {words.name(turn, each.sdr)}"
        yield blocks.section(f"{said}\n{words.state(clocks, each, reader)}", press(each))
