"""/handrail away and /handrail back: out of office, with somebody who stands in."""

from datetime import date
from typing import Any

from handlers.kit import blocks, forms, rosters, tickets
from handlers.kit.answers import answer_question
from handlers.kit.feature import (
    Ask,
    Close,
    Complain,
    FormReply,
    Group,
    Message,
    Open,
    Place,
    Refused,
    Slash,
    Turn,
    View,
)
from handlers.kit.menus import help_with, is_help
from handlers.kit.teams import insist_on_privacy, myself
from handlers.kit.texts import escape
from handlers.kit.times import local
from handlers.people import changes, words
from handlers.people.controls import AWAY
from handlers.people.mine import is_question
from policies.leaves import EXAMPLE, Leave, Unclear, checked, leave
from policies.rosters.cells import Unreadable
from storage import members
from storage.profiles import Profile

COMMAND, BACK_COMMAND = "/handrail away", "/handrail back"
WHAT = (
    "While you are away I do not write to you. What would be due comes when you are back, or goes "
    "to the person who stands in."
)
GONE = "You are away {span}."
WITH = "{name} stands in and has been told."
WITHOUT = "Nobody stands in: what is due waits until you are back."
ALSO_AWAY = "Mind that {name} is away then too, {span}."
ALREADY = "That is what I have noted already."
NOT_AWAY = "You are not away, so there is nothing to end."
BACK = "Welcome back. I remind you as usual from now on."
NO_DAY = "Choose a day, for example tomorrow."
NOT_A_MEMBER = "Choose a colleague of this workspace: guests and apps cannot stand in."
YOURSELF = "You cannot stand in for yourself. Choose a colleague, or nobody."
AWAY_VALUES: dict[str, Any] = {"away_from": None, "away_until": None, "delegate": None}


def go(turn: Turn, ask: Ask) -> Message | Open:
    insist_on_privacy(ask, COMMAND)
    if not ask.text.strip():
        return _how(ask) if ask.place is Place.DIRECT else open_form(turn, ask)
    try:
        found = leave(ask.text, local(turn).replace(tzinfo=None))
        everybody = members.members(turn.session, turn.workspace.id)
        names = rosters.directory(turn.session, turn.workspace.id, everybody)
        delegate = names.find(found.delegate, "delegate") if found.delegate else None
    except (Unclear, Unreadable) as wrong:
        raise Refused(_sentence(str(wrong))) from wrong
    if delegate == turn.actor.id:
        raise Refused(YOURSELF)
    return _noted(turn, found, delegate)


def open_form(turn: Turn, ask: Ask) -> Open:
    return Open(form(turn, myself(turn).profile, tickets.issue(turn, ask, {}, beside=True)))


def form(turn: Turn, profile: Profile, about: str) -> View:
    today = local(turn).date()
    is_coming = profile.away_until is not None and profile.away_until >= today
    first, last = (profile.away_from, profile.away_until) if is_coming else (None, None)
    return forms.form(
        AWAY,
        "Going away",
        blocks.section(WHAT),
        forms.day("first", "First day away", filled=first or today, optional=False),
        forms.day("last", "Last day away", filled=last, optional=False),
        forms.person("delegate", "Who stands in", chosen=profile.delegate or ""),
        submit="Save",
        about=about,
    )


def submitted(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    days = {name: _day(ask.fields.get(name)) for name in ("first", "last")}
    first, last = days["first"], days["last"]
    if first is None or last is None:
        return Complain({name: NO_DAY for name, day in days.items() if day is None})
    try:
        found = checked(Leave(first, last), local(turn).date())
    except Unclear as wrong:
        return Complain({"last": str(wrong)})
    delegate = str(ask.fields.get("delegate") or "") or None
    if delegate == turn.actor.id:
        return Complain({"delegate": YOURSELF})
    if delegate and members.find(turn.session, turn.workspace.id, delegate) is None:
        return Complain({"delegate": NOT_A_MEMBER})
    tickets.tell(turn, ticket, f"away/{ask.about}", _noted(turn, found, delegate))
    return Close()


def come_back(turn: Turn, ask: Ask) -> Message:
    if is_question(ask):
        return answer_question(turn, ask, f"back {ask.text}")
    insist_on_privacy(ask, BACK_COMMAND)
    profile = myself(turn).profile
    if profile.away_until is None or profile.away_until < local(turn).date():
        return blocks.message(NOT_AWAY, blocks.section(NOT_AWAY))
    _, act = changes.change(turn, turn.actor.id, "You are away as before.", **AWAY_VALUES)
    return blocks.message(BACK, blocks.section(f"✔ {BACK}"), *changes.undoing(act))


def _noted(turn: Turn, found: Leave, delegate: str | None) -> Message:
    says = "You are no longer noted as away."
    values = {"away_from": found.first, "away_until": found.last, "delegate": delegate}
    profile, act = changes.change(turn, turn.actor.id, says, **values)
    if not act:
        return blocks.message(ALREADY, blocks.section(ALREADY))
    head = GONE.format(span=words.span(found.first, found.last, turn.now))
    stands = WITH.format(name=words.person(turn, delegate)) if delegate else WITHOUT
    warned = [blocks.context(_also_away(turn, profile))] if _also_away(turn, profile) else []
    lines = [blocks.section(f"✔ {head} {stands}"), *warned]
    return blocks.message(f"{head} {stands}", *lines, *changes.undoing(act))


def _also_away(turn: Turn, profile: Profile) -> str:
    if profile.delegate is None or profile.away_from is None or profile.away_until is None:
        return ""
    member = members.find(turn.session, turn.workspace.id, profile.delegate)
    if member is None or member.profile.away_from is None or member.profile.away_until is None:
        return ""
    first, last = member.profile.away_from, member.profile.away_until
    if last < profile.away_from or first > profile.away_until:
        return ""
    return ALSO_AWAY.format(name=escape(member.name), span=words.span(first, last, turn.now))


def _how(ask: Ask) -> Message:
    press = blocks.actions(blocks.button("Choose the days", AWAY, style="primary"))
    said = f"{WHAT} For example `{EXAMPLE}`."
    return blocks.message(said, blocks.section(said), press)


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _sentence(said: str) -> str:
    return f"{said[0].upper()}{said[1:].rstrip('.')}."


def explain(menu: tuple[Slash, ...], text: str) -> Message | None:
    return help_with(SLASH, WHAT) if is_help(text) else None


def explain_back(menu: tuple[Slash, ...], text: str) -> Message | None:
    return help_with(BACK_SLASH) if is_help(text) else None


SLASH = Slash(
    COMMAND,
    go,
    summary="Tell me when you are away, and who stands in.",
    usage="/handrail away [FIRST DAY to LAST DAY] [delegate @SOMEBODY]",
    examples=("/handrail away tomorrow", "/handrail away today to next friday"),
    words=("away", "ooo", "vacation"),
    alone=False,
    still=explain,
    group=Group.ROUTINES,
)
BACK_SLASH = Slash(
    BACK_COMMAND,
    come_back,
    summary="You are back: I remind you as usual.",
    usage=BACK_COMMAND,
    examples=(BACK_COMMAND,),
    words=("back",),
    alone=False,
    still=explain_back,
    group=Group.ROUTINES,
)
