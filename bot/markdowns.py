"""Markdown files as somebody names them: found, read, and refused with a sentence."""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from bot.mistakes import Mistake
from policies.pages import Anchors, Section, sections

KINDS = (".md", ".markdown", ".mdown", ".mkd")
LARGEST = 1_000_000
MOST_SECTIONS = 2_000
LONGEST_NAME = 300
LONGEST_TEXT = 50_000
EXAMPLE = "For example handrail handbook add handbook/ --base-url https://wiki.example.com/handbook"
_ADDRESS = re.compile(r"https?://[^\s<>|\"]+")


class Unread(ValueError):
    """Why one file is left out; the others do not suffer."""


@dataclass(frozen=True, slots=True)
class Book:
    """A path as it was read: its name, its files, its sections, and what was left out."""

    name: str
    files: list[str] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


def read(path: Path, base: str, anchors: Anchors, tell: Callable[[int], None]) -> Book:
    """`tell` hears how many files were read."""
    address = _address(base)
    book = Book(name_of(path))
    for count, (file, below) in enumerate(_files(path), 1):
        name = f"{book.name}/{below}" if below else book.name
        url = f"{address}/{quote(below or path.name)}" if address else ""
        _add(book, file, name, url, anchors)
        tell(count)
    if not book.files:
        nothing = f"{path} holds no Markdown: there is no {KINDS[0]} file in it. {EXAMPLE}"
        raise Mistake("\n".join(book.complaints) or nothing)
    return book


def name_of(path: Path) -> str:
    """As typed, without `.` and `..`; the folder that one stands in has a name too."""
    plain = os.path.normpath(path)
    parts = [part for part in Path(plain).parts if part not in ("..", os.sep)]
    return "/".join(parts) or Path(plain).resolve().name


def _address(base: str) -> str:
    if base and not _ADDRESS.fullmatch(base):
        raise Mistake(f"{base!r} is no address for --base-url. {EXAMPLE}")
    return base.rstrip("/")


def _files(path: Path) -> Iterator[tuple[Path, str]]:
    """Each with its name below the path; of a file alone that is empty."""
    if not os.path.lexists(path):
        raise Mistake(f"There is no {path}. {EXAMPLE}")
    if not path.is_dir():
        yield path, ""
        return
    for folder, inner, names in os.walk(path, onerror=_refuse):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        for name in sorted(names):
            if name.lower().endswith(KINDS) and not name.startswith("."):
                file = Path(folder, name)
                yield file, file.relative_to(path).as_posix()


def _refuse(error: OSError) -> None:
    raise Mistake(f"{error.filename} cannot be read: {error.strerror}.") from error


def _add(book: Book, file: Path, name: str, url: str, anchors: Anchors) -> None:
    try:
        found = _sections(file, name, url, anchors)
    except Unread as unread:
        book.complaints.append(f"{file}: {unread}")
        return
    book.files.append(name)
    book.sections.extend(found)
    if not found:
        book.complaints.append(f"{file}: there is no text in it.")


def _sections(file: Path, name: str, url: str, anchors: Anchors) -> list[Section]:
    if len(name) > LONGEST_NAME:
        raise Unread(f"its path is longer than {LONGEST_NAME} characters.")
    found = sections(name, _text(file), url, anchors)
    if len(found) > MOST_SECTIONS:
        raise Unread(f"it has {len(found):,} sections, and {MOST_SECTIONS:,} are read. Divide it.")
    if long := next((each for each in found if len(each.text) > LONGEST_TEXT), None):
        place = f"“{long.heading or long.title}”"
        raise Unread(f"{place} is longer than {LONGEST_TEXT:,} characters. Give it headings.")
    return found


def _text(file: Path) -> str:
    try:
        if not file.is_file():
            raise Unread("it is no file that can be read.")
        if (size := file.stat().st_size) > LARGEST:
            raise Unread(f"it has {size:,} bytes, and {LARGEST:,} are read. Divide it.")
        raw = file.read_bytes()
    except OSError as error:
        raise Unread(f"it cannot be read: {error.strerror}.") from error
    return _decoded(raw)


def _decoded(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unread("it is UTF-16. Save it as UTF-8.")
    if b"\x00" in raw:
        raise Unread("it is no text, whatever it is called.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise Unread(f"line {line} is not UTF-8. Save it as UTF-8.") from error
