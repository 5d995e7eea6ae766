"""What the listeners of disputes are sent: Amara has asked, and the decider has decided."""

from collections.abc import Callable
from typing import Any

from storage import disputes
from tests.handlers.rights.company import AMARA, MARK, TEAM
from tests.handlers.rights.stages import Stage

Said = dict[str, Any]
ANSWERED = {"policy": "roe", "outcome": "mm-named", "headline": f"It is {MARK}'s", "read_as": ""}
EVIDENCE = {"source": "", "employees": 620, "potential_users": None, "link": "", "note": MARK}


def waiting(stage: Stage) -> str:
    with stage.turn() as turn:
        opened = disputes.open_one(
            turn.session,
            workspace=TEAM,
            asked={"question": 1, "text": f"/roe 620 employees {MARK}", "given": {}},
            answered=ANSWERED,
            asker=AMARA,
            evidence=EVIDENCE,
            decider="U0DECIDER",
            at=turn.now,
        )
    return str(opened.id)


def decided(stage: Stage) -> str:
    id = waiting(stage)
    with stage.turn() as turn:
        disputes.decide(
            turn.session,
            workspace=TEAM,
            id=int(id),
            at=turn.now,
            by="U0DECIDER",
            team="mm-named",
            reason=MARK,
        )
    return id


def reopening(stage: Stage, who: str) -> Said:
    about = stage.ticket(who, dispute=decided(stage))
    return {"about": about, "fields": {"reason": {"value": MARK}}}


DISPUTED: dict[str, Callable[[Stage, str], Said]] = {
    "button roe.case": lambda stage, who: {"value": waiting(stage)},
    "button roe.csv": lambda stage, who: {"value": "", "owner": ""},
    "button roe.queue": lambda stage, who: {"value": "open 0", "owner": ""},
    "button roe.reopen": lambda stage, who: {"value": decided(stage)},
    "form roe.reopen": reopening,
}
