"""Who a token stands for: an app in one workspace, an app by itself, or nobody."""

from dataclasses import dataclass

from playground.configs import App
from playground.installations import Installed
from playground.platforms import Platform
from playground.refusals import Refused
from playground.worlds import Token


@dataclass(frozen=True)
class Caller:
    text: str
    token: Token | None = None
    registered: App | None = None
    installed: Installed | None = None

    @classmethod
    def of(cls, platform: Platform, text: str) -> "Caller":
        token = platform.world.tokens.get(text)
        if token is None:
            return cls(text)
        installed = platform.installed(token.app_id, token.team_id)
        return cls(text, token, platform.app(token.app_id), installed)

    @property
    def name(self) -> str:
        return self.registered.name if self.registered else ""

    def check(self, now: float) -> None:
        """Slack's word for a token that opens nothing; `now` in seconds since 1970."""
        if not self.text:
            raise Refused("not_authed")
        if self.token is None or self.registered is None:
            raise Refused("invalid_auth")
        if self.token.revoked:
            raise Refused("token_revoked")
        if self.token.expires and now >= self.token.expires:
            raise Refused("token_expired")
        if self.token.team_id and self.installed is None:
            raise Refused("account_inactive")
