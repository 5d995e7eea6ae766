"""An account and its rank in words: what it has, what it lacks, when it is met next."""

from collections.abc import Iterable, Iterator
from datetime import date

from handlers.kit.feature import Scene
from handlers.kit.people import name_in
from handlers.kit.texts import capital, counted, escape, excerpt, listed
from handlers.kit.times import dated
from handlers.ranking.books import Book, Line
from policies.ranking import USERS, WHY, YEAR, Contact, Rules

LACKS = {
    WHY: "why it has this rank",
    USERS: "its potential users",
    YEAR: "a rank of this fiscal year",
}
LAST = {Contact.TALK: "last talk", Contact.INFORM: "last informed"}
VERBS = {Contact.TALK: "talk", Contact.INFORM: "keep informed"}
TODAY = {Contact.TALK: "Talked today", Contact.INFORM: "Informed today"}
LOGGED = {Contact.TALK: "a talk", Contact.INFORM: "information"}


def name(scene: Scene, person: str) -> str:
    return excerpt(name_in(scene.session, scene.workspace.id, person))


def title(account: str) -> str:
    return f"*{excerpt(account).replace('*', '∗')}*"


def rank(rules: Rules, rank: str) -> str:
    """`Rank 1.5`; `no rank`."""
    return f"{rules.sheet.word} {escape(rank)}" if rank else "no rank"


def headline(book: Book, line: Line) -> str:
    """`*Acme* · Rank 2 · 250 users`."""
    said = [title(line.account), rank(book.rules, line.rank)]
    if line.ranked and line.ranked.users is not None:
        said.append(counted(line.ranked.users, "user"))
    return " · ".join(said)


def told(book: Book, line: Line) -> str:
    """With what it lacks, when it is met next, and why it has its rank."""
    said = [headline(book, line), *_below(book, line)]
    return "\n".join(said)


def _below(book: Book, line: Line) -> Iterator[str]:
    if line.ranked is None:
        yield "_Known from an open opportunity._"
        return
    parts = [each for each in (capital(contact(book, line)), lacks(line)) if each]
    if parts:
        yield " · ".join(parts)
    if why := line.ranked.reason or line.ranked.notes:
        yield f"_{excerpt(why)}_"


def lacks(line: Line) -> str:
    """`⚠️ lacks its potential users`."""
    named = [LACKS[each] for each in line.lacks]
    return f"⚠️ lacks {listed(named, 'and')}" if named else ""


def contact(book: Book, line: Line) -> str:
    """`last talk Thu 2 October, next by Sun 2 November`; also where nothing is printed of it."""
    one = line.ranked
    if one is None:
        return ""
    way = book.rules.contact(one)
    last = LAST[way or Contact.TALK]
    known = f"{last} {dated(one.talked_on, book.today)}" if one.talked_on else f"no {last[5:]} yet"
    if way is None or line.due is None:
        return known if one.talked_on else ""
    return f"{known if one.talked_on else _none(way)}, {by(line.due, book.today)}"


def _none(way: Contact) -> str:
    return "no talk logged" if way is Contact.TALK else "never informed"


def by(due: date, today: date) -> str:
    """`next by Sun 2 November`, `due today`, `*overdue since Sun 2 November*`."""
    if due < today:
        return f"*overdue since {dated(due, today)}*"
    return "*due today*" if due == today else f"next by {dated(due, today)}"


def figures(rules: Rules, ranks: dict[str, int], unranked: int) -> str:
    """`2 in Rank 1 · 5 in Rank 1.5 · 3 without a rank`."""
    said = [
        f"{ranks[each]:,} in {rules.sheet.word} {escape(each)}"
        for each in rules.ranks
        if ranks.get(each)
    ]
    if unranked:
        said.append(f"{unranked:,} without a rank")
    return " · ".join(said)


def open_figures(lacking: int, due: int) -> str:
    """`3 lack something · 2 talks due`."""
    said = []
    if lacking:
        said.append(f"{lacking:,} {'lacks' if lacking == 1 else 'lack'} something")
    if due:
        said.append(f"{counted(due, 'talk')} due")
    return " · ".join(said)


def lacking_list(lines: Iterable[Line]) -> str:
    """`12 have no rank, 3 lack their potential users`."""
    those = list(lines)
    unranked = sum(each.ranked is None for each in those)
    said = [f"{unranked:,} {'has' if unranked == 1 else 'have'} no rank"] if unranked else []
    for lack, what in LACKS.items():
        count = sum(lack in each.lacks for each in those)
        if count:
            said.append(f"{count:,} {'lacks' if count == 1 else 'lack'} {_plural(what, count)}")
    return ", ".join(said)


def _plural(what: str, count: int) -> str:
    if count == 1:
        return what
    return what.replace("its ", "their ").replace("why it has this rank", "why they have theirs")
