"""Trigger ids: good once, and for three seconds."""

import secrets
from dataclasses import dataclass, field
from itertools import takewhile

from playground.clock import Clock
from playground.installations import Installed


@dataclass
class Trigger:
    user: str
    app_id: str
    team_id: str
    made: float
    view_id: str = ""
    channel: str = ""
    used: bool = False


@dataclass
class Triggers:
    clock: Clock
    lasting: float
    known: dict[str, Trigger] = field(default_factory=dict)

    def issue(self, user: str, app: Installed, view_id: str = "", channel: str = "") -> str:
        self.forget()
        now = self.clock.now()
        name = f"{int(now * 1000)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        self.known[name] = Trigger(user, app.id, app.team_id, now, view_id, channel)
        return name

    def refusal(self, name: str, app: Installed) -> str:
        """Slack's error for this trigger, or nothing when it may be used."""
        trigger = self.known.get(name)
        if trigger is None or (trigger.app_id, trigger.team_id) != (app.id, app.team_id):
            return "invalid_trigger_id"
        if trigger.used:
            return "exchanged_trigger_id"
        if self.clock.now() - trigger.made > self.lasting:
            return "expired_trigger_id"
        return ""

    def spend(self, name: str) -> Trigger:
        trigger = self.known[name]
        trigger.used = True
        return trigger

    def forget(self) -> None:
        """Drop triggers so old that even their expiry is of no interest, oldest first."""
        oldest = self.clock.now() - 600
        for name in list(takewhile(lambda name: self.known[name].made <= oldest, self.known)):
            del self.known[name]
