"""The morning's digest: what is due or missing, once a day, edited as it is done, then silent."""

from datetime import date
from typing import Any

import pytest

from handlers.kit.feature import Close, Message
from handlers.kit.panels import Panel
from handlers.nextsteps import panels
from policies.rhythms import Level
from storage import bundles, members, opportunities, profiles

WEDNESDAY = date(2025, 3, 12)
GOOD = {"step": "Send Jane the order form", "day": "2025-03-20"}


@pytest.fixture
def told(mornings: Any, sell: Any, desk: Any) -> Any:
    """Three were asked about on Thursday at nine."""
    desk.deals = [
        sell("Initech", ahead=None, step=""),
        sell("Acme Platform", ahead=1),
        sell("Globex", ahead=-2),
    ]
    mornings.at("Thu 08:59")
    assert mornings.digest() is None
    mornings.at("Thu 09:00")
    return mornings


def update(desk: Any, one: Any, **fields: str) -> Any:
    return desk.submit(desk.press_raw("nextsteps.update", str(one.id)), GOOD | fields)


def test_what_is_due_or_missing_comes_in_one_message(told: Any, words: Any) -> None:
    shown = words(told.digest())
    assert "3 things for you" in shown
    places = [shown.index(name) for name in ("*Globex*", "*Acme Platform*", "*Initech*")]
    assert places == sorted(places)
    assert "*Was due Mon 10 Mar*: Ask Jane who signs security reviews" in shown
    assert "*No next step yet*. What will you do next?" in shown
    assert "Opportunity Next Steps Best Practices" in shown


def test_the_preview_says_how_many(told: Any) -> None:
    assert "next steps: 2 due, 1 without text or date" in told.says()


def test_what_is_updated_is_marked_and_can_be_undone(told: Any, desk: Any, words: Any) -> None:
    one = desk.deals[2]
    assert isinstance(update(desk, one), Close)
    shown = words(told.digest())
    assert "2 things for you" in shown
    assert "next step for Thu 20 Mar by Ana Lopez, 09:00" in shown
    desk.press(told.digest(), "Undo")
    assert "3 things for you" in words(told.digest())
    again = opportunities.find(desk.session, desk.workspace, one.id)
    assert again
    assert again.next_step == one.next_step


def test_what_is_done_is_not_asked_the_next_day(told: Any, desk: Any, words: Any) -> None:
    for one in desk.deals[:2]:
        update(desk, one)
    told.at("Fri 09:00")
    shown = words(told.digest())
    assert "1 thing for you" in shown
    assert "*Globex*" in shown
    update(desk, desk.deals[2])
    told.at("Mon 09:00")
    assert told.digest() is None


def test_missing_is_asked_once_a_day_within_the_digest(told: Any, desk: Any) -> None:
    told.at("Thu 15:00")
    told.at("Thu 17:00")
    assert len(desk.letters("post")) == 1
    told.at("Fri 09:00")
    assert len(desk.letters("post")) == 2


def test_what_comes_during_the_day_waits_for_the_next_morning(
    mornings: Any, desk: Any, sell: Any
) -> None:
    mornings.at("Thu 11:00")
    one = sell("Acme", ahead=20)
    opportunities.change(desk.session, one, {"next_step": ""}, by="", at=desk.now, source="import")
    mornings.at("Thu 11:30")
    assert mornings.digest() is None
    mornings.at("Fri 09:00")
    assert mornings.digest() is not None


def test_a_bot_that_was_down_in_the_morning_tells_it_the_same_day(
    mornings: Any, sell: Any, words: Any
) -> None:
    sell("Acme")
    mornings.at("Thu 13:00")
    assert "This was due at 09:00" in words(mornings.digest())


def test_a_day_that_was_missed_is_not_told_again_beside_the_next(
    mornings: Any, desk: Any, sell: Any, words: Any
) -> None:
    sell("Acme")
    mornings.plan()
    mornings.at("Fri 09:00")
    assert words(mornings.digest()).count("*Acme*") == 1
    assert "too late" not in words(mornings.digest())


def test_a_closed_opportunity_is_asked_about_no_more(mornings: Any, desk: Any, sell: Any) -> None:
    one = sell("Acme")
    mornings.plan()
    opportunities.change(desk.session, one, {"state": "won"}, by="", at=desk.now, source="import")
    mornings.at("Thu 09:00")
    assert mornings.digest() is None


def test_a_snoozed_one_comes_alone_and_only_if_it_still_matters(
    told: Any, desk: Any, words: Any
) -> None:
    items = told_items(told, desk)
    desk.press_raw("remind.snooze", f"{items['Globex']} hour")
    desk.press_raw("remind.snooze", f"{items['Acme Platform']} hour")
    update(desk, desk.deals[1])
    told.at("Thu 10:00")
    texts = [words(each) for each in desk.letters("post")[1:]]
    assert len(texts) == 1
    assert "*Globex*" in texts[0]


def test_not_mine_is_not_asked_again(told: Any, desk: Any, words: Any) -> None:
    desk.press_raw("remind.more", f"{told_items(told, desk)['Globex']} notmine")
    told.at("Fri 09:00")
    assert "*Globex*" not in words(told.digest())


def test_a_manager_writes_it_and_the_owner_sees_who_in_the_digest(
    told: Any, desk: Any, words: Any
) -> None:
    one = str(desk.deals[2].id)
    opened = desk.press_raw("nextsteps.update", one, "U0GRACE")
    desk.submit(opened, GOOD, "U0GRACE")
    assert "next step for Thu 20 Mar by Grace Kim" in words(told.digest())


def test_whoever_is_away_is_not_asked_and_the_delegate_may_write(
    mornings: Any, desk: Any, sell: Any, words: Any
) -> None:
    one = sell("Acme")
    away = {"away_from": WEDNESDAY, "away_until": WEDNESDAY.replace(day=14)}
    profiles.change(desk.session, desk.workspace, "U0ANA", **away, delegate="U0BEN")
    mornings.at("Thu 09:00")
    assert mornings.digest() is None
    assert "For Ana Lopez, who is away." in words(mornings.digest("U0BEN"))
    desk.submit(desk.press_raw("nextsteps.update", str(one.id), "U0BEN"), GOOD, "U0BEN")
    assert "by Ben Okafor" in words(mornings.digest("U0BEN"))


@pytest.mark.parametrize("count", [1, 3, 12, 60, 250])
def test_a_digest_of_any_length_fits_a_message(
    mornings: Any, desk: Any, sell: Any, words: Any, labels: Any, count: int
) -> None:
    for place in range(count):
        sell(f"Acme {place:03} " + "x" * 120, ahead=-place, step="Ask Jane " + "who signs " * 40)
    mornings.at("Thu 09:00")
    shown = mornings.digest()
    assert isinstance(shown, Message)
    assert labels(shown).count("Update") == min(count, 12)
    if count > 12:
        assert f"{min(count, 200) - 12} more" in words(shown)


def test_the_rest_moves_up_as_things_get_done(
    mornings: Any, desk: Any, sell: Any, words: Any
) -> None:
    deals = [sell(f"Acme {place:02}", ahead=place - 20) for place in range(14)]
    mornings.at("Thu 09:00")
    assert "*Acme 12*" not in words(mornings.digest())
    update(desk, deals[0])
    shown = words(mornings.digest())
    assert "*Acme 12*" in shown
    assert "1 more" in shown


def test_the_start_of_the_day_is_for_those_who_want_it(
    mornings: Any, desk: Any, words: Any
) -> None:
    mornings.at("Thu 09:00")
    assert mornings.digest() is None
    profiles.change(desk.session, desk.workspace, "U0ANA", level=Level.ACTIVE)
    profiles.change(desk.session, desk.workspace, "U0GRACE", level=Level.ACTIVE)
    mornings.at("Fri 09:00")
    assert "email, Zendesk and the lead queue" in words(mornings.digest())
    assert mornings.digest("U0GRACE") is None
    desk.press(mornings.digest(), "Done")
    assert "looked through by Ana Lopez" in words(mornings.digest())


def test_each_of_the_two_is_muted_by_itself(mornings: Any, desk: Any, sell: Any) -> None:
    sell("Acme")
    muted = {"level": Level.ACTIVE, "muted": frozenset({"mornings"})}
    profiles.change(desk.session, desk.workspace, "U0ANA", **muted)
    mornings.plan()
    assert all(key.startswith("nextsteps/") for key in mornings.planned())
    profiles.change(desk.session, desk.workspace, "U0ANA", muted=frozenset({"nextsteps"}))
    mornings.plan()
    assert mornings.planned()
    assert all(key.startswith("mornings/") for key in mornings.planned())


def home(panel: Panel, mornings: Any, desk: Any, person: str = "U0ANA") -> Any:
    member = members.find(desk.session, desk.workspace, person)
    assert member
    return list(panel.show(mornings.round, member))


def test_home_shows_five_and_how_many_more(mornings: Any, desk: Any, sell: Any, words: Any) -> None:
    assert home(panels.PANEL, mornings, desk) == []
    for place in range(7):
        sell(f"Acme {place}", ahead=-place)
    shown = home(panels.PANEL, mornings, desk)
    assert words(shown).count("Update") == 5
    assert "2 more: `/nextsteps`" in words(shown)
    assert "6 overdue, 1 today" in words(shown)


def test_home_says_when_nothing_is_due(mornings: Any, desk: Any, sell: Any, words: Any) -> None:
    sell("Acme", ahead=1)
    shown = words(home(panels.PANEL, mornings, desk))
    assert "Nothing is due, and nothing is missing. 1 this week." in shown


def told_items(told: Any, desk: Any) -> dict[str, int]:
    bundle = bundles.digest_of(desk.session, desk.workspace, "U0ANA", desk.now.date())
    assert bundle
    found = bundles.items_of(desk.session, desk.workspace, bundle.id)
    return {each.text.split("*")[1]: each.id for each in found}
