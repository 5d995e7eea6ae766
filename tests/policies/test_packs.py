"""A pack that loads can decide; one that could not says where and what would be right."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bot import packs
from policies.answer import Answer
from policies.asking import SUBJECTS, Example, Question, answer, closest
from policies.pack import BadPack, Kind, Pack, parse

Ask = Callable[..., Answer]


def test_the_pack_in_the_box_tells_what_others_show(pack: Pack) -> None:
    assert pack.label("mm-first-order") == "Mid-Market First Order"
    assert pack.decider == "VP of Commercial Sales"
    assert pack.fact("direction").values == ("inbound", "outbound", "existing")
    assert pack.fact("employees").kind is Kind.NUMBER
    assert pack.entry("roe-inbound").heading.startswith("New Accounts")


def test_every_rule_cites_an_entry_with_an_address(pack: Pack) -> None:
    cited = [id for each in pack.policies.values() for rule in each.rules for id in rule.entries]
    assert cited
    for id in cited:
        assert pack.citation(id).url.startswith("https://about.gitlab.com/handbook/")
        assert pack.citation(id).edition == "fy23"


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        ("roe", "outcome: mm-named", "outcome: mm-nmed", "did you mean mm-named?"),
        ("roe", "entry: roe-inbound\n", "entry: roe-inbond\n", "did you mean roe-inbound?"),
        ("roe", "fact: direction, is: inbound", "fact: direction, is: inbond", "inbound?"),
        ("roe", "fact: potential_users", "fact: users", "there is no fact users"),
        ("roe", "employees, at_least: 500", "direction, at_least: 500", "use `is` or `one_of`"),
        ("roe", "at_least: 500", "at_leest: 500", "a condition says at_least"),
        ("roe", "at_least: 500", "at_least: many", "a whole number"),
        ("roe", "- id: inbound-rest", "- id: inbound-500", "used twice"),
        ("roe", "settled:", "setled:", "is not known"),
        ("roe", "at_least: 500", "at_least: 700", "the example"),
        ("roe", "facts: [employees,", "facts: [staff,", "there is no fact staff"),
        ("roe", "    says: Other customers stay", "    sais: Other customers stay", "mean says?"),
        (
            "segment",
            "    outcome: smb\n",
            "    outcome: smb\n    when: {fact: employees, at_least: 5}\n",
            "some cases match no rule",
        ),
        ("segment", "examples:", "examples: []\nmore:", "is not known"),
        ("segment", "outcome: smb}", "outcome: smb, needs: employees}", "either"),
        ("pack", "edition: fy23", "edition: fy23\nextends: base", "no edition base to build on"),
        ("pack", "kind: date", "kind: day", "number"),
        ("pack", "decider_entry: roe-vp-decides", "decider_entry: vp", "no entry vp"),
        ("words", "values: [APAC]", "values: [MARS]", "there is no value of region MARS"),
        ("words", "fact: named,", "fact: name,", "did you mean named?"),
        ("entries-segments", "page: commercial", "page: comercial", "did you mean commercial?"),
        ("entries-segments", "id: segment-mm-range", "id: segment-smb-range", "used twice"),
        (
            "entries-segments",
            "  - id: segment-mm-range",
            "   - id: segment-mm-range",
            "indentation",
        ),
        (
            "entries-smb",
            "id: smb-role",
            "id: segment-smb-range",
            "in entries-segments.yml already",
        ),
    ],
)
def test_a_wrong_edit_gets_a_line_that_helps(
    files: dict[str, str], file: str, old: str, new: str, complaint: str
) -> None:
    name = f"fy23/{file}.yml"
    assert old in files[name]
    broken = {**files, name: files[name].replace(old, new, 1)}
    with pytest.raises(BadPack, match=rf"(?s){file}\.yml, line \d+: .*") as refused:
        parse(broken, "fy23")
    assert complaint in str(refused.value)


def test_a_missing_file_or_edition_is_named(files: dict[str, str]) -> None:
    without = {name: text for name, text in files.items() if "words" not in name}
    with pytest.raises(BadPack, match=r"words\.yml: the file is missing"):
        parse(without, "fy23")
    with pytest.raises(BadPack, match="fy99: there is no such edition"):
        parse({f"other/{name}": text for name, text in files.items()}, "fy99")


def test_a_changed_threshold_changes_the_answer(files: dict[str, str]) -> None:
    name = "fy23/segment.yml"
    text = files[name].replace("at_least: 100}", "at_least: 150}")
    text = text.replace("segment 100, outcome: mid-market", "segment 150, outcome: mid-market")
    text = text.replace("150-400", "160-400").replace("90-110", "140-160")
    changed = parse({**files, name: text}, "fy23")
    noon = datetime(2026, 4, 23, 12, tzinfo=UTC)
    assert answer(Question("/handrail segment 120", noon), changed).outcome == "smb"


@pytest.mark.parametrize("example", [each for subject in SUBJECTS for each in subject.examples])
def test_the_examples_of_help_are_answered_as_it_shows(ask: Ask, example: Example) -> None:
    assert example.shows in ask(example.ask).headline


@pytest.mark.parametrize(
    ("typed", "meant"), [("segmnt", "segment"), ("reo", "roe"), ("/roe", "roe"), ("xyzzy", None)]
)
def test_a_mistyped_word_gets_the_closest_command(typed: str, meant: str | None) -> None:
    assert closest(typed) == meant


def test_an_unknown_subcommand_is_told_the_closest(ask: Ask) -> None:
    told = ask("/handrail segmnt 60")
    assert told.status == "invalid"
    assert "segment" in told.headline


@pytest.mark.parametrize("typed", ["/roe", "/handrail", "/handrail segment", "/handrail help"])
def test_a_bare_command_is_help(ask: Ask, typed: str) -> None:
    told = ask(typed)
    assert told.status == "invalid"
    assert told.next


@pytest.mark.parametrize("edition", ["fy21", "fy22", "fy23"])
def test_every_edition_in_the_box_stands_the_check_that_loading_it_leaves_out(
    edition: str,
) -> None:
    assert packs.check(None, edition).edition == edition
