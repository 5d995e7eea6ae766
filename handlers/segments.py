"""/handrail segment: SMB, Mid-Market or beyond, by head-count alone."""

from handlers.kit.answers import answer_question
from handlers.kit.feature import Ask, CommandReply, Feature, Message, Slash, Turn
from handlers.kit.menus import help_with, is_help
from policies.subjects import subject_of

COMMAND = "/handrail segment"


def start(turn: Turn, ask: Ask) -> CommandReply:
    return answer_question(turn, ask, f"{COMMAND} {ask.text}")


def explain(menu: tuple[Slash, ...], text: str) -> Message | None:
    return help_with(SLASH) if not text or is_help(text) else None


SUBJECT = subject_of("segment")
SLASH = Slash(
    COMMAND,
    start,
    summary=SUBJECT.summary,
    usage=SUBJECT.usage,
    examples=tuple(example.ask for example in SUBJECT.examples),
    words=("segment",),
    alone=False,
    still=explain,
)
FEATURE = Feature(name="segments", slashes=(SLASH,))
