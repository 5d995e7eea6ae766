"""A whole Slack on this machine, with the bot in it; the only place that starts the playground."""

import asyncio
import json
import os
import socket
from argparse import ArgumentParser, Namespace
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot import manifest, seeding, settings
from bot.lives import until_stopped
from bot.mistakes import Mistake
from bot.packs import load
from bot.settings import Settings
from playground import flags, options, seeds
from playground.keys import exports, keys
from playground.moments import JUST_BEFORE_NINE, Moment, usual
from playground.server import Playground
from playground.snapshots import Unusable
from playground.yamls import Misdescribed
from policies.asking import Question, answer

if TYPE_CHECKING:
    from bot.server import Running

DATABASE, STATE, LOCK = "handrail.db", "slack.json", "lock"
KEPT = (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", STATE)
DECIDER = "helen"
USUAL_PORTS = range(8200, 8300)
CONNECT_SECONDS = 10
AFRESH = "`handrail demo --reset` removes it."

IN_USE = (
    "A demo is already running in {folder}. Stop it, or give this one a folder of its own, "
    "for example --folder other-demo."
)
WELCOME = """\
Handrail runs in a Slack of its own: {url}

Open it and try, as anyone you like:
  /roe 620 employees inbound      whose account this is, and the rule that says so
  /roe 480 employees              a fact is missing, so it asks for that one
  a message to Handrail           who owns a 480 person company with 130 devs that came inbound?
  Handrail's Home                 as Amara, as her manager Fatima, as Imran the admin

The team has three months behind it. The clock on the page can be moved forward, and the bot
follows: a month plays in a minute.
Everything is kept in {folder}. Ctrl-C stops; `handrail demo` goes on; --reset starts afresh.
"""


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the demo plays."""

    folder: Path
    port: int

    @property
    def database_url(self) -> str:
        return f"sqlite:///{(self.folder / DATABASE).absolute()}"


async def play(stop: asyncio.Event, stage: Stage) -> int:
    """Until told to stop: first the bot ends, then the Slack it is in."""
    from bot.followers import Follower
    from handlers import FEATURES

    company = seeds.company(manifest.current(FEATURES))
    state = stage.folder / STATE
    slack = Playground(
        company, port=stage.port, state_path=state, movable=True, moments=worth_moving_to
    )
    async with opened(slack, AFRESH), _company(stage, slack), _bot(stage, slack) as bot:
        await _connected(bot)
        slack.follow(Follower(bot))
        print(WELCOME.format(url=slack.url, folder=stage.folder), flush=True)
        await until_stopped(stop, bot.vital)
        print("Stopping.", flush=True)
    return 0


def worth_moving_to(now: datetime) -> list[Moment]:
    """The usual instants, and a minute before managers open their next review."""
    pack = load(None, settings.read().edition)
    over = now if now.time() >= JUST_BEFORE_NINE else now - timedelta(days=1)
    told = answer(Question(f"/redgreen next after {over:%Y-%m-%d}", now), pack)
    found = usual(now)
    if isinstance(day := told.values.get("next"), date):
        at = datetime.combine(day, JUST_BEFORE_NINE, now.tzinfo)
        found.append(Moment("review", "Next review day, 08:59", at))
    return sorted(found, key=lambda moment: moment.at)


@asynccontextmanager
async def _company(stage: Stage, slack: Playground) -> AsyncIterator[None]:
    """A team with three months behind it, where there is nobody yet."""
    from bot.parts import database

    read = _settings(stage, slack)
    with database(read) as kept:
        kept.upgrade()
        if seeding.is_empty(kept, seeds.TEAM):
            with kept.begin() as session:
                now = slack.clock.instant().astimezone(read.timezone)
                pack = load(None, read.edition)
                whose = (seeds.TEAM, slack.people, slack.channels)
                seeding.seed(seeding.Seeding(session, *whose, pack, now))
    yield


@asynccontextmanager
async def _bot(stage: Stage, slack: Playground) -> AsyncIterator["Running"]:
    """The bot, by the clock of its Slack."""
    from bot.server import running

    read = _settings(stage, slack)
    async with running(read, True, lambda: slack.clock.instant().astimezone(read.timezone)) as bot:
        yield bot


@asynccontextmanager
async def opened(slack: Playground, afresh: str = "") -> AsyncIterator[None]:
    """`afresh` is what else helps when the state cannot be gone on from."""
    try:
        await slack.start()
    except Unusable as unusable:
        raise Mistake(f"{unusable} {afresh}".strip()) from unusable
    except OSError as error:
        why = os.strerror(error.errno or 0)
        raise Mistake(f"Port {slack.port} cannot be used: {why}.") from error
    try:
        yield
    finally:
        await slack.stop()


async def play_alone(stop: asyncio.Event, slack: Playground, plain: bool) -> int:
    """The Slack without the bot, for a bot that is started elsewhere."""
    async with opened(slack):
        print(json.dumps(keys(slack)) if plain else exports(slack), flush=True)
        await stop.wait()
    return 0


@contextmanager
def staged(folder: Path, port: int | None, reset: bool) -> Iterator[Stage]:
    folder.mkdir(parents=True, exist_ok=True)
    with _locked(folder / LOCK, IN_USE.format(folder=folder)):
        if reset:
            _remove(folder)
        yield Stage(folder, free_port(port))


def add_flags(parser: ArgumentParser) -> None:
    """Limits and faults, which only the playground knows."""
    flags.add(parser)


@contextmanager
def alone(args: Namespace) -> Iterator[Playground]:
    try:
        company = options.company(args, manifest.kept())
    except Misdescribed as misdescribed:
        raise Mistake(str(misdescribed)) from misdescribed
    port, control = free_port(args.port), args.control
    with _unshared(args.state):
        yield Playground(
            company, port=port, state_path=args.state, control=control, movable=control
        )


@contextmanager
def _unshared(state: Path | None) -> Iterator[None]:
    if state is None:
        yield
        return
    state.parent.mkdir(parents=True, exist_ok=True)
    with _locked(state.with_name(f"{state.name}.lock"), f"A playground already keeps {state}."):
        yield


def free_port(wanted: int | None) -> int:
    """The one asked for, or a Mistake that names another; without one, the first that is free."""
    if wanted is not None and (wanted == 0 or _is_free(wanted)):
        return wanted
    free = next((port for port in USUAL_PORTS if _is_free(port)), 0)
    if wanted is None:
        return free
    raise Mistake(f"Port {wanted} is in use. For example --port {free} is free.")


def _settings(stage: Stage, slack: Playground) -> Settings:
    return settings.read(
        slack_bot_token=slack.bot_token,
        slack_app_token=slack.app_token,
        slack_signing_secret=None,
        slack_api_url=slack.api_url,
        database_url=stage.database_url,
        decider=frozenset({slack.people[DECIDER]}),
        admins=frozenset({slack.people[seeding.team()["admin"]]}),
        host="127.0.0.1",
        port=0,
    )


async def _connected(bot: "Running") -> None:
    assert bot.sockets is not None
    async with asyncio.timeout(CONNECT_SECONDS):
        await bot.sockets.up.wait()


def _remove(folder: Path) -> None:
    """Only what a demo wrote; the folder may hold other things."""
    there = [folder / name for name in KEPT if (folder / name).exists()]
    if there:
        print(f"Removing {', '.join(str(path) for path in there)}.", flush=True)
    for path in there:
        path.unlink()


@contextmanager
def _locked(path: Path, taken: str) -> Iterator[None]:
    """Two of them on the same files would overwrite each other."""
    import fcntl

    with path.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Mistake(taken) from None
        yield


def _is_free(port: int) -> bool:
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True
