"""Hashes that chain the entries of an audit log, and what a broken chain says was done."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Literal

from storage.columns import Document

How = Literal["edited", "removed", "reordered", "inserted", "cut off"]


@dataclass(frozen=True, slots=True)
class Entry:
    """`id` counts 1, 2, 3 in each workspace; `previous` is the hash of the entry before."""

    id: int
    workspace: str
    at: datetime
    actor: str
    kind: str
    detail: Document
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Head:
    length: int
    hash: str


@dataclass(frozen=True, slots=True)
class Break:
    workspace: str
    id: int
    how: How

    def __str__(self) -> str:
        return f"The audit log of {self.workspace} was {self.how} at entry {self.id}."


@dataclass(frozen=True, slots=True)
class Verdict:
    """`count` entries hold; with a break, those before it."""

    count: int
    broken: Break | None


SEALED = tuple(field.name for field in fields(Entry) if field.name != "hash")


def seal(values: Document) -> str:
    """The hash over everything an entry says, its id and its predecessor included."""
    said = {name: values[name] for name in SEALED}
    said["at"] = values["at"].astimezone(UTC).isoformat()
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def inspect(workspace: str, entries: Iterable[Entry], head: Head | None) -> Verdict:
    last, count, rest = "", 0, iter(entries)
    for entry in rest:
        if entry.id != count + 1 or entry.previous != last or not _holds(entry, entry.id):
            how = _how(entry, count + 1, head, present=count + 1 + _left(rest))
            return Verdict(count, Break(workspace, count + 1, how))
        last, count = entry.hash, count + 1
    return Verdict(count, _end(workspace, count, last, head))


def _holds(entry: Entry, id: int) -> bool:
    values = {name: getattr(entry, name) for name in SEALED}
    return seal(values | {"id": id}) == entry.hash


def _left(rest: Iterator[Entry]) -> int:
    return sum(1 for _ in rest)


def _how(entry: Entry, expected: int, head: Head | None, present: int) -> How:
    length = present if head is None else head.length
    if entry.id == expected and not _moved(entry, length):
        return "inserted" if present > length else "edited"
    if present == length:
        return "reordered"
    return "removed" if present < length else "inserted"


def _moved(entry: Entry, length: int) -> bool:
    """Whether the entry is whole, but was sealed for another place."""
    return any(_holds(entry, id) for id in range(1, length + 1) if id != entry.id)


def _end(workspace: str, count: int, last: str, head: Head | None) -> Break | None:
    match head:
        case None:
            return Break(workspace, count, "cut off")
        case Head(length=length) if length > count:
            return Break(workspace, count + 1, "cut off")
        case Head(length=length) if length < count:
            return Break(workspace, length + 1, "inserted")
        case Head(hash=hash) if hash != last:
            return Break(workspace, count, "edited")
        case _:
            return None
