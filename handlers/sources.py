"""/handrail source: which of several head-counts to trust."""

from handlers.kit.answers import answer_question
from handlers.kit.feature import Ask, CommandReply, Feature, Slash, Turn
from handlers.kit.menus import help_with, is_help

COMMAND = "/handrail source"


def start(turn: Turn, ask: Ask) -> CommandReply:
    if not ask.text or is_help(ask.text):
        return help_with(SLASH)
    return answer_question(turn, ask, ask.text)


SLASH = Slash(
    COMMAND,
    start,
    summary="Which data source counts when the numbers differ",
    usage="/handrail source datafox 450 linkedin 520",
    examples=(
        "/handrail source datafox 450 linkedin 520",
        "/handrail source all three sources are wrong",
    ),
    words=("source", "sources"),
    alone=False,
)
FEATURE = Feature(name="sources", slashes=(SLASH,))
