"""What the listeners of co-selling are sent: Amara was on a call with somebody nobody knows."""

from collections.abc import Callable
from typing import Any

from handlers.kit import acts
from storage import co_selling, co_selling_events
from tests.handlers.rights.company import AMARA, MARK, TEAM
from tests.handlers.rights.stages import Stage

Said = dict[str, Any]
NOBODY, MANAGER = "U0OTHERS1", "U0FATIMA1"


def call(stage: Stage) -> int:
    with stage.turn() as turn:
        added = co_selling.add(
            turn.session,
            {
                "workspace": TEAM, "account": MARK, "at": turn.now, "seller": "", "co_seller": "",
                "note": MARK, "link": "", "apart": False, "logged_by": AMARA,
                "logged_at": turn.now,
            },
            [AMARA, NOBODY],
        )  # fmt: skip
    return added.id


def logged(stage: Stage) -> int:
    id = call(stage)
    with stage.turn() as turn:
        return acts.keep(turn, "cosell.logged", MARK, {"call": id})


def joined(stage: Stage) -> int:
    id = call(stage)
    with stage.turn() as turn:
        told = {
            "account": MARK, "at": turn.now.isoformat(), "people": [AMARA, MANAGER],
            "seller": "", "co_seller": "", "note": "", "link": "",
        }  # fmt: skip
        detail = {"call": id, "added": [], "filled": [], "told": told}
        return acts.keep(turn, "cosell.joined", MARK, detail)


def changing(stage: Stage, who: str) -> Said:
    id = call(stage)
    with stage.turn() as turn:
        seen = co_selling_events.count(turn.session, TEAM, id)
    fields = {
        "account": {"selected_option": {"value": MARK}},
        "people": {"selected_users": [AMARA, MANAGER]},
        "day": {"selected_date": "2025-03-10"},
        "at": {"selected_time": "08:00"},
    }
    return {"about": stage.ticket(who, call=str(id), seen=seen), "fields": fields}


SOLD: dict[str, Callable[[Stage, str], Said]] = {
    "button cosell.another": lambda stage, who: {"value": str(joined(stage))},
    "button cosell.edit": lambda stage, who: {"value": str(call(stage))},
    "button cosell.open": lambda stage, who: {"value": str(call(stage))},
    "button cosell.remove": lambda stage, who: {"value": str(call(stage))},
    "button cosell.same": lambda stage, who: {"value": f"{logged(stage)} {call(stage)}"},
    "button cosell.team": lambda stage, who: {"value": "", "owner": ""},
    "button cosell.teamcsv": lambda stage, who: {"value": "", "owner": ""},
    "button cosell.undo": lambda stage, who: {"value": str(logged(stage))},
    "form cosell.edit": changing,
}
