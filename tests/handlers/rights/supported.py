"""What the listeners of support are sent: Amara has asked, and logged a session."""

import json
from collections.abc import Callable
from typing import Any

from handlers.kit import acts
from policies.answer import as_plain
from policies.engagement import Request, Session, State
from storage import support_requests, support_sessions
from tests.handlers.rights.company import AMARA, MARK, TEAM
from tests.handlers.rights.stages import Stage

Said = dict[str, Any]
HELPER = "U0BENNO01"
FACTS = {"account": MARK, "kind": "sa", "segment": "smb", "region": "emea", "stage": "pre",
         "wish": "written", "tier": ""}  # fmt: skip


def asked(stage: Stage) -> str:
    with stage.turn() as turn:
        decided = {"headline": MARK, "warnings": [], "assumptions": [], "next": [], "entries": []}
        added = support_requests.add(
            turn.session,
            {
                **FACTS, "workspace": TEAM, "opportunity": None, "iacv": None, "need": MARK,
                "wanted": None, "outcome": "async", "decided": decided, "state": State.ASKED,
                "since": turn.now, "link": "", "text": "", "by": AMARA, "asked_at": turn.now,
                "posted_at": None, "answer_by": None, "helper": "", "day": None,
            },
            f"token of {turn.now}",
        )  # fmt: skip
        assert isinstance(added, Request)
    return str(added.id)


def session(stage: Stage) -> str:
    with stage.turn() as turn:
        added = support_sessions.add(
            turn.session,
            {
                "workspace": TEAM, "account": MARK, "segment": "smb", "stage": "pre",
                "day": turn.now.date(), "minutes": 30, "helper": AMARA, "number": 1,
                "request": None, "note": MARK, "by": AMARA, "at": turn.now,
            },
        )  # fmt: skip
        assert isinstance(added, Session)
    return str(added.id)


def moved(stage: Stage) -> str:
    id = int(asked(stage))
    with stage.turn() as turn:
        found = support_requests.locked(turn.session, TEAM, id)
        assert found
        names = ("state", "since", "link", "posted_at", "answer_by", "helper", "day")
        before = {name: as_plain(getattr(found, name)) for name in names}
        detail = {"request": id, "before": before, "since": found.since.isoformat()}
        return str(acts.keep(turn, "support.moved", MARK, detail))


def choice(value: str) -> Said:
    return {"selected_option": {"value": value}}


def sent(stage: Stage, who: str, fields: Said) -> Said:
    return {"about": stage.ticket(who, request=asked(stage)), "fields": fields}


def changing(stage: Stage, who: str) -> Said:
    chosen = {name: choice(value) for name, value in FACTS.items() if value and name != "account"}
    return sent(stage, who, {"account": {"value": MARK}, "need": {"value": MARK}, **chosen})


def discovering(stage: Stage, who: str) -> Said:
    found = json.dumps({**FACTS, "need": MARK, "wish": "discovery", "opportunity": None,
                        "iacv": 9000, "wanted": None})  # fmt: skip
    about = stage.ticket(who, request=asked(stage), found=found)
    return {"about": about, "fields": {"reason": choice("new")}}


def logging(stage: Stage, who: str) -> Said:
    day = {"selected_date": "2025-03-11"}
    helper = {"selected_user": HELPER}
    return sent(stage, who, {"day": day, "minutes": {"value": "30"}, "helper": helper})


def saying_which(stage: Stage, who: str) -> Said:
    said = {"account": MARK, "segment": "smb", "stage": "pre", "helper": HELPER, "note": "",
            "day": "2025-03-11", "minutes": "30"}  # fmt: skip
    told = {f"said_{name}": value for name, value in said.items()}
    about = stage.ticket(who, request=asked(stage), **told)
    return {"about": about, "fields": {"which": choice("another")}}


def correcting(stage: Stage, who: str) -> Said:
    fields = {"minutes": {"value": "20"}, "stage": choice("pre"), "what": choice("held")}
    return {"about": stage.ticket(who, session=session(stage)), "fields": fields}


SUPPORTED: dict[str, Callable[[Stage, str], Said]] = {
    "button support.answered": lambda stage, who: {"value": asked(stage)},
    "button support.correct": lambda stage, who: {"value": session(stage)},
    "button support.csv": lambda stage, who: {"value": "", "owner": ""},
    "button support.log": lambda stage, who: {"value": f"request {asked(stage)}"},
    "button support.more": lambda stage, who: {"value": f"withdraw {asked(stage)}"},
    "button support.posted": lambda stage, who: {"value": asked(stage)},
    "button support.schedule": lambda stage, who: {"value": asked(stage)},
    "button support.show": lambda stage, who: {"value": asked(stage)},
    "button support.team": lambda stage, who: {"value": "", "owner": ""},
    "button support.text": lambda stage, who: {"value": asked(stage)},
    "button support.undo": lambda stage, who: {"value": moved(stage)},
    "form support.correct": correcting,
    "form support.discovery": discovering,
    "form support.form": changing,
    "form support.log": logging,
    "form support.posted": lambda stage, who: sent(
        stage, who, {"link": {"value": "https://example.com/1"}}
    ),
    "form support.same": saying_which,
    "form support.schedule": lambda stage, who: sent(
        stage, who, {"day": {"selected_date": "2025-03-20"}, "helper": {"selected_user": HELPER}}
    ),
    "form support.text": lambda stage, who: sent(stage, who, {"text": {"value": MARK}}),
}
