"""What somebody fills into a form's fields and chooses from what can be pressed.

Each kind of field has what is tried in it one after another, until the form no longer complains.
A field that takes only words of its own gets them in `FITTING`, by its name.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from handlers.kit.feature import Ask, File, Place, Value
from tests.judges.companies import AMARA, CHANNELS, IDS
from tests.judges.files import LEADS, RANKS, ROSTER

Element = Mapping[str, Any]
Offer = Callable[[str, Ask], Sequence[tuple[str, str]]]
"""What a suggestion offers for what is typed."""

ODD = "<!channel> <@U0NOBODY1> <#C0RANDOM01> & `*_~>\n\u202e\x00 " + "long " * 900
LINK = "https://docs.google.com/document/d/1/edit"
WORDS = ("Ask Jane who signs", "620", "10k", "2025-03-20", LINK, "Europe/Madrid", "amara", "9:00")
WORDS_OF = {"url_text_input": (LINK,), "number_input": ("5",), "email_text_input": ("a@b.example",)}
EXAMPLES = re.compile(r"[Ff]or example (.+?)\.?$")
FITTING: Mapping[str, tuple[str, ...]] = {
    "roster": (ROSTER,),
    "ranks": (RANKS,),
    "leads": (LEADS,),
}
TRIES = 16
DAYS = (2, 20, -1, -9, 200, 0)
OTHERS = (IDS["benno"], IDS["graham"], AMARA)


@dataclass(frozen=True)
class Way:
    """How a form is filled: `odd` first, the `last` of each choice, or as it `opens`."""

    name: str
    odd: bool = False
    last: bool = False
    opens: bool = False


WAYS = (Way("opens", opens=True), Way("fits"), Way("odd", odd=True), Way("last", last=True))


@dataclass(frozen=True)
class Filler:
    """For one form: the day it is, what it is about, and who offers what is searched for."""

    today: date
    about: str
    files: Sequence[File]
    offer: Offer

    def values(self, block: Element, way: Way) -> list[Value]:
        """What is tried in a field, in this order; files are not among it."""
        element = block["element"]
        began = opening(element)
        found = [*self._tried(block, element, way)]
        if way.opens:
            return [*began, "", *found]
        return found if way.odd or way.last else [*began, *found]

    def _tried(self, block: Element, element: Element, way: Way) -> Iterator[Value]:
        if element["type"] == "file_input":
            yield from (each.id for each in self.sendable(element))
        elif is_written(element):
            yield from written(block, element, way)
        else:
            chosen = [*self.chosen(element, block["block_id"])]
            several = element["type"].startswith("multi_") or element["type"] == "checkboxes"
            for each in reversed(chosen) if way.last else chosen:
                yield (each,) if several else each
            if several:
                yield tuple(chosen)

    def chosen(self, element: Element, block: str = "") -> Iterator[str]:
        """What can be chosen or pressed."""
        match element["type"].removeprefix("multi_"):
            case "button" | "icon_button" | "feedback_buttons":
                yield from values(element)
            case "overflow" | "static_select" | "radio_buttons" | "checkboxes":
                yield from (each["value"] for each in options(element))
            case "datepicker":
                yield from (f"{self.today + timedelta(days=each)}" for each in DAYS)
            case "timepicker":
                yield from ("10:30", "17:45", "08:00")
            case "users_select":
                yield from OTHERS
            case "conversations_select" | "channels_select":
                yield CHANNELS["commercial"]
            case "external_select":
                yield from self._suggested(element, block)
            case kind:
                raise AssertionError(f"nobody knows how to use a {kind}: say so here")

    def sendable(self, element: Element) -> list[File]:
        """The first is none, for what can be sent can often be pasted too."""
        kinds = element.get("filetypes", ())
        named = [each for each in self.files if each.name.rpartition(".")[2] in kinds]
        return [File("", "", "", 0), *named]

    def _suggested(self, element: Element, block: str) -> Iterator[str]:
        for typed in ("", "ma", "zzz", ODD):
            ask = Ask(Place.FORM, typed=typed, about=self.about, block=block)
            yield from (value for value, _ in self.offer(element["action_id"], ask)[:3])


def values(button: Element) -> list[str]:
    """Of one button, or of a thumb up and a thumb down."""
    both = ("positive_button", "negative_button")
    return [button[each]["value"] for each in both if each in button] or [button.get("value", "")]


def is_written(element: Element) -> bool:
    return str(element["type"]).endswith("_input") and element["type"] != "file_input"


def written(block: Element, element: Element, way: Way) -> Iterator[str]:
    """Also what its hint gives as an example."""
    most = element.get("max_length", 3000)
    said = EXAMPLES.findall(block.get("hint", {}).get("text", ""))
    fitting = (*FITTING.get(block["block_id"], ()), *said)
    words = WORDS_OF.get(element["type"], (*fitting, *WORDS))
    return (each[:most] for each in [*([ODD] if way.odd else []), *words])


def opening(element: Element) -> list[Value]:
    """What a field holds when its form opens."""
    for key in ("value", "date", "time", "user", "conversation", "channel"):
        if f"initial_{key}" in element:
            return [element[f"initial_{key}"]]
    if option := element.get("initial_option"):
        return [option["value"]]
    if "initial_options" in element:
        return [tuple(each["value"] for each in element["initial_options"])]
    return [tuple(element["initial_users"])] if "initial_users" in element else []


def options(element: Element) -> Iterable[Element]:
    groups = element.get("option_groups")
    return [each for group in groups for each in group["options"]] if groups else element["options"]


def inputs(view: Mapping[str, Any]) -> dict[str, Element]:
    return {each["block_id"]: each for each in view["blocks"] if each["type"] == "input"}


def state(view: Mapping[str, Any]) -> dict[str, Value]:
    """What its fields hold as long as nobody has touched them."""
    held = {name: opening(block["element"]) for name, block in inputs(view).items()}
    return {name: values[0] for name, values in held.items() if values}


@dataclass(frozen=True)
class Filling:
    """A form filled in one way; `tried` is how far each field has got."""

    view: Mapping[str, Any]
    filler: Filler
    way: Way
    tried: Mapping[str, int] = field(default_factory=dict)

    def ask(self) -> Ask:
        values = {name: self._value(block) for name, block in inputs(self.view).items()}
        sent = {each.id: each for each in self.filler.files}
        files = tuple(
            sent[each] for each in values.values() if isinstance(each, str) and each in sent
        )
        fields = {name: each for name, each in values.items() if each and each not in sent}
        about = str(self.view["private_metadata"])
        return Ask(Place.FORM, fields=fields, about=about, files=files)

    def _value(self, block: Element) -> Value:
        values, at = self.filler.values(block, self.way), self.tried.get(block["block_id"], 0)
        return values[at % len(values)] if values else ""

    def corrected(self, errors: Mapping[str, str]) -> "Filling | None":
        """With the next words in the fields complained of; None once nothing helps."""
        tried = {**self.tried, **{name: self.tried.get(name, 0) + 1 for name in errors}}
        return replace(self, tried=tried) if max(tried.values()) < TRIES else None
