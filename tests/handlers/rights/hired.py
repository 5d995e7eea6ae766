"""What the listeners of onboarding are sent: the list is Amara's."""

from collections.abc import Callable
from typing import Any

from policies.onboarding import Mark, Marked, Onboarding, State
from storage import onboardings
from tests.handlers.rights.company import AMARA, MARK, TEAM
from tests.handlers.rights.stages import Stage

Said = dict[str, Any]


def hired(stage: Stage) -> str:
    with stage.turn() as turn:
        day = turn.now.date()
        kept = Onboarding(TEAM, AMARA, day, State.OPEN, AMARA, turn.now)
        onboardings.begin(turn.session, kept)
        marked = Marked("slack", Mark.DONE, AMARA, turn.now, MARK)
        onboardings.mark(turn.session, TEAM, AMARA, marked)
    return AMARA


def noting(stage: Stage, who: str) -> Said:
    fields = {
        "item": {"selected_option": {"value": "page"}},
        "what": {"selected_option": {"value": "done"}},
        "note": {"value": MARK},
    }
    return {"about": stage.ticket(who, person=hired(stage), at="0"), "fields": fields}


def starting(stage: Stage, who: str) -> Said:
    fields = {"person": {"selected_user": AMARA}, "starts": {"selected_date": "2025-03-10"}}
    return {"about": stage.ticket(who), "fields": fields}


HIRED: dict[str, Callable[[Stage, str], Said]] = {
    "button onboarding.done": lambda stage, who: {"value": f"{hired(stage)} page page0"},
    "button onboarding.list": lambda stage, who: {"value": hired(stage)},
    "button onboarding.note": lambda stage, who: {"value": f"{hired(stage)} 0"},
    "button onboarding.reopen": lambda stage, who: {"value": f"{hired(stage)} slack page0"},
    "button onboarding.start": lambda stage, who: {"value": hired(stage)},
    "button onboarding.stop": lambda stage, who: {"value": hired(stage)},
    "form onboarding.note": noting,
    "form onboarding.start": starting,
}
