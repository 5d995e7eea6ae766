"""The agent pane beside a channel: a greeting, and four questions to begin with."""

from handlers.kit import blocks, letters
from handlers.kit.events import PANE_OPENED
from handlers.kit.feature import Ask, Feature, Heard, Message, Turn

TITLE = "For example"
GREETING = (
    "Ask me whose account it is, what a deal needs, when Red/Green is, or anything that the "
    "handbook says. Only you see what is said here; each answer names the rule and its page."
)
PROMPTS = {
    "Whose account is it?": "Who owns a 480 person company with 130 users that came inbound?",
    "What does my deal need?": "/deal MM 24k net ARR amount 31k closing this month",
    "When is Red/Green?": "/redgreen dates",
    "What does the handbook say?": "Who decides in a dispute about an account?",
}


def greet(turn: Turn, ask: Ask) -> Message:
    letters.set_prompts(turn, f"prompts/{ask.channel}/{ask.thread}", ask, TITLE, PROMPTS)
    return blocks.message(GREETING, blocks.section(GREETING))


FEATURE = Feature(name="pane", heard=(Heard(PANE_OPENED, greet),))
