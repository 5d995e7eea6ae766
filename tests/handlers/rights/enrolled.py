"""What the listeners of the programs are sent: Amara holds a topic and has put her name down."""

from collections.abc import Callable
from datetime import date
from typing import Any

from handlers.kit import acts
from storage import programs
from tests.handlers.rights.company import AMARA, MARK, TEAM
from tests.handlers.rights.stages import Stage

Said = dict[str, Any]
PROMISES = {
    "problem": {"value": MARK},
    "commitments": {"value": MARK},
    "months": {"selected_option": {"value": "3"}},
}


def held(stage: Stage) -> int:
    with stage.turn() as turn:
        hold = programs.take(
            turn.session,
            {
                "workspace": TEAM, "topic": "feedback", "person": AMARA, "months": 3,
                "problem": MARK, "commitments": MARK, "since": date(2025, 3, 10),
                "until": date(2025, 6, 10),
            },
        )  # fmt: skip
    assert hold
    return hold.id


def signed(stage: Stage) -> int:
    with stage.turn() as turn:
        number = programs.draw(turn.session, TEAM)
        one = programs.sign_up(turn.session, TEAM, AMARA, number, turn.now)
    assert one
    return one.id


def joined(stage: Stage) -> int:
    id = signed(stage)
    with stage.turn() as turn:
        return acts.keep(turn, "programs.joined", MARK, {"sign_up": id})


ENROLLED: dict[str, Callable[[Stage, str], Said]] = {
    "button programs.release": lambda stage, who: {"value": str(held(stage))},
    "button programs.renew": lambda stage, who: {"value": str(held(stage))},
    "button programs.undo": lambda stage, who: {"value": str(joined(stage))},
    "form programs.renew": lambda stage, who: {
        "about": stage.ticket(who, hold=held(stage)),
        "fields": PROMISES,
    },
}
