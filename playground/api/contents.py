"""What a message says, judged before it is kept."""

from typing import Any

from playground.api.calls import Call
from playground.api.names import linked
from playground.refusals import Refused
from playground.shapes import Json
from playground.validation import Problem, metadata_problems, problems
from playground.worlds import Conversation

LONGEST = 40_000
LONGEST_MARKDOWN = 12_000
PARTS = ("text", "blocks", "attachments")


def content(call: Call) -> Json:
    """Text, blocks and attachments, judged; at least one of them is there."""
    found: Json = markdown(call) or {
        "text": words(call),
        "blocks": call.listed("blocks"),
        "attachments": attached(call),
    }
    if not any(found.values()):
        raise Refused("no_text")
    if not found["text"]:
        call.warnings.append("missing_text_in_message")
    judge(found)
    return found


def markdown(call: Call) -> Json | None:
    text = call.text("markdown_text")
    if not text:
        return None
    if call.args.get("text") or call.args.get("blocks"):
        raise Refused("markdown_text_conflict")
    if len(text) > LONGEST_MARKDOWN:
        raise Refused("msg_too_long")
    block = {"type": "markdown", "text": text}
    return {"text": text, "blocks": [block], "attachments": attached(call)}


def attached(call: Call) -> list[Any]:
    """Attachments as Slack keeps them: numbered, and with something to say where they cannot be."""
    plain = {"fallback": "[no preview available]"}
    given = enumerate(call.listed("attachments"), 1)
    return [{**plain, **one, "id": n} if isinstance(one, dict) else one for n, one in given]


def words(call: Call) -> str:
    """The text, cut where Slack cuts it, with names made into mentions if that was asked for."""
    text = linked(call, call.text("text"))
    if len(text) > LONGEST:
        call.warnings.append("message_truncated")
    return text[:LONGEST]


def judge(found: Json) -> None:
    wrong = problems(found, "message")
    if wrong:
        raise Refused(message_error(wrong), wrong)


def message_error(wrong: list[Problem]) -> str:
    if all(problem.pointer == "/text" for problem in wrong):
        return "msg_too_long"
    if all(problem.pointer == "/attachments" for problem in wrong):
        return "too_many_attachments"
    if all("characters of text" in problem.text for problem in wrong):
        return "msg_blocks_too_long"
    bare = (p.pointer.startswith("/attachments/") and "/blocks" not in p.pointer for p in wrong)
    return "invalid_attachments" if all(bare) else "invalid_blocks"


def metadata(call: Call) -> Json | None:
    given: Any = call.parsed("metadata")
    if given is None or given == {}:
        return None
    if not isinstance(given, dict) or not isinstance(given.get("event_type"), str):
        raise Refused("invalid_metadata_format")
    if wrong := [Problem(f"/metadata{p.pointer}", p.text) for p in metadata_problems(given)]:
        large = all("bytes" in problem.text for problem in wrong)
        raise Refused("metadata_too_large" if large else "invalid_metadata_schema", wrong)
    return dict(given)


def thread(call: Call, place: Conversation) -> str:
    """The parent's timestamp, also when a reply was named."""
    wanted = call.text("thread_ts")
    if not wanted:
        return ""
    parent = call.platform.world.message(place.id, wanted)
    if parent is None or parent.ephemeral_to:
        raise Refused("thread_not_found")
    return parent.thread_ts or parent.ts


def guise(call: Call) -> Json:
    """Another name or icon for one message."""
    name, emoji, url = (call.text(key) for key in ("username", "icon_emoji", "icon_url"))
    if not (name or emoji or url):
        return {}
    call.need("chat:write.customize")
    icons = {"emoji": emoji} if emoji else {"image_48": url} if url else {}
    return {**({"username": name} if name else {}), **({"icons": icons} if icons else {})}
