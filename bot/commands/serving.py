"""`handrail serve`."""

import argparse
import asyncio
import logging

from bot import logs, settings
from bot.lives import live, until_stopped
from bot.server import running
from bot.settings import Settings

log = logging.getLogger(__name__)


def serve(args: argparse.Namespace) -> int:
    read = settings.read()
    logs.start(read.log_level, read.log_format, read.secrets)
    return live(lambda stop: _until(stop, read, args.migrate))


async def _until(stop: asyncio.Event, read: Settings, migrate: bool) -> int:
    async with running(read, migrate) as bot:
        await until_stopped(stop, bot.vital)
        log.info("stopping: what was taken is finished first")
    log.info("stopped")
    return 0
