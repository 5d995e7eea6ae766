"""What the listeners of the Give Back register are sent: the project is Amara's."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from policies.give_backs import Act, Event, State, first_of
from storage import give_back_events, give_backs
from tests.handlers.rights.company import AMARA, MARK, TEAM
from tests.handlers.rights.stages import Stage

Said = dict[str, Any]
TEXTS = {"title": {"value": MARK}, "improves": {"value": MARK}, "proof": {"value": MARK}}


def given(stage: Stage, state: State = State.UNDER_WAY) -> str:
    with stage.turn() as turn:
        added = give_backs.add(
            turn.session,
            {
                "workspace": TEAM, "owner": AMARA, "title": "A project", "improves": "",
                "proof": "", "issue": "", "team_size": None, "due": None, "state": state,
                "since": turn.now,
                "created_by": AMARA, "created_at": turn.now - timedelta(days=1),
                "finished_at": turn.now if state is State.FINISHED else None,
            },
        )  # fmt: skip
        assert added
        event = Event(Act.REGISTERED, AMARA, turn.now, MARK)
        give_back_events.add(turn.session, TEAM, added.id, event)
    return str(added.id)


def of_month(stage: Stage) -> str:
    with stage.turn() as turn:
        month = first_of(turn.now.date())
    return f"{given(stage, State.FINISHED)} {month.isoformat()} page"


def recording(stage: Stage, who: str) -> Said:
    id, month, where = of_month(stage).split()
    people = {"people": {"selected_users": ["U0BENNO01"]}}
    return {"about": stage.ticket(who, id=id, month=month, where=where), "fields": people}


def form(stage: Stage, who: str, fields: Said) -> Said:
    return {"about": stage.ticket(who, id=given(stage)), "fields": fields}


GIVEN: dict[str, Callable[[Stage, str], Said]] = {
    "button giveback.confirm": lambda stage, who: {"value": of_month(stage)},
    "button giveback.drop": lambda stage, who: {"value": given(stage)},
    "button giveback.edit": lambda stage, who: {"value": given(stage)},
    "button giveback.finish": lambda stage, who: {"value": given(stage)},
    "button giveback.history": lambda stage, who: {"value": given(stage)},
    "button giveback.reassign": lambda stage, who: {"value": given(stage)},
    "button giveback.record": lambda stage, who: {"value": of_month(stage)},
    "button giveback.reopen": lambda stage, who: {"value": given(stage, State.DROPPED)},
    "button giveback.start": lambda stage, who: {"value": given(stage, State.IDEA)},
    "button giveback.tick": lambda stage, who: {"value": f"{given(stage)} issue DONE"},
    "form giveback.drop": lambda stage, who: form(stage, who, {"reason": {"value": MARK}}),
    "form giveback.edit": lambda stage, who: form(stage, who, TEXTS),
    "form giveback.reassign": lambda stage, who: form(
        stage, who, {"person": {"selected_user": "U0BENNO01"}}
    ),
    "form giveback.record": recording,
}
