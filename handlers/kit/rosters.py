"""The roster between storage and its policy: what is kept, planned, and then carried out."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy.orm import Session

from handlers.kit.spreadsheets import plain_csv_of
from policies.edition import Pack
from policies.rosters import cells
from policies.rosters.names import Directory, Someone
from policies.rosters.plans import NOWHERE, Change, Plan, Post, plan
from policies.rosters.tables import COLUMNS, rows
from storage import members, people, profiles
from storage.members import Member
from storage.profiles import Profile

FIELDS = tuple(field.name for field in fields(Post))


def draw_up(session: Session, workspace: str, pack: Pack, text: str) -> Plan:
    """What the roster would change. Raises Unusable for what is no roster."""
    read = rows(text)
    everybody = members.members(session, workspace)
    posts = {member.id: post_of(member.profile) for member in everybody}
    return plan(read, directory(session, workspace, everybody), posts, pack)


def carry_out(session: Session, workspace: str, changes: Iterable[Change]) -> None:
    for change in changes:
        set_post(session, workspace, change.person, change.after)


def set_post(session: Session, workspace: str, person: str, post: Post) -> Profile:
    values = {name: getattr(post, name) for name in FIELDS}
    return profiles.change(session, workspace, person, **values)


def post_of(profile: Profile) -> Post:
    return Post(**{name: getattr(profile, name) for name in FIELDS})


def directory(session: Session, workspace: str, everybody: Iterable[Member]) -> Directory:
    names = people.names(session, workspace)
    return Directory(Someone(each.id, names[each.id], each.name) for each in everybody)


def differences(change: Change) -> dict[str, Any]:
    """What is different, for the audit log: before and after by field."""
    before, after = asdict(change.before), asdict(change.after)
    return {
        name: [_plain(before[name]), _plain(after[name])]
        for name in FIELDS
        if before[name] != after[name]
    }


def values(change: Change) -> dict[str, Any]:
    """What it sets, by field."""
    return {name: getattr(change.after, name) for name in FIELDS}


def summary(plan: Plan) -> dict[str, Any]:
    """For the audit log."""
    counts = {"unchanged": len(plan.unchanged), "refused": len(plan.refused)}
    people = [{"person": each.person, "fields": differences(each)} for each in plan.changes]
    return {"new": len(plan.new), "changed": len(plan.changed), **counts, "people": people}


def in_words(change: Change, names: Mapping[str, str], pack: Pack) -> list[str]:
    """`manager Ben Okafor (was nobody)`, for each part that is different."""
    pairs = zip(_parts(change.before, names, pack), _parts(change.after, names, pack), strict=True)
    return [
        f"{label} {now}" if change.is_new else f"{label} {now} (was {was})"
        for (label, was), (_, now) in pairs
        if was != now
    ]


def _parts(post: Post, names: Mapping[str, str], pack: Pack) -> tuple[tuple[str, str], ...]:
    labels = {each.value: each.label for each in (*cells.segments(pack), *cells.regions(pack))}
    return (
        ("role", ", ".join(pack.roles.get(role, role) for role in post.roles) or "none"),
        ("by their own word", ", ".join(post.claimed) or "nothing"),
        ("segment", labels.get(post.segment, post.segment) or "none"),
        ("region", labels.get(post.region, post.region) or "none"),
        ("manager", names.get(post.manager, post.manager) if post.manager else "nobody"),
        ("zone", post.zone or "as in Slack"),
        ("work days", cells.as_days(post.work_days)),
        ("hours", cells.as_hours(post.starts, post.ends)),
    )


def in_team(everybody: Iterable[Member]) -> list[Member]:
    """Those who have a part in the team."""
    return [member for member in everybody if post_of(member.profile) != NOWHERE]


def as_csv(team: Iterable[Member]) -> str:
    """As it can be imported again: people by their Slack id, what is usual left empty."""
    rows = ((*_row(member.profile), member.name) for member in team)
    return plain_csv_of([(*COLUMNS, "name"), *rows])


def _row(profile: Profile) -> tuple[str, ...]:
    days, hours = cells.as_days(profile.work_days), cells.as_hours(profile.starts, profile.ends)
    held: Mapping[str, str] = {
        "person": profile.person,
        "roles": ", ".join(profile.roles),
        "segment": profile.segment,
        "region": profile.region,
        "manager": profile.manager or "",
        "zone": profile.zone or "",
        "work days": "" if profile.work_days == NOWHERE.work_days else days,
        "hours": "" if (profile.starts, profile.ends) == USUAL_HOURS else hours,
    }
    return tuple(held[column] for column in COLUMNS)


def _plain(value: Any) -> Any:
    match value:
        case frozenset():
            return sorted(value)
        case tuple():
            return list(value)
        case None | str() | int():
            return value
        case _:
            return f"{value:%H:%M}"


USUAL_HOURS = (NOWHERE.starts, NOWHERE.ends)
