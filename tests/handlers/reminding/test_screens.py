"""What follows the state is rendered when it is sent, however often it changed before."""

from typing import Any

import pytest

from handlers.kit import letters
from handlers.kit.mishaps import Later
from handlers.kit.screens import Shown, _shown
from storage import outbox


def refreshes(engine: Any) -> list[Any]:
    with engine.begin() as session:
        rows = session.connection().execute(outbox.OUTBOX.select()).all()
    return [row for row in rows if row.kind == "refresh" and row.due_at <= engine.now]


def test_many_changes_before_it_is_sent_are_one_letter(engine: Any) -> None:
    for _ in range(5):
        with engine.begin() as session:
            letters.refresh(engine.round(session), "bundle", "1")
    assert len(refreshes(engine)) == 1


def test_a_change_while_it_is_being_sent_is_another_letter(engine: Any) -> None:
    with engine.begin() as session:
        letters.refresh(engine.round(session), "bundle", "1")
    with engine.begin() as session:
        lease = engine.now - engine.now
        outbox.claim(session, now=engine.now, limit=9, lease=lease, worker="somebody")
    with engine.begin() as session:
        letters.refresh(engine.round(session), "bundle", "1")
    assert len(refreshes(engine)) == 2


def test_an_edit_waits_for_the_message_it_edits(engine: Any, chores: Any) -> None:
    chores.wish("tidy up")
    engine.plan()
    engine.at("Mon 09:00")
    screen = engine.routes.registry.screens["bundle"]
    with engine.begin() as session, pytest.raises(Later):
        _shown(engine.round(session), screen, "1")
    with engine.begin() as session:
        letter = outbox.find(session, "T0ACME", "bundle/1")
        assert letter
        outbox.sent(session, letter.id, engine.now, {"channel": "D1", "ts": "1.2"})
        shown = _shown(engine.round(session), screen, "1")
    assert shown
    assert shown == Shown("chat.update", {"channel": "D1", "ts": "1.2", **shown.values})
    assert "1 thing for you" in shown.values["text"]


@pytest.mark.parametrize("id", ["", "x", "99"])
def test_a_screen_of_nothing_shows_nothing(engine: Any, id: str) -> None:
    with engine.begin() as session:
        assert _shown(engine.round(session), engine.routes.registry.screens["bundle"], id) is None
