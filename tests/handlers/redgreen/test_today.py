"""What Home shows of Red/Green: the day's sessions for a manager, one's own for a seller."""

from datetime import timedelta
from typing import Any

from handlers.redgreen import terms, today
from tests.handlers.redgreen.conftest import ANA, BEN, GRACE, words


def shown(room: Any, who: str) -> str:
    with room.begin() as session:
        round = room.round(session)
        member = terms.member(round, who)
        assert member
        return words(list(today.show(round, member)))


def test_a_manager_sees_on_home_how_the_day_stands(room: Any) -> None:
    room.deal("Acme")
    assert "Today is a Red/Green day of November 2025: 0 of 2 sessions held." in shown(room, GRACE)
    room.start(ANA)
    told = shown(room, GRACE)
    assert "0 of 2 sessions held, 1 open" in told
    assert "Ana Lopez: open" in told
    assert "Resume" in told


def test_who_owns_something_open_is_of_the_team_whatever_their_role(room: Any) -> None:
    room.meet("U0CHLOE", manager=GRACE, roles=("asm",))
    room.deal("Acme")
    room.deal("Beta", owner="U0CHLOE", state="won")
    assert "0 of 2 sessions held" in shown(room, GRACE)
    room.deal("Gamma", owner="U0CHLOE")
    assert "0 of 3 sessions held" in shown(room, GRACE)


def test_a_seller_sees_who_holds_the_session_and_then_where_its_card_is(room: Any) -> None:
    room.deal("Acme")
    assert "Grace Kim holds today's session with you." in shown(room, ANA)
    room.start(ANA)
    assert "Your session with Grace Kim is open." in shown(room, ANA)
    assert "Grace Kim holds today's session with you." in shown(room, BEN)


def test_on_any_other_day_home_says_nothing_of_it(room: Any) -> None:
    room.deal("Acme")
    room.now -= timedelta(days=2)
    assert shown(room, GRACE) == shown(room, ANA) == ""


def test_the_board_opens_from_home(room: Any) -> None:
    room.deal("Acme")
    assert "Ana Lopez" in words(room.press_raw("redgreen.board", "manager").payload())
