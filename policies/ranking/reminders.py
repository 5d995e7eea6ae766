"""On which mornings somebody hears of talks that are due, and of accounts that lack something."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache

from policies.ranking.rules import Rules
from policies.reminders import Late, Wish
from policies.rhythms import Rhythm

ROUTINE = "ranking"
TALKS, MISSING = "talks", "missing"
"""The subjects of a whole morning; that of one account is its own."""
LOOKED_BACK = timedelta(days=45)
"""Beyond the last reminder, for whoever was away when it was due."""
_DAY = timedelta(days=1)


def counted_from(rules: Rules, today: date, until: date) -> tuple[date, date]:
    """The days since which a month may count that calls for a reminder by then."""
    last = rules.sheet.days("spacing") * (rules.sheet.days("cap") - 1)
    first = today - rules.month - timedelta(days=last) - LOOKED_BACK
    return first, until - rules.month


def days_of(since: date, rules: Rules, rhythm: Rhythm) -> Iterator[date]:
    """The mornings on which the same talk is asked for: on its day, then week by week, capped."""
    due, spacing = since + rules.month, timedelta(days=rules.sheet.days("spacing"))
    for number in range(rules.sheet.days("cap")):
        yield rhythm.work_day_from(due + number * spacing)


def mornings(
    since: Mapping[date, int], rules: Rules, rhythm: Rhythm, today: date, until: datetime
) -> Mapping[date, int]:
    """From today on, and how many talks each is about."""
    found: Counter[date] = Counter()
    for counted, number in since.items():
        for day in set(days_of(counted, rules, rhythm)):
            if day >= today and rhythm.morning(day) <= until:
                found[day] += number
    return found


def talk_wish(person: str, day: date, number: int) -> Wish:
    return Wish(
        key=f"{ROUTINE}/{TALKS}/{person}/{day}",
        routine=ROUTINE,
        subject=TALKS,
        person=person,
        day=day,
        entry="rank-mm",
        says=f"{number:,} talks with ranked accounts are due" if number > 1 else "a talk is due",
        late=Late.FOLD,
        late_after=timedelta(hours=12),
    )


@lru_cache(maxsize=1024)
def week_days(rhythm: Rhythm, today: date, until: datetime) -> Sequence[tuple[date, date]]:
    """Their first work day of a week, and that week's Monday; from today on."""
    day, found = today, list[tuple[date, date]]()
    while rhythm.morning(day) <= until:
        monday = day - day.weekday() * _DAY
        if rhythm.work_day_from(monday) == day:
            found.append((day, monday))
        day += _DAY
    return tuple(found)


def missing_wish(person: str, day: date, monday: date) -> Wish:
    return Wish(
        key=f"{ROUTINE}/{MISSING}/{person}/{monday}",
        routine=ROUTINE,
        subject=MISSING,
        person=person,
        day=day,
        entry="rank-duty",
        says="accounts without a rank, or whose rank lacks something",
        late=Late.FOLD,
        late_after=timedelta(hours=12),
    )


def account_subject(id: int) -> str:
    return f"account/{id}"
