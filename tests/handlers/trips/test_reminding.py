"""What travellers are reminded of, how often, and when it ends."""

from datetime import timedelta

import pytest

from handlers.kit.feature import Aside, Close, Open, Place, Quiet
from tests.handlers.companies import ANA, BEN, GRACE, button, labels, words
from tests.handlers.trips.conftest import DOCUMENT, Company

ONE = DOCUMENT.format(name="abcdefgh")
STEPS = [
    "⬜ 1. Write the notes in a Google doc",
    "⬜ 2. Save it in the Trip Notes folder",
    "⬜ 3. Post the link in #commercial_global_all",
    "⬜ 4. Enter your feedback",
]


@pytest.fixture
def back(company: Company) -> Company:
    company.plan()
    company.at("2026-03-23")
    return company


def test_the_first_workday_back_brings_a_card_with_the_four_printed_steps(back: Company) -> None:
    card = back.card()
    said = words(card)
    assert [step for step in STEPS if step in said] == STEPS
    assert "share your trip notes" in said
    assert "asked for by Tue 24 March" in said
    assert "The handbook prints no deadline" in said
    assert "|template>" in said
    assert "|folder>" in said
    assert "📖" in said
    assert labels(card) == ["Written", "Saved", "Feedback is in", "Share my notes"]
    assert len(back.told(ANA)) == 1


@pytest.mark.parametrize(
    ("zone", "utc"),
    [
        ("Asia/Tokyo", "2026-03-23T00:00"),
        ("America/New_York", "2026-03-23T13:00"),
        ("Pacific/Auckland", "2026-03-22T20:00"),
    ],
)
def test_it_comes_at_nine_where_the_traveller_is(company: Company, zone: str, utc: str) -> None:
    company.meet(ANA, zone, manager=GRACE)
    company.plan()
    company.at("2026-03-23", "08:59")
    assert company.told(ANA) == []
    company.at("2026-03-23", "09:00")
    assert company.now.isoformat().startswith(utc)
    assert len(company.told(ANA)) == 1


def test_steps_are_ticked_one_by_one_on_the_card_and_taken_back(back: Company) -> None:
    assert isinstance(back.press(back.card(), "Written"), Quiet)
    assert any(each.startswith("bundle/") for each in back.refreshed())
    card = back.card()
    assert "✅ 1. Write the notes" in words(card)
    assert "_Ana Lopez, Mon 23 Mar, 09:00_" in words(card)
    assert "Written" not in labels(card)
    again = back.press_raw("trips.tick", "1 write card")
    assert isinstance(again, Aside)
    assert "done already, by Ana Lopez, Mon 23 Mar, 09:00" in words(again)
    assert isinstance(back.press(card, "Saved"), Quiet)
    undone = back.press(back.card(), "Undo")
    assert "That step of KubeCon, Paris is open again" in words(undone)
    assert "⬜ 1. Write the notes" in words(back.card())
    back.now += timedelta(minutes=16)
    assert "Undo" not in labels(back.card())
    assert back.kinds().count("trip.ticked") == 2


def test_sharing_settles_the_card_and_leaves_the_feedback_to_do(back: Company) -> None:
    back.submit(back.press(back.card(), "Share my notes"), link=ONE)
    said = words(back.card())
    assert "notes shared by Ana Lopez, 09:00" in said
    assert "✅ 3. Post the link" in said
    assert "⬜ 4. Enter your feedback" in said
    assert isinstance(back.press(back.card(), "Feedback is in"), Quiet)
    assert "✅ 4. Enter your feedback" in words(back.card())
    back.through("2026-03-24", "2026-04-20")
    assert len(back.told(ANA)) == 2  # the card, and what was said after sharing
    assert back.told(GRACE) == []


def test_feedback_is_asked_for_once_and_done_by_its_button(back: Company) -> None:
    back.submit(back.press(back.card(), "Share my notes"), link=ONE)
    back.through("2026-03-24", "2026-04-20")
    asked = [each for each in back.told(ANA) if "enter your feedback" in each]
    assert len(asked) == 1
    digest = back.card(kind="digest")
    back.press(digest, "Feedback is in")
    assert back.items()["1/feedback"] == "done"
    assert "feedback entered by Ana Lopez" in words(back.card(kind="digest"))


def test_unshared_notes_are_asked_for_three_times_then_the_manager_is_told_once(
    either: Company,
) -> None:
    either.plan()
    either.through("2026-03-16", "2026-05-20")
    asked = [each for each in either.told(ANA) if "share your trip notes" in each]
    assert len(asked) == 3
    assert "the last time I ask" in asked[-1]
    assert "the last time" not in asked[0]
    (told,) = either.told(GRACE)
    assert "Ana Lopez: the trip notes of *KubeCon, Paris*" in told
    assert "This comes once" in told
    assert "cost" not in told


def test_the_manager_has_read_it_with_one_press(back: Company) -> None:
    back.through("2026-03-24", "2026-03-31")
    digest = back.card(GRACE, "digest")
    back.press(digest, "Done", GRACE)
    assert back.items()["1/manager"] == "done"
    assert "noted by Grace Lopez" in words(back.card(GRACE, "digest"))


def test_notes_shared_in_time_leave_the_manager_out_of_it(back: Company) -> None:
    back.through("2026-03-24", "2026-03-26")
    back.submit(back.press_raw("trips.notes", "1"), link=ONE)
    back.through("2026-03-27", "2026-05-01")
    assert back.told(GRACE) == []


def test_a_shared_trip_is_settled_wherever_it_was_asked_for(back: Company) -> None:
    back.through("2026-03-24", "2026-03-26")
    back.write(ONE)
    assert set(back.items().values()) == {"done"}


def test_private_travel_is_asked_about_once_and_no_is_an_answer(company: Company) -> None:
    company.plan("Ski, Lech, 17-21 March 2026, private")
    company.through("2026-03-22", "2026-04-20")
    (asked,) = company.told(ANA)
    assert "is there something to share?" in asked
    assert "up to you" in asked
    said = company.press(company.card(kind="digest"), "No notes")
    assert "do not ask for notes of Ski, Lech" in words(said)
    assert company.trip().wanted is False
    assert company.told(GRACE) == []
    assert "Notes of a business trip are due" in words(_business(company))


def _business(company: Company) -> object:
    company.plan("KubeCon, Paris, 6-7 April 2026")
    return company.press_raw("trips.decline", "2")


def test_notes_of_private_travel_can_be_shared_all_the_same(company: Company) -> None:
    company.set_channel()
    company.plan("Ski, Lech, 17-21 March 2026, private")
    company.at("2026-03-23")
    opened = company.press(company.card(kind="digest"), "Share my notes")
    assert isinstance(company.submit(opened, link=ONE), Close)
    assert company.trip().is_settled
    assert company.items() == {"1/personal": "done"}


def test_missing_figures_are_asked_for_two_days_before_and_not_once_they_are_known(
    company: Company,
) -> None:
    company.plan()
    company.meet(BEN)
    company.plan("Expo, Rome, 17-18 March 2026 cost 500 8 hours", BEN)
    company.submit(
        company.press_raw("trips.edit", "2", BEN), BEN, event="Expo", place="Rome",
        starts="2026-03-17", ends="2026-03-18", purpose="business", cost="500", hours="8",
        commitment="2,500",
    )  # fmt: skip
    company.through("2026-03-02", "2026-03-16")
    (asked,) = company.told(ANA)
    assert "Missing: cost, hours away, commitment" in asked
    assert isinstance(company.press(company.card(kind="digest"), "Fill in"), Open)
    assert [each for each in company.told(BEN) if "Missing" in each] == []


def test_figures_that_are_filled_in_settle_the_reminder(company: Company) -> None:
    company.plan()
    company.through("2026-03-02", "2026-03-16")
    company.submit(
        company.press_raw("trips.edit", "1"), event="KubeCon", place="Paris", starts="2026-03-17",
        ends="2026-03-21", purpose="business", cost="500", hours="8", commitment="2,500",
    )  # fmt: skip
    assert company.items() == {"1/figures": "done"}


def test_a_cancelled_trip_is_spoken_of_no_more(back: Company) -> None:
    back.press_raw("trips.cancel", "1")
    assert back.items() == {"1/notes": "done"}
    back.through("2026-03-24", "2026-04-20")
    assert len(back.told(ANA)) == 1


def test_a_trip_told_of_afterwards_is_asked_about_the_next_workday(company: Company) -> None:
    company.now = company.now.replace(day=13)  # a Friday
    company.plan("KubeCon, Paris, 3-5 March 2026")
    company.through("2026-03-14", "2026-03-16")
    assert len(company.told(ANA)) == 1


def test_on_a_list_a_tick_shows_the_page_again(back: Company) -> None:
    page = back.press(back.write(""), "Details")
    assert "✅ 1. Write" in words(back.press(page, "Written"))
    home = {"place": Place.HOME, "response_url": ""}
    assert isinstance(back.press_raw("trips.tick", "1 save page", **home), Quiet)
    assert "home/U0ANA" in back.refreshed()
    assert button(back.write(""), "Share my notes")
