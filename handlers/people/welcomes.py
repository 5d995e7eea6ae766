"""First contact: one message to each person, ever, and what they say of themselves."""

from collections.abc import Iterable, Iterator

from handlers.kit import blocks, letters
from handlers.kit.feature import Ask, Block, Message, Scene, Turn
from handlers.kit.teams import myself
from handlers.kit.texts import escape
from handlers.people import words
from handlers.people.controls import RIGHT, SAY
from storage import members, profiles
from storage.members import Member

HELLO = "Hello {name}, I am Handrail. I know your sales handbook, and remind you of what it asks."
NOTED = "*What I have noted of you*"
QUESTION = "Is that right?"
TRY = (
    "*Three things to try*\n"
    "• `/roe 620 employees inbound` whose account is it, and which rule says so?\n"
    "• `/deal MM 24k net ARR closing this month` what does my deal need?\n"
    "• `/handrail settings` how much, when and of what do you want to be reminded?"
)
READS = (
    "*What I read*\n"
    "What you write to me here, files you send me, and messages that mention me. From Slack I know "
    "your name and time zone.{more} What I told whom is kept in a log that admins can read."
)
CHANNELS = " In channels I was invited to I also see messages, and look only at those with a link."
GROUPS = (
    " In the group message of a Red/Green review I look up whether my own card is there, no more."
)
NEVER = (
    "*What I never do*\n"
    "I read no other conversation, write to no customer and rank nobody. What you ask me here or "
    "by a command goes into no channel unless you share it."
)
CONFIRMED = "✔ You confirmed this."
HEARS_GROUPS = "mpim:history"
HEARS_CHANNELS = frozenset({"channels:history", "groups:history"})


def welcome(scene: Scene, person: str) -> bool:
    """Whether the one message goes out now: to a member, and never a second time."""
    member = members.find(scene.session, scene.workspace.id, person)
    if member is None or member.profile.met_at is not None:
        return False
    if not profiles.meet(scene.session, scene.workspace.id, person, scene.now):
        return False
    letters.post(scene, f"people/welcome/{person}", person, greeting(scene, member))
    return True


def welcome_all(scene: Scene, people: Iterable[str]) -> int:
    return sum(welcome(scene, person) for person in people)


def met(turn: Turn) -> None:
    """Somebody has written to the bot or pressed something of it."""
    if not turn.met:
        welcome(turn, turn.actor.id)


def greeting(scene: Scene, member: Member, settled: bool = False) -> Message:
    hello = HELLO.format(name=escape(member.name))
    return blocks.message(hello, blocks.section(hello), *_body(scene, member, settled))


def agree(turn: Turn, ask: Ask) -> Message:
    """The message stays, its question is answered."""
    return greeting(turn, myself(turn), settled=True)


def _body(scene: Scene, member: Member, settled: bool) -> Iterator[Block]:
    profile = member.profile
    yield blocks.section(NOTED)
    yield blocks.fields(
        ("Role", words.roles(profile, scene.pack, own=True)),
        ("Manager", words.manager(scene, profile)),
        ("Time zone", words.zone(member)),
        ("Work", words.hours(profile)),
    )
    if settled:
        yield blocks.context(CONFIRMED)
    else:
        yield blocks.section(QUESTION)
        yield blocks.actions(*_answers(bool(profile.roles)))
    for text in (TRY, READS.format(more=_hears(frozenset(scene.workspace.scopes))), NEVER):
        yield blocks.section(text)


def _hears(scopes: frozenset[str]) -> str:
    """Only what the app may hear is spoken of."""
    channels = CHANNELS if HEARS_CHANNELS & scopes else ""
    return f"{channels}{GROUPS if HEARS_GROUPS in scopes else ''}"


def _answers(has_role: bool) -> Iterator[blocks.Element]:
    right = blocks.button("Yes, that's right", RIGHT, style="primary" if has_role else "")
    change = blocks.button("Change" if has_role else "Say what I do", SAY)
    yield from (right, change) if has_role else ({**change, "style": "primary"}, right)
