"""What the listeners of leads are sent: Amara is the SDR, or the AE of one that nobody touched."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from handlers.kit import acts
from handlers.leads.controls import GIVEN
from policies.leads import Kind, Outcome, Request, State
from storage import leads
from tests.handlers.rights.company import AMARA, MARK, TEAM
from tests.handlers.rights.stages import Stage

Said = dict[str, Any]
NOBODY = "U0OTHERS1"


def lead(stage: Stage, side: str = "sdr", *, days: int = 0, over: bool = False) -> str:
    people = {"sdr": NOBODY, "ae": NOBODY, side: AMARA}
    with stage.turn() as turn:
        at = turn.now - timedelta(days=days, minutes=5)
        ended = {"state": State.DONE, "outcome": Outcome.HANDLED, "ended_at": at} if over else {}
        added = leads.add(
            turn.session,
            {
                **people, "workspace": TEAM, "ref": "", "name": MARK, "company": MARK,
                "kind": Kind.MQL, "request": Request.OTHER, "phone": True, "link": "",
                "came_at": at, "assigned_at": at, "assigned_by": AMARA, "known_at": at, **ended,
            },
        )  # fmt: skip
    assert added
    return str(added.id)


def form(stage: Stage, who: str) -> str:
    return stage.ticket(who, id=lead(stage), where="page")


def closing(stage: Stage, who: str) -> Said:
    fields = {"outcome": {"selected_option": {"value": "handled"}}, "note": {"value": MARK}}
    return {"about": form(stage, who), "fields": fields}


def noting(stage: Stage, who: str) -> Said:
    return {"about": form(stage, who), "fields": {"note": {"value": MARK}}}


def mailing(stage: Stage, who: str) -> Said:
    return {"about": form(stage, who), "fields": {"why": {"value": MARK}}}


def reassigning(stage: Stage, who: str) -> Said:
    fields = {"sdr": {"selected_user": "U0BENNO01"}, "ae": {"selected_user": AMARA}}
    return {"about": form(stage, who), "fields": fields}


def correcting(stage: Stage, who: str) -> Said:
    chosen = {"kind": "mql", "request": "other", "phone": "no"}
    seen = {**chosen, "phone": True, "name": MARK, "company": MARK, "sdr": AMARA, "ae": NOBODY}
    fields: Said = {name: {"selected_option": {"value": value}} for name, value in chosen.items()}
    fields |= {name: {"value": MARK} for name in ("name", "company")}
    fields |= {"sdr": {"selected_user": AMARA}, "ae": {"selected_user": "U0BENNO01"}}
    return {"about": stage.ticket(who, id=lead(stage), seen=seen), "fields": fields}


def undoing(stage: Stage, who: str) -> Said:
    at = lead(stage)
    with stage.turn() as turn:
        act = acts.keep(turn, GIVEN, "assigned", {"ids": [int(at)]})
    return {"value": f"{act} {at}"}


LED: dict[str, Callable[[Stage, str], Said]] = {
    "button leads.board": lambda stage, who: {"value": "", "owner": ""},
    "button leads.called": lambda stage, who: {"value": f"{lead(stage)} page"},
    "button leads.close": lambda stage, who: {"value": f"{lead(stage)} page"},
    "button leads.contacted": lambda stage, who: {"value": f"{lead(stage, 'ae', days=20)} page"},
    "button leads.correct": lambda stage, who: {"value": f"{lead(stage)} page"},
    "button leads.csv": lambda stage, who: {"value": "", "owner": ""},
    "button leads.emailed": lambda stage, who: {"value": f"{lead(stage)} page"},
    "button leads.note": lambda stage, who: {"value": f"{lead(stage)} page"},
    "button leads.reassign": lambda stage, who: {"value": lead(stage)},
    "button leads.reopen": lambda stage, who: {"value": lead(stage, over=True)},
    "button leads.show": lambda stage, who: {"value": lead(stage)},
    "button leads.undo": undoing,
    "form leads.close": closing,
    "form leads.correct": correcting,
    "form leads.note": noting,
    "form leads.order": mailing,
    "form leads.reassign": reassigning,
}
