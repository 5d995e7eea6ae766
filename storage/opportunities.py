"""Opportunities as the last import, form or button left them, whatever CRM they came from."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Annotated, Any, Literal

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ColumnElement,
    Index,
    Select,
    UniqueConstraint,
    and_,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage import numbers, opportunity_changes
from storage.columns import OPEN, Base, Serial, table_of
from storage.opportunity_changes import TRACKED as TRACKED
from storage.opportunity_changes import Value as Value
from storage.opportunity_changes import history as history
from storage.rows import read

State = Literal["open", "won", "lost", "gone"]
Big = Annotated[int, mapped_column(BigInteger())]
AT_ONCE = 500
BY_HAND = "own-"
"""How the number begins of one that no CRM knows."""


@dataclass(frozen=True, slots=True)
class Opportunity:
    """`ref` is the CRM's id, or our own number; money is whole dollars; `version` counts changes.

    `owner` is None while nobody in Slack is known by `owner_name`.
    """

    id: int
    workspace: str
    ref: str
    name: str
    account: str
    owner: str | None
    owner_name: str
    stage: str
    net_arr: int | None
    amount: int | None
    close_date: date | None
    next_step: str
    next_step_date: date | None
    kind: str
    segment: str
    region: str
    compelling_event: bool | None
    quote_sent: bool | None
    close_date_set_at: datetime | None
    state: State
    created_at: datetime
    changed_at: datetime
    version: int


class OpportunityRow(Base):
    """`folded` is what a search looks through, for SQLite lowers no letter beyond ASCII;
    `reported` is what the CRM said last of each field, in text."""

    __tablename__ = "opportunities"
    __table_args__ = (
        UniqueConstraint("workspace", "ref"),
        Index("ix_opportunities_owner", "workspace", "owner", "state"),
        Index("ix_opportunities_close_date", "workspace", "state", "close_date"),
        CheckConstraint("state IN ('open', 'won', 'lost', 'gone')", name="state"),
    )

    id: Mapped[Serial]
    workspace: Mapped[str]
    ref: Mapped[str]
    name: Mapped[str]
    account: Mapped[str]
    owner: Mapped[str | None]
    owner_name: Mapped[str]
    stage: Mapped[str]
    net_arr: Mapped[Big | None]
    amount: Mapped[Big | None]
    close_date: Mapped[date | None]
    next_step: Mapped[str]
    next_step_date: Mapped[date | None]
    kind: Mapped[str]
    segment: Mapped[str]
    region: Mapped[str]
    compelling_event: Mapped[bool | None]
    quote_sent: Mapped[bool | None]
    close_date_set_at: Mapped[datetime | None]
    state: Mapped[str]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    version: Mapped[int]
    folded: Mapped[str]
    reported: Mapped[dict[str, Any]]


OPPORTUNITIES = table_of(OpportunityRow)
BLANK: Mapping[str, Value] = {
    field.name: "" if field.type is str else None for field in fields(Opportunity)
} | {"state": "open"}
COLUMNS = tuple(OPPORTUNITIES.c[each.name] for each in fields(Opportunity))


class Stale(Exception):
    """Somebody changed the same field after `opportunity` was looked at; `now` is what it is."""

    def __init__(self, now: Opportunity, names: Sequence[str]) -> None:
        super().__init__(", ".join(names))
        self.now, self.names = now, tuple(names)


def find(session: Session, workspace: str, id: int) -> Opportunity | None:
    return next(iter(those(session, inside(workspace, OPPORTUNITIES.c.id == id))), None)


def of_ids(session: Session, workspace: str, ids: Collection[int]) -> dict[int, Opportunity]:
    """Whichever of them there are, open or not."""
    found = those(session, inside(workspace, OPPORTUNITIES.c.id.in_(ids))) if ids else []
    return {each.id: each for each in found}


def by_ref(session: Session, workspace: str, ref: str) -> Opportunity | None:
    return next(iter(those(session, inside(workspace, OPPORTUNITIES.c.ref == ref))), None)


def search(
    session: Session,
    workspace: str,
    words: str,
    owners: Collection[str] | None = None,
    limit: int = 20,
) -> list[Opportunity]:
    """Those with every word in name, account or ref; open ones first. No words: any of them."""
    wanted = [OPPORTUNITIES.c.folded.contains(w, autoescape=True) for w in words.casefold().split()]
    if owners is not None:
        wanted.append(OPPORTUNITIES.c.owner.in_(owners))
    closed = OPPORTUNITIES.c.state != OPEN
    query = select(*COLUMNS).where(inside(workspace, *wanted)).limit(limit)
    return read_those(session, query.order_by(closed, OPPORTUNITIES.c.name, OPPORTUNITIES.c.id))


def add(
    session: Session,
    workspace: str,
    values: Mapping[str, Value],
    *,
    by: str,
    at: datetime,
    source: str,
    ref: str = "",
) -> Opportunity:
    """Without a `ref` of the CRM's it gets a number of our own."""
    own = ref or f"{BY_HAND}{numbers.draw(session, workspace, 'opportunities')}"
    row = new_row(workspace, own, values, at)
    added = insert(OPPORTUNITIES).values(row).returning(OPPORTUNITIES)
    opportunity = read(Opportunity, session.connection().execute(added).one())
    began = {"state": (None, opportunity.state)}
    opportunity_changes.write(session, workspace, opportunity.id, began, by, at, source)
    return opportunity


def change(
    session: Session,
    opportunity: Opportunity,
    values: Mapping[str, Value],
    *,
    by: str,
    at: datetime,
    source: str,
) -> Opportunity:
    """`opportunity` is what the person had before them. Raises Stale, and then changes nothing."""
    current = _locked(session, opportunity)
    new = differing(current, values)
    if stale := [name for name in new if getattr(current, name) != getattr(opportunity, name)]:
        raise Stale(current, stale)
    if not new:
        return current
    row = changed_row(current, new, at)
    changing = update(OPPORTUNITIES).where(OPPORTUNITIES.c.id == current.id).values(row)
    kept = session.connection().execute(changing.returning(OPPORTUNITIES)).one()
    steps = {name: (getattr(current, name), value) for name, value in new.items()}
    opportunity_changes.write(session, current.workspace, current.id, steps, by, at, source)
    return read(Opportunity, kept)


def date_from(session: Session, opportunity: Opportunity, since: datetime | None) -> Opportunity:
    """The close date stands since then: it is set back to what it was, not set anew."""
    one = inside(opportunity.workspace, OPPORTUNITIES.c.id == opportunity.id)
    dating = update(OPPORTUNITIES).where(one).values(close_date_set_at=since)
    session.connection().execute(dating)
    return replace(opportunity, close_date_set_at=since)


def differing(current: Opportunity, values: Mapping[str, Value]) -> dict[str, Value]:
    """What of `values` is not so already. Raises KeyError for what is no tracked field."""
    if unknown := values.keys() - set(TRACKED):
        raise KeyError(f"not kept of an opportunity: {', '.join(sorted(unknown))}")
    return {name: value for name, value in values.items() if getattr(current, name) != value}


def new_row(workspace: str, ref: str, values: Mapping[str, Value], at: datetime) -> dict[str, Any]:
    row: dict[str, Any] = {**{name: BLANK[name] for name in TRACKED}, **values}
    own = {"workspace": workspace, "ref": ref, "created_at": at, "changed_at": at, "version": 1}
    dated = at if row["close_date"] else None
    found = {"folded": folded(ref, row), "reported": {}}
    return row | own | found | {"close_date_set_at": dated}


def changed_row(current: Opportunity, new: Mapping[str, Value], at: datetime) -> dict[str, Any]:
    row: dict[str, Any] = {**new, "changed_at": at, "version": current.version + 1}
    if "close_date" in new:
        row["close_date_set_at"] = at if new["close_date"] else None
    if new.keys() & {"name", "account"}:
        names = {"name": current.name, "account": current.account, **new}
        row["folded"] = folded(current.ref, names)
    return row


def folded(ref: str, values: Mapping[str, Value]) -> str:
    return f"{values['name']} {values['account']} {ref}".casefold()


def _locked(session: Session, opportunity: Opportunity) -> Opportunity:
    one = inside(opportunity.workspace, OPPORTUNITIES.c.id == opportunity.id)
    return read_those(session, select(*COLUMNS).where(one).with_for_update())[0]


def inside(workspace: str, *more: ColumnElement[bool]) -> ColumnElement[bool]:
    return and_(OPPORTUNITIES.c.workspace == workspace, *more)


def those(session: Session, which: ColumnElement[bool]) -> list[Opportunity]:
    dates = (OPPORTUNITIES.c.close_date.nulls_last(), OPPORTUNITIES.c.id)
    return read_those(session, select(*COLUMNS).where(which).order_by(*dates))


def read_those(session: Session, query: Select[Any]) -> list[Opportunity]:
    """Rows of `COLUMNS`, which stand as the fields do: no name is looked up."""
    return [Opportunity(*row) for row in session.connection().execute(query).all()]
