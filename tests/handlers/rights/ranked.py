"""What the listeners of ranks are sent: an account that Amara has ranked, or is about to."""

from collections.abc import Callable
from typing import Any

from handlers.ranking import importing, saving
from handlers.ranking.controls import packed
from handlers.ranking.forms import Draft, spelt
from handlers.ranking.saving import Wanted
from handlers.ranking.specs import list_spec, one_spec
from policies.imports.files import open_file
from policies.ranking.tables import read
from tests.handlers.rights.company import AMARA, MARK
from tests.handlers.rights.stages import Stage

Said = dict[str, Any]


def ranked(stage: Stage) -> str:
    """The act of it."""
    with stage.turn() as turn:
        saved = saving.save(turn, Wanted(AMARA, MARK, "smb", "2", MARK))
    return str(saved.act)


def value(stage: Stage, *parts: str) -> Said:
    ranked(stage)
    return {"value": packed(AMARA, MARK, *parts)}


def undoing(stage: Stage, who: str) -> Said:
    return {"value": packed(ranked(stage), one_spec(AMARA, MARK))}


def paging(stage: Stage, who: str) -> Said:
    ranked(stage)
    return {"value": list_spec(AMARA)}


def previewed(stage: Stage) -> str:
    """The card of a table that Amara has sent."""
    with stage.turn() as turn:
        table = read(open_file(f"account,rank,reason\n{MARK},2,{MARK}\n".encode()), turn.now.date())
        shown = importing.preview(turn, table)
    buttons = [each for block in shown.blocks for each in block.get("elements", [])]
    return str(next(each["value"] for each in buttons if each.get("action_id") == "ranking.apply"))


def choice(value: str) -> Said:
    return {"selected_option": {"value": value}}


def ranking(stage: Stage, who: str) -> Said:
    about = stage.ticket(who, draft=spelt(Draft(AMARA, MARK, "smb")), spec="")
    return {"about": about, "fields": {"rank": choice("2"), "reason": {"value": MARK}}}


def logging(stage: Stage, who: str) -> Said:
    ranked(stage)
    with stage.turn() as turn:
        day = turn.now.date().isoformat()
    fields = {"way": choice("talk"), "day": {"selected_date": day}, "note": {"value": MARK}}
    return {"about": stage.ticket(who, owner=AMARA, account=MARK, spec=""), "fields": fields}


RANKED: dict[str, Callable[[Stage, str], Said]] = {
    "button ranking.apply": lambda stage, who: {"value": previewed(stage)},
    "button ranking.csv": lambda stage, who: {"value": AMARA},
    "button ranking.discard": lambda stage, who: {"value": previewed(stage)},
    "button ranking.form": lambda stage, who: value(stage, ""),
    "button ranking.met": lambda stage, who: value(stage, ""),
    "button ranking.page": paging,
    "button ranking.remove": lambda stage, who: value(stage),
    "button ranking.see": paging,
    "button ranking.talk": lambda stage, who: value(stage, ""),
    "button ranking.team": lambda stage, who: {"value": "", "owner": ""},
    "button ranking.template": lambda stage, who: {"value": AMARA},
    "button ranking.undo": undoing,
    "form ranking.form": ranking,
    "form ranking.talk": logging,
}
