"""What follows the state, rendered at the moment it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from handlers.kit.feature import Message, Registry, Round
from handlers.kit.mishaps import Later
from handlers.kit.routines import Screen
from handlers.kit.turns import Office, round_in
from storage import outbox
from storage.workspaces import Workspace

NOT_POSTED_YET = "the message is not posted yet"
UNTIL_POSTED_SECONDS = 2


@dataclass(frozen=True, slots=True)
class Shown:
    """The call that shows a screen."""

    method: str
    values: Mapping[str, Any]


def shown(
    office: Office, registry: Registry, workspace: Workspace, payload: Mapping[str, Any]
) -> Shown | None:
    """Raises Later while the message to edit is still to be posted."""
    screen = registry.screens.get(str(payload["screen"]))
    if screen is None:
        return None
    with office.database.reading() as session:
        round = round_in(office, registry, workspace, session)
        return _shown(round, screen, str(payload["id"]))


def _shown(round: Round, screen: Screen, id: str) -> Shown | None:
    if screen.posted is None:
        view = screen.render(round, id)
        return None if view is None else Shown("views.publish", {"user_id": id, "view": view})
    where = _where(round, screen.posted(round, id))
    message = screen.render(round, id) if where else None
    if where is None or message is None:
        return None
    assert isinstance(message, Message)
    return Shown("chat.update", {**where, **message.payload()})


def _where(round: Round, key: str | None) -> Mapping[str, Any] | None:
    letter = outbox.find(round.session, round.workspace.id, key) if key else None
    if letter is None or letter.state == "dead":
        return None
    if letter.state == "open":
        raise Later(NOT_POSTED_YET, UNTIL_POSTED_SECONDS)
    return letter.result or None
