"""A session begins, is taken up again, and ends: by the manager, or at the end of their day."""

from datetime import timedelta

from handlers.kit import homes, reminding
from handlers.kit.feature import (
    Aside,
    Ask,
    ButtonReply,
    Message,
    Quiet,
    Refused,
    Round,
    Scene,
    Turn,
)
from handlers.redgreen import cards, facts, freezing, steps, summaries, teams, terms, words
from handlers.redgreen.teams import Deck
from handlers.redgreen.terms import Terms
from handlers.redgreen.walks import insist_on_leading, lead, read
from policies.clocks import instant_of, zone_of
from storage import opportunities, profiles, review_sessions, reviews
from storage.members import Member
from storage.review_sessions import Sitting

ROUTINE = "redgreen"
NOBODY = "{ae} reports to nobody, so there is no manager to hold the session."
EMPTY = "{ae} has no opportunity in scope for {period}. `/redgreen scope` says what is."
STARTED = "The session with {ae} is open in your group DM: {count}."
GOES_ON = "The session with {ae} goes on in your group DM."
OVER = "That session was on {day}. Start today's with `/redgreen`."
ENDED_ALREADY = "This session has ended already."
LEAVER = "{ae} has left, so no session can be held with them."


def start(turn: Turn, ask: Ask) -> ButtonReply:
    """Today's session with an account executive of theirs, new or where it was left."""
    terms.insist_on_reviews(turn)
    ae = _member(turn, ask.value)
    insist_on_leading(turn, ae.id)
    mine = _terms(turn, turn.actor.id)
    deck = teams.decks(turn, mine, [ae])[0]
    sitting, new = review_sessions.open_one(
        turn.session,
        workspace=turn.workspace.id,
        manager=turn.actor.id,
        ae=ae.id,
        day=mine.today,
        period=(mine.period.starts, mine.period.ends),
        edition=turn.pack.edition,
        at=turn.now,
    )
    if not new:
        return _take_up(turn, sitting, deck)
    if not deck.picked.deals:
        empty = {"ae": words.name(turn, ae.id), "period": mine.period.name}
        raise Refused(EMPTY.format(**empty))
    return _begin(turn, sitting, deck)


def _begin(turn: Turn, sitting: Sitting, deck: Deck) -> ButtonReply:
    _put(turn, sitting, deck)
    count = facts.counted_deals(len(deck.picked.deals))
    _open(turn, sitting)
    _settle(turn, sitting, "started")
    ae = words.name(turn, sitting.ae)
    return Aside(Message(STARTED.format(ae=ae, count=count)))


def resume(turn: Turn, ask: Ask) -> ButtonReply:
    """From anywhere, and by whoever is the manager now; the card is posted anew."""
    terms.insist_on_reviews(turn)
    found = review_sessions.lock(turn.session, turn.workspace.id, read(ask.value).session)
    if found is None:
        raise Refused("I can't find that session any more. `/redgreen` shows today's.")
    insist_on_leading(turn, found.ae)
    mine = _terms(turn, turn.actor.id)
    if found.day != mine.today:
        raise Refused(OVER.format(day=words.long_day(found.day)))
    deck = teams.decks(turn, mine, [_member(turn, found.ae)])[0]
    return _take_up(turn, found, deck)


def _take_up(turn: Turn, sitting: Sitting, deck: Deck) -> ButtonReply:
    opened = (
        reviews.reopen(turn.session, sitting, turn.now) if sitting.state == "ended" else sitting
    )
    taken = review_sessions.change(turn.session, opened, manager=turn.actor.id)
    _put(turn, taken, deck)
    _open(turn, taken)
    return Aside(Message(GOES_ON.format(ae=words.name(turn, sitting.ae))))


def _put(turn: Turn, sitting: Sitting, deck: Deck) -> None:
    """What has come into scope since comes at the end."""
    seen = [
        steps.seen(each)
        for each in deck.picked.deals
        if isinstance(each, opportunities.Opportunity)
    ]
    there = reviews.reviews_of(turn.session, turn.workspace.id, [sitting.id])
    known = {each.opportunity for each in there}
    fresh = [each for each in seen if each["opportunity"] not in known]
    reviews.put(turn.session, sitting, fresh, place=len(there) + 1)


def _open(turn: Turn, sitting: Sitting) -> None:
    there = reviews.reviews_of(turn.session, turn.workspace.id, [sitting.id])
    waiting = [each.id for each in there if each.state == "waiting"]
    kept = sitting.review if sitting.review in waiting else next(iter(waiting), None)
    room = ",".join((turn.actor.id, sitting.ae))
    where = {"review": kept, "room": room, "posting": sitting.posting + 1, "pressed_at": turn.now}
    cards.repost(turn, sitting, review_sessions.change(turn.session, sitting, **where))
    homes.follow(turn, [turn.actor.id, sitting.ae])


def end(turn: Turn, ask: Ask) -> ButtonReply:
    found = lead(turn, read(ask.value))
    if not close(turn, found.sitting, turn.actor.id):
        return Aside(Message(ENDED_ALREADY))
    return Quiet()


def close(scene: Scene, sitting: Sitting, by: str) -> bool:
    """Whether it was open: what it has is kept, and the summary goes to both."""
    closed = reviews.close(scene.session, sitting, by, scene.now)
    if closed is None:
        return False
    cards.show(scene, closed)
    cards.show_tomorrow(scene, closed)
    summaries.post(scene, closed)
    homes.follow(scene, [closed.manager, closed.ae])
    if isinstance(scene, Turn):
        _settle(scene, closed, "session held")
        reminding.replan(scene, [closed.manager, closed.ae])
    ended(scene, closed)
    return True


def ended(scene: Scene, sitting: Sitting) -> None:
    """What follows from a session: at the period's last one, the commitment.

    Called in the same transaction whoever ended it, and again if it is taken up and ended anew.
    """
    freezing.after_session(scene, sitting)


def close_left_open(round: Round) -> None:
    """A session nobody ended: after the manager's working day, once nobody presses any more."""
    for sitting in review_sessions.still_open(round.session, round.workspace.id):
        if _is_over(round, sitting):
            locked = review_sessions.lock(round.session, round.workspace.id, sitting.id)
            if locked is not None and locked.state == "open" and _is_over(round, locked):
                close(round, locked, "")


def _is_over(round: Round, sitting: Sitting) -> bool:
    kept = profiles.find(round.session, round.workspace.id, sitting.manager)
    member = terms.member(round, sitting.manager)
    zone = zone_of(member.zone if member else "UTC")
    if round.pack.lacks("redgreen"):
        return True
    idle = timedelta(minutes=int(round.pack.sheets["redgreen"].limit("idle_minutes")))
    evening = instant_of(sitting.day, kept.ends, zone)
    return round.now >= evening and round.now - sitting.pressed_at >= idle


def _settle(turn: Turn, sitting: Sitting, ending: str) -> None:
    reminding.settle(turn, ROUTINE, f"{sitting.day.isoformat()}/{sitting.ae}", ending)


def _terms(turn: Turn, manager: str) -> Terms:
    found = terms.member(turn, manager)
    assert found
    return terms.terms(turn, found)


def _member(turn: Turn, person: str) -> Member:
    found = terms.member(turn, person)
    if found is None:
        raise Refused(LEAVER.format(ae=words.name(turn, person)))
    return found
