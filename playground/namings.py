"""What a channel may be called: Slack's word for what is wrong, and the sentence for a person."""

import re
from collections.abc import Mapping

from playground.platforms import Platform
from playground.refusals import Declined
from playground.worlds import Conversation

LONGEST = 80
ALLOWED = re.compile(r"[\w-]+")
SENTENCES: Mapping[str, str] = {
    "invalid_name_required": "Give the channel a name, e.g. deal-desk.",
    "invalid_name_maxlength": f"A channel's name takes at most {LONGEST} characters.",
    "invalid_name_punctuation": "A channel's name needs a letter or a number, e.g. deal-desk.",
    "invalid_name_specials": "A channel's name is of small letters, numbers, - and _ only, "
    "e.g. deal-desk.",
    "name_taken": "There is a channel of that name already. Choose another.",
}


def word(platform: Platform, team_id: str, name: str, but: Conversation | None = None) -> str:
    """Slack's error word for this name in this workspace, or nothing."""
    if not name:
        return "invalid_name_required"
    if len(name) > LONGEST:
        return "invalid_name_maxlength"
    if not any(letter.isalnum() for letter in name):
        return "invalid_name_punctuation"
    if not ALLOWED.fullmatch(name) or name != name.lower():
        return "invalid_name_specials"
    return "name_taken" if taken(platform, team_id, name, but) else ""


def taken(platform: Platform, team_id: str, name: str, but: Conversation | None) -> bool:
    places = platform.world.conversations.values()
    here = (p for p in places if p.team_id == team_id and p.kind in ("channel", "private"))
    return any(place.name == name and place is not but for place in here)


def check(platform: Platform, team_id: str, name: str, but: Conversation | None = None) -> None:
    wrong = word(platform, team_id, name, but)
    if wrong:
        raise Declined(SENTENCES[wrong])
