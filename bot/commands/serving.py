"""`handrail serve`."""

import argparse
import asyncio
import gc
import logging
from typing import TYPE_CHECKING

from bot import logs, settings

if TYPE_CHECKING:
    from bot.settings import Settings

log = logging.getLogger(__name__)


def serve(args: argparse.Namespace) -> int:
    """What is loaded stays for good: the collector looks away meanwhile, and never at it again."""
    gc.disable()
    from bot.lives import live

    read = settings.read()
    logs.start(read.log_level, read.log_format, read.secrets)
    return live(lambda stop: _until(stop, read, args.migrate))


async def _until(stop: asyncio.Event, read: "Settings", migrate: bool) -> int:
    from bot.lives import until_stopped
    from bot.server import running

    async with running(read, migrate) as bot:
        gc.freeze()
        gc.enable()
        await until_stopped(stop, bot.vital)
        log.info("stopping: what was taken is finished first")
    log.info("stopped")
    return 0
