"""The list for those who look after it: who is on it, the cohort's first day, and a CSV."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from handlers.kit import blocks, forms, letters, records, tickets
from handlers.kit.feature import (
    Ask,
    Block,
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
from handlers.kit.rights import insist
from handlers.kit.spreadsheets import Cell, csv_of
from handlers.kit.texts import counted, escape
from handlers.kit.times import dated, short
from handlers.programs import books, leading, pages, words
from handlers.programs.books import Roll
from handlers.programs.controls import (
    COHORT,
    EVERYBODY,
    EXPORT,
    REMOVE,
    SURE_REMOVE,
    beside,
    release_button,
    shown,
    undo_button,
)
from policies.programs import Cohort, SignUp
from policies.rights import Action
from storage import members, programs

SHOWN = 30
EMPTY = "Nobody has put their name down for the leadership program yet."
NO_DAY = "Choose the day of the first week."
PAST = "That day has passed. Choose today or a later one."
FAR = "That is more than a year ahead. Check the day."
NOBODY = "Choose somebody of this workspace who is no guest and no app."
GONE = "They are not on the list any more."
STARTED = "✔ The cohort begins on {day}: {placed}."
MOVED = "✔ The cohort now begins on {day}."
TAKEN_OFF = "✔ {name} is off the list."
TOLD = "{by} has taken your name off the list of the leadership program. Ask them why."
SENT = "The lists as a CSV are in our direct messages."
FILE = "programs.csv"
HEAD = ("program", "person", "number", "state", "from", "until", "topic", "problem", "promised")


def start(turn: Turn) -> Message:
    insist(turn, Action.ORGANISE)
    parts: list[Block] = []
    if turn.pack.programs.leadership:
        parts += _leadership(turn)
    if turn.pack.programs.excellence:
        parts += _topics(turn)
    head = "Who takes part in the programs"
    button = blocks.actions(blocks.button("Download as CSV", EXPORT))
    return blocks.message(head, blocks.section(f"*{head}*"), *parts, button)


def _leadership(turn: Turn) -> Iterator[Block]:
    roll = books.roll(turn, books.today(turn, turn.actor.id))
    running = [_running(turn, roll, each) for each in roll.running]
    coming = f"To come: {words.cohort(turn, roll.next, roll.today)}." if roll.next else ""
    said = [f"*{escape(roll.sheet.title)}*", *running, *([coming] if coming else [])]
    yield blocks.section("\n".join([*said, words.places(roll)]))
    label = "Change the cohort" if roll.next else "Start a cohort"
    start = blocks.button(label, COHORT, style="" if roll.next else "primary")
    there = [blocks.button("Who was there", EVERYBODY)] if roll.running else []
    yield blocks.actions(start, *there)
    shown_ones = [each for each in roll.those if not _is_over(roll, each)]
    for each in shown_ones[:SHOWN]:
        remove = blocks.button("Take off", REMOVE, str(each.id), confirm=SURE_REMOVE)
        yield blocks.section(f"{words.name(turn, each.person)} · {_state(roll, each)}", remove)
    if not shown_ones:
        yield blocks.section(EMPTY)
    if len(shown_ones) > SHOWN:
        yield blocks.context(f"{len(shown_ones) - SHOWN:,} more are in the CSV.")


def _running(turn: Turn, roll: Roll, cohort: Cohort) -> str:
    said = f"Under way: {words.cohort(turn, cohort, roll.today)}."
    return f"{said} {words.vacancies(turn, roll, cohort)}"


def _is_over(roll: Roll, one: SignUp) -> bool:
    cohort = roll.cohort(one)
    return cohort is not None and cohort.is_over(roll.today, roll.weeks)


def _state(roll: Roll, one: SignUp) -> str:
    cohort = roll.cohort(one)
    if cohort:
        return f"cohort of {short(cohort.starts)}"
    place = roll.waits(one)
    return f"waits, place {place}" if place else "has a place, no day set yet"


def _topics(turn: Turn) -> Iterator[Block]:
    sheet, today = books.excellence(turn), books.today(turn, turn.actor.id)
    found = programs.holds(turn.session, turn.workspace.id)
    yield blocks.section(f"*{escape(sheet.title)}*\n{len(found)} held of {len(sheet.topics)}.")
    for each in found[:SHOWN]:
        yield blocks.section(words.held(turn, sheet, each, today), release_button(each))


def open_list(turn: Turn, ask: Ask) -> ButtonReply:
    return beside(ask, start(turn))


def open_cohort(turn: Turn, ask: Ask) -> Open:
    """The one that is to come is changed; without one, the next is started."""
    roll = books.roll(turn, books.today(turn, turn.actor.id))
    about = tickets.issue(turn, ask, {"cohort": roll.next.id if roll.next else 0}, beside=True)
    title, submit = ("Change the cohort", "Save") if roll.next else ("Start a cohort", "Start")
    return Open(forms.form(COHORT, title, *_fields(roll), submit=submit, about=about))


def _fields(roll: Roll) -> Iterator[Block]:
    """The first day is next Monday unless it is set already."""
    hint = f"Whose names were put down first get its {roll.sheet.seats} places."
    monday = roll.today + timedelta(days=7 - roll.today.weekday())
    day = roll.next.starts if roll.next else monday
    yield forms.day("starts", "First day of week 1", filled=day, optional=False, hint=hint)
    known = roll.next.facilitator if roll.next else ""
    hint = "Whoever can't be there writes to them."
    yield forms.person("facilitator", "Facilitator", chosen=known, hint=hint)


def set_cohort(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    programs.draw(turn.session, turn.workspace.id)
    roll = books.roll(turn, books.today(turn, turn.actor.id))
    starts, wrong = _day(ask, roll.today)
    facilitator = ask.fields.get("facilitator") or ""
    if facilitator and not members.members(turn.session, turn.workspace.id, (str(facilitator),)):
        wrong["facilitator"] = NOBODY
    if wrong or starts is None:
        return Complain(wrong)
    says = _set(turn, roll, starts, str(facilitator))
    message = blocks.message(says, blocks.section(says), *start(turn).blocks)
    tickets.tell(turn, ticket, f"programs/{ask.about}", message)
    return Close()


def _day(ask: Ask, today: date) -> tuple[date | None, dict[str, str]]:
    try:
        starts = date.fromisoformat(str(ask.fields.get("starts") or ""))
    except ValueError:
        return None, {"starts": NO_DAY}
    if starts < today:
        return None, {"starts": PAST}
    far = starts > today + timedelta(days=366)
    return starts, {"starts": FAR} if far else {}


def _set(turn: Turn, roll: Roll, starts: date, facilitator: str) -> str:
    day = dated(starts, roll.today)
    if roll.next:
        programs.change_cohort(turn.session, roll.next, starts, facilitator)
        _keep(turn, roll.next, starts, facilitator)
        placed = [each for each in roll.those if each.cohort == roll.next.id]
        if starts != roll.next.starts:
            _tell(turn, placed)
        leading.settle(turn, placed)
        return MOVED.format(day=day)
    values = {"workspace": turn.workspace.id, "starts": starts, "facilitator": facilitator}
    new = programs.add_cohort(turn.session, values | {"by": turn.actor.id, "at": turn.now})
    _keep(turn, new, starts, facilitator)
    return STARTED.format(day=day, placed=_fill(turn, roll, new))


def _fill(turn: Turn, roll: Roll, new: Cohort) -> str:
    """Also of a cohort that begins today."""
    those = [each for each in roll.those if each.cohort is None][: roll.sheet.seats]
    programs.place(turn.session, those, new.id)
    _tell(turn, those)
    books.follow(turn, [each.person for each in roll.those])
    return f"{counted(len(those), 'person has', 'people have')} a place"


def _tell(turn: Turn, those: Sequence[SignUp]) -> None:
    for each in those:
        leading.tell_placed(turn, each)


def _keep(turn: Turn, cohort: Cohort, starts: date, facilitator: str) -> None:
    told = {"cohort": cohort.id, "starts": starts.isoformat(), "facilitator": facilitator}
    records.keep(turn, "program.cohort", told)


def remove(turn: Turn, ask: Ask) -> ButtonReply:
    known = ask.value.isascii() and ask.value.isdigit() and len(ask.value) <= 18
    programs.draw(turn.session, turn.workspace.id)
    where = (turn.session, turn.workspace.id)
    one = programs.find_sign_up(*where, int(ask.value)) if known else None
    if one is None or one.left_at is not None:
        raise Refused(GONE)
    act = leading.take_off(turn, one)
    leading.keep(turn, "program.removed", one)
    said = TOLD.format(by=words.name(turn, turn.actor.id))
    letters.post(turn, f"programs/removed/{act}", one.person, blocks.message(
        said, blocks.section(said), *pages.cited(turn, "lead-attendance")))  # fmt: skip
    says = TAKEN_OFF.format(name=words.name(turn, one.person))
    button = blocks.actions(undo_button(act))
    return shown(ask, blocks.message(says, blocks.section(says), button))


def export(turn: Turn, ask: Ask) -> ButtonReply:
    rows = [HEAD, *_sign_ups(turn), *_holds(turn)]
    said = f"Programs: {counted(len(rows) - 1, 'row')}."
    key = f"programs/csv/{turn.actor.id}/{turn.now.isoformat()}"
    comment = blocks.message(said, blocks.section(said))
    letters.upload(turn, key, turn.actor.id, FILE, csv_of(rows), comment)
    return beside(ask, blocks.message(SENT, blocks.section(SENT)))


def _sign_ups(turn: Turn) -> Iterator[Sequence[Cell]]:
    """Also of those who have left."""
    if turn.pack.programs.leadership is None:
        return
    roll = books.roll(turn, books.today(turn, turn.actor.id))
    for each in programs.everyone(turn.session, turn.workspace.id):
        name = name_in(turn.session, turn.workspace.id, each.person)
        left = each.left_at.date().isoformat() if each.left_at else ""
        state = "off the list" if left else _state(roll, each)
        yield (roll.sheet.title, name, each.number, state, each.at.date().isoformat(), left,
               "", "", "")  # fmt: skip


def _holds(turn: Turn) -> Iterator[Sequence[Cell]]:
    sheet = turn.pack.programs.excellence
    for each in programs.holds(turn.session, turn.workspace.id) if sheet else ():
        assert sheet is not None
        item = sheet.topic(each.topic)
        name = name_in(turn.session, turn.workspace.id, each.person)
        yield (sheet.title, name, "", f"{each.months} months", each.since.isoformat(),
               each.until.isoformat(), item.says if item else each.topic, each.problem,
               each.commitments)  # fmt: skip
