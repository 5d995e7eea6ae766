"""From one press to the next state: an answer is kept, and a review that is done goes its way."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from handlers.kit import acts, letters, reminding
from handlers.kit.feature import Aside, ButtonReply, Message, Quiet, Turn
from handlers.kit.records import keep
from handlers.kit.texts import escape, excerpt
from handlers.kit.times import clock
from handlers.redgreen import cards, words
from handlers.redgreen.walks import Token, Walk, leads
from policies.clocks import zone_of
from policies.reviews import notes, walk
from policies.reviews.notes import Heading
from policies.reviews.questions import CONFIDENT, STEP, VERDICT, Given
from storage import opportunities, review_answers, review_sessions, reviews
from storage.opportunities import Opportunity, Value
from storage.reviews import Review

ALREADY = "That has been answered already, by {name}, {when}. The card shows what is asked now."
ELSEWHERE = "The session has gone on to another opportunity meanwhile. The card shows it."
ENDED = "This session has ended. `/redgreen` resumes it, or starts today's."
SOURCE = "redgreen"
STEP_DUE = "next step agreed in Red/Green"


def stale(found: Walk, token: Token) -> ButtonReply | None:
    """What to say to a press on a card that has changed since it was shown."""
    if found.sitting.state == "ended":
        return _aside(ENDED)
    if found.sitting.review != token.review:
        return _aside(ELSEWHERE)
    asked = found.talk.open
    if token.question and (asked is None or asked.id != token.question):
        return answered(found, token.question)
    return None


def answered(found: Walk, question: str) -> ButtonReply:
    given = found.talk.given.get(question)
    if given is None:
        return _aside(ELSEWHERE)
    zone = zone_of(found.terms.manager.zone) if found.terms else given.at.tzinfo
    when = clock(given.at.astimezone(zone))
    return _aside(ALREADY.format(name=words.name(found.scene, given.by), when=when))


def answer(turn: Turn, found: Walk, question: str, **said: Any) -> None:
    """`said` is all there is to say of the question from now on."""
    assert found.review
    review_answers.add(
        turn.session,
        workspace=turn.workspace.id,
        review=found.review.id,
        question=question,
        by=turn.actor.id,
        at=turn.now,
        **said,
    )
    if question == VERDICT and said.get("sure") == CONFIDENT:
        reviews.settle(turn.session, found.review.id, verdict=said["choice"])


def content(given: Given) -> dict[str, Any]:
    """What was said, without what anybody thought of it."""
    return {
        "choice": given.choice,
        "text": given.text,
        "day": given.day,
        "said_by": given.said_by,
    }


def due(found: Walk) -> date | None:
    """When the next step is due unless somebody says otherwise: at the next session."""
    return found.terms.calendar.next_after(found.sitting.day) if found.terms else None


def go_on(turn: Turn, before: Walk) -> ButtonReply:
    """After an answer: the card follows, and what is done is settled."""
    review_sessions.change(turn.session, before.sitting, pressed_at=turn.now)
    found = Walk(turn, before.sitting)
    if found.review and found.review.state != "done" and found.talk.is_done:
        _finish(turn, found)
    cards.show(turn, before.sitting)
    return Quiet()


def move(turn: Turn, found: Walk, review: int | None) -> ButtonReply:
    """Another review is open from now on, and waits again if it was put aside."""
    review_sessions.change(turn.session, found.sitting, review=review, pressed_at=turn.now)
    opened = next((each for each in found.reviews if each.id == review), None)
    if opened is not None and opened.state in ("parked", "skipped", "not-reached"):
        reviews.settle(turn.session, opened.id, state="waiting", ended_at=None, ended_by="", why="")
    cards.show(turn, found.sitting)
    return Quiet()


def put_aside(turn: Turn, found: Walk, state: str, why: str) -> ButtonReply:
    assert found.review
    ended = {"ended_at": turn.now, "ended_by": turn.actor.id}
    seen = _seen(found.opportunity) if found.opportunity else {}
    note = _notes(found) if state == "parked" else ""
    reviews.settle(turn.session, found.review.id, state=state, why=why, note=note, **ended, **seen)
    return move(turn, found, walk.after(found.places, found.review.id))


def sure(turn: Turn, found: Walk) -> str:
    """What an answer of theirs counts as: the manager goes on with what they say themselves."""
    return CONFIDENT if leads(turn, found) else ""


def _finish(turn: Turn, found: Walk) -> None:
    """Everything has been said: verdict, notes and next step are kept, and the next one opens."""
    assert found.review
    deal = found.opportunity
    assert deal
    step, day = _step(found)
    values = _seen(deal) | {"next_step": step, "next_step_date": day, "why": ""}
    aside = "; ".join(reason for _, reason in found.talk.overridden())
    ended = {"state": "done", "ended_at": turn.now, "ended_by": turn.actor.id}
    verdict = {"verdict": found.talk.verdict, "overridden": aside, "note": _notes(found, day)}
    settled = reviews.settle(turn.session, found.review.id, **values, **ended, **verdict)
    changed = _write_step(turn, deal, step, day)
    _keep_act(turn, found, settled, deal, changed)
    after = walk.after(found.places, found.review.id)
    review_sessions.change(turn.session, found.sitting, review=after)


def _step(found: Walk) -> tuple[str, date | None]:
    given = found.talk.given[STEP]
    question = next(each for each in found.talk.questions if each.id == STEP)
    choice = question.choice(given.choice)
    return given.text or (choice.says if choice else ""), given.day or due(found)


def _write_step(turn: Turn, deal: Opportunity, step: str, day: date | None) -> bool:
    """The account executive is reminded of it by their next steps, due at the next session."""
    values: dict[str, Value] = {"next_step": step, "next_step_date": day}
    if not opportunities.differing(deal, values):
        return False
    change(turn, deal, values)
    return True


def change(turn: Turn, deal: Opportunity, values: Mapping[str, Value]) -> None:
    """The opportunity, and its owner's reminders after it."""
    opportunities.change(turn.session, deal, values, by=turn.actor.id, at=turn.now, source=SOURCE)
    if deal.owner:
        remind(turn, deal.owner)


def remind(turn: Turn, owner: str) -> None:
    """Their reminders and their Home follow the next step."""
    reminding.replan(turn, [owner])
    letters.refresh(turn, "home", owner)


def _keep_act(turn: Turn, found: Walk, settled: Review, deal: Opportunity, changed: bool) -> None:
    before = deal.next_step_date.isoformat() if deal.next_step_date else ""
    detail = {
        "session": found.sitting.id,
        "review": settled.id,
        "opportunity": deal.id,
        "verdict": settled.verdict,
        "step": [deal.next_step, before] if changed else [],
        "wrote": settled.next_step,
    }
    acts.keep(turn, words.VERDICT_ACT, f"{deal.account}: {words.colour(settled.verdict)}", detail)
    told = {name: detail[name] for name in ("session", "review", "opportunity", "verdict")}
    keep(turn, "redgreen.verdict", told | {"overridden": settled.overridden})


def _notes(found: Walk, day: date | None = None) -> str:
    sitting, deal = found.sitting, found.opportunity
    if deal is None:
        return ""
    said_by = {each.said_by for each in found.talk.given.values() if each.said_by}
    present = {sitting.manager, sitting.ae, *said_by}
    names = {each: words.plain_name(found.scene, each) for each in present}
    heading = Heading(sitting.day, sitting.manager, sitting.ae, names, day or due(found))
    return notes.notes(found.talk, deal, heading)


def _seen(deal: Opportunity) -> dict[str, Any]:
    """What the opportunity is like at this moment, to be compared with the next time."""
    return {
        "owner": deal.owner or "",
        "stage": deal.stage,
        "net_arr": deal.net_arr,
        "amount": deal.amount,
        "close_date": deal.close_date,
    }


def seen(deal: Opportunity) -> dict[str, Any]:
    return {"opportunity": deal.id} | _seen(deal)


def _aside(text: str) -> Aside:
    return Aside(Message(text))


def named(found: Walk) -> str:
    deal = found.opportunity
    return excerpt(deal.account) if deal else escape("a deleted opportunity")
