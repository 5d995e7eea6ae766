"""`handrail team`: a roster in from a file, listed, and out again."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.cli import main
from bot.settings import PREFIX
from storage import audit, people, profiles, workspaces
from storage.database import Database
from storage.outbox import OUTBOX
from storage.people import Person
from storage.workspaces import Workspace

AT = datetime(2026, 3, 2, tzinfo=UTC)
PLACE = Workspace("T1", "Acme", "UB", "BB", "A1", "", (), AT)
ROSTER = "person,roles,manager\n@ana,smb,@ben\n@ben,asm,\n@zoe,smb,@ben\n"
Run = Callable[..., int]


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    address = f"sqlite:///{tmp_path / 'handrail.db'}"
    monkeypatch.setenv(f"{PREFIX}DATABASE_URL", address)
    database = Database(address)
    database.upgrade()
    with database.begin() as session:
        workspaces.save(session, PLACE)
        for id, name in (("U0ANA", "ana"), ("U0BEN", "ben")):
            plain = (False, False, "none", False, AT)
            who = Person(id, "T1", name, f"{name.title()} Who", "Europe/Paris", "T1", *plain)  # type: ignore[arg-type]
            people.save(session, who)
    yield database
    database.close()


@pytest.fixture
def run() -> Run:
    def _run(*words: str) -> int:
        with pytest.raises(SystemExit) as ended:
            main(["team", *words])
        assert isinstance(ended.value.code, int)
        return ended.value.code

    return _run


@pytest.fixture
def roster(tmp_path: Path) -> str:
    path = tmp_path / "roster.csv"
    path.write_text(ROSTER, "utf-8-sig")
    return str(path)


def test_a_dry_run_says_what_would_change_and_changes_nothing(
    kept: Database, run: Run, roster: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("import", roster, "--dry-run") == 1
    shown = capsys.readouterr()
    assert "new      Ana Who: role SMB AE; manager Ben Who" in shown.out
    assert "2 new, 0 changed, 0 unchanged, 1 refused; 0 others not in the file." in shown.out
    assert "this was a dry run" in shown.out
    assert "line 4: nobody here is called “@zoe”" in shown.err
    with kept.reading() as session:
        assert profiles.all_of(session, "T1") == []


def test_an_import_is_kept_recorded_and_people_are_greeted_once(
    kept: Database, run: Run, roster: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run("import", roster)
    run("import", roster)
    assert "0 new, 0 changed, 2 unchanged, 1 refused" in capsys.readouterr().out
    with kept.reading() as session:
        assert profiles.find(session, "T1", "U0ANA").manager == "U0BEN"
        (entry,) = audit.entries(session)
        assert (entry.kind, entry.actor, entry.detail["new"]) == ("team.imported", "shell", 2)
        to = [row.payload["channel"] for row in session.execute(select(OUTBOX))]
        assert sorted(to) == ["U0ANA", "U0BEN"]


def test_what_is_exported_is_imported_as_no_change(
    kept: Database,
    run: Run,
    roster: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    run("import", roster)
    capsys.readouterr()
    assert run("export") == 0
    exported = tmp_path / "exported.csv"
    exported.write_text(capsys.readouterr().out, "utf-8")
    assert run("import", str(exported)) == 0
    assert "0 new, 0 changed, 2 unchanged, 0 refused" in capsys.readouterr().out


def test_the_list_names_role_manager_and_hours(
    kept: Database, run: Run, roster: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run("list")
    assert "Nobody has a part in the team yet" in capsys.readouterr().out
    run("import", roster)
    capsys.readouterr()
    assert run("list") == 0
    shown = capsys.readouterr().out
    assert "U0ANA  Ana Who: smb, reports to Ben Who, Mon-Fri 09:00-18:00 Europe/Paris" in shown


@pytest.mark.parametrize(
    ("held", "says"),
    [
        (b"\xff\xfe\x00\xd8", "no UTF-8 text"),
        (b"person\n\xe9\n", "no UTF-8 text"),
        (b"shoes\n42\n", "names no column `person`"),
    ],
)
def test_a_file_that_is_no_roster_is_one_sentence(
    kept: Database,
    run: Run,
    tmp_path: Path,
    held: bytes,
    says: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "odd.csv"
    path.write_bytes(held)
    assert run("import", str(path)) == 2
    assert says in capsys.readouterr().err


def test_a_file_that_is_not_there_is_one_sentence(
    kept: Database, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("import", "nowhere.csv") == 2
    assert "nowhere.csv cannot be read" in capsys.readouterr().err


def test_several_workspaces_are_told_apart(
    kept: Database, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    with kept.begin() as session:
        workspaces.save(session, replace(PLACE, id="T2", name="Other"))
    assert run("list") == 2
    assert "T1 (Acme), T2 (Other)" in capsys.readouterr().err
    assert run("list", "--workspace", "T1") == 0


def test_before_the_bot_ran_once_there_is_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    address = f"sqlite:///{tmp_path / 'empty.db'}"
    monkeypatch.setenv(f"{PREFIX}DATABASE_URL", address)
    database = Database(address)
    database.upgrade()
    database.close()
    assert run("list") == 2
    assert "start `handrail serve` once" in capsys.readouterr().err
