"""*This helped* and *Wrong answer*: what a person thinks of what they were told."""

from handlers.kit import blocks
from handlers.kit.answers import find_answer
from handlers.kit.controls import RATE
from handlers.kit.feature import Aside, Ask, Button, Feature, Refused, Turn
from storage import feedback
from storage.feedback import Feedback, Verdict

THANKS: dict[Verdict, str] = {
    "helped": "Thanks, noted: this helped. Press the other thumb if you think otherwise later.",
    "wrong": (
        "Thanks, noted as wrong: the admin of Handrail sees it with your question. "
        "Ask again in other words, or try `/handrail help`."
    ),
}
ODD = "This button does not fit the answer any more. Please ask again."


def rate(turn: Turn, ask: Ask) -> Aside:
    """Pressed again it replaces what the same person thought before."""
    number, _, word = ask.value.partition(" ")
    verdict: Verdict | None = next((each for each in THANKS if each == word), None)
    if verdict is None:
        raise Refused(ODD)
    feedback.keep(turn.session, _feedback(turn, number, verdict))
    return Aside(blocks.message(THANKS[verdict], blocks.context(THANKS[verdict])))


def _feedback(turn: Turn, number: str, verdict: Verdict) -> Feedback:
    entry = find_answer(turn, number)
    told = entry.detail
    return Feedback(
        workspace=turn.workspace.id,
        answer=entry.id,
        person=turn.actor.id,
        verdict=verdict,
        question=told["text"],
        told=told.get("headline", ""),
        policy=told["policy"],
        outcome=told["outcome"],
        edition=told["edition"],
        at=turn.now,
    )


FEATURE = Feature(name="feedback", buttons=(Button(RATE, rate),))
