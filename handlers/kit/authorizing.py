"""Which workspace a request is for, and the token to answer it with."""

from collections.abc import Awaitable, Callable

from slack_bolt.authorization import AuthorizeResult

from handlers.kit.turns import Office


def authorize_from(office: Office) -> Callable[..., Awaitable[AuthorizeResult]]:
    """From memory: no network and no database before the turn."""

    async def authorize(team_id: str | None, enterprise_id: str | None) -> AuthorizeResult:
        installed = office.installed.get(team_id or "")
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_user_id=installed.workspace.bot_user if installed else None,
            bot_id=installed.workspace.bot_id if installed else None,
            bot_token=installed.token if installed else None,
        )

    return authorize
