"""What the listeners of the Required 7 are sent about Amara's."""

from collections.abc import Callable
from typing import Any

from storage import opportunities
from tests.handlers.rights.company import AMARA, MARK, TEAM
from tests.handlers.rights.stages import Stage

Said = dict[str, Any]


def sells(stage: Stage) -> str:
    """An opportunity of hers has no next step."""
    values = {"name": MARK, "account": MARK, "owner": AMARA, "kind": "new"}
    with stage.turn() as turn:
        opportunities.add(turn.session, TEAM, values, by="", at=turn.now, source="import")
    return AMARA


SKILLED: dict[str, Callable[[Stage, str], Said]] = {
    "button skills.open": lambda stage, who: {"value": sells(stage)},
    "button skills.show": lambda stage, who: {"value": f"{sells(stage)} next-steps 0"},
}
