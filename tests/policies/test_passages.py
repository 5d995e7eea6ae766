"""Which sections answer a question, by its telling words."""

import pytest

from policies.pages import Section, sections
from policies.passages import LONGEST_ANSWER, Search, asked_words, passage

PAGE = """# Depot
## Late pallets
A customer may send pallets back within 30 days.
## Forklifts
Charge the forklift at night; a customer may watch.
"""


def test_words_that_tell_nothing_are_not_looked_for() -> None:
    assert asked_words("What's our policy on the customers' late pallets, please?") == (
        "customers",
        "late",
        "pallets",
    )


def test_a_word_and_its_forms_are_one() -> None:
    assert asked_words("pallet pallets Pallets") == ("pallet",)


def test_nothing_is_looked_for_where_nothing_is_told() -> None:
    assert asked_words("what is it? … !") == ()


@pytest.mark.parametrize(
    ("asked", "least"), [(0, 0), (1, 1), (2, 2), (3, 2), (4, 2), (5, 3), (12, 3)]
)
def test_one_word_of_several_is_only_a_neighbour(asked: int, least: int) -> None:
    assert Search.of({f"w{number}": 1 for number in range(asked)}).least == least


def found(counts: dict[str, int]) -> list[str]:
    return [hit.section.anchor for hit in Search.of(counts).best(sections("depot.md", PAGE))]


def test_a_rare_word_tells_more_than_a_usual_one() -> None:
    assert found({"customer": 90, "pallet": 2, "forklift": 90}) == ["late-pallets", "forklifts"]
    assert found({"customer": 90, "pallet": 90, "forklift": 2}) == ["forklifts", "late-pallets"]


def test_a_usual_word_beside_one_that_no_page_has_is_not_enough() -> None:
    assert found({"customer": 900, "watch": 900, "zebra": 0, "moon": 0}) == []


def test_of_equals_the_shorter_comes_first() -> None:
    long, short = (Section("a.md", "A", "", name, "", text) for name, text in TEXTS.items())
    hits = Search.of({"noon": 2}).best([long, short])
    assert [hit.section for hit in hits] == [short, long]


TEXTS = {"long": "The canteen opens at noon, as ever.", "short": "It opens at noon."}


@pytest.mark.parametrize(
    "text", ["x" * 2_000, "word " * 500, "one\ntwo\n" + "noon " * 400, "short"]
)
def test_a_passage_is_never_longer_than_it_may_be(text: str) -> None:
    assert 0 < len(passage(text, ("noon",))) <= LONGEST_ANSWER


def test_a_passage_begins_where_it_speaks_of_the_question() -> None:
    text = "\n".join([*(f"Line {n} says nothing." * 3 for n in range(20)), "Noon is at twelve."])
    assert passage(text, ("noon",)) == "Noon is at twelve."
