"""One's own projects on Home."""

from collections.abc import Iterator

from handlers.givebacks import words
from handlers.givebacks.controls import LIST, new_button, show_button
from handlers.givebacks.records import POLICY, adoptions, mine
from handlers.kit import blocks
from handlers.kit.feature import Block, Round
from handlers.kit.panels import Panel
from handlers.kit.texts import capital
from policies.give_backs import Adoption, Project, State, month_before
from policies.pack import Pack
from storage.members import Member

SHOWN = 3
STANDING = (State.UNDER_WAY, State.FINISHED, State.IDEA)


def show(round: Round, member: Member) -> Iterator[Block]:
    found = mine(round, member.id, *STANDING)
    found.sort(key=lambda each: STANDING.index(each.state))
    if not found:
        return
    month = words.month_of(round, member.id)
    known = adoptions(round, found[:SHOWN], month, 2)
    for each in found[:SHOWN]:
        yield _one(round, member, each, known[each.id])
    yield blocks.actions(new_button(), blocks.button("The register", LIST))


def _one(round: Round, member: Member, project: Project, months: list[Adoption]) -> Block:
    on = words.today(round, member.id)
    lines = [words.line(project)]
    if due := words.due(project, on):
        lines.append(f"{'⚠️ ' if project.due and project.due < on else ''}{capital(due)}")
    if project.state is State.FINISHED:
        last = [each for each in months if each.month == month_before(months[0].month)]
        lines += [f"{words.month(each.month)}: {words.figure(each)}" for each in last or months[:1]]
    return blocks.section("\n".join(lines), show_button(project))


def in_force(member: Member, pack: Pack) -> bool:
    return POLICY in pack.sheets


GIVE_BACKS = Panel("givebacks", "Give Back", 36, show, in_force)
