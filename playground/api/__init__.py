"""The Web API: every method a bot may call, by name."""

from collections.abc import Mapping

from playground.api import (
    assistants,
    chat,
    conversations,
    files,
    oauth,
    reactions,
    tokens,
    users,
    views,
)
from playground.api.calls import Method

METHODS: Mapping[str, Method] = {
    **assistants.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **files.METHODS,
    **oauth.METHODS,
    **reactions.METHODS,
    **tokens.METHODS,
    **users.METHODS,
    **views.METHODS,
}
