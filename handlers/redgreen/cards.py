"""The one card of a session, seen by both: rendered from what is kept whenever it is sent."""

from collections.abc import Collection, Iterator
from datetime import UTC, time, timedelta
from functools import partial

from handlers.kit import acts, blocks, letters
from handlers.kit.feature import Block, Message, Round, Scene
from handlers.kit.rounds import round_of
from handlers.kit.texts import escape, excerpt
from handlers.redgreen import asking, terms, words
from handlers.redgreen.facts import difference, facts, left
from handlers.redgreen.walks import Walk
from handlers.redgreen.words import press
from policies.clocks import instant_of
from storage import acts as kept_acts
from storage import outbox, review_sessions
from storage.review_sessions import Sitting

WENT_ON = "This session went on further down."
NOTHING_WAITS = "Everything has been gone through."
MOVED = "*{ae}* reports to {manager} now, who can resume this session with `/redgreen`."
ALONE = "*{ae}* reports to nobody now, so nobody can go on here."
LEFT = "*{who}* has left the workspace. What has been said is kept; end the session when you like."
GONE_ON = "Go on"


def key(sitting: Sitting) -> str:
    """Which card of the session, as the screen names it."""
    return f"{sitting.id}/{sitting.posting}"


def posted(round: Round, id: str) -> str | None:
    """The letter of `17/2`, or of `17/2/U0ANA` where each has the card in their own DM."""
    session, posting, *person = id.split("/")
    return "/".join([f"redgreen/{session}/card/{posting}", *person])


def show(scene: Scene, sitting: Sitting) -> None:
    """Bring every card of the session up to date."""
    for id in _ids(scene, sitting):
        letters.refresh(scene, words.SCREEN, id)


def follow(scene: Scene, people: Collection[str]) -> None:
    """An opportunity of theirs has changed, such as by an import, while they go through it."""
    for sitting in review_sessions.still_open(scene.session, scene.workspace.id):
        if sitting.ae in people:
            show(scene, sitting)


def show_tomorrow(scene: Scene, sitting: Sitting) -> None:
    """Once the day is over a session is not resumed any more."""
    manager = terms.member(scene, sitting.manager)
    zone = terms.zone(manager) if manager else UTC
    at = instant_of(sitting.day + timedelta(days=1), time(0, 1), zone)
    for id in _ids(scene, sitting) if at > scene.now else ():
        letters.refresh(scene, words.SCREEN, id, at)


def post(scene: Scene, sitting: Sitting) -> None:
    """The card in the group DM of the two, or in the DM of each if Slack allows no group."""
    people = sitting.room.split(",")
    shown = render(round_of(scene), key(sitting))
    assert shown
    letters.post_together(scene, sitting.letter, people, lambda _: shown)


def repost(scene: Scene, before: Sitting, now: Sitting) -> None:
    """The card once more, further down; the one before says so."""
    if before.posting:
        show(scene, before)
    post(scene, now)


def render(round: Round, id: str) -> Message | None:
    session, posting = id.split("/")[:2]
    sitting = review_sessions.find(round.session, round.workspace.id, int(session))
    if sitting is None:
        return None
    if absent := round.pack.lacks("redgreen"):
        return blocks.message(absent, blocks.section(escape(absent)))
    if int(posting) != sitting.posting:
        return blocks.message(WENT_ON, blocks.section(WENT_ON))
    return card(Walk(round, sitting))


def card(walk: Walk) -> Message:
    when = words.long_day(walk.sitting.day)
    head = f"Red/Green: {words.plain_name(walk.scene, walk.sitting.ae)}, {when}"
    return blocks.message(f"{escape(head)}. {_said(walk)}", blocks.header(head), *_body(walk))


def _body(walk: Walk) -> Iterator[Block]:
    if walk.sitting.state == "ended":
        yield from _ended(walk)
        return
    yield from _notices(walk)
    yield from _undoable(walk)
    if walk.review is None:
        yield from _through(walk)
        return
    yield blocks.context(f"{walk.number} of {len(walk.reviews)} · {left(walk.reviews)}")
    yield from facts(walk)
    yield from _open(walk)


def _open(walk: Walk) -> Iterator[Block]:
    assert walk.review
    if walk.review.state == "done":
        yield from asking.done(walk)
    elif walk.is_there:
        yield from asking.open_question(walk)
    else:
        yield blocks.section(f"ℹ️ {difference(walk)} There is nothing to decide here any more.")
        yield blocks.actions(press(GONE_ON, words.GO_ON, walk.sitting.id, walk.review.id))
    yield from asking.steering(walk)


def _said(walk: Walk) -> str:
    """For notifications and screen readers."""
    if walk.sitting.state == "ended":
        return "The session has ended."
    if walk.review is None:
        return NOTHING_WAITS
    deal = walk.opportunity
    named = f"{excerpt(deal.account)}, {excerpt(deal.name)}" if deal else "A deleted opportunity"
    asked = walk.talk.open
    where = f"{walk.number} of {len(walk.reviews)}: {named}."
    return f"{where} {escape(asked.asks)}" if asked and walk.review.state != "done" else where


def _notices(walk: Walk) -> Iterator[Block]:
    """What has happened to the two people in the meantime."""
    ae = words.name(walk.scene, walk.sitting.ae)
    if terms.member(walk.scene, walk.sitting.ae) is None:
        yield blocks.section(f"ℹ️ {LEFT.format(who=ae)}")
    if walk.manager is None:
        yield blocks.section(f"ℹ️ {ALONE.format(ae=ae)}")
    elif walk.manager != walk.sitting.manager:
        moved = MOVED.format(ae=ae, manager=words.name(walk.scene, walk.manager))
        yield blocks.section(f"ℹ️ {moved}")


def _undoable(walk: Walk) -> Iterator[Block]:
    """The last verdict, for as long as it can be taken back."""
    since = walk.scene.now - acts.UNDOABLE
    act = kept_acts.last(walk.scene.session, walk.workspace, walk.sitting.manager, since)
    if act and act.kind == words.VERDICT_ACT and act.detail.get("session") == walk.sitting.id:
        yield blocks.section(
            f"✔ {escape(act.says)}", blocks.button("Undo", "remind.undo", str(act.id))
        )


def _through(walk: Walk) -> Iterator[Block]:
    yield blocks.section(f"*{NOTHING_WAITS}* {left(walk.reviews)}.")
    yield from asking.steering(walk)


def _ended(walk: Walk) -> Iterator[Block]:
    sitting = walk.sitting
    by = words.name(walk.scene, sitting.ended_by) if sitting.ended_by else ""
    how = f"Ended by {by}." if by else "Nobody ended it, so it was closed at the end of the day."
    yield blocks.section(f"*{how}* {left(walk.reviews)}.")
    if walk.terms and walk.terms.today == sitting.day:
        yield blocks.actions(press("Resume", words.RESUME, sitting.id))


def _ids(scene: Scene, sitting: Sitting) -> list[str]:
    alone = [each for each in sitting.room.split(",") if _is_alone(scene, sitting, each)]
    return [f"{key(sitting)}/{each}" for each in alone] or [key(sitting)]


def _is_alone(scene: Scene, sitting: Sitting, person: str) -> bool:
    found = partial(outbox.find, scene.session, scene.workspace.id)
    return found(f"{sitting.letter}/{person}") is not None
