"""What is kept of the policy's answer with a request, so that its card goes on saying it."""

from collections.abc import Sequence
from typing import Any

from policies.answer import Answer

REQUESTED = ("live", "async", "convert-to-pov")
"""Outcomes that lead to a request; the others end with the answer."""


def decided_of(answer: Answer, cautions: Sequence[tuple[str, str]] = ()) -> dict[str, Any]:
    """With what else has to be said, each with its entry; the card itself says what comes first."""
    board_is_first = answer.outcome != "convert-to-pov"
    return {
        "headline": answer.headline,
        "warnings": [*(says for says, _ in cautions), *answer.warnings],
        "assumptions": list(answer.assumptions),
        "next": list(answer.next[1:] if board_is_first else answer.next),
        "entries": [*(entry for _, entry in cautions), *(each.id for each in answer.citations)],
    }
