"""The sentences of answers: short, plain, and never longer than a message takes."""

from collections.abc import Iterable, Mapping, Sequence

HEADLINE, LINE, ITEMS = 300, 500, 20


class _Words(dict[str, str]):
    """What a template may name; a fact that was not told is named by its label."""

    def __missing__(self, name: str) -> str:
        return name.replace("_", " ")


def filled(template: str, words: Mapping[str, str]) -> str:
    return template.format_map(_Words(words))


def sentence(text: str) -> str:
    """A capital first letter, and no longer than a headline."""
    text = text[:1].upper() + text[1:]
    return text if len(text) <= HEADLINE else text[: HEADLINE - 1].rstrip() + "…"


def stopped(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def listed(names: Sequence[str], last: str = "or") -> str:
    """“a, b or c”."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def items(lines: Iterable[str]) -> tuple[str, ...]:
    unique = dict.fromkeys(line for line in lines if line)
    return tuple(line[:LINE] for line in unique)[:ITEMS]
