"""The world on disk: written beside the old file and swapped in, so a crash leaves one whole."""

import asyncio
import os
from pathlib import Path

from pydantic import TypeAdapter

from playground.worlds import World

WORLD = TypeAdapter(World)


def load(path: Path | None) -> World:
    if path is None or not path.exists():
        return World()
    return WORLD.validate_json(path.read_bytes())


def save(world: World, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".new")
    beside.write_bytes(WORLD.dump_json(world))
    os.replace(beside, path)


async def keep_saving(world: World, path: Path, every: float = 1.0) -> None:
    """Save what changed, at most once a second."""
    saved = world.changes
    while True:
        await asyncio.sleep(every)
        if world.changes != saved:
            saved = world.changes
            save(world, path)
