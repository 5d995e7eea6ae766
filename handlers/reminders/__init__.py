"""The buttons under every reminder, and what waits for a person."""

from handlers.kit.feature import Button, Feature, Form, Group, Message, Slash
from handlers.kit.menus import help_with, is_help
from handlers.kit.reminding import items, rendering
from handlers.kit.reminding.rendering import DONE, MORE, SNOOZE, UNDO, WAKE
from handlers.kit.routines import Screen, Undo
from handlers.reminders import lists, settling, snoozing


def _help_today(menu: tuple[Slash, ...], text: str) -> Message | None:
    return help_with(TODAY) if is_help(text) else None


def _help_undo(menu: tuple[Slash, ...], text: str) -> Message | None:
    return help_with(UNDOING) if is_help(text) else None


def _help_why(menu: tuple[Slash, ...], text: str) -> Message | None:
    return help_with(EXPLAINING) if is_help(text) else None


TODAY = Slash(
    "/handrail today",
    lists.today,
    summary="What waits for you, with the buttons to deal with it.",
    usage="/handrail today",
    examples=("/handrail today",),
    words=("today", "waiting"),
    alone=False,
    still=_help_today,
    group=Group.ROUTINES,
)
UNDOING = Slash(
    "/handrail undo",
    settling.undo_last,
    summary="Take back what you did last, within 15 minutes.",
    usage="/handrail undo",
    examples=("/handrail undo",),
    words=("undo",),
    alone=False,
    still=_help_undo,
    group=Group.ROUTINES,
)
EXPLAINING = Slash(
    "/handrail why",
    lists.explain_last,
    summary="Why did the newest reminder come?",
    usage="/handrail why",
    examples=("/handrail why",),
    words=("why",),
    alone=False,
    still=_help_why,
    group=Group.ROUTINES,
)


FEATURE = Feature(
    name="reminders",
    slashes=(TODAY, UNDOING, EXPLAINING),
    buttons=(
        Button(DONE, settling.done),
        Button(SNOOZE, snoozing.snooze),
        Button(MORE, settling.more),
        Button(WAKE, snoozing.wake),
        Button(UNDO, settling.undo),
    ),
    forms=(Form(snoozing.SNOOZE_FORM, snoozing.snoozed),),
    screens=(Screen(items.BUNDLE, rendering.render, rendering.posted),),
    undos=(Undo(settling.DECLINED, settling.undone_decline),),
)
