"""A skill is ticked for the week, with a note or without, and opened again."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handlers.kit import acts, forms, records, reminding, tickets
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
from handlers.kit.forms import text_in
from handlers.kit.texts import cut
from handlers.skills import audits, words
from handlers.skills.audits import Audit
from handlers.skills.controls import NOTE, TICKED, shown
from handlers.skills.pages import page
from policies.skills import Skill, Tick
from policies.skills.reminders import ROUTINE, subject
from storage import skill_ticks

NO_SKILL = "The Required 7 have no such skill any more. `/handrail seven` shows them."
OVER = "That week is over, so nothing is ticked in it any more. `/handrail seven` shows this one."
ALREADY = "That is ticked for this week already: {ticked}."
OPEN_ALREADY = "That is open already."
OPENED = "Open again for this week: {says}"
NO_CHOICE = "Choose one of the seven."
ENDED = "done for this week"
LONGEST_NOTE = 500


def tick(turn: Turn, ask: Ask) -> ButtonReply:
    found, skill = _mine(turn, ask.value)
    if skill.id in found.ticks:
        return Aside(Message(ALREADY.format(ticked=words.ticked(found, skill, True))))
    put(turn, found, skill)
    return shown(ask, page(turn, audits.mine(turn)))


def reopen(turn: Turn, ask: Ask) -> ButtonReply:
    found, skill = _mine(turn, ask.value)
    if not take(turn, found, skill):
        return Aside(Message(OPEN_ALREADY))
    return shown(ask, page(turn, audits.mine(turn)))


def _mine(turn: Turn, value: str) -> tuple[Audit, Skill]:
    """One's own, of this very week: an old page may still be open."""
    week, _, id = value.partition(" ")
    found, skill = audits.mine(turn), turn.pack.skills.skill(id)
    if skill is None:
        raise Refused(NO_SKILL)
    if week != str(found.week):
        raise Refused(OVER)
    return found, skill


def put(turn: Turn, found: Audit, skill: Skill, note: str = "") -> None:
    """The note stays out of the audit log, which others read."""
    detail = {"week": str(found.week), "skill": skill.id}
    act = acts.keep(turn, TICKED, f"{skill.id}: done", detail)
    tick = Tick(found.person, found.week, skill.id, turn.now, note, act)
    skill_ticks.keep(turn.session, turn.workspace.id, tick)
    records.keep(turn, "skills.ticked", {"person": found.person, **detail})
    if len({*found.ticks, skill.id}) == len(turn.pack.skills.skills):
        reminding.settle(turn, ROUTINE, subject(found.person, found.week), ENDED, act)
    reminding.replan(turn, [found.person])


def note(turn: Turn, kept: Tick, said: str) -> None:
    """Of what is ticked already; how it is undone stays as it is."""
    skill_ticks.keep(turn.session, turn.workspace.id, replace(kept, note=said))
    detail = {"person": kept.person, "week": str(kept.week), "skill": kept.skill}
    records.keep(turn, "skills.noted", detail)


def take(turn: Turn, found: Audit, skill: Skill) -> bool:
    """False if it was not ticked."""
    where = (turn.session, turn.workspace.id)
    if not skill_ticks.remove(*where, found.person, found.week, skill.id):
        return False
    detail = {"person": found.person, "week": str(found.week), "skill": skill.id}
    records.keep(turn, "skills.opened", detail)
    reminding.reopen(turn, ROUTINE, subject(found.person, found.week))
    reminding.replan(turn, [found.person])
    return True


def untick(turn: Turn, detail: Mapping[str, Any]) -> str:
    """Also if it has been opened again meanwhile."""
    found, skill = _mine(turn, f"{detail['week']} {detail['skill']}")
    take(turn, found, skill)
    return OPENED.format(says=skill.says)


def open_form(turn: Turn, ask: Ask) -> ButtonReply:
    found = audits.mine(turn)
    about = tickets.issue(turn, ask, {"week": str(found.week)}, beside=True)
    return Open(_form(turn, found, about))


def _form(turn: Turn, found: Audit, about: str) -> View:
    sheet = turn.pack.skills
    known = [(each.id, cut(f"{sheet.numbers[each.id]} · {each.says}", 75)) for each in sheet.skills]
    unseen = [each.id for each in sheet.skills if not each.sees and each.id not in found.ticks]
    return forms.form(
        NOTE,
        "Tick with a note",
        forms.choice("skill", "Skill", known, chosen=(unseen or [""])[0], optional=False),
        forms.text(
            "note",
            "Note",
            most=LONGEST_NOTE,
            lines=True,
            hint="Nobody else reads it. Without one it is only ticked.",
        ),
        submit="Tick",
        about=about,
    )


def submitted(turn: Turn, ask: Ask) -> FormReply:
    """Also of what is ticked already, which gets the new note."""
    ticket = tickets.redeem(turn, ask)
    skill = turn.pack.skills.skill(text_in(ask, "skill"))
    if skill is None:
        return Complain({"skill": NO_CHOICE})
    found = audits.mine(turn)
    if ticket.subject["week"] != str(found.week):
        return Complain({"skill": OVER})
    said = text_in(ask, "note")[:LONGEST_NOTE]
    kept = found.ticks.get(skill.id)
    note(turn, kept, said) if kept else put(turn, found, skill, said)
    tickets.tell(turn, ticket, f"skills/note/{ask.about}", page(turn, audits.mine(turn)))
    return Close()
