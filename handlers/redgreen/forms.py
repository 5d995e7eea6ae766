"""The small forms of a review: an answer in words, what is missing, a reason, the notes."""

from collections.abc import Iterator
from datetime import date

from handlers.kit import blocks, forms
from handlers.kit.feature import (
    Ask,
    Block,
    ButtonReply,
    Close,
    Complain,
    FormReply,
    Open,
    Refused,
    Turn,
    View,
)
from handlers.kit.texts import clean, escape
from handlers.redgreen import cards, facts, steps, words
from handlers.redgreen.steps import answer, content, go_on, stale
from handlers.redgreen.walks import Token, Walk, enter, lead, leads, read
from handlers.redgreen.words import token
from policies.reviews.questions import CONFIDENT, NOT_YET, STEP, TIMING, Question
from policies.reviews.walk import OVERRIDE
from storage import reviews

TEXT, DAY, SURE = "text", "day", "sure"
LONGEST = 500
LONGEST_NOTE = 3000
CERTAIN, SAID = "certain", "said"
NO_DAY = "Write the day as 2025-11-24."
TOO_EARLY = "Pick {day} or later: the next step is for after this session."
MEANWHILE = "The card has gone on meanwhile, so this was not kept. Copy it and look at the card."


def write(turn: Turn, ask: Ask) -> ButtonReply:
    wanted = read(ask.value)
    found = enter(turn, wanted)
    if told := stale(found, wanted):
        return told
    question = _question(found, wanted)
    return Open(_answer_form(found, question, leads(turn, found)))


def _answer_form(found: Walk, question: Question, leading: bool) -> View:
    shown = [blocks.section(f"*{escape(question.asks)}*"), *_fields(found, question)]
    if leading:
        ways = [(CERTAIN, "Confident: go on"), (SAID, "Only write it down")]
        shown.append(
            forms.choice(SURE, "How certain are you of it?", ways, chosen=CERTAIN, optional=False)
        )
    return forms.form(
        words.ANSWERED, question.name, *shown, submit="Save", about=_about(found, question)
    )


def _fields(found: Walk, question: Question) -> Iterator[Block]:
    """What was said before stands there already; two of the questions have a day as well."""
    given = found.talk.given.get(question.id) or found.talk.last_time(question.id)
    known = given.text if given else ""
    yield forms.text(TEXT, question.name, lines=True, most=LONGEST, filled=known, optional=False)
    if question.id == STEP:
        hint = "The next session, if you leave it."
        yield forms.day(DAY, "Due", filled=steps.due(found), hint=hint, optional=False)
    if question.id == TIMING:
        hint = f"A day in {found.period.name} is inside the period."
        yield forms.day(DAY, "Tied to this day", filled=given.day if given else None, hint=hint)


def answered(turn: Turn, ask: Ask) -> FormReply:
    wanted = read(ask.about)
    found = enter(turn, wanted)
    if stale(found, wanted) or not found.is_there:
        return Complain({TEXT: MEANWHILE})
    text, day = clean(str(ask.fields.get(TEXT, ""))).strip(), _day(ask)
    if not text:
        return Complain({TEXT: "Write a few words."})
    if wanted.question == STEP and day is not None and day <= found.sitting.day:
        return Complain({DAY: TOO_EARLY.format(day=words.long_day(steps.due(found)))})
    certain = ask.fields.get(SURE) != SAID and leads(turn, found)
    said = {"text": text, "day": day, "said_by": turn.actor.id}
    answer(turn, found, wanted.question, **said, sure=CONFIDENT if certain else "")
    go_on(turn, found)
    return Close()


def not_yet(turn: Turn, ask: Ask) -> ButtonReply:
    wanted = read(ask.value)
    found = lead(turn, wanted)
    if told := stale(found, wanted):
        return told
    question = _question(found, wanted)
    given = found.talk.given.get(question.id)
    field = forms.text(
        TEXT,
        "What is missing?",
        most=LONGEST,
        filled=given.missing if given else "",
        hint="For example: who signs, and whether they know of the deadline.",
        optional=False,
    )
    head = blocks.section(f"*{escape(question.asks)}*")
    about = _about(found, question)
    return Open(forms.form(words.MISSING, "Not yet", head, field, submit="Save", about=about))


def missing(turn: Turn, ask: Ask) -> FormReply:
    wanted = read(ask.about)
    found = lead(turn, wanted)
    if stale(found, wanted):
        return Complain({TEXT: MEANWHILE})
    text = clean(str(ask.fields.get(TEXT, ""))).strip()
    if not text:
        return Complain({TEXT: "Write what is missing."})
    given = found.talk.given.get(wanted.question)
    said = content(given) if given else {}
    answer(turn, found, wanted.question, **said, sure=NOT_YET, missing=text)
    go_on(turn, found)
    return Close()


def override(turn: Turn, ask: Ask) -> ButtonReply:
    wanted = read(ask.value)
    found = lead(turn, wanted)
    if told := stale(found, wanted):
        return told
    challenge = next((each for each in found.talk.challenges if each.id == wanted.rest), None)
    if challenge is None:
        raise Refused(MEANWHILE)
    why = forms.text(
        TEXT,
        "Why does it not hold here?",
        most=LONGEST,
        hint="It goes into the notes beside the rule.",
        optional=False,
    )
    head = blocks.section(f"⚠️ {escape(challenge.says)}")
    about = token(found.sitting.id, wanted.review, wanted.question, challenge.id)
    return Open(forms.form(words.ASIDE, "Set aside", head, why, submit="Save", about=about))


def aside(turn: Turn, ask: Ask) -> FormReply:
    wanted = read(ask.about)
    found = lead(turn, wanted)
    if stale(found, wanted):
        return Complain({TEXT: MEANWHILE})
    text = clean(str(ask.fields.get(TEXT, ""))).strip()
    if not text:
        return Complain({TEXT: "Write the reason."})
    answer(turn, found, OVERRIDE + wanted.rest, text=text, said_by=turn.actor.id, sure=CONFIDENT)
    go_on(turn, found)
    return Close()


def notes(turn: Turn, ask: Ask) -> ButtonReply:
    """The manager notes, to be copied; or changed before they are."""
    wanted = read(ask.value)
    found = lead(turn, wanted)
    if found.review is None or not found.review.note:
        raise Refused("There are no notes of this one yet: they are written when it is decided.")
    deal = found.opportunity
    title = escape(deal.account) if deal else "A deleted opportunity"
    field = forms.text(
        TEXT,
        "Manager notes",
        lines=True,
        most=LONGEST_NOTE,
        filled=found.review.note[:LONGEST_NOTE],
        hint="Copy them into the opportunity's manager notes. What you save here is kept.",
        optional=False,
    )
    cited = blocks.context(f"📖 {facts.cited(turn, 'rg-manager-notes')}")
    about = token(found.sitting.id, found.review.id)
    head = blocks.section(f"*{title}*")
    return Open(forms.form(words.NOTED, "Notes", head, field, cited, submit="Save", about=about))


def noted(turn: Turn, ask: Ask) -> FormReply:
    found = lead(turn, read(ask.about))
    text = clean(str(ask.fields.get(TEXT, ""))).strip()
    if not text:
        return Complain({TEXT: "Write the notes, or close this to leave them as they are."})
    assert found.review
    reviews.settle(turn.session, found.review.id, note=text)
    cards.show(turn, found.sitting)
    return Close()


def _question(found: Walk, wanted: Token) -> Question:
    return next(each for each in found.talk.questions if each.id == wanted.question)


def _about(found: Walk, question: Question) -> str:
    assert found.review
    return token(found.sitting.id, found.review.id, question.id)


def _day(ask: Ask) -> date | None:
    told = str(ask.fields.get(DAY, ""))
    return date.fromisoformat(told) if told else None
