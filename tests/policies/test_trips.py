"""When trips are spoken of, how a line is read, and what is a document."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from policies.pack import BadPack, Pack, parse
from policies.reminders import Way, Weight, planned
from policies.rhythms import Level, Rhythm
from policies.trips import Notes, Purpose, Tick, Trip
from policies.trips.links import BadLink, address_of, checked
from policies.trips.plans import Traveller, due_day, first_day_back, fitting, wishes
from policies.trips.reading import Unclear, draft, whole

BEFORE = datetime(2026, 2, 2, 12, tzinfo=UTC)
NOON = datetime(2026, 1, 12, 12, tzinfo=UTC)
KUBECON = Trip(
    17,
    "T1",
    "U1",
    "KubeCon",
    "Paris",
    date(2026, 3, 17),
    date(2026, 3, 21),  # a Saturday
    Purpose.BUSINESS,
    "",
    2000,
    24,
    10_000,
    frozenset(),
    None,
    BEFORE,
    None,
)
SHARED_AT = datetime(2026, 3, 24, 10, tzinfo=UTC)
NOTES = Notes(
    1, "T1", 17, "U1", "https://docs.google.com/document/d/abcdefgh", "d/abcdefgh", "", "", "C1",
    "", "U1", SHARED_AT, SHARED_AT, None, "",
)  # fmt: skip


def asked(
    trip: Trip, pack: Pack, *, manager: str | None = "U9", **rhythm: Any
) -> list[tuple[str, str]]:
    """`2026-03-23 notes`: what is wished for, by day and kind."""
    travellers = {"U1": Traveller(Rhythm(**rhythm), manager)}
    found = wishes([trip], travellers, pack.trips, BEFORE)
    return [(each.day.isoformat(), each.subject.partition("/")[2]) for each in found]


def days(found: Iterable[tuple[str, str]], about: str) -> list[str]:
    return [day for day, subject in found if subject == about]


def test_notes_are_asked_for_three_times_and_then_the_manager_is_told_once(pack: Pack) -> None:
    found = asked(KUBECON, pack)
    assert days(found, "notes") == ["2026-03-23", "2026-03-24", "2026-03-26"]
    assert days(found, "manager") == ["2026-03-30"]
    assert len(found) == 4


def test_without_a_manager_nobody_else_is_told(pack: Pack) -> None:
    assert days(asked(KUBECON, pack, manager=None), "manager") == []


def test_the_first_is_a_card_of_its_own_and_the_manager_hears_about_the_traveller(
    pack: Pack,
) -> None:
    found = list(wishes([KUBECON], {"U1": Traveller(Rhythm(), "U9")}, pack.trips, BEFORE))
    assert [each.way for each in found] == [Way.ALONE, Way.DIGEST, Way.DIGEST, Way.DIGEST]
    assert (found[-1].person, found[-1].about) == ("U9", "U1")
    assert len({each.key for each in found}) == len(found)


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/New_York", "Pacific/Auckland"])
def test_the_first_workday_back_is_that_of_the_travellers_own_zone(pack: Pack, zone: str) -> None:
    rhythm = Rhythm(zone=ZoneInfo(zone))
    found = wishes([KUBECON], {"U1": Traveller(rhythm)}, pack.trips, BEFORE)
    due = next(planned(found, {"U1": rhythm})).due
    assert due.astimezone(ZoneInfo(zone)) == datetime(2026, 3, 23, 9, tzinfo=ZoneInfo(zone))


def test_who_is_still_away_or_has_a_holiday_is_asked_when_they_are_back(pack: Pack) -> None:
    away = Rhythm(away=(date(2026, 3, 22), date(2026, 3, 25)))
    assert first_day_back(KUBECON, away) == date(2026, 3, 26)
    holiday = Rhythm(holidays=lambda day: day == date(2026, 3, 23))
    assert first_day_back(KUBECON, holiday) == date(2026, 3, 24)
    assert due_day(KUBECON, Rhythm(), pack.trips) == date(2026, 3, 24)


def test_of_a_trip_told_of_afterwards_the_days_count_from_then(pack: Pack) -> None:
    late = replace(KUBECON, created_at=datetime(2026, 4, 8, 9, tzinfo=UTC))
    assert days(asked(late, pack), "notes") == ["2026-04-09", "2026-04-10", "2026-04-14"]


def test_nothing_is_asked_once_notes_are_shared_but_the_feedback_once(pack: Pack) -> None:
    shared = replace(KUBECON, notes=NOTES)
    assert asked(shared, pack) == [("2026-03-25", "feedback")]
    given = replace(shared, ticks={"feedback": Tick("feedback", "U1", SHARED_AT)})
    assert asked(given, pack) == []
    assert given.is_settled


def test_a_link_that_is_kept_but_not_shared_is_still_asked_for(pack: Pack) -> None:
    kept = replace(KUBECON, notes=replace(NOTES, shared_at=None))
    assert len(days(asked(kept, pack), "notes")) == 3


def test_notes_that_went_away_are_asked_for_anew_from_that_day(pack: Pack) -> None:
    gone = replace(KUBECON, resumed=1, resumed_at=datetime(2026, 4, 1, 9, tzinfo=UTC))
    first, again = (
        list(wishes([each], {"U1": Traveller(Rhythm())}, pack.trips, BEFORE))
        for each in (KUBECON, gone)
    )
    assert [each.day.isoformat() for each in again] == ["2026-04-02", "2026-04-03", "2026-04-07"]
    assert not {each.key for each in first} & {each.key for each in again}
    assert {each.way for each in again} == {Way.DIGEST}


def test_private_travel_is_asked_about_once_and_never_again_when_answered(pack: Pack) -> None:
    private = replace(KUBECON, purpose=Purpose.PERSONAL, cost=None)
    assert asked(private, pack) == [("2026-03-23", "personal")]
    for answer in (True, False):
        assert asked(replace(private, wanted=answer), pack) == []


def test_a_cancelled_trip_asks_for_nothing(pack: Pack) -> None:
    assert asked(replace(KUBECON, cancelled_at=BEFORE), pack) == []


def test_figures_are_asked_for_before_the_trip_while_one_is_missing(pack: Pack) -> None:
    lacking = (
        replace(KUBECON, cost=None),
        replace(KUBECON, hours=None),
        replace(KUBECON, commitment=None),
    )
    for each in lacking:
        found = asked(each, pack)
        assert days(found, "figures") == ["2026-02-03", "2026-03-03", "2026-03-15"]
    assert days(asked(KUBECON, pack), "figures") == []


def test_figures_are_asked_for_only_between_the_telling_and_the_trip(pack: Pack) -> None:
    soon = replace(KUBECON, cost=None, created_at=datetime(2026, 3, 16, 9, tzinfo=UTC))
    assert days(asked(soon, pack), "figures") == []


def test_a_trip_that_has_begun_needs_no_more_preparing(pack: Pack) -> None:
    begun = datetime(2026, 3, 17, 9, tzinfo=UTC)
    lacking = replace(KUBECON, cost=None)
    found = wishes([lacking], {"U1": Traveller(Rhythm())}, pack.trips, begun)
    assert [each for each in found if each.subject.endswith("figures")] == []


@pytest.mark.parametrize(
    ("level", "weights"),
    [
        (Level.LIGHT, set()),
        (Level.STANDARD, {Weight.NUDGE}),
        (Level.ACTIVE, {Weight.EARLY, Weight.NUDGE}),
    ],
)
def test_who_wants_few_reminders_hears_of_the_figures_less(
    pack: Pack, level: Level, weights: set[Weight]
) -> None:
    rhythm = Rhythm(level=level)
    found = wishes([replace(KUBECON, cost=None)], {"U1": Traveller(rhythm)}, pack.trips, BEFORE)
    told = [each.wish for each in planned(found, {"U1": rhythm})]
    assert {each.weight for each in told if each.subject.endswith("figures")} == weights
    assert len([each for each in told if each.subject.endswith("notes")]) == 3


def test_a_document_fits_a_trip_that_has_begun_and_has_no_notes(pack: Pack) -> None:
    at = [KUBECON.starts - timedelta(days=1), KUBECON.starts, date(2026, 5, 20), date(2026, 5, 21)]
    assert [fitting(KUBECON, day, pack.trips) for day in at] == [False, True, True, False]
    assert not fitting(replace(KUBECON, notes=NOTES), KUBECON.ends, pack.trips)


LINES = {
    "KubeCon Paris 17-21 March 2026": ("KubeCon", "Paris", "2026-03-17", "2026-03-21"),
    "KubeCon, Paris, 17 - 21 March": ("KubeCon", "Paris", "2026-03-17", "2026-03-21"),
    "KubeCon in New York March 17–21": ("KubeCon", "New York", "2026-03-17", "2026-03-21"),
    "kubecon paris from 28 feb to 3 mar": ("kubecon", "paris", "2026-02-28", "2026-03-03"),
    "Summit San Francisco Feb 28 - Mar 3": ("Summit", "San Francisco", "2026-02-28", "2026-03-03"),
    "Summit 30 Dec - 2 Jan 2027": ("Summit", "", "2026-12-30", "2027-01-02"),
    "Globex visit Berlin tomorrow": ("Globex visit", "Berlin", "2026-01-13", "2026-01-13"),
    "Customer day 9 Feb": ("Customer day", "", "2026-02-09", "2026-02-09"),
    "Expo Rome 2026-02-02 to 2026-02-04": ("Expo", "Rome", "2026-02-02", "2026-02-04"),
    "Expo 2 Dec 2025": ("Expo", "", "2025-12-02", "2025-12-02"),
}


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_read_as_event_place_and_days(pack: Pack, line: str) -> None:
    read = draft(line, NOON, pack.trips)
    shown = (read.event, read.place, read.starts.isoformat(), read.ends.isoformat())
    assert shown == LINES[line]


def test_purpose_figures_and_the_issue_are_read_beside_it(pack: Pack) -> None:
    line = "KubeCon Paris 17-21 March cost $2,500 24 hours https://gitlab.com/x/-/issues/3"
    read = draft(line, NOON, pack.trips)
    assert (read.cost, read.hours, read.issue) == (2500, 24, "https://gitlab.com/x/-/issues/3")
    assert draft("Ski Lech 1-7 Feb, personal", NOON, pack.trips).purpose is Purpose.PERSONAL


@pytest.mark.parametrize(
    ("line", "says", "field"),
    [
        ("", "from when to when", "starts"),
        ("KubeCon Paris", "from when to when", "starts"),
        ("17-21 March", "which event", "event"),
        ("KubeCon 21-17 March", "before it starts", "ends"),
        ("KubeCon 1-30 April and 4 May", "more than two days", "starts"),
        ("KubeCon 3/4/2026", "can be two days", "starts"),
        ("KubeCon 31 Feb", "no day of the calendar", "starts"),
        ("KubeCon 1-3 June 2025", "more than 90 days ago", "ends"),
        ("KubeCon 1-3 June 2029", "too far ahead", "starts"),
        ("KubeCon 1 March to 3 June 2026", "take 95 days", "ends"),
        ("KubeCon Paris 17 March cost 2.5", "whole number", "event"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(
    pack: Pack, line: str, says: str, field: str
) -> None:
    with pytest.raises(Unclear, match=says) as unclear:
        draft(line, NOON, pack.trips)
    assert unclear.value.field == field


def test_a_figure_of_a_form_is_one_whole_number() -> None:
    assert whole("$2,000", 10_000, "2,000") == 2000
    assert whole("2k", 10_000, "2,000") == 2000
    assert whole(" ", 10_000, "2,000") is None
    for said in ("many", "2 or 3", "2.5", "-3", "20,000"):
        with pytest.raises(Unclear, match="one whole number"):
            whole(said, 10_000, "2,000")


DOCUMENT = "https://docs.google.com/document/d/abcdefgh"


@pytest.mark.parametrize("how", ["", "/edit", "/edit?usp=sharing#heading=h.1", "/view", "/preview"])
def test_a_document_is_the_same_however_it_is_opened(pack: Pack, how: str) -> None:
    assert checked(f"{DOCUMENT}{how}", pack.trips) == "d/abcdefgh"
    assert checked("https://drive.google.com/open?id=abcdefgh", pack.trips) == "d/abcdefgh"
    assert address_of("https://wiki.example/notes/1/view") == "wiki.example/notes/1"


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("http://docs.google.com/document/d/abcdefgh", "begin with https://"),
        ("https://docs.google.com.evil.example/document/d/abcdefgh", "this leads to docs.google"),
        ("https://docs.google.com@evil.example/d/abcdefgh", "begin with https://"),
        ("https://evil.example/d/abcdefgh", "on docs.google.com or drive.google.com"),
        ("https://docs.google.com/", "leads to no document"),
        ("https://drive.google.com/drive/folders/abcdefgh", "leads to a folder"),
        ("https://docs.google.com/d/abcdefgh>|<", "no link that Slack can show"),
        ("https://docs.google.com/d/" + "a" * 1000, "more than 1,000 characters"),
        ("https://[::1", "no address"),
        ("javascript:alert(1)", "begin with https://"),
    ],
)
def test_a_link_that_is_no_document_is_said_to_be_so(pack: Pack, url: str, says: str) -> None:
    with pytest.raises(BadLink, match=says):
        checked(url, pack.trips)


def test_the_empty_template_is_nobodys_notes(pack: Pack) -> None:
    with pytest.raises(BadLink, match="empty template"):
        checked(pack.trips.template.url, pack.trips)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("cap: {is: 3", "cups: {is: 3", "cap is missing among the limits"),
        ("due: {is: 2", "due: {is: 0.5", "due is a whole number"),
        ("entry: trip-notes-duty", "entry: trip-notes-dutty", "did you mean trip-notes-duty"),
        ("id: save,", "id: safe,", "the steps are write, save, post, feedback"),
        ("entry: event-roi-inputs}", "entry: event-roi-input}", "did you mean event-roi-inputs"),
        ("hosts: [docs.google.com, drive.google.com]", "hosts: []", "hosts"),
    ],
)
def test_a_sheet_that_leads_nowhere_is_refused(
    files: dict[str, str], old: str, new: str, says: str
) -> None:
    changed = files | {"fy23/trips.yml": files["fy23/trips.yml"].replace(old, new, 1)}
    with pytest.raises(BadPack, match=says):
        parse(changed, "fy23")
