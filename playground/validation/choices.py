"""What the options of one menu owe each other and its initial values."""

from collections.abc import Mapping
from typing import Any

from playground.validation.rules import FINE, Found, Rule, under, wrong


def options_of(element: Mapping[str, Any]) -> list[object]:
    """The options of a menu, in groups or not."""
    groups = element.get("option_groups")
    parts = groups if isinstance(groups, list) else [element]
    lists = [part.get("options") for part in parts if isinstance(part, Mapping)]
    return [option for options in lists if isinstance(options, list) for option in options]


def values_differ(element: Mapping[str, Any]) -> Found:
    values = [option["value"] for option in options_of(element) if isinstance(option, dict)]
    return FINE if len(values) == len(set(values)) else wrong("option values must be unique")


def initial_option_offered(element: Mapping[str, Any]) -> Found:
    if "initial_option" not in element or element["initial_option"] in options_of(element):
        return FINE
    return under("initial_option", wrong("must exactly match one of the options"))


def initial_options_offered(element: Mapping[str, Any]) -> Found:
    known = options_of(element)
    if all(option in known for option in element.get("initial_options", ())):
        return FINE
    return under("initial_options", wrong("must exactly match some of the options"))


def no_more_than_selectable(initial: str) -> Rule:
    def check(element: Mapping[str, Any]) -> Found:
        chosen = element.get(initial, ())
        if len(chosen) <= element.get("max_selected_items", len(chosen)):
            return FINE
        return under(initial, wrong("must be no more than max_selected_items"))

    return check
