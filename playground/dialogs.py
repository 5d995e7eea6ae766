"""Views that are open: whose, from which app, and in which order they are stacked."""

import json
from dataclasses import dataclass, field
from hashlib import sha256

from playground.nestings import every_block, parts
from playground.shapes import Json

DEEPEST = 3


@dataclass
class View:
    id: str
    app_id: str
    user: str
    content: Json
    hash: str
    root: str
    previous: str | None = None
    state: Json = field(default_factory=dict)
    offered: dict[str, list[Json]] = field(default_factory=dict)
    channel: str = ""
    """Where the person was when it opened, which menus may start from."""
    team_id: str = ""


def with_ids(content: Json, seed: str) -> Json:
    """The content with the block and action ids Slack makes up where the app gave none."""
    named: Json = json.loads(json.dumps(content))
    for index, block in enumerate(every_block(named.get("blocks") or [])):
        block.setdefault("block_id", sha256(f"{seed}{index}".encode()).hexdigest()[:5])
        for place, part in enumerate(parts(block)):
            if part.get("type") not in UNNAMED:
                made = sha256(f"{seed}{index}.{place}".encode()).hexdigest()[5:10]
                part.setdefault("action_id", made)
    return named


def identified(said: Json, seed: str) -> Json:
    """A message's content with ids in its blocks and in those of its attachments."""
    held = said.get("attachments") or []
    named = [with_ids(part, f"{seed}.{n}") for n, part in enumerate(held)]
    return {**said, "blocks": with_ids(said, seed)["blocks"], "attachments": named}


UNNAMED = ("image", "plain_text", "mrkdwn", "rich_text_section", "rich_text_list",
           "rich_text_quote", "rich_text_preformatted")  # fmt: skip


@dataclass
class Dialogs:
    stacks: dict[str, list[View]] = field(default_factory=dict)

    def stack(self, user: str) -> list[View]:
        return self.stacks.setdefault(user, [])

    def find(self, view_id: str) -> View | None:
        return next((v for s in self.stacks.values() for v in s if v.id == view_id), None)

    def find_external(self, app_id: str, team_id: str, external_id: str) -> View | None:
        """By the name its app gave it, which is unique in a workspace."""
        held = (view for stack in self.stacks.values() for view in stack)
        ours = (view for view in held if (view.app_id, view.team_id) == (app_id, team_id))
        return next((v for v in ours if v.content.get("external_id") == external_id), None)

    def family(self, view: View) -> list[View]:
        return [v for v in self.stack(view.user) if v.root == view.root]

    def drop(self, view: View, *, whole: bool = False) -> None:
        gone = self.family(view) if whole else [view]
        self.stacks[view.user] = [v for v in self.stack(view.user) if v not in gone]
