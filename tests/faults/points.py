"""Points at which a bot is killed: where work is done and not kept, or kept and not told.

The nursery wraps the function of that name before the bot starts; the bot knows nothing of it.
"""

import asyncio
import functools
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

VARIABLE = "NURSERY_POINT"


@dataclass(frozen=True)
class Point:
    """`window` if Slack may have a message of which nothing is kept yet; `most` if a bot gets
    there only so often."""

    name: str
    where: str
    moment: str = "after"
    window: bool = False
    most: int = 4

    def at(self, number: int) -> str:
        """For the nursery: the process dies when it gets there for that time."""
        return f"{self.where} {self.moment} {min(number, self.most)}"


TURN = (
    Point("a delivery is remembered, nothing is done", "storage.inbox:first_time"),
    Point("an answer is recorded, not committed", "storage.audit:record"),
    Point("a turn is committed, not acknowledged", "handlers.kit.backstage:take"),
)
ACKNOWLEDGED = {
    "socket": Point("a turn is acknowledged", "bot.sockets:Sockets._answer"),
    "http": Point("a turn is acknowledged", "bot.endpoints:_pass_on"),
}
LETTER = (
    Point("letters are claimed", "handlers.kit.paces:claim"),
    Point("a letter is about to be marked as tried", "storage.outbox:attempt", "before"),
    Point("a letter is marked as tried, not committed", "storage.outbox:attempt"),
    Point("a letter is marked as tried, not sent", "handlers.kit.delivery:Sender._call", "before"),
    Point("a message is posted, nothing is kept", "handlers.kit.slack:Slack.post", window=True),
    Point("a letter is marked as sent, not committed", "storage.outbox:sent", window=True),
    Point("a letter is kept as sent", "handlers.kit.delivery:Sender.work"),
)
REMINDER = (
    Point("reminders are planned, not committed", "handlers.kit.releasing:reconcile", most=1),
    Point("reminders are planned", "handlers.kit.releasing:Releaser.plan_for", most=1),
    Point("a digest has its lines, not committed", "storage.bundles:put"),
    Point("a letter is written, not committed", "storage.outbox:post"),
    Point("reminders are released, not committed", "handlers.kit.releasing:release"),
    Point("reminders are released", "handlers.kit.releasing:Releaser._release"),
    Point("a reminder is claimed", "handlers.kit.paces:claim"),
    Point("a reminder is posted, nothing is kept", "handlers.kit.slack:Slack.post", window=True),
    Point("a reminder is marked as sent, not committed", "storage.outbox:sent", window=True),
)


def arm(point: str) -> None:
    where, moment, number = point.split()
    module, _, path = where.partition(":")
    *owners, name = path.split(".")
    owner = functools.reduce(getattr, owners, import_module(module))
    setattr(owner, name, _deadly(getattr(owner, name), moment == "before", int(number)))


def _deadly(work: Callable[..., Any], early: bool, number: int) -> Callable[..., Any]:
    wrap = _before if early else _after_await if asyncio.iscoroutinefunction(work) else _after
    return functools.wraps(work)(wrap(work, Countdown(number)))


@dataclass
class Countdown:
    left: int

    def go_on(self) -> None:
        self.left -= 1
        if not self.left:
            os.kill(os.getpid(), signal.SIGKILL)


def _before(work: Callable[..., Any], countdown: Countdown) -> Callable[..., Any]:
    def wrapped(*given: Any, **more: Any) -> Any:
        countdown.go_on()
        return work(*given, **more)

    return wrapped


def _after(work: Callable[..., Any], countdown: Countdown) -> Callable[..., Any]:
    def wrapped(*given: Any, **more: Any) -> Any:
        done = work(*given, **more)
        if done not in ([], 0, False):  # whoever finds nothing to do has not got there
            countdown.go_on()
        return done

    return wrapped


def _after_await(work: Callable[..., Any], countdown: Countdown) -> Callable[..., Any]:
    async def wrapped(*given: Any, **more: Any) -> Any:
        done = await work(*given, **more)
        countdown.go_on()
        return done

    return wrapped
