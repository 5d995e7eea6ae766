"""A plain text cut into words, digits and marks."""

import re
from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

from policies.reading.cleaning import THIN


class Sort(IntEnum):
    WORD = 0
    DIGITS = 1
    MARK = 2


class Token(NamedTuple):
    sort: Sort
    text: str
    glued: bool = False


_TOKEN = re.compile(
    rf"(\d(?:[\d.,'{THIN}]*\d)?[^\W_]*)|([^\W\d_][^\W_]*(?:'[^\W_]+)*)|([<>]=|\.{{2,}}|[^\s{THIN}])"
)
_SORTS = {1: Sort.DIGITS, 2: Sort.WORD, 3: Sort.MARK}
_JOINED = {"&": "and", "w": "with", "wth": "with"}


def tokens(plain: str) -> Iterator[Token]:
    """`glued` means that no space came before."""
    end = 0
    for found in _TOKEN.finditer(plain):
        sort = _SORTS[found.lastindex or 3]
        yield Token(sort, found[0], found.start() == end > 0)
        end = found.end()


def words_of(text: str) -> list[str]:
    """The words of a phrase as a text has them once it is cut."""
    return [word for token in tokens(text.lower()) if (word := spoken(token)) != "-"]


def spoken(token: Token) -> str:
    """How a token counts in a phrase: hyphens do not, `&` is a word."""
    text = token.text.lower()
    return _JOINED.get(text, text)
