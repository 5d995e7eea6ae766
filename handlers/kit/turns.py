"""One turn: one transaction around one handler, whoever called and however."""

import logging
from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar
from uuid import uuid4

from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session

from handlers.kit import letters
from handlers.kit.blocks import escape
from handlers.kit.feature import Ask, Job, Message, Refused, Registry, Round, Turn
from handlers.kit.payloads import Caller
from handlers.kit.people import Stranger, admit
from policies.calendars import Holidays, no_holidays
from policies.pack import Pack
from storage import inbox
from storage.database import Database
from storage.workspaces import Workspace

log = logging.getLogger(__name__)

R = TypeVar("R")

BROKEN = "That broke on our side, and nothing was saved (reference {reference})."
NOT_HERE = "Handrail is not installed in this workspace. Ask the admin who runs it to add it."


@dataclass(frozen=True, slots=True)
class Installed:
    """A workspace that the bot serves, and the token to serve it with."""

    workspace: Workspace
    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Office:
    """What lives as long as the process and a turn needs."""

    database: Database
    pack: Pack
    clock: Callable[[], datetime]
    pool: Executor
    installed: dict[str, Installed]
    """By team id; filled once Slack has said which workspace a token is for."""
    deciders: frozenset[str] = frozenset()
    holidays: Holidays = no_holidays
    admins: frozenset[str] = frozenset()
    posts_a_minute: int = 240
    """Messages in a workspace; 0 leaves every limit to Slack."""


@dataclass(frozen=True, slots=True)
class Done(Generic[R]):
    """The handler's reply, committed; `posted` if there is something for the sender."""

    reply: R
    posted: bool


@dataclass(frozen=True, slots=True)
class Sorry:
    """Refused, or broken on our side; nothing was saved. `away` if the database was."""

    message: Message
    broken: bool = False
    away: bool = False


@dataclass(frozen=True, slots=True)
class Repeated:
    """The same call came before and was done then."""


Outcome = Done[R] | Sorry | Repeated


def take(
    office: Office, registry: Registry, caller: Caller, work: Callable[[Turn], R]
) -> Done[R] | Sorry | Repeated:
    """Nothing but Stranger escapes: an exception after `ack()` would make Bolt forget the ack."""
    installed = office.installed.get(caller.team)
    if installed is None:
        return Sorry(Message(NOT_HERE))
    try:
        with office.database.begin() as session:
            return _work(office, installed.workspace, registry, caller, work, session)
    except Refused as refusal:
        return Sorry(Message(escape(str(refusal))))
    except Stranger:
        raise
    except Exception as error:
        reference = uuid4().hex[:8]
        log.exception("turn failed, reference %s, user %s", reference, caller.user)
        away = isinstance(error, OperationalError)
        return Sorry(Message(BROKEN.format(reference=reference)), broken=True, away=away)


def make_rounds(office: Office, registry: Registry, jobs: Iterable[Job]) -> None:
    """Each job in a transaction of its own; one that fails is logged and comes round again."""
    for installed in tuple(office.installed.values()):
        for job in jobs:
            try:
                with office.database.begin() as session:
                    job.work(round_in(office, registry, installed.workspace, session))
            except Exception:
                log.exception("job %s failed", job.id)


def round_in(office: Office, registry: Registry, workspace: Workspace, session: Session) -> Round:
    """Work without a person, at this moment and in this transaction."""
    now = office.clock()
    configured = (office.deciders, registry, office.holidays, office.admins)
    return Round(now, workspace, office.pack, session, *configured)


def _work(
    office: Office,
    workspace: Workspace,
    registry: Registry,
    caller: Caller,
    work: Callable[[Turn], R],
    session: Session,
) -> Done[R] | Repeated:
    now = office.clock()
    if caller.key and not inbox.first_time(session, workspace.id, caller.key, now):
        return Repeated()
    actor, met = admit(session, caller)
    configured = (office.deciders, registry, office.holidays, office.admins, met)
    turn = Turn(now, workspace, actor, office.pack, session, *configured)
    reply = work(turn)
    for finish in session.info.pop("finishing", ()):
        finish(turn)
    return Done(reply, posted=bool(session.info.get("posted")))


def apologise(office: Office, caller: Caller, ask: Ask, sorry: Sorry) -> bool:
    """Tell the person through the outbox; whether that could be kept."""
    key = f"sorry/{caller.key}"
    try:
        with office.database.begin() as session:
            now = office.clock()
            if inbox.first_time(session, caller.team, caller.key, now):
                letters.apologise(session, caller.team, key, ask, sorry.message, now)
    except SQLAlchemyError:
        log.exception("an apology could not be kept")
        return False
    return True
