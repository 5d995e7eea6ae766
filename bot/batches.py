"""Many questions at once: JSON lines in, one answer a line out, in the same order."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, TextIO

from policies.answer import Answer, Status
from policies.asking import Question, answer
from policies.pack import Pack

EXAMPLE = '{"id": "1", "ask": "/roe 620 employees inbound", "now": "2026-04-23T09:00"}'


class BadLine(ValueError):
    """A line that holds no question; the rest of the batch does not suffer."""


def answer_lines(
    lines: Iterable[bytes],
    out: TextIO,
    question: Question,
    pack: Pack,
    ask: Callable[[Question, Pack], Answer] = answer,
) -> int:
    """0, or 2 if any line could not be read; blank lines count but say nothing."""
    code = 0
    for number, line in enumerate(lines, 1):
        if line.strip():
            said, readable = _answered(number, line, question, pack, ask)
            code = code if readable else 2
            out.write(json.dumps(said) + "\n")
            out.flush()
    return code


def _answered(
    number: int,
    line: bytes,
    question: Question,
    pack: Pack,
    ask: Callable[[Question, Pack], Answer],
) -> tuple[dict[str, Any], bool]:
    id: Any = None
    try:
        asked = _asked(line)
        id = asked.get("id")
        return {"id": id} | ask(_question(asked, question), pack).as_json(), True
    except BadLine as bad:
        headline = f"Line {number}: {bad} For example {EXAMPLE}"
        wrong = Answer("", Status.INVALID, headline, pack.edition)
        return {"id": id, "line": number} | wrong.as_json(), False


def _asked(line: bytes) -> Mapping[str, Any]:
    try:
        asked = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise BadLine("this is not a JSON object.") from None
    if not isinstance(asked, dict):
        raise BadLine("this is not a JSON object.")
    return asked


def _question(asked: Mapping[str, Any], question: Question) -> Question:
    text = asked.get("ask")
    if not isinstance(text, str):
        raise BadLine('"ask" is missing or no text.')
    return replace(question, text=text, now=_now(asked.get("now"), question.now))


def _now(given: Any, otherwise: datetime) -> datetime:
    if given in (None, ""):
        return otherwise
    try:
        read = datetime.fromisoformat(given)
    except (ValueError, TypeError):
        raise BadLine('"now" is no instant.') from None
    return read if read.tzinfo else read.replace(tzinfo=otherwise.tzinfo)
