"""Pages of long answers, and the cursors between them."""

import binascii
from base64 import b64decode, b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from playground.api.calls import Call
from playground.refusals import Refused
from playground.shapes import Json

T = TypeVar("T")
Reached: TypeAlias = Callable[[str, str], bool]


def same(key: str, wanted: str) -> bool:
    return key == wanted


def not_after(key: str, wanted: str) -> bool:
    return int(key) <= int(wanted)


def not_before(key: str, wanted: str) -> bool:
    return int(key) >= int(wanted)


@dataclass(frozen=True)
class Paging:
    """How one method pages: a cursor names the first row of the next page, not its number.

    So rows that come in meanwhile neither repeat nor hide others. A `usual` of 0 is: all at once.
    """

    word: str
    usual: int = 100
    most: int = 1000
    reached: Reached = same


def page_of(
    call: Call, rows: Sequence[T], key: Callable[[T], str], paging: Paging
) -> tuple[list[T], Json]:
    """One page of rows, and where the next one starts."""
    limit = limit_of(call, paging) or len(rows)
    start = start_of(call.text("cursor"), [key(row) for row in rows], paging)
    rest = rows[start + limit :]
    following = encode(paging.word, key(rest[0])) if rest else ""
    return list(rows[start : start + limit]), {"response_metadata": {"next_cursor": following}}


def limit_of(call: Call, paging: Paging) -> int:
    limit = call.whole("limit")
    if limit is None or (limit == 0 and paging.usual == 0):
        return paging.usual
    if not 1 <= limit <= paging.most:
        raise Refused("invalid_limit")
    return limit


def encode(word: str, key: str) -> str:
    return b64encode(f"{word}:{key}".encode()).decode()


def start_of(cursor: str, keys: list[str], paging: Paging) -> int:
    if not cursor:
        return 0
    wanted = decode(cursor, paging)
    found = (at for at, key in enumerate(keys) if paging.reached(key, wanted))
    start = next(found, None)
    if start is None:
        raise Refused("invalid_cursor")
    return start


def decode(cursor: str, paging: Paging) -> str:
    try:
        word, _, key = b64decode(cursor, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeError, ValueError):
        raise Refused("invalid_cursor") from None
    if word != paging.word or (paging.reached is not same and not key.isascii()):
        raise Refused("invalid_cursor")
    if paging.reached is not same and not key.isdigit():
        raise Refused("invalid_cursor")
    return key
