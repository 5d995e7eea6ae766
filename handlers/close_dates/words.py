"""How a close date and what is to be done about it are put."""

from datetime import date, datetime

from handlers.kit.feature import Scene
from handlers.kit.pipelines import Line, is_counted_from_the_import, today_of
from handlers.kit.texts import capital, escape, excerpt, listed
from handlers.kit.times import clock, dated
from policies.clocks import zone_of
from policies.close_dates import Checked, Fit, parking_time
from policies.desks.close_conventions import ACTUAL_DAY, FIRST_DAY, LAST_DAY
from policies.sheets import Sheet
from storage.members import Member

IF = {
    ACTUAL_DAY: "if the quote is out",
    LAST_DAY: "with a compelling event",
    FIRST_DAY: "without one",
}
WITHOUT_EVENT = "without a compelling event"
"""Where no case with an event is named beside it."""
OR_RENEWAL = "if the quote is out or it is a renewal"
"""Where nobody has said what it is."""
CONFIRM = "Confirm the compelling event and the timeline with your Champion or Economic Buyer"
IMPORTED = " Nobody knows since when it stands there, so the time counts from when I first saw it."


def title(line: Line) -> str:
    """`*Acme – Ultimate*`, with the account where the name does not say it."""
    found = line.opportunity
    account = excerpt(found.account)
    named = account and account.casefold() not in found.name.casefold()
    return f"*{excerpt(found.name)}*{f' ({account})' if named else ''}"


def told_day(day: date, scene: Scene, owner: Member) -> str:
    return dated(day, today_of(scene.now, owner))


def moment(instant: datetime, scene: Scene, reader: Member) -> str:
    """`Thu 4 December, 10:42`."""
    there = instant.astimezone(zone_of(reader.zone))
    return f"{dated(there.date(), today_of(scene.now, reader))}, {clock(there)}"


def to_set(checked: Checked, scene: Scene, owner: Member) -> str:
    """`Set *Fri 5 December*.`, or each day with when it is the one."""
    if checked.suggested:
        return f"Set *{told_day(checked.suggested, scene, owner)}*."
    ways = checked.ways
    if not ways:
        return ""
    said = IF if LAST_DAY in ways else IF | {FIRST_DAY: WITHOUT_EVENT}
    said = said if checked.dated.renewal is not None else said | {ACTUAL_DAY: OR_RENEWAL}
    each = [f"{told_day(day, scene, owner)} {said[rule]}" for rule, day in _ordered(ways)]
    return f"Set {'; '.join(each)}."


def _ordered(ways: dict[str, date]) -> list[tuple[str, date]]:
    return [(rule, ways[rule]) for rule in IF if rule in ways]


def depends(checked: Checked, sheet: Sheet) -> str:
    """`Depends on whether the quote is out for signature.`"""
    labels = [escape(sheet.facts[name].label) for name in checked.missing[:2]]
    return f"Depends on {listed(labels, 'and')}."


def parked(line: Line, scene: Scene, sheet: Sheet, reader: Member) -> str:
    """Since when, until when, and what to do before."""
    checked = line.checked
    assert checked
    ends = moment(checked.dated.set_at + parking_time(sheet), scene, reader)
    day = told_day(checked.dated.day, scene, line.owner)
    head = f"{title(line)} is parked on {day} until {ends}."
    last = told_day(checked.last_day, scene, line.owner)
    then = f"then set the last day of the month in which it closes, {last}"
    first = "The event is confirmed:" if checked.dated.compelling_event else f"{CONFIRM},"
    imported = IMPORTED if is_counted_from_the_import(line.opportunity) else ""
    return f"{head}\n{first} {then}.{imported}"


def over(line: Line, scene: Scene, sheet: Sheet, reader: Member, boss: str = "") -> str:
    checked, owner = line.checked, line.owner
    assert checked
    hours = int(sheet.limit("parking_hours"))
    ends = moment(checked.dated.set_at + parking_time(sheet), scene, reader)
    whose = "" if reader.id == owner.id else f" of {escape(owner.name)}"
    day = told_day(checked.dated.day, scene, owner)
    head = f"{title(line)}{whose} is still parked on {day}: {hours} hours ended {ends}."
    last = told_day(checked.last_day, scene, owner)
    if reader.id != owner.id:
        return f"{head}\nWith a confirmed event it belongs on {last}; without one, agree on a date."
    tell = f"tell {escape(boss)}, who is told as well" if boss else "tell your manager"
    return f"{head}\nWith a confirmed event set {last}; without one {tell}."


def passed(line: Line, scene: Scene) -> str:
    checked = line.checked
    assert checked
    day = told_day(checked.dated.day, scene, line.owner)
    unsigned = " unsigned" if checked.dated.quote_sent or checked.dated.renewal else ""
    head = f"{title(line)} passed its close date{unsigned}: {day}."
    return f"{head}\n{to_set(checked, scene, line.owner)}"


def on_board(line: Line, scene: Scene, sheet: Sheet, whose: bool) -> str:
    """A row: what, whose, when, and what to set instead."""
    of = f", {escape(line.owner.name)}" if whose else ""
    checked = line.checked
    if checked is None:
        return (
            f"{title(line)}{of}\nNo close date yet: set the month in which it most likely closes."
        )
    day = told_day(checked.dated.day, scene, line.owner)
    if checked.fit is Fit.OPEN:
        return f"{title(line)}{of}: {day}\n{depends(checked, sheet)}"
    if checked.is_over:
        ends = moment(checked.dated.set_at + parking_time(sheet), scene, line.owner)
        last = told_day(checked.last_day, scene, line.owner)
        hours = int(sheet.limit("parking_hours"))
        advice = f"With a confirmed event set *{last}*, else tell the manager."
        return f"{title(line)}{of}: {day}\n{hours} hours ended {ends}. {advice}"
    past = " is over" if checked.dated.day < today_of(scene.now, line.owner) else ""
    return f"{title(line)}{of}: {day}{past}\n{to_set(checked, scene, line.owner)}"


def complaint(checked: Checked, scene: Scene, owner: Member) -> str:
    """For the field of a form, where nothing can be emphasised."""
    day = told_day(checked.dated.day, scene, owner)
    advice = to_set(checked, scene, owner).replace("*", "")
    says = f"{capital(day)} breaks a convention. {advice}"
    return f"{says} To save {day} all the same, tick the box below."
