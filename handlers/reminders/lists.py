"""What waits for a person, and why it does."""

from handlers.kit import blocks, entries
from handlers.kit.feature import Ask, Message, Turn
from handlers.kit.reminding import rendering
from handlers.kit.reminding.rendering import Reader
from handlers.kit.rounds import round_of
from handlers.kit.texts import counted, escape
from handlers.reminders.records import rhythm_here
from storage.bundles import Told

NOTHING_WAITS = "Nothing waits for you. I will write when something is due."
NO_RULE = "No page of the handbook asks for this; it is something you or your team set up."


def today(turn: Turn, ask: Ask) -> Message:
    """What waits for the one who asks, as in the digest and with the same buttons."""
    round = round_of(turn)
    waiting = rendering.waiting(round, turn.actor.id)
    if not waiting:
        return blocks.message(NOTHING_WAITS, blocks.section(NOTHING_WAITS))
    reader = Reader(round, rhythm_here(turn))
    head = f"{counted(len(waiting), 'thing')} for you"
    shown = [block for told in waiting[:20] for block in rendering.item(reader, told)]
    hidden = len(waiting) - 20
    more = [blocks.context(f"{hidden:,} more once these are done.")] if hidden > 0 else []
    return blocks.message(head, blocks.section(f"*{head}*"), *shown, *more)


def explain_last(turn: Turn, ask: Ask) -> Message:
    """Why the newest reminder came."""
    waiting = rendering.waiting(round_of(turn), turn.actor.id)
    if not waiting:
        return blocks.message(NOTHING_WAITS, blocks.section(NOTHING_WAITS))
    return why(turn, waiting[0])


def why(turn: Turn, told: Told) -> Message:
    entry = turn.pack.entries.get(told.entry)
    routine = turn.registry.routines.get(told.routine)
    title = routine.title if routine else told.routine
    head = f"Why: {told.text.splitlines()[0]}"
    rule = entries.page(entry, turn.pack.citation(entry.id)) if entry else [blocks.section(NO_RULE)]
    mute = f"*{escape(title)}* can be muted in `/handrail settings`."
    return blocks.message(head, *rule, blocks.context(mute))
