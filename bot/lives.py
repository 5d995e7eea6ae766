"""A process from its first breath to its last: loop, signals, and a limit to dying."""

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable, Coroutine, Iterable

STOP_SECONDS = 9.5
"""Whatever hangs, the process is gone before anybody sends it a kill."""
STOPPING = (signal.SIGTERM, signal.SIGINT)

Life = Callable[[asyncio.Event], Coroutine[None, None, int]]


def live(life: Life) -> int:
    """Run `life` on a fast loop; its event is set by the first signal, the second ends at once."""
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        return runner.run(_with_signals(life))


async def until_stopped(stop: asyncio.Event, vital: Iterable["asyncio.Task[None]"]) -> None:
    """Until told to stop; raises what a vital task raised."""
    told = asyncio.create_task(_told(stop))
    watched: set[asyncio.Task[None]] = set(vital)
    try:
        while not told.done():
            done, _ = await asyncio.wait({told, *watched}, return_when=asyncio.FIRST_COMPLETED)
            for task in watched & done:
                task.result()
            watched -= done
    finally:
        told.cancel()


async def _told(stop: asyncio.Event) -> None:
    await stop.wait()


async def _with_signals(life: Life) -> int:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in STOPPING:
        loop.add_signal_handler(each, _on_signal, stop)
    return await life(stop)


def _on_signal(stop: asyncio.Event) -> None:
    if stop.is_set():
        os._exit(130)
    stop.set()
    last_resort = threading.Timer(STOP_SECONDS, os._exit, (1,))
    last_resort.daemon = True
    last_resort.start()


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    if sys.platform == "win32":
        return None
    import uvloop

    return uvloop.new_event_loop
