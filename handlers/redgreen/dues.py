"""Whether a manager has a lookback to hold, from the first session of the next period on."""

from dataclasses import dataclass
from datetime import date

from handlers.kit.feature import Scene
from handlers.kit.texts import counted
from handlers.redgreen import books, terms, words
from handlers.redgreen.books import Book, looked_back_on, view_of
from handlers.redgreen.lookback_words import headline
from policies.calendars import first_of
from policies.reviews.periods import Calendar, Period
from storage import freezes, outcomes


@dataclass(frozen=True)
class Due:
    """`since` is the day on which it was to be looked back on."""

    period: Period
    book: Book
    since: date
    today: date

    @property
    def text(self) -> str:
        left = len(self.book.unexplained)
        missing = f"{counted(left, 'miss', 'misses')} without a reason." if left else "No misses."
        late = self.today > self.since
        when = f"has been due since {words.long_day(self.since)}" if late else "is due today"
        head = f"*Lookback on {self.period.name} {when}.*"
        return f"{head}\n{headline(self.book.total)} {missing}"


def is_looked_back_on(scene: Scene, calendar: Calendar, day: date) -> bool:
    """Whether it is the day for a period in which somebody has committed something."""
    before = calendar.before(calendar.period_of(day))
    days = (before.starts, before.ends)
    there = looked_back_on(calendar, before) == day
    return there and bool(freezes.managers(scene.session, scene.workspace.id, days))


def due(scene: Scene, manager: str) -> Due | None:
    """Until it was held, or each miss of the team has its reason."""
    member = terms.member(scene, manager)
    if member is None or scene.pack.lacks("redgreen"):
        return None
    theirs = terms.terms(scene, member)
    before = theirs.calendar.before(theirs.period)
    days = (before.starts, before.ends)
    session, workspace = scene.session, scene.workspace.id
    day = looked_back_on(theirs.calendar, before)
    if theirs.today < day:
        return None
    if manager not in freezes.managers(session, workspace, days):
        return None
    if manager in outcomes.held(session, workspace, days):
        return None
    book = Book(scene, view_of(scene, manager, False), first_of(before.ends))
    is_due = book.unexplained or not book.misses
    return Due(before, book, day, theirs.today) if is_due else None


def roll_up(scene: Scene, director: str) -> Due | None:
    """For who sees every team, on the day on which they look back; nothing is theirs to hold."""
    theirs = books.terms_for(scene, director)
    if theirs is None or scene.pack.lacks("redgreen"):
        return None
    before = theirs.calendar.before(theirs.period)
    if theirs.today != looked_back_on(theirs.calendar, before):
        return None
    book = Book(scene, view_of(scene, director, True), first_of(before.ends))
    return Due(before, book, theirs.today, theirs.today) if book.lines else None
