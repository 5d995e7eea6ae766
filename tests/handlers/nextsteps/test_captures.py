"""*Make this a next step*: from a message to an opportunity, with the way back to the message."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from handlers.kit.feature import Ask, Close, Complain, Message, Open, Place
from handlers.nextsteps import captures

SAID = Ask(
    Place.SHORTCUT,
    text="Could somebody ask Jane\nwho signs the security reviews?",
    channel="C0SALES",
    ts="1741770000.000100",
    response_url="https://hooks.slack.com/response/1",
)
LINK = "https://acme.slack.com/archives/C0SALES/p1741770000000100"


@pytest.fixture
def press(desk: Any) -> Any:
    def press(ask: Ask = SAID, who: str = "U0ANA") -> Any:
        turn = desk.turn(who)
        seen = replace(turn.workspace, url="https://acme.slack.com/")
        return desk.checked(captures.make(replace(turn, workspace=seen), ask))

    return press


def offered(desk: Any, typed: str, who: str = "U0ANA") -> list[str]:
    found = captures.suggest(desk.turn(who), Ask(Place.FORM, typed=typed))
    return [label for _, label in found]


def test_the_message_becomes_the_text_to_begin_with(press: Any, sell: Any) -> None:
    sell("Acme")
    opened = press()
    assert isinstance(opened, Open)
    assert "Could somebody ask Jane who signs the security reviews?" in str(opened.view)


def test_it_is_kept_with_the_way_back_to_the_message(
    desk: Any, press: Any, sell: Any, again: Any, words: Any
) -> None:
    one = sell("Acme")
    fields = {"opportunity": str(one.id), "step": "Ask Jane who signs", "day": "2025-03-20"}
    assert isinstance(desk.submit(press(), fields), Close)
    assert again(one).next_step == "Ask Jane who signs"
    assert f"from <{LINK}|the message>" in words(desk.command("/nextsteps acme"))
    assert "✔ *Acme*: Ask Jane who signs" in words(desk.letters("respond")[-1])


def test_moving_the_day_keeps_the_message_and_a_new_text_lets_it_go(
    desk: Any, press: Any, sell: Any, words: Any
) -> None:
    one = sell("Acme")
    fields = {"opportunity": str(one.id), "step": "Ask Jane who signs", "day": "2025-03-20"}
    desk.submit(press(), fields)
    update = ("nextsteps.update", str(one.id))
    desk.now += timedelta(minutes=1)
    desk.submit(desk.press_raw(*update), {"step": "Ask Jane who signs", "day": "2025-03-21"})
    assert LINK in words(desk.command("/nextsteps acme"))
    desk.now += timedelta(minutes=1)
    desk.submit(desk.press_raw(*update), {"step": "Send Bob the form", "day": "2025-03-21"})
    shown = words(desk.command("/nextsteps acme"))
    assert "from <" not in shown
    assert f"Ask Jane who signs · for Fri 21 Mar · <{LINK}|the message>" in shown


def test_a_message_in_a_thread_is_linked_within_it(desk: Any) -> None:
    turn = desk.turn()
    seen = replace(turn, workspace=replace(turn.workspace, url="https://acme.slack.com/"))
    told = captures.permalink(seen, replace(SAID, thread="1741760000.000200"))
    assert told == f"{LINK}?thread_ts=1741760000.000200&cid=C0SALES"


def test_without_an_address_of_the_workspace_there_is_no_link(desk: Any) -> None:
    assert captures.permalink(desk.turn(), SAID) == ""


def test_the_rules_hold_here_too(desk: Any, press: Any, sell: Any) -> None:
    one = sell("Acme")
    opened = press()
    fields = {"opportunity": str(one.id), "step": "follow up", "day": "2025-03-20"}
    assert isinstance(desk.submit(opened, fields), Complain)
    assert isinstance(desk.submit(opened, fields), Close)
    assert "opportunity" in desk.submit(press(), {"step": "Ask Jane", "day": "2025-03-20"}).errors


def test_it_offers_open_opportunities_of_ones_own_and_of_ones_team(desk: Any, sell: Any) -> None:
    sell("Acme Platform")
    sell("Acme Old", state="lost")
    sell("Globex", owner="U0BEN", owner_name="Ben Okafor")
    assert offered(desk, "") == ["Acme Platform"]
    assert offered(desk, "plat") == ["Acme Platform"]
    assert offered(desk, "glob") == []
    assert offered(desk, "", "U0VIC") == ["Globex (Ben Okafor)"]


def test_whoever_has_none_is_told_how_to_come_by_one(press: Any) -> None:
    told = press()
    assert isinstance(told, Message)
    assert "I know of no open opportunity of yours" in told.text
