"""The one way a question is answered in Slack: decided, kept, and shown with its buttons."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from handlers.kit import blocks, precedents, shelves
from handlers.kit.cards import card, summary
from handlers.kit.controls import controls
from handlers.kit.feature import Ask, Block, Message, Place, Refused, Turn
from handlers.kit.people import name_in
from handlers.kit.records import keep
from handlers.kit.texts import clean, excerpt
from handlers.kit.times import local
from policies.answer import Answer, as_plain
from policies.asking import Question
from storage import audit
from storage.audit import Entry

KIND = "answer"
LONGEST_QUESTION = 3000
LONGEST_NUMBER = 18
ALONE = (Place.COMMAND, Place.BUTTON, Place.DIRECT, Place.FORM)
"""Where only the asker reads the answer."""

TOO_LONG = (
    "That is more than 3,000 characters. Ask about one account, for example "
    "`/roe 480 employees inbound`; for many of them there is `/roe list`."
)
GONE = "I can't find the answer this button belongs to. Please ask again."
NOT_YOURS = (
    "Only {name} can use the buttons of this answer. "
    "Ask your own, for example `/roe 480 employees inbound`."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is kept; asking it again gives the same answer or a fuller one."""

    text: str
    given: Mapping[str, str] = field(default_factory=dict)
    place: str = ""
    channel: str = ""
    policy: str = ""
    """Which one answered it before."""


@dataclass(frozen=True, slots=True)
class Told:
    """An answer that somebody was given, and its number in the audit log."""

    number: int
    asked: Asked
    answer: Answer


def answer_question(
    turn: Turn, ask: Ask, text: str, given: Mapping[str, str] | None = None
) -> Message:
    """The answer to what somebody typed, kept and ready to be shown to them."""
    if len(text) > LONGEST_QUESTION:
        return blocks.message(TOO_LONG, blocks.section(TOO_LONG))
    return show(turn, tell(turn, Asked(clean(text), given or {}, ask.place, ask.channel)))


def answer_line(turn: Turn, ask: Ask, word: str, command: str) -> Message:
    """A line after a command: “support for which customers?” is a question that begins with it."""
    spoken = ask.place in (Place.DIRECT, Place.MENTION) and ask.text.rstrip().endswith("?")
    return answer_question(turn, ask, f"{word if spoken else command} {ask.text}")


def decide(turn: Turn, asked: Asked) -> Answer:
    question = Question(text=asked.text, now=local(turn), given=asked.given, holidays=turn.holidays)
    return shelves.decide(turn.session, turn.workspace.id, question, turn.pack)


def tell(turn: Turn, asked: Asked) -> Told:
    """Decide and keep who was told what, under which edition."""
    answer = decide(turn, asked)
    return Told(keep(turn, KIND, kept(asked, answer)), asked, answer)


def show(turn: Turn, told: Told) -> Message:
    answer, asked = told.answer, told.asked
    shown = card(answer, turn.pack, asked.text)
    pressed = controls(told.number, answer, turn.pack, asked.text, asked.place, asked.channel)
    return blocks.message(summary(answer), *shown, *_precedents(turn, told), *pressed)


def _precedents(turn: Turn, told: Told) -> tuple[Block, ...]:
    """Other people's accounts are no matter for a channel, which people elsewhere may share."""
    if told.asked.place not in ALONE:
        return ()
    words = " ".join([told.asked.text, *told.asked.given.values()])
    return precedents.beside(turn, turn.actor.zone, told.answer, words, told.number)


def recall(turn: Turn, number: str) -> Told:
    """An earlier answer, decided anew; Refused unless it was given to the one who presses."""
    asked = recall_question(turn, number)
    return Told(int(number), asked, decide(turn, asked))


def recall_question(turn: Turn, number: str) -> Asked:
    entry = find_answer(turn, number)
    if entry.actor != turn.actor.id:
        raise Refused(NOT_YOURS.format(name=name_of(turn, entry.actor)))
    kept = entry.detail
    return Asked(kept["text"], kept["given"], kept["place"], kept["channel"], kept["policy"])


def find_answer(turn: Turn, number: str) -> Entry:
    """Whoever's it is; Refused if that number is no answer of this workspace."""
    known = number.isascii() and number.isdigit() and len(number) <= LONGEST_NUMBER
    entry = audit.find(turn.session, turn.workspace.id, int(number)) if known else None
    if entry is None or entry.kind != KIND:
        raise Refused(GONE)
    return entry


def with_fact(asked: Asked, fact: str, value: str) -> Asked:
    return replace(asked, given={**asked.given, fact: clean(value)})


def name_of(turn: Turn, user: str) -> str:
    return name_in(turn.session, turn.workspace.id, user)


def shared(turn: Turn, told: Told) -> Message:
    """The answer for a whole channel: who asked, and nothing to press."""
    asker = excerpt(name_of(turn, turn.actor.id))
    shown = card(told.answer, turn.pack, told.asked.text)
    return blocks.message(
        f"{asker} shared: {summary(told.answer)}", blocks.context(f"Asked by {asker}"), *shown
    )


def kept(asked: Asked, answer: Answer) -> dict[str, Any]:
    """What the audit log holds of an answer."""
    return {
        "text": asked.text,
        "given": dict(asked.given),
        "place": str(asked.place),
        "channel": asked.channel,
        "policy": answer.policy,
        "status": str(answer.status),
        "outcome": answer.outcome,
        "headline": answer.headline,
        "facts": as_plain(answer.facts),
        "rules": [{"id": rule.id, "result": str(rule.result)} for rule in answer.rules],
        "citations": [citation.id for citation in answer.citations],
        "edition": answer.edition,
    }
