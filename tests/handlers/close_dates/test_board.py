"""The board of what breaks a convention, its CSV, and what Home shows of it."""

from datetime import date
from itertools import product
from typing import Any

import pytest

from tests.handlers.floors import words

FIRST, LAST = date(2026, 1, 1), date(2025, 12, 31)
DAYS = (None, date(2025, 11, 30), date(2025, 12, 1), date(2025, 12, 6), LAST, FIRST)
KNOWN = {"compelling_event": False, "quote_sent": False}
BOARD = "/handrail closedate board"


def test_where_nothing_breaks_it_says_so(floor: Any) -> None:
    for number in range(34):
        floor.deal(f"Deal {number}", close_date=LAST, compelling_event=True, quote_sent=False)
    board = floor.desk.command(BOARD)
    assert board.text == "0 of 34 close dates break a convention"


def test_what_breaks_is_shown_by_its_rule_with_the_day_to_set(floor: Any) -> None:
    floor.deal("Acme – Ultimate", close_date=LAST, **KNOWN)
    floor.deal("Beta", close_date=date(2025, 12, 6), quote_sent=True)
    floor.deal("Gamma", close_date=LAST, compelling_event=True, quote_sent=False)
    board = words(floor.desk.command(BOARD))
    assert "2 of 3 close dates break a convention" in board
    assert "3: the first of the following month while no compelling event is defined." in board
    assert "*Acme – Ultimate*: Wed 31 December\nSet *Thu 1 January 2026*." in board
    assert "*Beta* (Acme): Sat 6 December\nSet *Fri 5 December*." in board
    assert "Close Date" in board
    assert "Gamma" not in board


def test_a_parked_date_breaks_the_rule_once_its_time_is_over(floor: Any) -> None:
    floor.deal(close_date=FIRST, **KNOWN)
    assert "0 of 1 close date" in words(floor.desk.command(BOARD))
    floor.at("2025-12-03 10:01")
    board = words(floor.desk.command(BOARD))
    assert "1 of 1 close date breaks a convention" in board
    assert "48 hours ended Wed 3 December, 10:00. With a confirmed event set *Wed 31" in board


def test_what_is_open_is_no_breach_and_says_what_is_missing(floor: Any) -> None:
    floor.deal(close_date=date(2025, 12, 16), compelling_event=True)
    floor.deal("Undated")
    board = words(floor.desk.command(BOARD))
    assert "0 of 2 close dates break a convention" in board
    assert "*1 depends on a fact that nobody told me*" in board
    assert "Depends on whether the quote is out for signature." in board
    assert "*1 has no close date*" in board


def test_many_are_cut_short_and_all_of_them_are_in_the_csv(floor: Any) -> None:
    for number in range(40):
        floor.deal(f"=Deal {number}", close_date=LAST, **KNOWN)
    board = floor.desk.command(BOARD)
    assert "26 more are in the CSV." in words(board)
    said = floor.desk.press(board, "Download as CSV")
    assert "in our direct messages" in words(said)
    (file,) = floor.desk.letters("upload")
    lines = file["content"].splitlines()
    assert len(lines) == 41
    assert lines[0].startswith("\ufeffopportunity,id,account,owner,close date")
    assert lines[1].startswith("'=Deal 0,own-1,Acme,Ana Lopez,2025-12-31,2025-12-01,breaks a conv")
    assert lines[1].endswith(",2026-01-01")


def test_a_manager_sees_the_team_with_names_and_nobody_elses(floor: Any) -> None:
    floor.meet("U0BEN", manager=None)
    floor.deal("Anas", close_date=LAST, **KNOWN)
    floor.deal("Bens", "U0BEN", close_date=LAST, **KNOWN)
    for line in (BOARD, f"{BOARD} team"):
        board = words(floor.desk.command(line, "U0GRACE"))
        assert "*Anas* (Acme), Ana Lopez: Wed 31 December" in board
        assert "Bens" not in board
    everything = words(floor.desk.command(f"{BOARD} team", "U0VIC"))
    assert "Anas" in everything
    assert "Bens" in everything
    over = "Only managers of this team and directors can see this team's figures."
    assert floor.refused(floor.desk.command, f"{BOARD} team", "U0BEN") == over
    assert floor.refused(floor.desk.press_raw, "closedate.csv", "team", "U0BEN") == over
    floor.meet("U0ANA", manager="U0VIC")
    assert "Nobody reports to you" in floor.refused(floor.desk.command, f"{BOARD} team", "U0GRACE")
    assert "Anas" not in words(floor.desk.command(BOARD, "U0BEN"))


def test_without_opportunities_there_is_nothing_to_check(floor: Any) -> None:
    assert "no open opportunity of yours" in words(floor.desk.command(BOARD))
    assert "no open opportunity of your team" in words(
        floor.desk.command(f"{BOARD} team", "U0GRACE")
    )


def test_it_is_not_shown_to_a_channel(floor: Any) -> None:
    from handlers.close_dates.boards import start
    from handlers.kit.feature import Ask, Place

    refused = floor.refused(start, floor.desk.turn(), Ask(Place.MENTION))
    assert refused.startswith("That is between the two of us")


def test_words_that_are_no_board_are_refused_and_other_words_still_calculate(floor: Any) -> None:
    assert "Write `/handrail closedate board`" in floor.refused(
        floor.desk.command, f"{BOARD} everything"
    )
    assert "Thu 1 January 2026" in words(
        floor.desk.command("/handrail closedate 2026-01-01 no event")
    )
    assert "`/handrail closedate board`" in words(floor.desk.command(f"{BOARD} help"))


@pytest.mark.parametrize("name", ["<!channel>", "*bold* <@U0BEN> `x`", "a" * 300, "=1+1 & <b>"])
def test_names_of_others_are_only_text(floor: Any, name: str) -> None:
    floor.deal(name, close_date=LAST, **KNOWN)
    board = words(floor.desk.command(BOARD))
    assert "<!channel>" not in board
    assert "<@U0BEN>" not in board


def test_home_counts_and_leads_to_the_board(floor: Any) -> None:
    assert floor.panel("closedates")["blocks"] == []
    floor.deal(close_date=LAST, **KNOWN)
    panel = floor.panel("closedates")
    assert "1 of 1 close date breaks a convention." in words(panel)
    assert floor.panel("closedates", "U0GRACE") is None
    assert "1 of 1" in words(floor.panel("closedates.team", "U0GRACE"))
    assert floor.panel("closedates.team") is None
    shown = floor.desk.press_raw("closedate.board", "team", "U0GRACE")
    assert "Ana Lopez" in words(shown)


@pytest.mark.parametrize("day", DAYS)
def test_home_counts_what_the_board_lists_whatever_is_known(floor: Any, day: date | None) -> None:
    floor.meet("U0BEN", zone="Pacific/Honolulu")
    for moment, total in (("2025-12-01 10:00", 81), ("2025-12-03 10:01", 162)):
        floor.at(moment)
        for owner, event, quote, kind in product(
            ("U0ANA", "U0ANA", "U0BEN"), *((None, True, False),) * 2, ("new", "renewal", "")
        ):
            floor.deal(
                owner=owner, close_date=day, compelling_event=event, quote_sent=quote, kind=kind
            )
        board = floor.desk.command(f"{BOARD} team", "U0GRACE")
        floor.desk.press(board, "Download as CSV", "U0GRACE")
        counted = floor.posts("U0GRACE")[-1]["text"]
        assert f" of {total} close dates " in counted
        assert counted in words(floor.panel("closedates.team", "U0GRACE"))
