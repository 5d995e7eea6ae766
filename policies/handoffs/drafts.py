"""Texts to copy: filled in with what is known, and plain about what is not."""

from collections.abc import Iterator, Mapping

from policies.handoffs.sheet import Draft

MISSING = "(to be filled in: {name})"
TEXT = "text"
"""Under which a draft without fields is kept once somebody has edited it."""


class _Known(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return MISSING.format(name=key.replace("_", " "))


def filled(text: str, names: Mapping[str, str]) -> str:
    """Nothing is invented: a name that nobody has given says so in its place."""
    return text.format_map(_Known({name: each for name, each in names.items() if each})).strip()


def composed(draft: Draft, names: Mapping[str, str], kept: Mapping[str, str]) -> str:
    """As it is kept, or as it follows from what is known."""
    if kept.get(TEXT):
        return kept[TEXT]
    return "\n".join(_lines(draft, names, kept)) if draft.fields else filled(draft.text, names)


def missing(draft: Draft, kept: Mapping[str, str]) -> list[str]:
    """The labels of fields that nobody has filled in."""
    return [field.label for field in draft.fields if not kept.get(field.id)]


def _lines(draft: Draft, names: Mapping[str, str], kept: Mapping[str, str]) -> Iterator[str]:
    yield filled(draft.title, names)
    yield ""
    for letter, field in zip("abcdefghij", draft.fields, strict=False):
        yield f"{letter}) {field.label}: {kept.get(field.id) or '(to be filled in)'}"
