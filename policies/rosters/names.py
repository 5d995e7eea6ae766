"""Who is meant by a name: by Slack's id, @name, or the name as Slack shows it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from policies.problems import nearest
from policies.rosters.cells import Unreadable

ID = re.compile(r"[UW][A-Z0-9]{4,}")
MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")
GUESSED_AMONG = 5_000
"""Among more names than this a guess takes too long for every line of a long roster."""
EXAMPLE = "write their Slack id, such as U012ABCDEF, or @name"


@dataclass(frozen=True, slots=True)
class Someone:
    id: str
    name: str
    """As in @name."""
    real_name: str = ""

    @property
    def shown(self) -> str:
        return self.real_name or self.name


class Directory:
    """Everybody who can be meant: members of the workspace."""

    def __init__(self, people: Iterable[Someone]) -> None:
        self._by_id = {each.id: each for each in people}
        self._by_name: dict[str, set[str]] = {}
        for each in self._by_id.values():
            for name in (each.name, each.real_name):
                if name:
                    self._by_name.setdefault(_word(name), set()).add(each.id)

    def __contains__(self, id: str) -> bool:
        return id in self._by_id

    def name(self, id: str) -> str:
        found = self._by_id.get(id)
        return found.shown if found else id

    def find(self, text: str, what: str) -> str:
        """The id. Raises Unreadable for nobody, and for more than one."""
        said = _id_in(text)
        if said in self._by_id:
            return said
        found = self._by_name.get(_word(text), set())
        if len(found) == 1:
            return next(iter(found))
        raise Unreadable(self._wrong(text, what, found))

    def _wrong(self, text: str, what: str, found: Iterable[str]) -> str:
        shown, ids = " ".join(text.split())[:60], sorted(found)
        if not shown:
            return f"it names no {what}; {EXAMPLE}"
        if ids:
            return f"“{shown}” may be {' or '.join(ids)}; write the Slack id"
        near = nearest(_word(text), self._by_name) if len(self._by_name) <= GUESSED_AMONG else None
        hint = f"did you mean {near}?" if near else EXAMPLE
        return f"nobody here is called “{shown}”; {hint}"


def _id_in(text: str) -> str:
    mention = MENTION.fullmatch(text.strip())
    return mention[1] if mention else text.strip().removeprefix("@")


def _word(text: str) -> str:
    return " ".join(text.casefold().split()).removeprefix("@")
