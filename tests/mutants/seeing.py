"""Guards of privacy: who sees, fetches, presses and writes what."""

Row = tuple[str, str, str, str, str]

PAGE, WEB = "playground/test_page_api", "playground/test_web_api"
ACTIONS, FORMS = "playground/test_actions", "playground/test_forms"
WORKSPACES = "playground/test_workspaces"

GUARDS: tuple[Row, ...] = (
    (
        "a private place is its members'", "sights.py",
        'user in place.members or (place.kind == "channel" and inside)', "True", PAGE,
    ),
    (
        "guests see no public channel they are not in", "sights.py",
        'INSIDERS = ("member", "admin")', 'INSIDERS = ("member", "admin", "guest", "external")',
        PAGE,
    ),
    (
        "a workspace's channels are its own people's", "sights.py",
        "member.kind in INSIDERS and member.team_id == place.team_id", "member.kind in INSIDERS",
        WORKSPACES,
    ),
    (
        "an ephemeral message is one person's", "sights.py",
        'may_see(platform, user, place) and message.ephemeral_to in ("", user)',
        "may_see(platform, user, place)", f"{PAGE} playground/test_commands",
    ),
    (
        "a file is fetched by who sees its message", "sights.py",
        "return file.user == user or any(may_read(platform, user, message) for message in held)",
        "return file.user == user or any(True for message in held)", PAGE,
    ),
    (
        "an app fetches only files of its bot's places", "sights.py",
        "here = any(bot in places[channel].members for channel in file.shared)",
        "here = any(channel in places for channel in file.shared)",
        f"{WEB} contracts/test_tokens",
    ),
    (
        "news goes to whoever is named", "audiences.py",
        "for tell in list(self.seats.get(user, ())):",
        "for tell in [tell for seat in self.seats.values() for tell in seat]:", PAGE,
    ),
    (
        "an ephemeral message is pushed to one person", "postings.py",
        "return [message.ephemeral_to]",
        "return viewers(platform, platform.world.conversations[message.channel])",
        f"{PAGE} playground/test_commands",
    ),
    (
        "leavers and bots cannot look", "pages.py",
        'if member.kind in ("bot", "deactivated"):', 'if member.kind in ("bot",):', PAGE,
    ),
    (
        "messages of a place nobody may see", "pages.py",
        "if place is None or not sights.may_see(platform, me.id, place):", "if place is None:",
        "contracts/test_tokens",
    ),
    (
        "a bot knows private places it is in", "api/calls.py",
        "return open_here or self.app.bot_user in place.members", "return True", WEB,
    ),
    (
        "a token reaches its own workspace", "api/calls.py",
        'place.kind == "channel" and place.team_id == self.app.team_id', 'place.kind == "channel"',
        WORKSPACES,
    ),
    (
        "a view is found by its own person", "viewings.py",
        "return view if view is not None and view.user == user else None", "return view",
        "contracts/test_tokens",
    ),
    (
        "a button is pressed by who can read its message", "interactions/sources.py",
        "if message is None or not may_read(platform, user, message):", "if message is None:",
        ACTIONS,
    ),
    (
        "choices in a message are each person's own", "interactions/sources.py",
        "state = message.state.setdefault(user, initial_state(blocks))",
        'state = message.state.setdefault("all", initial_state(blocks))',
        f"{ACTIONS} contracts/test_tokens",
    ),
    (
        "another site's page may not act", "server.py",
        "if not at_home or (origin and", "if not at_home or (False and", PAGE,
    ),
    (
        "another host's name is not served", "server.py",
        "if not at_home or (origin", "if (origin", "playground/test_server",
    ),
    (
        "an asset is in the page's folder", "pages.py",
        "if not ASSET.fullmatch(name):", "if not name:", f"{PAGE} playground/test_wires",
    ),
    (
        "secrets are shortened in the inspector", "inspector.py",
        'return SECRET.sub(r"\\1-\\2…", text)', "return text", PAGE,
    ),
    (
        "a person writes where they are", "remarks.py",
        "if user not in place.members:", 'if user == "":',
        "contracts/test_tokens",
    ),
    (
        "a bot writes where it is", "api/chat.py",
        "if call.app.bot_user not in place.members and", 'if call.app.bot_user == "" and', WEB,
    ),
)  # fmt: skip
