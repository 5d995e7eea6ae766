"""Places, cohorts and topics in words."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from handlers.kit.feature import Scene
from handlers.kit.people import name_in
from handlers.kit.texts import capital, counted, escape, excerpt, listed
from handlers.kit.times import dated
from handlers.programs import books
from handlers.programs.books import Roll
from policies.clocks import day_in
from policies.programs import Attendance, Cohort, Excellence, Hold, Offer, Presence, SignUp
from policies.programs.offers import is_refilled, last_day
from policies.programs.values import placed
from storage import program_offers, programs

WARNING = (
    "The handbook says that whoever is not there is taken off. What one absence means, the "
    "facilitator decides: I take nobody off."
)


def number(text: str) -> int:
    """Zero, which nothing has, for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else 0


def name(scene: Scene, person: str) -> str:
    return excerpt(name_in(scene.session, scene.workspace.id, person))


def cohort(scene: Scene, each: Cohort, today: date) -> str:
    """`the cohort that begins on Mon 3 March, facilitated by Grace Kim`."""
    begins = "began" if each.begun(today) else "begins"
    by = f", facilitated by {name(scene, each.facilitator)}" if each.facilitator else ""
    return f"the cohort that {begins} on {dated(each.starts, today)}{by}"


def status(scene: Scene, roll: Roll, one: SignUp) -> str:
    """Where somebody stands, in one sentence."""
    own = roll.cohort(one)
    if own is None:
        return f"{_waiting(roll, one)}{_offered(scene, roll, one)}"
    if not own.begun(roll.today):
        return f"You are in {cohort(scene, own, roll.today)}.{_offered(scene, roll, one)}"
    there = f"{capital(attended(roll, books.attended(scene, [one])[one.id]))}."
    if own.is_over(roll.today, roll.weeks):
        return f"You took part in {cohort(scene, own, roll.today)}. {there}"
    return f"You are in {cohort(scene, own, roll.today)}.{_this_week(roll, own)} {there}"


def _waiting(roll: Roll, one: SignUp) -> str:
    if place := roll.waits(one):
        return f"You are on the waiting list, place {place}."
    return "You have a place in the next cohort. An admin of Handrail sets its first day."


def _this_week(roll: Roll, own: Cohort) -> str:
    week = own.week(roll.today, roll.weeks)
    return f" This is week {week} of {roll.weeks}: {topic(roll, week)}." if week else ""


def _offered(scene: Scene, roll: Roll, one: SignUp) -> str:
    offer = books.offered(scene, one)
    return f"\n*A place is free.* {offered(scene, roll, one, offer)}" if offer else ""


def offered(scene: Scene, roll: Roll, one: SignUp, offer: Offer) -> str:
    """What it is a place in, and until when it can be taken."""
    own = next(each for each in roll.cohorts if each.id == offer.cohort)
    day = dated(last_day(offer, books.rhythm(scene, one.person)), roll.today)
    said = f"It is in {cohort(scene, own, roll.today)}.{_this_week(roll, own)}"
    return f"{said} Take it by the end of {day}, or the next one on the list is asked."


def attended(roll: Roll, kept: Mapping[int, Attendance]) -> str:
    """`3 of 8 weeks attended, about 15 of 40 hours by our arithmetic`."""
    there = sum(each.presence is Presence.THERE for each in kept.values())
    hours = f"about {roll.sheet.hours(there)} of {roll.sheet.hours(roll.weeks)} hours"
    return f"{there} of {counted(roll.weeks, 'week')} attended, {hours} by our arithmetic"


def lacking(roll: Roll, own: Cohort, kept: Mapping[int, Attendance]) -> str:
    """` · no tick for weeks 2 and 3`, of the weeks that are over."""
    over = own.begun_weeks(roll.today, roll.weeks) - (
        0 if own.is_over(roll.today, roll.weeks) else 1
    )
    lacks = [str(week) for week in range(1, over + 1) if week not in kept]
    weeks = "weeks" if len(lacks) > 1 else "week"
    return f" · no tick for {weeks} {listed(lacks, 'and')}" if lacks else ""


def presence(scene: Scene, roll: Roll, one: Attendance | None) -> str:
    """What is known of a week, and who says so."""
    if one is None:
        return "no tick"
    by = name(scene, one.by)
    day = dated(day_in(one.at, books.rhythm(scene, one.by).zone), roll.today)
    if one.presence is Presence.TOLD:
        return f"{by} told the facilitator on {day} that they can't be there"
    return f"✔ there, ticked by {by} on {day}"


def vacancies(scene: Scene, roll: Roll, own: Cohort) -> str:
    """Of a cohort under way: what is taken, to whom a place is offered, and who did not want it."""
    taken, seats = len(placed(roll.those, own.id)), roll.sheet.seats
    said = [f"{taken} of {counted(seats, 'place')} {'is' if taken == 1 else 'are'} taken."]
    said += _offers(scene, roll, own)
    last = dated(own.day(roll.sheet.refill + 1) - timedelta(days=1), roll.today)
    if taken < seats and is_refilled(own, roll.today, roll.sheet):
        said.append(f"What is free is offered in the order of the list until {last}.")
    elif taken < seats:
        said.append(f"What is free stays empty: it was offered until {last}.")
    return " ".join(said)


def _offers(scene: Scene, roll: Roll, own: Cohort) -> Iterator[str]:
    made = program_offers.of_cohort(scene.session, scene.workspace.id, own.id)
    people = {each.id: each.person for each in programs.everyone(scene.session, scene.workspace.id)}
    for each in made:
        who = name(scene, people[each.sign_up])
        if each.is_open(scene.now):
            day = dated(last_day(each, books.rhythm(scene, people[each.sign_up])), roll.today)
            yield f"Offered to {who} until {day}."
        elif each.taken_at is None:
            yield f"{who} {'let a place pass' if each.passed_at else 'did not answer'}."


def topic(roll: Roll, week: int) -> str:
    return escape(roll.sheet.weeks[week - 1].says)


def places(roll: Roll) -> str:
    """`7 of 12 places are taken, and 2 people wait.`"""
    seats, taken = roll.sheet.seats, roll.taken
    wait = sum(1 for each in roll.those if roll.waits(each))
    waits = f", and {wait} {'waits' if wait == 1 else 'wait'}" if wait else ""
    are = "is" if taken == 1 else "are"
    return f"{taken} of {seats} places of the next cohort {are} taken{waits}."


def held(scene: Scene, sheet: Excellence, hold: Hold, today: date) -> str:
    """`*Feedback loop* · Ana Lopez, until Mon 30 June`."""
    until = f"until {dated(hold.until, today)}"
    if hold.until < today:
        until = f"ended on {dated(hold.until, today)}, neither renewed nor released"
    return f"*{topic_name(sheet, hold)}* · {name(scene, hold.person)}, {until}"


def topic_name(sheet: Excellence, hold: Hold) -> str:
    item = sheet.topic(hold.topic)
    return escape(item.says) if item else excerpt(hold.topic)
