"""A company's own page in Markdown as the sections that questions find."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from policies.markdown import Block, Heading, blocks

TRAIL = " › "
LONGEST_FRONT = 200
_TITLE = re.compile(r"title[ \t]*[:=][ \t]*(.*)")
_CONTROLS = {code: None for code in (*range(32), *range(127, 160)) if code not in (9, 10)}


class Anchors(StrEnum):
    """Whose way of making a heading's address is followed."""

    GITLAB = "gitlab"
    GITHUB = "github"


@dataclass(frozen=True, slots=True)
class Section:
    """What stands below one heading; `heading` also names those above it."""

    file: str
    title: str
    heading: str
    anchor: str
    url: str
    text: str

    @property
    def id(self) -> str:
        page = self.file.removesuffix(".md")
        return f"page:{page}#{self.anchor}" if self.anchor else f"page:{page}"


def sections(
    file: str, text: str, url: str = "", anchors: Anchors = Anchors.GITLAB
) -> list[Section]:
    """Those of them that say something; `url` is the whole page's."""
    title, body = _parted(_tidy(text))
    found = [*blocks(body)]
    page = Section(file, title or _first_title(found) or _named(file), "", "", url, "")
    return [*_sections(page, found, _Slugs(anchors))]


def _sections(page: Section, found: list[Block], slugs: "_Slugs") -> Iterator[Section]:
    trail: list[Heading] = []
    section, lines = page, list[str]()
    for block in found:
        match block:
            case str():
                lines.append(block)
            case Heading():
                yield from _written(section, lines)
                trail = [*(above for above in trail if above.level < block.level), block]
                section, lines = _below(page, trail, slugs.slug(block)), []
    yield from _written(section, lines)


def _written(section: Section, lines: list[str]) -> Iterator[Section]:
    if text := "\n".join(filter(None, lines)):
        yield replace(section, text=text)


def _below(page: Section, trail: list[Heading], anchor: str) -> Section:
    named = trail[0].level == 1 and trail[0].text == page.title
    shown = [heading.text for heading in trail[named:]]
    url = f"{page.url}#{anchor}" if page.url else ""
    return replace(page, heading=TRAIL.join(shown), anchor=anchor, url=url)


@dataclass(slots=True)
class _Slugs:
    """The anchors of one page; the second of a name is numbered 1."""

    kind: Anchors
    used: dict[str, int] = field(default_factory=dict)

    def slug(self, heading: Heading) -> str:
        plain = heading.id or slug(heading.text, self.kind) or "section"
        name = plain
        while name in self.used:
            self.used[plain] += 1
            name = f"{plain}-{self.used[plain]}"
        self.used[name] = 0
        return name


def slug(text: str, kind: Anchors = Anchors.GITLAB) -> str:
    """“What's new?” as `whats-new`; GitLab joins hyphens that GitHub leaves apart."""
    kept = "".join(char for char in text.strip().lower() if _stays(char)).replace(" ", "-")
    match kind:
        case Anchors.GITHUB:
            return kept
        case Anchors.GITLAB:
            return re.sub("-+", "-", kept)


def _stays(char: str) -> bool:
    return char in " -_" or unicodedata.category(char)[0] in "LNM"


def _tidy(text: str) -> str:
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", lines.translate(_CONTROLS))


def _parted(text: str) -> tuple[str, str]:
    """The title of the front matter, and what follows it."""
    lines = text.split("\n", LONGEST_FRONT)
    mark = lines[0].rstrip()
    ends = {"---": ("---", "..."), "+++": ("+++",)}.get(mark, ())
    last = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() in ends), 0)
    if not last:
        return "", text
    found = next(filter(None, map(_TITLE.match, lines[1:last])), None)
    return _unquoted(found[1]) if found else "", "\n".join(lines[last + 1 :])


def _unquoted(value: str) -> str:
    value = value.strip()
    if value[:1] in ("'", '"') and value[:1] == value[-1:]:
        return value[1:-1].strip()
    return "" if value[:1] in ("", ">", "|") else value[:200]


def _first_title(found: list[Block]) -> str:
    tops = (block for block in found if isinstance(block, Heading) and block.level == 1)
    return next((heading.text for heading in tops), "")


def _named(file: str) -> str:
    """`sales/late-returns.md` as “Late returns”."""
    name = file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    words = re.sub(r"[-_\s]+", " ", name).strip()
    return words[:1].upper() + words[1:] or file
