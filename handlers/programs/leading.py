"""A name is put down for the leadership program, taken off, and an absence is told."""

from collections.abc import Iterable, Mapping
from typing import Any

from handlers.kit import acts, blocks, forms, letters, records, tickets
from handlers.kit.feature import (
    Ask,
    ButtonReply,
    Close,
    Complain,
    FormReply,
    Message,
    Open,
    Refused,
    Turn,
)
from handlers.kit.people import name_in
from handlers.kit.texts import clean, escape
from handlers.kit.times import dated
from handlers.programs import attending, books, pages, words
from handlers.programs.controls import (
    ABSENT,
    JOINED,
    LEFT,
    beside,
    shown,
    undo_button,
)
from policies.programs import Cohort, SignUp
from storage import members, programs

DOWN = "Your name is down already."
NOT_DOWN = "Your name is not on the list of the leadership program."
NO_COHORT = "You are in no cohort that is to come or under way, so there is nobody to tell."
DOWN_NOW = "✔ Your name is down."
PLACED = "You have a place in {cohort}. Week 1 is about {topic}."
OFF = "✔ Your name is off the list of the leadership program."
TOLD = "✔ {name} has your message. They decide what your absence means; I only pass it on."
COPY = "Copy this to the facilitator, whom nobody has named here yet:"
WRITES = "{name} can't be at a session of the leadership program and writes:"
EMPTY = "Write what the facilitator should know."
LONGEST = 1500


def join(turn: Turn, ask: Ask) -> ButtonReply:
    """In the order of the numbers that are drawn, also of two at the same moment."""
    sheet = books.leadership(turn)
    number = programs.draw(turn.session, turn.workspace.id)
    one = programs.sign_up(turn.session, turn.workspace.id, turn.actor.id, number, turn.now)
    if one is None:
        raise Refused(DOWN)
    settle(turn, [one])
    act = acts.keep(turn, JOINED, "name put down", {"sign_up": one.id})
    keep(turn, "program.joined", one)
    says = f"{DOWN_NOW} {pages.standing(turn)}"
    order = blocks.context(escape(sheet.eligible), escape(sheet.order))
    button = blocks.actions(undo_button(act))
    shelf = pages.cited(turn, "lead-eligibility", "lead-time")
    return beside(ask, blocks.message(says, blocks.section(says), button, order, *shelf))


def settle(turn: Turn, changed: Iterable[SignUp]) -> None:
    """Seats that are free are given; who gets one without having asked just now is told."""
    there = [*changed]
    given = books.fill(turn, books.today(turn, turn.actor.id))
    for each in given:
        if each.person != turn.actor.id:
            tell_placed(turn, each)
    books.follow(turn, [each.person for each in (*there, *given)])


def tell_placed(turn: Turn, one: SignUp) -> None:
    today = books.today(turn, one.person)
    found = books.roll(turn, today)
    cohort = found.next
    if cohort is None:
        return
    said = PLACED.format(cohort=words.cohort(turn, cohort, today), topic=words.topic(found, 1))
    key = f"programs/placed/{one.id}/{cohort.id}/{cohort.starts.isoformat()}/{turn.now.isoformat()}"
    shelf = pages.cited(turn, "lead-weeks", "lead-attendance")
    letters.post(turn, key, one.person, blocks.message(said, blocks.section(said), *shelf))


def leave(turn: Turn, ask: Ask) -> ButtonReply:
    programs.draw(turn.session, turn.workspace.id)
    one = _mine(turn)
    act = take_off(turn, one)
    keep(turn, "program.left", one)
    message = blocks.message(OFF, blocks.section(OFF), blocks.actions(undo_button(act)))
    return shown(ask, message)


def take_off(turn: Turn, one: SignUp) -> int:
    """What can be undone; the next one who waits moves up."""
    programs.leave(turn.session, one, turn.now)
    settle(turn, [one])
    return acts.keep(turn, LEFT, "name taken off", {"sign_up": one.id})


def _mine(turn: Turn) -> SignUp:
    found = programs.standing(turn.session, turn.workspace.id, [turn.actor.id])
    if not found:
        raise Refused(NOT_DOWN)
    return found[0]


def unjoin(turn: Turn, detail: Mapping[str, Any]) -> str:
    programs.draw(turn.session, turn.workspace.id)
    one = _known(turn, detail)
    if one.left_at is not None:
        raise Refused(NOT_DOWN)
    programs.leave(turn.session, one, turn.now)
    settle(turn, [one])
    keep(turn, "program.left", one)
    return "Your name is off the list again."


def rejoin(turn: Turn, detail: Mapping[str, Any]) -> str:
    """At the old place in the order; a seat that was given away meanwhile is not taken back."""
    programs.draw(turn.session, turn.workspace.id)
    one = _known(turn, detail)
    found = books.roll(turn, books.today(turn, one.person))
    if not programs.leave(turn.session, one, None):
        raise Refused(DOWN)
    if one.cohort and len([e for e in found.those if e.cohort == one.cohort]) >= found.sheet.seats:
        programs.place(turn.session, [one], None)
    settle(turn, [one])
    keep(turn, "program.joined", one)
    return f"{words.name(turn, one.person)} is on the list again."


def _known(turn: Turn, detail: Mapping[str, Any]) -> SignUp:
    one = programs.find_sign_up(turn.session, turn.workspace.id, int(detail["sign_up"]))
    if one is None:
        raise Refused(NOT_DOWN)
    return one


def keep(turn: Turn, kind: str, one: SignUp) -> None:
    records.keep(turn, kind, {"sign_up": one.id, "of": one.person, "cohort": one.cohort})


def open_absence(turn: Turn, ask: Ask) -> ButtonReply:
    """The text as the pack has it, for the week that was pressed or the one that it is."""
    cohort, facilitator = _cohort(turn)
    week = _week(turn, cohort, ask.value)
    text = _text(turn, cohort, facilitator, week)
    if not facilitator:
        block = blocks.section(f"{COPY}\n```{escape(text)}```")
        return beside(ask, blocks.message(COPY, block, *pages.cited(turn, "lead-attendance")))
    about = tickets.issue(turn, ask, {"cohort": cohort.id, "week": week}, beside=True)
    name = name_in(turn.session, turn.workspace.id, facilitator)
    hint = f"Copy it, or send it: {name} gets it in a direct message."
    field = forms.text("text", "To the facilitator", lines=True, most=LONGEST, optional=False,
                       filled=text, hint=hint)  # fmt: skip
    return Open(forms.form(ABSENT, "I can't be there", field, submit="Send", about=about))


def _cohort(turn: Turn) -> tuple[Cohort, str]:
    """And its facilitator, if that is somebody here."""
    found = books.roll(turn, books.today(turn, turn.actor.id))
    one = found.of(turn.actor.id)
    cohort = found.cohort(one) if one else None
    if cohort is None or cohort.is_over(found.today, found.weeks):
        raise Refused(NO_COHORT)
    there = members.find(turn.session, turn.workspace.id, cohort.facilitator)
    return cohort, cohort.facilitator if there else ""


def _week(turn: Turn, cohort: Cohort, pressed: str) -> int:
    weeks, today = len(books.leadership(turn).weeks), books.today(turn, turn.actor.id)
    number = words.number(pressed)
    return number if 1 <= number <= weeks else cohort.week(today, weeks) or 1


def _text(turn: Turn, cohort: Cohort, facilitator: str, week: int) -> str:
    found = books.roll(turn, books.today(turn, turn.actor.id))
    values = {
        "facilitator": name_in(turn.session, turn.workspace.id, facilitator) if facilitator else "",
        "topic": found.sheet.weeks[week - 1].says,
        "day": dated(cohort.day(week), found.today),
        "person": name_in(turn.session, turn.workspace.id, turn.actor.id),
    }
    return found.sheet.absence.format(**values).replace("Hi ,", "Hi,").strip()


def told_absence(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    value = ask.fields.get("text")
    text = clean(value).strip()[:LONGEST] if isinstance(value, str) else ""
    if not text:
        return Complain({"text": EMPTY})
    cohort, facilitator = _cohort(turn)
    if not facilitator:
        raise Refused(NO_COHORT)
    letters.post(turn, f"programs/absent/{ask.about}", facilitator, _letter(turn, text))
    week = int(ticket.subject["week"])
    records.keep(turn, "program.absent", {"cohort": cohort.id, "week": week, "to": facilitator})
    attending.tell(turn, _mine(turn), week)
    said = TOLD.format(name=words.name(turn, facilitator))
    shelf = pages.cited(turn, "lead-attendance")
    message = blocks.message(said, blocks.section(said), *shelf)
    tickets.tell(turn, ticket, f"programs/told/{ask.about}", message)
    return Close()


def _letter(turn: Turn, text: str) -> Message:
    head = WRITES.format(name=words.name(turn, turn.actor.id))
    quoted = "\n".join(f"> {line}" for line in escape(text).splitlines())
    return blocks.message(head, blocks.section(f"{head}\n{quoted}"))
