"""At the period's last session what was reviewed is committed, and what nobody reviewed said so."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import time, timedelta

from handlers.kit.feature import Round, Scene
from handlers.redgreen import teams, terms
from handlers.redgreen.terms import Terms
from policies.clocks import instant_of, zone_of
from policies.reviews import changes
from policies.reviews.questions import weak_ones
from policies.reviews.walk import OVERRIDE
from storage import (
    audit,
    commitments,
    freezes,
    opportunities,
    pipelines,
    profiles,
    review_answers,
    review_sessions,
    reviews,
)
from storage.commitments import Commitment
from storage.freezes import Freeze
from storage.members import Member
from storage.opportunities import Opportunity
from storage.review_answers import Answer
from storage.review_sessions import Sitting
from storage.reviews import Review

KIND = "redgreen.commitment"
_DAY, _MIDNIGHT = timedelta(days=1), time(0)
Talks = Mapping[int, Sequence[tuple[str, Review]]]


@dataclass(frozen=True, slots=True)
class Unit:
    """Whose period is frozen, by the terms of the manager who holds their sessions.

    `terms` are of the day of the last session, whatever day it is frozen on.
    """

    ae: str
    segment: str
    region: str
    terms: Terms


def after_session(scene: Scene, sitting: Sitting) -> int:
    """How many opportunities were frozen; none unless the session is its period's last."""
    manager = terms.member(scene, sitting.manager)
    if manager is None or scene.pack.lacks("redgreen"):
        return 0
    theirs = replace(terms.terms(scene, manager), today=sitting.day)
    period = theirs.period
    same = (period.starts, period.ends) == (sitting.starts, sitting.ends)
    if not same or not theirs.calendar.is_last(sitting.day):
        return 0
    return freeze(scene, _unit(scene, sitting.ae, theirs))


def freeze(scene: Scene, unit: Unit) -> int:
    """How many rows were added; doing it again adds only what has changed meanwhile."""
    manager, period = unit.terms.manager, unit.terms.period
    late = scene.now >= instant_of(unit.terms.today + _DAY, _MIDNIGHT, zone_of(manager.zone))
    kept = Freeze(
        scene.workspace.id, unit.ae, period.starts, period.ends, manager.id, scene.now, late
    )
    first = freezes.keep(scene.session, kept)
    drafts = list(_drafts(scene, unit, late))
    added = commitments.freeze(scene.session, drafts)
    if first or added:
        _audit(scene, unit, drafts, added, late)
    return added


def freeze_left(round: Round) -> None:
    """Once the manager's last session day is over, for whoever had no session on it."""
    if round.pack.lacks("redgreen"):
        return
    for manager in sorted(profiles.managers(round.session, round.workspace.id)):
        member = terms.member(round, manager)
        if member is not None and (over := _over(round, member)):
            _freeze_team(round, over)


def _over(round: Round, manager: Member) -> Terms | None:
    """The terms on the last session day that is over, until the next period's first session."""
    theirs = terms.terms(round, manager)
    zone, today = zone_of(manager.zone), theirs.today
    evening = instant_of(today, manager.profile.ends, zone)
    calendar = theirs.calendar
    if calendar.is_last(today):
        last = calendar.last_in(theirs.period)
        return replace(theirs, today=last) if today > last or round.now >= evening else None
    if today > calendar.first_in(theirs.period):
        return None
    return replace(theirs, today=calendar.last_in(calendar.before(theirs.period)))


def _freeze_team(round: Round, over: Terms) -> None:
    """Nothing in a workspace that held no session in that period: nobody has committed anything."""
    workspace, period = round.workspace.id, over.period
    days = (period.starts, period.ends)
    held = review_sessions.in_period(round.session, workspace, *days)
    if not held:
        return
    done = freezes.of_period(round.session, workspace, *days)
    busy = {each.ae for each in held if each.state == "open"}
    people = {each.id for each in teams.team(round, over.manager.id)}
    people |= {each.ae for each in held if _is_left(round, each, over)}
    for ae in sorted(people - done.keys() - busy):
        freeze(round, _unit(round, ae, over))


def _is_left(round: Round, sitting: Sitting, over: Terms) -> bool:
    """Who has had sessions with this manager, and has left or reports to nobody by now."""
    if sitting.manager != over.manager.id:
        return False
    member = terms.member(round, sitting.ae)
    return member is None or member.profile.manager is None


def _unit(scene: Scene, ae: str, theirs: Terms) -> Unit:
    kept = profiles.find(scene.session, scene.workspace.id, ae)
    return Unit(ae, kept.segment, kept.region, theirs)


def _drafts(scene: Scene, unit: Unit, late: bool) -> Iterator[Commitment]:
    """What the person reviewed last, then what is in their scope and nobody reviewed."""
    workspace, session = scene.workspace.id, scene.session
    owned = pipelines.open_of(session, workspace, unit.ae)
    inside = {deal.id: deal for deal in teams.in_scope(unit.terms, unit.segment, owned)}
    days = (unit.terms.period.starts, unit.terms.period.ends)
    talks = reviews.talked_in(session, workspace, days, unit.ae, list(inside))
    mine = {id: told[-1][1] for id, told in talks.items() if told[-1][0] == unit.ae}
    known = opportunities.of_ids(session, workspace, list(mine))
    answers = review_answers.of(session, workspace, [each.id for each in mine.values()])
    for id, review in mine.items():
        weak = _weak(scene, answers[review.id])
        draft = _blank(scene, unit, late, id, known.get(id))
        yield _reviewed(draft, review, weak, talks[id])
    for id, deal in inside.items():
        if id not in talks:
            yield _blank(scene, unit, late, id, deal)


def _blank(scene: Scene, unit: Unit, late: bool, id: int, deal: Opportunity | None) -> Commitment:
    """As it is now, never reviewed."""
    period = unit.terms.period
    return Commitment(
        workspace=scene.workspace.id,
        starts=period.starts,
        ends=period.ends,
        opportunity=id,
        version=1,
        ref=deal.ref if deal else "",
        name=deal.name if deal else "",
        account=deal.account if deal else "",
        fate="never",
        verdict="",
        net_arr=deal.net_arr if deal else None,
        close_date=deal.close_date if deal else None,
        stage=deal.stage if deal else "",
        state=deal.state if deal else "gone",
        owner=unit.ae,
        manager=unit.terms.manager.id,
        segment=(deal.segment if deal else "") or unit.segment,
        region=(deal.region if deal else "") or unit.region,
        weak=(),
        flips=0,
        edition=scene.pack.edition,
        session=None,
        review=None,
        at=scene.now,
        late=late,
    )


def _reviewed(
    draft: Commitment,
    review: Review,
    weak: tuple[str, ...],
    talks: Sequence[tuple[str, Review]],
) -> Commitment:
    """With the last word on it; a deleted one keeps what it was like when it was reviewed."""
    decided = review.state == "done" and bool(review.verdict)
    turned = changes.flips(each.verdict for _, each in talks if each.state == "done")
    seen = replace(
        draft,
        fate="done" if decided else "parked",
        verdict=review.verdict if decided else "",
        weak=weak,
        flips=turned,
        session=review.session,
        review=review.id,
    )
    if draft.ref:
        return seen
    return replace(seen, net_arr=review.net_arr, close_date=review.close_date, stage=review.stage)


def _weak(scene: Scene, answers: Sequence[Answer]) -> tuple[str, ...]:
    """Questions with little behind their answer, and challenges that were set aside."""
    latest = review_answers.latest(answers)
    given = [each for name, each in latest.items() if not name.startswith(OVERRIDE)]
    aside = [name.removeprefix(OVERRIDE) for name in latest if name.startswith(OVERRIDE)]
    return tuple(sorted({each.question for each in weak_ones(scene.pack, given)} | set(aside)))


def _audit(scene: Scene, unit: Unit, drafts: Sequence[Commitment], added: int, late: bool) -> None:
    """Under the manager whose commitment it is, be it that nobody pressed anything."""
    green = [each for each in drafts if each.verdict == "green"]
    fates = [each.fate for each in drafts]
    detail = {
        "ae": unit.ae,
        "starts": unit.terms.period.starts.isoformat(),
        "ends": unit.terms.period.ends.isoformat(),
        "added": added,
        "green": len(green),
        "green_net_arr": sum(each.net_arr or 0 for each in green),
        "red": sum(each.verdict == "red" for each in drafts),
        "parked": fates.count("parked"),
        "never": fates.count("never"),
        "opportunities": [each.opportunity for each in drafts],
        "edition": scene.pack.edition,
        "late": late,
    }
    audit.record(
        scene.session,
        workspace=scene.workspace.id,
        at=scene.now,
        actor=unit.terms.manager.id,
        kind=KIND,
        detail=detail,
    )
