"""The buttons under every reminder, and what waits for a person."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from handlers.kit import acts, blocks, entries, forms, tickets
from handlers.kit.acts import keep as keep_act
from handlers.kit.feature import (
    Aside,
    Ask,
    Button,
    ButtonReply,
    Close,
    Complain,
    Feature,
    Form,
    FormReply,
    Group,
    Message,
    Open,
    Quiet,
    Refused,
    Slash,
    Turn,
    View,
)
from handlers.kit.menus import help_with, is_help
from handlers.kit.people import name_in
from handlers.kit.records import keep
from handlers.kit.reminding import items, rendering
from handlers.kit.reminding.planning import replan, rhythm_of
from handlers.kit.reminding.rendering import (
    AFTERNOON,
    DONE,
    HOUR,
    MORE,
    PICK,
    SNOOZE,
    UNDO,
    WAKE,
    WORKDAY,
    Reader,
)
from handlers.kit.rounds import round_of
from handlers.kit.routines import Screen, Undo
from handlers.kit.texts import clean, counted, escape, excerpt
from handlers.kit.times import clock, short, weekday
from policies import snoozing
from policies.rhythms import Rhythm
from policies.snoozing import NotThen
from storage import bundles, members, snoozes
from storage.bundles import Told

SNOOZE_FORM = "remind.snoozed"
DECLINED = "remind.declined"
LONGEST_REASON = 200

GONE = "I can't find that reminder any more. `/handrail today` lists what waits for you."
NOT_YOURS = "Only the person who is reminded can use these buttons."
ALREADY = {
    "done": "That is done already: {ending} by {name}, {when}.",
    "snoozed": "That is snoozed already, by {name}, {when}.",
    "declined": "That was marked as not yours already, {when}.",
    "ended": "That reminder is over.",
}
NOTHING_WAITS = "Nothing waits for you. I will write when something is due."
NO_RULE = "No page of the handbook asks for this; it is something you or your team set up."
PICK_LATER = "Pick a day after today, for example tomorrow."
WAKES = {
    HOUR: snoozing.in_an_hour,
    AFTERNOON: snoozing.this_afternoon,
    WORKDAY: snoozing.next_workday,
}


def done(turn: Turn, ask: Ask) -> ButtonReply:
    told = _told(turn, ask.value)
    if refusal := _settled_already(turn, told):
        return refusal
    routine = turn.registry.routines.get(told.routine)
    if routine is None or routine.done is None:
        raise Refused(GONE)
    routine.done(turn, told.subject)
    replan(turn, [told.person])
    return Quiet()


def snooze(turn: Turn, ask: Ask) -> ButtonReply:
    number, how = _parts(ask.value)
    told = _told(turn, number)
    if refusal := _settled_already(turn, told):
        return refusal
    if how == PICK:
        about = tickets.issue(turn, ask, {"item": number})
        return Open(_form(about, _rhythm(turn), turn.now))
    if how not in WAKES:
        raise Refused(GONE)
    try:
        until = WAKES[how](turn.now, _rhythm(turn))
    except NotThen as sorry:
        raise Refused(str(sorry)) from sorry
    _sleep(turn, told, until, "")
    return Quiet()


def snoozed(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    told = _told(turn, str(ticket.subject["item"]))
    if told.state != "open":
        raise Refused(_already(turn, told))
    day = ask.fields.get("day")
    try:
        until = snoozing.on(date.fromisoformat(str(day)), turn.now, _rhythm(turn))
    except NotThen as sorry:
        return Complain({"day": str(sorry)})
    except ValueError:
        return Complain({"day": PICK_LATER})
    reason = ask.fields.get("reason")
    _sleep(turn, told, until, clean(reason)[:LONGEST_REASON] if isinstance(reason, str) else "")
    return Close()


def wake(turn: Turn, ask: Ask) -> ButtonReply:
    """Un-snooze: asked again at once, where it was asked before."""
    told = _told(turn, ask.value)
    if told.state != "snoozed":
        return Aside(Message(_already(turn, told)))
    items.wake(turn, told, turn.now)
    replan(turn, [told.person])
    return Quiet()


def more(turn: Turn, ask: Ask) -> ButtonReply:
    number, what = _parts(ask.value)
    told = _told(turn, number)
    match what:
        case rendering.WHY:
            return Aside(_why(turn, told))
        case rendering.NOT_MINE:
            return _not_mine(turn, told)
        case _:
            raise Refused(GONE)


def undo(turn: Turn, ask: Ask) -> ButtonReply:
    acts.undo(turn, ask.value)
    return Quiet()


def undo_last(turn: Turn, ask: Ask) -> Message:
    said = acts.undo_last(turn)
    if said is None:
        return blocks.message(acts.NOTHING, blocks.section(acts.NOTHING))
    return blocks.message(said, blocks.section(f"↩ {said}"))


def today(turn: Turn, ask: Ask) -> Message:
    """What waits for the one who asks, as in the digest and with the same buttons."""
    round = round_of(turn)
    waiting = rendering.waiting(round, turn.actor.id)
    if not waiting:
        return blocks.message(NOTHING_WAITS, blocks.section(NOTHING_WAITS))
    reader = Reader(round, _rhythm(turn))
    head = f"{counted(len(waiting), 'thing')} for you"
    shown = [block for told in waiting[:20] for block in rendering.item(reader, told)]
    hidden = len(waiting) - 20
    more = [blocks.context(f"{hidden:,} more once these are done.")] if hidden > 0 else []
    return blocks.message(head, blocks.section(f"*{head}*"), *shown, *more)


def explain_last(turn: Turn, ask: Ask) -> Message:
    """Why the newest reminder came."""
    waiting = rendering.waiting(round_of(turn), turn.actor.id)
    if not waiting:
        return blocks.message(NOTHING_WAITS, blocks.section(NOTHING_WAITS))
    return _why(turn, waiting[0])


def undone_decline(turn: Turn, detail: Mapping[str, Any]) -> str:
    subject = (detail["person"], detail["routine"], detail["subject"])
    snoozes.accept(turn.session, turn.workspace.id, *subject)
    items.reopen(turn, detail["routine"], detail["subject"])
    replan(turn, [detail["person"]])
    return "It is yours again, and I remind you of it."


def _told(turn: Turn, number: str) -> Told:
    """Raises Refused for what is nobody's, or another person's."""
    known = number.isascii() and number.isdigit() and len(number) <= 18
    told = bundles.item(turn.session, turn.workspace.id, int(number)) if known else None
    bundle = bundles.find(turn.session, turn.workspace.id, told.bundle) if told else None
    if told is None or bundle is None:
        raise Refused(GONE)
    if bundle.person != turn.actor.id:
        raise Refused(NOT_YOURS)
    return told


def _parts(value: str) -> tuple[str, str]:
    number, _, what = value.partition(" ")
    return number, what


def _settled_already(turn: Turn, told: Told) -> Aside | None:
    return None if told.state == "open" else Aside(Message(_already(turn, told)))


def _already(turn: Turn, told: Told) -> str:
    if told.state == "open":
        return "That waits for you still."
    name = excerpt(name_in(turn.session, turn.workspace.id, told.by)) if told.by else ""
    return ALREADY[told.state].format(ending=told.ending, name=name, when=_moment(turn, told.at))


def _moment(turn: Turn, at: datetime | None) -> str:
    rhythm = _rhythm(turn)
    local = (at or turn.now).astimezone(rhythm.zone)
    same = local.date() == turn.now.astimezone(rhythm.zone).date()
    return clock(local) if same else f"{short(local.date())}, {clock(local)}"


def _rhythm(turn: Turn) -> Rhythm:
    member = members.find(turn.session, turn.workspace.id, turn.actor.id)
    return rhythm_of(turn, member) if member else Rhythm()


def _sleep(turn: Turn, told: Told, until: datetime, reason: str) -> None:
    snoozes.add(
        turn.session,
        workspace=turn.workspace.id,
        person=told.person,
        routine=told.routine,
        subject=told.subject,
        until=until,
        reason=reason,
        at=turn.now,
    )
    local = until.astimezone(_rhythm(turn).zone)
    because = f" ({excerpt(reason)})" if reason else ""
    ending = f"snoozed until {weekday(local.date())}, {clock(local)}{because}"
    items.mark(turn, told, "snoozed", ending)
    replan(turn, [told.person])


def _form(about: str, rhythm: Rhythm, now: datetime) -> View:
    tomorrow = snoozing.next_workday(now, rhythm).astimezone(rhythm.zone).date()
    return forms.form(
        SNOOZE_FORM,
        "Snooze",
        forms.day("day", "Remind me again on", filled=tomorrow, optional=False),
        forms.text("reason", "Why (only you see it)", most=LONGEST_REASON),
        submit="Snooze",
        about=about,
    )


def _why(turn: Turn, told: Told) -> Message:
    entry = turn.pack.entries.get(told.entry)
    routine = turn.registry.routines.get(told.routine)
    title = routine.title if routine else told.routine
    head = f"Why: {told.text.splitlines()[0]}"
    rule = entries.page(entry, turn.pack.citation(entry.id)) if entry else [blocks.section(NO_RULE)]
    mute = f"*{escape(title)}* can be muted in `/handrail settings`."
    return blocks.message(head, *rule, blocks.context(mute))


def _not_mine(turn: Turn, told: Told) -> ButtonReply:
    if refusal := _settled_already(turn, told):
        return refusal
    whose = {"person": told.person, "routine": told.routine, "subject": told.subject}
    subject = (told.person, told.routine, told.subject)
    snoozes.decline(turn.session, turn.workspace.id, *subject, turn.now)
    routine = turn.registry.routines.get(told.routine)
    said = routine.decline(turn, told.subject) if routine and routine.decline else "not theirs"
    act = keep_act(turn, DECLINED, "not mine", whose)
    items.mark(turn, told, "declined", said, act)
    keep(turn, "reminder.declined", whose)
    replan(turn, [told.person])
    return Quiet()


def _help_today(menu: tuple[Slash, ...], text: str) -> Message | None:
    return help_with(TODAY) if is_help(text) else None


def _help_undo(menu: tuple[Slash, ...], text: str) -> Message | None:
    return help_with(UNDOING) if is_help(text) else None


def _help_why(menu: tuple[Slash, ...], text: str) -> Message | None:
    return help_with(EXPLAINING) if is_help(text) else None


TODAY = Slash(
    "/handrail today",
    today,
    summary="What waits for you, with the buttons to deal with it.",
    usage="/handrail today",
    examples=("/handrail today",),
    words=("today", "waiting"),
    alone=False,
    still=_help_today,
    group=Group.ROUTINES,
)
UNDOING = Slash(
    "/handrail undo",
    undo_last,
    summary="Take back what you did last, within 15 minutes.",
    usage="/handrail undo",
    examples=("/handrail undo",),
    words=("undo",),
    alone=False,
    still=_help_undo,
    group=Group.ROUTINES,
)
EXPLAINING = Slash(
    "/handrail why",
    explain_last,
    summary="Why did the newest reminder come?",
    usage="/handrail why",
    examples=("/handrail why",),
    words=("why",),
    alone=False,
    still=_help_why,
    group=Group.ROUTINES,
)


FEATURE = Feature(
    name="reminders",
    slashes=(TODAY, UNDOING, EXPLAINING),
    buttons=(
        Button(DONE, done),
        Button(SNOOZE, snooze),
        Button(MORE, more),
        Button(WAKE, wake),
        Button(UNDO, undo),
    ),
    forms=(Form(SNOOZE_FORM, snoozed),),
    screens=(Screen(items.BUNDLE, rendering.render, rendering.posted),),
    undos=(Undo(DECLINED, undone_decline),),
)
