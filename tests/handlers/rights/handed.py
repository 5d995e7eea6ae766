"""What the listeners of handoffs are sent: Amara is on one side, on the other is nobody."""

from collections.abc import Callable
from typing import Any

from handlers.kit import acts
from policies.handoffs import Handoff, Mark, Marked, State
from storage import handoff_events, handoffs
from tests.handlers.rights.company import AMARA, MARK, TEAM
from tests.handlers.rights.stages import Stage

Said = dict[str, Any]
NOBODY = "U0OTHERS1"
TYPE = "sa-to-sa"
ITEMS = {"giver": ("notes", "introduction", "pov", "actions"), "receiver": ("team",)}


def handed(stage: Stage, *, side: str = "giver", state: State = State.OPEN) -> str:
    """All of Amara's own side is done where she is to sign or accept."""
    people = {"giver": NOBODY, "receiver": NOBODY, side: AMARA}
    with stage.turn() as turn:
        added = handoffs.add(
            turn.session,
            {
                **people, "workspace": TEAM, "type": TYPE, "account": MARK, "opportunity": None,
                "closed": None, "initial": None, "potential": None, "net_arr": None, "users": None,
                "channel": "", "state": state, "since": turn.now, "starts": turn.now.date(),
                "started_by": AMARA, "started_at": turn.now, "accepted_at": None, "rounds": 0,
            },
        )  # fmt: skip
        assert isinstance(added, Handoff)
    return str(added.id)


def settled(stage: Stage, **of: Any) -> str:
    id = handed(stage, **of)
    with stage.turn() as turn:
        for items in ITEMS.values():
            for item in items:
                marked = Marked(item, Mark.DONE, AMARA, turn.now)
                handoff_events.mark(turn.session, TEAM, int(id), marked)
    return id


def ticked(stage: Stage) -> str:
    id = handed(stage)
    with stage.turn() as turn:
        detail = {"handoff": int(id), "item": "notes"}
        act = acts.keep(turn, "handoffs.ticked", MARK, detail)
        marked = Marked("notes", Mark.DONE, AMARA, turn.now, act=act)
        handoff_events.mark(turn.session, TEAM, int(id), marked)
    return f"{act} {id} page"


def form(stage: Stage, who: str, id: str, **subject: str) -> str:
    return stage.ticket(who, id=id, where="page", **subject)


def noting(stage: Stage, who: str) -> Said:
    fields = {
        "item": {"selected_option": {"value": "notes"}},
        "what": {"selected_option": {"value": "done"}},
        "note": {"value": MARK},
    }
    return {"about": form(stage, who, handed(stage), side="giver"), "fields": fields}


def returning(stage: Stage, who: str) -> Said:
    id = settled(stage, side="receiver", state=State.SIGNED)
    return {"about": form(stage, who, id), "fields": {"reason": {"value": MARK}}}


def reassigning(stage: Stage, who: str) -> Said:
    fields = {
        "side": {"selected_option": {"value": "giver"}},
        "person": {"selected_user": "U0BENNO01"},
    }
    return {"about": form(stage, who, handed(stage)), "fields": fields}


def cancelling(stage: Stage, who: str) -> Said:
    return {"about": form(stage, who, handed(stage)), "fields": {"reason": {"value": MARK}}}


def changing(stage: Stage, who: str) -> Said:
    return {"about": form(stage, who, handed(stage)), "fields": {"account": {"value": MARK}}}


def copying(stage: Stage, who: str) -> Said:
    about = form(stage, who, handed(stage), draft="introduction")
    return {"about": about, "fields": {"text": {"value": MARK}}}


HANDED: dict[str, Callable[[Stage, str], Said]] = {
    "button handoffs.accept": lambda stage, who: {
        "value": f"{settled(stage, side='receiver', state=State.SIGNED)} page"
    },
    "button handoffs.board": lambda stage, who: {"value": "", "owner": ""},
    "button handoffs.csv": lambda stage, who: {"value": "", "owner": ""},
    "button handoffs.done": lambda stage, who: {"value": f"{handed(stage)} notes page"},
    "button handoffs.draft": lambda stage, who: {"value": f"{handed(stage)} introduction"},
    "button handoffs.more": lambda stage, who: {"value": f"cancel {handed(stage)} page"},
    "button handoffs.move": lambda stage, who: {"value": handed(stage)},
    "button handoffs.note": lambda stage, who: {"value": f"{handed(stage)} giver page"},
    "button handoffs.reopen": lambda stage, who: {
        "value": f"{handed(stage, state=State.CANCELLED)} page"
    },
    "button handoffs.return": lambda stage, who: {
        "value": f"{settled(stage, side='receiver', state=State.SIGNED)} page"
    },
    "button handoffs.show": lambda stage, who: {"value": handed(stage)},
    "button handoffs.sign": lambda stage, who: {"value": f"{settled(stage)} page"},
    "button handoffs.undo": lambda stage, who: {"value": ticked(stage)},
    "form handoffs.cancel": cancelling,
    "form handoffs.copy": copying,
    "form handoffs.draft": copying,
    "form handoffs.edit": changing,
    "form handoffs.note": noting,
    "form handoffs.reassign": reassigning,
    "form handoffs.return": returning,
}
