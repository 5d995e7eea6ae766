"""Opportunities found, added and changed by hand."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from handlers.kit import acts
from handlers.kit.feature import Ask, Change, Close, Complain, Open, Place, Refused
from handlers.opportunities import finding
from storage import opportunities

Words = Callable[[Any], str]
GIVEN = {
    "name": "Acme – Ultimate",
    "account": "Acme",
    "stage": "4-Proposal",
    "net_arr": "$12.5k",
    "close_date": "2025-04-30",
    "kind": "new",
    "quote_sent": "no",
}


@pytest.fixture
def acme(sent: Any) -> Any:
    """Ana's, added by her."""
    opened = sent.desk.command("/handrail opportunity add")
    assert sent.desk.submit(opened, GIVEN) == Close()
    return sent.kept("own-1")


def card_of(sent: Any, id: int, who: str = "U0ANA") -> Any:
    return sent.desk.press_raw("opportunities.show", str(id), who)


def test_one_is_added_by_form_and_belongs_to_whoever_adds_it(
    sent: Any, acme: Any, words: Words
) -> None:
    assert (acme.owner, acme.owner_name) == ("U0ANA", "Ana Lopez")
    assert (acme.net_arr, acme.close_date, acme.quote_sent) == (12_500, date(2025, 4, 30), False)
    told = words(sent.desk.letters("respond")[-1]["body"])
    assert "*Acme – Ultimate*\nOpen · Ana Lopez" in told
    assert "*Net ARR*\n$12,500" in told
    assert "*Close date*\nWed 30 April 2025" in told
    assert "*Quote sent*\nno" in told
    assert "Added." in told


@pytest.mark.parametrize(
    ("given", "errors"),
    [
        ({"net_arr": "12"}, {"name": "Give it a name, for example Acme – Ultimate."}),
        (
            {"name": "A", "net_arr": "lots", "amount": "12.500"},
            {
                "net_arr": "Write one amount in dollars, for example 12500.",
                "amount": "Write one amount in dollars, for example 12500.",
            },
        ),
    ],
)
def test_what_cannot_be_kept_is_pointed_at(
    sent: Any, given: dict[str, str], errors: dict[str, str]
) -> None:
    opened = sent.desk.command("/handrail opportunity add")
    assert sent.desk.submit(opened, given) == Complain(errors)


def test_it_is_found_by_a_part_of_its_name(sent: Any, acme: Any, words: Words) -> None:
    assert "Acme – Ultimate is open" in sent.desk.command("/handrail opportunity acme ult").text
    assert "I find none of yours with “zzz”" in words(
        sent.desk.command("/handrail opportunity zzz")
    )
    assert "*Acme – Ultimate*" in words(sent.desk.message("opportunity acme"))


def test_several_are_listed_with_a_button_for_each(
    sent: Any, acme: Any, words: Words, labels: Callable[[Any], list[str]]
) -> None:
    opened = sent.desk.command("/handrail opportunity add")
    sent.desk.submit(opened, GIVEN | {"name": "Acme – Premium"})
    listed = sent.desk.command("/handrail opportunity acme")
    assert "2 opportunities of yours fit." in words(listed)
    assert labels(listed) == ["Show", "Show"]


def test_the_picker_suggests_what_one_may_see(sent: Any, acme: Any) -> None:
    def typed(words: str, who: str) -> list[tuple[str, str]]:
        ask = Ask(Place.FORM, typed=words)
        return list(finding.suggest(sent.desk.turn(who), ask))

    known = [(str(acme.id), "Acme – Ultimate (Acme)")]
    assert typed("ult", "U0ANA") == typed("", "U0BEN") == known
    assert typed("", "U0VIC") == []
    opened = sent.desk.command("/handrail opportunity")
    assert isinstance(opened, Open)
    assert sent.desk.submit(opened, {"opportunity": str(acme.id)}) == Close()


def test_nobody_else_sees_or_changes_it_but_the_manager(
    sent: Any, acme: Any, labels: Callable[[Any], list[str]]
) -> None:
    with pytest.raises(Refused, match="Only Ana Lopez, their manager"):
        card_of(sent, acme.id, "U0VIC")
    with pytest.raises(Refused, match="Only Ana Lopez"):
        sent.desk.press_raw("opportunities.edit", str(acme.id), "U0VIC")
    assert labels(card_of(sent, acme.id, "U0BEN")) == ["Edit", "Mark won", "Mark lost", "History"]
    assert sent.desk.command("/handrail opportunity acme", "U0VIC").text.startswith("I find none")


def test_a_manager_edits_and_gives_it_to_somebody_else_on_the_record(
    sent: Any, acme: Any, words: Words
) -> None:
    opened = sent.desk.press_raw("opportunities.edit", str(acme.id), "U0BEN")
    given = GIVEN | {"net_arr": "20000", "owner": "U0VIC"}
    assert sent.desk.submit(opened, given, "U0BEN") == Close()
    changed = sent.kept("own-1")
    assert (changed.net_arr, changed.owner, changed.owner_name) == (20_000, "U0VIC", "Vic Sato")
    (entry,) = sent.desk.kept("opportunity.changed")
    assert (entry.actor, entry.detail["owner"]) == ("U0BEN", "U0VIC")
    shown = words(sent.desk.press_raw("opportunities.history", str(acme.id), "U0VIC"))
    assert "Net ARR $12,500 → $20,000 by Ben Okafor (by hand)" in shown
    assert "Owner in Slack Ana Lopez → Vic Sato by Ben Okafor" in shown
    assert "added by Ana Lopez (by hand)" in shown


def test_a_field_that_somebody_changed_meanwhile_is_shown_and_the_rest_stays_typed(
    sent: Any, acme: Any, words: Words
) -> None:
    opened = sent.desk.press_raw("opportunities.edit", str(acme.id))
    opportunities.change(
        sent.desk.session, acme, {"net_arr": 9_000}, by="U0BEN", at=sent.desk.now, source="form"
    )
    again = sent.desk.submit(opened, GIVEN | {"net_arr": "15000", "region": "AMER"})
    assert isinstance(again, Change)
    assert "Ben Okafor changed Net ARR to $9,000 while this form was open" in words(again)
    filled = {
        each["block_id"]: each["element"].get("initial_value")
        for each in again.view["blocks"]
        if each["type"] == "input"
    }
    assert (filled["net_arr"], filled["region"]) == ("9000", "AMER")
    assert sent.desk.submit(Open(again.view), GIVEN | {"net_arr": "15000"}) == Close()
    assert sent.kept("own-1").net_arr == 15_000


def test_a_form_that_changes_nothing_says_so(sent: Any, acme: Any, words: Words) -> None:
    opened = sent.desk.press_raw("opportunities.edit", str(acme.id))
    sent.desk.submit(opened, GIVEN)
    assert "Nothing was different" in words(sent.desk.letters("respond")[-1]["body"])
    assert sent.desk.kept("opportunity.changed") == []


def test_it_is_marked_won_once_and_that_can_be_undone(sent: Any, acme: Any, words: Words) -> None:
    card = card_of(sent, acme.id)
    shown = sent.desk.press(card, "Mark won")
    assert "Marked closed won. `/handrail undo` takes it back for 15 minutes." in words(shown)
    assert "It is closed won already." in words(sent.desk.press(card, "Mark won"))
    assert acts.undo_last(sent.desk.turn()) == "Acme – Ultimate is as it was before."
    assert sent.kept("own-1").state == "open"


def test_a_closed_one_can_be_reopened(sent: Any, acme: Any, words: Words) -> None:
    shown = sent.desk.press(card_of(sent, acme.id), "Mark lost")
    assert "Closed lost · Ana Lopez" in words(shown)
    sent.desk.now += timedelta(days=1)
    assert "Open · Ana Lopez" in words(sent.desk.press(shown, "Reopen"))


def test_a_stage_that_means_won_closes_it(sent: Any, acme: Any) -> None:
    opened = sent.desk.press_raw("opportunities.edit", str(acme.id))
    sent.desk.submit(opened, GIVEN | {"stage": "Closed Won"})
    assert sent.kept("own-1").state == "won"


def test_with_none_yet_it_says_how_to_begin(sent: Any, words: Words) -> None:
    assert "You have no opportunities here yet" in words(sent.desk.message("opportunity"))


@pytest.mark.parametrize("id", ["", "x", "99", "9" * 40, "1; DROP", "²"])
def test_an_id_that_is_none_is_not_found(sent: Any, id: str) -> None:
    for button in ("show", "edit", "history", "won"):
        with pytest.raises(Refused, match="can't find"):
            sent.desk.press_raw(f"opportunities.{button}", id)
