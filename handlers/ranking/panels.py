"""What Home shows of ranks."""

from collections.abc import Iterator

from handlers.kit import blocks
from handlers.kit.feature import Block, Round
from handlers.kit.panels import Panel
from handlers.ranking import teams, words
from handlers.ranking.books import DUE, MISSING, asks, rules
from handlers.ranking.controls import AHEAD, BACK, SHOW, TEAM, rank_button
from handlers.ranking.specs import list_spec
from handlers.ranking.teams import NOTHING
from policies.clocks import day_in, zone_of
from policies.pack import Pack
from policies.ranking import rules_of
from policies.rights import Standing
from storage import members, rank_counts
from storage.members import Member

NONE = "I know no account of yours yet. Rank the first one, or send me a table of them."


def own(round: Round, member: Member) -> Iterator[Block]:
    """How many have which rank, and what is open."""
    known, today = rules(round), day_in(round.now, zone_of(member.zone))
    where = (round.session, round.workspace.id)
    tally = rank_counts.tallies(*where, [member.id], asks(known, today)).get(member.id, NOTHING)
    unranked = teams.unranked_of(round, [member.id]).get(member.id, 0)
    figures = words.figures(known, dict(tally.ranks), unranked)
    open_figures = words.open_figures(tally.lacking, tally.due)
    yield blocks.section("\n".join(filter(None, (figures, open_figures))) or NONE)
    press = [rank_button(member.id, "", "", "Rank an account")]
    if figures:
        press.append(blocks.button("My accounts", SHOW, list_spec(member.id)))
    if tally.due:
        press.append(blocks.button("Talks due", AHEAD, list_spec(member.id, DUE)))
    if tally.lacking or unranked:
        press.append(blocks.button("Missing", BACK, list_spec(member.id, MISSING)))
    yield blocks.actions(*press)


def team(round: Round, member: Member) -> Iterator[Block]:
    theirs = members.below(round.session, round.workspace.id, member.id)
    found = teams.team(round, theirs, day_in(round.now, zone_of(member.zone)))
    if not found.rows:
        return
    total = found.total
    complete = sum(row.is_complete for row in found.rows)
    said = [
        f"*{complete:,} of {len(found.rows):,} complete*",
        words.figures(found.rules, {}, found.unranked),
        words.open_figures(total.lacking, total.due),
    ]
    text = " · ".join(each for each in said if each)
    yield blocks.section(text, blocks.button("See the team", TEAM))


def _ranks(member: Member, pack: Pack) -> bool:
    known = rules_of(pack)
    return bool(known and known.segment_of(member.profile.roles, ""))


def _leads(member: Member, pack: Pack) -> bool:
    """Only roles that an admin has confirmed open what is others'."""
    held = set(map(pack.standing, member.profile.confirmed))
    return rules_of(pack) is not None and bool(held & {Standing.MANAGER, Standing.DIRECTOR})


OWN = Panel("ranking", "Your accounts by rank", 32, own, _ranks)
OF_TEAM = Panel("ranking.team", "Ranking of your team", 53, team, _leads)
