"""/handrail rank team: how complete each account executive's ranking is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from handlers.kit import blocks, letters
from handlers.kit.citations import places, shelf
from handlers.kit.feature import Aside, Ask, Block, ButtonReply, Message, Scene, Turn
from handlers.kit.rights import insist
from handlers.kit.spreadsheets import csv_of
from handlers.kit.teams import myself, team_of
from handlers.kit.texts import counted, excerpt
from handlers.ranking import exporting, words
from handlers.ranking.books import asks, books, rules, segment_of
from handlers.ranking.controls import EXPORT, SEE, TEAM, shown
from handlers.ranking.specs import list_spec
from policies.clocks import day_in, zone_of
from policies.ranking import Rules
from policies.rights import Action
from storage import rank_counts, ranks
from storage.members import Member
from storage.rank_counts import Tally

SHOWN = 20
FILE = "team-account-ranks.csv"
NO_TEAM = "Nobody who ranks accounts reports to you here. An admin says who reports to whom."
NOTHING = Tally({}, 0, 0)
SENT = "Every account of your team, with its rank, is in our direct messages as a CSV."


@dataclass(frozen=True)
class Row:
    """One account executive; `unranked` are those of open opportunities."""

    member: Member
    tally: Tally
    unranked: int

    @property
    def accounts(self) -> int:
        return sum(self.tally.ranks.values()) + self.unranked

    @property
    def is_complete(self) -> bool:
        open_ones = self.unranked or self.tally.lacking or self.tally.due
        return bool(self.accounts) and not open_ones


@dataclass(frozen=True)
class Team:
    rules: Rules
    rows: Sequence[Row]

    @property
    def total(self) -> Tally:
        found: dict[str, int] = {}
        for row in self.rows:
            for rank, count in row.tally.ranks.items():
                found[rank] = found.get(rank, 0) + count
        lacking = sum(row.tally.lacking for row in self.rows)
        return Tally(found, lacking, sum(row.tally.due for row in self.rows))

    @property
    def unranked(self) -> int:
        return sum(row.unranked for row in self.rows)


def team(scene: Scene, people: Sequence[Member], today: date) -> Team:
    """Those who rank accounts, or have; the most to do first. In three statements."""
    known, where = rules(scene), (scene.session, scene.workspace.id)
    ids = [each.id for each in people]
    tallies = rank_counts.tallies(*where, ids, asks(known, today))
    unranked = unranked_of(scene, ids)
    rows = [
        Row(each, tallies.get(each.id, NOTHING), unranked.get(each.id, 0))
        for each in people
        if each.id in tallies or segment_of(scene, each)
    ]
    return Team(known, sorted(rows, key=_open))


def _open(row: Row) -> tuple[int, str]:
    return -(row.unranked + row.tally.lacking + row.tally.due), row.member.name


def unranked_of(scene: Scene, owners: Sequence[str]) -> Mapping[str, int]:
    known = ranks.known_accounts(scene.session, scene.workspace.id, owners)
    ranked = ranks.keys(scene.session, scene.workspace.id, owners)
    return {
        owner: sum((owner, key) not in ranked for key in accounts)
        for owner, accounts in known.items()
    }


def start(turn: Turn) -> Message:
    found = _team(turn)
    if not found.rows:
        return blocks.message(NO_TEAM, blocks.section(NO_TEAM))
    complete = sum(row.is_complete for row in found.rows)
    word = found.rules.sheet.word.lower()
    head = f"Accounts of your team by {word}: {complete:,} of {len(found.rows):,} complete"
    return blocks.message(
        head,
        blocks.header(head),
        blocks.section(_figures(found.rules, found.total, found.unranked)),
        *_rows(found),
        blocks.actions(blocks.button("Download as CSV", EXPORT, TEAM)),
        *_cited(turn),
    )


def _team(turn: Turn) -> Team:
    insist(turn, Action.ROLL_UP)
    zone = zone_of(myself(turn).zone)
    return team(turn, team_of(turn), day_in(turn.now, zone))


def _figures(known: Rules, tally: Tally, unranked: int) -> str:
    said = [
        words.figures(known, dict(tally.ranks), unranked),
        words.open_figures(tally.lacking, tally.due),
    ]
    return "\n".join(each for each in said if each) or "No account is known."


def _rows(found: Team) -> Iterator[Block]:
    for row in found.rows[:SHOWN]:
        count = counted(row.accounts, "account")
        state = f"{count}{', complete' if row.is_complete else ''}"
        figures = _figures(found.rules, row.tally, row.unranked) if row.accounts else ""
        said = f"*{excerpt(row.member.name)}* · {state}"
        press = blocks.button("Open", SEE, list_spec(row.member.id))
        yield blocks.section("\n".join(filter(None, (said, figures))), press)
    if len(found.rows) > SHOWN:
        yield blocks.context(f"{len(found.rows) - SHOWN:,} more are in the CSV.")


def _cited(turn: Turn) -> Iterator[Block]:
    entries = ("rank-duty", "rank-smb-fields", "rank-mm", "r7-1-ranking")
    yield from shelf(places(turn.pack.citation(id) for id in entries if id in turn.pack.entries))


def pressed(turn: Turn, ask: Ask) -> ButtonReply:
    reply = shown(ask, start(turn))
    return Aside(reply) if isinstance(reply, Message) else reply


def export(turn: Turn, ask: Ask) -> ButtonReply:
    """Of a whole team, or of one of them."""
    if ask.value != TEAM:
        return exporting.export(turn, ask)
    found = _team(turn)
    if not found.rows:
        return Aside(blocks.message(NO_TEAM, blocks.section(NO_TEAM)))
    said = _figures(found.rules, found.total, found.unranked)
    told = exporting.rows(turn, books(turn, [row.member.id for row in found.rows]))
    key = f"ranking/team/{turn.actor.id}/{turn.now.isoformat()}"
    comment = blocks.message(said, blocks.section(said))
    letters.upload(turn, key, turn.actor.id, FILE, csv_of(told), comment)
    return Aside(blocks.message(SENT, blocks.section(SENT)))
