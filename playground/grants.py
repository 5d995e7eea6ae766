"""Installing an app: who allowed what, the code it was told by, and the tokens it got for it."""

import secrets
from dataclasses import dataclass, field

from playground.configs import App
from playground.delivery.events import deliver
from playground.installations import Installed
from playground.memberships import show
from playground.platforms import Platform
from playground.refusals import Refused
from playground.shapes import Json
from playground.worlds import Grant, Installation, Member, Refresh, Token

CODE_SECONDS = 600
TOKEN_SECONDS = 43_200
GRACE_SECONDS = 60
MOST_ACTIVE = 2


@dataclass(frozen=True)
class Keys:
    """What an app is given: `refresh` is empty and `seconds` 0 without token rotation."""

    access: str
    refresh: str = field(default="")
    seconds: int = 0


def allow(platform: Platform, app: App, user: Member, scopes: list[str], redirect: str) -> str:
    """The code that an app may exchange for a token, once and within ten minutes."""
    code = f"{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
    made = platform.clock.now()
    grant = Grant(app.id, user.team_id, user.id, scopes, redirect, made)
    platform.world.grants[code] = grant
    platform.world.touch()
    return code


def redeem(platform: Platform, app: App, code: str, redirect: str) -> Grant:
    grant = platform.world.grants.get(code)
    if grant is None or grant.app_id != app.id:
        raise Refused("invalid_code")
    if grant.used:
        raise Refused("code_already_used")
    if platform.clock.now() - grant.made > CODE_SECONDS:
        raise Refused("invalid_code")
    if redirect and redirect != grant.redirect:
        raise Refused("bad_redirect_uri")
    grant.used = True
    return grant


def install(platform: Platform, app: App, grant: Grant) -> Installed:
    """Put the app into the workspace; installed again, it keeps its bot and adds scopes."""
    before = platform.world.installations.get(f"{app.id}:{grant.team_id}")
    former = before or platform.world.removed.pop(f"{app.id}:{grant.team_id}", None)
    scopes = sorted({*grant.scopes, *(before.scopes if before else ())})
    record = Installation(
        app.id, grant.team_id, former.bot_user if former else platform.world.new_id("U"),
        former.bot_id if former else platform.world.new_id("B"), scopes, grant.user,
    )  # fmt: skip
    platform.world.install(record)
    employ(platform, app, record)
    refresh_pages(platform, grant.team_id)
    return Installed(app, record)


def employ(platform: Platform, app: App, record: Installation) -> None:
    """The app's bot is a member of the workspace like any other."""
    known = platform.world.people.get(record.bot_user)
    if known is not None:
        known.kind = "bot"
        return
    name = app.name.lower().replace(" ", "")
    platform.world.people[record.bot_user] = Member(
        record.bot_user, name, app.name, "App", "America/Los_Angeles", "bot", "234e52",
        record.team_id, "",
    )  # fmt: skip


def refresh_pages(platform: Platform, team_id: str) -> None:
    people = [one.id for one in platform.world.people.values() if one.team_id == team_id]
    platform.audience.tell(people, {"type": "refresh"})


def issue(platform: Platform, app: Installed) -> Keys:
    """A new token; with rotation it lasts twelve hours and only the two newest stay good."""
    world, now = platform.world, platform.clock.now()
    rotating = app.app.rotates
    access = f"{'xoxe.' if rotating else ''}xoxb-{app.team_id}-{secrets.token_hex(16)}"
    seconds = TOKEN_SECONDS if rotating else 0
    world.tokens[access] = Token(app.id, app.team_id, now + seconds if seconds else 0.0)
    world.touch()
    if not rotating:
        return Keys(access)
    retire(platform, app)
    refresh = f"xoxe-1-{secrets.token_hex(24)}"
    world.refreshes[refresh] = Refresh(app.id, app.team_id)
    return Keys(access, refresh, seconds)


def retire(platform: Platform, app: Installed) -> None:
    """Of the tokens that expire, all but the newest two end now."""
    active = [token for token in held(platform, app) if token.expires]
    for token in active[:-MOST_ACTIVE]:
        token.revoked = True


def held(platform: Platform, app: Installed) -> list[Token]:
    """Oldest first."""
    tokens = platform.world.tokens.values()
    mine = (token for token in tokens if (token.app_id, token.team_id) == (app.id, app.team_id))
    return [token for token in mine if not token.revoked]


def rotate(platform: Platform, app: App, text: str) -> tuple[Installed, Keys]:
    """A refresh token works once, and for a moment more to those who asked at the same time."""
    refresh, now = platform.world.refreshes.get(text), platform.clock.now()
    if refresh is None or refresh.app_id != app.id:
        raise Refused("invalid_refresh_token")
    if refresh.used and now - refresh.used > GRACE_SECONDS:
        raise Refused("invalid_refresh_token")
    installed = platform.installed(app.id, refresh.team_id)
    if installed is None:
        raise Refused("invalid_refresh_token")
    refresh.used = refresh.used or now
    return installed, issue(platform, installed)


def exchange(platform: Platform, app: Installed, token: Token) -> Keys:
    """A lasting token for one that rotates; there is no way back."""
    if not app.app.rotates:
        raise Refused("token_rotation_not_enabled")
    if token.expires:
        raise Refused("token_already_exchanged")
    token.revoked = True
    return issue(platform, app)


def revoke(platform: Platform, app: Installed, token: Token) -> None:
    """End one token; with its last token the app is out of the workspace."""
    token.revoked = True
    platform.world.touch()
    told = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [app.bot_user]}}
    tell(platform, app, told)
    if not held(platform, app):
        remove(platform, app)


def uninstall(platform: Platform, app: Installed) -> None:
    """Slack does not promise which of the two an app hears first."""
    for token in held(platform, app):
        token.revoked = True
    remove(platform, app)
    told = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [app.bot_user]}}
    tell(platform, app, told)


def remove(platform: Platform, app: Installed) -> None:
    world = platform.world
    key = f"{app.id}:{app.team_id}"
    world.removed[key] = world.installations.pop(key)
    world.people[app.bot_user].kind = "deactivated"
    world.refreshes = {
        text: kept
        for text, kept in world.refreshes.items()
        if (kept.app_id, kept.team_id) != (app.id, app.team_id)
    }
    leave_channels(platform, app)
    world.touch()
    tell(platform, app, {"type": "app_uninstalled"})
    refresh_pages(platform, app.team_id)


def leave_channels(platform: Platform, app: Installed) -> None:
    for place in platform.world.conversations.values():
        if place.kind in ("channel", "private") and app.bot_user in place.members:
            place.members.remove(app.bot_user)
            show(platform, place)


def tell(platform: Platform, app: Installed, event: Json) -> None:
    """The app hears of its own end although it is no longer there."""
    if event["type"] in app.events:
        stamped = {**event, "event_ts": platform.clock.stamp()}
        deliver(platform, app, stamped, None)
