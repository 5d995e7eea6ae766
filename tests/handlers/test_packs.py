"""/handrail policy."""

from collections.abc import Callable
from typing import Any

Words = Callable[[Any], str]


def test_the_edition_in_force_is_shown_with_its_pages_and_changes(desk: Any, words: Words) -> None:
    shown = words(desk.command("/handrail policy"))
    assert "Edition fy23 of the pack commercial-sales, in force from 24 February 2022" in shown
    assert "<https://about.gitlab.com/handbook/sales/commercial/|Commercial Sales>" in shown
    assert "Net ARR is the new name of iACV" in shown
    assert "VP of Commercial Sales" in shown


def test_edition_is_another_word_for_it(desk: Any, words: Words) -> None:
    assert words(desk.command("/handrail edition")) == words(desk.command("/handrail policy"))
