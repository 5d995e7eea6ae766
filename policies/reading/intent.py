"""Which policy a question is for: by its command, or by the facts that it carries."""

import re
from collections.abc import Collection
from typing import NamedTuple

from policies.reading.cleaning import clean
from policies.reading.facts import Reading
from policies.reading.lexicon import EMPLOYEES, USERS

_MENTION = re.compile(r"^\s*<@[^>]{1,60}>[:,]?\s*")
_QUESTION = re.compile(
    r"\?\s*$|^(?:who|what|whats|which|when|where|why|how|can|could|may|do|does|did|is|are|should)\b",
    re.IGNORECASE,
)
_ROUTING = ("direction", "owner_team", "first_order_available", "named", "created", "activity")


class Heard(NamedTuple):
    """`command` is empty for free text; `word` is a subcommand that does not exist."""

    command: str
    text: str
    word: str = ""


def hear(text: str, calculated: Collection[str] = ()) -> Heard:
    """`calculated` are the subcommands beside those of accounts."""
    plain = _MENTION.sub("", clean(text)).strip()
    first, rest = [*plain.split(None, 1), "", ""][:2]
    command = first.lower()
    if command in ("/handrail", "handrail"):
        return _subcommand(rest.strip(), command.startswith("/"), calculated)
    if command in ("/roe", "/segment", "roe", "segment") or _is_own(command, calculated):
        return Heard(command, rest.strip())
    return Heard("/", rest.strip(), first) if plain.startswith("/") else Heard("", plain)


def _is_own(command: str, calculated: Collection[str]) -> bool:
    return command.startswith("/") and command[1:] in calculated


def _subcommand(text: str, slash: bool, calculated: Collection[str]) -> Heard:
    word, _, rest = text.partition(" ")
    match word.lower().removeprefix("/"):
        case "roe" | "segment" as known:
            return Heard(f"/{known}", rest.strip())
        case name if name in calculated:
            return Heard(f"/{name}", rest.strip())
        case "ask":
            return Heard("", rest.strip(), "ask" if not rest.strip() else "")
        case "" | "help":
            return Heard("/help", "")
        case _ if slash:
            return Heard("/", text, word)
        case _:
            return Heard("", text)


def is_question(text: str) -> bool:
    return bool(_QUESTION.search(text.strip()))


def is_about_sources(reading: Reading, command: bool) -> bool:
    """Two sources compared, one called wrong, or only a source's number under a command."""
    heard = reading.sources
    if not heard.states:
        return False
    if heard.judged or len(heard.figures) > 1:
        return True
    routed = {*reading.known, *reading.clashes} & {*_ROUTING, USERS, "customer", "region"}
    asked = command or "roe" in reading.topics
    return asked and not routed and not reading.labelled


def is_about_an_account(reading: Reading) -> bool:
    """Free text goes to the rules of engagement only with a head-count and a reason to."""
    told = {*reading.known, *reading.doubts, *reading.faults, *reading.clashes}
    if not told & {EMPLOYEES, USERS}:
        return False
    if EMPLOYEES not in told:
        return "owner_team" in told or ("direction" in told and "roe" in reading.topics)
    routed = told & {*_ROUTING, USERS, "customer"}
    deal = "deal" in reading.topics and not reading.labelled
    return bool(routed or "roe" in reading.topics or not is_about_size(reading)) and not deal


def is_about_size(reading: Reading) -> bool:
    return EMPLOYEES in {*reading.known, *reading.doubts, *reading.faults, *reading.clashes} and (
        bool({"segment", "size"} & reading.topics)
    )
