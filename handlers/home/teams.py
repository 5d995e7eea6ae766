"""A manager's team and a director's teams: what is due, missing and open, in order of names."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from handlers.kit import blocks
from handlers.kit.feature import Block, Round
from handlers.kit.panels import Panel
from handlers.kit.reminding.rendering import RECENT
from handlers.kit.texts import counted
from policies.clocks import day_in, zone_of
from policies.pack import Pack
from policies.rights import Standing
from storage import bundles, gaps, members, profiles
from storage.gaps import Gaps
from storage.members import Member

NO_TEAM = (
    "Nobody is in your team yet. Your people name you as their manager in `/handrail me`, "
    "or an admin imports the team with `/handrail team`."
)
HEAD = ("", "Open", "Net ARR", "Waiting", "Next steps", "Close dates", "Figures")
ALIGNED = ("left", *("right",) * (len(HEAD) - 1))
EXPLAINED = (
    "Waiting: reminders not dealt with. Next steps: missing or overdue. Close dates: missing or "
    "past. Figures: without Net ARR, Amount or segment."
)
MOST_ROWS = 60


def is_manager(member: Member, pack: Pack) -> bool:
    return _has(member, pack, Standing.MANAGER)


def is_director(member: Member, pack: Pack) -> bool:
    return _has(member, pack, Standing.DIRECTOR)


def _has(member: Member, pack: Pack, standing: Standing) -> bool:
    """Only roles that an admin has confirmed open what is others'."""
    return standing in map(pack.standing, member.profile.confirmed)


def show_team(round: Round, member: Member) -> Iterator[Block]:
    ids = [each.person for each in profiles.reports(round.session, round.workspace.id, member.id)]
    team = members.members(round.session, round.workspace.id, ids)
    if not team:
        yield blocks.section(NO_TEAM)
        return
    found = _found(round, member, [each.id for each in team])
    rows = [(each.name, found[each.id]) for each in sorted(team, key=lambda each: each.name)]
    yield from _table("Account executive", rows)


def show_all(round: Round, member: Member) -> Iterator[Block]:
    """Of each manager below them everybody whom that one leads."""
    everybody = members.members(round.session, round.workspace.id)
    below = _below(everybody)
    leaders = [each for each in everybody if each.id in below and _leads(member, each, below)]
    if not leaders:
        return
    led = {each.id: [*_everyone_below(each.id, below)] for each in leaders}
    found = _found(round, member, sorted({id for ids in led.values() for id in ids}))
    rows = [
        (f"{each.name} ({len(led[each.id])})", _summed(found[id] for id in led[each.id]))
        for each in sorted(leaders, key=lambda each: each.name)
    ]
    yield from _table("Team of", rows)


Figures = tuple[Gaps, int]
"""Of somebody's opportunities, and how many reminders wait for them."""


def _leads(member: Member, leader: Member, below: Mapping[str, Sequence[str]]) -> bool:
    return leader.id != member.id and leader.id in set(_everyone_below(member.id, below))


def _below(everybody: Iterable[Member]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in everybody:
        if each.profile.manager:
            found.setdefault(each.profile.manager, []).append(each.id)
    return found


def _everyone_below(id: str, below: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Each once, also if somebody is their own manager's manager."""
    seen, waiting = {id}, list(below.get(id, ()))
    while waiting:
        next_one = waiting.pop()
        if next_one not in seen:
            seen.add(next_one)
            yield next_one
            waiting += below.get(next_one, ())


def _found(round: Round, viewer: Member, ids: Sequence[str]) -> dict[str, Figures]:
    workspace, today = round.workspace.id, day_in(round.now, zone_of(viewer.zone))
    counted_gaps = gaps.of_owners(round.session, workspace, ids, today)
    waiting = bundles.open_counts(round.session, workspace, ids, round.now - RECENT)
    return {id: (counted_gaps[id], waiting.get(id, 0)) for id in ids}


def _summed(some: Iterable[Figures]) -> Figures:
    every = list(some)
    return gaps.total(each for each, _ in every), sum(count for _, count in every)


def _table(head: str, rows: Sequence[tuple[str, Figures]]) -> Iterator[Block]:
    shown = [_row(name, figures) for name, figures in rows[:MOST_ROWS]]
    if len(rows) > 1:
        shown.append(_row("Together", _summed(figures for _, figures in rows)))
    yield blocks.table([(head, *HEAD[1:]), *shown], ALIGNED)
    hidden = len(rows) - MOST_ROWS
    more = f"{counted(hidden, 'more row')} left out here. " if hidden > 0 else ""
    yield blocks.context(f"{more}{EXPLAINED}")


def _row(name: str, figures: Figures) -> tuple[str, ...]:
    found, waiting = figures
    numbers = (
        waiting,
        found.no_next_step + found.no_next_step_date + found.overdue,
        found.no_close_date + found.past_due,
        found.no_net_arr + found.no_amount + found.no_segment,
    )
    return (name, f"{found.open:,}", f"${found.net_arr:,}", *(f"{each:,}" for each in numbers))


TEAM = Panel("team", "Your team", 50, show_team, is_manager)
TEAMS = Panel("teams", "Your teams", 60, show_all, is_director)
