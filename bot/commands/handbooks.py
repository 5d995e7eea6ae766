"""`handrail handbook`: a company's own pages, which answer after the pack's entries."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from bot import markdowns, parts, settings
from bot.markdowns import Book
from bot.mistakes import Mistake
from policies.pages import Anchors
from policies.passages import Hit, asked_words, passage
from storage import pages, passages
from storage.database import Database
from storage.pages import Change, Listed

EVERY = 100
NOTHING = "Nothing in these pages speaks of that."
EMPTY = "There are no pages yet. For example handrail handbook add handbook/"


def add(args: argparse.Namespace) -> int:
    """1 if any file was left out."""
    anchors = Anchors(args.anchors)
    books = [markdowns.read(Path(path), args.base_url, anchors, _progress) for path in args.path]
    with _database() as database, database.begin() as session:
        told = [
            (book, pages.replace(session, _place(args), book.name, book.sections)) for book in books
        ]
    for book, change in told:
        print(_added(book, change))
        for complaint in book.complaints:
            print(complaint, file=sys.stderr)
    return 1 if any(book.complaints for book in books) else 0


def remove(args: argparse.Namespace) -> int:
    name = markdowns.name_of(Path(args.path))
    with _database() as database, database.begin() as session:
        count = pages.remove(session, _place(args), name)
    if not count:
        raise Mistake(
            f"There are no pages of {name}. `handrail handbook list` shows what there is."
        )
    print(f"{name}: {_counted(count, 'section')} removed.")
    return 0


def list_all(args: argparse.Namespace) -> int:
    with _database() as database, database.reading() as session:
        found = pages.listed(session, args.workspace)
    print("\n".join(map(_listed, found)) or EMPTY)
    return 0


def search(args: argparse.Namespace) -> int:
    question = " ".join(args.question)
    with _database() as database, database.reading() as session:
        hits = passages.find(session, _place(args), question)
    print("\n\n".join(_found(hit, question) for hit in hits) or NOTHING)
    return 0


def _place(args: argparse.Namespace) -> str:
    return args.workspace or pages.EVERYONE


def _progress(count: int) -> None:
    if count % EVERY == 0:
        print(f"{count:,} files read…", file=sys.stderr)


def _added(book: Book, change: Change) -> str:
    parts = [f"{change.new} new", f"{change.changed} changed", f"{change.gone} gone"]
    files, sections = len(book.files), change.new + change.changed + change.same
    held = f"{_counted(files, 'file')}, {_counted(sections, 'section')}"
    return f"{book.name}: {held} ({', '.join(parts)})."


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _listed(page: Listed) -> str:
    place = f" (only {page.workspace})" if page.workspace else ""
    return f"{page.file}: {page.title}, {_counted(page.sections, 'section')}{place}"


def _found(hit: Hit, question: str) -> str:
    section = hit.section
    heading = f" › {section.heading}" if section.heading else ""
    told = passage(section.text, asked_words(question)).replace("\n", "\n      ")
    lines = [f"{hit.score:.2f}  {section.title}{heading}", told, section.url or section.id]
    return "\n      ".join(lines)


@contextmanager
def _database() -> Iterator[Database]:
    with parts.database(settings.read()) as database:
        parts.prepare(database, migrate=False)
        try:
            yield database
        except SQLAlchemyError as error:
            raise parts.unreachable(error) from error
