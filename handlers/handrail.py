"""/handrail, and plain words to the bot: help, a greeting, or any question."""

from handlers.kit.answers import answer_question
from handlers.kit.feature import Ask, CommandReply, Feature, Heard, Message, Refused, Slash, Turn
from handlers.kit.menus import HELP_WORDS, help_with, overview
from handlers.kit.texts import clean

ROOT = "/handrail"
NO_COMMAND = "I know no command “{word}”. `/handrail help` lists them all."
GREETINGS = frozenset(
    {"hi", "hello", "hey", "hi there", "hello there", "good morning", "good afternoon", "moin"}
    | {"hallo", "thanks", "thank you", "start", "what can you do", "who are you", "hola"}
)


def root(turn: Turn, ask: Ask) -> CommandReply:
    """What no command word claims is asked under the root, which names the closest word."""
    if not ask.text:
        return overview(turn.slashes)
    return answer_question(turn, ask, f"{ROOT} {ask.text}")


def explain(turn: Turn, ask: Ask) -> Message:
    wanted = ask.text.strip().casefold().removeprefix(ROOT).strip().removeprefix("/")
    if not wanted:
        return overview(turn.slashes)
    named = [slash for slash in turn.slashes if wanted in _names(slash)]
    if not named:
        raise Refused(NO_COMMAND.format(word=clean(wanted)[:60]))
    return help_with(named[0])


def listen(turn: Turn, ask: Ask) -> Message:
    words = ask.text.strip().rstrip("!?. ").casefold()
    if not words or words in GREETINGS:
        return overview(turn.slashes)
    return answer_question(turn, ask, ask.text)


def _names(slash: Slash) -> tuple[str, ...]:
    return (slash.name.removeprefix("/"), *slash.words)


FEATURE = Feature(
    name="handrail",
    slashes=(
        Slash(
            ROOT,
            root,
            summary="Everything I can do, in a menu",
            usage="/handrail",
            examples=("/handrail segment 60", "/handrail roe 620 employees inbound"),
        ),
        Slash(
            "/handrail help",
            explain,
            summary="What you can write, with examples",
            usage="/handrail help roe",
            examples=("/handrail help", "/handrail help roe"),
            words=HELP_WORDS,
            alone=False,
        ),
    ),
    heard=(Heard("message", listen), Heard("app_mention", listen)),
)
