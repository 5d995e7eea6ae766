"""Ways of asking: text files with `[entry-id]` and, below it, one way on each line."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from policies.problems import nearest

LONGEST = 400


Asked = Mapping[str, tuple[str, ...]]
"""Ways of asking by entry."""


class Way(NamedTuple):
    """One way of asking for an entry, and where it is written."""

    file: str
    line: int
    entry: str
    text: str

    @property
    def place(self) -> str:
        return f"{self.file}, line {self.line}"


def ways_of(files: Mapping[str, str]) -> list[Way]:
    """Every way of asking in the files, also one that stands before any id (its entry is empty)."""
    return [way for file, text in files.items() for way in _ways(file, text)]


def _ways(file: str, text: str) -> Iterator[Way]:
    entry = ""
    for number, line in _lines(text):
        if _is_id(line):
            entry = line[1:-1].strip()
        else:
            yield Way(file, number, entry, line)


def gathered(ways: list[Way]) -> Asked:
    found: dict[str, list[str]] = {}
    for way in ways:
        found.setdefault(way.entry, []).append(way.text)
    return {entry: tuple(texts) for entry, texts in found.items()}


def misasked(files: Mapping[str, str], ways: list[Way], ids: Mapping[str, object]) -> Iterator[str]:
    """What is to be mended, with file and line."""
    for file, text in files.items():
        yield from _headings(file, text, ids)
    yield from _strays(ways)
    yield from _shared(ways)


def _headings(file: str, text: str, ids: Mapping[str, object]) -> Iterator[str]:
    for number, id, filled in _blocks(text):
        if id not in ids:
            near = nearest(id, ids)
            meant = f"did you mean {near}?" if near else "write the id of an entry between [ and ]"
            yield f"{file}, line {number}: there is no entry {id or '[]'}; {meant}"
        elif not filled:
            yield f"{file}, line {number}: nobody asks for {id}; write a question below it"


def _blocks(text: str) -> Iterator[tuple[int, str, bool]]:
    """Each id with its line, and whether anything is asked below it."""
    number, id, filled = 0, "", False
    for line, written in _lines(text):
        if not _is_id(written):
            filled = True
            continue
        if number:
            yield number, id, filled
        number, id, filled = line, written[1:-1].strip(), False
    if number:
        yield number, id, filled


def _is_id(line: str) -> bool:
    return line[0] == "[" and line[-1] == "]"


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, written in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        line = written.strip()
        if line and line[0] != "#":
            yield number, line


def _strays(ways: list[Way]) -> Iterator[str]:
    for way in ways:
        if not way.entry:
            yield f"{way.place}: “{way.text[:60]}” stands before any [entry-id]; put one above it"
        elif len(way.text) > LONGEST:
            yield f"{way.place}: a way of asking has at most {LONGEST} characters; shorten it"


def _shared(ways: list[Way]) -> Iterator[str]:
    """An ask of two entries would find either."""
    seen: dict[str, Way] = {}
    for way in ways:
        first = seen.setdefault(way.text.casefold(), way)
        if first.entry != way.entry:
            says = f"“{way.text[:60]}” asks for {first.entry} already ({first.place})"
            yield f"{way.place}: {says}; keep the better one"
