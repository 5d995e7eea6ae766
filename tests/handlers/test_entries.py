"""Answers of the handbook: all that an entry says, what else may be meant, and what helped."""

from collections.abc import Callable
from typing import Any

import pytest

from handlers.kit.answers import LONGEST_NUMBER
from handlers.kit.controls import RATE
from handlers.kit.feature import Aside, Refused
from storage import feedback

Words = Callable[[Any], str]
Labels = Callable[[Any], list[str]]

ASKED = "may I ask the prospect for head-count?"


def opinions(desk: Any) -> list[tuple[str, str]]:
    return [(each.person, each.verdict) for each in feedback.entries(desk.session)]


def rate(desk: Any, verdict: str, who: str = "U0ANA") -> Any:
    number = desk.kept("answer")[-1].id
    return desk.press_raw(RATE, f"{number} {verdict}", who=who)


def test_an_entry_is_told_whole_with_its_title_and_whom_it_is_for(desk: Any, words: Words) -> None:
    shown = words(desk.command(f"/handrail ask {ASKED}"))
    entry = desk.pack.entries[desk.kept("answer")[0].detail["outcome"]]
    assert f"*{entry.title}*\n{entry.answer}" in shown
    assert f"*Who:* {entry.who}" in shown
    assert shown.count("📖") == 1


def test_a_caution_is_said_once(desk: Any, words: Words) -> None:
    shown = words(desk.command(f"/handrail ask {ASKED}"))
    watch = desk.pack.entries[desk.kept("answer")[0].detail["outcome"]].watch
    assert watch
    assert shown.count(watch) == 1


def test_another_entry_is_shown_beside_the_answer(desk: Any, words: Words, labels: Labels) -> None:
    reply = desk.command("/handrail ask what is an opportunity consult")
    also = [label for label in labels(reply) if label.startswith("Also: ")]
    assert also
    shown = desk.press(reply, also[0])
    assert isinstance(shown, Aside)
    assert f"*{also[0].removeprefix('Also: ')}*" in words(shown)
    assert len(desk.kept("entry")) == 1


def test_an_entry_that_is_gone_says_so(desk: Any) -> None:
    with pytest.raises(Refused, match="does not fit"):
        desk.press_raw("answer.entry.0", "no-such-entry")


def test_what_nothing_speaks_of_comes_with_what_can_be_asked(desk: Any, words: Words) -> None:
    shown = words(desk.message("what is the best pizza in town"))
    assert "Nothing in these pages speaks of that" in shown
    assert "`/deal SMB 6k net ARR amount 7k closing next month`" in shown


def test_plain_words_and_the_handbook_can_be_rated_and_commands_not(desk: Any) -> None:
    def kinds(reply: Any) -> list[str]:
        return [block["type"] for block in reply.blocks]

    assert "context_actions" in kinds(desk.command(f"/handrail ask {ASKED}"))
    assert "context_actions" in kinds(desk.message("who owns 620 employees inbound?"))
    assert "context_actions" not in kinds(desk.command("/roe 620 employees inbound"))


def test_what_helped_is_kept_with_question_answer_edition_and_person(desk: Any) -> None:
    desk.command(f"/handrail ask {ASKED}")
    assert isinstance(rate(desk, "helped"), Aside)
    (kept,) = feedback.entries(desk.session)
    told = desk.kept("answer")[0]
    assert (kept.answer, kept.person, kept.verdict) == (told.id, "U0ANA", "helped")
    assert (kept.question, kept.told) == (told.detail["text"], told.detail["headline"])
    assert (kept.edition, kept.at) == ("fy23", desk.now)


def test_pressing_again_changes_it(desk: Any) -> None:
    desk.message(ASKED)
    rate(desk, "helped")
    rate(desk, "wrong")
    assert opinions(desk) == [("U0ANA", "wrong")]


def test_everybody_who_sees_an_answer_has_an_opinion_of_their_own(desk: Any) -> None:
    desk.message(ASKED)
    rate(desk, "helped")
    rate(desk, "wrong", who="U0BEN")
    assert sorted(opinions(desk)) == [("U0ANA", "helped"), ("U0BEN", "wrong")]


@pytest.mark.parametrize(
    "value", ["", "1", "x helped", "1 perfect", f"{'9' * LONGEST_NUMBER} wrong"]
)
def test_an_odd_button_keeps_nothing(desk: Any, value: str) -> None:
    with pytest.raises(Refused):
        desk.press_raw(RATE, value)
    assert opinions(desk) == []
