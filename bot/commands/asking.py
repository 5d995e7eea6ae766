"""`handrail ask`: the same answers as in Slack, in a shell."""

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path

from bot import settings
from bot.clock import clock
from bot.days_off import days_off
from bot.instants import instant
from bot.mistakes import Mistake
from bot.packs import load
from bot.shelves import Ask, shelves
from policies.answer import Answer, Status
from policies.asking import Question
from policies.pack import Pack

EXAMPLE = 'handrail ask "/roe 620 employees inbound"'


def ask(args: argparse.Namespace) -> int:
    read = settings.read()
    pack = load(Path(args.pack) if args.pack else read.pack, args.edition or read.edition)
    now = instant("--now", args.now, read.timezone) if args.now else clock(read.timezone)()
    free = days_off(args.holidays or read.holidays)
    question = Question("", now, role=_role(args.role, pack), holidays=free)
    with shelves(read) as asking:
        if args.batch:
            from bot.batches import answer_lines

            return answer_lines(sys.stdin.buffer, sys.stdout, question, pack, asking)
        question = replace(question, text=" ".join(args.question))
        return _one(question, pack, asking, args.json)


def _role(role: str | None, pack: Pack) -> str | None:
    if role is None or role in pack.roles:
        return role
    raise Mistake(f"{role!r} is no role of this pack. One of: {', '.join(pack.roles)}.")


def _one(question: Question, pack: Pack, asking: Ask, as_json: bool) -> int:
    if not question.text.strip():
        raise Mistake(f"What is the question? For example {EXAMPLE}")
    found = asking(question, pack)
    print(json.dumps(found.as_json(), ensure_ascii=False) if as_json else _page(found, pack))
    return 2 if found.status is Status.INVALID else 0


def _page(found: Answer, pack: Pack) -> str:
    from bot.prints import page

    return page(found, pack)
