"""The app every client plays, and what it says."""

import json
from pathlib import Path
from typing import Any

Json = dict[str, Any]

SAID: Json = json.loads((Path(__file__).parent / "said.json").read_text())
MANIFEST: Json = {
    "display_information": {"name": "Contracted"},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "bot_user": {"display_name": "contracted"},
        "slash_commands": [{"command": "/try", "description": "Whatever a test asks for"}],
        "shortcuts": [
            {
                "name": "Fill in", "type": "global", "callback_id": "anywhere",
                "description": "Open the form",
            },
            {
                "name": "Quote", "type": "message", "callback_id": "about",
                "description": "Repeat a message",
            },
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "app_mentions:read", "chat:write", "commands", "channels:read",
                "channels:history", "files:write", "files:read", "im:history", "im:read",
                "im:write", "reactions:read", "users:read",
            ]
        }
    },
    "settings": {
        "event_subscriptions": {
            "bot_events": [
                "app_mention", "app_home_opened", "member_joined_channel", "message.im",
                "pin_added", "reaction_added",
            ]
        }
    },
}  # fmt: skip
