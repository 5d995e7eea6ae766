"""The card before a call: alone, in time, and only as long as there is something to ask."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from handlers.kit import blocks
from handlers.kit.feature import Block, Round
from handlers.kit.reminding.rechecking import recheck_of
from handlers.kit.routines import Item, Planning, Routine
from handlers.recordings import cards, words
from handlers.recordings.controls import CARD, TITLE, show_button
from policies.recordings import Call, State
from policies.recordings.reminders import ROUTINE, subject, wishes
from policies.reminders import Wish
from storage import recorded_calls
from storage.bundles import Told
from storage.occurrences import Occurrence

PLANNED = "planned"
HEADS = {
    State.PLANNED: "{line}: ask before you record",
    State.ABSENT: "{line}: the recorder joins without you",
}
LATELY = timedelta(days=1)


def plan(asked: Planning) -> Iterator[Wish]:
    """Of the calls of these people; what has begun asks no more an hour later."""
    round, sheet = asked.round, asked.round.pack.recordings
    if sheet is None:
        return
    since = round.now - sheet.lasts - LATELY
    found = recorded_calls.between(
        round.session, round.workspace.id, asked.members.keys(), since, asked.until + sheet.ahead
    )
    if asked.keeps:
        over = {each.person for each in found if each.at + sheet.lasts <= round.now}
        recheck_of(round, ROUTINE, over)
    ahead = [each for each in found if not each.has_begun(round.now)]
    yield from wishes(ahead, asked.rhythms, sheet.ahead)


def show(round: Round, due: Occurrence) -> Iterator[Item]:
    """Never for the first time once the call has begun."""
    call, sheet = _of(round, due.subject), round.pack.recordings
    if call is None or sheet is None or call.person != due.person or not call.stands:
        return
    if words.is_complete(sheet, call) or call.at + sheet.lasts <= round.now:
        return
    if due.state == PLANNED and call.has_begun(round.now):
        return
    reader = words.rhythm(round, call.person)
    said = HEADS[call.state].format(line=words.line(round, reader, call))
    also = show_button(call, "Steps and script" if call.state is State.PLANNED else "Open")
    yield Item(due.subject, said, due.entry, also=also, rank=(call.at, call.id))


def card(round: Round, told: Told) -> Iterable[Block]:
    """The steps or the absence as they are now, and what may become of the call."""
    call = _of(round, told.subject)
    if call is None or round.pack.recordings is None:
        return
    yield from cards.body(round, call, CARD)
    press = list(cards.moving(round, call, CARD))
    if press:
        yield blocks.actions(*press)


def _of(round: Round, about: str) -> Call | None:
    """None for a time at which it no longer is."""
    at, _, _ = about.partition("/")
    known = at.isascii() and at.isdigit() and len(at) <= 18
    call = recorded_calls.find(round.session, round.workspace.id, int(at)) if known else None
    return call if call is not None and subject(call) == about else None


RESTS_ON = frozenset({"recorded_calls"})
RECORDINGS = Routine(ROUTINE, TITLE, plan, show, card=card, rests_on=RESTS_ON)
