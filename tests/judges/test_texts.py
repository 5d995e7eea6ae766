"""What Slack takes and a careful bot does not send: found only by those who ask."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.validation import problems, text_problems
from tests.judges.specimens import Json, payload, plain, section

LOUD = ("<!channel>", "<!here>", "<!everyone|all>", "<!subteam^S1>", "<@U0ANA>", "<#C1|sales>")
CALM = (
    "<https://a.example|the page>",
    "<mailto:a@a.example|write>",
    "<!date^1720710212^{date_long}|a day>",
    "1 &lt; 2 &amp; 3 &gt; 2",
    "> a quote\n>another",
    "plain words, *bold* and `code`",
)
LOOSE = {"a & b": "&amp;", "1 < 2": "&lt;", "2 > 1": "&gt;", "&nbsp;": "&amp;"}


def said(words: str) -> list[str]:
    return [problem.text for problem in text_problems(payload("message", section(words)))]


@pytest.mark.parametrize("words", [*LOUD, *CALM, *LOOSE])
def test_slack_itself_takes_it_all(words: str) -> None:
    assert problems(payload("message", section(words)), "message") == []


@pytest.mark.parametrize("words", LOUD)
def test_a_mention_is_named_with_its_place(words: str) -> None:
    (found,) = text_problems(payload("message", section(f"hello {words}")))
    assert found.pointer == "/blocks/0/text/text"
    assert words in found.text


@pytest.mark.parametrize("words", LOUD)
def test_a_mention_that_was_meant_is_no_problem(words: str) -> None:
    assert text_problems({"text": words}, [words]) == []


@pytest.mark.parametrize("words", CALM)
def test_links_dates_quotes_and_entities_are_no_problem(words: str) -> None:
    assert said(words) == []


@pytest.mark.parametrize(("words", "entity"), LOOSE.items())
def test_a_bare_character_comes_with_what_to_write(words: str, entity: str) -> None:
    (found,) = said(words)
    assert found.endswith(f"write {entity}")


@pytest.mark.parametrize("words", ["<javascript:alert(1)>", "<http://a b|x>", "<>", "<!shout>"])
def test_what_is_no_link_is_no_token_either(words: str) -> None:
    assert said(words) != []


def test_plain_text_shows_everything_as_it_stands() -> None:
    heading: Json = {"type": "header", "text": plain("R&D <!channel>")}
    assert text_problems(payload("message", heading)) == []


@given(st.text(alphabet="<>&|!@#^a;mplt\n ", max_size=80))
def test_any_text_is_judged_and_an_escaped_one_never_blamed(words: str) -> None:
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert said(escaped) == []
    assert isinstance(said(words), list)
