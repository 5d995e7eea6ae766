"""A trip is planned, edited and cancelled."""

from typing import Any

import pytest

from handlers.kit.feature import Ask, Change, Close, Message, Open, Place
from storage import members
from tests.handlers.companies import ANA, BEN, GRACE, button, labels, words
from tests.handlers.trips.conftest import Company

FIELDS: dict[str, Any] = {
    "event": "KubeCon",
    "place": "Paris",
    "starts": "2026-03-17",
    "ends": "2026-03-21",
    "purpose": "business",
    "cost": "$2,000",
    "hours": "24",
    "commitment": "8k",
    "booked": ("travel", "nonsense"),
    "issue": "https://gitlab.com/events/-/issues/3",
}


def test_a_line_plans_a_trip_and_says_what_is_missing_and_when_notes_are_due(
    company: Company,
) -> None:
    shown = company.plan("KubeCon, Paris, 17-21 March 2026 cost 2000")
    said = words(shown)
    assert "✔ Planned:\n*KubeCon, Paris* · Tue 17 – Sat 21 March 2026" in said
    assert "close $10,000 Net ARR" in said
    assert "☐ Travel" in said
    assert "Notes by Tue 24 March" in said
    assert "my default" in said
    assert "📖" in said
    assert labels(shown) == ["Edit", "Cancel trip"]
    assert company.kinds() == ["trip.planned"]


def test_the_form_plans_a_trip_with_its_figures(company: Company) -> None:
    opened = company.write("plan")
    assert isinstance(opened, Open)
    assert isinstance(company.submit(opened, **FIELDS), Close)
    trip = company.trip()
    assert (trip.event, trip.cost, trip.hours, trip.commitment) == ("KubeCon", 2000, 24, 8000)
    assert trip.booked == {"travel"}
    said = words(company.whispered()[-1])
    assert "committed to $8,000, $2,000 short of that" in said
    assert "☑ Travel" in said


def test_in_a_direct_message_a_button_opens_the_form(company: Company) -> None:
    shown = company.write("plan", place=Place.DIRECT, response_url="")
    assert isinstance(company.press(shown, "Plan a trip"), Open)
    with company.turn() as turn:
        shortcut = company.routes.shortcuts["trips.shortcut"]
        assert isinstance(shortcut.answer(turn, Ask(Place.SHORTCUT)), Open)


@pytest.mark.parametrize(
    ("fields", "field", "says"),
    [
        ({"event": " "}, "event", "Say which event"),
        ({"ends": "2026-03-16"}, "ends", "before it starts"),
        ({"starts": ""}, "starts", "Choose a day"),
        ({"starts": "2025-03-17", "ends": "2025-03-18"}, "ends", "more than 90 days ago"),
        ({"cost": "lots"}, "cost", "one whole number"),
        ({"hours": "2.5"}, "hours", "one whole number"),
        ({"issue": "javascript:alert(1)"}, "issue", "begins with https://"),
        ({"issue": "https://x.example/a|b"}, "issue", "begins with https://"),
    ],
)
def test_what_a_form_cannot_mean_is_said_at_its_field(
    company: Company, fields: dict[str, str], field: str, says: str
) -> None:
    complaint = company.submit(company.write("plan"), **{**FIELDS, **fields})
    assert list(complaint.errors) == [field]
    assert says in complaint.errors[field]
    assert company.kinds() == []


def test_what_a_line_cannot_mean_is_one_sentence_with_an_example(company: Company) -> None:
    assert "from when to when, for example" in words(company.plan("KubeCon Paris"))
    assert "before it starts" in words(company.plan("KubeCon 21-17 March 2026"))
    assert "more than 90 days ago" in words(company.plan("KubeCon 1 March 2020"))
    assert company.kinds() == []


def test_a_trip_at_the_same_time_is_asked_about_and_the_same_one_refused(
    company: Company,
) -> None:
    company.plan()
    shown = company.plan("Globex, Lyon, 20 March 2026")
    assert "overlap your trip KubeCon, Paris, Tue 17 – Sat 21 March 2026" in words(shown)
    assert "✔ Planned:\n*Globex, Lyon*" in words(company.press(shown, "Plan it all the same"))
    assert "planned KubeCon on these days already" in words(company.plan())
    changed = company.submit(company.write("plan"), **{**FIELDS, "event": "Initech"})
    assert isinstance(changed, Change)
    assert "overlap your trip" in words(changed)
    fields = {**FIELDS, "event": "Initech", "both": ("both",)}
    assert isinstance(company.submit(changed, **fields), Close)


def test_others_may_travel_at_the_same_time(company: Company) -> None:
    company.plan()
    assert "Planned" in words(company.plan(who=BEN))


def test_an_edited_trip_keeps_what_it_was_in_the_audit_log(company: Company) -> None:
    company.plan()
    opened = company.press(company.write(""), "Edit")
    assert "KubeCon" in words(opened)
    assert isinstance(company.submit(opened, **{**FIELDS, "place": "Lyon"}), Close)
    assert company.trip().place == "Lyon"
    assert company.kinds() == ["trip.planned", "trip.changed"]
    assert isinstance(company.write("edit kubecon"), Open)
    assert "None of your trips" in words(company.write("edit nothing"))


def test_a_cancelled_trip_can_be_taken_up_again_for_a_quarter_of_an_hour(
    company: Company,
) -> None:
    company.plan()
    shown = company.press(company.write("cancel kubecon"), "Cancel trip")
    assert company.trip().cancelled_at is not None
    assert "No trip is planned" in words(company.write(""))
    assert "cancelled already" in words(company.press_raw("trips.cancel", "1"))
    assert "is planned again" in words(company.press(shown, "Undo"))
    assert company.trip().cancelled_at is None
    assert "undone already" in words(company.press(shown, "Undo"))


def test_only_the_traveller_and_their_manager_change_a_trip(company: Company) -> None:
    company.plan()
    for id in ("trips.edit", "trips.cancel", "trips.notes", "trips.open"):
        assert "Only Ana Lopez" in words(company.press_raw(id, "1", BEN))
    assert isinstance(company.press_raw("trips.edit", "1", GRACE), Open)
    assert "can't find that trip" in words(company.press_raw("trips.open", "99"))
    assert "can't find that trip" in words(company.press_raw("trips.open", "x"))


def test_a_manager_sees_the_team_and_nobody_else_does(company: Company) -> None:
    assert "Nobody of your team" in words(company.write("team", GRACE))
    company.plan()
    shown = company.write("team", GRACE)
    assert "Ana Lopez: *KubeCon, Paris*" in words(shown)
    assert "Missing: cost, hours away, commitment" in words(shown)
    assert "KubeCon" in words(company.press(shown, "Details", GRACE))
    assert "Nobody reports to you" in words(company.write("team"))


def test_a_bare_command_shows_what_is_missing_or_how_to_begin(company: Company) -> None:
    assert "No trip is planned" in words(company.write(""))
    company.plan()
    company.plan("Ski, Lech, 1-7 April 2026, private")
    said = words(company.write(""))
    assert "Your 2 trips" in said
    assert "Missing: cost, hours away, commitment · open: travel, lodging" in said
    assert "private" in said


def test_of_a_mention_nothing_private_is_answered_but_the_archive_is(company: Company) -> None:
    company.plan()
    for text in ("", "roi", "plan x", "https://docs.google.com/document/d/abcdefgh"):
        assert "between the two of us" in words(company.write(text, place=Place.MENTION))
    assert "No trip notes" in words(company.write("find", place=Place.MENTION))


def test_the_return_is_told_of_figures_and_of_ones_trips(company: Company) -> None:
    assert "Close $10,000 Net ARR" in words(company.write("roi cost 2000 24 hours"))
    company.plan("KubeCon, Paris, 17-21 March 2026 cost 2000 24 hours")
    said = words(company.write("roi"))
    assert "KubeCon, Paris" in said
    assert "Close $10,000 Net ARR" in said


def test_a_mistyped_word_names_the_closest(company: Company) -> None:
    assert "did you mean `/tripnotes cancel`" in words(company.write("cancle kubecon"))
    assert "/tripnotes help" in words(company.write("kubecon"))
    assert "Plan a trip, share its notes" in words(company.write("help"))


def test_what_is_typed_mentions_nobody(company: Company) -> None:
    shown = company.plan("<!channel> <@U0BEN>, *Paris*, 17-21 March 2026")
    assert "<!channel>" not in words(shown)
    assert "<@U0BEN>" not in words(shown)


def test_on_a_home_a_page_opens_over_it(company: Company) -> None:
    company.plan()
    home = {"place": Place.HOME, "response_url": ""}
    assert isinstance(company.press_raw("trips.open", "1", **home), Open)
    with company.database.begin() as session:
        member = members.find(session, "T0ACME", ANA)
        assert member
        panel = company.routes.registry.panels[0]
        found = Message("Home", tuple(panel.show(company.round(session), member)))
    assert "KubeCon, Paris" in words(company.checked(found))
    assert button(found, "Plan a trip")
