"""`handrail ask`: the same answers as in Slack, in a shell."""

import argparse
import json
import sys
from pathlib import Path

from bot import settings
from bot.clock import clock
from bot.instants import instant
from bot.mistakes import Mistake
from bot.packs import load
from policies.answer import Answer, Status
from policies.asking import Question, answer
from policies.pack import Pack

EXAMPLE = 'handrail ask "/roe 620 employees inbound"'


def ask(args: argparse.Namespace) -> int:
    read = settings.read()
    pack = load(Path(args.pack) if args.pack else read.pack, args.edition or read.edition)
    now = instant("--now", args.now, read.timezone) if args.now else clock(read.timezone)()
    question = Question("", now, role=_role(args.role, pack))
    if args.batch:
        from bot.batches import answer_lines

        return answer_lines(sys.stdin.buffer, sys.stdout, question, pack)
    return _one(" ".join(args.question), question, pack, args.json)


def _role(role: str | None, pack: Pack) -> str | None:
    if role is None or role in pack.roles:
        return role
    raise Mistake(f"{role!r} is no role of this pack. One of: {', '.join(pack.roles)}.")


def _one(text: str, question: Question, pack: Pack, as_json: bool) -> int:
    if not text.strip():
        raise Mistake(f"What is the question? For example {EXAMPLE}")
    found = answer(Question(text, question.now, role=question.role), pack)
    print(json.dumps(found.as_json(), ensure_ascii=False) if as_json else _page(found, pack))
    return 2 if found.status is Status.INVALID else 0


def _page(found: Answer, pack: Pack) -> str:
    from bot.prints import page

    return page(found, pack)
