"""Notes given by a command, a button or a form, and the question whether to post them."""

from handlers.kit import blocks, forms, tickets
from handlers.kit.feature import (
    Aside,
    Ask,
    ButtonReply,
    Close,
    Complain,
    FormReply,
    Message,
    Open,
    Refused,
    Turn,
    View,
)
from handlers.kit.texts import code, escape
from handlers.trips import keeping, pages, posts, records, words
from handlers.trips.controls import (
    NOTES,
    PASS,
    PLAN,
    POST,
    SURE,
    TAKE,
    TICK,
    shown,
    undo_button,
)
from handlers.trips.keeping import Given
from policies.trips import Notes, Trip
from policies.trips.plans import fitting
from policies.trips.values import Step
from storage import trip_notes

LONGEST_VALUE = 1900
CHOICES = 5
WHICH = "Which trip are these notes of?"
NO_TRIP = (
    "You have no trip without notes that this could belong to. Plan the trip first, then give the "
    "link once more: {link}"
)
KEPT = "✔ I have kept the link of {title}. This is what I post in <#{channel}>:"
UNPOSTED = (
    "✔ I have kept the link of {title}. No channel is set for trip notes yet: post it in {channel} "
    "yourself. An admin can set it with `/tripnotes channel`, written in that channel."
)
DONE = "✔ The notes of {title} are posted in <#{channel}>."
OWN = "✔ Your message in <#{channel}> is taken as the notes of {title}."
ALREADY = "These notes are shared already, since {day}."
GONE = "These notes were taken back or replaced. `/tripnotes` shows what there is."
WHERE = (
    "I post it in <#{channel}> at once. Everyone there sees it with your name, also people of "
    "other companies if the channel is shared with them."
)
NOWHERE = "No channel is set for trip notes yet: I keep the link, and you post it in {channel}."
LET_BE = "All right, I leave it alone."
ONE_LINE = "Write one line, for example: Platform teams decide now, not developers."


def given(turn: Turn, url: str, takeaway: str) -> Message:
    """`/tripnotes LINK [TAKEAWAY]`."""
    address = keeping.address_of(turn, url)
    candidates = fitting_trips(turn)
    kept = trip_notes.by_address(turn.session, turn.workspace.id, address)
    mine = [each for each in candidates if kept is not None and each.id == kept.trip]
    if kept is not None and not mine:
        raise Refused(keeping.used(turn, kept))
    open_ones = mine or [each for each in candidates if each.notes is None]
    if len(open_ones) == 1:
        return kept_one(turn, open_ones[0], Given(url, takeaway))
    if not candidates:
        says = NO_TRIP.format(link=code(url))
        plan = blocks.button("Plan a trip", PLAN, style="primary")
        return blocks.message(says, blocks.section(says), blocks.actions(plan))
    return which(open_ones or candidates, Given(url, takeaway))


def fitting_trips(turn: Turn) -> list[Trip]:
    """Trips of the actor that a document may be the notes of; last the ones that have some."""
    sheet, on = turn.pack.trips, words.today(turn, turn.actor.id)
    found = pages.recent(turn, turn.actor.id)
    free = [each for each in found if fitting(each, on, sheet)]
    return [*free, *(each for each in found if each.notes is not None and each.starts <= on)]


def which(candidates: list[Trip], asked: Given) -> Message:
    """A button a trip, the latest first; it carries what was given."""
    latest = sorted(candidates, key=lambda each: each.ends, reverse=True)[:CHOICES]
    buttons = [
        blocks.button(_label(each), f"{TAKE}.{place}", _carried(each, asked))
        for place, each in enumerate(latest)
    ]
    rest = blocks.button("None of them", PASS)
    says = f"{WHICH} {code(asked.url)}"
    return blocks.message(WHICH, blocks.section(says), blocks.actions(*buttons, rest))


def _label(trip: Trip) -> str:
    name = f"{trip.event}, {trip.place}" if trip.place else trip.event
    return f"{'Replace: ' if trip.notes else ''}{name[:40]}, {words.soon(trip.ends)}"


def _carried(trip: Trip, asked: Given) -> str:
    head = f"{trip.id} {asked.channel or '-'} {asked.ts or '-'} {asked.url}"
    return f"{head} {keeping.line(asked.takeaway)}".strip()[:LONGEST_VALUE]


def take(turn: Turn, ask: Ask) -> ButtonReply:
    """One of the trips that were offered."""
    number, channel, ts, url, takeaway = (*ask.value.split(" ", 4), "", "", "", "")[:5]
    trip = records.standing(turn, number)
    posted = {"channel": channel, "ts": ts} if ts not in ("-", "") else {}
    return shown(ask, kept_one(turn, trip, Given(url, takeaway, **posted)))


def let_be(turn: Turn, ask: Ask) -> ButtonReply:
    return shown(ask, blocks.message(LET_BE, blocks.section(LET_BE)))


def kept_one(turn: Turn, trip: Trip, asked: Given) -> Message:
    notes = keeping.keep(turn, trip, asked)
    if notes.shared_at is not None:
        return shared(turn, trip, notes, keeping.settle(turn, trip, notes))
    records.follow(turn, trip)
    says = KEPT.format(title=words.title(trip), channel=keeping.channel(turn))
    buttons = (
        blocks.button("Post it", POST, str(notes.id), "primary", SURE),
        blocks.button("Change", NOTES, str(trip.id)),
    )
    preview = posts.post(turn, trip, notes).blocks
    return blocks.message(says, blocks.section(says), *preview, blocks.actions(*buttons))


def shared(turn: Turn, trip: Trip, notes: Notes, act: int) -> Message:
    """What has been done, and the step that is left."""
    name = words.title(trip)
    if notes.ts:
        says = OWN.format(title=name, channel=notes.channel)
    elif place := keeping.channel(turn):
        says = DONE.format(title=name, channel=place)
    else:
        says = UNPOSTED.format(title=name, channel=escape(turn.pack.trips.channel))
    current = records.again(turn, trip)
    feedback = blocks.button("Feedback is in", TICK, f"{trip.id} {Step.FEEDBACK} page")
    asked = [feedback] if _owes_feedback(current) else []
    return pages.details(turn, current, says, more=[*asked, undo_button(act)])


def _owes_feedback(trip: Trip) -> bool:
    return trip.purpose == "business" and not trip.done(Step.FEEDBACK)


def post(turn: Turn, ask: Ask) -> ButtonReply:
    """Pressed, and confirmed, under what would be posted."""
    known = ask.value.isascii() and ask.value.isdigit() and len(ask.value) <= 18
    notes = trip_notes.find(turn.session, turn.workspace.id, int(ask.value)) if known else None
    if notes is None or notes.withdrawn_at is not None:
        raise Refused(GONE)
    trip = records.standing(turn, str(notes.trip))
    if notes.shared_at is not None:
        on = words.soon(words.local_day(turn, notes.shared_at))
        return Aside(Message(ALREADY.format(day=on)))
    return shown(ask, shared(turn, trip, notes, keeping.share(turn, trip, notes)))


def open_form(turn: Turn, ask: Ask) -> Open:
    trip = records.standing(turn, ask.value)
    about = tickets.issue(turn, ask, {"trip": str(trip.id)}, beside=True)
    return Open(form(turn, trip, about))


def form(turn: Turn, trip: Trip, about: str) -> View:
    notes = trip.notes
    place = keeping.channel(turn)
    where = WHERE.format(channel=place) if place else NOWHERE
    return forms.form(
        NOTES,
        "Share my notes",
        blocks.section(words.line(trip)),
        forms.url(
            "link",
            "Link to your document",
            hint="It begins with https://.",
            optional=False,
            filled=notes.url if notes else "",
        ),
        forms.text(
            "takeaway",
            "What should everybody know? One line",
            most=keeping.LONGEST,
            filled=notes.takeaway if notes else "",
        ),
        forms.text(
            "people",
            "Whom you met",
            most=keeping.LONGEST,
            hint="Customers and prospects, for example Globex and Initech.",
            filled=notes.people if notes else "",
        ),
        blocks.context(where.format(channel=escape(turn.pack.trips.channel))),
        submit="Post" if place else "Keep",
        about=about,
    )


def submitted(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    trip = records.standing(turn, str(ticket.subject["trip"]))
    told = {name: str(ask.fields.get(name) or "") for name in ("link", "takeaway", "people")}
    asked = Given(told["link"].strip(), told["takeaway"], told["people"])
    try:
        keeping.refuse_used(turn, trip, keeping.address_of(turn, asked.url))
    except Refused as wrong:
        return Complain({"link": str(wrong)})
    notes = keeping.keep(turn, trip, asked)
    act = keeping.share(turn, trip, notes)
    tickets.tell(turn, ticket, f"notes/{ask.about}", shared(turn, trip, notes, act))
    return Close()


def withdraw(turn: Turn, ask: Ask) -> ButtonReply:
    """Taken back for good: the archive forgets it, and notes are asked for again."""
    trip = records.standing(turn, ask.value)
    if trip.notes is None:
        raise Refused(GONE)
    keeping.take_back(turn, trip, trip.notes, trip_notes.TAKEN_BACK)
    records.follow(turn, trip)
    says = f"✔ The notes of {words.title(trip)} are taken back."
    return shown(ask, pages.details(turn, records.again(turn, trip), says))
