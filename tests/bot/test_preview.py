"""`handrail preview`: who would be told what, in a shell, with the planner's own code."""

import csv
import io
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.cli import main
from bot.clock import clock
from bot.settings import PREFIX
from policies.clocks import zone_of
from storage import crossings, occurrences, opportunities, people, plans, profiles, workspaces
from storage.database import Database
from storage.occurrences import OCCURRENCES
from storage.people import Person
from storage.profiles import Profile
from storage.workspaces import Workspace

NOW = clock(zone_of("UTC"))()
Run = Callable[..., str]


@pytest.fixture
def kept(address: str, database: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    """Ana owns a deal over a line, Ben one below every line; Ana reports to Grace."""
    monkeypatch.setenv(f"{PREFIX}DATABASE_URL", address)
    with database.begin() as session:
        workspaces.save(session, Workspace("T1", "Acme", "U0", "B0", "A0", "", (), NOW))
        for id, name in (("U1", "ana"), ("U2", "ben"), ("U3", "grace")):
            person = Person(
                id, "T1", name, f"{name.title()} Lopez", "Europe/Madrid", "T1", False, False,
                "none", False, NOW,
            )  # fmt: skip
            people.save(session, person)
        profiles.save(session, Profile("T1", "U1", roles=("smb",), manager="U3"))
        for owner, size in (("U1", 2_500), ("U2", 900)):
            values = {"name": f"=Deal of {owner}", "account": "Acme", "owner": owner}
            values |= {"segment": "smb", "net_arr": size, "amount": 900}  # type: ignore[dict-item]
            opportunities.add(session, "T1", values, by="", at=NOW, source="import")
    return database


@pytest.fixture
def run(kept: Database, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*words: str, code: int = 0) -> str:
        with pytest.raises(SystemExit) as ended:
            main(["preview", "--routine", "deals", *words])
        said = capsys.readouterr()
        assert ended.value.code == code, said
        return said.out + said.err

    return run


def test_the_table_says_who_is_told_what_when_and_why(run: Run) -> None:
    head, row, total = run().splitlines()
    assert head.split() == ["when", "who", "routine", "how", "what", "why"]
    assert "Ana Lopez  deals    digest  =Deal of U1 needs Red/Green in the month" in row
    assert "Red / Green Definition" in row
    assert row[:3] in ("Mon", "Tue", "Wed", "Thu", "Fri")
    assert total == "1 reminder for 1 person, in 1 digest and 0 messages of its own."


def test_the_csv_has_every_column_and_runs_no_formula(run: Run, tmp_path: Path) -> None:
    (row,) = csv.DictReader(io.StringIO(run("--csv", "-")))
    assert row["says"].startswith("'=Deal of U1")
    assert row["entry"] == "rg-thresholds"
    assert row["url"].startswith("https://")
    told = datetime.fromisoformat(row["utc"].replace("Z", "+00:00"))
    there = told.astimezone(zone_of(row["zone"]))
    assert (row["date"], row["time"]) == (f"{there:%Y-%m-%d}", f"{there:%H:%M}")
    assert row["time"] == "09:00" or told <= NOW + timedelta(minutes=10)
    file = tmp_path / "preview.csv"
    assert run("--csv", str(file)) == f"Written to {file}.\n"
    assert file.read_text("utf-8-sig").startswith("date,time,weekday,zone,utc,person")
    assert "cannot be written" in run("--csv", str(tmp_path), code=2)


@pytest.mark.parametrize("name", ["@ana", "ANA", "U1", "Ana Lopez"])
def test_one_person_is_found_by_any_of_their_names(run: Run, name: str) -> None:
    assert "=Deal of U1" in run("--person", name)


def test_others_are_told_nothing(run: Run) -> None:
    said = run("--person", "@ben", "--days", "1")
    assert said == "Nobody would be told anything in the next 1 day.\n"


def test_what_was_told_already_is_not_told_again(run: Run, kept: Database) -> None:
    with kept.begin() as session:
        row = {"workspace": "T1", "key": "deals/1/red_green/1", "routine": "deals"}
        whose = {"subject": "1", "about": "U1", "person": "U1", "recipient": "U1"}
        more = {"day": NOW.date(), "entry": "x", "says": "x", "way": "digest", "late": "send"}
        occurrences.add(
            session, [row | whose | more | {"seconds": 1, "until": None, "due_at": NOW, "held": ""}]
        )
        known = plans.by_keys(session, "T1", ["deals/1/red_green/1"])
        occurrences.end(session, [each.id for each in known], "released", NOW)
    assert run().startswith("Nobody would be told")


def test_another_edition_adds_removes_and_moves(run: Run, tmp_path: Path) -> None:
    assert run("--against", "fy23").startswith("Both packs tell everybody the same")
    folder = tmp_path / "ours"
    folder.mkdir()
    (folder / "pack.yml").write_text("extends: commercial-sales/fy23\nedition: fy23\n")
    (folder / "deal.yml").write_text("limits: {red_green_smb: {is: 50000}}\n")
    said = run("--against", str(folder))
    assert said.splitlines()[1].startswith("-  ")
    assert said.endswith("0 added, 1 removed, 0 moved.\n")
    (row,) = csv.DictReader(io.StringIO(run("--against", str(folder), "--csv", "-")))
    assert row["change"] == "removed"


def test_nothing_is_written(run: Run, kept: Database) -> None:
    run()
    with kept.reading() as session:
        assert session.scalar(select(func.count()).select_from(OCCURRENCES)) == 0
        assert crossings.of_owners(session, "T1", ("U1",)) == {"U1": []}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--days", "0"), "--days is 1 to 366."),
        (("--days", "367"), "--days is 1 to 366."),
        (("--person", "@nobody"), "Handrail knows nobody here by @nobody."),
        (("--routine", "deal"), "There is no routine deal: did you mean deals?"),
        (("--against", "fy1999"), "fy1999"),
        (("--workspace", "T9"), "Say which workspace with --workspace: there are T1 (Acme)."),
    ],
)
def test_a_mistake_is_one_sentence(run: Run, words: tuple[str, ...], said: str) -> None:
    assert said in run(*words, code=2)
