"""What a manager is told of Red/Green: at nine on its days, and before their day ends."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from handlers.kit.feature import Round
from handlers.kit.routines import Item, Planning, Routine
from handlers.kit.texts import counted
from handlers.redgreen import boards, books, dues, facts, teams, terms, words
from handlers.redgreen.sessions import ROUTINE
from handlers.redgreen.words import press
from policies.clocks import day_in, instant_of
from policies.reminders import Late, Way, Wish
from policies.reviews.periods import Calendar
from policies.rhythms import Rhythm
from storage import review_sessions, reviews
from storage.members import Member
from storage.occurrences import Occurrence
from storage.review_sessions import Sitting

START, EVENING, LOOKBACK = "start", "evening", "lookback"
BEFORE_THE_END = timedelta(minutes=15)
ROLL_UP = "Red/Green lookback: committed against closed, every team"
PEOPLE_AT_MOST = 14
"""More of them do not fit into one message."""
_DAY = timedelta(days=1)


def plan(planning: Planning) -> Iterator[Wish]:
    """On most days nothing, which is found out before anybody is looked at."""
    round = planning.round
    if round.pack.lacks("redgreen"):
        return
    calendar = Calendar(round.pack.sheets["redgreen"], round.holidays)
    days = _days(round.now, planning.until)
    managers = planning.reports.keys()
    printed = [day for day in days if calendar.is_session(day)]
    held = _held(round, managers, days)
    for id in sorted(managers):
        member = planning.members[id]
        rhythm = planning.rhythms[id]
        yield from _mornings(calendar, member, rhythm, printed)
        yield from _evenings(member, rhythm, held.get(id, ()))
    for day in printed:
        if dues.is_looked_back_on(round, calendar, day):
            yield from _roll_ups(planning, calendar, managers, day)


def _roll_ups(
    planning: Planning, calendar: Calendar, managers: Collection[str], day: date
) -> Iterator[Wish]:
    """For directors who lead nobody themselves: what all have committed."""
    others = (each for id, each in sorted(planning.members.items()) if id not in managers)
    for member in (each for each in others if books.is_director(planning.round, each)):
        rhythm = planning.rhythms[member.id]
        for wish in _mornings(calendar, member, rhythm, [day]):
            yield replace(wish, entry="rg-lookback", says=ROLL_UP)


def _days(now: datetime, until: datetime) -> list[date]:
    """Every date that it may be somewhere."""
    first, last = now.date() - _DAY, until.date() + _DAY
    return [first + n * _DAY for n in range((last - first).days + 1)]


def _held(round: Round, managers: Collection[str], days: list[date]) -> dict[str, list[Sitting]]:
    found: dict[str, list[Sitting]] = {}
    for sitting in review_sessions.since(round.session, round.workspace.id, days[0], managers):
        found.setdefault(sitting.manager, []).append(sitting)
    return found


def _mornings(
    calendar: Calendar, member: Member, rhythm: Rhythm, days: Iterable[date]
) -> Iterator[Wish]:
    """Who is away or free holds no session that day."""
    for day in days:
        if rhythm.works_on(day):
            yield Wish(
                key=f"redgreen/{member.id}/{day.isoformat()}/{START}",
                routine=ROUTINE,
                subject=day.isoformat(),
                person=member.id,
                day=day,
                entry="rg-dates",
                says="Red/Green today: who has what in scope, and what changed",
                at=time(int(calendar.sheet.limit("card_hour"))),
                way=Way.ALONE,
                late=Late.DROP,
                late_after=timedelta(hours=9),
                until=instant_of(day, rhythm.ends, rhythm.zone),
            )


def _evenings(member: Member, rhythm: Rhythm, held: Iterable[Sitting]) -> Iterator[Wish]:
    for day in sorted({each.day for each in held}):
        at = _shortly_before(rhythm.ends)
        begun = min(each.opened_at for each in held if each.day == day)
        if begun < instant_of(day, at, rhythm.zone):
            yield Wish(
                key=f"redgreen/{member.id}/{day.isoformat()}/{EVENING}",
                routine=ROUTINE,
                subject=f"{day.isoformat()}/{EVENING}",
                person=member.id,
                day=day,
                entry="rg-repeat",
                says="Red/Green today: done, parked, not reached",
                at=at,
                way=Way.ALONE,
                late=Late.FOLD,
            )


def _shortly_before(ends: time) -> time:
    minutes = max(ends.hour * 60 + ends.minute - int(BEFORE_THE_END.total_seconds() // 60), 0)
    return time(minutes // 60, minutes % 60)


def show(round: Round, due: Occurrence) -> Iterable[Item]:
    """One item for each account executive, of whom each can be started or put off by itself."""
    if round.pack.lacks("redgreen"):
        return ()
    told, _, of = due.subject.partition("/")
    day = date.fromisoformat(told)
    if of.startswith(EVENING):
        return _ends(round, due.person, day, of.removeprefix(EVENING).strip("/"))
    return _starts(round, due.person, day, of)


def _starts(round: Round, manager: str, day: date, of: str) -> Iterator[Item]:
    member = terms.member(round, manager)
    team = [each for each in teams.team(round, manager) if of in ("", each.id)]
    if member is None or day_in(round.now, terms.zone(member)) != day:
        return
    if of in ("", LOOKBACK):
        yield from _lookback(round, member, day)
    decks = teams.decks(round, terms.terms(round, member), team)
    fit = [each for each in decks if each.picked.deals and each.sitting is None]
    for place, deck in enumerate(fit[:PEOPLE_AT_MOST]):
        verb = press("Start", words.START, deck.ae.id, style="primary")
        subject = f"{day.isoformat()}/{deck.ae.id}"
        yield Item(subject, boards.line(round, deck), "rg-dates", verb, rank=(place,))
    if len(fit) > PEOPLE_AT_MOST:
        hidden = counted(len(fit) - PEOPLE_AT_MOST, "more person has", "more people have")
        text = f"{hidden} something in scope: `/redgreen` lists them."
        yield Item(f"{day.isoformat()}/more", text, "rg-dates", rank=(PEOPLE_AT_MOST,))


def _lookback(round: Round, member: Member, day: date) -> Iterator[Item]:
    """Before the new sessions: the manager's own to hold, or the sum of all for a director."""
    found = dues.due(round, member.id)
    held = [found] if found else []
    if books.is_director(round, member) and (summed := dues.roll_up(round, member.id)):
        held = [summed]
    for each in held:
        month = each.book.month.isoformat()
        verb = press("Lookback", words.LOOKBACK, month, style="primary")
        days = (each.period.starts.isoformat(), each.period.ends.isoformat())
        also = press("Held", words.HELD, *days) if each is found else None
        subject = f"{day.isoformat()}/{LOOKBACK}"
        yield Item(subject, each.text, "rg-lookback", verb, also, rank=(-1,))


def _ends(round: Round, manager: str, day: date, ae: str) -> Iterator[Item]:
    held = review_sessions.held_by(round.session, round.workspace.id, manager, day)
    for sitting in held:
        if ae in ("", sitting.ae):
            yield _end(round, sitting)


def _end(round: Round, sitting: Sitting) -> Item:
    seen = reviews.reviews_of(round.session, round.workspace.id, [sitting.id])
    name = words.name(round, sitting.ae)
    state = "is still open" if sitting.state == "open" else "has ended"
    text = f"*{name}*: the session {state}. {facts.left(seen)}\n{facts.tally(seen)}"
    undone = any(each.state != "done" for each in seen)
    verb = press("Resume", words.RESUME, sitting.id) if undone or sitting.state == "open" else None
    return Item(f"{sitting.day.isoformat()}/{EVENING}/{sitting.ae}", text, "rg-repeat", verb)


REMINDERS = Routine(ROUTINE, "Red/Green", plan, show)
