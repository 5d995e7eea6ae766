from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.kit import blocks
from handlers.kit.feature import Message
from handlers.kit.texts import (
    INVISIBLE,
    LINE_ENDS,
    clean,
    code,
    counted,
    cut,
    escape,
    excerpt,
    listed,
)
from playground.validation import problems

ANYTHING = st.text(max_size=400) | st.text(
    alphabet="&<>`*_!@#\u202e\u200d\u0301\U0001f469", max_size=400
)


@given(ANYTHING)
def test_no_text_can_mention_or_link(text: str) -> None:
    escaped = escape(text)
    assert "<" not in escaped
    assert ">" not in escaped


@given(ANYTHING, st.integers(min_value=2, max_value=60))
def test_a_cut_text_keeps_its_limit_and_its_entities_whole(text: str, limit: int) -> None:
    shown = cut(escape(text), limit)
    assert len(shown) <= limit
    rest = shown.replace("&amp;", "").replace("&lt;", "").replace("&gt;", "")
    assert "&" not in rest


def test_a_cut_never_ends_inside_a_link() -> None:
    assert cut("see <https://example.com|the page> now", 20) == "see…"


def test_a_cut_never_parts_a_letter_from_its_accent() -> None:
    assert cut("cafe\u0301 society", 5) == "caf…"
    assert cut("a👩\u200d💻 at work", 4) == "a…"


@pytest.mark.parametrize(
    "mark", ["\u202e", "\u2066", "\u200f", "\x00", "\x1b", "\ud800", "\U000e0041"]
)
def test_what_no_reader_can_see_is_taken_out(mark: str) -> None:
    assert clean(f"Acme{mark}Corp") == "AcmeCorp"


def test_nothing_that_is_taken_out_passes_for_printable() -> None:
    """Whole texts are looked at by that alone."""
    shown = [chr(code) for code in range(0x110000) if chr(code).isprintable()]
    assert [each for each in shown if INVISIBLE.search(each) or LINE_ENDS.search(each)] == []


def test_a_quotation_is_one_line_in_code_that_it_cannot_leave() -> None:
    assert code("a `b`\n<!here>") == "`a 'b' &lt;!here&gt;`"
    assert len(excerpt("word " * 100)) <= 140


def test_numbers_and_lists_read_as_people_write_them() -> None:
    assert [counted(n, "row") for n in (1, 5000)] == ["1 row", "5,000 rows"]
    assert [listed(list(names)) for names in ("A", "AB", "ABC")] == ["A", "A or B", "A, B or C"]


@given(st.lists(st.text(max_size=4000), max_size=70))
def test_a_message_of_any_length_is_one_that_slack_takes(texts: list[str]) -> None:
    shown = [blocks.section(escape(text)) for text in texts]
    press = blocks.actions(blocks.button("Why?", "why", "1"))
    built = blocks.message("Long", *shown, press)
    assert problems(built.payload(), "message") == []
    assert built.blocks[-1] == press


def every_block(text: str) -> Message:
    choices = [(str(n), text) for n in range(3)]
    sure = blocks.confirmation(text, escape(text), text)
    return blocks.message(
        escape(text),
        blocks.header(text),
        blocks.context(escape(text)),
        blocks.divider(),
        blocks.table([[text, text], ["1", "2"]], ("left", "right")),
        blocks.actions(
            blocks.button(text, "a", "1", "danger", sure), blocks.select("b", text, choices, "1")
        ),
    )


@given(ANYTHING)
def test_every_block_takes_every_text(text: str) -> None:
    built = every_block(text)
    assert problems(built.payload(), "message") == []
    assert "<!" not in str(built)


def test_a_notice_is_a_page_without_a_button_to_send() -> None:
    page: Any = blocks.notice("This form is too old.")
    assert problems(page, "modal") == []
    assert "submit" not in page
