"""`handrail reminders`: what waits, what Slack did not take, and what becomes of it."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from bot.doctor import database as look_at
from bot.findings import Level
from bot.settings import PREFIX, read
from storage import audit, backlogs, occurrences, outbox, refusals, workspaces
from storage.database import Database
from storage.workspaces import Workspace

AT = datetime(2026, 2, 11, 9, 5, tzinfo=UTC)
Run = Callable[..., str]


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """Letters: L1 dead, L2 open; a planned reminder, R1."""
    address = f"sqlite:///{tmp_path / 'handrail.db'}"
    monkeypatch.setenv(f"{PREFIX}DATABASE_URL", address)
    database = Database(address)
    database.upgrade()
    with database.begin() as session:
        workspaces.save(session, Workspace("T1", "Acme", "U0", "B0", "A0", "", (), AT))
        for key, person in (("digest/1", "U1"), ("answer/2", "U2")):
            body = {"channel": person, "text": "the secret deal"}
            outbox.post(session, workspace="T1", key=key, kind="post", payload=body, at=AT)
        outbox.attempt(session, 1, AT)
        outbox.bury(session, 1, AT, "user_disabled")
        refusals.count(session, "T1", "user_disabled", "U1", AT, 1, 0)
        occurrences.add(session, [reminder()])
    database.close()
    return database


def reminder() -> dict[str, Any]:
    return {
        "workspace": "T1", "key": "trips/1", "routine": "trips", "subject": "trip/1",
        "about": "U1", "person": "U1", "recipient": "U1", "day": date(2026, 2, 12),
        "entry": "trip-notes", "says": "Notes are due", "way": "digest", "late": "fold",
        "seconds": 60, "until": None, "due_at": AT + timedelta(days=1), "held": "",
    }  # fmt: skip


@pytest.fixture
def run(kept: Database, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*words: str, code: int = 0) -> str:
        with pytest.raises(SystemExit) as ended:
            main(["reminders", *words])
        said = capsys.readouterr()
        assert ended.value.code == code, said
        return said.out + said.err

    return run


def test_the_list_has_what_is_dead_what_waits_and_what_is_planned(run: Run) -> None:
    shown = run("list")
    assert "1 due, the oldest since 2026-02-11 09:05; 0 for later; 1 undelivered." in shown
    assert [line.split()[:2] for line in shown.splitlines()[2:]] == [
        ["L1", "dead"],
        ["L2", "open"],
        ["R1", "planned"],
    ]
    assert "user_disabled" in shown
    assert "secret" not in shown


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        (["--state", "dead"], ["L1"]),
        (["--state", "planned"], ["R1"]),
        (["--person", "U2"], ["L2"]),
        (["--routine", "trips"], ["R1"]),
        (["--routine", "nextsteps"], []),
        (["--workspace", "T2"], []),
        (["--state", "sent"], []),
    ],
)
def test_the_list_can_be_narrowed_down(run: Run, words: list[str], numbers: list[str]) -> None:
    told = json.loads(run("list", "--json", *words))
    assert [row["number"] for row in told["rows"]] == numbers


def test_an_empty_list_and_a_state_nobody_knows_are_said_to_be_so(run: Run) -> None:
    assert "Nothing like that" in run("list", "--state", "sent")
    assert "there are planned, released" in run("list", "--state", "lost", code=2)


def test_a_dead_letter_is_sent_again_and_the_admin_would_be_told_anew(
    run: Run, kept: Database
) -> None:
    assert "L1 goes out again; Slack is asked first whether it is there." in run("retry", "L1")
    with kept.begin() as session:
        letter = backlogs.by_id(session, 1)
        assert letter
        assert (letter.state, letter.attempts, letter.attempted_at) == ("open", 0, AT)
        assert refusals.since(session, "T1", AT) == []
        (entry,) = audit.entries(session)
    assert (entry.actor, entry.detail) == ("shell", {"letter": 1, "did": "retried"})


def test_every_dead_letter_can_be_sent_again_at_once(run: Run, kept: Database) -> None:
    assert run("retry", "--all").startswith("L1 goes out again")
    assert run("retry", "--all") == ""


def test_a_letter_and_a_reminder_are_dropped_with_a_reason(run: Run, kept: Database) -> None:
    run("drop", "L2", "r1", "--reason", "they  have left")
    with kept.begin() as session:
        letter, planned = backlogs.by_id(session, 2), occurrences.find(session, "T1", 1)
        kinds = [entry.detail["reason"] for entry in audit.entries(session)]
    assert letter
    assert planned
    assert (letter.state, letter.why) == ("dropped", "they have left")
    assert (planned.state, planned.why) == ("dropped", "they have left")
    assert kinds == ["they have left"] * 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["retry"], "For example handrail reminders retry L12"),
        (["retry", "12"], "'12' is no number of the list. For example L12 or R7"),
        (["retry", "L99"], "There is no letter L99."),
        (["retry", "R1"], "R1 is a reminder and will be sent when it is due."),
        (["retry", "L2"], "L2 is open, so not dead: nothing was changed."),
        (["drop", "R9", "--reason", "x"], "There is no reminder R9."),
        (["drop", "L1", "--reason", " "], "Say why"),
    ],
)
def test_a_mistake_is_one_sentence_and_changes_nothing(
    run: Run, kept: Database, words: list[str], said: str
) -> None:
    assert said in run(*words, code=2)
    with kept.begin() as session:
        assert list(audit.entries(session)) == []


def test_what_is_over_is_not_dropped_again(run: Run) -> None:
    run("drop", "R1", "L1", "--reason", "x")
    assert "R1 is dropped: nothing was changed." in run("drop", "R1", "--reason", "x", code=2)
    assert "L1 is dropped, so over" in run("drop", "L1", "--reason", "x", code=2)


def test_the_doctor_names_what_was_not_delivered(run: Run, kept: Database) -> None:
    found = {each.check: each for each in look_at(read(), AT)}
    assert found["letters"].level is Level.WARNING
    assert "1 message" in found["letters"].says
    run("drop", "L1", "--reason", "x")
    (late,) = [each for each in look_at(read(), AT + timedelta(hours=1)) if each.check == "letters"]
    assert "60 minutes late" in late.says
    run("drop", "L2", "--reason", "x")
    (fine,) = [each for each in look_at(read(), AT) if each.check == "letters"]
    assert fine.level is Level.OK
