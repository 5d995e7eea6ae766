"""What the configuration puts into a world, beside whatever it already holds."""

from playground.configs import Config
from playground.records import Usergroup
from playground.worlds import Conversation, Installation, Member, Place, Token, World


def settle(world: World, config: Config, now: int) -> World:
    """Bring in whoever and whatever the configuration names and the world does not know yet."""
    for person in config.people:
        world.people.setdefault(person.id, Member.of(person, config.workspace.id))
    home = config.workspace.id
    for channel in config.channels:
        place: Place = "private" if channel.private else "channel"
        world.conversations.setdefault(
            channel.id,
            Conversation(
                channel.id, place, channel.name, channel.topic,
                list(channel.members), now, channel.archived, channel.team_id or home,
            ),
        )  # fmt: skip
    settle_usergroups(world, config, now)
    settle_apps(world, config)
    return world


def settle_usergroups(world: World, config: Config, now: int) -> None:
    for group in config.usergroups:
        kept = Usergroup(
            group.id, group.team_id or config.workspace.id, group.handle,
            group.name or group.handle, group.description, list(group.members), now,
        )  # fmt: skip
        world.usergroups.setdefault(group.id, kept)


def settle_apps(world: World, config: Config) -> None:
    """Apps and tokens are what the configuration says, unless they were removed meanwhile."""
    scopes = {app.id: sorted(app.scopes) for app in config.apps}
    for app in config.apps:
        world.tokens.setdefault(app.app_token, Token(app.id, ""))
    for one in config.installs:
        token = world.tokens.setdefault(one.bot_token, Token(one.app_id, one.team_id))
        if not token.revoked:
            world.install(Installation(
                one.app_id, one.team_id, one.bot_user, one.bot_id, scopes[one.app_id],
            ))  # fmt: skip
