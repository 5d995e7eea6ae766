"""/handrail seven team: how many of a team did the week's audit, and what is seen of each."""

from collections.abc import Iterator, Sequence

from handlers.kit import blocks, letters
from handlers.kit.citations import places, shelf
from handlers.kit.feature import Aside, Ask, Block, ButtonReply, Message, Scene, Turn
from handlers.kit.rights import insist
from handlers.kit.spreadsheets import Cell, csv_of
from handlers.kit.teams import team_of
from handlers.kit.texts import counted, excerpt
from handlers.skills import words
from handlers.skills.audits import Audit, audits, is_for
from handlers.skills.controls import EXPORT, open_button, shown
from policies.rights import Action
from policies.skills.sights import Sight

SHOWN = 20
FILE = "required-7.csv"
NO_TEAM = "Nobody who has the Required 7 reports to you here. An admin says who reports to whom."
SENT = "The scorecard of your team as a CSV is in our direct messages."
ORDER = "By name; it is no ranking of people, and notes are theirs alone."
HEAD = (
    *("name", "week of", "skills done", "skills", "accounts", "with a full rank"),
    *("open opportunities", "custom decks needed", "Command Plans needed", "of these in full"),
    *("excused as channel-managed", "with a next step to come", "out of date"),
)


def team(turn: Turn) -> list[Audit]:
    """Those who have the seven, by name."""
    insist(turn, Action.ROLL_UP)
    those = [each for each in team_of(turn) if is_for(turn, each)]
    return audits(turn, sorted(those, key=lambda each: (each.name.casefold(), each.id)))


def start(turn: Turn) -> Message:
    found = team(turn)
    if not found:
        return blocks.message(NO_TEAM, blocks.section(NO_TEAM))
    done = sum(each.is_all(turn.pack.skills) for each in found)
    have = "has" if done == 1 else "have"
    head = f"Required 7: {done:,} of {len(found):,} {have} done this week's audit"
    more = len(found) - SHOWN
    return blocks.message(
        head,
        blocks.header(head),
        blocks.section(_skills(turn, found)),
        *_rows(turn, found[:SHOWN]),
        *([blocks.context(f"{more:,} more {_are(more)} in the CSV.")] if more > 0 else []),
        blocks.actions(blocks.button("Download as CSV", EXPORT)),
        blocks.context(ORDER),
        *_cited(turn),
    )


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _skills(turn: Turn, found: Sequence[Audit]) -> str:
    """`1 · Rank your accounts…: 5 of 8`."""
    sheet = turn.pack.skills
    return "\n".join(
        f"{words.title(sheet, each)}: "
        f"*{sum(each.id in one.ticks for one in found):,}* of {len(found):,}"
        for each in sheet.skills
    )


def _rows(turn: Turn, found: Sequence[Audit]) -> Iterator[Block]:
    for each in found:
        lines = [
            f"*{excerpt(each.member.name)}* · {words.progress(each, turn.pack.skills)}",
            figures(each.sight),
            words.earlier(each, turn.pack.skills),
        ]
        press = open_button(each.person, "Open")
        yield blocks.section("\n".join(filter(None, lines)), press)


def figures(sight: Sight) -> str:
    """`Ranks 12 of 14 · 3 decks and 4 plans needed · next steps 18 of 20 · 2 out of date`."""
    said: list[str] = []
    if sight.ranks and sight.ranks.accounts:
        said.append(f"ranks {sight.ranks.complete:,} of {sight.ranks.accounts:,}")
    if sight.deals:
        decks, plans = counted(len(sight.decks), "deck"), counted(len(sight.plans), "plan")
        said += [f"{decks} and {plans} needed"] if sight.lines else []
        said.append(f"next steps {sight.stepped:,} of {len(sight.deals):,}")
        said.append(f"{len(sight.outdated):,} out of date")
    return f"I see: {' · '.join(said)}" if said else "No account and no open opportunity is known."


def _cited(scene: Scene) -> Iterator[Block]:
    entries = [each.entry for each in scene.pack.skills.skills]
    yield from shelf(places(map(scene.pack.citation, entries)))


def pressed(turn: Turn, ask: Ask) -> ButtonReply:
    return shown(ask, start(turn))


def export(turn: Turn, ask: Ask) -> ButtonReply:
    """A line for each of them, with the weeks before."""
    found = team(turn)
    if not found:
        return Aside(blocks.message(NO_TEAM, blocks.section(NO_TEAM)))
    before = max(len(each.earlier) for each in found)
    weeks = [f"skills done {number} {_weeks(number)} before" for number in range(1, before + 1)]
    rows = [(*HEAD, *weeks), *(_cells(turn, each) for each in found)]
    said = f"The Required 7 of {counted(len(found), 'account executive')}."
    key = f"skills/csv/{turn.actor.id}/{turn.now.isoformat()}"
    comment = blocks.message(said, blocks.section(said))
    letters.upload(turn, key, turn.actor.id, FILE, csv_of(rows), comment)
    return Aside(blocks.message(SENT, blocks.section(SENT)))


def _weeks(number: int) -> str:
    return "week" if number == 1 else "weeks"


def _cells(turn: Turn, found: Audit) -> tuple[Cell, ...]:
    sight, ranks = found.sight, found.sight.ranks
    return (
        found.member.name,
        found.week.isoformat(),
        len(found.ticks),
        len(turn.pack.skills.skills),
        *((ranks.accounts, ranks.complete) if ranks else ("", "")),
        len(sight.deals),
        *((len(sight.decks), len(sight.plans), len(sight.full)) if sight.lines else ("", "", "")),
        len(sight.excused),
        sight.stepped,
        len(sight.outdated),
        *(count for _, count in found.earlier),
    )
