"""Places that became free in a cohort under way: offered in the list's order, taken, passed."""

from collections.abc import Iterable, Mapping
from typing import Any

from handlers.kit import acts, blocks, records, reminding
from handlers.kit.feature import Ask, ButtonReply, Refused, Round, Turn
from handlers.kit.rights import insist
from handlers.programs import books, leading, pages, words
from handlers.programs.controls import PASSED, TOOK, beside, undo_button
from policies.programs import Cohort, Leadership, Offer, SignUp
from policies.programs.offers import PAUSE, answered_by, is_refilled, to_offer
from policies.programs.reminders import ATTENDANCE, ELIGIBILITY, OFFER, ROUTINE
from policies.programs.values import placed
from policies.rights import Action
from storage import audit, program_offers, programs

GONE = "That place is not on offer to you any more."
FULL = "That place has been taken meanwhile. You keep your place on the waiting list."
ANSWERED = "You have answered that already."
TAKEN = "✔ The place is yours."
LET_GO = "✔ You let this place pass, and the next one on the list is asked."


def make(round: Round, sheet: Leadership, cohorts: Iterable[Cohort]) -> None:
    """To whoever is next, for each place that is free."""
    for cohort in cohorts:
        if is_refilled(cohort, round.now.date(), sheet) and _next(round, cohort, sheet):
            programs.draw(round.session, round.workspace.id)  # so the list stays as it is read now
            for one in _next(round, cohort, sheet):
                _offer(round, cohort, one, sheet)


def _next(round: Round, cohort: Cohort, sheet: Leadership) -> list[SignUp]:
    where = (round.session, round.workspace.id)
    those = programs.lately(*where, round.now - PAUSE)
    made = program_offers.of_cohort(*where, cohort.id)
    return to_offer(those, made, cohort, sheet.seats, round.now)


def _offer(round: Round, cohort: Cohort, one: SignUp, sheet: Leadership) -> None:
    until = answered_by(cohort, books.rhythm(round, one.person), round.now, sheet)
    made = program_offers.add(round.session, one, cohort.id, round.now, until)
    detail = {"offer": made.id if made else None, "of": one.person, "cohort": cohort.id}
    audit.record(
        round.session,
        workspace=round.workspace.id,
        at=round.now,
        actor="",
        kind="program.offered",
        detail=detail | {"until": until.isoformat()},
    )


def take(turn: Turn, ask: Ask) -> ButtonReply:
    """From the waiting list, or from a cohort that is still to come."""
    offer, one = _asked(turn, ask.value)
    if _is_full(turn, offer.cohort):
        raise Refused(FULL)
    program_offers.answer(turn.session, offer, taken_at=turn.now)
    programs.place(turn.session, [one], offer.cohort)
    detail = {"offer": offer.id, "cohort": one.cohort}
    act = acts.keep(turn, TOOK, "place taken", detail)
    _settle(turn, offer, one, "place taken", act)
    _keep(turn, "program.took", offer, one)
    says = f"{TAKEN} {pages.standing(turn)}"
    return _told(turn, ask, says, act, "lead-weeks", ATTENDANCE)


def let_pass(turn: Turn, ask: Ask) -> ButtonReply:
    offer, one = _asked(turn, ask.value)
    program_offers.answer(turn.session, offer, passed_at=turn.now)
    act = acts.keep(turn, PASSED, "place passed", {"offer": offer.id})
    _settle(turn, offer, one, "passed", act)
    _keep(turn, "program.passed", offer, one)
    return _told(turn, ask, f"{LET_GO} {pages.standing(turn)}", act, ELIGIBILITY)


def _asked(turn: Turn, value: str) -> tuple[Offer, SignUp]:
    """Nobody else changes the list meanwhile. Raises Refused for who is not asked."""
    programs.draw(turn.session, turn.workspace.id)
    offer, one = _known(turn, words.number(value))
    insist(turn, Action.OWN, owner=one.person)
    if offer.taken_at or offer.passed_at:
        raise Refused(ANSWERED)
    if one.left_at or not offer.is_open(turn.now):
        raise Refused(GONE)
    return offer, one


def untake(turn: Turn, detail: Mapping[str, Any]) -> str:
    """Back to where they were, and the place is theirs to take as before."""
    programs.draw(turn.session, turn.workspace.id)
    offer, one = _known(turn, int(detail["offer"]))
    if one.cohort != offer.cohort or one.left_at:
        raise Refused(GONE)
    before = detail["cohort"]
    back = None if before is None or _is_full(turn, before) else before
    programs.place(turn.session, [one], back)
    _open_again(turn, offer, one)
    return "You are not in that cohort any more. The place is still offered to you."


def unpass(turn: Turn, detail: Mapping[str, Any]) -> str:
    """Nobody else was asked as long as this can be undone."""
    programs.draw(turn.session, turn.workspace.id)
    offer, one = _known(turn, int(detail["offer"]))
    if turn.now >= offer.until or one.left_at:
        raise Refused(GONE)
    _open_again(turn, offer, one)
    return "The place is offered to you again."


def _open_again(turn: Turn, offer: Offer, one: SignUp) -> None:
    program_offers.answer(turn.session, offer)
    reminding.reopen(turn, ROUTINE, f"{OFFER}/{offer.id}")
    leading.settle(turn, [one])
    _keep(turn, "program.reopened", offer, one)


def _known(turn: Turn, id: int) -> tuple[Offer, SignUp]:
    where = (turn.session, turn.workspace.id)
    offer = program_offers.find(*where, id)
    one = programs.find_sign_up(*where, offer.sign_up) if offer else None
    if offer is None or one is None:
        raise Refused(GONE)
    return offer, one


def _is_full(turn: Turn, cohort: int) -> bool:
    those = programs.standing(turn.session, turn.workspace.id)
    return len(placed(those, cohort)) >= books.leadership(turn).seats


def _settle(turn: Turn, offer: Offer, one: SignUp, ending: str, act: int) -> None:
    reminding.settle(turn, ROUTINE, f"{OFFER}/{offer.id}", ending, act)
    leading.settle(turn, [one])


def _keep(turn: Turn, kind: str, offer: Offer, one: SignUp) -> None:
    records.keep(turn, kind, {"offer": offer.id, "of": one.person, "cohort": offer.cohort})


def _told(turn: Turn, ask: Ask, says: str, act: int, *entries: str) -> ButtonReply:
    button = blocks.actions(undo_button(act))
    shelf = pages.cited(turn, *entries)
    return beside(ask, blocks.message(says, blocks.section(says), button, *shelf))
