"""What goes on behind the adapter: turns in the pool, forms that open, the workers."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from typing import Any, TypeVar

from handlers.kit.acquaintances import describe, meet, remember
from handlers.kit.blocks import notice
from handlers.kit.delivery import Sender
from handlers.kit.feature import Ask, Change, Feature, Message, Open, Place, Turn, View
from handlers.kit.fetching import Fetcher
from handlers.kit.interactions import modal_id
from handlers.kit.mishaps import SlackFailed
from handlers.kit.payloads import Body, Caller
from handlers.kit.people import Stranger
from handlers.kit.releasing import Releaser
from handlers.kit.replies import Works
from handlers.kit.routes import routes
from handlers.kit.slack import Slack
from handlers.kit.turns import Done, Office, Outcome, Sorry, apologise, make_rounds, take

R = TypeVar("R")

NO_FORM = "Slack did not open the form in time. Please try again."
NOT_MET = "Slack did not tell me who you are, so I decided nothing. Please try again in a moment."


class Backstage:
    """One for each process; it speaks no Bolt."""

    def __init__(
        self, office: Office, features: Sequence[Feature], slack: Slack, name: str
    ) -> None:
        """`name` tells this process from others that share the database."""
        self.office = office
        self.routes = routes(features)
        self.works = Works(self.routes)
        self.slack = slack
        self.sender = Sender(office, slack, name, self.routes.registry)
        self.fetcher = Fetcher(office, self.routes, slack, self.sender.wake, name)
        self.releaser = Releaser(office, self.routes.registry, self.sender.wake, name)
        self.tasks: set[asyncio.Task[None]] = set()

    @property
    def crew(self) -> "tuple[Sender, Fetcher, Releaser]":
        return self.sender, self.fetcher, self.releaser

    async def run(self) -> None:
        """Send, fetch and release until `stop`."""
        await asyncio.gather(*(worker.run() for worker in self.crew))

    async def make_rounds(self) -> None:
        """Do what is due without anybody asking: at the start, then by the clock."""
        jobs = tuple(self.routes.jobs.values())
        await self.in_pool(make_rounds, self.office, self.routes.registry, jobs)
        self.wake()

    async def plan(self) -> None:
        """What should be said to everybody in the time to come."""
        await self.in_pool(self.releaser.plan)
        self.wake()

    def wake(self) -> None:
        for worker in self.crew:
            worker.wake()

    async def stop(self, seconds: float) -> None:
        """Finish the forms being opened and whatever the workers have begun."""
        if self.tasks:
            await asyncio.wait(self.tasks, timeout=seconds)
        await asyncio.gather(*(worker.stop(seconds) for worker in self.crew))

    async def turn(self, caller: Caller, work: Callable[[Turn], R]) -> Outcome[R]:
        take_it = partial(take, self.office, self.routes.registry, caller, work)
        try:
            outcome: Outcome[R] = await self.in_pool(take_it)
        except Stranger:
            user = await describe(self.office, self.slack, caller)
            if user is None:
                return Sorry(Message(NOT_MET))
            await self.in_pool(meet, self.office, [user], caller.team)
            outcome = await self.in_pool(take_it)
        if isinstance(outcome, Done) and outcome.posted:
            self.wake()
        return outcome

    async def remember(self, body: Body) -> None:
        """Who moves to another zone is reminded by its clock from now on."""
        person = await self.in_pool(remember, self.office, body)
        if person is not None:
            await self.in_pool(self.releaser.plan_for, str(body.get("team_id")), [person])

    async def apologise(self, caller: Caller, ask: Ask, sorry: Sorry) -> bool:
        """Whether the apology could be kept."""
        kept = await self.in_pool(apologise, self.office, caller, ask, sorry)
        if kept:
            self.wake()
        return kept

    def show(self, body: Body, caller: Caller, ask: Ask, outcome: Outcome[Any]) -> None:
        """What a press opens or changes; on a Home also what went wrong."""
        match outcome:
            case Done(reply=Open(view)):
                self.spawn(self._open_now(body, caller, view))
            case Done(reply=Change(view)):
                self.spawn(self._change_now(body, caller, view))
            case Sorry(message) if ask.place is Place.HOME or modal_id(body):
                self.spawn(self._open_now(body, caller, notice(message.text)))
            case _:
                pass

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _open_now(self, body: Body, caller: Caller, view: View) -> None:
        """A form cannot wait for the acknowledgement to be over: its trigger lives 3 seconds."""
        token = self.office.installed[caller.team].token
        trigger, url = str(body.get("trigger_id")), str(body.get("response_url") or "")
        try:
            await self.sender.open_form(token, trigger, view, on_top=bool(modal_id(body)))
        except SlackFailed:
            await self.sender.respond(url, Message(NO_FORM))

    async def _change_now(self, body: Body, caller: Caller, view: View) -> None:
        token = self.office.installed[caller.team].token
        try:
            await self.sender.change_form(token, modal_id(body), view)
        except SlackFailed:
            await self.sender.respond(str(body.get("response_url") or ""), Message(NO_FORM))

    def in_pool(self, work: Callable[..., R], *values: Any) -> Coroutine[Any, Any, R]:
        loop = asyncio.get_running_loop()
        return _awaited(loop.run_in_executor(self.office.pool, partial(work, *values)))


async def _awaited(future: "asyncio.Future[R]") -> R:
    return await future
