"""Two people, or two presses, at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from storage import co_selling_events
from tests.handlers.companies import ANA, BEN, GRACE, TEAM, words
from tests.handlers.cosell.conftest import Company

FIELDS: dict[str, Any] = {"account": "Acme", "day": "2026-03-02", "at": "08:30"}


def together(*works: Callable[[], Any]) -> list[Any]:
    gate = Barrier(len(works))

    def run(work: Callable[[], Any]) -> Any:
        gate.wait()
        return work()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def test_two_who_log_a_call_at_once_log_one(either: Company) -> None:
    forms = {who: either.write("log", who) for who in (ANA, GRACE, BEN)}
    people = {ANA: (ANA, GRACE), GRACE: (GRACE, ANA), BEN: (BEN, GRACE)}
    together(
        *(
            lambda who=who: either.submit(forms[who], who, **FIELDS, people=people[who])
            for who in forms
        )
    )
    call = either.only()
    assert call.people == {ANA, BEN, GRACE}
    with either.database.begin() as session:
        events = co_selling_events.of(session, TEAM, call.id)
    assert [str(each.act) for each in events] == ["logged", "joined", "joined"]


def test_one_form_sent_twice_logs_one(either: Company) -> None:
    form = either.write("log")
    fields = FIELDS | {"people": (ANA, GRACE)}
    together(*[lambda: either.submit(form, **fields)] * 2)
    assert len(either.calls()) == 1


def test_another_call_pressed_twice_is_one_more(either: Company) -> None:
    either.log()
    told = either.log(who=GRACE)
    said = together(*[lambda: either.press(told, "No, another call", GRACE)] * 2)
    assert len(either.calls()) == 2
    assert sum("undone already" in words(each) for each in said) == 1


def test_removed_and_logged_again_at_once_it_is_there_once_or_with_its_event(
    either: Company,
) -> None:
    either.log()
    form = either.write("log", GRACE)
    together(
        lambda: either.press_raw("cosell.remove", "1"),
        lambda: either.submit(form, GRACE, **FIELDS, people=(ANA, GRACE)),
    )
    assert len(either.calls()) <= 1


def test_two_edits_at_once_leave_one(either: Company) -> None:
    either.log()
    forms = [either.press_raw("cosell.edit", "1", who) for who in (ANA, GRACE)]
    told = together(
        lambda: either.submit(forms[0], ANA, **FIELDS, people=(ANA, GRACE), note="One"),
        lambda: either.submit(forms[1], GRACE, **FIELDS, people=(ANA, GRACE), note="Two"),
    )
    assert sorted(type(each).__name__ for each in told) == ["Close", "Complain"]
