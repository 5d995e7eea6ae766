"""The open question of a review: what has been said of it and against it, what can be pressed."""

from collections.abc import Iterator

from handlers.kit import blocks
from handlers.kit.blocks import Element
from handlers.kit.citations import source
from handlers.kit.feature import Block
from handlers.kit.texts import cut, escape, excerpt
from handlers.kit.times import clock
from handlers.redgreen import words
from handlers.redgreen.walks import Walk
from handlers.redgreen.words import press, token
from policies.clocks import zone_of
from policies.reviews.challenges import WAITING, WHY_NOW, Challenge
from policies.reviews.questions import (
    CONFIDENT,
    GREEN,
    PAST,
    RED,
    STEP,
    TIMING,
    VERDICT,
    Given,
    Question,
    has_content,
    says,
)
from storage.reviews import Review

STYLES = {GREEN: "primary", RED: "danger"}
JUMPS_AT_MOST = 100


def open_question(walk: Walk) -> Iterator[Block]:
    talk, review = walk.talk, walk.review
    question = talk.open
    assert review
    if question is None:
        return
    yield from _answered(walk)
    yield blocks.divider()
    yield blocks.section("\n".join(_asked(walk, question)))
    against = talk.against(question.id)
    for challenge in against:
        yield from _challenged(walk, challenge)
    yield blocks.actions(*_choices(walk, question))
    pressable = [*_judging(walk, question, against), *_keeping(walk, question)]
    if question.id != PAST:
        about = (walk.sitting.id, review.id, question.id)
        pressable.append(press("Not yet…", words.NOT_YET, *about))
    if pressable:
        yield blocks.actions(*pressable)
    yield blocks.context(f"📖 {source(walk.scene.pack.citation(question.entry))} · {_who(walk)}")


def done(walk: Walk) -> Iterator[Block]:
    """What was decided, and a way to change it."""
    review = walk.review
    assert review
    yield from _answered(walk)
    due = f", due {words.long_day(review.next_step_date)}" if review.next_step_date else ""
    step = f"\nNext step: {excerpt(review.next_step)}{due}" if review.next_step else ""
    yield blocks.section(f"*{words.colour(review.verdict)}*{step}")
    about = (walk.sitting.id, review.id)
    asked = [(token(*about, each.id), each.name) for each in walk.talk.questions]
    yield blocks.actions(
        press("Go on", words.GO_ON, *about, style="primary"),
        press("Notes…", words.NOTES, *about),
        blocks.select(words.AGAIN, "Change an answer", asked),
    )


def steering(walk: Walk) -> Iterator[Block]:
    sitting, review = walk.sitting, walk.review
    id = review.id if review else 0
    shown: list[Element] = []
    if review is None or walk.number > 1 or review.state == "done" or _asked_before(walk):
        shown.append(press("Back", words.BACK, sitting.id, id))
    if review is not None and review.state != "done":
        shown.append(press("Skip", words.SKIP, sitting.id, id))
        shown.append(press("Park", words.PARK, sitting.id, id))
    jumps = [(token(sitting.id, each.id), label) for each, label in _labels(walk)]
    shown.append(blocks.select(words.JUMP, "Jump to", jumps[:JUMPS_AT_MOST]))
    ending = blocks.confirmation("End the session?", _ending(walk), "End it", "Go on with it")
    shown.append(blocks.button("End session", words.END, token(sitting.id), confirm=ending))
    yield blocks.actions(*shown)


def _asked_before(walk: Walk) -> bool:
    question = walk.talk.open
    return question is not None and walk.talk.back(question.id) is not None


def _ending(walk: Walk) -> str:
    waiting = sum(each.state == "waiting" for each in walk.reviews)
    kept = "Every answer is kept, and the summary is posted here."
    return f"{waiting} not gone through yet. {kept}" if waiting else kept


def _labels(walk: Walk) -> Iterator[tuple[Review, str]]:
    for number, each in enumerate(walk.reviews, 1):
        deal = walk.deals.get(each.opportunity)
        account = cut(deal.account, 40) if deal else "deleted"
        fate = words.FATES[each.state]
        shown = f"{fate}, {each.verdict}" if each.state == "done" and each.verdict else fate
        yield each, f"{number}. {account}: {shown}"


def _answered(walk: Walk) -> Iterator[Block]:
    lines = [
        f"✔ {question.name}: {_quoted(walk, question, given)}"
        for question in walk.talk.questions
        if (given := walk.talk.given.get(question.id)) and walk.talk.is_settled(question.id)
    ]
    if lines:
        yield blocks.context("\n".join(lines))


def _quoted(walk: Walk, question: Question, given: Given) -> str:
    told = words.colour(given.choice) if question.id == VERDICT else excerpt(says(question, given))
    if not given.said_by or question.id == VERDICT:
        return told
    kept = ", as last time" if given.kept else ""
    return f"{told} ({words.name(walk.scene, given.said_by)}{kept})"


def _asked(walk: Walk, question: Question) -> Iterator[str]:
    count = sum(each.number > 0 for each in walk.talk.questions)
    place = f"{question.number} of {count}" if question.number else "First"
    yield f"*{place} · {question.asks}*"
    if question.id == PAST and walk.last:
        yield f"“{excerpt(walk.last[1].next_step)}”"
    given, before = walk.talk.given.get(question.id), walk.talk.last_time(question.id)
    if given and has_content(given):
        yield f"💬 {_quoted(walk, question, given)}"
    if given and given.missing and given.sure != CONFIDENT:
        yield f"⏳ Not yet: {excerpt(given.missing)} ({_by(walk, given)})"
    if before and not (given and has_content(given)):
        yield f"_Last time: {_quoted(walk, question, before)}_"


def _by(walk: Walk, given: Given) -> str:
    zone = zone_of(walk.terms.manager.zone) if walk.terms else given.at.tzinfo
    return f"{words.name(walk.scene, given.by)}, {clock(given.at.astimezone(zone))}"


def _challenged(walk: Walk, challenge: Challenge) -> Iterator[Block]:
    pack = walk.scene.pack
    known = dict.fromkeys(entry for entry in challenge.entries if entry in pack.entries)
    cited = " · ".join(source(pack.citation(entry)) for entry in list(known)[:2])
    yield blocks.section(f"⚠️ {escape(challenge.says)}\n📖 {cited}")


def _choices(walk: Walk, question: Question) -> Iterator[Element]:
    assert walk.review
    about = (walk.sitting.id, walk.review.id, question.id)
    for place, choice in enumerate(question.choices[: words.CHOICES_AT_MOST]):
        confirm = _sure(walk, choice.id) if question.id == VERDICT else None
        style = STYLES.get(choice.id, "") if question.id == VERDICT else ""
        id = f"{words.CHOOSE}.{place}"
        yield blocks.button(choice.label, id, token(*about, choice.id), style, confirm)
    if question.id not in (VERDICT, PAST):
        label = "Write the step…" if question.id == STEP else "Write it…"
        yield press(label, words.WRITE, *about)


def _sure(walk: Walk, verdict: str) -> Element:
    deal = walk.opportunity
    named = excerpt(deal.account) if deal else "this opportunity"
    will = "will close" if verdict == GREEN else "will not close"
    text = f"{named} {will} within {walk.period.name}."
    return blocks.confirmation(f"{words.colour(verdict)}?", text, verdict.capitalize())


def _judging(walk: Walk, question: Question, against: tuple[Challenge, ...]) -> Iterator[Element]:
    assert walk.review
    about = (walk.sitting.id, walk.review.id, question.id)
    given = walk.talk.given.get(question.id)
    if walk.talk.can_be_confident(question.id) and not (given and given.sure == CONFIDENT):
        confirm = _sure(walk, given.choice) if given and question.id == VERDICT else None
        yield blocks.button("Confident", words.SURE, token(*about), "primary", confirm)
    for challenge in against:
        if challenge.id == WHY_NOW:
            confirm = _sure(walk, RED)
            value = token(walk.sitting.id, walk.review.id, VERDICT, RED)
            yield blocks.button("Make it red", words.RECOLOUR, value, "danger", confirm)
        if challenge.id == WAITING:
            yield press("Back to why now", words.AGAIN, *about[:2], TIMING)
        yield press("Set aside…", words.OVERRIDE, *about, challenge.id)


def _keeping(walk: Walk, question: Question) -> Iterator[Element]:
    assert walk.review
    about = (walk.sitting.id, walk.review.id, question.id)
    kept = walk.talk.to_keep()
    answers = [each for each in kept if not each.question.startswith("override:")]
    if not answers:
        return
    if len(answers) > 1:
        label = "Keep all as last time"
        verdict = next((each.choice for each in answers if each.question == VERDICT), "")
        confirm = _sure(walk, verdict) if verdict else None
        yield blocks.button(label, words.KEEP_ALL, token(*about), "", confirm)
    if question.id != VERDICT:
        yield press("Keep this one", words.KEEP, *about)


def _who(walk: Walk) -> str:
    ae = words.name(walk.scene, walk.sitting.ae)
    if walk.manager is None:
        return f"{ae} can answer."
    return f"{words.name(walk.scene, walk.manager)} goes on, {ae} can answer."
