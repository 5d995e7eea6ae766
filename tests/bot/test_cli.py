"""The shell: every mistake is one sentence with an example, never a trace."""

import io
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot import cli
from bot.settings import PREFIX

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, object]:
        read: dict[str, object] = json.loads(self.out)
        return read

    @property
    def lines(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.out.splitlines()]


Handrail = Callable[..., Ended]


@pytest.fixture
def handrail(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Handrail:
    """The command, in this process."""

    def _handrail(*words: str, typed: bytes = b"", **settings: str) -> Ended:
        for name, value in settings.items():
            monkeypatch.setenv(f"{PREFIX}{name.upper()}", value)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed)))
        with pytest.raises(SystemExit) as ended:
            cli.main(words)
        assert isinstance(ended.value.code, int)
        return Ended(ended.value.code, *capsys.readouterr())

    return _handrail


def test_the_command_is_there_as_a_process_of_its_own() -> None:
    words = [sys.executable, "-m", "bot", "ask", "/roe 620 employees inbound"]
    done = subprocess.run(words, capture_output=True, cwd=ROOT, timeout=60, check=True)
    assert "Mid-Market First Order" in done.stdout.decode()
    assert done.stderr == b""


def test_an_answer_as_json_is_the_contract(handrail: Handrail) -> None:
    ended = handrail("ask", "/roe 620 employees inbound", "--json", "--now", "2025-03-12T09:00")
    assert ended.code == 0
    assert (ended.json["status"], ended.json["outcome"]) == ("decided", "mm-first-order")
    assert ended.json["citations"]


def test_an_answer_for_a_person_fits_eighty_columns_and_has_no_colour_in_a_pipe(
    handrail: Handrail,
) -> None:
    ended = handrail("ask", "/roe", "620", "employees")
    assert ended.code == 0
    assert "Mid-Market First Order" in ended.out
    assert "\x1b" not in ended.out
    assert all(len(line) <= 80 or "https://" in line for line in ended.out.splitlines())
    assert all(part in ended.out for part in ("Read as", "Rules", "Says", "Next"))


def test_a_question_that_cannot_be_read_ends_with_2(handrail: Handrail) -> None:
    ended = handrail("ask", "/roe -12 employees", "--json")
    assert (ended.code, ended.json["status"]) == (2, "invalid")


def test_an_open_question_ends_with_0_and_names_what_is_missing(handrail: Handrail) -> None:
    ended = handrail("ask", "/roe 480 employees 130 users", "--json")
    assert (ended.code, ended.json["status"], ended.json["ask"]) == (0, "needs_fact", ["direction"])


def test_a_batch_is_answered_in_order_and_a_bad_line_loses_nothing_else(handrail: Handrail) -> None:
    questions = (
        b'{"id": "a", "ask": "/roe 620 employees", "now": "2025-03-12T09:00"}\n'
        b"not json\n"
        b"\n"
        b'{"id": 7, "ask": "/handrail segment 60"}\n'
        b'{"id": "c", "now": "2025-03-12T09:00"}\n'
        b'{"id": "d", "ask": "/handrail segment 60", "now": "soon"}\n'
        b'\xff\xfe{"id": "e"}\n'
        b'["a list"]\n'
        b'{"id": "\\ud800", "ask": "\\ud800 \\u0000 /roe"}\n'
        b'{"id": "z", "ask": "/handrail segment 200"}'
    )
    ended = handrail("ask", "--batch", typed=questions)
    assert [line["id"] for line in ended.lines] == [
        "a", None, 7, "c", "d", None, None, "\ud800", "z",
    ]  # fmt: skip
    assert [line["line"] for line in ended.lines if "line" in line] == [2, 5, 6, 7, 8]
    assert [ended.lines[place]["outcome"] for place in (0, 2, 8)] == [
        "mm-first-order",
        "smb",
        "mid-market",
    ]
    bad = [line for line in ended.lines if "line" in line]
    assert all(line["status"] == "invalid" for line in bad)
    assert all(f"Line {line['line']}" in str(line["headline"]) for line in bad)
    assert (ended.code, ended.err) == (2, "")


def test_a_batch_without_a_bad_line_ends_with_0(handrail: Handrail) -> None:
    assert handrail("ask", "--batch", typed=b'{"id": 1, "ask": "/roe"}\n').code == 0
    assert handrail("ask", "--batch").code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["ask"], 'For example handrail ask "/roe 620 employees inbound"'),
        (["ask", "/roe 620", "--now", "soon"], "For example --now 2026-04-23T09:00"),
        (["ask", "/roe 620", "--pack", "/nowhere/at/all"], "/nowhere/at/all"),
        (["ask", "/roe 620", "--edition", "fy99"], "fy99"),
        (["ask", "/roe 620", "--role", "wizard"], "One of: "),
        (["policy", "check", "/nowhere/at/all"], "/nowhere/at/all"),
        (["serve"], "HANDRAIL_SLACK_BOT_TOKEN=xoxb-"),
        (["demo", "--port", "eighty"], "For example --port 8200"),
        (["demo", "--port", "70000"], "For example --port 8200"),
        (["playground", "--manifest", "/nowhere.yml"], "For example manifest.yml"),
        (["playground", "--config", "/nowhere.yml"], "For example company.yml"),
        (["playground", "--burst", "0"], "counts are at least 1"),
        (["playground", "--fault", "chat.* mood"], "kind: Input should be 'slow'"),
        (["audit", "export", "--since", "soon"], "For example --since 2026-04-23T09:00"),
        (["audit", "verify"], "handrail db upgrade"),
        (["db", "downgrade", "nonsense"], "For example handrail db downgrade base"),
        (["frobnicate"], "There is no command frobnicate: there are serve, demo"),
        (["dmeo"], "did you mean demo?"),
        (["db", "upgrad"], "did you mean upgrade?"),
        (["ask", "--now"], "`handrail ask --help` shows how it is written."),
        ([], 'handrail ask "/roe 620 employees inbound"'),
    ],
)
def test_a_mistake_is_a_sentence_and_status_2(
    handrail: Handrail, words: Sequence[str], said: str, tmp_path: Path
) -> None:
    ended = handrail(*words, database_url=f"sqlite:///{tmp_path}/handrail.db")
    assert ended.code == 2
    assert said in ended.err
    assert "Traceback" not in ended.err


def test_a_setting_that_cannot_be_used_is_a_sentence_and_status_2(handrail: Handrail) -> None:
    ended = handrail("ask", "/roe 620", timezone="Mars/Olympus")
    assert (ended.code, "HANDRAIL_TIMEZONE=Europe/Berlin" in ended.err) == (2, True)


def test_a_naive_now_is_the_workspaces_own_time() -> None:
    from zoneinfo import ZoneInfo

    from bot.instants import instant

    read = instant("--now", "2026-04-23T09:00", ZoneInfo("Europe/Berlin"))
    assert read.isoformat() == "2026-04-23T09:00:00+02:00"


def test_the_version_is_the_packages(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["--version"])
    assert (ended.value.code, capsys.readouterr().out) == (0, f"handrail {cli.version()}\n")


def test_the_database_is_upgraded_once_looked_at_and_taken_back(
    handrail: Handrail, tmp_path: Path
) -> None:
    address = f"sqlite:///{tmp_path}/handrail.db"
    assert "Upgraded from nothing to" in handrail("db", "upgrade", database_url=address).out
    assert "Already at" in handrail("db", "upgrade", database_url=address).out
    assert "migration is due" not in handrail("db", "current", database_url=address).out
    assert handrail("db", "downgrade", "base", database_url=address).code == 0
    assert "migration is due" in handrail("db", "current", database_url=address).out


def test_the_pack_in_the_box_is_ok(handrail: Handrail) -> None:
    ended = handrail("policy", "check")
    assert (ended.code, ended.out.endswith(": ok\n")) == (0, True)


def test_a_pack_that_cannot_be_used_is_named_line_by_line(
    handrail: Handrail, tmp_path: Path
) -> None:
    mine = shutil.copytree(ROOT / "policies" / "packs" / "commercial-sales", tmp_path / "mine")
    roe = mine / "fy23" / "roe.yml"
    roe.write_text(f"surprise: 1\n{roe.read_text()}")
    ended = handrail("policy", "check", str(mine))
    assert (ended.code, ended.out) == (2, "")
    assert "roe.yml, line 1: surprise" in ended.err


def test_the_manifest_in_the_checkout_is_up_to_date(handrail: Handrail) -> None:
    assert handrail("manifest", "--check").code == 0
    assert handrail("manifest", "--json").json["display_information"]


def test_doctor_ends_with_1_when_something_keeps_the_bot_from_working(
    handrail: Handrail, tmp_path: Path
) -> None:
    ended = handrail("doctor", "--json", database_url=f"sqlite:///{tmp_path}/handrail.db")
    assert ended.code == 1
    assert "problem" in ended.out
    assert handrail("doctor", database_url=f"sqlite:///{tmp_path}/handrail.db").code == 1
