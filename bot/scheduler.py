"""The clockwork of a bot that lives by the wall's clock."""

from collections.abc import Callable, Iterable

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.ticks import Tick

WAKE_SECONDS = 5


def schedule(ticks: Iterable[Tick], wake: Callable[[], None]) -> AsyncIOScheduler:
    scheduler = AsyncIOScheduler(
        timezone="UTC", job_defaults={"coalesce": True, "misfire_grace_time": None}
    )

    async def wake_up() -> None:
        wake()

    scheduler.add_job(wake_up, "interval", seconds=WAKE_SECONDS)
    for tick in ticks:
        scheduler.add_job(tick.work, "interval", seconds=tick.every.total_seconds())
    return scheduler
