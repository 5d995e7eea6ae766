"""The Web API: every method a bot may call, by name."""

from collections.abc import Mapping

from playground.api import (
    assistants,
    blocks,
    bookmarks,
    channels,
    chat,
    conversations,
    files,
    histories,
    oauth,
    pins,
    reactions,
    scheduling,
    teams,
    tokens,
    uploading,
    usergroups,
    users,
    views,
)
from playground.api.calls import Method

METHODS: Mapping[str, Method] = {
    **assistants.METHODS,
    **blocks.METHODS,
    **bookmarks.METHODS,
    **channels.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **files.METHODS,
    **histories.METHODS,
    **oauth.METHODS,
    **pins.METHODS,
    **reactions.METHODS,
    **scheduling.METHODS,
    **teams.METHODS,
    **tokens.METHODS,
    **uploading.METHODS,
    **usergroups.METHODS,
    **users.METHODS,
    **views.METHODS,
}
