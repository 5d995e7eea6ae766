"""`handrail doctor` and `handrail policy check`."""

import argparse
import asyncio
import json
import textwrap
from dataclasses import asdict
from pathlib import Path

from bot import logs, packs, settings
from bot.clock import clock
from bot.findings import Finding, Level

MARKS = {Level.OK: "✔", Level.WARNING: "!", Level.PROBLEM: "✘"}


def doctor(args: argparse.Namespace) -> int:
    from bot.doctor import examine

    read = settings.read()
    logs.start("error", "text", read.secrets)
    redact = logs.Redactor(read.secrets)
    found = asyncio.run(examine(read, clock(read.timezone)))
    text = _json(found) if args.json else "\n".join(map(_lines, found))
    print(redact(text))
    return 1 if any(finding.level is Level.PROBLEM for finding in found) else 0


def policy(args: argparse.Namespace) -> int:
    read = settings.read()
    folder = Path(args.path) if args.path else read.pack
    pack = packs.check(folder, args.edition or read.edition)
    print(f"{pack.name}, edition {pack.edition}: ok")
    return 0


def _json(found: list[Finding]) -> str:
    return json.dumps({"findings": [asdict(finding) for finding in found]}, indent=2)


def _lines(finding: Finding) -> str:
    said = f"{MARKS[finding.level]} {finding.check}: {finding.says}"
    mend = textwrap.indent(finding.mend, "  → ") if finding.mend else ""
    return f"{said}\n{mend}" if mend else said
