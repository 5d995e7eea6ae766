"""Co-selling of every manager that somebody is over, in the order of their names; and the CSVs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.cosell import books, words
from handlers.cosell.controls import TEAM_EXPORT, log_button, shown
from handlers.cosell.pages import cited
from handlers.kit import blocks, letters
from handlers.kit.feature import Aside, Ask, Block, ButtonReply, Message, Turn
from handlers.kit.people import name_in
from handlers.kit.reminding.planning import rhythm_of
from handlers.kit.rights import insist
from handlers.kit.spreadsheets import Cell, csv_of
from handlers.kit.teams import myself, team_of
from handlers.kit.texts import counted, excerpt
from handlers.kit.times import zone
from policies.co_selling import Call
from policies.co_selling.counting import DUTY, NUMBERS, Count, Reached
from policies.rights import Action
from storage.members import Member

SHOWN = 25
NO_TEAM = "No manager is among those you lead here. An admin says who reports to whom."
SENT = "The {what} as a CSV are in our direct messages."
TEAM_FILE, FILE = "co-selling-managers.csv", "co-selling-calls.csv"
MARKS = {Reached.BELOW: "⚠️", Reached.MINIMUM: "✔", Reached.AIM: "✔✔"}
HEAD = (
    *("manager", "from", "to", "calls", "minimum", "more for the minimum", "aim from", "aim to"),
    *("more for the aim", "reached", "account executives with a call", "account executives"),
)
CALL_HEAD = (
    *("day", "time", "zone", "account", "people", "primary seller", "co-seller", "note", "link"),
    *("logged by", "logged at"),
)


@dataclass(frozen=True, slots=True)
class Team:
    """Each manager with their count and the account executives who report to them."""

    managers: tuple[Member, ...]
    counts: Mapping[str, Count]
    sellers: Mapping[str, Sequence[Member]]

    def together(self, manager: Member) -> int:
        """With how many of their account executives they had a call."""
        by = self.counts[manager.id].by_person(each.id for each in self.sellers[manager.id])
        return sum(number > 0 for number in by.values())


def team(turn: Turn) -> Team:
    """Four statements however many there are."""
    everybody = {each.id: each for each in (myself(turn), *team_of(turn))}
    led: dict[str, list[Member]] = {}
    for each in everybody.values():
        led.setdefault(each.profile.manager or "", []).append(each)
    found = [
        each for each in everybody.values() if books.leads(each.profile, each.id in led, turn.pack)
    ]
    managers = tuple(sorted(found, key=lambda each: each.name))
    sellers = {
        each.id: [one for one in led.get(each.id, []) if books.is_seller(one.profile, turn.pack)]
        for each in managers
    }
    return Team(managers, books.counts(turn, managers), sellers)


def start(turn: Turn) -> Message:
    insist(turn, Action.ROLL_UP)
    books.insist_on_rules(turn)
    found = team(turn)
    if not found.managers:
        return blocks.message(NO_TEAM, blocks.section(NO_TEAM))
    head = f"Co-selling of {counted(len(found.managers), 'manager')}"
    return blocks.message(
        head,
        blocks.section(f"*{head}*\n{_figures(found)}"),
        *_lines(found),
        blocks.actions(log_button(), blocks.button("Download as CSV", TEAM_EXPORT)),
        *cited(turn, NUMBERS, DUTY),
    )


def _figures(found: Team) -> str:
    """`1 below the minimum of 5 · 2 at the aim of 10 to 12`."""
    marks = next(iter(found.counts.values()))
    reached = [each.reached for each in found.counts.values()]
    parts = (
        (Reached.BELOW, f"below the minimum of {marks.marks.minimum}"),
        (Reached.MINIMUM, "at the minimum"),
        (Reached.AIM, f"at the aim of {words.aim(marks)}"),
    )
    counts = [f"{reached.count(each):,} {says}" for each, says in parts if each in reached]
    return f"{' · '.join(counts)}. Today and the {marks.marks.window - 1} days before it."


def _lines(found: Team) -> Iterator[Block]:
    for each in found.managers[:SHOWN]:
        count, sellers = found.counts[each.id], found.sellers[each.id]
        said = f"{MARKS[count.reached]} *{excerpt(each.name)}* {words.calls(count.number)}"
        named = words.by_seller(count, sellers)
        yield blocks.section(f"{said}\n{words.bar(count)}{f'{chr(10)}{named}' if named else ''}")
    if len(found.managers) > SHOWN:
        yield blocks.context(f"{len(found.managers) - SHOWN:,} more are in the CSV.")


def pressed(turn: Turn, ask: Ask) -> ButtonReply:
    reply = shown(ask, start(turn))
    return Aside(reply) if isinstance(reply, Message) else reply


def export(turn: Turn, ask: Ask) -> ButtonReply:
    insist(turn, Action.ROLL_UP)
    found = team(turn)
    rows = [HEAD, *(_row(found, each) for each in found.managers)]
    return _sent(turn, TEAM_FILE, "figures", rows)


def _row(found: Team, each: Member) -> tuple[Cell, ...]:
    count = found.counts[each.id]
    marks = count.marks
    return (
        *(each.name, count.first.isoformat(), count.today.isoformat(), count.number),
        *(marks.minimum, count.to_minimum, marks.aim_low, marks.aim_high, count.to_aim),
        *(str(count.reached), found.together(each), len(found.sellers[each.id])),
    )


def export_mine(turn: Turn, ask: Ask) -> ButtonReply:
    me = myself(turn)
    rows = [CALL_HEAD, *(_call(turn, me, each) for each in books.lately(turn, me.id))]
    return _sent(turn, FILE, "calls", rows)


def _call(turn: Turn, me: Member, call: Call) -> tuple[Cell, ...]:
    def named(person: str) -> str:
        return name_in(turn.session, turn.workspace.id, person) if person else ""

    there = call.at.astimezone(rhythm_of(turn, me).zone)
    return (
        *(f"{there:%Y-%m-%d}", f"{there:%H:%M}", f"{there:%Z}", call.account),
        "; ".join(sorted(map(named, call.people))),
        *(named(call.seller), named(call.co_seller), call.note, call.link),
        *(named(call.logged_by), _stamp(call.logged_at, me)),
    )


def _stamp(at: datetime, me: Member) -> str:
    return f"{at.astimezone(zone(me.zone)):%Y-%m-%d %H:%M %Z}"


def _sent(turn: Turn, file: str, what: str, rows: Sequence[Sequence[Cell]]) -> Aside:
    said = f"Co-selling: {counted(len(rows) - 1, 'row')}."
    key = f"cosell/csv/{turn.actor.id}/{turn.now.isoformat()}"
    comment = blocks.message(said, blocks.section(said))
    letters.upload(turn, key, turn.actor.id, file, csv_of(rows), comment)
    told = SENT.format(what=what)
    return Aside(blocks.message(told, blocks.section(told)))
