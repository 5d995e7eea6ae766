"""*Set the date*: checked by the rule, saved with its history, and undone."""

from datetime import date, timedelta
from typing import Any

import pytest

from handlers.kit.feature import Close, Complain
from storage.opportunities import history
from tests.handlers.floors import words

FIRST, LAST = date(2026, 1, 1), date(2025, 12, 31)
UNKNOWN = {"compelling_event": "unknown", "quote_sent": "unknown"}


@pytest.fixture
def deal(floor: Any) -> int:
    return int(floor.deal(close_date=FIRST))


def form(floor: Any, deal: int, who: str = "U0ANA") -> Any:
    return floor.desk.press_raw("closedate.form", str(deal), who)


def save(floor: Any, opened: Any, day: str, who: str = "U0ANA", **fields: Any) -> Any:
    return floor.desk.submit(opened, {"date": day, **UNKNOWN, **fields}, who)


def told(floor: Any) -> str:
    """What stands beside the message after a form."""
    return words(floor.desk.letters("respond")[-1]["body"])


def test_a_day_that_fits_is_saved_and_told_with_undo(floor: Any, deal: int) -> None:
    reply = save(floor, form(floor, deal), "2025-12-31", compelling_event="yes", quote_sent="no")
    assert reply == Close()
    found = floor.now_of(deal)
    assert (found.close_date, found.compelling_event, found.quote_sent) == (LAST, True, False)
    assert "The close date of Acme – Ultimate is Wed 31 December now." in told(floor)
    assert [each.field for each in history(floor.session, "T0ACME", deal)][:3] != []
    body = floor.desk.letters("respond")[-1]["body"]
    undone = floor.desk.press(body, "Undo")
    assert "is as it was" in words(undone)
    assert (floor.now_of(deal).close_date, floor.now_of(deal).compelling_event) == (FIRST, None)


def test_a_day_that_breaks_a_convention_is_answered_with_the_one_to_set(
    floor: Any, deal: int
) -> None:
    opened = form(floor, deal)
    reply = save(floor, opened, "2025-12-16", compelling_event="yes", quote_sent="no")
    assert isinstance(reply, Complain)
    assert reply.errors["date"].startswith(
        "Tue 16 December breaks a convention. Set Wed 31 December."
    )
    assert floor.now_of(deal).close_date == FIRST
    kept: dict[str, Any] = {"compelling_event": "yes", "quote_sent": "no", "keep": ("keep",)}
    assert save(floor, opened, "2025-12-16", **kept) == Close()
    assert floor.now_of(deal).close_date == date(2025, 12, 16)


def test_what_is_not_known_is_not_held_against_a_day(floor: Any, deal: int) -> None:
    assert save(floor, form(floor, deal), "2025-12-16") == Close()


@pytest.mark.parametrize("day", ["", "soon", "1825-12-16", "2999-01-01"])
def test_no_day_is_complained_about(floor: Any, deal: int, day: str) -> None:
    reply = save(floor, form(floor, deal), day)
    assert isinstance(reply, Complain)
    assert reply.errors["date"].startswith("Pick a day")


def test_saving_it_as_it_is_changes_nothing(floor: Any, deal: int) -> None:
    save(floor, form(floor, deal), "2026-01-01")
    assert "nothing was changed" in told(floor)
    assert floor.now_of(deal).version == 1


def test_a_date_that_an_import_changed_meanwhile_is_not_overwritten(floor: Any, deal: int) -> None:
    opened = form(floor, deal)
    floor.change(deal, close_date=date(2026, 2, 1))
    reply = save(floor, opened, "2025-12-31", compelling_event="yes")
    assert isinstance(reply, Complain)
    assert (
        "Ben Okafor changed this while the form was open; it is now Sun 1 February 2026"
        in (reply.errors["date"])
    )


def test_whether_it_is_a_renewal_is_asked_where_nobody_said_it(floor: Any, deal: int) -> None:
    unsaid = floor.deal("Beta", close_date=FIRST, kind="")
    assert "Is it a renewal?" in words(form(floor, unsaid).view)
    assert "Is it a renewal?" not in words(form(floor, deal).view)
    save(floor, form(floor, unsaid), "2025-12-17", quote_sent="no", renewal="yes")
    assert floor.now_of(unsaid).kind == "renewal"


def test_it_is_for_the_owner_and_their_managers(floor: Any, deal: int) -> None:
    for who in ("U0GRACE", "U0VIC"):
        assert save(floor, form(floor, deal, who), "2025-12-31", who, quote_sent="yes") == Close()
        floor.change(deal, close_date=FIRST)
    refused = floor.refused(form, floor, deal, "U0BEN")
    assert refused == "Only Ana Lopez and their manager can change this."


def test_who_is_the_manager_no_more_cannot_send_the_form(floor: Any, deal: int) -> None:
    opened = form(floor, deal, "U0GRACE")
    floor.meet("U0ANA", manager=None)
    assert "Only Ana Lopez" in floor.refused(save, floor, opened, "2025-12-31", "U0GRACE")


@pytest.mark.parametrize("value", ["", "x", "0", "999999", "9" * 30, "-1", "1 2"])
def test_what_is_no_opportunity_is_refused(floor: Any, value: str) -> None:
    assert "can't find that opportunity" in floor.refused(
        floor.desk.press_raw, "closedate.form", value
    )
    assert "can't find that opportunity" in floor.refused(
        floor.desk.press_raw, "closedate.move", f"{value} 2025-12-05"
    )


def test_after_a_later_change_there_is_nothing_to_undo(floor: Any, deal: int) -> None:
    save(floor, form(floor, deal), "2025-12-31", compelling_event="yes")
    body = floor.desk.letters("respond")[-1]["body"]
    floor.desk.now += timedelta(minutes=1)
    floor.change(deal, close_date=date(2026, 2, 1))
    refused = floor.refused(floor.desk.press, body, "Undo")
    assert "has been changed since" in refused


def test_the_form_from_a_reminder_is_answered_in_the_reminder(floor: Any, deal: int) -> None:
    floor.at("2025-12-02 10:00")
    opened = floor.desk.press(floor.screens()[0], "Set the date")
    save(floor, opened, "2025-12-31", compelling_event="yes")
    assert "set to Wed 31 December by Ana Lopez, 10:00" in words(floor.screens()[0])
    assert floor.desk.letters("respond") == []
    assert floor.planned(routine="closedates") == []


def test_undo_lets_the_old_clock_go_on(floor: Any, deal: int) -> None:
    floor.at("2025-12-02 10:00")
    opened = floor.desk.press(floor.screens()[0], "Set the date")
    save(floor, opened, "2025-12-31", compelling_event="yes")
    floor.desk.command("/handrail undo")
    assert [each.key.rpartition("/")[2] for each in floor.planned(routine="closedates")] == [
        "before"
    ]
    floor.at("2025-12-03 09:00")
    assert len(floor.posts()) == 2
