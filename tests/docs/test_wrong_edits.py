"""Mistakes that people make in a pack: each gets a line with its place and what would be right."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Handrail = Callable[..., Any]
Edit = tuple[str, str, str]

PAGE = (Path(__file__).parents[2] / "docs" / "writing-a-pack.md").read_text("utf-8")
PLACE = re.compile(r"^[\w-]+\.(yml|txt), line \d+: ")

SHOWN: dict[str, Edit] = {
    "a mistyped name before a colon": ("segment", "  says: Mid-Market", "  sais: Mid-Market"),
    "a number in words": ("segment", "at_least: 2000", "at_least: two thousand"),
    "a number with a comma": ("segment", "at_least: 2000", "at_least: 2,000"),
    "no space after the colon": ("segment", "at_least: 2000", "at_least:2000"),
    "a fact that does not exist": ("segment", "employees, at_least: 2", "employes, at_least: 2"),
    "a value that does not exist": ("roe", "[NORAM, EMEA]", "[NORAM, EMAE]"),
    "an entry that does not exist": (
        "segment",
        "entry: segment-above-mm",
        "entry: segment-above-m",
    ),
    "an id used twice": ("segment", "id: segment-mid", "id: segment-large"),
    "the same name twice in a group": (
        "segment",
        "outcome: smb\n",
        "outcome: smb\n    outcome: mid-market\n",
    ),
    "the last rule has a `when`": (
        "segment",
        "    outcome: smb\n",
        "    when: {fact: employees, below: 50}\n    outcome: smb\n",
    ),
    "a colon in a text without quotes": ("segment", "says: SMB is 1", "says: SMB: it is 1"),
    "a tab": ("segment", "    says: SMB is", "\tsays: SMB is"),
    "a bracket not closed in a text": (
        "segment",
        '"{employees} is between 1 and',
        '"{employees is between 1 and',
    ),
    "an address that is none": (
        "pack",
        '"https://about.gitlab.com/handbook/sales/commercial/"',
        "about gitlab",
    ),
    "a day that is none": ("roe", "below: 2022-02-25", "below: 2022-02-30"),
    "an example that holds no longer": ("segment", "99, outcome: smb", "99, outcome: mid-market"),
}

OTHERS: tuple[tuple[str, str, str, str], ...] = (
    ("segment", "at_least: 2000", "at_least: 2000.5", "at_least must be a whole number"),
    ("segment", "at_least: 2000", "at_least: ", "not empty"),
    ("segment", "at_least: 2000", "more_than: 2000", "a condition says at_least"),
    ("segment", "at_least: 2000", "at_least: 2000, below: 3000", "one test too many"),
    (
        "segment",
        "{fact: employees, at_least: 2",
        "{fact: region, at_least: 2",
        "use `is` or `one_of`",
    ),
    ("segment", "employees, at_least: 2", "potential_users, at_least: 2", "add it there"),
    ("segment", "facts: [employees]", "facts: employees", "a list in square brackets"),
    ("segment", "facts: [employees]", "facts: []", "at least one thing"),
    ("segment", "also: [segment-mm-range]", "also: segment-mm-range", "a list in square brackets"),
    ("segment", "    outcome: smb\n", "", "outcome is missing"),
    ("segment", "99, outcome: smb", "99", "either `outcome` or `needs`"),
    ("segment", "    says: SMB is", "   says: SMB is", "check the indentation"),
    ("segment", "at_least: 2000}", "at_least: 2000", "add the missing ] or }"),
    ("segment", '"{employees} is between 1', '"{employes} is between 1', "did you mean employees?"),
    (
        "segment",
        '"{employees} is between 1',
        '"{employees:d} is between 1',
        "nothing after the name",
    ),
    (
        "segment",
        '"{employees} is between 1',
        '"{employees.x} is between 1',
        "did you mean employees?",
    ),
    ("segment", "policy: segment", "policy: sgment", "did you mean segment?"),
    ("segment", "rules:\n", "rulez:\n", "did you mean rules?"),
    ("segment", "policy: segment", "\x07policy: segment", "control character"),
    ("segment", "policy: segment", "---\na: 1\n---\npolicy: segment", "remove the line with ---"),
    ("pack", "effective: 2022-02-24", "effective: February 24", "a day such as 2022-02-25"),
    ("pack", "decider: VP of Commercial Sales", "decider:", "decider must be text"),
    ("pack", "name: commercial-sales", 'name: ""', "not empty"),
    ("pack", "  sales-ops: operations", "  sale-ops: operations", "did you mean sales-ops?"),
    ("pack", "  asm: manager\n", "  asm: boss\n", "'account-executive', 'manager', 'director'"),
    ("pack", "  tam: Technical", "  the tam: Technical", "write the role the tam in one word"),
    ("pack", "edition: fy23", "edition: fy24", "the folder is fy23"),
    ("pack", "outside: [outside-commercial]", "outside: [outside-comercial]", "did you mean"),
    ("pack", "default: [NORAM, EMEA]", "default: [NORM, EMEA]", "did you mean NORAM?"),
    ("pack", "kind: number", "kind: numbr", "'number', 'choice', 'yes_no', 'date'"),
    ("pack", "least: 1\n", "least: 100000000\n", "is more than the most"),
    ("pack", "{value: LATAM, label", "{value: EMEA, label", "the value EMEA is used twice"),
    ("pack", "      - employee\n", "      - 5\n", "in double quotes"),
    ("words", "fact: direction,", "fact: direktion,", "did you mean direction?"),
    ("words", "words: [inbound,", "words: [no,", "in double quotes"),
    ("words", "words: [inbound,", 'words: ["",', "not empty"),
    ("words", "  territory: [", "  teritory: [", "did you mean territory?"),
    ("words", "  datafox: [", "  datafx: [", "did you mean datafox?"),
    ("words", '"{team} account"\n', '"{teem} account"\n', "write it as {team}"),
    ("words", "mine: [", "mein: [", "did you mean mine?"),
    ("words", "  segment: [", "  segmnt: [", "the topic segment is missing"),
    ("entries-deck", "see: [deck-link-field", "see: [deck-link-feild", "mean deck-link-field?"),
    (
        "entries-segments",
        "    page: commercial\n",
        "    page: nowhere\n",
        "use one of commercial",
    ),
    ("entries-segments", "      Commercial Sales", f"      {'x' * 700} Sales", "at most 600"),
    ("roe", "next: *move-in", "next: *mov-in", "not given anywhere with &"),
    ("roe", "below: 2022-02-25", "below: 500", "created is a date"),
    (
        "roe",
        "then: {fact: first_order_available, values: [no]}",
        "then: {fact: first_order_available, values: [nope]}",
        "did you mean no?",
    ),
    ("roe", "SMB account executive of the", "SMB account executive, of the", "with a comma"),
    ("moves", "unless: owner_team", "unless: owner_tem", "did you mean owner_team?"),
    ("moves", "  move-to-territory:", "  move-to-teritory:", "did you mean move-to-territory?"),
)


@pytest.fixture
def folder(root: Path, tmp_path: Path) -> Path:
    """A copy of the pack in the box."""
    copy = tmp_path / "our-pack"
    shutil.copytree(root / "policies" / "packs" / "commercial-sales", copy)
    return copy


def _edited(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / "fy23" / f"{file}.yml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def _refused(handrail: Handrail, folder: Path) -> list[str]:
    ended = handrail("policy", "check", str(folder))
    assert ended.code == 2
    lines: list[str] = ended.lines
    return lines


@pytest.mark.parametrize("what", SHOWN)
def test_the_page_shows_what_the_checker_says(handrail: Handrail, folder: Path, what: str) -> None:
    _edited(folder, *SHOWN[what])
    said = [_unnumbered(line) for line in _refused(handrail, folder)]
    assert _unnumbered(_row(what)) in said


@pytest.mark.parametrize(("file", "old", "new", "complaint"), OTHERS)
def test_a_wrong_edit_is_told_with_its_line_and_what_would_be_right(
    handrail: Handrail, folder: Path, file: str, old: str, new: str, complaint: str
) -> None:
    _edited(folder, file, old, new)
    lines = _refused(handrail, folder)
    assert all(PLACE.match(line) for line in lines)
    assert complaint in "\n".join(lines)


def test_one_mistyped_key_is_one_line(handrail: Handrail, folder: Path) -> None:
    _edited(folder, *SHOWN["a mistyped name before a colon"])
    assert len(_refused(handrail, folder)) == 1


def test_the_line_is_the_one_with_the_mistake(handrail: Handrail, folder: Path) -> None:
    _edited(folder, "roe", "    says: Other customers", "    sais: Other customers")
    (line,) = _refused(handrail, folder)
    number = int(re.findall(r"line (\d+)", line)[0])
    assert (
        "sais: Other" in (folder / "fy23" / "roe.yml").read_text("utf-8").splitlines()[number - 1]
    )


@pytest.mark.parametrize("file", ["pack", "words", "search", "segment", "roe", "moves", "source"])
def test_a_missing_an_empty_and_a_renamed_file_are_named(
    handrail: Handrail, folder: Path, file: str
) -> None:
    path = folder / "fy23" / f"{file}.yml"
    path.write_text("", "utf-8")
    assert _refused(handrail, folder)[0].startswith(f"{file}.yml, line 1: the file is empty")
    path.rename(path.with_name(f"{file}s.yml"))
    said = "\n".join(_refused(handrail, folder))
    assert f"{file}s.yml: is none of" in said
    assert f"{file}.yml: the file is missing" in said


def test_the_page_shows_what_is_said_of_a_renamed_file(handrail: Handrail, folder: Path) -> None:
    (folder / "fy23" / "roe.yml").rename(folder / "fy23" / "roes.yml")
    said = _refused(handrail, folder)
    assert said == [_row("a file renamed"), _row("a file missing")]


def test_a_copy_beside_its_file_is_told_to_go(handrail: Handrail, folder: Path) -> None:
    shutil.copy(folder / "fy23" / "roe.yml", folder / "fy23" / "roe.yaml")
    assert _refused(handrail, folder) == [
        "roe.yml: there are two files roe; move one out of the folder"
    ]


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_a_file_in_another_encoding_is_asked_for_in_utf_8(
    handrail: Handrail, folder: Path, encoding: str
) -> None:
    path = folder / "fy23" / "words.yml"
    path.write_bytes(path.read_text("utf-8").encode(encoding))
    assert _refused(handrail, folder) == ["words.yml is not UTF-8 text. Save it as UTF-8."]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_byte_order_mark_and_the_line_ends_of_windows_are_fine(
    handrail: Handrail, folder: Path, ending: str
) -> None:
    for path in (folder / "fy23").iterdir():
        text = path.read_text("utf-8").replace("\n", ending)
        path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert handrail("policy", "check", str(folder)).code == 0


def _row(what: str) -> str:
    """What the page says of a mistake."""
    rows = re.findall(rf"^\| {re.escape(what)} \| `(.+)` \|$", PAGE, re.MULTILINE)
    assert len(rows) == 1
    return str(rows[0])


def _unnumbered(line: str) -> str:
    """Line numbers move with the pack in the box; another test holds them."""
    return re.sub(r"line \d+", "line …", line)


def test_every_row_of_the_page_is_tried() -> None:
    table = PAGE.partition("## What the checker says")[2].partition("## Every key")[0]
    rows = re.findall(r"^\| (.+?) \| `.+` \|$", table, re.MULTILINE)
    assert set(rows) == {*SHOWN, "a file renamed", "a file missing"}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[deck-treshold]\nzebra slides\n", "there is no entry deck-treshold; did you mean deck-"),
        ("[deck-threshold]\n", "nobody asks for deck-threshold; write a question below it"),
        ("zebra slides\n", "“zebra slides” stands before any [entry-id]"),
        (f"[deck-threshold]\n{'zebra ' * 90}\n", "has at most 400 characters"),
        ("[deck-roi]\nwhen do i need a custom deck\n", "asks for deck-"),
    ],
)
def test_a_wrong_way_of_asking_is_told_with_its_line(
    handrail: Handrail, folder: Path, text: str, complaint: str
) -> None:
    (folder / "fy23" / "asks-ours.txt").write_text(text, "utf-8")
    lines = _refused(handrail, folder)
    assert all(PLACE.match(line) for line in lines)
    assert complaint in "\n".join(lines)
