"""A company's own pages answer where the pack does not, and as the pack does."""

from typing import Any

import pytest

from handlers.kit.cards import card
from handlers.kit.shelves import decide, or_pages
from policies.answer import Answer, Status
from policies.asking import Question
from policies.handbook import nothing
from policies.pages import sections
from policies.passages import EDITION
from storage import pages

PAGE = """# Returns
## Late pallets
A customer may send pallets back within 30 days. After that there is a credit note.
"""
URL = "https://wiki.example.com/returns.md"
ASKED = "/handrail ask how late may pallets come back?"


@pytest.fixture
def shelf(desk: Any) -> Any:
    found = sections("returns.md", PAGE, URL)
    pages.replace(desk.session, desk.workspace, "returns.md", found)
    return desk


def told(desk: Any, text: str, workspace: str = "") -> Answer:
    """The answer once the pack has said that it knows nothing."""
    question, none = Question(text, desk.now), nothing(text, desk.pack)
    return or_pages(desk.session, workspace or desk.workspace, question, desk.pack, none)


def test_a_page_answers_with_its_words_place_and_link(shelf: Any) -> None:
    answer = told(shelf, ASKED)
    assert (answer.policy, answer.status) == ("handbook", Status.DECIDED)
    assert answer.outcome == "page:returns#late-pallets"
    assert answer.headline == "A customer may send pallets back within 30 days."
    assert answer.values["answer"].endswith("a credit note.")
    assert answer.read_as == "how late may pallets come back?"
    (citation,) = answer.citations
    assert (citation.page, citation.heading, citation.edition) == (
        "Returns",
        "Late pallets",
        EDITION,
    )
    assert citation.url == f"{URL}#late-pallets"


def test_a_page_is_shown_in_slack_with_its_link(shelf: Any) -> None:
    shown = str(card(told(shelf, ASKED), shelf.pack, ASKED))
    assert "within 30 days" in shown
    assert f"{URL}#late-pallets|Late pallets" in shown


def test_what_no_page_speaks_of_stays_unanswered(shelf: Any) -> None:
    assert told(shelf, "how many moons has Jupiter").status is Status.UNKNOWN


def test_another_workspace_hears_nothing_of_it(shelf: Any) -> None:
    assert told(shelf, ASKED, "T0OTHER").status is Status.UNKNOWN


def test_a_page_answers_a_command_whose_question_the_pack_cannot(shelf: Any) -> None:
    reply = shelf.command(ASKED)
    assert "within 30 days" in reply.text
    (entry,) = shelf.kept("answer")
    assert entry.detail["citations"] == ["page:returns#late-pallets"]


def test_what_the_pack_decides_it_decides(shelf: Any) -> None:
    question = Question("/roe 620 employees inbound", shelf.now)
    answer = decide(shelf.session, shelf.workspace, question, shelf.pack)
    assert answer.outcome == "mm-first-order"


def test_a_long_section_answers_with_the_paragraph_that_speaks_of_it(desk: Any) -> None:
    filler = "\n\n".join(f"Paragraph {n} tells of other things at some length." for n in range(40))
    page = f"# Depot\n{filler}\n\nForklifts are charged at night. {'More of it. ' * 90}"
    pages.replace(desk.session, "", "depot.md", sections("depot.md", page))
    answer = told(desk, "when are forklifts charged")
    assert answer.headline == "Forklifts are charged at night."
    assert 500 < len(answer.values["answer"]) <= 600
