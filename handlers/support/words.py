"""A request, a session and what is left of live help, in words."""

from collections.abc import Mapping
from datetime import date, datetime

from handlers.kit.citations import source
from handlers.kit.feature import Scene
from handlers.kit.people import name_in
from handlers.kit.reminding.planning import rhythm_of
from handlers.kit.texts import capital, counted, escape, excerpt
from handlers.kit.times import clock, dated, short
from policies.clocks import day_in
from policies.engagement import Act, Event, Request, Session, State
from policies.engagement.allowances import Allowance
from policies.engagement.values import POST
from policies.rhythms import Rhythm
from storage import members

KINDS: Mapping[str, str] = {"sa": "SA", "tam": "TAM"}
SEGMENTS: Mapping[str, str] = {"smb": "SMB", "mid-market": "Mid-Market"}
REGIONS: Mapping[str, str] = {"americas": "Americas", "emea": "EMEA", "apac": "APAC"}
STAGES: Mapping[str, str] = {"pre": "before the sale", "post": "after the sale"}
TIERS: Mapping[str, str] = {
    "free": "Free",
    "starter": "Starter or Bronze",
    "premium": "Premium or Silver",
    "ultimate": "Ultimate or Gold",
}
SIDES: Mapping[str, str] = {name: capital(each) for name, each in STAGES.items()}
"""As a form offers them."""
STATES = {
    State.ASKED: "not on its board yet",
    State.POSTED: "posted",
    State.ANSWERED: "answered",
    State.SCHEDULED: "scheduled",
    State.HELD: "held",
    State.CLOSED: "closed",
    State.WITHDRAWN: "withdrawn",
}
ACTS = {
    Act.ASKED: "asked for help",
    Act.CHANGED: "changed the request",
    Act.POSTED: "posted it",
    Act.ANSWERED: "marked it as answered",
    Act.SCHEDULED: "scheduled it",
    Act.HELD: "logged its session",
    Act.CLOSED: "closed it",
    Act.WITHDRAWN: "withdrew it",
    Act.LOGGED: "logged a session",
    Act.CORRECTED: "corrected a session",
    Act.REMOVED: "took a session out",
    Act.UNDONE: "took the last step back",
}


def name(scene: Scene, person: str) -> str:
    return excerpt(name_in(scene.session, scene.workspace.id, person))


def rhythm(scene: Scene, person: str) -> Rhythm:
    member = members.find(scene.session, scene.workspace.id, person)
    return rhythm_of(scene, member) if member else Rhythm()


def today(scene: Scene, person: str) -> date:
    return day_in(scene.now, rhythm(scene, person).zone)


def moment(reader: Rhythm, at: datetime) -> str:
    """`Mon 30 Nov, 10:42`, on the wall clock of whoever reads it."""
    local = at.astimezone(reader.zone)
    return f"{short(local.date())}, {clock(local)}"


def line(request: Request) -> str:
    """`*Acme* · SA, help in writing`."""
    return f"*{excerpt(request.account)}* · {KINDS[request.kind]}, {STAGES[request.stage]}"


def state(scene: Scene, reader: Rhythm, request: Request, on: date) -> str:
    """`Posted, the answer is due by Wed 12 Mar, 10:00`."""
    said = STATES[request.state]
    match request.state:
        case State.POSTED if request.answer_by:
            late = "was" if request.answer_by < scene.now else "is"
            said += f", the answer {late} due by {moment(reader, request.answer_by)}"
        case State.SCHEDULED if request.day:
            said += f" for {dated(request.day, on)}"
        case _:
            pass
    helper = f" with {name(scene, request.helper)}" if request.helper else ""
    return f"{said}{helper}"


def used(found: Allowance) -> str:
    """`1 of 2 sessions, 45 of 60 minutes`."""
    sessions = f"{found.sessions:,} of {counted(found.most_sessions, 'session')}"
    return f"{sessions}, {found.minutes:,} of {counted(found.most_minutes, 'minute')}"


def of_stage(stage: str) -> str:
    return "after the sale within the year" if stage == POST else STAGES[stage]


def session(scene: Scene, each: Session, on: date) -> str:
    """`Mon 2 March: 30 minutes with Sara Lopez, before the sale`."""
    note = f": {excerpt(each.note)}" if each.note else ""
    with_whom = f"with {name(scene, each.helper)}, {STAGES[each.stage]}"
    return f"{dated(each.day, on)}: {counted(each.minutes, 'minute')} {with_whom}{note}"


def event(scene: Scene, reader: Rhythm, each: Event) -> str:
    note = f": {excerpt(each.note)}" if each.note else ""
    return f"{moment(reader, each.at)} · {name(scene, each.by)} {ACTS[each.act]}{note}"


def cited(scene: Scene, entry: str) -> str:
    """Nothing for an entry that the pack no longer has."""
    return f"📖 {source(scene.pack.citation(entry))}" if entry in scene.pack.entries else ""


def plain(text: str) -> str:
    return escape(text)
