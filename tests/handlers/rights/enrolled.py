"""What the listeners of the programs are sent: Amara holds a topic and has put her name down."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from handlers.kit import acts
from handlers.kit.feature import Turn
from storage import program_offers, programs
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


def in_a_cohort(stage: Stage) -> int:
    """Which is in its first week."""
    id = signed(stage)
    with stage.turn() as turn:
        one = programs.find_sign_up(turn.session, TEAM, id)
        assert one
        programs.place(turn.session, [one], cohort(turn))
    return id


def cohort(turn: Turn) -> int:
    values = {"workspace": TEAM, "starts": date(2025, 3, 10), "facilitator": "", "by": AMARA}
    return programs.add_cohort(turn.session, values | {"at": turn.now}).id


def offered(stage: Stage) -> int:
    id = signed(stage)
    with stage.turn() as turn:
        one = programs.find_sign_up(turn.session, TEAM, id)
        assert one
        until = turn.now + timedelta(days=2)
        offer = program_offers.add(turn.session, one, cohort(turn), turn.now, until)
    assert offer
    return offer.id


ENROLLED: dict[str, Callable[[Stage, str], Said]] = {
    "button programs.pass": lambda stage, who: {"value": str(offered(stage))},
    "button programs.take": lambda stage, who: {"value": str(offered(stage))},
    "button programs.there": lambda stage, who: {"value": f"{in_a_cohort(stage)}:1:1"},
    "button programs.tick": lambda stage, who: {"value": f"{in_a_cohort(stage)}:1:1"},
    "button programs.weeks": lambda stage, who: {"value": str(in_a_cohort(stage))},
    "button programs.release": lambda stage, who: {"value": str(held(stage))},
    "button programs.renew": lambda stage, who: {"value": str(held(stage))},
    "button programs.undo": lambda stage, who: {"value": str(joined(stage))},
    "form programs.renew": lambda stage, who: {
        "about": stage.ticket(who, hold=held(stage)),
        "fields": PROMISES,
    },
}
