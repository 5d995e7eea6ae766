"""/handrail segment: SMB, Mid-Market or beyond, by head-count alone."""

from handlers.kit.answers import answer_question
from handlers.kit.feature import Ask, CommandReply, Feature, Slash, Turn
from handlers.kit.menus import help_with, is_help

COMMAND = "/handrail segment"


def start(turn: Turn, ask: Ask) -> CommandReply:
    if not ask.text or is_help(ask.text):
        return help_with(SLASH)
    return answer_question(turn, ask, f"{COMMAND} {ask.text}")


SLASH = Slash(
    COMMAND,
    start,
    summary="SMB, Mid-Market or outside Commercial",
    usage="/handrail segment 60",
    examples=(
        "/handrail segment 60",
        "/handrail segment 1,999 employees",
        "/handrail segment 60 people, daughter company of a group with 4,000",
    ),
    words=("segment",),
    alone=False,
)
FEATURE = Feature(name="segments", slashes=(SLASH,))
