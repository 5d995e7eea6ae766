"""Pages in Markdown become sections, whatever is written in them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.inlines import plain
from policies.pages import Anchors, Section, sections, slug


def read(text: str, url: str = "") -> list[Section]:
    return sections("sales/late-returns.md", text, url)


def texts(markdown: str) -> list[str]:
    return [section.text for section in read(markdown)]


def headings(markdown: str) -> list[str]:
    return [section.heading for section in read(markdown)]


def anchors(markdown: str) -> list[str]:
    return [section.anchor for section in read(markdown)]


def test_each_heading_with_text_is_a_section_that_names_those_above_it() -> None:
    found = read("Hello.\n# Returns\n## Late\nA note.\n### Very late\nNothing.\n## Broken\nMoney.")
    assert [(each.title, each.heading, each.text) for each in found] == [
        ("Returns", "", "Hello."),
        ("Returns", "Late", "A note."),
        ("Returns", "Late › Very late", "Nothing."),
        ("Returns", "Broken", "Money."),
    ]


def test_a_heading_may_be_underlined() -> None:
    assert headings("Returns\n===\nx\n\nLate\nreturns\n---\ny") == ["", "Late returns"]
    assert read("Returns\n===\nx")[0].title == "Returns"


def test_dashes_below_a_list_a_table_or_nothing_are_no_heading() -> None:
    for above in ("- one", "| a |", "one\n", "> one", "    one", "# one"):
        assert len(anchors(f"x\n\n{above}\n---\ntwo")) == 1 + above.startswith("#")


@pytest.mark.parametrize("line", ["####### x", "#x", "    # x", "\t# x", "\\# x", "# " + "x" * 201])
def test_what_only_looks_like_a_heading_is_text(line: str) -> None:
    assert anchors(f"{line}\ny") == [""]


@pytest.mark.parametrize(
    "line", ["## Late ##", "  ## Late", "##\tLate\t", "## *Late*", "## [Late](x)"]
)
def test_a_heading_is_read_without_what_dresses_it(line: str) -> None:
    assert headings(f"{line}\nx") == ["Late"]


def test_code_is_kept_and_its_comments_are_no_headings() -> None:
    assert texts("a\n```sh\n# b\n~~~\n```\nc") == ["a\n# b\n~~~\nc"]
    assert texts("a\n~~~~\n# b\n~~~\n# c\n~~~~\nd") == ["a\n# b\n~~~\n# c\nd"]
    assert texts("a\n```\n# never closed") == ["a\n# never closed"]


def test_comments_scripts_and_styles_are_left_out() -> None:
    assert texts("a <!-- b --> c") == ["a c"]
    assert texts("a\n<!-- b\n# c\n--> d") == ["a\nd"]
    assert texts("a\n\n<script>\nb()\n</script>\n\nc") == ["a\nc"]
    assert texts("say `<!--` here") == ["say <!-- here"]
    assert texts("a <!--> b") == ["a b"]


def test_lists_and_tables_are_lines_of_plain_text() -> None:
    assert texts("- one\n  more\n- [x] two\n3. three") == ["• one more\n• two\n3. three"]
    assert texts("| Plan | Days |\n|---|:-:|\n| Gold | 60 |") == ["Plan · Days\nGold · 60"]


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("see [the *list*](https://x.example/a_(b)) now", "see the list now"),
        ("![a picture](x.png) and [![badge](b.svg)](https://x.example)", "a picture and badge"),
        ("[text][ref] and <https://x.example/y>", "text and https://x.example/y"),
        ("**bold** __bold__ *em* _em_ ~~old~~ ***both***", "bold bold em em old both"),
        ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"),
        ("`*kept*` and \\*kept\\*", "*kept* and *kept*"),
        ("Q&amp;A <b>now</b><br>{{< tag >}}", "Q&A now"),
    ],
)
def test_words_are_kept_without_what_dresses_them(markdown: str, shown: str) -> None:
    assert plain(markdown) == shown


FRONTS = (
    "---\ntitle: Returns\n---\n",
    '---\nx: 1\ntitle: "Returns"\n...\n',
    "+++\ntitle = 'Returns'\n+++\n",
)


@pytest.mark.parametrize("front", FRONTS)
def test_the_front_matter_names_the_page_and_is_no_text(front: str) -> None:
    (section,) = read(f"{front}Text.")
    assert (section.title, section.text) == ("Returns", "Text.")


def test_a_page_without_a_title_is_named_after_its_file() -> None:
    assert read("Text.")[0].title == "Late returns"
    assert read("---\nnever closed")[0].title == "Late returns"


def test_headings_of_one_name_are_numbered_from_the_second_on() -> None:
    assert anchors("# A\nx\n# A\nx\n# A\nx\n# A-1\nx") == ["a", "a-1", "a-2", "a-1-1"]


@pytest.mark.parametrize(
    ("text", "gitlab", "github"),
    [
        ("What's new?", "whats-new", "whats-new"),
        ("Terms & conditions", "terms-conditions", "terms--conditions"),
        ("Über_uns: 2024", "über_uns-2024", "über_uns-2024"),
    ],
)
def test_anchors_are_made_as_gitlab_and_github_make_them(
    text: str, gitlab: str, github: str
) -> None:
    assert (slug(text), slug(text, Anchors.GITHUB)) == (gitlab, github)


def test_an_anchor_that_the_author_gave_is_taken() -> None:
    (section,) = read("## Late returns {#late}\nx", url="https://x.example/r.md")
    assert (section.heading, section.url) == ("Late returns", "https://x.example/r.md#late")


def test_a_section_has_an_id_that_stays() -> None:
    assert [each.id for each in read("x\n# A b\ny")] == [
        "page:sales/late-returns",
        "page:sales/late-returns#a-b",
    ]


def test_windows_line_ends_and_a_byte_order_mark_do_not_show() -> None:
    assert [each.text for each in read("\ufeff# A\r\nb\r\nc\r\n")] == ["b c"]


MARKS = st.sampled_from(
    ["#", "##", "---", "===", "```", "~~~", "`", "*", "_", "[", "](", ")", "<!--", "-->", "<b", ">",
     "|", "- ", "1. ", "\\", "{#a}", "\n", "\n\n", "\t", "    ", "&lt;", "&#0;", "\x00", "a", "Ä 1"]
)  # fmt: skip


@given(st.lists(MARKS | st.text(max_size=4), max_size=60).map("".join))
def test_any_text_becomes_sections_of_their_own_names(text: str) -> None:
    found = read(text)
    assert len({section.id for section in found}) == len(found)
    for section in found:
        assert section.text.strip()
        assert section.title
        assert "\x00" not in section.text + section.heading
        assert all(line == " ".join(line.split()) for line in section.text.split("\n"))


@given(st.lists(st.sampled_from(["Alpha", "Beta", "Late returns", "Q & A"]), max_size=12))
def test_every_heading_is_found_again_in_order(names: list[str]) -> None:
    text = "\n\n".join(f"## {name}\n\nBody of {name}." for name in names)
    assert headings(text) == names


PIECES = (
    "[",
    "![a](",
    "*a",
    "_a ",
    "`",
    "``a`",
    "<!-- -->",
    "<a",
    "{{<",
    "|",
    "~~",
    "> ",
    "&",
    "#",
)


@pytest.mark.parametrize(
    "piece", [*PIECES, "# a\nb\n", "a\n---\n", "[a](b[", "<!--", "**a *b", "\\"]
)
def test_no_text_makes_it_slow(piece: str) -> None:
    begun = time.monotonic()
    read(piece * (100_000 // len(piece)))
    assert time.monotonic() - begun < 5
