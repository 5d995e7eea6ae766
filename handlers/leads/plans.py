"""What a list of leads would assign, by what is here and what the actor may."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from handlers.kit.feature import Turn
from handlers.leads import words
from handlers.leads.assigning import LONG_AGO, OLDEST, people_wrong
from policies.leads import Kind, Lead, Request
from policies.leads.tables import Given, Unfit
from storage import leads

HERE = "here already: assigned to {sdr}, {state}"
TWICE = "the same lead as line {line}"
AHEAD = "assigned lies ahead"


@dataclass(frozen=True, slots=True)
class Plan:
    """`known` are lines of leads that are here already, `unfit` those that cannot be followed."""

    new: Sequence[Given]
    known: Sequence[Unfit]
    unfit: Sequence[Unfit]


def plan(turn: Turn, found: Sequence[Given | Unfit]) -> Plan:
    told = [each for each in found if isinstance(each, Given)]
    unfit = [each for each in found if isinstance(each, Unfit)]
    here = leads.alike(turn.session, turn.workspace.id, {_same(each) for each in told})
    wrong = _forbidden(turn, told)
    new: dict[str, Given] = {}
    known: list[Unfit] = []
    for each in told:
        same = _same(each)
        if why := wrong.get((each.sdr, each.ae)) or _out_of_time(turn, each.assigned):
            unfit.append(Unfit(each.line, why))
        elif same in new:
            unfit.append(Unfit(each.line, TWICE.format(line=new[same].line)))
        elif other := _there(each, here.get(same, [])):
            said = HERE.format(
                sdr=words.bare_name(turn, other.sdr), state=other.outcome or other.state
            )
            known.append(Unfit(each.line, said))
        else:
            new[same] = each
    return Plan(list(new.values()), known, sorted(unfit, key=lambda each: each.line))


def _same(each: Given) -> str:
    return leads.same_of(asdict(each))


def _there(each: Given, those: Sequence[Lead]) -> Lead | None:
    """Under way, or assigned at that moment before."""
    return next((lead for lead in those if not lead.is_over or lead.came_at == each.assigned), None)


def _forbidden(turn: Turn, told: Sequence[Given]) -> Mapping[tuple[str, str], str]:
    """By SDR and AE, each pair looked up once."""
    pairs = {(each.sdr, each.ae) for each in told}
    found = {pair: people_wrong(turn, *pair) for pair in pairs}
    return {pair: next(iter(wrong.values())) for pair, wrong in found.items() if wrong}


def _out_of_time(turn: Turn, at: datetime) -> str:
    if at > turn.now:
        return AHEAD
    return LONG_AGO if turn.now - at > OLDEST else ""


def kept(each: Given) -> dict[str, Any]:
    return {**asdict(each), "assigned": each.assigned.isoformat()}


def given(held: Mapping[str, Any]) -> Given:
    kind, request = Kind(held["kind"]), Request(held["request"])
    at = datetime.fromisoformat(held["assigned"])
    return Given(**{**held, "kind": kind, "request": request, "assigned": at})


def values(each: Given) -> dict[str, Any]:
    names = ("ref", "name", "company", "kind", "request", "phone", "link", "sdr", "ae")
    return {name: getattr(each, name) for name in names}
