"""Which workspace the token is for, and who its people are, as Slack says."""

import asyncio
import logging
from collections.abc import Mapping
from functools import partial
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.kit.acquaintances import meet as meet_people
from handlers.kit.turns import Installed, Office
from storage import paces, workspaces
from storage.workspaces import Workspace

log = logging.getLogger(__name__)

PAGE = 200
LONGEST_PAUSE_SECONDS = 60.0
AWAY = (SlackClientError, aiohttp.ClientError, OSError, TimeoutError)
REFUSALS = frozenset(
    {"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"}
    | {"not_allowed_token_type"}
)


class TokenRefused(Exception):
    """Slack knows the token and does not want it; asking again changes nothing."""


async def introduce(office: Office, client: AsyncWebClient, token: str) -> None:
    """Ask Slack whose token this is, for as long as Slack is away; then get to know the people."""
    pause = 1.0
    while not await _asked(office, client, token):
        await asyncio.sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE_SECONDS)


async def meet(office: Office, client: AsyncWebClient) -> None:
    """Refresh everyone of every workspace served; what fails is tried again another day."""
    for installed in tuple(office.installed.values()):
        try:
            await _meet(office, client, installed)
        except AWAY as error:
            log.warning("the people were not refreshed: %s", code_of(error))


def code_of(error: Exception) -> str:
    """Slack's own word for what is wrong, or the kind of failure."""
    known = isinstance(error, SlackApiError) and isinstance(error.response, Mapping | object)
    if known and (code := getattr(error, "response", {}).get("error")):
        return str(code)
    return type(error).__name__


async def _asked(office: Office, client: AsyncWebClient, token: str) -> bool:
    try:
        answer = await client.auth_test(token=token)
    except AWAY as error:
        code = code_of(error)
        if code in REFUSALS:
            raise TokenRefused(code) from error
        log.warning("Slack does not say yet whose token this is: %s", code)
        return False
    workspace = _workspace(office, answer, answer.headers)
    await _in_pool(office, partial(_save_workspace, office, workspace))
    office.installed[workspace.id] = Installed(workspace, token)
    log.info("serving a workspace", extra={"workspace": workspace.id})
    return True


def scopes_of(headers: Mapping[str, Any]) -> tuple[str, ...]:
    """The header's name comes in any case."""
    lower = {name.lower(): value for name, value in headers.items()}
    return tuple(
        scope.strip() for scope in str(lower.get("x-oauth-scopes") or "").split(",") if scope
    )


def _workspace(office: Office, answer: Any, headers: Mapping[str, Any]) -> Workspace:
    return Workspace(
        id=str(answer["team_id"]),
        name=str(answer.get("team") or ""),
        bot_user=str(answer.get("user_id") or ""),
        bot_id=str(answer.get("bot_id") or ""),
        app_id=str(answer.get("app_id") or ""),
        url=str(answer.get("url") or ""),
        scopes=scopes_of(headers),
        seen_at=office.clock(),
    )


async def _meet(office: Office, client: AsyncWebClient, installed: Installed) -> None:
    cursor = ""
    while True:
        page = await client.users_list(token=installed.token, limit=PAGE, cursor=cursor)
        met = partial(meet_people, office, page.get("members") or [], installed.workspace.id)
        await _in_pool(office, met)
        cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
        if not cursor:
            return


def _save_workspace(office: Office, workspace: Workspace) -> None:
    with office.database.begin() as session:
        workspaces.save(session, workspace)
        paces.resume(session, workspace.id, paces.ANYTHING, office.clock())


async def _in_pool(office: Office, work: partial[None]) -> None:
    await asyncio.get_running_loop().run_in_executor(office.pool, work)
