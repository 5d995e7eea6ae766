"""/handrail program: the leadership program and the Center of Excellence, and who takes part."""

from collections.abc import Callable, Mapping

from handlers.kit import acts, blocks
from handlers.kit.feature import (
    Ask,
    Button,
    ButtonReply,
    CommandReply,
    Feature,
    Form,
    Group,
    Message,
    Refused,
    Slash,
    Turn,
)
from handlers.kit.menus import help_with, is_help
from handlers.kit.routines import Undo
from handlers.kit.teams import insist_on_privacy
from handlers.kit.texts import clean
from handlers.programs import (
    admins,
    attending,
    holding,
    leading,
    offering,
    pages,
    panels,
    reminding,
)
from handlers.programs import controls as to
from policies.problems import nearest

COMMAND = "/handrail program"
UNKNOWN = "I don't know “{word}”{near}. `/handrail program help` lists what there is."
NEAR = "; did you mean `/handrail program {word}`?"

Way = Callable[[Turn], CommandReply]


def start(turn: Turn, ask: Ask) -> CommandReply:
    word = " ".join(clean(ask.text).casefold().split())
    way = WAYS.get(word)
    if way is None:
        near = nearest(word, WAYS)
        raise Refused(UNKNOWN.format(word=word[:40], near=NEAR.format(word=near) if near else ""))
    insist_on_privacy(ask, f"{COMMAND} {word}".strip())
    return way(turn)


WAYS: Mapping[str, Way] = {
    "": pages.overview,
    "leadership": pages.leadership,
    "weeks": pages.leadership,
    "coe": pages.topics,
    "topics": pages.topics,
    "list": admins.start,
}


def explain(menu: tuple[Slash, ...], text: str) -> Message | None:
    notes = (
        f"`{COMMAND}` alone shows both programs and where you stand in them: your name is put "
        "down, taken off, a topic is chosen, renewed or released with a button.",
        "A place that becomes free in a cohort under way is offered to who waits; whoever takes "
        "part ticks the weeks they were there and sees the hours.",
        f"`{COMMAND} leadership` has the eight weeks and the rules, `{COMMAND} coe` the topics of "
        f"the Center of Excellence. `{COMMAND} list` is for admins of Handrail.",
    )
    return help_with(SLASH, *notes) if is_help(text) else None


def undo(turn: Turn, ask: Ask) -> ButtonReply:
    says = acts.undo(turn, ask.value)
    return to.shown(ask, blocks.message(says, blocks.section(f"↩ {says}")))


SLASH = Slash(
    COMMAND,
    start,
    summary="Join the leadership program, or take a Center of Excellence topic.",
    usage=f"{COMMAND} [leadership | coe | list]",
    examples=("/handrail program", "/handrail program leadership", "/handrail program coe"),
    words=("program", "programs"),
    alone=False,
    still=explain,
    group=Group.ROUTINES,
)
FEATURE = Feature(
    name="programs",
    slashes=(SLASH,),
    buttons=(
        Button(to.JOIN, leading.join),
        Button(to.LEAVE, leading.leave),
        Button(to.ABSENT, leading.open_absence),
        Button(to.TAKE, offering.take),
        Button(to.PASS, offering.let_pass),
        Button(to.WEEKS, attending.open_weeks),
        Button(to.TICK, attending.tick),
        Button(to.THERE, attending.was_there),
        Button(to.EVERYBODY, attending.open_everybody),
        Button(to.CHOOSE, holding.choose),
        Button(to.RENEW, holding.renew),
        Button(to.RELEASE, holding.release),
        Button(to.OVERVIEW, pages.open_overview),
        Button(to.LEADERSHIP, pages.open_leadership),
        Button(to.TOPICS, pages.open_topics),
        Button(to.LIST, admins.open_list),
        Button(to.COHORT, admins.open_cohort),
        Button(to.REMOVE, admins.remove),
        Button(to.EXPORT, admins.export),
        Button(to.UNDO, undo),
    ),
    forms=(
        Form(to.ABSENT, leading.told_absence),
        Form(to.CHOOSE, holding.chosen),
        Form(to.RENEW, holding.renewed),
        Form(to.COHORT, admins.set_cohort),
    ),
    routines=(reminding.PROGRAMS,),
    undos=(
        Undo(to.JOINED, leading.unjoin),
        Undo(to.LEFT, leading.rejoin),
        Undo(to.TOOK, offering.untake),
        Undo(to.PASSED, offering.unpass),
        Undo(to.TICKED, attending.untick),
        Undo(to.TAKEN, holding.untake),
        Undo(to.RENEWED, holding.unrenew),
        Undo(to.RELEASED, holding.unrelease),
        Undo(to.READ, reminding.unread),
    ),
    panels=(panels.PROGRAMS,),
)
