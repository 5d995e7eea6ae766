"""A call is edited, removed and brought back, by those on it and their managers."""

from typing import Any

import pytest

from tests.handlers.companies import ANA, BEN, CLEO, GRACE, HUGO, IMRAN, OLA, words
from tests.handlers.cosell.conftest import Company

FIELDS: dict[str, Any] = {
    "account": "Acme", "day": "2026-03-02", "at": "08:30", "people": (ANA, GRACE),
}  # fmt: skip


def edited(company: Company, who: str = ANA, **changed: Any) -> Any:
    form = company.press_raw(
        "cosell.edit", str(company.calls()[0].id), who, channel=company.channel
    )
    return company.submit(form, who, **FIELDS | changed)


def test_who_was_on_it_and_when_can_be_changed_and_undone(company: Company) -> None:
    company.log()
    edited(company, GRACE, people=(BEN, GRACE), at="07:00", note="Late")
    said = "Grace Lopez changed it, Mon 2 Mar, 10:00: day and time, who was on it and note"
    assert said in words(company.shown())
    assert company.only().people == {BEN, GRACE}
    assert "as it was" in words(company.press(company.shown(), "Undo", GRACE))
    assert company.only().people == {ANA, GRACE}
    assert company.only().note == ""
    assert company.only().at.hour == 7


def test_the_same_again_changes_nothing(company: Company) -> None:
    company.log()
    edited(company)
    assert "Nothing of it has changed." in words(company.shown())
    assert company.kinds().count("cosell.changed") == 0


@pytest.mark.parametrize("who", [ANA, GRACE, HUGO])
def test_those_on_it_and_their_managers_may(company: Company, who: str) -> None:
    company.log()
    assert "is removed" in words(company.press_raw("cosell.remove", "1", who))
    assert company.calls() == []


@pytest.mark.parametrize("who", [CLEO, OLA, IMRAN])
def test_nobody_else_may(company: Company, who: str) -> None:
    company.log()
    for button in ("cosell.edit", "cosell.remove"):
        refused = words(company.press_raw(button, "1", who))
        assert refused == "Only Ana Lopez and their manager can change this."


def test_nobody_edits_themselves_and_all_of_theirs_out_of_it(company: Company) -> None:
    company.log()
    assert "Log a call that you were on" in words(edited(company, people=(BEN, OLA)))


def test_two_who_edit_it_at_once_do_not_overwrite_each_other(company: Company) -> None:
    company.log()
    one = company.press_raw("cosell.edit", "1")
    edited(company, GRACE, note="Mine")
    assert "Somebody has changed this call meanwhile" in words(company.submit(one, **FIELDS))
    assert company.only().note == "Mine"


def test_it_does_not_become_the_double_of_another(company: Company) -> None:
    company.log()
    company.log("Globex")
    assert "the same call as the one logged for Mon 2 March, 08:30" in words(
        edited(company, account="globex")
    )
    told = company.log("Globex", who=GRACE)
    company.press(told, "No, another call", GRACE)
    assert company.calls()[-1].apart
    form = company.press_raw("cosell.edit", "3", GRACE)
    company.submit(form, GRACE, **FIELDS | {"account": "Globex", "note": "Set apart"})
    assert company.calls()[-1].note == "Set apart"


def test_what_is_removed_comes_back_unless_it_was_logged_again(company: Company) -> None:
    company.log()
    gone = company.press_raw("cosell.remove", "1")
    assert "That call was removed" in words(company.press_raw("cosell.edit", "1"))
    assert "That call was removed" in words(company.press_raw("cosell.remove", "1"))
    assert "counts again" in words(company.press(gone, "Undo"))
    assert len(company.calls()) == 1
    gone = company.press_raw("cosell.remove", "1")
    company.log(who=GRACE)
    assert "logged again meanwhile" in words(company.press(gone, "Undo"))
    assert len(company.calls()) == 1


def test_everything_is_in_the_record(company: Company) -> None:
    company.log()
    edited(company, note="A pilot")
    gone = company.press_raw("cosell.remove", "1")
    company.press(gone, "Undo")
    assert [each for each in company.kinds() if each.startswith("cosell.")] == [
        "cosell.logged", "cosell.changed", "cosell.removed", "cosell.restored",
    ]  # fmt: skip
