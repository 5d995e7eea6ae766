"""The register: one's own projects first, then everybody's by state; and the printed ideas."""

from collections.abc import Iterator, Mapping, Sequence

from handlers.givebacks import words
from handlers.givebacks.cards import page
from handlers.givebacks.controls import (
    BOARD,
    IDEAS,
    LIST,
    beside,
    new_button,
    show_button,
    shown,
)
from handlers.givebacks.records import adoptions, mine, seen, sheet_of
from handlers.kit import blocks
from handlers.kit.blocks import Element
from handlers.kit.citations import places, shelf
from handlers.kit.feature import Ask, Block, ButtonReply, Message, Refused, Scene, Turn
from handlers.kit.rights import may
from handlers.kit.texts import counted, escape, excerpt
from policies.give_backs import Adoption, Project, State
from policies.rights import Action
from storage import give_backs

FIRST, PAGE, MOST_MINE = 4, 10, 6
SHOWN_IN = (State.UNDER_WAY, State.FINISHED, State.IDEA)
DEFINITION, EXAMPLES, REGISTER = (
    *("give-back-definition", "give-back-examples", "give-back-register"),
)
NOTHING = "Nobody has registered a Give Back project yet."
WHAT = (
    "It is a piece of work with an end, on a subject you choose, that makes the Commercial team do "
    "better. Finished, 70 % of the team or more should use it every month."
)
NONE_OF_STATE = "No project is in that state."
NONE_FOUND = "I know no project of “{words}”. `/handrail giveback` lists all of them."
SEARCHED = 9


def overview(turn: Turn) -> Message:
    sheet_of(turn)
    counts = give_backs.counts(turn.session, turn.workspace.id)
    if not counts:
        return _empty(turn)
    own = [each for each in mine(turn, turn.actor.id) if each.state is not State.DROPPED]
    said = " · ".join(f"{counts[each]:,} {each}" for each in State if counts.get(each))
    head = f"Give Back projects: {said}"
    return blocks.message(
        head,
        blocks.header("Give Back projects"),
        blocks.section(said),
        *_own(turn, own),
        *(block for state in SHOWN_IN for block in _group(turn, state, counts, own)),
        blocks.actions(*_buttons(turn, counts)),
        *shelf(places(turn.pack.citation(each) for each in (DEFINITION, REGISTER))),
    )


def _empty(turn: Turn) -> Message:
    press = blocks.actions(new_button("primary"), blocks.button("Ideas", IDEAS))
    cited = shelf(places([turn.pack.citation(DEFINITION)]))
    return blocks.message(NOTHING, blocks.section(f"*{NOTHING}*\n{WHAT}"), press, *cited)


def _own(turn: Turn, own: Sequence[Project]) -> Iterator[Block]:
    if not own:
        yield blocks.section("*Yours*\nYou have none yet.")
        return
    yield blocks.section("*Yours*")
    yield from lines(turn, own[:MOST_MINE])
    if len(own) > MOST_MINE:
        yield blocks.context(f"{len(own) - MOST_MINE:,} more of yours are in the lists below.")


def _group(
    turn: Turn, state: State, counts: Mapping[State, int], own: Sequence[Project]
) -> Iterator[Block]:
    """The newest of the others."""
    known = {each.id for each in own[:MOST_MINE]}
    newest = give_backs.in_state(turn.session, turn.workspace.id, state, FIRST + MOST_MINE)
    others = [each for each in newest if each.id not in known]
    if others:
        yield blocks.section(f"*{words.STATES[state]}*")
        yield from lines(turn, others[:FIRST])


def _buttons(turn: Turn, counts: Mapping[State, int]) -> Iterator[Element]:
    yield new_button()
    yield blocks.button("Ideas", IDEAS)
    options = [
        (f"{state.name} 0", f"{words.STATES[state]}: all {counts[state]:,}")
        for state in State
        if counts.get(state)
    ]
    yield blocks.select(LIST, "Show all of…", options)
    if may(turn, Action.ROLL_UP):
        yield blocks.button("My team", BOARD)


def lines(turn: Turn, those: Sequence[Project]) -> Iterator[Block]:
    """One below the other, what is used with its figure of this month."""
    month = words.month_of(turn, turn.actor.id)
    used = [each for each in those if each.state.is_used]
    known = adoptions(turn, used, month, 1) if used else {}
    for each in those:
        yield line(turn, each, known[each.id][0] if each.id in known else None)


def line(scene: Scene, project: Project, now: Adoption | None) -> Block:
    said = [f"{words.line(project)} · {words.name(scene, project.owner)}"]
    if now is not None and (now.users or project.state is State.FINISHED):
        said.append(f"{words.month(now.month)} so far: {words.figure(now)}")
    elif project.improves:
        said.append(excerpt(project.improves))
    return blocks.section("\n".join(said), show_button(project))


def listed(turn: Turn, ask: Ask) -> ButtonReply:
    """All of one state, ten at a time."""
    name, _, at = ask.value.partition(" ")
    state = State[name] if name in State.__members__ else State.FINISHED
    start = int(at) if at.isascii() and at.isdigit() and len(at) < 6 else 0
    found = give_backs.in_state(turn.session, turn.workspace.id, state, PAGE + 1, start)
    head = f"*{words.STATES[state]}*" + (f", from number {start + 1:,}" if start else "")
    body = [*lines(turn, found[:PAGE])] or [blocks.section(NONE_OF_STATE)]
    turning = [*_turning(state, start, len(found) > PAGE)]
    press = [blocks.actions(*turning)] if turning else []
    return shown(ask, blocks.message(head.replace("*", ""), blocks.section(head), *body, *press))


def _turning(state: State, start: int, more: bool) -> Iterator[Element]:
    if start:
        yield blocks.button("Newer", f"{LIST}.0", f"{state.name} {max(start - PAGE, 0)}")
    if more:
        yield blocks.button("Older", f"{LIST}.1", f"{state.name} {start + PAGE}")


def ideas(turn: Turn) -> Message:
    """The printed examples; each of them may be somebody's project."""
    found = sheet_of(turn).lists["ideas"]
    head = f"{counted(len(found), 'idea')} for a Give Back project"
    listed = "\n".join(f"• {escape(each.says)}" for each in found)
    cited = dict.fromkeys([*(each.entry for each in found), REGISTER])
    return blocks.message(
        head,
        blocks.section(f"*{head}*\n{listed}"),
        blocks.section("They are examples: the subject is yours to choose."),
        blocks.actions(new_button("primary")),
        *shelf(places(turn.pack.citation(each) for each in cited)),
    )


def show_ideas(turn: Turn, ask: Ask) -> ButtonReply:
    return beside(ask, ideas(turn))


def find(turn: Turn, text: str) -> list[Project]:
    """One more than are shown."""
    return give_backs.search(turn.session, turn.workspace.id, text, SEARCHED + 1)


def search(turn: Turn, text: str) -> Message:
    """One that is meant is shown whole."""
    found = find(turn, text)
    if not found:
        raise Refused(NONE_FOUND.format(words=text[:60]))
    same = [each for each in found if give_backs.folded(text) == give_backs.folded(each.title)]
    if len(found) == 1 or len(same) == 1:
        return page(turn, (same or found)[0])
    head = f"Projects of “{excerpt(text)}”"
    more = len(found) > SEARCHED
    rest = [blocks.context("There are more. Write more of the title.")] if more else []
    shown = lines(turn, found[:SEARCHED])
    return blocks.message(head, blocks.section(f"*{head}*"), *shown, *rest)


def open_one(turn: Turn, ask: Ask) -> ButtonReply:
    """Beside the list it was pressed in, which stays."""
    return beside(ask, page(turn, seen(turn, ask.value)))


def open_list(turn: Turn, ask: Ask) -> ButtonReply:
    return listed(turn, ask) if ask.value else shown(ask, overview(turn))
