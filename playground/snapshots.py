"""The world on disk: written beside the old file and swapped in, so a crash leaves one whole."""

import asyncio
import logging
import os
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from playground.clock import Clock
from playground.worlds import World

VERSION = 2
SHARE = 0.05
"""How much of the time may go into saving: a large world is saved less often."""

log = logging.getLogger(__name__)


class Unusable(Exception):
    """Why a file cannot be gone on from, in a sentence; the file is left as it is."""


@dataclass
class Header:
    version: int = 1


@dataclass
class Snapshot:
    """`ahead` is how far the clock had been moved, in seconds."""

    version: int = VERSION
    ahead: float = 0.0
    world: World = field(default_factory=World)


HEADER, SNAPSHOT, WORLD = TypeAdapter(Header), TypeAdapter(Snapshot), TypeAdapter(World)


def load(path: Path | None, team_id: str) -> Snapshot:
    """What was kept, or a new world; `team_id` is whose the places of an old file were."""
    if path is None or not path.exists():
        return Snapshot()
    try:
        return read(path.read_bytes(), team_id)
    except OSError as error:
        raise Unusable(f"{path} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise Unusable(
            f"{path} cannot be gone on from: {reason(error)}. It was left as it is; move it away, "
            f"for example to {path.name}.old, to start afresh."
        ) from error


def read(kept: bytes, team_id: str) -> Snapshot:
    version = HEADER.validate_json(kept).version
    if version > VERSION:
        raise ValueError("a newer version of the playground wrote it")
    if version == VERSION:
        return SNAPSHOT.validate_json(kept)
    return Snapshot(world=of_one_workspace(WORLD.validate_json(kept), team_id))


def of_one_workspace(world: World, team_id: str) -> World:
    for place in world.conversations.values():
        place.team_id = place.team_id or team_id
    return world


def reason(error: ValueError) -> str:
    if not isinstance(error, ValidationError):
        return str(error)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{where}: {first['msg']}" if where else first["msg"]


def dump(world: World, clock: Clock) -> bytes:
    return SNAPSHOT.dump_json(Snapshot(VERSION, clock.offset, world))


def write(path: Path, kept: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".new")
    with beside.open("wb") as file:
        file.write(kept)
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, path)


async def keep_saving(world: World, clock: Clock, path: Path, every: float = 1.0) -> None:
    """Save what changed, at most once a second and never for much of the time."""
    saved, pause, time = world.changes, every, asyncio.get_running_loop().time
    while True:
        await asyncio.sleep(pause)
        if world.changes == saved:
            continue
        saved, began = world.changes, time()
        await attempt(path, dump(world, clock))
        pause = max(every, (time() - began) / SHARE)


async def attempt(path: Path, kept: bytes) -> None:
    """A full disk is no reason to stop; what could not be saved is saved with the next change."""
    try:
        await asyncio.to_thread(write, path, kept)
    except OSError as error:
        log.error("%s cannot be saved: %s", path, error.strerror)
