"""What is due is looked at once more, bundled for each person and handed to the sender."""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import attrgetter
from uuid import uuid4

from handlers.kit import homes, letters
from handlers.kit.feature import Round
from handlers.kit.reminding import rendering
from handlers.kit.reminding.items import show_again
from handlers.kit.reminding.notes import note_of
from handlers.kit.reminding.planning import FOLDED, HORIZON, WAKE, reconcile, rhythm_of
from handlers.kit.routines import Item
from handlers.kit.texts import excerpt
from policies.clocks import day_in
from policies.reminders import Fate, Late, Way, fate
from policies.rhythms import Rhythm
from storage import bundles, members, occurrences, snoozes
from storage.bundles import Bundle
from storage.members import Member
from storage.occurrences import TOO_LATE, Occurrence
from storage.snoozes import Snooze

log = logging.getLogger(__name__)

ATTEMPTS = 6
NOTHING_LEFT = "nothing was left to say"
NOT_THERE = "nobody is there to be told"
LEFT_OUT = timedelta(hours=36)
"""How far back a digest tells of what came too late."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom something is due for, and what they do not want to hear of."""

    round: Round
    member: Member
    rhythm: Rhythm
    asleep: Mapping[tuple[str, str, str], Snooze] = field(default_factory=dict)
    declined: frozenset[tuple[str, str, str]] = frozenset()

    @property
    def today(self) -> date:
        return day_in(self.round.now, self.rhythm.zone)


def release(round: Round, recipients: Sequence[str]) -> int:
    """How many people this process told something, or had nothing left to tell."""
    workspace, now = round.workspace.id, round.now
    mine = occurrences.locked(round.session, workspace, recipients)
    due = occurrences.due_for(round.session, workspace, recipients, now)
    reconcile(round, {each.about for each in due if each.recipient in mine}, now + HORIZON)
    known = {each.id: each for each in members.members(round.session, workspace, mine)}
    due = occurrences.due_for(round.session, workspace, mine, now)
    for person, theirs in groupby(sorted(due, key=_order), key=attrgetter("recipient")):
        _told(round, known.get(person), list(theirs))
    return len(mine)


def forget_missing(round: Round, recipients: Sequence[str]) -> None:
    """Those whom Slack never described to us can be told nothing."""
    due = occurrences.due_for(round.session, round.workspace.id, recipients, round.now)
    ids = [each.id for each in due]
    occurrences.end(round.session, ids, "dropped", round.now, NOT_THERE)


def _order(each: Occurrence) -> tuple[str, datetime, int]:
    return each.recipient, each.due_at, each.id


def _told(round: Round, member: Member | None, due: list[Occurrence]) -> None:
    if member is None:
        ids = [each.id for each in due]
        return occurrences.end(round.session, ids, "dropped", round.now, NOT_THERE)
    recipient = _recipient(round, member, due)
    digest = [each for each in due if _goes(recipient, each) is Fate.DIGEST]
    alone = [each for each in due if _goes(recipient, each) is Fate.NOW]
    late = [each.id for each in due if _goes(recipient, each) is Fate.DROP]
    occurrences.end(round.session, late, "dropped", round.now, TOO_LATE)
    for each in alone:
        if not _card(recipient, each):
            digest.append(each)
    if digest:
        _digest(recipient, digest)


def _recipient(round: Round, member: Member, due: Iterable[Occurrence]) -> Recipient:
    people = {each.person for each in due}
    asleep = snoozes.sleeping(round.session, round.workspace.id, people)
    declined = snoozes.declined(round.session, round.workspace.id, people)
    still = [each for each in asleep if each.until > round.now]
    silent = {(each.person, each.routine, each.subject): each for each in still}
    return Recipient(round, member, rhythm_of(round, member), silent, declined)


def _goes(recipient: Recipient, each: Occurrence) -> Fate:
    late_after = timedelta(seconds=each.seconds)
    return fate(Way(each.way), Late(each.late), late_after, each.due_at, recipient.round.now)


def _card(recipient: Recipient, each: Occurrence) -> bool:
    """Whether it is dealt with; what is too much for a day comes with the digest."""
    round, today = recipient.round, recipient.today
    items = _items(recipient, each)
    if items is None:
        return True
    if not items:
        _nothing_left(round, each)
        return True
    sent = bundles.cards_on(round.session, round.workspace.id, recipient.member.id, today)
    if sent >= recipient.rhythm.daily_most and not _cannot_wait(recipient, each):
        return False
    bundle, new = _bundle(recipient, "card", each.key)
    _put(recipient, bundle, each, items)
    _send(recipient, bundle, new)
    return True


def _cannot_wait(recipient: Recipient, each: Occurrence) -> bool:
    """It has a deadline before the next digest, or the person asked for this very moment."""
    tomorrow = recipient.rhythm.work_day_after(recipient.today)
    waits = each.until is None or each.until > recipient.rhythm.morning(tomorrow)
    return not waits or each.key.startswith(WAKE)


def _digest(recipient: Recipient, due: Sequence[Occurrence]) -> None:
    """Today's digest, begun or added to; outside working hours what is due waits for the next."""
    round, rhythm = recipient.round, recipient.rhythm
    if not rhythm.is_open(round.now) and rhythm.works_on_some_day:
        return _fold(recipient, due)
    told = [(each, _items(recipient, each)) for each in due]
    for each in (each for each, items in told if items == []):
        _nothing_left(round, each)
    full = [(each, items) for each, items in told if items]
    if full:
        bundle, new = _bundle(recipient, "digest", "")
        for each, items in full:
            _put(recipient, bundle, each, items)
        _left_out(recipient, bundle)
        _send(recipient, bundle, new)


def _fold(recipient: Recipient, due: Sequence[Occurrence]) -> None:
    now, rhythm = recipient.round.now, recipient.rhythm
    next_morning = rhythm.next_open(now)
    for each in due:
        occurrences.postpone(recipient.round.session, each.id, next_morning, "digest", FOLDED)


def _items(recipient: Recipient, each: Occurrence) -> list[Item] | None:
    """What the routine still has to say, less what its person does not want to hear.

    None if it failed: then this one comes again later, and nobody else has to wait for it.
    """
    round = recipient.round
    routine = round.registry.routines.get(each.routine)
    try:
        with round.session.begin_nested():
            found = list(routine.show(round, each)) if routine else []
    except Exception:
        reference = uuid4().hex[:8]
        log.exception("reminder %s could not be made, reference %s", each.id, reference)
        _failed(round, each, reference)
        return None
    return [item for item in found if _is_wanted(recipient, each, item)]


def _failed(round: Round, each: Occurrence, reference: str) -> None:
    if each.attempts + 1 >= ATTEMPTS:
        why = f"it failed {ATTEMPTS} times, reference {reference}"
        occurrences.end(round.session, [each.id], "dropped", round.now, why)
    else:
        again = round.now + timedelta(minutes=2**each.attempts)
        occurrences.failed(round.session, each, again, f"reference {reference}")


def _is_wanted(recipient: Recipient, each: Occurrence, item: Item) -> bool:
    if (each.person, each.routine, item.subject) in recipient.declined:
        return False
    if each.key.startswith(WAKE):
        return item.subject == each.subject
    return (each.person, each.routine, item.subject) not in recipient.asleep


def _nothing_left(round: Round, each: Occurrence) -> None:
    _woken(round, each)
    occurrences.end(round.session, [each.id], "cancelled", round.now, NOTHING_LEFT)


def _woken(round: Round, each: Occurrence) -> None:
    if each.key.startswith(f"{WAKE}/"):
        id = int(each.key.removeprefix(f"{WAKE}/"))
        snoozes.end(round.session, round.workspace.id, id, round.now)


def _bundle(recipient: Recipient, kind: bundles.Kind, slot: str) -> tuple[Bundle, bool]:
    round = recipient.round
    whose = (round.workspace.id, recipient.member.id, recipient.today)
    return bundles.open_one(round.session, *whose, kind, slot, round.now)


def _put(recipient: Recipient, bundle: Bundle, each: Occurrence, items: Sequence[Item]) -> None:
    round = recipient.round
    note = note_of(round, recipient.rhythm, each)
    common = {"workspace": round.workspace.id, "bundle": bundle.id, "occurrence": each.id}
    common |= {"routine": each.routine, "person": each.person, "note": note}
    ordered = sorted(items, key=lambda item: item.rank)
    bundles.put(round.session, [common | _kept(item) for item in ordered])
    _woken(round, each)
    occurrences.end(round.session, [each.id], "released", round.now)


def _kept(item: Item) -> dict[str, object]:
    pressed = {"verb": item.verb, "also": item.also}
    buttons = {name: dict(each) if each else None for name, each in pressed.items()}
    return {"subject": item.subject, "entry": item.entry, "text": item.text, **buttons}


def _left_out(recipient: Recipient, bundle: Bundle) -> None:
    """A reminder that came too late is not repeated, but it is not passed over in silence."""
    round, person = recipient.round, recipient.member.id
    since = round.now - LEFT_OUT
    late = occurrences.dropped(round.session, round.workspace.id, person, since)
    bundles.put(round.session, list(_late_items(bundle, late, round.now)))


def _late_items(
    bundle: Bundle, late: Iterable[Occurrence], now: datetime
) -> Iterator[dict[str, object]]:
    for each in late:
        yield {
            "workspace": bundle.workspace,
            "bundle": bundle.id,
            "occurrence": each.id,
            "routine": each.routine,
            "subject": f"late/{each.id}",
            "person": each.person,
            "entry": each.entry,
            "text": excerpt(each.says),
            "verb": None,
            "note": "",
            "state": "ended",
            "at": now,
            "ending": TOO_LATE,
        }


def _send(recipient: Recipient, bundle: Bundle, new: bool) -> None:
    round = recipient.round
    if not new:
        return show_again(round, bundle.id)
    message = rendering.message(round, bundle)
    letters.post(round, bundle.letter, bundle.person, message)
    homes.follow(round, [bundle.person])
