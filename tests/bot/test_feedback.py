"""`handrail feedback`: what people thought of their answers, for the admin."""

import csv
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli import main
from bot.settings import PREFIX
from storage import feedback
from storage.database import Database
from storage.feedback import Feedback

WRONG = Feedback(
    "T1", 7, "U1", "wrong", "=who\ndecides?", "The VP.", "handbook", "roe-vp", "fy23",
    datetime(2026, 2, 11, 9, 5, tzinfo=UTC),
)  # fmt: skip


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    address = f"sqlite:///{tmp_path / 'handrail.db'}"
    monkeypatch.setenv(f"{PREFIX}DATABASE_URL", address)
    database = Database(address)
    database.upgrade()
    return database


def run(*words: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["feedback", *words])
    assert ended.value.code == 0


def test_nothing_yet_is_said_to_be_so(kept: Database, capsys: pytest.CaptureFixture[str]) -> None:
    kept.close()
    run()
    assert "Nobody has pressed" in capsys.readouterr().out


def test_each_opinion_is_listed_with_question_and_answer(
    kept: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    with kept.begin() as session:
        feedback.keep(session, WRONG)
    kept.close()
    run("--wrong")
    shown = capsys.readouterr().out
    assert "2026-02-11 09:05 U1 (fy23)" in shown
    assert "asked: =who decides?" in shown
    assert "told: The VP. [roe-vp]" in shown


def test_the_csv_has_every_column_and_no_formula(
    kept: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    with kept.begin() as session:
        feedback.keep(session, WRONG)
    kept.close()
    run("--csv")
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert (row["verdict"], row["answer"], row["edition"]) == ("wrong", "7", "fy23")
    assert row["question"] == "'=who\ndecides?"
