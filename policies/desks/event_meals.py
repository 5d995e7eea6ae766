"""What meals with customers cost: “50 x 4 customers x 2”, “4 customers twice at $50”."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from policies.inquiries import Inquiry
from policies.reading.amounts import Amount, Unit
from policies.reading.said import Said

MEALS = "meals"


@dataclass(frozen=True, slots=True)
class Run:
    """Figures with nothing but linking words between; `text` is those words and the figures'."""

    figures: tuple[Amount, ...]
    text: str
    behind: tuple[str, ...]


def runs_of_meals(inquiry: Inquiry, said: Said) -> list[Run]:
    meal = _any_of(inquiry, "meal")
    runs = [_run(inquiry, said, group) for group in _groups(inquiry, said)]
    return [run for run in runs if re.search(rf"(?<!\w){meal}(?!\w)", run.text)]


def _groups(inquiry: Inquiry, said: Said) -> list[list[Amount]]:
    link = re.compile(_links(inquiry))
    groups = [[amount] for amount in said.amounts[:1]]
    for one, other in pairwise(said.amounts):
        if link.fullmatch(said.plain, one.end, other.start):
            groups[-1].append(other)
        else:
            groups.append([other])
    return groups


def _run(inquiry: Inquiry, said: Said, group: Sequence[Amount]) -> Run:
    links, plain = _links(inquiry), said.plain
    ahead = re.search(rf"(?:(?<!\w)|^){links}$", plain[: group[0].start])
    after = re.match(links, plain[group[-1].end :])
    start = ahead.start() if ahead else group[0].start
    end = group[-1].end + (after.end() if after else 0)
    stops = [*(amount.start for amount in group[1:]), end]
    behind = (plain[each.end : stop].strip(" ():") for each, stop in zip(group, stops, strict=True))
    return Run(tuple(group), plain[max(0, start - 4) : end], tuple(behind))


def _links(inquiry: Inquiry) -> str:
    names = ("link", "people", "times", "each", "twice", "meal")
    words = "|".join(_any_of(inquiry, name) for name in names)
    return rf"[\s:=(]*(?:(?<!\w)(?:{words})(?!\w)[\s:=()]*)*"


def _any_of(inquiry: Inquiry, name: str) -> str:
    return f"(?:{'|'.join(inquiry.sheet.words[name])})"


def price_of(inquiry: Inquiry, run: Run) -> Amount | None:
    """The product of price, people and times; None when no price is among them."""
    if not _is_priced(inquiry, run):
        return None
    low, high = Fraction(1), Fraction(1)
    for each in run.figures:
        low, high = low * each.low, high * each.high
    factor = 2 if re.search(_any_of(inquiry, "twice"), run.text) else 1
    first, last = run.figures[0], run.figures[-1]
    doubt = next((each.doubt for each in run.figures if each.doubt), "")
    fault = next((each.fault for each in run.figures if each.fault), "")
    about = any(each.about for each in run.figures)
    said, ends = run.text.strip(), (low * factor, high * factor)
    return Amount(said, first.start, last.end, *ends, Unit.MONEY, about, doubt, fault)


def _is_priced(inquiry: Inquiry, run: Run) -> bool:
    """One figure is all of it unless it counts something; of two the first is the price."""
    kinds = [_kind(inquiry, *pair) for pair in zip(run.figures, run.behind, strict=True)]
    if len(kinds) == 1:
        return kinds[0] in ("", "money")
    return len(kinds) > 2 or kinds[0] == "" or bool({"money", "each"} & set(kinds))


def _kind(inquiry: Inquiry, amount: Amount, behind: str) -> str:
    for name in ("each", "people", "times"):
        if re.match(rf"{_any_of(inquiry, name)}(?!\w)", behind):
            return "money" if amount.unit is Unit.MONEY and name != "each" else name
    return "money" if amount.unit is Unit.MONEY else ""
