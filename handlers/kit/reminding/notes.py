"""What is said beside an item about how it came to be told now, and to this person."""

from datetime import timedelta

from handlers.kit.feature import Round
from handlers.kit.people import name_in
from handlers.kit.reminding.planning import WAKE
from handlers.kit.texts import excerpt
from handlers.kit.times import clock, weekday
from policies.clocks import day_in
from policies.rhythms import Rhythm
from storage import snoozes
from storage.occurrences import Occurrence

PUNCTUAL = timedelta(minutes=30)
LONG_AGO = timedelta(days=7)
"""What was due before that was due before the bot knew of it."""


def note_of(round: Round, rhythm: Rhythm, each: Occurrence) -> str:
    if each.key.startswith(f"{WAKE}/"):
        return _woken(round, each)
    if each.recipient != each.person:
        return (
            f"For {excerpt(name_in(round.session, round.workspace.id, each.person))}, who is away."
        )
    if PUNCTUAL < round.now - each.due_at < LONG_AGO:
        return f"This was due {_moment(rhythm, round, each)}; I could not tell you earlier."
    return ""


def _woken(round: Round, each: Occurrence) -> str:
    id = int(each.key.removeprefix(f"{WAKE}/"))
    snooze = snoozes.find(round.session, round.workspace.id, id)
    because = f": {excerpt(snooze.reason)}" if snooze and snooze.reason else "."
    return f"⏰ You asked to hear of this again now{because}"


def _moment(rhythm: Rhythm, round: Round, each: Occurrence) -> str:
    local = each.due_at.astimezone(rhythm.zone)
    today = day_in(round.now, rhythm.zone)
    return f"at {clock(local)}" if local.date() == today else f"on {weekday(local.date())}"
