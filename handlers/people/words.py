"""A person's profile in words: roles, days, hours, levels; escaped."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time

from handlers.kit.feature import Scene
from handlers.kit.people import name_in
from handlers.kit.texts import escape, excerpt, listed
from handlers.kit.times import weekday
from policies.edition import Pack
from policies.rhythms import Level
from policies.rosters.cells import as_days, regions, segments
from storage.members import Member
from storage.profiles import Profile

LEVELS: Mapping[Level, tuple[str, str]] = {
    Level.LIGHT: ("Light", "only what is due"),
    Level.STANDARD: ("Standard", "what is due, and a nudge before it"),
    Level.ACTIVE: ("Active", "also early hints, while there is time"),
}
NO_ROLE = "none yet"
CLAIMED = "said so themselves"


def level(found: Level) -> str:
    name, means = LEVELS[found]
    return f"{name}: {means}"


def roles(profile: Profile, pack: Pack, own: bool = False) -> str:
    """With a mark on those that no admin has confirmed."""
    mark = "you said so; an admin confirms it" if own else CLAIMED
    named = [
        f"{escape(pack.roles.get(role, role))}{f' ({mark})' if role in profile.claimed else ''}"
        for role in profile.roles
    ]
    return ", ".join(named) or NO_ROLE


def place(profile: Profile, pack: Pack) -> str:
    """Segment and region, as far as they are known."""
    labels = {each.value: each.label for each in (*segments(pack), *regions(pack))}
    held = filter(None, (profile.segment, profile.region))
    return ", ".join(escape(labels.get(each, each)) for each in held)


def manager(scene: Scene, profile: Profile) -> str:
    return person(scene, profile.manager) if profile.manager else "nobody yet"


def person(scene: Scene, id: str) -> str:
    return excerpt(name_in(scene.session, scene.workspace.id, id))


def people(scene: Scene, ids: Iterable[str], last: str = "or") -> str:
    return listed([person(scene, id) for id in ids], last)


def zone(member: Member) -> str:
    source = "your own choice" if member.profile.zone else "as in Slack"
    return f"{escape(member.zone)} ({source})"


def hours(profile: Profile) -> str:
    days = as_days(profile.work_days) or "no day"
    return f"{days}, {clock(profile.starts)} to {clock(profile.ends)}"


def quiet(profile: Profile) -> str:
    if profile.quiet_from is None or profile.quiet_until is None:
        return "none"
    return f"{clock(profile.quiet_from)} to {clock(profile.quiet_until)}"


def clock(at: time) -> str:
    return f"{at:%H:%M}"


def away(scene: Scene, profile: Profile) -> str:
    if profile.away_from is None or profile.away_until is None:
        return "no"
    said = span(profile.away_from, profile.away_until, scene.now)
    stands = f"; {person(scene, profile.delegate)} stands in" if profile.delegate else ""
    return f"{said}{stands}"


def span(first: date, last: date, now: datetime) -> str:
    """`from Monday 21 December to Thursday 31 December`, or one day."""
    if first == last:
        return f"on {_day(first, now)}"
    return f"from {_day(first, now)} to {_day(last, now)}"


def _day(day: date, now: datetime) -> str:
    return weekday(day) if day.year == now.year else f"{weekday(day)} {day.year}"


def muted(scene: Scene, profile: Profile) -> str:
    titles = {name: routine.title for name, routine in scene.registry.routines.items()}
    named = [titles.get(name, name) for name in sorted(profile.muted)]
    return ", ".join(map(escape, named)) or "nothing"
