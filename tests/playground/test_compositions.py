"""Slack's composer: escaping, links and rich text."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.compositions import compose, rich_text, unescape
from playground.shapes import Json
from playground.validation import problems


def words(part: Json) -> str:
    return "".join(map(words, part["elements"])) if "elements" in part else part.get("text", "")


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("a < b & c", "a &lt; b &amp; c"),
        ("<@U0AMARA01> <!here> <@nobody>", "<@U0AMARA01> <!here> &lt;@nobody&gt;"),
        ("see https://acme.com/a?b=1&c=2.", "see <https://acme.com/a?b=1&amp;c=2>."),
        ("acme.com/jobs!", "<http://acme.com/jobs|acme.com/jobs>!"),
        ("write jo@acme.io", "write <mailto:jo@acme.io|jo@acme.io>"),
        ("`acme.com` stays", "`acme.com` stays"),
        ("3.5 e.g. file.txt", "3.5 e.g. file.txt"),
    ],
)
def test_what_is_typed_is_sent_as_slack_sends_it(typed: str, sent: str) -> None:
    assert compose(typed) == sent


def test_fences_quotes_and_lines_are_parts_of_their_own() -> None:
    block = rich_text(compose("> said\nplain\n```\na <b>\n```\nrest"))
    assert [(part["type"], words(part)) for part in block["elements"]] == [
        ("rich_text_quote", "said"),
        ("rich_text_section", "plain"),
        ("rich_text_preformatted", "a <b>"),
        ("rich_text_section", "rest"),
    ]


@given(st.text(min_size=1).filter(str.strip))
def test_whatever_is_typed_makes_a_block_slack_would_take(typed: str) -> None:
    composed = compose(typed)
    assert problems({"blocks": [rich_text(composed)]}, "message") == []


@given(st.text(alphabet="ab &<>\n.,!?"))
def test_plain_words_come_back_as_they_were_typed(typed: str) -> None:
    composed = compose(typed)
    assert unescape(composed) == typed
    assert "<" not in composed


@pytest.mark.parametrize(
    "piece", ["a", "*", "_", "a.", "`", "<", "a@", "```", "https://", "a-", "> "]
)
def test_no_text_takes_long(piece: str) -> None:
    start = process_time()
    rich_text(compose(piece * (12_000 // len(piece))))
    assert process_time() - start < 1.0
