"""The talks that are due, account by account, and once a week the accounts that lack something."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from handlers.kit import blocks
from handlers.kit.feature import Refused, Round, Turn
from handlers.kit.reminding.planning import rhythm_of
from handlers.kit.routines import Item, Planning, Routine
from handlers.kit.texts import counted
from handlers.ranking import talking, words
from handlers.ranking.books import DUE, MISSING, Book, Line, asks, book, segment_of, today_of
from handlers.ranking.controls import SEE, talk_button
from handlers.ranking.specs import list_spec
from policies.clocks import day_in
from policies.ranking import Contact, Rules, reminders, rules_of
from policies.ranking.reminders import ROUTINE, account_subject
from policies.reminders import Wish
from policies.rhythms import Rhythm
from storage import members, rank_counts, ranks
from storage.occurrences import Occurrence

REST = "talks/rest"
"""The subject of all the talks that are due and not named."""
GONE = "That account has no rank any more."
ONCE_A_WEEK = "I ask once a week, on your first work day; that is the bot's default."


def plan(asked: Planning) -> Iterator[Wish]:
    known = rules_of(asked.round.pack)
    if known is not None:
        yield from _talks(asked, known)
        yield from _missing(asked, known)


def _talks(asked: Planning, known: Rules) -> Iterator[Wish]:
    round, until = asked.round, asked.until
    between = reminders.counted_from(known, round.now.date(), until.date() + timedelta(days=1))
    pairs = list(known.with_contact)
    where = (round.session, round.workspace.id, list(asked.members))
    for person, since in rank_counts.contact_days(*where, pairs, between).items():
        rhythm = asked.rhythms[person]
        today = day_in(round.now, rhythm.zone)
        days = reminders.mornings(since, known, rhythm, today, until)
        for day, number in days.items():
            yield reminders.talk_wish(person, day, number)


def _missing(asked: Planning, known: Rules) -> Iterator[Wish]:
    """Nobody is looked at whose week does not begin within what is planned."""
    round = asked.round
    begins = {
        person: days
        for person, rhythm in asked.rhythms.items()
        if person in asked.members and (days := _week_days(round, rhythm, asked))
    }
    lacking = _lacking(round, asked, known, begins)
    for person, days in begins.items():
        if person in lacking:
            for day, monday in days:
                yield reminders.missing_wish(person, day, monday)


def _week_days(round: Round, rhythm: Rhythm, asked: Planning) -> Sequence[tuple[date, date]]:
    return reminders.week_days(rhythm, day_in(round.now, rhythm.zone), asked.until)


def _lacking(
    round: Round, asked: Planning, known: Rules, begins: Mapping[str, object]
) -> frozenset[str]:
    """Whose ranks lack something; of those who sell, also who has an account without one."""
    where = (round.session, round.workspace.id)
    ranked = rank_counts.lacking(*where, list(begins), asks(known, round.now.date()))
    sellers = [each for each in begins if segment_of(round, asked.members[each])]
    return frozenset(ranked | rank_counts.without_rank(*where, sellers))


def show(round: Round, due: Occurrence) -> Iterable[Item]:
    """By the state of this moment."""
    if rules_of(round.pack) is None:
        return
    found = book(round, due.person)
    if due.subject == reminders.MISSING:
        yield from _what_is_missing(round, found, due)
    elif due.subject == reminders.TALKS:
        yield from _morning(round, found, due)
    elif due.subject == REST:
        yield from _rest(found, len(found.those(DUE)))
    else:
        waiting = found.those(DUE)
        yield from (each for line in waiting if (each := _talk(found, line)).subject == due.subject)


def _morning(round: Round, found: Book, due: Occurrence) -> Iterator[Item]:
    """Those that are asked for on this very morning; of the others only how many there are."""
    member = members.find(round.session, round.workspace.id, due.person)
    rhythm = rhythm_of(round, member) if member else Rhythm()
    waiting = found.those(DUE)
    today = [each for each in waiting if _is_asked(found.rules, each, rhythm, due.day)]
    shown = today[: found.rules.sheet.days("shown")]
    yield from (_talk(found, each) for each in shown)
    if shown:
        yield from _rest(found, len(waiting) - len(shown))


def _is_asked(known: Rules, line: Line, rhythm: Rhythm, day: date) -> bool:
    one = line.ranked
    return one is not None and day in reminders.days_of(one.since, known, rhythm)


def _talk(found: Book, line: Line) -> Item:
    """*Done* says that it was today."""
    one = line.ranked
    assert one is not None
    way = found.rules.contact(one) or Contact.TALK
    what = "keep it informed" if way is Contact.INFORM else "talk with them"
    said = (
        f"{words.headline(found, line)}: {what}, {words.contact(found, line)}\n"
        "*Done* logs it for today."
    )
    also = talk_button(found.owner, line.account, "", "Another day…")
    rank = (0, line.due, line.account)
    entry = found.rules.segments[one.segment].entry
    return Item(account_subject(one.id), said, entry, also=also, rank=rank)


def _rest(found: Book, number: int) -> Iterator[Item]:
    if number > 0:
        verb = "is" if number == 1 else "are"
        said = f"And {counted(number, 'more talk')} that {verb} due."
        press = blocks.button("See them all", SEE, list_spec(found.owner, DUE))
        yield Item(REST, said, "rank-mm", press, rank=(1,))


def _what_is_missing(round: Round, found: Book, due: Occurrence) -> Iterator[Item]:
    """An account that is only known counts for who ranks accounts."""
    sells = segment_of(round, members.find(round.session, round.workspace.id, due.person))
    those = [each for each in found.those(MISSING) if each.ranked or sells]
    if those:
        said = (
            f"*{counted(len(those), 'account')}* of yours: {words.lacking_list(those)}.\n"
            f"{ONCE_A_WEEK}"
        )
        press = blocks.button("See them", SEE, list_spec(found.owner, MISSING), "primary")
        yield Item(due.subject, said, due.entry, press, rank=(2,))


def done(turn: Turn, about: str) -> str:
    """The plain button of a talk: it was today."""
    _, _, number = about.partition("account/")
    known = number.isascii() and number.isdigit() and len(number) <= 18
    one = ranks.find(turn.session, turn.workspace.id, int(number)) if known else None
    if one is None:
        raise Refused(GONE)
    talking.log(turn, one.owner, one.account, today_of(turn, one.owner))
    return "talk logged"


RESTS_ON = frozenset({"account_ranks", "opportunities"})
RANKING = Routine(ROUTINE, "Account ranking", plan, show, done, rests_on=RESTS_ON)
