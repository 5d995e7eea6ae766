"""A company's own pages from a shell: what is left out is said, and nothing half done."""

import io
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot import cli, markdowns

Run = Callable[..., tuple[int, str, str]]
PAGE = "# Returns\n\n## Late pallets\n\nPallets may come back within 30 days. Then a credit note.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HANDRAIL_DATABASE_URL", f"sqlite:///{tmp_path}/handrail.db")
    (tmp_path / "handbook" / "sales").mkdir(parents=True)
    (tmp_path / "handbook" / "sales" / "returns.md").write_text(PAGE, "utf-8")
    return tmp_path / "handbook"


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def _run(*words: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            cli.main(words)
        assert isinstance(ended.value.code, int)
        return ended.value.code, *capsys.readouterr()

    assert _run("db", "upgrade")[0] == 0
    return _run


def add(run: Run, path: str = "handbook") -> tuple[int, str, str]:
    return run("handbook", "add", path)


def test_pages_are_added_again_when_they_have_changed(folder: Path, run: Run) -> None:
    assert add(run)[:2] == (0, "handbook: 1 file, 1 section (1 new, 0 changed, 0 gone).\n")
    (folder / "sales" / "returns.md").write_text(PAGE.replace("30", "40"), "utf-8")
    (folder / "b.md").write_text("# B\nb\n# C\nc", "utf-8")
    assert "2 files, 3 sections (2 new, 1 changed, 0 gone)" in add(run)[1]
    (folder / "b.md").unlink()
    assert "1 file, 1 section (0 new, 0 changed, 2 gone)" in add(run)[1]
    assert "40 days" in run("handbook", "search", "late", "pallets")[1]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"\xff\xfe#\x00 \x00A\x00", "it is UTF-16. Save it as UTF-8."),
        (b"# A\nb\n\xe4\n", "line 3 is not UTF-8. Save it as UTF-8."),
        (b"\x89PNG\x00\x01", "it is no text"),
        (b"x" * 1_000_001, "it has 1,000,001 bytes, and 1,000,000 are read. Divide it."),
        (b"# A\nb\n" * 2_001, "it has 2,001 sections, and 2,000 are read. Divide it."),
        (b"# A\n" + b"b " * 25_001, "is longer than 50,000 characters. Give it headings."),
        (b"", "there is no text in it."),
        (b"# Only a heading\n<!-- and a note -->", "there is no text in it."),
    ],
)
def test_a_file_that_cannot_be_used_is_named_and_the_rest_is_read(
    folder: Path, run: Run, raw: bytes, said: str
) -> None:
    (folder / "odd.md").write_bytes(raw)
    code, out, err = add(run)
    assert (code, "1 section" in out) == (1, True)
    assert err.startswith(str(Path("handbook", "odd.md")))
    assert said in err
    assert len(err.splitlines()) == 1


def test_a_byte_order_mark_does_not_matter(folder: Path, run: Run) -> None:
    (folder / "b.md").write_bytes(b"\xef\xbb\xbf# Canteen\nOpens at noon.")
    assert add(run)[0] == 0
    assert "Canteen" in run("handbook", "list")[1]


def test_links_that_go_round_and_pipes_do_not_hold_it_up(folder: Path, run: Run) -> None:
    (folder / "sales" / "again").symlink_to(folder)
    (folder / "self.md").symlink_to("self.md")
    os.mkfifo(folder / "pipe.md")
    code, out, err = add(run)
    assert (code, "1 file, 1 section" in out) == (1, True)
    assert [line.split(": ")[0] for line in err.splitlines()] == [
        "handbook/pipe.md",
        "handbook/self.md",
    ]


def test_what_nothing_can_be_read_of_leaves_the_pages_as_they_were(folder: Path, run: Run) -> None:
    add(run)
    (folder / "sales" / "returns.md").write_bytes(b"\xff\xfe")
    code, out, err = add(run)
    assert (code, out, "UTF-16" in err) == (2, "", True)
    assert "handbook/sales/returns.md: Returns, 1 section" in run("handbook", "list")[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["add", "nowhere"], "There is no nowhere. For example handrail handbook add"),
        (["add", "handbook", "--base-url", "wiki"], "'wiki' is no address for --base-url."),
        (["add", "handrail.db"], "handrail.db: it is no text"),
        (["add", "handbook/sales/empty"], "holds no Markdown: there is no .md file in it."),
        (["remove", "handbook"], "`handrail handbook list` shows what there is."),
        (["add"], "`handrail handbook add --help` shows how it is written."),
        (["serch", "x"], "did you mean search?"),
    ],
)
def test_a_mistake_is_a_sentence(folder: Path, run: Run, words: list[str], said: str) -> None:
    (folder / "sales" / "empty").mkdir()
    code, out, err = run("handbook", *words)
    assert (code, out) == (2, "")
    assert said in err


def test_a_database_that_was_not_migrated_is_said(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HANDRAIL_DATABASE_URL", f"sqlite:///{folder}/new.db")
    assert "handrail db upgrade" in add(run)[2]


def test_pages_of_one_workspace_are_not_for_all(run: Run) -> None:
    run("handbook", "add", "handbook", "--workspace", "T0ACME")
    assert "(only T0ACME)" in run("handbook", "list")[1]
    assert "Nothing in these pages" in run("handbook", "search", "late pallets")[1]
    found = run("handbook", "search", "late pallets", "--workspace", "T0ACME")[1]
    assert "Late pallets" in found


@pytest.mark.parametrize(
    ("typed", "name"),
    [("handbook/", "handbook"), ("./a/../b.md", "b.md"), ("../x/y", "x/y"), ("/srv/h", "srv/h")],
)
def test_a_path_is_named_as_typed(typed: str, name: str) -> None:
    assert markdowns.name_of(Path(typed)) == name


def test_the_folder_one_stands_in_has_its_own_name(folder: Path) -> None:
    os.chdir(folder)
    assert markdowns.name_of(Path(".")) == "handbook"


def test_thousands_of_files_are_counted_aloud(folder: Path, run: Run) -> None:
    for number in range(250):
        (folder / f"{number}.md").write_text(f"# Page {number}\nText {number}.", "utf-8")
    code, out, err = add(run)
    assert (code, "251 files, 251 sections" in out) == (0, True)
    assert err.splitlines() == ["100 files read…", "200 files read…"]


FOREIGN = "how late may pallets come back?"


def ask(run: Run, question: str) -> dict[str, Any]:
    answered: dict[str, Any] = json.loads(run("ask", question, "--json")[1])
    return answered


def test_a_question_that_the_pack_answers_is_not_put_to_the_pages(run: Run) -> None:
    add(run)
    assert ask(run, "/roe 620 employees inbound")["outcome"] == "mm-first-order"


def test_a_question_that_it_does_not_answer_is(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(run, FOREIGN)["status"] == "unknown"
    add(run)
    assert ask(run, FOREIGN)["outcome"] == "page:handbook/sales/returns#late-pallets"
    assert "Returns, Late pallets (company pages)\n" in run("ask", FOREIGN)[1]
    lines = "".join(f'{{"id": {n}, "ask": "{FOREIGN}"}}\n' for n in range(3)).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
    answered = [json.loads(line) for line in run("ask", "--batch")[1].splitlines()]
    assert [each["status"] for each in answered] == ["decided"] * 3


def test_a_database_that_cannot_be_asked_is_said_beside_the_answer(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("other.db").touch()
    monkeypatch.setenv("HANDRAIL_DATABASE_URL", "sqlite:///other.db")
    (warning,) = ask(run, FOREIGN)["warnings"]
    assert warning.startswith("Your own pages were not asked: The database needs a migration")


def test_a_question_without_a_database_makes_none(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HANDRAIL_DATABASE_URL", f"sqlite:///{folder}/new.db")
    assert ask(run, FOREIGN)["status"] == "unknown"
    assert not (folder / "new.db").exists()
