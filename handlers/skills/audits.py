"""Somebody's seven skills of this week: what the bot sees of each, what they ticked, and before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from handlers.kit.feature import Refused, Scene, Turn
from handlers.kit.reminding.planning import rhythm_of
from handlers.kit.rights import insist
from handlers.kit.texts import listed
from policies.clocks import day_in
from policies.desks.deal_lines import Lines
from policies.ranking import folded, rules_of
from policies.rhythms import Rhythm
from policies.rights import Action
from policies.skills import SkillsSheet, Tick
from policies.skills.sights import Deal, Ranks, Sight, look
from policies.skills.weeks import before, week_of
from storage import members, open_deals, rank_counts, ranks, skill_ticks
from storage.members import Member
from storage.rank_counts import Asks, Tally

NOBODY = "I don't know whom you mean. Write for example `/handrail seven @ana`."
OTHER = (
    "The Required 7 are for these roles: {roles}. Here {whose} another; an admin says who is what."
)
ROLELESS = (
    "The Required 7 are for these roles: {roles}. I know neither {whose} nor an account or open "
    "opportunity that would go with it; an admin says who is what."
)
NONE_RANKED = Tally({}, 0, 0)


@dataclass(frozen=True)
class Audit:
    """`earlier` has the weeks before, the newest first, with how many skills were ticked."""

    member: Member
    rhythm: Rhythm
    week: date
    today: date
    sight: Sight
    ticks: Mapping[str, Tick]
    earlier: Sequence[tuple[date, int]]

    @property
    def person(self) -> str:
        return self.member.id

    def is_all(self, sheet: SkillsSheet) -> bool:
        return len(self.ticks) == len(sheet.skills)


def is_for(scene: Scene, member: Member) -> bool:
    return scene.pack.skills.is_for(member.profile.roles)


def audits(scene: Scene, those: Sequence[Member]) -> list[Audit]:
    """In four statements, however many they are."""
    where = (scene.session, scene.workspace.id, [each.id for each in those])
    deals = open_deals.of_owners(*where)
    ranked = _ranks(scene, deals)
    since = scene.now.date() - timedelta(weeks=scene.pack.skills.count("weeks") + 1)
    ticks = skill_ticks.since(*where, since)
    lines = Lines.of(scene.pack)
    return [
        _audit(scene, each, deals[each.id], ranked.get(each.id), lines, ticks[each.id])
        for each in those
    ]


def _audit(
    scene: Scene,
    member: Member,
    deals: Sequence[Deal],
    ranked: Ranks | None,
    lines: Lines | None,
    ticks: Sequence[Tick],
) -> Audit:
    sheet, rhythm = scene.pack.skills, rhythm_of(scene, member)
    today = day_in(scene.now, rhythm.zone)
    week = week_of(today, rhythm.work_days)
    sight = look(deals, ranked, lines, scene.now, rhythm.zone, sheet.count("unchanged"))
    known = [each for each in ticks if each.skill in sheet.by_id]
    counts = [
        (each, sum(tick.week == each for tick in known))
        for each in before(week, sheet.count("weeks") - 1)
    ]
    mine = {each.skill: each for each in known if each.week == week}
    return Audit(member, rhythm, week, today, sight, mine, counts)


def _ranks(scene: Scene, deals: Mapping[str, Sequence[Deal]]) -> dict[str, Ranks]:
    """Accounts with a rank, and those that are only known from an open opportunity."""
    known = rules_of(scene.pack)
    if known is None:
        return {}
    where, today = (scene.session, scene.workspace.id, list(deals)), scene.now.date()
    tallies = rank_counts.tallies(*where, Asks((), (), known.year_of(today), today))
    keys = ranks.keys(*where)
    found: dict[str, Ranks] = {}
    for owner, those in deals.items():
        tally = tallies.get(owner, NONE_RANKED)
        ranked = sum(tally.ranks.values())
        accounts = {folded(each.account) for each in those if each.account}
        unranked = sum((owner, each) not in keys for each in accounts)
        found[owner] = Ranks(ranked + unranked, ranked - tally.lacking)
    return found


def audit_of(scene: Scene, person: str) -> Audit | None:
    """None for nobody, and for who has no such audit."""
    member = members.find(scene.session, scene.workspace.id, person)
    if member is None:
        return None
    (found,) = audits(scene, [member])
    told = is_for(scene, member) or (not member.profile.roles and not found.sight.is_empty)
    return found if told else None


def mine(turn: Turn) -> Audit:
    """Raises Refused for who has none, with whose they are."""
    found = audit_of(turn, turn.actor.id)
    if found is None:
        raise Refused(refusal(turn, turn.actor.id))
    return found


def seen(turn: Turn, person: str) -> Audit:
    """Raises Refused for who may not see it, or if there is none."""
    if members.find(turn.session, turn.workspace.id, person) is None:
        raise Refused(NOBODY)
    insist(turn, Action.SEE, owner=person)
    found = audit_of(turn, person)
    if found is None:
        raise Refused(refusal(turn, person))
    return found


def refusal(turn: Turn, person: str) -> str:
    """Whose they are, and what is known of the role of who asks or is asked about."""
    member = members.find(turn.session, turn.workspace.id, person)
    roles = listed([turn.pack.roles[each] for each in turn.pack.skills.roles], "and")
    mine, name = person == turn.actor.id, member.name if member else ""
    if member is None or not member.profile.roles:
        return ROLELESS.format(roles=roles, whose="your role" if mine else f"the role of {name}")
    return OTHER.format(roles=roles, whose="yours is" if mine else f"that of {name} is")
