"""The buttons and the small form under every answer."""

from handlers.kit import blocks, entries, forms, letters, tickets
from handlers.kit.answers import (
    Asked,
    decide,
    recall,
    recall_question,
    shared,
    show,
    tell,
    with_fact,
)
from handlers.kit.cards import trace
from handlers.kit.controls import CHOICES_AS_BUTTONS, CHOOSE, FILL, SHARE, WHY, choices
from handlers.kit.entries import ALSO_SHOWN, ENTRY
from handlers.kit.facts import fact_of
from handlers.kit.feature import (
    Aside,
    Ask,
    Block,
    Button,
    ButtonReply,
    Close,
    Complain,
    Feature,
    Form,
    FormReply,
    Message,
    Open,
    Refused,
    Turn,
)
from handlers.kit.questionnaires import for_example, needed_field
from handlers.kit.records import keep
from handlers.kit.texts import escape
from policies.answer import Status
from policies.vocabulary import Fact

ODD_BUTTON = "This button does not fit the answer any more. Please ask again."
SHARED = "✔ Shared with this channel"
MISSING = "Fill this in, for example {example}."


def why(turn: Turn, ask: Ask) -> Aside:
    answer = recall(turn, ask.value).answer
    return Aside(blocks.message(f"Why: {escape(answer.headline)}", *trace(answer)))


def share(turn: Turn, ask: Ask) -> Message:
    """Twice pressed is once shared: the letter's key is the answer's number."""
    told = recall(turn, ask.value)
    letters.publish(turn, f"share/{told.number}", ask.response_url, shared(turn, told))
    return _marked(show(turn, told), SHARED)


def choose(turn: Turn, ask: Ask) -> Message:
    number, fact, value = _parts(ask.value, 3)
    asked = recall_question(turn, number)
    if value not in dict(choices(_fact(turn, asked, fact))):
        raise Refused(ODD_BUTTON)
    return show(turn, tell(turn, with_fact(asked, fact, value)))


def fill(turn: Turn, ask: Ask) -> ButtonReply:
    number, name = _parts(ask.value, 2)
    fact = _fact(turn, recall_question(turn, number), name)
    about = tickets.issue(turn, ask, {"question": number, "fact": name})
    return Open(forms.form(FILL, "One fact is missing", needed_field(fact), about=about))


def filled(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    name = str(ticket.subject["fact"])
    before = recall_question(turn, ticket.subject["question"])
    fact, value = _fact(turn, before, name), ask.fields.get(name)
    if not isinstance(value, str):
        return Complain({name: MISSING.format(example=fact.example)})
    asked = with_fact(before, name, value)
    if complaint := _unread(turn, asked):
        return Complain({name: f"{complaint} {for_example(fact)}"})
    told = tell(turn, asked)
    tickets.tell(turn, ticket, f"filled/{told.number}", show(turn, told))
    return Close()


def _unread(turn: Turn, asked: Asked) -> str | None:
    """What is wrong with the field, before anything is kept."""
    answer = decide(turn, asked)
    return answer.headline if answer.status is Status.INVALID else None


def _fact(turn: Turn, asked: Asked, name: str) -> Fact:
    fact = fact_of(turn.pack, asked.policy, name)
    if fact is None:
        raise Refused(ODD_BUTTON)
    return fact


def see_entry(turn: Turn, ask: Ask) -> Aside:
    """Another entry that may have been meant, beside the answer."""
    entry = turn.pack.entries.get(ask.value)
    if entry is None:
        raise Refused(ODD_BUTTON)
    keep(turn, "entry", {"entry": entry.id, "edition": turn.pack.edition})
    shown = entries.page(entry, turn.pack.citation(entry.id))
    return Aside(blocks.message(escape(entry.title), *shown))


def _parts(value: str, count: int) -> list[str]:
    parts = value.split(maxsplit=count - 1)
    if len(parts) != count:
        raise Refused(ODD_BUTTON)
    return parts


def _marked(message: Message, mark: str) -> Message:
    """The same card with what was done instead of the button that did it."""
    kept = [_without(block, SHARE) for block in message.blocks]
    shown = [block for block in kept if block.get("elements") != []]
    return blocks.message(f"{mark}. {message.text}", *shown, blocks.context(mark))


def _without(block: Block, id: str) -> Block:
    if block["type"] != "actions":
        return block
    elements = [each for each in block["elements"] if each["action_id"] != id]
    return {**block, "elements": elements}


FEATURE = Feature(
    name="answering",
    buttons=(
        Button(WHY, why),
        Button(SHARE, share),
        Button(FILL, fill),
        *(Button(f"{ENTRY}.{place}", see_entry) for place in range(ALSO_SHOWN)),
        *(Button(f"{CHOOSE}.{place}", choose) for place in range(CHOICES_AS_BUTTONS)),
    ),
    forms=(Form(FILL, filled),),
)
