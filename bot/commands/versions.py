"""`handrail version`."""

import argparse
import platform

from bot.cli import version


def show(_: argparse.Namespace) -> int:
    print(f"handrail {version()} on Python {platform.python_version()}")
    return 0
