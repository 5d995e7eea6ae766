"""A list answered: every row with its decision, counted, and written out again as CSV."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from handlers.kit.answers import Asked, decide
from handlers.kit.feature import Turn
from handlers.kit.spreadsheets import csv_of
from handlers.kit.texts import capital
from handlers.roe.tables import Bad, Row, Table
from policies.answer import Answer, Result, Status
from policies.pack import Pack

FACTS: Mapping[str, str] = {
    "employees": "employees",
    "users": "potential_users",
    "direction": "direction",
    "region": "region",
}
ADDED = ("decision", "rule", "reason", "missing fact", "edition")
UNDECIDED = "not decided"
MISSING = "needs a fact"
REFUSED = (Status.INVALID, Status.UNKNOWN, Status.CONFLICT)


@dataclass(frozen=True, slots=True)
class Decided:
    row: Row
    answer: Answer


@dataclass(frozen=True, slots=True)
class Results:
    table: Table
    decided: tuple[Decided, ...]
    """Decided rows and those that need a fact, in the order of the list."""
    bad: tuple[Bad, ...]
    """Rows that were no rows, and rows whose facts cannot be read or contradict each other."""

    @property
    def waiting(self) -> tuple[Decided, ...]:
        return tuple(each for each in self.decided if each.answer.status is Status.NEEDS_FACT)

    @property
    def counts(self) -> Counter[str]:
        """By outcome, most frequent first; what is not decided under its own name."""
        found = Counter(outcome_of(each.answer) for each in self.decided)
        return found + Counter({UNDECIDED: len(self.bad)})


def decide_all(turn: Turn, table: Table) -> Results:
    """Every row is a question of its own, under the same policy as a typed one."""
    answers: dict[tuple[tuple[str, str], ...], Answer] = {}
    decided, bad = [], list(table.bad)
    for row in table.rows:
        given = _given(row)
        key = tuple(given.items())
        if key not in answers:
            answers[key] = decide(turn, Asked("/roe", given))
        answer = answers[key]
        if answer.status in REFUSED:
            bad.append(Bad(row.line, row.cells, answer.headline))
        else:
            decided.append(Decided(row, answer))
    return Results(table, tuple(decided), tuple(sorted(bad, key=lambda each: each.line)))


def outcome_of(answer: Answer) -> str:
    """The outcome's machine name, or what stands in its place."""
    return answer.outcome or MISSING


def label(pack: Pack, outcome: str) -> str:
    shown = pack.cover.outcomes.get(outcome, outcome)
    return capital(shown)


def missing(pack: Pack, answer: Answer) -> str:
    needs = answer.status is Status.NEEDS_FACT and answer.ask
    return pack.fact(answer.ask[0]).label.removeprefix("the ") if needs else ""


def as_csv(results: Results, pack: Pack) -> str:
    """The columns as they came, then ours; a byte order mark for the spreadsheet's sake."""
    lines = {each.row.line: (each.row.cells, _added(each, pack)) for each in results.decided}
    lines |= {each.line: (each.cells, _bad_added(each, pack)) for each in results.bad}
    width = max(len(results.table.head), *(len(cells) for cells, _ in lines.values()))
    head = (*_padded(results.table.head, width), *ADDED)
    there = (lines[line] for line in sorted(lines))
    return csv_of([head, *((*_padded(cells, width), *added) for cells, added in there)])


def _given(row: Row) -> dict[str, str]:
    return {FACTS[name]: text for name, text in row.facts.items() if name in FACTS}


def _added(each: Decided, pack: Pack) -> tuple[str, ...]:
    answer = each.answer
    matched = [rule.id for rule in answer.rules if rule.result is Result.MATCHED]
    rule = matched[-1] if matched else ""
    decision = label(pack, outcome_of(answer))
    return (decision, rule, answer.headline, missing(pack, answer), answer.edition)


def _bad_added(each: Bad, pack: Pack) -> tuple[str, ...]:
    return (label(pack, UNDECIDED), "", each.reason, "", pack.edition)


def _padded(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return cells + ("",) * (width - len(cells))
