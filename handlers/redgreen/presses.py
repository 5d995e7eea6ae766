"""The buttons of the card: each changes one thing, and a press on what has changed is told so."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from handlers.kit.feature import Aside, Ask, ButtonReply, Message, Quiet, Refused, Turn
from handlers.redgreen import cards, facts, steps
from handlers.redgreen.steps import answer, content, go_on, move, put_aside, stale
from handlers.redgreen.walks import Token, Walk, enter, lead, read
from policies.reviews import walk
from policies.reviews.questions import CONFIDENT, RED, STEP, VERDICT, Given
from storage import review_sessions, reviews

NOTHING_TO_KEEP = "There is nothing of the last time left to keep here."
NOTHING_TO_JUDGE = "Nobody has answered this yet. Write the answer first."
CLOSED = "{why} Press *Go on*."
SHOWN = "The card is at the bottom of your group DM again."
TAKEN_BACK = "{account}: the verdict is open again."
TOO_FAR = "That session has ended. Resume it with `/redgreen`, then change the answer."


def choose(turn: Turn, ask: Ask) -> ButtonReply:
    """A quick answer: from the manager it counts as certain, from the other as said."""
    token = read(ask.value)
    found = enter(turn, token)
    if told := _closed(turn, found, token):
        return told
    question = next(each for each in found.talk.questions if each.id == token.question)
    if question.choice(token.rest) is None:
        raise Refused("That answer is not offered any more. The card shows what is.")
    day = steps.due(found) if token.question == STEP else None
    said = {"choice": token.rest, "said_by": turn.actor.id, "day": day}
    answer(turn, found, token.question, **said, sure=steps.sure(turn, found))
    return go_on(turn, found)


def confident(turn: Turn, ask: Ask) -> ButtonReply:
    token = read(ask.value)
    found = lead(turn, token)
    if told := _closed(turn, found, token):
        return told
    if not found.talk.can_be_confident(token.question):
        return Aside(Message(NOTHING_TO_JUDGE))
    given = found.talk.given[token.question]
    answer(turn, found, token.question, **content(given), sure=CONFIDENT)
    return go_on(turn, found)


def keep_one(turn: Turn, ask: Ask) -> ButtonReply:
    return _keep(turn, ask, lambda kept: kept[:1])


def keep_all(turn: Turn, ask: Ask) -> ButtonReply:
    return _keep(turn, ask, lambda kept: kept)


def _keep(
    turn: Turn, ask: Ask, chosen: Callable[[tuple[Given, ...]], tuple[Given, ...]]
) -> ButtonReply:
    token = read(ask.value)
    found = lead(turn, token)
    if told := _closed(turn, found, token):
        return told
    kept = chosen(found.talk.to_keep())
    if not kept:
        return Aside(Message(NOTHING_TO_KEEP))
    for given in kept:
        day = steps.due(found) if given.question == STEP else given.day
        said = content(given) | {"day": day}
        answer(turn, found, given.question, **said, sure=CONFIDENT, kept=True)
    return go_on(turn, found)


def recolour(turn: Turn, ask: Ask) -> ButtonReply:
    """Red after all, from where a green was challenged."""
    token = read(ask.value)
    found = lead(turn, token)
    if told := _closed(turn, found, Token(token.session, token.review)):
        return told
    if found.talk.verdict == RED:
        return steps.answered(found, VERDICT)
    answer(turn, found, VERDICT, choice=RED, said_by=turn.actor.id, sure=CONFIDENT)
    return go_on(turn, found)


def again(turn: Turn, ask: Ask) -> ButtonReply:
    """A question is asked again; what was said of it stays in sight."""
    token = read(ask.value)
    found = lead(turn, token)
    if told := stale(found, Token(token.session, token.review)):
        return told
    return _ask_again(turn, found, token.question)


def _ask_again(turn: Turn, found: Walk, question: str) -> ButtonReply:
    given = found.talk.given.get(question)
    assert found.review
    if given is not None:
        answer(turn, found, question, **content(given))
    if found.review.state != "waiting":
        opened = {"state": "waiting", "ended_at": None, "ended_by": ""}
        reviews.settle(turn.session, found.review.id, **opened)
    return go_on(turn, found)


def back(turn: Turn, ask: Ask) -> ButtonReply:
    """To the question before, or from the first one to the opportunity before."""
    token = read(ask.value)
    found = lead(turn, token)
    if found.sitting.state == "ended" or (found.sitting.review or 0) != token.review:
        return stale(found, token) or Quiet()
    review = found.review
    if review is not None and review.state != "done" and found.is_there:
        asked = found.talk.open
        before = found.talk.back(asked.id) if asked else None
        if before is not None:
            return _ask_again(turn, found, before.id)
    earlier = walk.before(found.places, review.id if review else None)
    if earlier is None:
        return Aside(Message("This is the first one."))
    return move(turn, found, earlier)


def skip(turn: Turn, ask: Ask) -> ButtonReply:
    token = read(ask.value)
    found = lead(turn, token)
    return stale(found, token) or put_aside(turn, found, "skipped", "")


def park(turn: Turn, ask: Ask) -> ButtonReply:
    """Talked about and not finished; what is missing is why."""
    token = read(ask.value)
    found = lead(turn, token)
    if told := stale(found, token):
        return told
    asked = found.talk.open
    given = found.talk.given.get(asked.id) if asked else None
    return put_aside(turn, found, "parked", given.missing if given else "")


def jump(turn: Turn, ask: Ask) -> ButtonReply:
    token = read(ask.value)
    found = lead(turn, Token(token.session))
    if found.sitting.state == "ended":
        return Aside(Message(steps.ENDED))
    if token.review not in {each.id for each in found.reviews}:
        raise Refused("That opportunity is not in this session.")
    return move(turn, found, token.review)


def onward(turn: Turn, ask: Ask) -> ButtonReply:
    """To the next that waits; one that is gone is skipped and says why."""
    token = read(ask.value)
    found = lead(turn, token)
    if told := stale(found, token):
        return told
    assert found.review
    if found.review.state != "done" and not found.is_there:
        return put_aside(turn, found, "skipped", facts.became(found))
    return move(turn, found, walk.after(found.places, found.review.id))


def taken_back(turn: Turn, detail: Mapping[str, Any]) -> str:
    """The verdict is asked for again, and the next step is what it was before."""
    sitting = review_sessions.lock(turn.session, turn.workspace.id, int(detail["session"]))
    if sitting is None or sitting.state == "ended":
        raise Refused(TOO_FAR)
    opened = {"review": int(detail["review"])}
    found = Walk(turn, review_sessions.change(turn.session, sitting, **opened))
    if found.review is None:
        raise Refused(TOO_FAR)
    _ask_again(turn, found, VERDICT)
    reviews.settle(turn.session, found.review.id, verdict="")
    _unwrite(turn, found, detail)
    return TAKEN_BACK.format(account=steps.named(found))


def _unwrite(turn: Turn, found: Walk, detail: Mapping[str, Any]) -> None:
    """Unless somebody has written another next step since."""
    deal = found.opportunity
    if deal is None or not detail["step"] or deal.next_step != detail["wrote"]:
        return
    step, day = detail["step"]
    values = {"next_step": step, "next_step_date": date.fromisoformat(day) if day else None}
    steps.change(turn, deal, values)


def _closed(turn: Turn, found: Walk, token: Token) -> ButtonReply | None:
    """The same as `stale`, and what became of an opportunity that is gone meanwhile."""
    if told := stale(found, token):
        return told
    if not found.is_there:
        cards.show(turn, found.sitting)
        return Aside(Message(CLOSED.format(why=facts.difference(found))))
    return None


def see(turn: Turn, ask: Ask) -> ButtonReply:
    """The card once more at the bottom, for whoever has lost sight of it."""
    found = enter(turn, read(ask.value))
    again = {"posting": found.sitting.posting + 1, "pressed_at": turn.now}
    cards.repost(turn, found.sitting, review_sessions.change(turn.session, found.sitting, **again))
    return Aside(Message(SHOWN))
