"""One slip of the finger in a word that nobody uses otherwise."""

from collections.abc import Iterator, Mapping

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SHORTEST, _LONGEST = 4, 24


def mended(word: str, known: Mapping[str, float]) -> str:
    """The most usual word that is one slip away, or the word itself."""
    if word in known or word.isdigit() or not _SHORTEST <= len(word) <= _LONGEST:
        return word
    near = [other for other in _slips(word) if other in known and len(other) >= _SHORTEST]
    return max(near, key=lambda other: known[other], default=word)


def _slips(word: str) -> Iterator[str]:
    """A letter too many, too few or wrong, or two that changed places; the first is right."""
    for at in range(1, len(word) + 1):
        start, end = word[:at], word[at:]
        yield from (start + letter + end for letter in _LETTERS)
        if end:
            yield start + end[1:]
            yield from (start + letter + end[1:] for letter in _LETTERS)
        if end and at:
            yield start[:-1] + end[0] + start[-1] + end[1:]
    yield word[1:]
