"""The Slack app's manifest, whose slash commands come from the features."""

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from handlers.kit.feature import Feature, Slash

Manifest = dict[str, Any]


def text() -> str:
    """As it lies in the checkout, or in the wheel."""
    shipped: Traversable = files("bot") / "manifest.yml"
    kept = shipped if shipped.is_file() else Path(__file__).parents[1] / "manifest.yml"
    return kept.read_text("utf-8")


def kept() -> Manifest:
    """The file's own words, without a look at the features."""
    read: Manifest = yaml.safe_load(text())
    return read


@lru_cache(maxsize=1)
def scopes() -> tuple[str, ...]:
    return tuple(kept()["oauth_config"]["scopes"]["bot"])


def current(features: Iterable["Feature"]) -> Manifest:
    """The manifest with the commands that the features answer today."""
    manifest = kept()
    manifest["features"]["slash_commands"] = commands(features)
    manifest["features"].pop("shortcuts", None)
    if known := shortcuts(features):
        manifest["features"]["shortcuts"] = known
    return manifest


def shortcuts(features: Iterable["Feature"]) -> list[dict[str, Any]]:
    return [
        {
            "name": each.name,
            "type": "message" if each.of_messages else "global",
            "callback_id": each.id,
            "description": each.summary,
        }
        for feature in features
        for each in feature.shortcuts
    ]


def commands(features: Iterable["Feature"]) -> list[dict[str, Any]]:
    slashes = (slash for feature in features for slash in feature.slashes)
    return [_command(slash) for slash in slashes if slash.alone]


def _command(slash: "Slash") -> dict[str, Any]:
    """Slack shows the hint behind the command, so the command is not repeated in it."""
    hint = slash.usage.removeprefix(slash.name).strip()
    shown = {"usage_hint": hint} if hint else {}
    return {"command": slash.name, "description": slash.summary, **shown, "should_escape": False}


def as_yaml(manifest: Manifest) -> str:
    return yaml.safe_dump(manifest, sort_keys=False, allow_unicode=True, width=100)


def as_json(manifest: Manifest) -> str:
    return json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"


def differences(features: Sequence["Feature"]) -> list[str]:
    """One sentence for each command that the file and the features see differently."""
    ours = {each["command"]: each for each in commands(features)}
    filed = {each["command"]: each for each in kept()["features"].get("slash_commands") or []}
    absent = [f"{name} is missing in manifest.yml." for name in ours if name not in filed]
    extra = [
        f"{name} is in manifest.yml, but no feature answers it."
        for name in filed
        if name not in ours
    ]
    changed = [
        f"{name} is described differently in manifest.yml."
        for name in ours
        if name in filed and ours[name] != filed[name]
    ]
    filed_too = kept()["features"].get("shortcuts") or []
    turned = [] if filed_too == shortcuts(features) else ["The shortcuts in manifest.yml differ."]
    return [*absent, *extra, *changed, *turned]
