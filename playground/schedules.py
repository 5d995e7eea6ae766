"""Messages that wait for their moment, by the playground's own clock."""

from playground.dialogs import identified
from playground.platforms import Platform
from playground.postings import post
from playground.records import Scheduled
from playground.worlds import Message


def plan(platform: Platform, scheduled: Scheduled) -> None:
    platform.world.scheduled[scheduled.id] = scheduled
    platform.world.touch()
    platform.spawn(wait(platform, scheduled))


def resume(platform: Platform) -> None:
    """Wait again for what was planned before a restart."""
    for scheduled in platform.world.scheduled.values():
        platform.spawn(wait(platform, scheduled))


def cancel(platform: Platform, scheduled: Scheduled) -> None:
    del platform.world.scheduled[scheduled.id]
    platform.world.touch()


async def wait(platform: Platform, scheduled: Scheduled) -> None:
    await platform.clock.sleep(scheduled.post_at - platform.clock.now())
    if scheduled.id in platform.world.scheduled:
        cancel(platform, scheduled)
        send(platform, scheduled)


def send(platform: Platform, scheduled: Scheduled) -> None:
    """Not with metadata: Slack's documentation warns that such a message is never posted."""
    place = platform.world.conversations.get(scheduled.channel)
    app = platform.installed(scheduled.app_id, scheduled.team_id)
    if place is None or place.archived or app is None or scheduled.content.get("metadata"):
        return
    ts = platform.clock.stamp()
    said = {**scheduled.content, **identified(scheduled.content, ts)}
    post(platform, Message(ts, place.id, app.bot_user, app_id=app.id, **said))
