"""What is missing in people's open opportunities, counted in the database."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.orm import Session

from storage.columns import OPEN
from storage.opportunities import AT_ONCE, COLUMNS, OPPORTUNITIES, Opportunity, read_those

C = OPPORTUNITIES.c


@dataclass(frozen=True, slots=True)
class Gaps:
    """Of one owner's open opportunities; `wanting` are those with one of LASTING."""

    open: int = 0
    net_arr: int = 0
    wanting: int = 0
    no_next_step: int = 0
    no_next_step_date: int = 0
    overdue: int = 0
    no_close_date: int = 0
    past_due: int = 0
    no_net_arr: int = 0
    no_amount: int = 0
    no_segment: int = 0


LASTING = ("past_due", "no_close_date", "no_net_arr", "no_amount", "no_segment")
COUNTED = tuple(field.name for field in fields(Gaps) if field.name not in ("open", "net_arr"))


def of_owners(
    session: Session, workspace: str, owners: Collection[str], today: date
) -> dict[str, Gaps]:
    """Everyone who was asked about, also whoever owns nothing."""
    found = {owner: Gaps() for owner in owners}
    asked = _counts(today).where(C.workspace == workspace, C.state == OPEN).group_by(C.owner)
    for start in range(0, len(found), AT_ONCE):
        some = asked.where(C.owner.in_(list(owners)[start : start + AT_ONCE]))
        for owner, *counts in session.connection().execute(some):
            found[owner] = Gaps(*(int(each or 0) for each in counts))
    return found


def total(some: Iterable[Gaps]) -> Gaps:
    every = list(some)
    return Gaps(*(sum(getattr(each, field.name) for each in every) for field in fields(Gaps)))


def wanting(
    session: Session, workspace: str, owner: str, today: date, limit: int
) -> list[Opportunity]:
    """Those with a gap, the soonest close date first."""
    mine = (C.workspace == workspace, C.owner == owner, C.state == OPEN)
    query = select(*COLUMNS).where(*mine, _gaps(today)["wanting"])
    return read_those(session, query.order_by(C.close_date.nulls_first(), C.id).limit(limit))


def named(deal: Opportunity, today: date) -> tuple[str, ...]:
    """The gaps of one opportunity, by the same names."""
    there = {
        "past_due": deal.close_date is not None and deal.close_date < today,
        "no_close_date": deal.close_date is None,
        "no_next_step": not deal.next_step,
        "overdue": deal.next_step_date is not None and deal.next_step_date < today,
        "no_next_step_date": bool(deal.next_step) and deal.next_step_date is None,
        "no_net_arr": deal.net_arr is None,
        "no_amount": deal.amount is None,
        "no_segment": not deal.segment,
    }
    return tuple(name for name, holds in there.items() if holds)


def _counts(today: date) -> Select[Any]:
    gaps = _gaps(today)
    counted = [func.sum(case((gaps[name], 1), else_=0)) for name in COUNTED]
    return select(C.owner, func.count(), func.coalesce(func.sum(C.net_arr), 0), *counted)


def _gaps(today: date) -> dict[str, ColumnElement[bool]]:
    """As `named` says them; `wanting` leaves the next steps to those who ask about them daily."""
    each: dict[str, ColumnElement[bool]] = {
        "no_next_step": C.next_step == "",
        "no_next_step_date": (C.next_step != "") & C.next_step_date.is_(None),
        "overdue": C.next_step_date < today,
        "no_close_date": C.close_date.is_(None),
        "past_due": C.close_date < today,
        "no_net_arr": C.net_arr.is_(None),
        "no_amount": C.amount.is_(None),
        "no_segment": C.segment == "",
    }
    return each | {"wanting": or_(*(each[name] for name in LASTING))}
