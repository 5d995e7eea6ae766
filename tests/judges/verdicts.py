"""The two judges nobody here wrote: Slack's Python models, and a schema of its TypeScript types."""

import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator, ValidationError
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from playground.validation import Surface
from tests.judges.specimens import Json

TYPES = Path(__file__).parents[1] / "contracts" / "types"
UNKNOWN_TO_SDK = frozenset({"data_table", "data_visualization"})
UNKNOWN_TO_TYPES = frozenset({"data_visualization", "call", "auth_provider"})
"""Blocks Slack has and a judge has not heard of; a test fails once one is, to shorten the list."""

LOST_BY_SDK = frozenset({("rich_text_quote", "border"), ("link", "unsafe")})
"""Keys of good objects that the models drop; they drop every empty value besides."""
EMPTY: tuple[Any, ...] = ("", [], {})


def unknown(block: Any, kinds: frozenset[str]) -> bool:
    kind = block.get("type") if isinstance(block, dict) else None
    return isinstance(kind, str) and kind in kinds


def without_lost(value: Any) -> Any:
    match value:
        case dict():
            kind = value.get("type")
            kept = {k: v for k, v in value.items() if (kind, k) not in LOST_BY_SDK}
            left = {key: without_lost(inner) for key, inner in kept.items()}
            return {key: inner for key, inner in left.items() if inner not in EMPTY}
        case list():
            return [without_lost(inner) for inner in value]
        case _:
            return value


def sdk_objects(payload: Json, surface: Surface) -> Iterator[str]:
    """Why slack_sdk's models would not send this; blocks of kinds it has not are left out."""
    for block in payload.get("blocks", ()):
        if not unknown(block, UNKNOWN_TO_SDK) and (objection := block_objection(block)):
            yield objection
    if surface != "message" and (objection := view_objection(payload)):
        yield objection


def block_objection(block: Any) -> str:
    try:
        parsed = Block.parse(block)
        if parsed is None:
            return "a block of no known kind"
        parsed.validate_json()
        same = without_lost(rewritten(parsed.to_dict())) == without_lost(block)
        return "" if same else f"a {block['type']} that comes back changed"
    except (SlackObjectFormationError, TypeError, ValueError, KeyError, AttributeError) as error:
        return str(error) or type(error).__name__


def view_objection(view: Json) -> str:
    """The frame alone: `View` makes blocks it has not heard of into nothing."""
    try:
        View(**{**view, "blocks": [{"type": "divider"}]}).validate_json()
    except (SlackObjectFormationError, TypeError, ValueError, KeyError, AttributeError) as error:
        return str(error) or type(error).__name__
    return ""


def rewritten(value: Any) -> Any:
    return json.loads(json.dumps(value))


@cache
def schema() -> Mapping[str, Any]:
    node = shutil.which("node") or ""
    here = node and (TYPES / "node_modules").is_dir()
    assert here, "This judge needs Node.js and its packages: run `make contracts`."
    made = subprocess.run([node, "generate.mjs"], cwd=TYPES, capture_output=True, check=True)
    found: Mapping[str, Any] = json.loads(made.stdout)
    return found


@cache
def validator(definition: str) -> Draft7Validator:
    return Draft7Validator({**schema(), "$ref": f"#/definitions/{definition}"})


def types_object(payload: Json, surface: Surface) -> Iterator[str]:
    """Why the TypeScript types refuse this; blocks of kinds they have not are left out."""
    blocks = payload.get("blocks", [])
    known = [block for block in blocks if not unknown(block, UNKNOWN_TO_TYPES)]
    whole = {**payload, "blocks": known} if "blocks" in payload else payload
    for error in validator(surface.capitalize()).iter_errors(whole):
        yield sentence(error)


def sentence(error: ValidationError) -> str:
    """The deepest of the reasons, for the rest only say that no other kind fits."""
    while error.context:
        error = max(error.context, key=lambda inner: len(inner.absolute_path))
    return f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"
