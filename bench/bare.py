"""A bare Bolt app in our own server: the floor that everything is measured against.

Run as `python -m bench.bare MODE PORT [LISTENERS]`; MODE is `immediate` or `default`.
"""

import asyncio
import sys
from dataclasses import dataclass
from datetime import UTC
from typing import Any

import uvicorn
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse

from bench import SECRET
from bot.clock import clock
from bot.endpoints import Endpoints


@dataclass
class Ready:
    knows_workspace: bool = True

    async def missing(self) -> list[str]:
        return []


async def authorize(team_id: str | None, enterprise_id: str | None) -> AuthorizeResult:
    return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token="xoxb-bench")


async def acknowledge(ack: AsyncAck) -> BoltResponse:
    return await ack("done")


def bare(immediate: bool, listeners: int = 1) -> AsyncApp:
    app = AsyncApp(
        authorize=authorize,
        process_before_response=immediate,
        request_verification_enabled=False,
        ssl_check_enabled=False,
    )
    for number in range(listeners - 1):
        app.command(f"/other-{number}")(acknowledge)
    app.command("/noop")(acknowledge)
    return app


def serve(mode: str, port: int, listeners: int) -> None:
    app = bare(mode == "immediate", listeners)
    ready: Any = Ready()
    endpoints = Endpoints(app, ready, clock(UTC), SECRET)
    config = uvicorn.Config(endpoints, port=port, log_level="warning", access_log=False)
    asyncio.run(uvicorn.Server(config).serve())


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]), int((sys.argv[3:] or ["1"])[0]))
