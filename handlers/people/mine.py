"""/handrail me: what the bot knows of the one who asks, and where to change it."""

from collections.abc import Iterator

from handlers.kit import blocks
from handlers.kit.answers import answer_question
from handlers.kit.feature import Ask, Block, Group, Message, Place, Slash, Turn
from handlers.kit.menus import help_with, is_help
from handlers.kit.rights import admins_of
from handlers.kit.teams import insist_on_privacy, myself
from handlers.kit.texts import counted, escape
from handlers.people import words
from handlers.people.controls import AWAY, BACK, SAY, SETTINGS
from storage.members import Member

COMMAND = "/handrail me"
NO_ROLE = (
    "Questions to the handbook work without a role. The routines, such as reminders of next steps "
    "or of the forecast, begin once I know what you do."
)
ASK_ADMIN = "Say it yourself with the button below, or ask {admins} to put you on the team."
NO_ADMIN = (
    "Say it yourself with the button below. Nobody looks after me here yet: a workspace admin or "
    "owner can begin with `/handrail team`."
)


def show(turn: Turn, ask: Ask) -> Message:
    if is_question(ask):
        return answer_question(turn, ask, f"me {ask.text}")
    insist_on_privacy(ask, COMMAND)
    member = myself(turn)
    head = f"What I know of you, {escape(member.name)}"
    blocks_shown = [blocks.section(f"*{head}*"), *_facts(turn, member), *_advice(turn, member)]
    return blocks.message(head, *blocks_shown, blocks.actions(*_buttons(turn, member)))


def is_question(ask: Ask) -> bool:
    """Words to the bot that only begin like one of these commands."""
    return bool(ask.text.strip()) and ask.place in (Place.DIRECT, Place.MENTION)


def _facts(turn: Turn, member: Member) -> Iterator[Block]:
    profile = member.profile
    yield blocks.fields(
        ("Role", words.roles(profile, turn.pack, own=True)),
        ("Segment and region", words.place(profile, turn.pack) or "not said"),
        ("Manager", words.manager(turn, profile)),
        ("Time zone", words.zone(member)),
        ("Work", words.hours(profile)),
        ("Away", words.away(turn, profile)),
    )
    yield blocks.fields(
        ("Reminders", words.level(profile.level)),
        ("Quiet hours", words.quiet(profile)),
        ("Muted", words.muted(turn, profile)),
        ("At most", f"{counted(profile.daily_most, 'message')} a day besides the digest"),
    )


def _advice(turn: Turn, member: Member) -> Iterator[Block]:
    admins = admins_of(turn)
    if not member.profile.roles:
        whom = words.people(turn, admins[:3])
        yield blocks.section(NO_ROLE)
        yield blocks.section(ASK_ADMIN.format(admins=whom) if admins else NO_ADMIN)
    elif turn.actor.id in admins:
        yield blocks.context("You are an admin of Handrail: `/handrail team` is yours to keep.")


def _buttons(turn: Turn, member: Member) -> Iterator[blocks.Element]:
    first = "Say what I do" if not member.profile.roles else "Change role"
    yield blocks.button(first, SAY, style="" if member.profile.roles else "primary")
    yield blocks.button("Settings", SETTINGS)
    if member.profile.away_until and member.profile.away_until >= turn.now.date():
        yield blocks.button("I'm back", BACK)
    yield blocks.button("Going away", AWAY)


def explain(menu: tuple[Slash, ...], text: str) -> Message | None:
    return help_with(SLASH) if is_help(text) else None


SLASH = Slash(
    COMMAND,
    show,
    summary="What do I know of you: role, manager, zone, hours, reminders?",
    usage=COMMAND,
    examples=(COMMAND,),
    words=("me", "whoami", "profile"),
    alone=False,
    still=explain,
    group=Group.ROUTINES,
)
