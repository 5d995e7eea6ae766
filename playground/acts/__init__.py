"""What a person does on the page: each `do` one small function."""

from collections.abc import Awaitable, Callable, Mapping
from typing import TypeAlias

from playground import timetables
from playground.acts import apps, channels, messages, presses
from playground.acts.wants import word
from playground.platforms import Platform
from playground.refusals import Declined
from playground.shapes import Json

Act: TypeAlias = Callable[[Platform, str, Json], Awaitable[Json]]

ACTS: Mapping[str, Act] = {
    "message": messages.write,
    "edit": messages.edit,
    "delete": messages.delete,
    "react": messages.react,
    "pin": messages.pin,
    "unpin": messages.unpin,
    "dismiss": messages.dismiss,
    "read": messages.read,
    "command": presses.command,
    "shortcut": presses.shortcut,
    "action": presses.action,
    "suggest": presses.suggest,
    "submit": presses.submit,
    "close": presses.close,
    "open_im": channels.open_im,
    "create_channel": channels.create,
    "join": channels.enter,
    "leave": channels.leave,
    "invite": channels.invite,
    "rename": channels.rename,
    "archive": channels.archive,
    "unarchive": channels.unarchive,
    "topic": channels.topic,
    "home": apps.home,
    "messages_tab": apps.messages_tab,
    "uninstall": apps.uninstall,
    "agent": apps.chat,
    "agent_context": apps.follow,
    "move": timetables.move,
    "halt": timetables.halt,
}


async def perform(platform: Platform, user: str, body: Json) -> Json:
    act = ACTS.get(word(body, "do"))
    if act is None:
        raise Declined(f'"do" must be one of: {", ".join(ACTS)}.')
    if act is not timetables.halt:
        await platform.moves.between_steps()
    return await act(platform, user, body)
