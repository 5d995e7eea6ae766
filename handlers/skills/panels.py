"""One line on an account executive's Home: how far the week's audit is."""

from collections.abc import Iterator

from handlers.kit import blocks
from handlers.kit.feature import Block, Round
from handlers.kit.panels import Panel
from handlers.kit.reminding.planning import rhythm_of
from handlers.skills import words
from handlers.skills.audits import audit_of
from handlers.skills.controls import open_button
from policies.clocks import day_in
from policies.pack import Pack
from policies.skills.reminders import ROUTINE
from policies.skills.weeks import reminded_on, week_of
from storage import skill_ticks
from storage.members import Member


def show(round: Round, member: Member) -> Iterator[Block]:
    """Nothing before the first tick or the last workday, and nothing once all are ticked."""
    sheet, rhythm = round.pack.skills, rhythm_of(round, member)
    today = day_in(round.now, rhythm.zone)
    week = week_of(today, rhythm.work_days)
    ticks = skill_ticks.since(round.session, round.workspace.id, [member.id], week)[member.id]
    day = reminded_on(week, rhythm, sheet.count("reminded"))
    if not ticks and (day is None or today < day):
        return
    found = audit_of(round, member.id)
    if found is None or found.is_all(sheet) or (found.sight.is_empty and not ticks):
        return
    yield blocks.section(words.progress(found, sheet), open_button(member.id, "Open"))


def _has_them(member: Member, pack: Pack) -> bool:
    return pack.skills.is_for(member.profile.roles)


OWN = Panel(ROUTINE, "Required 7", 33, show, _has_them, repeats=ROUTINE)
