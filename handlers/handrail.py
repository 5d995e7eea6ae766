"""/handrail, and plain words to the bot: help, a greeting, or any question."""

import re

from handlers.kit.answers import answer_question
from handlers.kit.feature import (
    Ask,
    CommandReply,
    Feature,
    Group,
    Heard,
    Message,
    Refused,
    Slash,
    Turn,
)
from handlers.kit.menus import HELP_WORDS, help_with, is_help, overview
from handlers.kit.texts import clean
from policies.subjects import subject_of

ROOT = "/handrail"
NO_COMMAND = "I know no command “{word}”. `/handrail help` lists them all."
QUESTION = re.compile(
    r"(?:wh(?:at|ich|o|ose|en|ere|y)|how|can|may|must|should|do|does|is|are)\b.*\s|\d|.*\?\s*\Z",
    re.IGNORECASE | re.DOTALL,
)
"""What begins like a question or with a number, or ends in a question mark."""
GREETINGS = frozenset(
    {"hi", "hello", "hey", "hi there", "hello there", "good morning", "good afternoon", "moin"}
    | {"hallo", "thanks", "thank you", "start", "what can you do", "who are you", "hola"}
)


def root(turn: Turn, ask: Ask) -> CommandReply:
    """A question is answered; of anything else the closest command word is named."""
    if QUESTION.match(ask.text):
        return answer_question(turn, ask, ask.text)
    return answer_question(turn, ask, f"{ROOT} {ask.text}")


def show_menu(menu: tuple[Slash, ...], text: str) -> Message | None:
    return None if text else overview(menu)


def find_help(turn: Turn, ask: Ask) -> Message:
    """`help me with ...` is a question like any other; one word should have been a command."""
    wanted = _wanted(ask.text)
    if " " in wanted:
        return answer_question(turn, ask, ask.text)
    raise Refused(NO_COMMAND.format(word=clean(wanted)[:60]))


def explain(menu: tuple[Slash, ...], text: str) -> Message | None:
    wanted = _wanted(text)
    if not wanted:
        return overview(menu)
    return next((help_with(slash) for slash in menu if wanted in _names(slash)), None)


def look_up(turn: Turn, ask: Ask) -> CommandReply:
    """Any question, for those who like to say so."""
    return answer_question(turn, ask, f"{ASKING.name} {ask.text}")


def explain_asking(menu: tuple[Slash, ...], text: str) -> Message | None:
    return help_with(ASKING) if not text or is_help(text) else None


def listen(turn: Turn, ask: Ask) -> Message:
    words = ask.text.strip().rstrip("!?. ").casefold()
    if not words or words in GREETINGS:
        return overview(turn.slashes)
    return answer_question(turn, ask, ask.text)


def _wanted(text: str) -> str:
    return text.strip().casefold().removeprefix(ROOT).strip().removeprefix("/")


def _names(slash: Slash) -> tuple[str, ...]:
    return (slash.name.removeprefix("/"), *slash.words)


SUBJECT = subject_of("handbook")
ASKING = Slash(
    "/handrail ask",
    look_up,
    summary=SUBJECT.summary,
    usage=SUBJECT.usage,
    examples=tuple(example.ask for example in SUBJECT.examples),
    words=("ask",),
    alone=False,
    still=explain_asking,
    group=Group.HANDBOOK,
)
HELP = Slash(
    "/handrail help",
    find_help,
    summary="Everything you can write, with examples.",
    usage="/handrail help [COMMAND]",
    examples=("/handrail help", "/handrail help roe"),
    words=HELP_WORDS,
    alone=False,
    still=explain,
    group=Group.HANDBOOK,
)
MENU = Slash(
    ROOT,
    root,
    summary="Everything I can do, in a menu.",
    usage="/handrail [COMMAND]",
    examples=("/handrail", "/handrail roe 620 employees inbound", "/handrail segment 60"),
    still=show_menu,
)
FEATURE = Feature(
    name="handrail",
    slashes=(ASKING, HELP, MENU),
    heard=(Heard("message", listen), Heard("app_mention", listen)),
)
