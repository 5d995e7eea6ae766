"""A company's own pages on both databases: kept, replaced, and found by their words."""

import random
import time
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from policies.pages import Section, sections
from storage import pages
from storage.database import Database
from storage.pages import EVERYONE, Change
from storage.passages import find

RETURNS = """# Returns
## Late returns
A customer may return goods within 30 days of delivery. After that they get a credit note.
## Broken goods
Write to the depot about pallets that arrive broken, with a photograph.
"""
LEAVE = """# Leave
## Parental leave
Parents take twenty weeks. Tell your manager three months before.
## Sick leave
Call your manager in the morning; a certificate is due from the fourth day.
"""


@pytest.fixture
def shelf(database: Database) -> Database:
    add(database, "handbook/returns.md", RETURNS)
    add(database, "handbook/leave.md", LEAVE)
    return database


def add(database: Database, file: str, markdown: str, workspace: str = EVERYONE) -> Change:
    with database.begin() as session:
        return pages.replace(session, workspace, file, sections(file, markdown))


def found(database: Database, question: str, workspace: str = "T1") -> list[str]:
    with database.reading() as session:
        return [hit.section.id for hit in find(session, workspace, question)]


@pytest.mark.parametrize(
    ("question", "section"),
    [
        ("How late may a customer return goods?", "returns#late-returns"),
        ("what about broken pallets", "returns#broken-goods"),
        ("parental leave", "leave#parental-leave"),
        ("When do I need a certificate if I'm sick?", "leave#sick-leave"),
        ("CUSTOMERS RETURNING", "returns#late-returns"),
    ],
)
def test_a_question_finds_its_section_first(shelf: Database, question: str, section: str) -> None:
    assert found(shelf, question)[:1] == [f"page:handbook/{section}"]


@pytest.mark.parametrize(
    "question",
    [
        "Who won the match?",
        "leave the moon alone tonight",
        "what is the",
        "",
        "?!",
        "zebra",
        "日本",
    ],
)
def test_what_the_pages_do_not_speak_of_finds_nothing(shelf: Database, question: str) -> None:
    assert found(shelf, question) == []


def test_sections_with_more_of_the_question_come_first_and_three_at_most(shelf: Database) -> None:
    add(shelf, "a.md", "\n".join(f"# Goods {n}\nThe customer and goods {n}." for n in range(5)))
    ids = found(shelf, "customer goods return delivery")
    assert ids[0] == "page:handbook/returns#late-returns"
    assert len(found(shelf, "customer goods")) == 3


@pytest.mark.parametrize(
    "question",
    [
        "' OR 1=1 --",
        '"late" NEAR returns*',
        "late:* & !returns | (",
        "heading : late AND NOT returns",
        "\\ % _ ^ $1 :match",
        "late\x00returns",
        "broken " * 400,
    ],
)
def test_words_are_only_ever_words(shelf: Database, question: str) -> None:
    assert len(found(shelf, question)) <= 3
    assert found(shelf, "parental leave")


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(question=st.text(max_size=80))
def test_any_question_can_be_asked(shelf: Database, question: str) -> None:
    assert len(found(shelf, f"{question} parental leave {question}")) <= 3


def test_adding_again_says_what_is_new_changed_and_gone(shelf: Database) -> None:
    assert add(shelf, "handbook/leave.md", LEAVE) == Change(0, 0, 0, 2)
    changed = LEAVE.replace("twenty", "thirty").replace("Sick leave", "Illness")
    assert add(shelf, "handbook/leave.md", changed) == Change(1, 1, 1, 0)
    assert found(shelf, "thirty weeks parents") == ["page:handbook/leave#parental-leave"]
    assert found(shelf, "twenty") == []
    assert found(shelf, "sick certificate") == []


def test_a_folder_replaces_every_file_in_it_and_none_beside_it(shelf: Database) -> None:
    add(shelf, "handbook-2/x.md", "# Other\nThe canteen opens at noon.")
    only = sections("handbook/leave.md", LEAVE)
    with shelf.begin() as session:
        assert pages.replace(session, EVERYONE, "handbook", only) == Change(0, 0, 2, 2)
    assert found(shelf, "canteen noon") == ["page:handbook-2/x#other"]
    assert found(shelf, "broken pallets") == []


def test_signs_in_a_name_stand_for_themselves(shelf: Database) -> None:
    add(shelf, "100%/a.md", "# A\nx")
    with shelf.begin() as session:
        assert pages.remove(session, EVERYONE, "%") == 0
        assert pages.remove(session, EVERYONE, "handboo_") == 0
        assert pages.remove(session, EVERYONE, "100%") == 1


def test_removed_pages_are_found_no_more(shelf: Database) -> None:
    with shelf.begin() as session:
        assert pages.remove(session, EVERYONE, "handbook/leave.md") == 2
        assert pages.remove(session, EVERYONE, "handbook/leave.md") == 0
    assert found(shelf, "parental leave") == []


def test_a_workspace_finds_its_own_pages_and_those_for_all(shelf: Database) -> None:
    add(shelf, "own.md", "# Canteen\nThe canteen opens at noon.", workspace="T1")
    assert found(shelf, "canteen noon", "T1") == ["page:own#canteen"]
    assert found(shelf, "canteen noon", "T2") == []
    assert found(shelf, "parental leave", "T2") == ["page:handbook/leave#parental-leave"]
    with shelf.reading() as session:
        assert [(page.workspace, page.file, page.sections) for page in pages.listed(session)] == [
            ("", "handbook/leave.md", 2),
            ("", "handbook/returns.md", 2),
            ("T1", "own.md", 1),
        ]
        assert [page.file for page in pages.listed(session, "T2")] == [
            "handbook/leave.md",
            "handbook/returns.md",
        ]


def test_what_is_rolled_back_is_not_found(shelf: Database) -> None:
    with pytest.raises(DBAPIError), shelf.begin() as session:
        _half_replaced(session)
    assert found(shelf, "parental leave")


def _half_replaced(session: Session) -> None:
    pages.replace(session, EVERYONE, "handbook", [])
    session.execute(text("SELECT nothing FROM nowhere"))


def test_the_index_of_words_agrees_with_the_pages(sqlite_address: str) -> None:
    database = Database(sqlite_address)
    for markdown in (LEAVE, RETURNS, LEAVE.replace("twenty", "thirty")):
        add(database, "a.md", markdown)
    with database.begin() as session:
        session.execute(text("UPDATE company_pages SET text = 'Sabbatical leave: a year.'"))
        check = "INSERT INTO company_words (company_words, rank) VALUES ('integrity-check', 1)"
        session.execute(text(check))
    assert found(database, "sabbatical year")
    database.close()


def test_twenty_thousand_sections_are_searched_in_a_moment(database: Database) -> None:
    dice = random.Random(4)
    words = [f"w{dice.randrange(10**6):06x}" for _ in range(4_000)]
    weights = [1 / place for place in range(1, len(words) + 1)]
    texts = (" ".join(dice.choices(words, weights, k=40)) for _ in range(20_000))
    blank = Section("a.md", "A", "", "", "", "")
    many = [replace(blank, anchor=f"{n}", text=said) for n, said in enumerate(texts)]
    with database.begin() as session:
        pages.replace(session, EVERYONE, "a.md", many)
    question = " ".join([*words[20:24], words[300]])
    assert found(database, question)
    took = [_timed(database, question) for _ in range(9)]
    assert sorted(took)[2] < 0.03, took


def _timed(database: Database, question: str) -> float:
    begun = time.perf_counter()
    found(database, question)
    return time.perf_counter() - begun
