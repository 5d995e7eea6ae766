"""Items that are done, not applicable or open: how they read, and the form that says which."""

from collections.abc import Iterator, Mapping

from handlers.kit import forms
from handlers.kit.feature import Ask, Block
from handlers.kit.forms import text_in
from handlers.kit.texts import cut
from policies.links import is_link
from policies.marks import Mark

MARKS = {Mark.DONE: "✅", Mark.NOT_APPLICABLE: "➖", Mark.OPEN: "⬜"}
SAID = {Mark.DONE: "Done", Mark.NOT_APPLICABLE: "Marked as not applicable", Mark.OPEN: "Open"}
ALREADY = "{mark} already, by {by}, {at}."
NO_LINK = "Give an address that begins with https://, for example https://example.com/notes."
NO_REASON = "Say why it does not apply, for example “{example}”."
NO_CHOICE = "Choose an item, and what it is."
LONGEST_NOTE, LONGEST_ITEM = 500, 70


def option(id: str, mark: Mark, says: str) -> tuple[str, str]:
    return id, f"{MARKS[mark]} {cut(says, LONGEST_ITEM)}"


def fields(items: list[tuple[str, str]], *, to: str, hint: str) -> Iterator[Block]:
    """`to` is what an item may not be applicable to: `here`, `to me`; `hint` says who reads it."""
    whats = (
        (Mark.DONE.value, "Done"),
        (Mark.NOT_APPLICABLE.value, f"Not applicable {to}"),
        (Mark.OPEN.value, "Open again"),
    )
    yield forms.choice("item", "Item", items, optional=False)
    yield forms.choice("what", "It is", whats, chosen=Mark.DONE, optional=False)
    yield forms.url("link", "Link to the evidence", hint="It begins with https://.")
    label = "Note, or why it is not applicable"
    yield forms.text("note", label, most=LONGEST_NOTE, lines=True, hint=hint)


def told(ask: Ask) -> dict[str, str]:
    return {name: text_in(ask, name) for name in ("item", "what", "link", "note")}


def wrong(given: Mapping[str, str], example: str) -> dict[str, str]:
    """By field; `example` is a reason why something does not apply."""
    found: dict[str, str] = {}
    if not given["item"] or given["what"] not in set(Mark):
        found["item"] = NO_CHOICE
    if given["what"] == Mark.NOT_APPLICABLE and not given["note"]:
        found["note"] = NO_REASON.format(example=example)
    if given["link"] and not is_link(given["link"]):
        found["link"] = NO_LINK
    return found
