"""What a session came to, posted for both when it ends; its notes can be opened from there."""

from collections.abc import Iterator

from handlers.kit import blocks, letters
from handlers.kit.feature import Block, Message, Scene
from handlers.kit.texts import cut, escape
from handlers.redgreen import facts, words
from handlers.redgreen.walks import Walk
from handlers.redgreen.words import token
from storage.review_sessions import Sitting
from storage.reviews import Review

HEAD = ("Account", "Verdict", "Net ARR", "Next step", "Due")
ALIGNED = ("left", "left", "right", "left", "left")
NOTES_OF = "Notes of…"


def post(scene: Scene, sitting: Sitting) -> None:
    shown = summary(Walk(scene, sitting))
    people = sitting.room.split(",")
    key = f"redgreen/{sitting.id}/summary/{sitting.posting}"
    letters.post_together(scene, key, people, lambda _: shown)


def summary(walk: Walk) -> Message:
    ae, day = words.plain_name(walk.scene, walk.sitting.ae), words.long_day(walk.sitting.day)
    title = f"Red/Green summary: {ae}, {day}"
    return blocks.message(f"{escape(title)}. {_said(walk)}", blocks.header(title), *_body(walk))


def _said(walk: Walk) -> str:
    return f"{facts.tally(walk.reviews)}. {facts.left(walk.reviews)}."


def _body(walk: Walk) -> Iterator[Block]:
    yield blocks.section(f"*{facts.tally(walk.reviews)}*\n{facts.left(walk.reviews)}")
    decided = [each for each in walk.reviews if each.state in ("done", "parked")]
    if decided:
        yield blocks.table([HEAD, *(_row(walk, each) for each in decided)], ALIGNED)
    yield from _put_aside(walk)
    noted = [each for each in walk.reviews if each.note]
    about = [(token(walk.sitting.id, each.id), _account(walk, each, 60)) for each in noted]
    if about:
        yield blocks.actions(blocks.select(words.NOTES, NOTES_OF, about))
    yield blocks.context(f"📖 {facts.cited(walk.scene, 'rg-manager-notes')}")


def _row(walk: Walk, review: Review) -> tuple[str, ...]:
    verdict = "⏸ Parked" if review.state == "parked" else words.colour(review.verdict)
    step = review.next_step or (f"Missing: {review.why}" if review.why else "")
    due = words.day(review.next_step_date) if review.next_step_date else ""
    return _account(walk, review, 60), verdict, words.money(review.net_arr), step, due


def _put_aside(walk: Walk) -> Iterator[Block]:
    for state, title in (("skipped", "Skipped"), ("not-reached", "Not reached")):
        those = [each for each in walk.reviews if each.state == state]
        named = [escape(_account(walk, each, 40)) + _why(each) for each in those[:10]]
        if named:
            more = f" and {len(those) - 10} more" if len(those) > 10 else ""
            yield blocks.context(f"{title}: {', '.join(named)}{more}")


def _why(review: Review) -> str:
    return f" ({escape(review.why)})" if review.why else ""


def _account(walk: Walk, review: Review, most: int) -> str:
    deal = walk.deals.get(review.opportunity)
    return cut(deal.account or deal.name, most) if deal else "deleted"
