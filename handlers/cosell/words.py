"""Calls and counts in words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from handlers.kit.feature import Scene
from handlers.kit.people import name_in
from handlers.kit.reminding.planning import rhythm_of
from handlers.kit.texts import counted, escape, excerpt, listed
from handlers.kit.times import clock, dated, short
from policies.clocks import day_in
from policies.co_selling import Act, Call, Event
from policies.co_selling.counting import Count, Reached
from policies.rhythms import Rhythm
from policies.sheets import Sheet
from storage import members
from storage.members import Member

SELLER, CO_SELLER = "Primary Seller", "Co-Seller"
SIDES: Mapping[str, str] = {"seller": SELLER, "co_seller": CO_SELLER}
FULL, EMPTY = "▰", "▱"
NONE = "none"
NAMES_SHOWN = 12


def name(scene: Scene, person: str) -> str:
    return excerpt(name_in(scene.session, scene.workspace.id, person))


def names(scene: Scene, people: Iterable[str]) -> str:
    """`Ana Lopez and Grace Kim`, in the order of their names."""
    return listed(sorted(name(scene, each) for each in people), "and")


def rhythm(scene: Scene, person: str) -> Rhythm:
    member = members.find(scene.session, scene.workspace.id, person)
    return rhythm_of(scene, member) if member else Rhythm()


def title(call: Call) -> str:
    return excerpt(call.account)


def moment(scene: Scene, call: Call, reader: Rhythm) -> str:
    """`Mon 3 March, 15:00`, on the wall clock of whoever reads it."""
    there = call.at.astimezone(reader.zone)
    return f"{dated(there.date(), day_in(scene.now, reader.zone))}, {clock(there)}"


def line(scene: Scene, call: Call, reader: Rhythm) -> str:
    """`*Acme* · Mon 3 March, 15:00`."""
    return f"*{title(call)}* · {moment(scene, call, reader)}"


def who(scene: Scene, call: Call) -> str:
    """Everybody on it, the two sides named as such."""
    said = []
    for person in sorted(call.people, key=lambda each: name(scene, each)):
        side = SELLER if person == call.seller else CO_SELLER if person == call.co_seller else ""
        said.append(f"{name(scene, person)}{f' ({side})' if side else ''}")
    return ", ".join(said)


def calls(number: int) -> str:
    return counted(number, "call")


def bar(count: Count) -> str:
    """One mark a call, parted at the minimum and at the aim."""
    marks = count.marks
    ends = (marks.minimum, marks.aim_low, marks.aim_high)
    full = min(count.number, marks.aim_high)
    shown = FULL * full + EMPTY * (marks.aim_high - full)
    parts = [shown[start:end] for start, end in zip((0, *ends), ends, strict=False)]
    more = count.number - full
    return " ".join([*filter(None, parts), *([f"+{more}"] if more else [])])


def aim(count: Count) -> str:
    return f"{count.marks.aim_low} to {count.marks.aim_high}"


def reached(count: Count) -> str:
    """What is missing, in one sentence."""
    minimum = count.marks.minimum
    match count.reached:
        case Reached.BELOW:
            return f"{count.to_minimum} more for the minimum of {minimum}; the aim is {aim(count)}."
        case Reached.MINIMUM:
            return (
                f"That meets the minimum of {minimum}; {count.to_aim} more for the aim of "
                f"{aim(count)}."
            )
        case Reached.AIM:
            return f"That meets the aim of {aim(count)}."


def leaving(scene: Scene, count: Count) -> str:
    """Which calls count for the shortest time from now on; empty where there is none."""
    gone = count.leaving
    if not gone:
        return ""
    named = listed([f"{title(each)} ({short(count.day(each))})" for each in gone[:3]], "and")
    more = f" and {len(gone) - 3} more" if len(gone) > 3 else ""
    left = count.number - len(gone)
    verb = "falls" if len(gone) == 1 else "fall"
    day = dated(count.leaves(gone[0]), count.today)
    return f"{named}{more} {verb} out of the window on {day}; without new ones it is then {left}."


def by_seller(count: Count, sellers: Iterable[Member]) -> str:
    """`Ana Lopez 2 · Ben Okafor none`."""
    found = [*sellers]
    each = count.by_person(one.id for one in found)
    named = [f"{excerpt(one.name)} {each[one.id] or NONE}" for one in found[:NAMES_SHOWN]]
    more = len(found) - NAMES_SHOWN
    return " · ".join([*named, *([f"{more:,} more"] if more > 0 else [])])


def without(count: Count, sellers: Iterable[Member]) -> list[str]:
    """Those with whom there was no call, by name."""
    return [
        excerpt(each.name) for each in sellers if not any(c.is_with(each.id) for c in count.calls)
    ]


def last(scene: Scene, theirs: Sequence[Call], reader: Member) -> str:
    """Of calls that are the newest first."""
    if not theirs:
        return "No call with them has been logged yet."
    return f"The last one: {line(scene, theirs[0], rhythm_of(scene, reader))}."


def span(count: Count) -> str:
    """`Tue 25 Feb to Mon 3 Mar`."""
    return f"{short(count.first)} to {short(count.today)}"


def duties(sheet: Sheet, side: str, whose: str = "") -> str:
    """`*Primary Seller* (Ana Lopez): lead the pitch …; take notes live; keep to the agenda.`"""
    said = [each.says for each in sheet.lists["duties"] if each.side == side]
    lowered = [escape(f"{each[:1].lower()}{each[1:]}") for each in said]
    return f"*{SIDES[side]}*{f' ({whose})' if whose else ''}: {'; '.join(lowered)}."


EVENTS: Mapping[Act, str] = {
    Act.LOGGED: "{by} logged it",
    Act.JOINED: "{by} logged it too",
    Act.SPLIT: "{by} said that theirs is another call",
    Act.CHANGED: "{by} changed it",
    Act.REMOVED: "{by} removed it",
    Act.RESTORED: "{by} brought it back",
}


def history(scene: Scene, events: Iterable[Event], reader: Rhythm) -> Iterator[str]:
    for each in events:
        local = each.at.astimezone(reader.zone)
        what = f": {excerpt(each.note)}" if each.note else ""
        said = EVENTS[each.act].format(by=name(scene, each.by))
        yield f"{said}, {short(local.date())}, {clock(local)}{what}"
