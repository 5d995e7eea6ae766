"""Open opportunities as far as the Required 7 look at them: narrow rows, one statement."""

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from policies.skills.sights import Deal
from storage.columns import OPEN
from storage.opportunities import AT_ONCE, OPPORTUNITIES
from storage.rows import among

C = OPPORTUNITIES.c
STEPPED = func.trim(C.next_step) != ""
COLUMNS = (
    *(C.id, C.owner, C.name, C.account, C.segment, C.net_arr, C.amount, C.close_date),
    *(STEPPED, C.next_step_date, C.changed_at),
)
"""As the fields of a deal stand."""


def of_owners(session: Session, workspace: str, owners: Collection[str]) -> dict[str, list[Deal]]:
    """A list for everyone who was asked about, the soonest close date first."""
    found: dict[str, list[Deal]] = {owner: [] for owner in owners}
    query = select(*COLUMNS).where(C.workspace == workspace, C.state == OPEN)
    for at in range(0, len(found), AT_ONCE):
        some = among(session, C.owner, list(found)[at : at + AT_ONCE])
        ordered = query.where(some).order_by(C.close_date.nulls_last(), C.id)
        for row in session.connection().execute(ordered):
            deal = Deal(*row)
            found[deal.owner].append(deal)
    return found
