"""Questions put to a company's own pages: FTS5 on SQLite, text search on PostgreSQL."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import TextClause, text
from sqlalchemy.orm import Session

from policies.pages import Section
from policies.passages import COUNTED, SHOWN, Hit, Search, asked_words
from storage.rows import read

CANDIDATES, RANKED = 24, 300


@dataclass(frozen=True, slots=True)
class Tongue:
    """How one database is asked; words come as parameters, letters and digits only."""

    quote: str
    both: str
    either: str
    count: TextClause
    find: TextClause

    def any_of(self, words: Iterable[str]) -> str:
        return self.either.join(f"{self.quote}{word}{self.quote}" for word in words)

    def several_of(self, words: Sequence[str], number: int) -> str:
        """That many of the words: with the first one, one fewer of the rest is enough."""
        if number == 1:
            return self.any_of(words)
        first, rest = self.any_of(words[:1]), words[1:]
        with_first = f"({first}{self.both}({self.several_of(rest, number - 1)}))"
        if number == len(words):
            return with_first
        return f"{with_first}{self.either}{self.several_of(rest, number)}"


def find(session: Session, workspace: str, question: str) -> list[Hit]:
    """The three best sections that a workspace sees; none when none speaks of it."""
    tongue = TONGUES[session.get_bind().dialect.name]
    with _by_index(session):
        return _found(session, tongue, workspace, question)


def _found(session: Session, tongue: Tongue, workspace: str, question: str) -> list[Hit]:
    search = Search.of({word: _count(session, tongue, word) for word in asked_words(question)})
    hits: list[Hit] = []
    for number in range(len(search.known), max(search.least, 1) - 1, -1):
        hits = search.best(_having(session, tongue, workspace, search.known, number))
        if len(hits) == SHOWN:
            break
    return hits


@contextmanager
def _by_index(session: Session) -> Iterator[None]:
    """PostgreSQL thinks little of unpacking every page's words, which is what takes long."""
    if session.get_bind().dialect.name != "postgresql":
        yield
        return
    session.execute(text("SET LOCAL enable_seqscan = off"))
    yield
    session.execute(text("SET LOCAL enable_seqscan TO DEFAULT"))


def _count(session: Session, tongue: Tongue, word: str) -> int:
    given = {"match": tongue.any_of([word]), "most": COUNTED}
    return int(session.connection().execute(tongue.count, given).scalar_one())


def _having(
    session: Session, tongue: Tongue, workspace: str, words: Sequence[str], number: int
) -> list[Section]:
    """Sections with that many of the words."""
    given = {
        "workspace": workspace,
        "match": tongue.several_of(words, number),
        "any": tongue.any_of(words),
        "ranked": RANKED,
        "most": CANDIDATES,
    }
    rows = session.connection().execute(tongue.find, given)
    return [read(Section, row) for row in rows]


_ROWS = "page.file, page.title, page.heading, page.anchor, page.url, page.text"
TONGUES: Mapping[str, Tongue] = {
    "sqlite": Tongue(
        '"',
        " AND ",
        " OR ",
        text(
            "SELECT count(*) FROM (SELECT 1 FROM company_words"
            " WHERE company_words MATCH :match LIMIT :most)"
        ),
        text(
            f"""
            WITH found AS (
                SELECT seen.id, bm25(company_words, 3.0, 3.0, 1.0) AS score
                FROM company_words JOIN company_pages AS seen ON seen.id = company_words.rowid
                WHERE company_words MATCH :match AND seen.workspace IN ('', :workspace)
                AND :any <> ''
                LIMIT :ranked
            ), ranked AS (SELECT id, score FROM found ORDER BY score LIMIT :most)
            SELECT {_ROWS} FROM ranked JOIN company_pages AS page ON page.id = ranked.id
            ORDER BY ranked.score, page.file, page.anchor
            """
        ),
    ),
    "postgresql": Tongue(
        "'",
        " & ",
        " | ",
        text(
            "SELECT count(*) FROM (SELECT 1 FROM company_pages"
            " WHERE words @@ to_tsquery('english', :match) LIMIT :most) AS counted"
        ),
        text(
            f"""
            WITH found AS MATERIALIZED (
                SELECT id, words FROM company_pages
                WHERE words @@ to_tsquery('english', :match)
                AND workspace || '' IN ('', :workspace) -- not by the index of workspaces
                LIMIT :ranked
            ), ranked AS (
                SELECT id, ts_rank_cd(words, to_tsquery('english', :any)) AS score FROM found
                ORDER BY score DESC LIMIT :most
            )
            SELECT {_ROWS} FROM ranked JOIN company_pages AS page ON page.id = ranked.id
            ORDER BY ranked.score DESC, page.file, page.anchor
            """
        ),
    ),
}
