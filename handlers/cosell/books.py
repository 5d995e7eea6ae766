"""What is known of the calls of some people: the rules in force, who leads whom, the counts."""

from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta

from handlers.kit.feature import Refused, Scene
from handlers.kit.reminding.planning import rhythm_of
from policies.co_selling import Call
from policies.co_selling.counting import Count, Marks, counted
from policies.pack import Pack
from policies.rights import Standing
from policies.sheets import Sheet
from storage import co_selling, members, profiles
from storage.members import Member
from storage.profiles import Profile

POLICY = "cosell"
SPARE = timedelta(days=2)
"""However far somebody's zone is from ours."""


def sheet_of(scene: Scene) -> Sheet | None:
    return scene.pack.sheets.get(POLICY)


def insist_on_rules(scene: Scene) -> Sheet:
    """Raises Refused in an edition without co-selling."""
    sheet = sheet_of(scene)
    if sheet is None:
        raise Refused(scene.pack.lacks(POLICY))
    return sheet


def marks_of(scene: Scene) -> Marks:
    return Marks.of(insist_on_rules(scene))


def is_manager(roles: Iterable[str], pack: Pack) -> bool:
    """By a role, be it by their own word: a duty needs less than a right."""
    return Standing.MANAGER in map(pack.standing, roles)


def is_seller(profile: Profile, pack: Pack) -> bool:
    """Or somebody who has told no role."""
    own = profile.roles
    return not own or Standing.ACCOUNT_EXECUTIVE in map(pack.standing, own)


def leads(profile: Profile, has_reports: bool, pack: Pack) -> bool:
    """Whose calls are counted; without a role, whoever is somebody's manager."""
    return is_manager(profile.roles, pack) or (has_reports and not profile.roles)


def sellers_of(scene: Scene, manager: str) -> list[Member]:
    """The account executives who report to them directly, by name."""
    reports = profiles.reports(scene.session, scene.workspace.id, manager)
    ids = [each.person for each in reports if is_seller(each, scene.pack)]
    found = members.members(scene.session, scene.workspace.id, ids)
    return sorted(found, key=lambda each: each.name)


def is_led(scene: Scene, member: Member) -> bool:
    reports = profiles.reports(scene.session, scene.workspace.id, member.id)
    return leads(member.profile, bool(reports), scene.pack)


def counts(scene: Scene, people: Collection[Member]) -> Mapping[str, Count]:
    """Of each by their own days; two statements however many there are."""
    marks = marks_of(scene)
    ids = [each.id for each in people]
    first = scene.now - timedelta(days=marks.window) - SPARE
    calls = co_selling.since(scene.session, scene.workspace.id, first, ids)
    theirs: dict[str, list[Call]] = {id: [] for id in ids}
    for call in calls:
        for person in call.people & theirs.keys():
            theirs[person].append(call)
    zones = {each.id: rhythm_of(scene, each).zone for each in people}
    return {id: counted(theirs[id], id, marks, scene.now, zones[id]) for id in ids}


def count(scene: Scene, member: Member) -> Count:
    return counts(scene, [member])[member.id]


def lately(scene: Scene, person: str) -> list[Call]:
    """The calls of one person as far back as they are logged, the newest first."""
    back = timedelta(days=int(insist_on_rules(scene).limit("back")))
    return co_selling.since(scene.session, scene.workspace.id, scene.now - back - SPARE, [person])


def known(scene: Scene, people: Collection[str]) -> list[Member]:
    return members.members(scene.session, scene.workspace.id, people)
