"""The programs on the Home of who takes part; for others there is nothing."""

from collections.abc import Iterator

from handlers.kit import blocks
from handlers.kit.feature import Block, Round
from handlers.kit.panels import Panel
from handlers.programs import books, words
from handlers.programs.controls import OVERVIEW
from storage import programs
from storage.members import Member


def show(round: Round, member: Member) -> Iterator[Block]:
    lines = [*_leadership(round, member), *_topics(round, member)]
    if lines:
        yield blocks.section("\n".join(lines), blocks.button("Open", OVERVIEW))


def _leadership(round: Round, member: Member) -> Iterator[str]:
    if round.pack.programs.leadership:
        where = (round.session, round.workspace.id)
        if programs.standing(*where, [member.id]):
            roll = books.roll(round, books.today(round, member.id))
            one = roll.of(member.id)
            own = roll.cohort(one) if one else None
            if one and not (own and own.is_over(roll.today, roll.weeks)):
                yield f"*{blocks.escape(roll.sheet.title)}*: {words.status(round, roll, one)}"


def _topics(round: Round, member: Member) -> Iterator[str]:
    sheet = round.pack.programs.excellence
    if sheet:
        today = books.today(round, member.id)
        for each in programs.holds(round.session, round.workspace.id, [member.id]):
            yield words.held(round, sheet, each, today)


PROGRAMS = Panel("programs", "Programs", 35, show)
