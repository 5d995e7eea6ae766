"""Help as Slack takes it, written once and then remembered."""

import json

from handlers.kit.feature import Slash

MOST = 256
"""Nobody fills the memory by writing help in ever new ways."""


class Helps:
    def __init__(self, menu: tuple[Slash, ...]) -> None:
        self.menu = menu
        self.known: dict[tuple[str, str], str] = {}

    def find(self, slash: Slash, text: str) -> str | None:
        """The acknowledgement's body, or None if this is a question and no call for help."""
        if slash.still is None:
            return None
        known = self.known.get((slash.name, text))
        return known if known is not None else self._write(slash, text)

    def _write(self, slash: Slash, text: str) -> str | None:
        told = slash.still and slash.still(self.menu, text)
        if not told:
            return None
        written = json.dumps({"response_type": "ephemeral"} | told.payload())
        if len(self.known) < MOST:
            self.known[slash.name, text] = written
        return written
