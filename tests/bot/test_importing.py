"""Reports of opportunities from a shell: shown first, applied when told to."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from bot import cli
from storage import opportunities, workspaces
from storage.database import Database
from storage.workspaces import Workspace

Run = Callable[..., tuple[int, str, str]]
HEAD = "Opportunity ID,Opportunity Name,Opportunity Owner,Net ARR,Close Date"
REPORT = f"{HEAD}\n00A,Acme,Ana Lopez,$12k,2026-04-30\n00B,Bolt,Ana Lopez,5,2026-05-30\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HANDRAIL_DATABASE_URL", f"sqlite:///{tmp_path}/handrail.db")
    (tmp_path / "report.csv").write_text(REPORT, "utf-8")
    return tmp_path


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def _run(*words: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            cli.main(words)
        assert isinstance(ended.value.code, int)
        return ended.value.code, *capsys.readouterr()

    assert _run("db", "upgrade")[0] == 0
    return _run


@pytest.fixture
def served(run: Run, folder: Path, now: datetime) -> Callable[..., None]:
    """Makes the database one that has served a workspace."""

    def serve(*ids: str) -> None:
        database = Database(f"sqlite:///{folder}/handrail.db")
        with database.begin() as session:
            for id in ids:
                workspaces.save(session, Workspace(id, f"{id} Inc", "U0", "B0", "A0", "", (), now))
        database.close()

    serve("T1")
    return serve


def states(folder: Path) -> dict[str, str]:
    database = Database(f"sqlite:///{folder}/handrail.db")
    with database.reading() as session:
        found: dict[str, str] = {
            each.ref: each.state for each in opportunities.search(session, "T1", "")
        }
    database.close()
    return found


def test_a_dry_run_shows_and_changes_nothing(
    run: Run, served: Callable[..., None], folder: Path
) -> None:
    code, out, _ = run("import", "report.csv", "--dry-run")
    assert code == 0
    assert "2  new" in out
    assert "Net ARR  from Net ARR" in out
    assert "Owners not known in Slack, or not for certain: Ana Lopez (2)" in out
    assert out.endswith("Nothing was changed.\n")
    assert states(folder) == {}


def test_a_script_that_does_not_say_yes_changes_nothing(
    run: Run, served: Callable[..., None], folder: Path
) -> None:
    assert "Add --yes to apply it.\nNothing was changed.\n" in run("import", "report.csv")[1]
    assert states(folder) == {}


def test_it_is_applied_once_and_what_is_missing_goes_when_told(
    run: Run, served: Callable[..., None], folder: Path
) -> None:
    assert run("import", "report.csv", "--yes")[:1] == (0,)
    assert states(folder) == {"00A": "open", "00B": "open"}
    assert "It says what is known already." in run("import", "report.csv", "--yes")[1]
    (folder / "report.csv").write_text("\n".join(REPORT.splitlines()[:2]), "utf-8")
    assert "1  open here, not in this report" in run("import", "report.csv", "--yes")[1]
    assert states(folder)["00B"] == "open"
    assert "Applied." in run("import", "report.csv", "--yes", "--all-open")[1]
    assert states(folder) == {"00A": "open", "00B": "gone"}


def test_rejected_lines_are_named_and_end_with_one(
    run: Run, served: Callable[..., None], folder: Path
) -> None:
    (folder / "report.csv").write_text(REPORT.replace("$12k", "=1+1"), "utf-8")
    code, out, _ = run("import", "report.csv", "--yes")
    assert code == 1
    assert "line 2: Net ARR: a formula: paste the column as values" in out
    assert states(folder) == {"00B": "open"}


def test_days_and_columns_can_be_told(run: Run, served: Callable[..., None], folder: Path) -> None:
    (folder / "odd.csv").write_text("Nr;Deal;Close Date\n7;Acme;03/04/2026\n", "utf-8")
    code, _, err = run("import", "odd.csv")
    assert (code, "Name it, for example --column ref='Nr'" in err) == (2, True)
    code, _, err = run("import", "odd.csv", "--column", "ref=Nr")
    assert (code, "Add --dates month-first or --dates day-first." in err) == (2, True)
    told = ("--column", "ref=Nr", "--dates", "day-first", "--yes")
    assert run("import", "odd.csv", *told)[0] == 0
    assert states(folder) == {"7": "open"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Which file? For example handrail import report.csv --dry-run"),
        (("none.csv",), "none.csv: No such file or directory. For example handrail import"),
        (("report.csv", "--column", "colour=Red"), "'colour=Red' names no field. For example"),
        (("bad.xlsx",), "bad.xlsx is damaged, or no XLSX file."),
        (("report.csv", "--workspace", "T9"), "Say which workspace, for example --workspace T1."),
    ],
)
def test_a_mistake_is_one_sentence_with_an_example(
    run: Run, served: Callable[..., None], folder: Path, words: tuple[str, ...], said: str
) -> None:
    (folder / "bad.xlsx").write_bytes(b"PK\x03\x04")
    code, out, err = run("import", *words)
    assert (code, out) == (2, "")
    assert err.startswith(said)


def test_of_several_workspaces_one_has_to_be_named(run: Run, served: Callable[..., None]) -> None:
    served("T2")
    code, _, err = run("import", "report.csv")
    assert (code, "There are T1 (T1 Inc), T2 (T2 Inc)." in err) == (2, True)
    assert run("import", "report.csv", "--workspace", "T1", "--yes")[0] == 0


def test_without_a_workspace_it_says_what_to_do_first(run: Run) -> None:
    assert "run `handrail serve` once, then import" in run("import", "report.csv")[2]
