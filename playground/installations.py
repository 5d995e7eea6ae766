"""An app as it stands in one workspace: what it is, and what it was granted there."""

from dataclasses import dataclass
from typing import Literal

from playground.configs import App, Delivery
from playground.shapes import Json
from playground.worlds import Installation


@dataclass(frozen=True)
class Installed:
    app: App
    record: Installation

    @property
    def id(self) -> str:
        return self.app.id

    @property
    def name(self) -> str:
        return self.app.name

    @property
    def team_id(self) -> str:
        return self.record.team_id

    @property
    def bot_user(self) -> str:
        return self.record.bot_user

    @property
    def bot_id(self) -> str:
        return self.record.bot_id

    @property
    def scopes(self) -> frozenset[str]:
        return frozenset(self.record.scopes)

    @property
    def events(self) -> frozenset[str]:
        return self.app.events

    @property
    def commands(self) -> list[Json]:
        return self.app.commands

    @property
    def features(self) -> Json:
        return self.app.features

    @property
    def manifest(self) -> Json:
        return self.app.manifest

    @property
    def has_home(self) -> bool:
        return self.app.has_home

    @property
    def messages_tab(self) -> Literal["open", "read_only", "off"]:
        return self.app.messages_tab

    @property
    def delivery(self) -> Delivery:
        return self.app.delivery
