"""What the listeners of recorded calls are sent: a call of Amara's, and what is ticked of it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from handlers.recordings import records
from storage import recorded_calls
from tests.handlers.rights.company import AMARA, MARK, TEAM
from tests.handlers.rights.stages import Stage

Said = dict[str, Any]
DAY = timedelta(days=1)


def call(stage: Stage) -> int:
    with stage.turn() as turn:
        at = turn.now + DAY
        added = recorded_calls.add(turn.session, TEAM, AMARA, MARK, at, turn.now)
        assert added
    return added.id


def told(stage: Stage) -> str:
    """That it was put down, which can be taken back."""
    id = call(stage)
    with stage.turn() as turn:
        found = recorded_calls.find(turn.session, TEAM, id)
        assert found
        return str(records.keep(turn, MARK, None, found))


def moving(stage: Stage, who: str) -> Said:
    fields = {"day": {"selected_date": "2025-03-28"}, "at": {"selected_time": "08:00"}}
    return {"about": stage.ticket(who, call=str(call(stage)), where="page"), "fields": fields}


RECORDED: dict[str, Callable[[Stage, str], Said]] = {
    "button recordings.absent": lambda stage, who: {"value": f"{call(stage)} page"},
    "button recordings.attend": lambda stage, who: {"value": f"{call(stage)} page"},
    "button recordings.cancel": lambda stage, who: {"value": f"{call(stage)} page"},
    "button recordings.move": lambda stage, who: {"value": f"{call(stage)} page"},
    "button recordings.show": lambda stage, who: {"value": str(call(stage))},
    "button recordings.tick": lambda stage, who: {"value": f"{call(stage)} ask page"},
    "button recordings.undo": lambda stage, who: {"value": told(stage)},
    "form recordings.move": moving,
}
