"""`handrail manifest`."""

import argparse

from bot import manifest
from handlers import FEATURES


def show(args: argparse.Namespace) -> int:
    if args.check:
        return _check()
    current = manifest.current(FEATURES)
    shown = manifest.as_json(current) if args.json else manifest.as_yaml(current)
    print(shown, end="")
    return 0


def _check() -> int:
    found = manifest.differences(FEATURES)
    print("\n".join(found) if found else "manifest.yml agrees with the features.")
    if found:
        print("Bring it up to date, for example: handrail manifest > manifest.yml")
    return 1 if found else 0
