"""For each listener about somebody's record: a record of Amara's, and what is sent about it.

A recipe seeds what it needs and returns what the payload holds: `value` of a button, `about` and
`fields` of a form, `text` of a command. With `owner` "" the question is about the workspace.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from handlers.kit import acts
from handlers.kit.answers import answer_question
from handlers.kit.feature import Ask, Place
from handlers.nextsteps.saving import CHANGED as STEPPED
from handlers.people.controls import CHANGED
from handlers.redgreen import presses, sessions
from handlers.trips.keeping import Given
from handlers.trips.keeping import keep as give
from policies.desks import forecasts
from policies.trips import Purpose
from storage import (
    audit,
    bundles,
    commitments,
    disputes,
    errands,
    freezes,
    imports,
    opportunities,
    profiles,
    review_sessions,
    trips,
)
from storage.commitments import Commitment
from storage.freezes import Freeze
from storage.opportunities import Value
from tests.handlers.rights.channelled import CHANNELLED
from tests.handlers.rights.company import AMARA, MARK, TEAM
from tests.handlers.rights.disputed import DISPUTED
from tests.handlers.rights.enrolled import ENROLLED
from tests.handlers.rights.given import GIVEN
from tests.handlers.rights.handed import HANDED
from tests.handlers.rights.hired import HIRED
from tests.handlers.rights.led import LED
from tests.handlers.rights.ranked import RANKED
from tests.handlers.rights.recorded import RECORDED
from tests.handlers.rights.skilled import SKILLED
from tests.handlers.rights.sold import SOLD
from tests.handlers.rights.stages import TRIGGERS, URL, Stage
from tests.handlers.rights.supported import SUPPORTED

FORECAST = f"{AMARA}/2025-03-10"
Said = dict[str, Any]
Recipe = Callable[[Stage, str], Said]


def answer(stage: Stage, asked: str = f"/roe 620 employees inbound {MARK}") -> str:
    with stage.turn() as turn:
        answer_question(turn, Ask(Place.COMMAND, channel="C0SALES", response_url=URL), asked)
        last = [each for each in audit.entries(turn.session, TEAM) if each.kind == "answer"][-1]
    return str(last.id)


def dispute(stage: Stage) -> str:
    number = int(answer(stage))
    with stage.turn() as turn:
        opened = disputes.open_one(
            turn.session,
            workspace=TEAM,
            asked={"question": number, "text": f"/roe 620 employees {MARK}", "given": {}},
            answered={"policy": "roe", "outcome": "mm-named", "headline": f"It is {MARK}'s",
                      "read_as": [], "edition": "fy23"},
            asker=AMARA,
            evidence={"source": "", "employees": 620, "potential_users": None, "link": "",
                      "note": MARK},
            decider="U0DECIDER",
            at=turn.now,
        )  # fmt: skip
    return str(opened.id)


def told(stage: Stage, state: str = "open") -> str:
    """A reminder in Amara's digest."""
    with stage.turn() as turn:
        day, at = date(2025, 3, 12), turn.now
        digest, _ = bundles.open_one(turn.session, TEAM, AMARA, day, "digest", "", at)
        item = {"workspace": TEAM, "bundle": digest.id, "occurrence": 1, "routine": "deals"}
        about = {"subject": "1", "person": AMARA, "entry": "deck-threshold", "text": MARK}
        bundles.put(turn.session, [item | about | {"verb": None, "note": ""}])
        (put,) = bundles.items_of(turn.session, TEAM, digest.id)
        if state != "open":
            bundles.settle(turn.session, TEAM, put.id, "snoozed", by=AMARA, at=at, ending=MARK)
    return str(put.id)


def act(stage: Stage) -> str:
    with stage.turn() as turn:
        changed = {"person": AMARA, "fields": {"region": ["", ""]}}
        return str(acts.keep(turn, CHANGED, MARK, {"people": [changed]}))


def deal(stage: Stage, **more: Value) -> str:
    values: dict[str, Value] = {
        "name": MARK,
        "owner": AMARA,
        "net_arr": 60_000,
        "amount": 70_000,
        "segment": "smb",
    }
    values |= more
    with stage.turn() as turn:
        added = opportunities.add(turn.session, TEAM, values, by=AMARA, at=turn.now, source="form")
    return str(added.id)


def declining(stage: Stage, who: str) -> Said:
    """Amara is asked to stand in for Benno."""
    with stage.turn() as turn:
        profiles.change(turn.session, TEAM, "U0BENNO01", delegate=AMARA)
    return {"value": "U0BENNO01"}


def about_dispute(stage: Stage, who: str) -> Said:
    fields = {
        "team": {"selected_option": {"value": "mm-named"}},
        "reason": {"value": "LinkedIn shows 620."},
    }
    return {"about": stage.ticket(who, dispute=dispute(stage)), "fields": fields}


def evidence(stage: Stage, who: str) -> Said:
    fields = {"employees": {"value": "620"}}
    return {"about": stage.ticket(who, question=answer(stage)), "fields": fields}


def snoozing(stage: Stage, who: str) -> Said:
    fields = {"day": {"selected_date": "2025-03-14"}}
    return {"about": stage.ticket(who, item=told(stage)), "fields": fields}


def dating(stage: Stage, who: str) -> Said:
    fields = {"date": {"selected_date": "2025-03-31"}}
    return {"about": stage.ticket(who, opportunity=deal(stage), seen=""), "fields": fields}


def forecasting(stage: Stage, who: str) -> Said:
    names = forecasts.VALUES
    fields = {name: {"value": "10k"} for name in names}
    return {"about": stage.ticket(who, forecast=FORECAST), "fields": fields}


def filling(stage: Stage, who: str) -> Said:
    number = answer(stage, f"/roe 480 employees {MARK}")
    about = stage.ticket(who, question=number, fact="potential_users")
    return {"about": about, "fields": {"potential_users": {"value": "130"}}}


def stepped(stage: Stage, who: str) -> str:
    """A ticket for writing a next step of Amara's."""
    about = {"opportunity": deal(stage), "back": "", "seen": "", "seen_day": "", "link": ""}
    return stage.ticket(who, **about, kind="write", step="Ask Jane who signs", day="2025-03-14")


def step_form(stage: Stage, who: str) -> Said:
    fields = {
        "opportunity": {"selected_option": {"value": deal(stage)}},
        "step": {"value": "Ask Jane who signs"},
        "day": {"selected_date": "2025-03-14"},
    }
    return {"about": stepped(stage, who), "fields": fields}


def step_act(stage: Stage) -> str:
    """Amara wrote a next step and may take it back."""
    steps = {"before": {"text": MARK, "day": ""}, "after": {"text": "", "day": ""}}
    detail = {"opportunity": int(deal(stage)), **steps}
    with stage.turn() as turn:
        return str(acts.keep(turn, STEPPED, MARK, detail))


def sent(stage: Stage, state: str = "ready") -> str:
    """A report of Amara's, read and not yet decided upon."""
    file = {"id": "F1", "name": f"{MARK}.csv", "url": "https://files.slack.com/a.csv", "size": 9}
    headings = ["Opportunity ID", "Opportunity Name", MARK]
    mapping = {"columns": {"ref": headings[0], "name": headings[1]}, "orders": {}}
    asked = {"field": "close_date", "example": "03/04/2025"}
    with stage.turn() as turn:
        new = imports.begin(turn.session, TEAM, AMARA, file, [AMARA], turn.now)
        head = {"line": 1, "headings": headings}
        known: Said = {"head": head, "mapping": mapping, "state": state}
        known |= {"counts": asked, "why": "order"} if state == "asking" else {"counts": {"new": 1}}
        imports.note(turn.session, TEAM, new.id, **known)
    return str(new.id)


def errand(stage: Stage) -> str:
    """A file of Amara's whose headings told nothing."""
    with stage.turn() as turn:
        id = errands.add(
            turn.session,
            workspace=TEAM,
            user=AMARA,
            feature="files",
            kind="files.dropped",
            detail={"id": "F1", "name": f"{MARK}.csv", "url": "https://slack.com/f", "size": 9},
            at=turn.now,
        )
    return f"{id} roe.list"


def columns(stage: Stage, who: str) -> Said:
    fields = {name: {"selected_option": {"value": place}} for name, place in
              (("ref", "0"), ("name", "1"), ("days", "-"))}  # fmt: skip
    return {"about": stage.ticket(who, **{"import": sent(stage)}), "fields": fields}


def editing(stage: Stage, who: str) -> Said:
    about = stage.ticket(who, id=deal(stage), seen={"name": MARK})
    return {"about": about, "fields": {"name": {"value": MARK}}}


def picking(stage: Stage, who: str) -> Said:
    field = {"selected_option": {"value": deal(stage)}}
    return {"about": stage.ticket(who), "fields": {"opportunity": field}}


def trip(stage: Stage, *, document: str = "") -> str:
    """Of Amara's, just over."""
    values = {
        "workspace": TEAM, "person": AMARA, "event": MARK, "place": "Paris",
        "starts": date(2025, 3, 4), "ends": date(2025, 3, 6), "purpose": Purpose.BUSINESS,
        "issue": "", "cost": 2000, "hours": None, "commitment": None, "booked": frozenset[str](),
        "wanted": None, "cancelled_at": None,
    }  # fmt: skip
    with stage.turn() as turn:
        added = trips.add(turn.session, values | {"created_at": turn.now}, AMARA)
        if document:
            give(turn, added, Given(document))
    return str(added.id)


def document() -> str:
    return f"https://docs.google.com/document/d/document{next(TRIGGERS)}"


def private(stage: Stage) -> str:
    id = trip(stage)
    with stage.turn() as turn:
        found = trips.find(turn.session, TEAM, int(id))
        assert found
        trips.change(turn.session, found, {"purpose": Purpose.PERSONAL}, AMARA)
    return id


def notes(stage: Stage) -> str:
    """Kept, and not posted yet."""
    with stage.turn() as turn:
        trips.set_channel(turn.session, TEAM, "C0TRIPS", AMARA, turn.now)
    id = int(trip(stage, document=document()))
    with stage.turn() as turn:
        found = trips.find(turn.session, TEAM, id)
        assert found
        assert found.notes
        return str(found.notes.id)


def ticked(stage: Stage) -> str:
    id = trip(stage)
    with stage.turn() as turn:
        return str(acts.keep(turn, "trips.ticked", MARK, {"trip": int(id), "step": "write"}))


def planning(stage: Stage, who: str) -> Said:
    fields = {
        "event": {"value": MARK},
        "starts": {"selected_date": "2025-05-04"},
        "ends": {"selected_date": "2025-05-06"},
    }
    return {"about": stage.ticket(who, trip=trip(stage)), "fields": fields}


def sharing(stage: Stage, who: str) -> Said:
    fields = {"link": {"value": document()}}
    return {"about": stage.ticket(who, trip=trip(stage)), "fields": fields}


def reviewing(question: str = "", rest: str = "", said: str = "") -> Recipe:
    """A Red/Green session of Amara's, at the question; `said` has been answered before."""

    def recipe(stage: Stage, who: str) -> Said:
        session, review = sitting(stage, said)
        return {"value": ":".join(filter(None, (session, review, question, rest)))}

    return recipe


def reviewed(question: str = "", rest: str = "", **fields: str) -> Recipe:
    """The same for a form of it."""

    def recipe(stage: Stage, who: str) -> Said:
        session, review = sitting(stage, "")
        about = ":".join(filter(None, (session, review, question, rest)))
        return {"about": about, "fields": {name: {"value": v} for name, v in fields.items()}}

    return recipe


def sitting(stage: Stage, said: str) -> tuple[str, str]:
    deal(stage, close_date=date(2025, 3, 28))
    with stage.turn("U0FATIMA1") as turn:
        sessions.start(turn, Ask(Place.BUTTON, value=AMARA))
        (held,) = review_sessions.on(turn.session, TEAM, date(2025, 3, 12), [AMARA]).values()
        about = (str(held.id), str(held.review))
    for question, choice in filter(None, (each.partition("=")[::2] for each in said.split())):
        with stage.turn("U0FATIMA1") as turn:
            value = ":".join((*about, question, choice))
            presses.choose(turn, Ask(Place.BUTTON, value=value))
    return about


def started(stage: Stage, who: str) -> Said:
    deal(stage, close_date=date(2025, 3, 28))
    return {"value": AMARA}


def resumed(stage: Stage, who: str) -> Said:
    return {"value": sitting(stage, "")[0]}


def committed(stage: Stage) -> str:
    """A deal of Amara's that was green when February was over."""
    id, starts, ends = int(deal(stage)), date(2025, 2, 1), date(2025, 2, 28)
    with stage.turn() as turn:
        at = turn.now
        freezes.keep(turn.session, Freeze(TEAM, AMARA, starts, ends, "U0FATIMA1", at, late=False))
        row = Commitment(
            TEAM, starts, ends, id, 1, "", MARK, MARK, "done", "green", 60_000, ends, "", "open",
            AMARA, "U0FATIMA1", "", "", (), 0, "fy23", None, None, at, late=False,
        )  # fmt: skip
        commitments.freeze(turn.session, [row])
    return f"2025-02-01:2025-02-28:{id}"


def explaining(choice: str) -> Recipe:
    """A form about a commitment of Amara's."""

    def recipe(stage: Stage, who: str) -> Said:
        fields = {"choice": {"selected_option": {"value": choice}}}
        return {"about": stage.ticket(who, call=committed(stage)), "fields": fields}

    return recipe


TEXTS = {
    "slash /handrail": "who decides a dispute?",
    "slash /handrail ask": "who decides a dispute?",
    "slash /handrail help": "me with a dispute",
    "slash /handrail segment": "60",
}
"""What is asked with a command that, alone, is answered with help: help is for whoever asks."""
RECIPES: dict[str, Recipe] = {
    "slash /handrail team": lambda stage, who: {"owner": ""},
    "button answer.choose": lambda stage, who: {
        "value": f"{answer(stage, f'/roe 480 employees {MARK}')} direction inbound"
    },
    "button answer.fill": lambda stage, who: {
        "value": f"{answer(stage, f'/roe 480 employees {MARK}')} potential_users"
    },
    "button answer.share": lambda stage, who: {"value": answer(stage)},
    "button answer.why": lambda stage, who: {"value": answer(stage)},
    "form answer.fill": filling,
    "button trips.cancel": lambda stage, who: {"value": trip(stage)},
    "button trips.decline": lambda stage, who: {"value": private(stage)},
    "button trips.edit": lambda stage, who: {"value": trip(stage)},
    "button trips.notes": lambda stage, who: {"value": trip(stage)},
    "button trips.open": lambda stage, who: {"value": trip(stage)},
    "button trips.post": lambda stage, who: {"value": notes(stage)},
    "button trips.take": lambda stage, who: {"value": f"{trip(stage)} - - {document()}"},
    "button trips.tick": lambda stage, who: {"value": f"{trip(stage)} write page"},
    "button trips.undo": lambda stage, who: {"value": ticked(stage)},
    "button trips.withdraw": lambda stage, who: {"value": trip(stage, document=document())},
    "form trips.notes": sharing,
    "form trips.plan": planning,
    "button closedate.board": lambda stage, who: {"value": "team", "owner": ""},
    "button closedate.csv": lambda stage, who: {"value": "team", "owner": ""},
    "button closedate.form": lambda stage, who: {"value": deal(stage)},
    "button closedate.move": lambda stage, who: {"value": f"{deal(stage)} 2025-03-31"},
    "button closedate.undo": lambda stage, who: {"value": act(stage)},
    "form closedate.form": dating,
    "button deals.see": lambda stage, who: {"value": deal(stage)},
    "button deals.list": lambda stage, who: {"value": f"together/{AMARA}/1"},
    "button forecast.csv": lambda stage, who: {"value": "", "owner": ""},
    "button forecast.give": lambda stage, who: {"value": FORECAST},
    "button forecast.team": lambda stage, who: {"value": "", "owner": ""},
    "button forecast.undo": lambda stage, who: {"value": act(stage)},
    "button forecast.values": lambda stage, who: {
        "value": answer(stage, f"/handrail forecast values 1k 2k 3k 4k 5k {MARK}")
    },
    "form forecast.form": forecasting,
    "button nextsteps.keep": lambda stage, who: {"value": stepped(stage, who)},
    "button nextsteps.move": lambda stage, who: {"value": f"{deal(stage)} 2025-03-14"},
    "button nextsteps.page": lambda stage, who: {"value": f"one {deal(stage)}"},
    "button nextsteps.rewrite": lambda stage, who: {"value": stepped(stage, who)},
    "button nextsteps.take": lambda stage, who: {"value": f"{stepped(stage, who)} {deal(stage)}"},
    "button nextsteps.undo": lambda stage, who: {"value": f"{step_act(stage)}|list"},
    "button nextsteps.update": lambda stage, who: {"value": deal(stage)},
    "form nextsteps.capture": step_form,
    "form nextsteps.form": step_form,
    "button files.take": lambda stage, who: {"value": errand(stage)},
    "button opportunities.apply": lambda stage, who: {"value": sent(stage)},
    "button opportunities.apply_whole": lambda stage, who: {"value": sent(stage)},
    "button opportunities.columns": lambda stage, who: {"value": sent(stage)},
    "button opportunities.day_first": lambda stage, who: {"value": sent(stage, "asking")},
    "button opportunities.month_first": lambda stage, who: {"value": sent(stage, "asking")},
    "button opportunities.drop": lambda stage, who: {"value": sent(stage)},
    "button opportunities.edit": lambda stage, who: {"value": deal(stage)},
    "button opportunities.history": lambda stage, who: {"value": deal(stage)},
    "button opportunities.lost": lambda stage, who: {"value": deal(stage)},
    "button opportunities.reopen": lambda stage, who: {"value": deal(stage)},
    "button opportunities.show": lambda stage, who: {"value": deal(stage)},
    "button opportunities.won": lambda stage, who: {"value": deal(stage)},
    "form opportunities.columns": columns,
    "form opportunities.edit": editing,
    "form opportunities.pick": picking,
    "button people.decline": declining,
    "button people.undo": lambda stage, who: {"value": act(stage)},
    "button redgreen.start": started,
    "button redgreen.held": lambda stage, who: {"value": committed(stage).rpartition(":")[0]},
    "button redgreen.mark": lambda stage, who: {"value": committed(stage)},
    "button redgreen.reason": lambda stage, who: {"value": committed(stage)},
    "form redgreen.marked": explaining("won"),
    "form redgreen.reasoned": explaining("timing"),
    "button redgreen.resume": resumed,
    "button redgreen.see": resumed,
    "button redgreen.end": resumed,
    "button redgreen.choose": reviewing("verdict", "red"),
    "button redgreen.write": reviewing("verdict"),
    "button redgreen.sure": reviewing("verdict"),
    "button redgreen.keep": reviewing("verdict"),
    "button redgreen.keepall": reviewing("verdict"),
    "button redgreen.recolour": reviewing("verdict", "red"),
    "button redgreen.again": reviewing("verdict", said="verdict=red"),
    "button redgreen.back": reviewing(),
    "button redgreen.skip": reviewing(),
    "button redgreen.park": reviewing(),
    "button redgreen.jump": reviewing(),
    "button redgreen.goon": reviewing(),
    "button redgreen.notyet": reviewing("verdict"),
    "button redgreen.override": reviewing(
        "timing", "why-now", said="verdict=green act=cost choose=fit timing=none"
    ),
    "button redgreen.notes": reviewing(),
    "form redgreen.answered": reviewed("verdict", text="Their audit"),
    "form redgreen.missing": reviewed("verdict", text="Who signs"),
    "form redgreen.aside": reviewed("verdict", "why-now", text="They said so"),
    "form redgreen.noted": reviewed(text="As told"),
    "button remind.done": lambda stage, who: {"value": told(stage)},
    "button remind.more": lambda stage, who: {"value": f"{told(stage)} why"},
    "button remind.snooze": lambda stage, who: {"value": f"{told(stage)} hour"},
    "button remind.undo": lambda stage, who: {"value": act(stage)},
    "button remind.wake": lambda stage, who: {"value": told(stage, "snoozed")},
    "form remind.snoozed": snoozing,
    "button roe.decide": lambda stage, who: {"value": dispute(stage)},
    "button roe.dispute": lambda stage, who: {"value": answer(stage)},
    "button roe.rules": lambda stage, who: {"value": dispute(stage)},
    "button roe.withdraw": lambda stage, who: {"value": dispute(stage)},
    "form roe.decide": about_dispute,
    "form roe.dispute": evidence,
    "button roe.alike": lambda stage, who: {"value": answer(stage)},
    **HANDED,
    **DISPUTED,
    **SOLD,
    **ENROLLED,
    **GIVEN,
    **HIRED,
    **RANKED,
    **SUPPORTED,
    **CHANNELLED,
    **LED,
    **RECORDED,
    **SKILLED,
}
