"""How far a workspace has come with setting the bot up."""

from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from storage.bundles import BUNDLES
from storage.opportunities import OPPORTUNITIES
from storage.profiles import PROFILES


@dataclass(frozen=True, slots=True)
class Done:
    roster: bool
    opportunities: bool
    told: bool


def of(session: Session, workspace: str) -> Done:
    roster = exists().where(PROFILES.c.workspace == workspace, PROFILES.c.roles != ())
    opportunities = exists().where(OPPORTUNITIES.c.workspace == workspace)
    told = exists().where(BUNDLES.c.workspace == workspace)
    row = session.connection().execute(select(roster, opportunities, told)).one()
    return Done(*map(bool, row))
