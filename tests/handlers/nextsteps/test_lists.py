"""`/nextsteps`: what is due first, page by page; one by name with its history; a team's."""

from contextlib import suppress
from typing import Any

import pytest

from handlers.kit.feature import Ask, Place, Refused
from handlers.nextsteps import commands


def test_what_is_overdue_stands_first_and_is_counted(desk: Any, sell: Any, words: Any) -> None:
    sell("Initech", ahead=2)
    sell("Globex", ahead=None, step="")
    sell("Acme Platform", ahead=-2)
    sell("Umbrella", ahead=9)
    shown = words(desk.command("/nextsteps"))
    assert "1 overdue, 1 more this week, 1 without text or date, 1 later" in shown
    places = [shown.index(name) for name in ("Acme", "Globex", "Initech", "Umbrella")]
    assert places == sorted(places)
    assert "*Was due Mon 10 Mar*: Ask Jane who signs security reviews" in shown
    assert "Opportunity Next Steps Best Practices" in shown


def test_ten_stand_on_a_page(desk: Any, sell: Any, words: Any, labels: Any) -> None:
    for place in range(23):
        sell(f"Acme {place:02}", ahead=place)
    first = desk.command("/nextsteps")
    assert "Next 10" in labels(first)
    assert "Acme 10" not in words(first)
    second = desk.press(first, "Next 10")
    assert "Acme 10" in words(second)
    third = desk.press(second, "Next 3")
    assert "Previous 10" in labels(third)
    assert not any(label.startswith("Next ") for label in labels(third))


def test_nobody_without_opportunities_is_left_wondering(desk: Any, words: Any) -> None:
    assert "I know of no open opportunity of yours" in words(desk.command("/nextsteps"))


def test_one_is_found_by_its_name_and_shows_what_was_planned(
    desk: Any, sell: Any, words: Any
) -> None:
    sell("Globex")
    desk.command("/nextsteps globex by 20 March: Send Jane the order form")
    shown = words(desk.command("/nextsteps globex"))
    assert "Thu 20 Mar: Send Jane the order form" in shown
    assert "• Ask Jane who signs security reviews · for Wed 12 Mar" in shown


def test_the_whole_history_is_newest_first_with_who_and_when(
    desk: Any, sell: Any, words: Any
) -> None:
    sell("Globex")
    for text in ("Send Jane the order form", "Book the security review with Bob"):
        desk.now = desk.now.replace(hour=desk.now.hour + 1)
        desk.command(f"/nextsteps globex by 20 March: {text}")
    shown = words(desk.command("/nextsteps history globex"))
    first, second, third = (
        shown.index(text) for text in ("Book the security", "Send Jane", "Ask Jane who")
    )
    assert first < second < third
    assert "_Wed 12 Mar, 12:00 by Ana Lopez_" in shown
    assert "_Sun 9 Mar, 10:00 by Ana Lopez, imported_" in shown


def test_several_of_a_name_are_offered(desk: Any, sell: Any, words: Any) -> None:
    sell("Acme Platform")
    sell("Acme Runners", amount=99_000)
    asked = desk.command("/nextsteps acme by 20 March: Send Jane the order form")
    assert "Which “acme” do you mean?" in words(asked)
    chosen = desk.press(asked, "This one")
    assert "Send Jane the order form" in words(chosen)


def test_a_whole_name_is_meant_alone(desk: Any, sell: Any, words: Any) -> None:
    sell("Acme")
    sell("Acme Runners")
    assert "Which" not in words(desk.command("/nextsteps acme"))


def test_what_nobody_has_is_refused_with_what_to_do(desk: Any, sell: Any) -> None:
    sell("Acme")
    for asked in ("/nextsteps hooli", "/nextsteps hooli: Ask Jane who signs"):
        with pytest.raises(Refused, match="None of your open opportunities has “hooli”"):
            desk.command(asked)


def test_a_manager_sees_their_people_and_nobody_else_does(desk: Any, sell: Any, words: Any) -> None:
    sell("Acme")
    for written in ("@ana", "@Ana Lopez", "<@U0ANA|ana>"):
        assert "Next steps of Ana Lopez" in words(desk.command(f"/nextsteps {written}", "U0GRACE"))
    for other in ("U0BEN", "U0VIC"):
        with pytest.raises(Refused, match="Only Ana Lopez"):
            desk.command("/nextsteps @ana", other)


def test_nobody_is_guessed_by_a_name(desk: Any) -> None:
    with pytest.raises(Refused, match="nobody called hooli"):
        desk.command("/nextsteps @hooli", "U0GRACE")


def test_a_team_is_listed_by_name(desk: Any, sell: Any, words: Any) -> None:
    sell("Acme", ahead=-1)
    sell("Globex", owner="U0BEN")
    shown = desk.command("/nextsteps team", "U0GRACE")
    assert "*Ana Lopez*\n1 overdue" in words(shown)
    assert "Ben" not in words(shown)
    assert "Next steps of Ana Lopez" in words(desk.press(shown, "Show", "U0GRACE"))


def test_a_team_is_its_managers_to_see(desk: Any) -> None:
    with pytest.raises(Refused, match="managers"):
        desk.command("/nextsteps team")


def test_a_manager_without_people_is_told(desk: Any, words: Any) -> None:
    from storage import profiles

    profiles.change(desk.session, desk.workspace, "U0ANA", manager=None)
    assert "Nobody is listed" in words(desk.command("/nextsteps team", "U0GRACE"))


def test_what_somebody_sells_is_not_shown_in_a_channel(desk: Any, sell: Any, words: Any) -> None:
    sell("Acme")
    told = commands.answer(desk.turn(), Ask(Place.MENTION, channel="C0SALES"))
    assert "Acme" not in words(told)
    assert "write to me directly" in words(told)


def test_a_page_of_somebody_elses_is_refused_whoever_made_it(desk: Any, sell: Any) -> None:
    one = sell("Acme")
    for value in ("list U0ANA 0", f"one {one.id}", f"past {one.id} 0"):
        with pytest.raises(Refused, match="Only Ana Lopez"):
            desk.press_raw("nextsteps.page.0", value, "U0BEN")


@pytest.mark.parametrize("value", ["", "one", "one x", "past 999999 0", "list U0ANA x", "what 1"])
def test_a_page_of_nothing_breaks_nothing(desk: Any, value: str) -> None:
    with suppress(Refused):
        desk.press_raw("nextsteps.page.0", value)


def test_names_from_a_crm_mention_nobody(desk: Any, sell: Any, words: Any) -> None:
    sell("<!channel> *Acme*", step="Ask <@U0BEN> who signs", stage="<!here>")
    shown = words(desk.command("/nextsteps"))
    assert "<!" not in shown
    assert "<@" not in shown


def test_help_is_told(desk: Any, words: Any) -> None:
    assert "/nextsteps history acme" in words(desk.command("/nextsteps help"))
