"""Before there is anything to show: what to do first, and how to get a role."""

from collections.abc import Iterator

from handlers.kit import blocks
from handlers.kit.feature import Block, Round
from handlers.kit.panels import Panel
from handlers.kit.rights import admins_of, is_admin
from handlers.kit.texts import excerpt, listed
from policies.pack import Pack
from storage import beginnings, people
from storage.members import Member

SAY, SETTINGS, AWAY = "people.say", "people.settings", "people.away"
"""The people's buttons."""
STEPS = (
    (
        "roster",
        "Say who is on the team",
        "As a list here, or one by one with `/handrail team`.",
        "people.import",
    ),
    (
        "opportunities",
        "Bring the opportunities in",
        "The report of your CRM as CSV or XLSX: here, or sent to me in a direct message.",
        "opportunities.import",
    ),
    (
        "told",
        "See what will be sent",
        "`handrail preview` in a shell lists who gets what in the next 30 days, before it is sent.",
        "",
    ),
)
NO_ROLE = (
    "I do not know your role yet. All questions and calculators work without one; reminders of "
    "your opportunities and what managers see need it."
)
NOT_CONFIRMED = (
    "You said that you are {roles}. It counts for what others see once an admin has confirmed "
    "it: {admins}."
)
NOBODY = "nobody is one yet"


def show_first_steps(round: Round, member: Member) -> Iterator[Block]:
    if not is_admin(round, member.id):
        return
    done = beginnings.of(round.session, round.workspace.id)
    if all(getattr(done, name) for name, *_ in STEPS):
        return
    for number, step in enumerate(STEPS, 1):
        yield _step(number, step, done)


def _step(number: int, step: tuple[str, str, str, str], done: beginnings.Done) -> Block:
    name, what, how, button = step
    if getattr(done, name):
        return blocks.section(f"✔ ~{what}~")
    press = blocks.button("Import", button) if button else None
    return blocks.section(f"{number}. *{what}.* {how}", press)


def show_role(round: Round, member: Member) -> Iterator[Block]:
    if not member.profile.roles:
        yield blocks.section(NO_ROLE, blocks.button("Say what I do", SAY))
    elif member.profile.claimed:
        named = listed([round.pack.roles.get(each, each) for each in member.profile.claimed], "and")
        names = [_name(round, each) for each in admins_of(round)[:3]]
        admins = listed(names) if names else NOBODY
        yield blocks.section(NOT_CONFIRMED.format(roles=named, admins=admins))


def _name(round: Round, id: str) -> str:
    person = people.find(round.session, round.workspace.id, id)
    return excerpt((person.real_name or person.name) if person else id)


def has_to_say(member: Member, pack: Pack) -> bool:
    return not member.profile.roles or bool(member.profile.claimed)


def show_settings(round: Round, member: Member) -> Iterator[Block]:
    yield blocks.actions(
        blocks.button("How I remind you", SETTINGS),
        blocks.button("I am away", AWAY),
        blocks.button("My role and manager", SAY),
    )


FIRST_STEPS = Panel("first steps", "To begin with", 5, show_first_steps)
ROLE = Panel("role", "Who you are", 6, show_role, has_to_say)
SETTINGS_PANEL = Panel("settings", "Settings", 80, show_settings)
