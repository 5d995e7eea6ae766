"""A running cohort's weekly topics, weeks without a tick, places on offer; the end of a topic."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from policies.programs.offers import Offer
from policies.programs.sheet import Excellence, Leadership
from policies.programs.values import Cohort, Hold, SignUp
from policies.reminders import Late, Way, Weight, Wish
from policies.rhythms import Rhythm

ROUTINE = "programs"
WEEK, TICK, OFFER, END = "week", "tick", "offer", "end"
ATTENDANCE, ELIGIBILITY = "lead-attendance", "lead-eligibility"
"""What a reminder is about: the first part of its subject, as in `end/17`."""
A_DAY = timedelta(hours=30)


def week_wishes(
    those: Iterable[SignUp], cohorts: Mapping[int, Cohort], sheet: Leadership
) -> Iterator[Wish]:
    """In the digest of a week's first day; after the last week there is none."""
    for each in those:
        cohort = cohorts.get(each.cohort or 0)
        if cohort is None or each.left_at is not None:
            continue
        for number, item in enumerate(sheet.weeks, 1):
            about = f"{WEEK}/{each.id}/{number}"
            says = f"week {number}: {item.says}"
            wish = _wish(about, each.person, cohort.day(number), item.entry, says)
            yield replace(wish, key=f"{wish.key}/{cohort.starts.isoformat()}")


def tick_wishes(
    those: Iterable[SignUp],
    cohorts: Mapping[int, Cohort],
    ticked: Collection[tuple[int, int]],
    sheet: Leadership,
) -> Iterator[Wish]:
    """On the day after a week of which nothing is known; `ticked` are sign-ups and weeks."""
    for each in those:
        cohort = cohorts.get(each.cohort or 0)
        if cohort is None or each.left_at is not None:
            continue
        for number, item in enumerate(sheet.weeks, 1):
            if (each.id, number) in ticked:
                continue
            about, says = f"{TICK}/{each.id}/{number}", f"no tick for week {number}: {item.says}"
            wish = _wish(about, each.person, cohort.day(number + 1), ATTENDANCE, says)
            key = f"{wish.key}/{cohort.starts.isoformat()}"
            yield replace(wish, key=key, weight=Weight.NUDGE)


def offer_wishes(
    offers: Iterable[Offer], people: Mapping[int, str], rhythms: Mapping[str, Rhythm]
) -> Iterator[Wish]:
    """By itself, for it does not wait for the next morning; `people` by their sign-ups."""
    for each in offers:
        person = people.get(each.sign_up, "")
        if person in rhythms:
            there = each.at.astimezone(rhythms[person].zone)
            says = "a place in the leadership program is offered"
            wish = _wish(f"{OFFER}/{each.id}", person, there.date(), ELIGIBILITY, says)
            yield replace(wish, at=there.time(), way=Way.ALONE, late=Late.SEND, until=each.until)


def hold_wishes(those: Iterable[Hold], sheet: Excellence) -> Iterator[Wish]:
    """Some days before the end, and on the day; renewed or released it is asked no more."""
    ahead = timedelta(days=int(sheet.limits["ahead"].value))
    entry = sheet.limits["short"].entry
    for each in those:
        item = sheet.topic(each.topic)
        if item is None or each.released_at is not None:
            continue
        about, says = f"{END}/{each.id}", f"{item.says}: renew or release"
        for name, day in (("soon", each.until - ahead), ("day", each.until)):
            wish = _wish(about, each.person, day, entry, says)
            key = f"{wish.key}/{each.until.isoformat()}/{name}"
            weight = Weight.NUDGE if name == "soon" else Weight.DUE
            yield replace(wish, key=key, weight=weight, late=Late.SEND)


def _wish(about: str, person: str, day: date, entry: str, says: str) -> Wish:
    return Wish(f"{ROUTINE}/{about}", ROUTINE, about, person, day, entry, says,
                late=Late.DROP, late_after=A_DAY)  # fmt: skip
