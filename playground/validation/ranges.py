"""Bounds that must leave room, and first values that must lie within them."""

import re
from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any

from playground.validation.rules import FINE, Found, Rule, under, wrong

DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")
INTEGER = re.compile(r"-?[0-9]+")
NUMBERS = ("min_value", "initial_value", "max_value")


def in_order(low: str, high: str) -> Rule:
    def check(element: Mapping[str, Any]) -> Found:
        if element.get(low, 0) <= element.get(high, float("inf")):
            return FINE
        return under(high, wrong(f"must not be less than {low}"))

    return check


def initial_text_fits(element: Mapping[str, Any]) -> Found:
    if len(element.get("initial_value", "")) <= element.get("max_length", 3000):
        return FINE
    return under("initial_value", wrong("must be no longer than max_length"))


def numbers_are_numbers(element: Mapping[str, Any]) -> Found:
    form = DECIMAL if element["is_decimal_allowed"] else INTEGER
    kind = "a number" if element["is_decimal_allowed"] else "a whole number"
    for key in NUMBERS:
        if key in element and not form.fullmatch(element[key]):
            return under(key, wrong(f'must be {kind} in quotes, such as "12"'))
    return FINE


def numbers_in_order(element: Mapping[str, Any]) -> Found:
    if numbers_are_numbers(element):
        return FINE
    given = [(key, Decimal(element[key])) for key in NUMBERS if key in element]
    for (low, small), (high, great) in pairwise(given):
        if small > great:
            return under(high, wrong(f"must not be less than {low}"))
    return FINE
