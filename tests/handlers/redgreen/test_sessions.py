"""A session from its start to its summary, and what is said of it before and after."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from bot import packs
from handlers.kit.feature import Aside, Close, Complain, Open, Quiet


def texts(shown: Any) -> str:
    match shown:
        case Aside(message):
            return texts(message)
        case Open(view):
            return texts(dict(view))
        case dict() | list() | tuple():
            each = shown.values() if isinstance(shown, dict) else shown
            return "\n".join(texts(one) for one in each)
        case str():
            return shown
        case _:
            return texts(shown.payload()) if hasattr(shown, "payload") else ""


def test_a_start_puts_one_card_into_the_group_dm_of_both(room: Any) -> None:
    room.deal("Acme")
    assert "open in your group DM: 1 opportunity." in texts(room.start())
    posted = room.letters()
    assert [each["channel"] for each in posted] == ["U0GRACE,U0ANA"]
    assert [each["channel"] for each in posted[0]["instead"]] == ["U0GRACE", "U0ANA"]
    assert "*Acme*" in texts(posted[0])


def test_two_starts_make_one_session_and_the_second_takes_it_up(room: Any) -> None:
    room.deal("Acme")
    room.start()
    room.press("Green")
    assert "goes on in your group DM" in texts(room.start())
    assert "2 of 7" in room.says()
    assert len(room.reviews()) == 1


def test_starts_at_the_same_moment_make_one_session(rooms: Any) -> None:
    rooms.deal("Acme")
    start = Barrier(4)

    def press() -> Any:
        start.wait()
        return rooms.start()

    with ThreadPoolExecutor(4) as pool:
        replies = [each.result() for each in [pool.submit(press) for _ in range(4)]]
    assert sum("is open in your" in texts(each) for each in replies) == 1
    assert len(rooms.reviews()) == 1


def test_of_presses_at_the_same_moment_one_counts(rooms: Any) -> None:
    rooms.deal("Acme")
    rooms.start()
    card, start = rooms.card(), Barrier(4)

    def press(label: str) -> Any:
        start.wait()
        return rooms.press(label, card=card)

    with ThreadPoolExecutor(4) as pool:
        pressing = [pool.submit(press, each) for each in ("Green", "Red") * 2]
        replies = [texts(each.result()) for each in pressing]
    assert sum("answered already" in each for each in replies) == 3
    assert len(rooms.answers("Acme")) == 1


def test_nothing_in_scope_starts_no_session(room: Any) -> None:
    room.deal("Small", net_arr=100)
    assert room.start() == (
        "Ana Lopez has no opportunity in scope for November 2025. `/redgreen scope` says what is."
    )
    assert room.letters() == []


def letters_to(room: Any, who: str) -> list[Any]:
    """Of Red/Green; other routines write as well."""
    posted = [each for each in room.letters() if each["channel"] == who]
    return [each for each in posted if "Net ARR" in str(each)]


@pytest.mark.parametrize("who", ["U0VIC", "U0ANA", "U0BEN"])
def test_only_their_manager_starts_a_session(room: Any, who: str) -> None:
    room.deal("Acme")
    assert room.start("U0ANA", who) == "Only the manager of Ana Lopez can lead this review."


def test_a_session_is_resumed_from_anywhere_and_the_old_card_says_so(room: Any) -> None:
    room.deal("Acme")
    room.start()
    room.press("Green")
    board = room.command()
    id, value = button(board, "Resume")
    room.press_raw(id, value)
    assert room.sitting().posting == 2
    assert "2 of 7" in room.says()
    assert [each["id"] for each in room.letters("refresh") if each["screen"] == "redgreen"]


def button(shown: Any, label: str) -> tuple[str, str]:
    for block in shown.payload()["blocks"]:
        for each in [block.get("accessory"), *block.get("elements", [])]:
            if each and each["type"] == "button" and each["text"]["text"] == label:
                return each["action_id"], each.get("value", "")
    raise AssertionError(label)


def test_the_end_posts_a_summary_for_both(room: Any) -> None:
    for account in ("Acme", "Beta", "Coda"):
        room.deal(account)
    room.start()
    room.walk_through()
    room.press("Skip")
    assert isinstance(room.press("End session"), Quiet)
    summary = texts(room.letters()[-1])
    assert "🟢 Green: 1, $12,500 · 🔴 Red: 0, $0" in summary
    assert "Ask Jane who signs security reviews" in summary
    assert "Skipped: Beta" in summary
    assert "Not reached: Coda" in summary
    assert [each.state for each in room.reviews()] == ["done", "skipped", "not-reached"]
    assert "Ended by Grace Kim." in room.says()
    assert room.press_raw("redgreen.end", str(room.sitting().id)).message.text == (
        "This session has ended already."
    )


def test_a_session_ended_too_soon_is_taken_up_the_same_day(room: Any) -> None:
    room.deal("Acme")
    room.start()
    room.press("End session")
    room.press("Resume")
    assert "1 of 7" in room.says()
    assert room.review("Acme").state == "waiting"
    room.press("End session")
    room.now += timedelta(days=1)
    stale = room.press_raw("redgreen.resume", str(room.sitting().id))
    assert stale.startswith("That session was on Friday 14 November.")


@pytest.mark.parametrize(
    ("zone", "until"),
    [
        ("Europe/Madrid", datetime(2025, 11, 14, 17, 0, tzinfo=UTC)),
        ("America/New_York", datetime(2025, 11, 14, 23, 0, tzinfo=UTC)),
        ("Asia/Tokyo", datetime(2025, 11, 14, 9, 0, tzinfo=UTC)),
        ("Pacific/Auckland", datetime(2025, 11, 14, 5, 0, tzinfo=UTC)),
    ],
)
def test_a_session_nobody_ended_closes_at_the_end_of_the_managers_day(
    room: Any, zone: str, until: datetime
) -> None:
    room.meet("U0GRACE", zone, roles=("asm",))
    room.now = until - timedelta(hours=3)
    room.deal("Acme")
    room.deal("Beta")
    room.start()
    room.walk_through()
    room.now = until - timedelta(minutes=1)
    room.close()
    assert room.sitting().state == "open"
    room.now = until
    room.close()
    assert [each.state for each in room.reviews()] == ["done", "not-reached"]
    assert "closed at the end of the day" in room.says()
    letters = len(room.letters())
    room.close()
    assert len(room.letters()) == letters


def test_a_session_in_full_swing_is_not_closed_under_their_hands(room: Any) -> None:
    room.deal("Acme")
    room.now = datetime(2025, 11, 14, 16, 50, tzinfo=UTC)
    room.start()
    room.now += timedelta(minutes=20)
    room.close()
    assert room.sitting().state == "open"
    room.now += timedelta(minutes=20)
    room.close()
    assert room.sitting().state == "ended"


def test_a_session_that_goes_on_past_midnight_is_closed_once_it_is_quiet(room: Any) -> None:
    room.deal("Acme")
    room.now = datetime(2025, 11, 14, 22, 50, tzinfo=UTC)  # ten to midnight there
    room.start()
    room.now += timedelta(minutes=25)
    room.close()
    assert room.sitting().state == "open"
    room.press("Red")
    room.now += timedelta(minutes=30)
    room.close()
    assert room.sitting().state == "ended"


def test_the_first_session_of_a_period_compares_with_nothing(room: Any) -> None:
    deal = room.deal("Acme")
    room.start()
    room.walk_through()
    room.press("End session")
    room.now = datetime(2025, 12, 15, 9, tzinfo=UTC)
    room.change(deal, close_date=date(2025, 12, 19))
    said = texts(room.command())
    assert "First session of December 2025; the last one was on Fri 14 Nov" in said
    room.start()
    room.press("Done")
    assert "Keep all as last time" not in room.says(), "a colour is of its period"


def test_an_answer_after_the_end_is_told_so(room: Any) -> None:
    room.deal("Acme")
    room.start()
    card = room.card()
    room.press("End session")
    assert "This session has ended" in room.press("Green", card=card).message.text
    assert room.answers("Acme") == []


def test_what_comes_into_scope_later_stands_at_the_end(room: Any) -> None:
    room.deal("Acme")
    room.start()
    room.deal("Beta", close_date=date(2025, 11, 17))
    room.start()
    assert [room.review(name).place for name in ("Acme", "Beta")] == [1, 2]


def test_the_board_counts_for_each_person_what_changed(room: Any) -> None:
    acme, beta, gone = room.deal("Acme"), room.deal("Beta"), room.deal("Coda")
    room.deal("Delta", owner="U0BEN", net_arr=None)
    room.start()
    for _ in range(3):
        room.walk_through()
    room.press("End session")
    room.now += timedelta(days=10)
    room.change(acme, close_date=date(2025, 11, 26))
    room.change(beta, net_arr=20_000)
    room.change(gone, state="won")
    room.deal("Echo")
    said = texts(room.command())
    assert "*Ana Lopez*: 3 opportunities, $45,000 Net ARR" in said
    assert (
        "Since Fri 14 Nov: 1 new; 1 with another close date; 1 with another Net ARR; 1 closed-won"
        in said
    )
    assert "*Ben Okafor*: nothing in scope" in said
    assert "1 opportunity may belong here, with no Net ARR" in said
    assert "Today is a Red/Green day of November 2025" in said


def test_a_colour_that_turned_is_told(room: Any) -> None:
    room.deal("Acme")
    for colour in ("Green", "Red"):
        room.start()
        room.walk_through(colour=colour)
        room.press("End session")
        room.now += timedelta(days=5)
    assert "1 verdict turned in the last session" in texts(room.command())


def test_an_account_executive_sees_their_own_list_only(room: Any) -> None:
    room.deal("Acme")
    room.deal("Beta", owner="U0BEN")
    said = texts(room.command(who="U0ANA"))
    assert "*Acme* $12,500, closes Fri 28 Nov" in said
    assert "Beta" not in said
    assert "Grace Kim holds the sessions" in said
    assert "You have no team and no opportunity" in texts(room.command(who="U0VIC"))


def test_the_card_comes_back_for_the_account_executive(room: Any) -> None:
    room.deal("Acme")
    room.start()
    id, value = button(room.command(who="U0ANA"), "Show the card again")
    assert "at the bottom of your group DM" in texts(room.press_raw(id, value, "U0ANA"))
    assert [each["channel"] for each in room.letters()] == ["U0GRACE,U0ANA"] * 2


def test_a_report_counts_each_opportunity_once(room: Any) -> None:
    room.deal("Acme")
    room.deal("Beta")
    for _ in range(2):
        room.start()
        room.walk_through()
        room.press("End session")
        room.now += timedelta(days=5)
    said = texts(room.command("/redgreen report"))
    assert "2 sessions held. 🟢 Green: 1, $12,500" in said
    assert "Ben Okafor" in said
    assert "Ben Okafor" not in texts(room.command("/redgreen report", "U0ANA"))
    assert "There is nobody whose" in texts(room.command("/redgreen report", "U0VIC"))
    room.meet("U0VIC", roles=("director",))
    assert "Grace Kim" in texts(room.command("/redgreen report", "U0VIC"))


def test_a_director_sees_every_team_in_one_table(room: Any) -> None:
    """Slack takes one table a message."""
    room.meet("U0ZOE", roles=("asm",))
    room.meet("U0KIM", roles=("smb",), manager="U0ZOE", segment="smb")
    room.meet("U0VIC", roles=("director",))
    report = room.command("/redgreen report", "U0VIC")
    (table,) = (each for each in report.blocks if each["type"] == "table")
    assert [row[0]["text"] for row in table["rows"]] == ["Manager", *["Grace Kim"] * 2, "U0Zoe"]


def test_a_threshold_is_set_with_a_reason_and_holds(room: Any) -> None:
    room.deal("Acme", net_arr=1_500)
    assert "no opportunity in scope" in room.start()
    opened = room.press_raw(*button(room.command("/redgreen scope"), "Set a threshold…"))
    assert room.submit(opened, segment="smb", figure="lots", reason="x") == Complain(
        {"figure": "Write dollars of Net ARR, for example 5000 or $5k;"
         " leave it empty for the handbook's own."}
    )  # fmt: skip
    assert isinstance(room.submit(opened, segment="smb", figure="$1k"), Complain)
    assert isinstance(room.submit(opened, segment="smb", figure="$1k", reason="Small month"), Close)
    said = texts(room.command("/redgreen scope"))
    assert "SMB: $1,000 Net ARR or more, instead of $2,000" in said
    assert "_Small month_ (Grace Kim, Fri 14 November 2025)" in said
    assert "instead of $2,000" in texts(room.command("/redgreen scope", "U0ANA"))
    assert "open in your group DM" in texts(room.start())


def test_a_team_may_take_the_quarter(room: Any) -> None:
    room.deal("Acme", close_date=date(2026, 1, 15))
    opened = room.press_raw(*button(room.command("/redgreen settings"), "Set the period…"))
    room.submit(opened, kind="quarter", reason="We forecast by quarter")
    assert "November to January 2026" in texts(room.command("/redgreen scope"))
    room.start()
    assert room.sitting().ends == date(2026, 1, 31)


def test_only_a_manager_sets_the_scope(room: Any) -> None:
    refused = room.press_raw("redgreen.threshold", "", "U0ANA")
    assert refused.startswith("Only managers of this team")


@pytest.mark.parametrize(
    "line",
    ["dates", "dates feb 2026", "next after 2026-01-30", "is 2026-02-16 a red/green day", "help"],
)
def test_the_calendar_answers_as_before(room: Any, line: str) -> None:
    assert "Red/Green" in texts(room.command(f"/redgreen {line}", "U0VIC"))


@pytest.mark.parametrize(
    ("zone", "nine"),
    [
        ("Europe/Madrid", datetime(2025, 11, 14, 8, tzinfo=UTC)),
        ("America/New_York", datetime(2025, 11, 14, 14, tzinfo=UTC)),
        ("Asia/Tokyo", datetime(2025, 11, 14, 0, tzinfo=UTC)),
        ("Pacific/Auckland", datetime(2025, 11, 13, 20, tzinfo=UTC)),
    ],
)
def test_the_manager_is_told_at_nine_of_their_own_clock(
    room: Any, zone: str, nine: datetime
) -> None:
    room.meet("U0GRACE", zone, roles=("asm",))
    room.now = nine - timedelta(minutes=1)
    room.deal("Acme")
    room.deal("Beta", owner="U0BEN")
    room.remind()
    assert room.told() == []
    room.now = nine
    room.remind()
    room.remind()
    assert [text.split(":")[0] for text in sorted(room.told())] == ["*Ana Lopez*", "*Ben Okafor*"]
    assert len(letters_to(room, "U0GRACE")) == 1


@pytest.mark.parametrize(
    ("zone", "month", "nines"),
    [
        ("Pacific/Auckland", 9, [(14, 21), (23, 21), (24, 21), (25, 21), (28, 20), (29, 20)]),
        ("America/New_York", 10, [(15, 13), (27, 13), (28, 13), (29, 13), (30, 13), (31, 13)]),
        ("America/New_York", 11, [(14, 14), (24, 14), (25, 14), (26, 14), (27, 14), (28, 14)]),
        ("Europe/Madrid", 10, [(15, 7), (27, 8), (28, 8), (29, 8), (30, 8), (31, 8)]),
        ("Asia/Tokyo", 10, [(15, 0), (27, 0), (28, 0), (29, 0), (30, 0), (31, 0)]),
    ],
)
def test_every_session_day_of_a_month_comes_once_also_over_a_clock_change(
    room: Any, zone: str, month: int, nines: list[tuple[int, int]]
) -> None:
    room.meet("U0GRACE", zone, roles=("asm",))
    told = [(each.day, each.hour) for each in room.mornings(date(2025, month, 1))]
    assert told == nines


def test_nobody_is_told_who_is_away_or_has_nothing_to_review(room: Any) -> None:
    room.now = datetime(2025, 11, 14, 8, 0, tzinfo=UTC)
    room.remind()
    assert letters_to(room, "U0GRACE") == []
    room.deal("Acme")
    room.meet(
        "U0GRACE", roles=("asm",), away_from=date(2025, 11, 14), away_until=date(2025, 11, 14)
    )
    room.remind()
    assert letters_to(room, "U0GRACE") == []


def test_a_started_session_is_not_asked_for_any_more(room: Any) -> None:
    room.now = datetime(2025, 11, 14, 8, 0, tzinfo=UTC)
    room.deal("Acme")
    room.remind()
    assert len(room.told()) == 1
    room.start()
    assert room.told() == []


def test_the_manager_hears_before_the_day_ends_what_was_left(room: Any) -> None:
    room.deal("Acme")
    room.deal("Beta")
    room.start()
    room.walk_through()
    room.press("Park")
    room.press("End session")
    room.now = datetime(2025, 11, 14, 16, 45, tzinfo=UTC)
    room.remind()
    told = [text for text in room.told() if "the session" in text]
    assert told == [
        "*Ana Lopez*: the session has ended. 1 done, 1 parked\n🟢 Green: 1, $12,500 · 🔴 Red: 0, $0"
    ]


def test_an_edition_without_reviews_says_so_and_breaks_nothing(room: Any) -> None:
    room.deal("Acme")
    room.start()
    card = room.card()
    room.pack = packs.load(None, "fy22")
    absent = "The handbook of this edition has no Red/Green reviews"
    for line in ("", " scope", " report", " dates"):
        assert absent in texts(room.command(f"/redgreen{line}"))
    assert room.press("Green", card=card).startswith(absent)
    assert absent in room.says()
    room.remind()
    assert room.told() == []
    room.close()
    room.now += timedelta(days=1)
    room.close()
    assert room.sitting().state == "ended"


def test_every_line_of_the_page_is_answered(room: Any) -> None:
    page = (Path(__file__).parents[3] / "docs" / "red-green.md").read_text("utf-8")
    lines = [line for line in re.findall(r"`(/redgreen[^`]*)`", page) if line]
    room.deal("Acme")
    assert len(set(lines)) >= 5
    assert all(texts(room.command(line)) for line in lines)


def test_twelve_people_with_three_hundred_opportunities_fit_one_board_and_one_message(
    room: Any,
) -> None:
    for number in range(12):
        ae = f"U0AE{number:04d}"
        room.meet(ae, roles=("smb",), manager="U0GRACE", segment="smb")
        for each in range(25):
            room.deal(f"Account {each}", owner=ae)
    board = texts(room.command())
    assert board.count("25 opportunities, $312,500 Net ARR") == 12
    room.now = datetime(2025, 11, 14, 8, 0, tzinfo=UTC)
    room.remind("U0GRACE")
    assert len(letters_to(room, "U0GRACE")) == 1
    assert len(room.told()) == 12
