"""`handrail commitments export`."""

import csv
import io
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot import cli
from storage import commitments
from storage.commitments import Commitment
from storage.database import Database

AT = datetime(2025, 11, 28, 9, tzinfo=UTC)


def run(*words: str) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["commitments", "export", *words])
    assert ended.value.code == 0


def kept(database: Database) -> None:
    row = Commitment(
        "T0ACME", date(2025, 11, 1), date(2025, 11, 30), 7, 1, "0065e", "=Renewal", "Acme", "done",
        "green", 12_500, None, "4-Proposal", "open", "U0ANA", "U0GRACE", "smb", "EMEA",
        ("timing", "why-now"), 1, "fy23", 3, 4, AT, True,
    )  # fmt: skip
    with database.begin() as session:
        commitments.freeze(session, [row])


def test_what_was_frozen_is_exported_as_csv(
    database: Database, address: str, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    kept(database)
    monkeypatch.setenv("HANDRAIL_DATABASE_URL", address)
    run("--workspace", "T0ACME")
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert (row["verdict"], row["net_arr"], row["close_date"], row["late"]) == (
        "green",
        "12500",
        "",
        "yes",
    )
    assert row["name"] == "'=Renewal", "a spreadsheet must not run it"
    assert (row["weak"], row["at"]) == ("timing why-now", "2025-11-28T09:00:00+00:00")
    run("--workspace", "T0OTHER")
    assert len(capsys.readouterr().out.splitlines()) == 1
