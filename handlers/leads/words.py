"""A lead in words: who it is, where it stands, what comes first, what was done by whom."""

from datetime import datetime, timedelta

from handlers.kit.feature import Scene
from handlers.kit.people import name_in
from handlers.kit.texts import counted, escape, excerpt
from handlers.kit.times import clock, dated, short
from handlers.leads.clocks import POLICY, Clocks
from policies.clocks import day_in
from policies.leads import Act, Event, Kind, Lead, Outcome, Request, State
from policies.leads.clocks import ae_from

KINDS = {Kind.MQL: "MQL", Kind.INQUIRY: "inquiry"}
REQUESTS = {Request.TRIAL: "trial or contact request", Request.OTHER: "any other"}
PHONES = {True: "listed", False: "none"}
OUTCOMES = {
    Outcome.FIRST_TOUCH: "First touch complete",
    Outcome.HANDLED: "Nothing more to do",
    Outcome.AE: "Contacted by the AE",
    Outcome.UNREACHABLE: "Not reachable",
    Outcome.DISQUALIFIED: "Disqualified",
    Outcome.WITHDRAWN: "Assignment taken back",
}
EVENTS = {
    Act.ASSIGNED: "▶ {by} assigned it",
    Act.CALLED: "📞 {by} called",
    Act.EMAILED: "✉️ {by} e-mailed",
    Act.CLOSED: "✔ {by} closed it",
    Act.CONTACTED: "🤝 {by} contacted them as the AE",
    Act.NOTED: "✎ {by} added",
    Act.REASSIGNED: "⇄ {by} gave it to somebody else",
    Act.CORRECTED: "✎ {by} corrected it",
    Act.REOPENED: "↻ {by} opened it again",
    Act.UNDONE: "↩ {by} took the last step back",
}
CALL_FIRST = "📞 Call first: a number is listed. Then e-mail, with {sequence}."
MAIL_FIRST = "✉️ E-mail first: no number is listed. Use {sequence}."
MAIL_NEXT = "✉️ Now e-mail, with {sequence}."
CALL_NEXT = "📞 Now call: a number is listed."
NONE_LEFT = "Both steps of the first touch are done."
NIGHT = "🌙 It came in outside working hours: the hour runs from {moment}."


def name(scene: Scene, person: str) -> str:
    return excerpt(name_in(scene.session, scene.workspace.id, person)) if person else "nobody"


def bare_name(scene: Scene, person: str) -> str:
    """As it is, for what is escaped where it is shown."""
    return name_in(scene.session, scene.workspace.id, person) if person else "nobody"


def plain(lead: Lead) -> str:
    """For what is escaped where it is shown, or not at all."""
    return f"{lead.name} of {lead.company}"


def line(lead: Lead) -> str:
    """`*Jane Roe* · Acme · MQL`."""
    return f"*{excerpt(lead.name)}* · {excerpt(lead.company)} · {KINDS[lead.kind]}"


def around(scene: Scene, lead: Lead) -> str:
    """`AE Chiara Rossi · the lead`, what is known of it."""
    said = [f"AE {name(scene, lead.ae)}"] if lead.ae else []
    said += [f"<{escape(lead.link)}|the lead>"] if lead.link else []
    return " · ".join(said)


def corrections(scene: Scene, before: Lead, after: Lead) -> list[str]:
    """`lead: Jane Ro → Jane Roe`, as they are, for what is escaped where it is shown."""
    pairs = {
        "lead": (before.name, after.name),
        "company": (before.company, after.company),
        "kind": (KINDS[before.kind], KINDS[after.kind]),
        "asks for": (REQUESTS[before.request], REQUESTS[after.request]),
        "phone": (PHONES[before.phone], PHONES[after.phone]),
        "SDR": (bare_name(scene, before.sdr), bare_name(scene, after.sdr)),
        "AE": (bare_name(scene, before.ae), bare_name(scene, after.ae)),
    }
    return [f"{what}: {was} → {now}" for what, (was, now) in pairs.items() if was != now]


def sequence(scene: Scene, lead: Lead) -> str:
    texts = scene.pack.sheets[POLICY].texts
    return escape(texts[f"sequence_{lead.request}"])


def step(scene: Scene, lead: Lead) -> str:
    """What of the first touch comes now."""
    begun = lead.called_at is not None or lead.emailed_at is not None
    match lead.next_step:
        case Act.CALLED:
            said = CALL_NEXT if begun else CALL_FIRST
        case Act.EMAILED:
            said = MAIL_NEXT if begun else MAIL_FIRST
        case _:
            said = NONE_LEFT
    return said.format(sequence=sequence(scene, lead))


def moment(clocks: Clocks, reader: str, at: datetime) -> str:
    """`10:42` today, otherwise `Mon 30 Nov, 10:42`, on the wall clock of whoever reads it."""
    zone = clocks.rhythm(reader).zone
    there = at.astimezone(zone)
    if there.date() == day_in(clocks.scene.now, zone):
        return clock(there)
    return f"{short(there.date())}, {clock(there)}"


def day(clocks: Clocks, reader: str, at: datetime) -> str:
    zone = clocks.rhythm(reader).zone
    return dated(day_in(at, zone), day_in(clocks.scene.now, zone))


def minutes(lasting: timedelta) -> str:
    """`23 minutes`, `2 hours 5 minutes`."""
    hours, left = divmod(max(int(lasting.total_seconds()), 0) // 60, 60)
    said = [counted(hours, "hour")] if hours else []
    return " ".join([*said, *([counted(left, "minute")] if left or not hours else [])])


def due(clocks: Clocks, lead: Lead, reader: str) -> str:
    """`Due by 10:10`, `Overdue since 10:10`; nothing of an inquiry."""
    found = clocks.of(lead)
    if found is None:
        return ""
    at = moment(clocks, reader, found.due)
    return f"🔴 Overdue since {at}" if found.due < clocks.scene.now else f"⏱ Due by {at}"


def left(clocks: Clocks, lead: Lead) -> str:
    """`, 23 minutes left`, in working time; nothing once it is over."""
    found = clocks.of(lead)
    if found is None or found.due < clocks.scene.now:
        return ""
    rest = clocks.hours(lead.sdr).between(max(clocks.scene.now, found.starts), found.due)
    return f", {minutes(rest)} left"


def night(clocks: Clocks, lead: Lead, reader: str) -> str:
    """Said of an MQL that came in when nobody works, as long as its hour runs."""
    found = clocks.of(lead) if lead.state is State.OPEN else None
    if found is None or found.starts <= lead.assigned_at:
        return ""
    return NIGHT.format(moment=moment(clocks, reader, found.starts))


def took(lead: Lead) -> str:
    """`after 22 minutes`, in working time."""
    return f"after {minutes(timedelta(seconds=lead.took))}" if lead.took is not None else ""


def state(clocks: Clocks, lead: Lead, reader: str) -> str:
    match lead.state:
        case State.OPEN:
            return _open(clocks, lead, reader)
        case State.TOUCHED:
            return f"✔ First action {_when(clocks, lead, reader)}"
        case _:
            return _ended(clocks, lead, reader)


def _open(clocks: Clocks, lead: Lead, reader: str) -> str:
    if lead.kind is Kind.INQUIRY:
        return "An inquiry: no hour runs."
    return f"{due(clocks, lead, reader)}{left(clocks, lead)}"


def _when(clocks: Clocks, lead: Lead, reader: str) -> str:
    at = moment(clocks, reader, lead.touched_at) if lead.touched_at else ""
    return ", ".join(filter(None, (at, took(lead))))


def _ended(clocks: Clocks, lead: Lead, reader: str) -> str:
    at = moment(clocks, reader, lead.ended_at) if lead.ended_at else ""
    touched = f"first action {took(lead)}" if lead.took is not None else ""
    return ", ".join(filter(None, (f"✔ {OUTCOMES[lead.outcome]}", at, touched)))


def stepping_in(clocks: Clocks, lead: Lead, reader: str) -> str:
    """From when the AE may."""
    at = ae_from(lead, clocks.terms)
    if clocks.may_step_in(lead):
        return f"The AE may reach out: no action since {day(clocks, reader, lead.assigned_at)}."
    when = day(clocks, reader, at)
    return f"The AE may reach out from {when}, if there is still no action."


def event(clocks: Clocks, each: Event, reader: str) -> str:
    said = EVENTS[each.act].format(by=name(clocks.scene, each.by))
    why = f": {excerpt(each.note)}" if each.note else ""
    linked = f" · <{escape(each.link)}|link>" if each.link else ""
    return f"{said}, {moment(clocks, reader, each.at)}{why}{linked}"
