"""How an act or a call is refused: a sentence for a person, or Slack's word for an app."""

from typing import Any

from playground.shapes import Json
from playground.validation import Problem


class Declined(Exception):
    """What a person is told when they cannot do that; a whole sentence."""


class Refused(Exception):
    """Slack's error word, and whatever else the answer carries."""

    def __init__(self, error: str, found: list[Problem] | None = None, **more: Any) -> None:
        super().__init__(error)
        self.error = error
        self.found = found or []
        self.more = more

    def answer(self) -> Json:
        messages = [str(problem) for problem in self.found]
        detail = {"response_metadata": {"messages": messages}} if messages else {}
        return {"ok": False, "error": self.error, **self.more, **detail}
