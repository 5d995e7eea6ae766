"""Places, cohorts and topics in words."""

from datetime import date

from handlers.kit.feature import Scene
from handlers.kit.people import name_in
from handlers.kit.texts import escape, excerpt
from handlers.kit.times import dated
from handlers.programs.books import Roll
from policies.programs import Cohort, Excellence, Hold, SignUp


def name(scene: Scene, person: str) -> str:
    return excerpt(name_in(scene.session, scene.workspace.id, person))


def cohort(scene: Scene, each: Cohort, today: date) -> str:
    """`the cohort that begins on Mon 3 March, facilitated by Grace Kim`."""
    begins = "began" if each.begun(today) else "begins"
    by = f", facilitated by {name(scene, each.facilitator)}" if each.facilitator else ""
    return f"the cohort that {begins} on {dated(each.starts, today)}{by}"


def status(scene: Scene, roll: Roll, one: SignUp) -> str:
    """Where somebody stands, in one sentence."""
    own, weeks = roll.cohort(one), roll.weeks
    if own is None:
        place = roll.waits(one)
        if place:
            return f"You are on the waiting list, place {place}."
        return "You have a place in the next cohort. An admin of Handrail sets its first day."
    if own.is_over(roll.today, weeks):
        return f"You took part in {cohort(scene, own, roll.today)}."
    said = f"You are in {cohort(scene, own, roll.today)}."
    week = own.week(roll.today, weeks)
    now = f" This is week {week} of {weeks}: {topic(roll, week)}." if week else ""
    return f"{said}{now}"


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
