"""`handrail demo` and `handrail playground`."""

import argparse
from pathlib import Path

from bot import demo as demos
from bot import logs
from bot.lives import live


def demo(args: argparse.Namespace) -> int:
    logs.start("warning")
    with demos.staged(Path(args.folder), args.port, args.reset) as stage:
        return live(lambda stop: demos.play(stop, stage))


def playground(args: argparse.Namespace) -> int:
    logs.start("warning")
    with demos.alone(args) as slack:
        return live(lambda stop: demos.play_alone(stop, slack, args.json))
