"""Markdown as headings and paragraphs; what is code is never taken for a heading."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from policies.inlines import CODE, plain

LONGEST_HEADING = 200
"""More than that is a paragraph that happens to look like one."""

_CLOSES = {"<!--": "-->", "<script": "</script>", "<style": "</style>"}
_OPENS = re.compile(CODE + r"|<!--|<(?:script|style)\b", re.IGNORECASE)
_FENCE = re.compile(r"[ \t]*(`{3,}(?=[^`]*$)|~{3,})")
_ID = re.compile(r"\{#([\w.:-]{1,200})[^{}]*\}$")
_ITEM = re.compile(r"[ \t]*([-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_DEFINITION = re.compile(r" {0,3}\[[^\[\]]+\]:")
_QUOTE = re.compile(r" {0,3}>[> \t]*")
_CELL = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Heading:
    """`id` is the anchor that the author gave it with `{#…}`."""

    level: int
    text: str
    id: str = ""


Block = Heading | str


def blocks(text: str) -> Iterator[Block]:
    """In order; a paragraph, an item of a list, a row of a table and a line of code are text."""
    writing = _Paragraph()
    for line, code in _seen(text):
        if code:
            yield from writing.end()
            yield " ".join(line.split())
        else:
            yield from _blocks(line, writing)
    yield from writing.end()


@dataclass(slots=True)
class _Paragraph:
    """Lines until now; `simple` while a line of dashes below would make them a heading."""

    lines: list[str] = field(default_factory=list)
    simple: bool = True

    def end(self) -> Iterator[Block]:
        if self.lines:
            yield plain(" ".join(self.lines))
        self.drop()

    def drop(self) -> None:
        self.lines, self.simple = [], True

    def begin(self, line: str) -> Iterator[Block]:
        yield from self.end()
        self.lines, self.simple = [line], False

    def add(self, line: str, simple: bool) -> None:
        self.simple = self.simple and (simple or bool(self.lines))
        self.lines.append(line)

    def title(self) -> str:
        return " ".join(line.strip() for line in self.lines) if self.simple else ""


def _blocks(line: str, writing: _Paragraph) -> Iterator[Block]:
    bare = line.strip()
    if not bare or (_DEFINITION.match(line) and not writing.lines):
        yield from writing.end()
    elif heading := _hashed(line):
        yield from writing.end()
        yield heading
    elif heading := _underlined(line, writing.title()):
        writing.drop()
        yield heading
    elif _is_rule(bare):
        yield from writing.end()
    else:
        yield from _text(line, bare, writing)


def _text(line: str, bare: str, writing: _Paragraph) -> Iterator[Block]:
    if bare.startswith("|"):
        yield from writing.end()
        yield " · ".join(filter(None, (plain(cell) for cell in _CELL.split(bare))))
    elif item := _ITEM.match(line):
        mark = item[1] if item[1][0].isdigit() else "•"
        yield from writing.begin(f"{mark} {line[item.end() :]}")
    elif quote := _QUOTE.match(line):
        writing.add(line[quote.end() :], simple=False)
    else:
        writing.add(bare, simple=not line.startswith(("    ", "\t", "<")))


def _hashed(line: str) -> Heading | None:
    """`## Returns`, with or without hashes behind it."""
    bare = line.strip()
    text = bare.lstrip("#")
    level = len(bare) - len(text)
    if not 1 <= level <= 6 or line.startswith(("    ", "\t")) or text[:1] not in ("", " ", "\t"):
        return None
    closed = text.rstrip("#")
    return _heading(level, closed if closed.endswith((" ", "\t")) else text)


def _underlined(line: str, text: str) -> Heading | None:
    """A paragraph becomes a heading by the line of `=` or `-` below it."""
    marks = set(line.strip())
    if not text or line.startswith(("    ", "\t")) or marks not in ({"="}, {"-"}):
        return None
    return _heading(1 if marks == {"="} else 2, text)


def _heading(level: int, text: str) -> Heading | None:
    given = _ID.search(text.strip())
    shown = plain(text)
    if not shown or len(shown) > LONGEST_HEADING:
        return None
    return Heading(level, shown, given[1] if given else "")


def _is_rule(bare: str) -> bool:
    """A line across the page, or the one below the head of a table."""
    marks = set(bare) - {" ", "\t"}
    if len(marks) == 1 and marks <= set("-*_=") and len(bare) >= 3:
        return True
    return "-" in marks and "|" in marks and marks <= set("|:-")


def _seen(text: str) -> Iterator[tuple[str, bool]]:
    """Each line and whether it is code; comments, scripts and styles are left out."""
    fence = hidden = ""
    for line in text.split("\n"):
        if fence:
            fence, inside = _after(line, fence)
            yield (line, True) if inside else ("", False)
        elif not hidden and (opened := _FENCE.match(line)):
            fence = opened[1]
            yield "", False
        else:
            shown, hidden = _shown(line, hidden)
            yield shown, False


def _after(line: str, fence: str) -> tuple[str, bool]:
    bare = line.strip()
    closes = bare.startswith(fence) and not bare.strip(fence[0])
    return ("", False) if closes else (fence, True)


def _shown(line: str, until: str) -> tuple[str, str]:
    """What is left of a line, and what ends the part that is hidden at its end."""
    shown, lowered, at = [], line.lower(), 0
    while at < len(line):
        if until:
            end = lowered.find(until, at)
            if end < 0:
                break
            at, until = end + len(until), ""
            continue
        found = _OPENS.search(line, at)
        shown.append(line[at : found.start() if found else len(line)])
        if found is None:
            break
        at, until = found.end(), _CLOSES.get(found[0].lower(), "")
        if until == "-->":
            at -= 2  # `<!-->` is a whole one
        elif not until:
            shown.append(found[0])
    return "".join(shown), until
