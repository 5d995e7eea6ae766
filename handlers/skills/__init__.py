"""/handrail seven: the week's look at the Required 7, and a manager's scorecard of it."""

import re
from collections.abc import Callable, Mapping

from handlers.kit import blocks, names
from handlers.kit.answers import answer_question
from handlers.kit.citations import places, shelf
from handlers.kit.feature import (
    Ask,
    Button,
    CommandReply,
    Feature,
    Form,
    Group,
    Message,
    Slash,
    Turn,
)
from handlers.kit.menus import help_with, is_help
from handlers.kit.rights import may
from handlers.kit.routines import Undo
from handlers.kit.teams import insist_on_privacy
from handlers.kit.texts import clean
from handlers.skills import audits, lists, pages, panels, reminding, teams, ticks
from handlers.skills import controls as to
from policies.rights import Action

Way = Callable[[Turn], CommandReply]
PERSON = re.compile(r"(?:<@([UW][A-Z0-9]+)(?:\|[^>]*)?>|@(.+))")


def start(turn: Turn, ask: Ask) -> CommandReply:
    text = " ".join(clean(ask.text).split())
    way, named = WAYS.get(text.casefold()), PERSON.fullmatch(text)
    if way is None and named is None:
        return answer_question(turn, ask, f"required 7 {ask.text}")
    insist_on_privacy(ask, f"{to.COMMAND} {text}".strip())
    if way is not None:
        return way(turn)
    assert named is not None
    person = names.person(turn, named[1] or "", named[2] or "")
    return pages.page(turn, audits.seen(turn, person))


def _mine(turn: Turn) -> Message:
    """Who has none and leads people means their team."""
    found = audits.audit_of(turn, turn.actor.id)
    if found is not None:
        return pages.page(turn, found)
    if may(turn, Action.ROLL_UP):
        return teams.start(turn)
    said = audits.refusal(turn, turn.actor.id)
    where = shelf(places([turn.pack.citation(turn.pack.skills.limits["reminded"].entry)]))
    return blocks.message(said, blocks.section(said), *where)


WAYS: Mapping[str, Way] = {
    "": _mine,
    "mine": _mine,
    "list": _mine,
    "team": teams.start,
    "board": teams.start,
    "scorecard": teams.start,
}


def explain(menu: tuple[Slash, ...], text: str) -> Message | None:
    notes = (
        "`/handrail seven` alone shows your seven skills with what I see of each; *Done for this "
        "week* ticks one, *Show them* lists the opportunities, *Update* and *Edit* mend them. "
        "`/handrail required7` is the same.",
        "It is asked for on the last workday of your week, once, while something is open. It can "
        "be turned off in `/handrail settings`.",
        "For managers: `team` is the scorecard with a CSV, `@Ben Okafor` one of theirs. Nobody "
        "else reads a note.",
        "A question after the word goes to the handbook.",
    )
    return help_with(SLASH, *notes) if is_help(text) else None


SLASH = Slash(
    to.COMMAND,
    start,
    summary="The Required 7 once a week: what I see of each skill, ticked by you.",
    usage=f"{to.COMMAND} [@PERSON | team]",
    examples=(to.COMMAND,),
    words=("seven", "required7", "required-7"),
    alone=False,
    still=explain,
    group=Group.ROUTINES,
)
FEATURE = Feature(
    name="skills",
    slashes=(SLASH,),
    buttons=(
        Button(to.OPEN, pages.open_page),
        Button(to.BACK, pages.back),
        Button(to.SHOW, lists.show),
        Button(to.EARLIER, lists.show),
        Button(to.LATER, lists.show),
        Button(to.DONE, ticks.tick),
        Button(to.REOPEN, ticks.reopen),
        Button(to.NOTE, ticks.open_form),
        Button(to.TEAM, teams.pressed),
        Button(to.EXPORT, teams.export),
    ),
    forms=(Form(to.NOTE, ticks.submitted),),
    routines=(reminding.SKILLS,),
    undos=(Undo(to.TICKED, ticks.untick),),
    panels=(panels.OWN,),
)
