"""A company's own pages, section by section, and the words that find them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import Any

from sqlalchemy import DDL, UniqueConstraint, delete, event, func, insert, select, text
from sqlalchemy.orm import Mapped, Session

from policies.pages import Section
from policies.passages import Hit, asked_words, best, least
from storage.columns import Base, Serial, table_of
from storage.migrations.searches import SEARCHES
from storage.rows import read

EVERYONE = ""
"""The workspace of pages that all of them see."""
CANDIDATES = 24
AT_ONCE = 500


class PageRow(Base):
    __tablename__ = "company_pages"
    __table_args__ = (UniqueConstraint("workspace", "file", "anchor"),)

    id: Mapped[Serial]
    workspace: Mapped[str]
    file: Mapped[str]
    anchor: Mapped[str]
    title: Mapped[str]
    heading: Mapped[str]
    url: Mapped[str]
    text: Mapped[str]


PAGES = table_of(PageRow)
SECTION = (PAGES.c.file, PAGES.c.title, PAGES.c.heading, PAGES.c.anchor, PAGES.c.url, PAGES.c.text)
for _dialect, _statements in SEARCHES.items():
    for _statement in _statements:
        event.listen(PAGES, "after_create", DDL(_statement).execute_if(dialect=_dialect))


@dataclass(frozen=True, slots=True)
class Change:
    """What adding a path did to its sections."""

    new: int
    changed: int
    gone: int
    same: int


@dataclass(frozen=True, slots=True)
class Listed:
    workspace: str
    file: str
    title: str
    sections: int


def replace(session: Session, workspace: str, path: str, sections: Iterable[Section]) -> Change:
    """The sections of a file or folder become these; those that stay as they are stay."""
    _alone(session)
    wanted = {(section.file, section.anchor): section for section in sections}
    known = _known(session, workspace, path)
    gone = [id for key, (id, _) in known.items() if key not in wanted]
    changed = [id for key, (id, old) in known.items() if key in wanted and wanted[key] != old]
    _drop(session, [*gone, *changed])
    written = [each for key, each in wanted.items() if key not in known or known[key][1] != each]
    _add(session, workspace, written)
    new = len(written) - len(changed)
    return Change(new, len(changed), len(gone), len(wanted) - len(written))


def remove(session: Session, workspace: str, path: str) -> int:
    """How many sections went."""
    _alone(session)
    ids = [id for id, _ in _known(session, workspace, path).values()]
    _drop(session, ids)
    return len(ids)


def listed(session: Session, workspace: str | None = None) -> list[Listed]:
    """Every file, or those that one workspace sees."""
    files = (PAGES.c.workspace, PAGES.c.file)
    counted = select(*files, func.min(PAGES.c.title).label("title"), func.count().label("sections"))
    query = counted.group_by(*files).order_by(*files)
    if workspace is not None:
        query = query.where(PAGES.c.workspace.in_((EVERYONE, workspace)))
    return [read(Listed, row) for row in session.connection().execute(query)]


def find(session: Session, workspace: str, question: str) -> list[Hit]:
    """The three best sections that a workspace sees; none when none speaks of it."""
    words = asked_words(question)
    if not words:
        return []
    dialect = session.get_bind().dialect.name
    given = {"workspace": workspace, "most": CANDIDATES, **SPELT[dialect](words)}
    rows = session.connection().execute(QUERIES[dialect], given)
    return best(words, [read(Section, row) for row in rows])


def _known(
    session: Session, workspace: str, path: str
) -> dict[tuple[str, str], tuple[int, Section]]:
    below = PAGES.c.file.startswith(f"{path}/", autoescape=True)
    query = select(PAGES.c.id, *SECTION).where(
        PAGES.c.workspace == workspace, (PAGES.c.file == path) | below
    )
    rows = session.connection().execute(query)
    return {(row.file, row.anchor): (row.id, read(Section, row)) for row in rows}


def _drop(session: Session, ids: Sequence[int]) -> None:
    for at in range(0, len(ids), AT_ONCE):
        some = ids[at : at + AT_ONCE]
        session.connection().execute(delete(PAGES).where(PAGES.c.id.in_(some)))


def _add(session: Session, workspace: str, sections: Sequence[Section]) -> None:
    rows = [asdict(section) | {"workspace": workspace} for section in sections]
    for at in range(0, len(rows), AT_ONCE):
        session.connection().execute(insert(PAGES), rows[at : at + AT_ONCE])


def _alone(session: Session) -> None:
    """One at a time; SQLite needs no more than its BEGIN IMMEDIATE."""
    if session.get_bind().dialect.name == "postgresql":
        session.connection().execute(text("SET LOCAL statement_timeout = 0"))
        session.connection().execute(text("LOCK TABLE company_pages IN SHARE ROW EXCLUSIVE MODE"))


def _for_sqlite(words: Sequence[str]) -> Mapping[str, str]:
    return {"match": _several([f'"{word}"' for word in words], " AND ", " OR ")}


def _for_postgresql(words: Sequence[str]) -> Mapping[str, str]:
    quoted = [f"'{word}'" for word in words]
    return {"match": _several(quoted, " & ", " | "), "any": " | ".join(quoted)}


def _several(quoted: Sequence[str], both: str, either: str) -> str:
    """Two of the words at least, if there are two: a row with one of them would be refused."""
    pairs = combinations(quoted, min(2, least(quoted)))
    return either.join(f"({both.join(pair)})" for pair in pairs)


SPELT: Mapping[str, Callable[[Sequence[str]], Mapping[str, Any]]] = {
    "sqlite": _for_sqlite,
    "postgresql": _for_postgresql,
}
_ROWS = "found.file, found.title, found.heading, found.anchor, found.url, found.text"
QUERIES = {
    "sqlite": text(
        f"""
        WITH ranked AS (
            SELECT company_words.rowid AS id, bm25(company_words, 3.0, 3.0, 1.0) AS score
            FROM company_words JOIN company_pages AS seen ON seen.id = company_words.rowid
            WHERE company_words MATCH :match AND seen.workspace IN ('', :workspace)
            ORDER BY score LIMIT :most
        )
        SELECT {_ROWS} FROM ranked JOIN company_pages AS found ON found.id = ranked.id
        ORDER BY ranked.score, found.file, found.anchor
        """
    ),
    "postgresql": text(
        f"""
        WITH ranked AS (
            SELECT id, ts_rank_cd(words, to_tsquery('english', :any)) AS score
            FROM company_pages
            WHERE words @@ to_tsquery('english', :match) AND workspace IN ('', :workspace)
            ORDER BY score DESC LIMIT :most
        )
        SELECT {_ROWS} FROM ranked JOIN company_pages AS found ON found.id = ranked.id
        ORDER BY ranked.score DESC, found.file, found.anchor
        """
    ),
}
"""Words come as parameters, letters and digits only."""
