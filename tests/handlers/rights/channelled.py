"""What the listeners of customer channels are sent: Amara has asked, or is the TAM."""

from collections.abc import Callable
from datetime import date
from typing import Any

from handlers.kit import acts
from policies.answer import as_plain
from policies.channels import Channel, Kind, State
from storage import customer_channels
from tests.handlers.rights.company import AMARA, MARK, TEAM
from tests.handlers.rights.stages import Stage

Said = dict[str, Any]
KEPT = ("state", "since", "reason", "opened", "close_by", "name", "link", "kind", "tier", "iacv")


def asked(stage: Stage, state: State = State.ASKED, tam: str = "") -> str:
    with stage.turn() as turn:
        is_open = state is State.OPEN
        added = customer_channels.add(
            turn.session,
            {
                "workspace": TEAM, "account": MARK, "role": "sa", "by": AMARA, "tam": tam,
                "kind": Kind.TEMPORARY, "purpose": "evaluation", "tier": "", "iacv": None,
                "ours": MARK, "theirs": MARK, "state": state, "since": turn.now, "reason": "",
                "asked_at": turn.now, "opened": date(2025, 3, 1) if is_open else None,
                "close_by": date(2025, 5, 30) if is_open else None, "name": MARK, "link": "",
            },
            f"token of {turn.now}",
        )  # fmt: skip
        assert isinstance(added, Channel)
    return str(added.id)


def for_tam(stage: Stage) -> str:
    return asked(stage, tam=AMARA)


def moved(stage: Stage) -> str:
    id = int(asked(stage))
    with stage.turn() as turn:
        found = customer_channels.locked(turn.session, TEAM, id)
        assert found
        before = {name: as_plain(getattr(found, name)) for name in KEPT}
        detail = {"channel": id, "before": before, "since": found.since.isoformat()}
        return str(acts.keep(turn, "channels.moved", MARK, detail))


def sent(stage: Stage, who: str, id: str, fields: Said) -> Said:
    return {"about": stage.ticket(who, id=id), "fields": fields}


CHANNELLED: dict[str, Callable[[Stage, str], Said]] = {
    "button channels.approve": lambda stage, who: {"value": for_tam(stage)},
    "button channels.closed": lambda stage, who: {"value": asked(stage, State.OPEN)},
    "button channels.csv": lambda stage, who: {"value": "", "owner": ""},
    "button channels.decline": lambda stage, who: {"value": for_tam(stage)},
    "button channels.lasting": lambda stage, who: {"value": asked(stage, State.OPEN)},
    "button channels.more": lambda stage, who: {"value": f"withdraw {asked(stage)}"},
    "button channels.opened": lambda stage, who: {"value": asked(stage, State.APPROVED)},
    "button channels.show": lambda stage, who: {"value": asked(stage)},
    "button channels.team": lambda stage, who: {"value": "", "owner": ""},
    "button channels.undo": lambda stage, who: {"value": moved(stage)},
    "form channels.decline": lambda stage, who: sent(
        stage, who, for_tam(stage), {"reason": {"value": MARK}}
    ),
    "form channels.lasting": lambda stage, who: sent(
        stage,
        who,
        asked(stage, State.OPEN),
        {"tier": {"selected_option": {"value": "premium"}}, "iacv": {"value": "120,000"}},
    ),
    "form channels.opened": lambda stage, who: sent(
        stage,
        who,
        asked(stage, State.APPROVED),
        {"name": {"value": MARK}, "opened": {"selected_date": "2025-03-10"}},
    ),
}
