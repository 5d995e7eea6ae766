"""Two people, or two presses, at the same moment; and a bot that starts again in the middle."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from handlers.kit.feature import Aside, Close, Complain, Quiet
from policies.handoffs import Act, State
from storage import handoff_events
from storage.database import Database
from tests.handlers.companies import ANA, BEN, GRACE, TEAM, words
from tests.handlers.handoffs.conftest import Company


def together(*works: Callable[[], Any]) -> list[Any]:
    """All at once, each in a thread and a transaction of its own."""
    gate = Barrier(len(works))

    def run(work: Callable[[], Any]) -> Any:
        gate.wait()
        return work()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def test_of_two_ticks_at_once_one_counts_and_the_other_is_told(either: Company) -> None:
    either.start()
    told = together(lambda: either.tick("find"), lambda: either.tick("find", GRACE))
    assert sorted(type(each).__name__ for each in told) == ["Aside", "Quiet"]
    with either.database.begin() as session:
        rows = session.connection().execute(handoff_events.MARKS.select()).all()
    assert len(rows) == 1


def test_of_two_signatures_at_once_one_is_kept(either: Company) -> None:
    either.start()
    either.settle("giver", ANA)
    card = either.seen(ANA)
    told = together(
        lambda: either.press(card, "Sign and hand over", ANA),
        lambda: either.press(card, "Sign and hand over", GRACE),
    )
    assert sum(isinstance(each, Quiet) for each in told) == 1
    assert sum(isinstance(each, Aside) for each in told) == 1
    with either.database.begin() as session:
        events = handoff_events.events_of(session, TEAM, [1])[1]
    assert [each.act for each in events] == [Act.STARTED, Act.SIGNED]


def test_accepting_and_returning_at_once_leave_one_of_both(either: Company) -> None:
    either.start()
    either.settle("giver", ANA)
    either.press(either.seen(ANA), "Sign and hand over")
    either.settle("receiver", BEN)
    form = either.press(either.seen(BEN), "Return…", BEN)
    accept = either.seen(BEN)
    together(
        lambda: either.press(accept, "Accept", BEN),
        lambda: either.submit(form, BEN, reason="No contacts"),
    )
    with either.database.begin() as session:
        events = handoff_events.events_of(session, TEAM, [1])[1]
    last = events[-1].act
    assert (last, either.handoff().state) in (
        (Act.ACCEPTED, State.DONE),
        (Act.RETURNED, State.RETURNED),
    )
    assert len(events) == 3


def test_two_starts_at_once_for_one_account_are_one(either: Company) -> None:
    forms = [either.write("start") for _ in range(2)]
    fields = {"type": "sa-to-sa", "account": "Acme", "giver": ANA, "receiver": BEN}
    told = together(*(lambda form=form: either.submit(form, **fields) for form in forms))
    assert sorted(type(each).__name__ for each in told) == [Close.__name__, Complain.__name__]


def test_a_bot_that_starts_again_goes_on_where_both_were(either: Company) -> None:
    either.start()
    either.tick("find")
    address = either.database.engine.url.render_as_string(hide_password=False)
    either.database.close()
    again = Company(Database(address), either.now)
    again.zones = either.zones
    assert "giving 1 of 7" in words(again.seen(ANA))
    again.settle("giver", ANA)
    again.press(again.seen(ANA), "Sign and hand over")
    again.settle("receiver", BEN)
    again.press(again.seen(BEN), "Accept", BEN)
    assert again.handoff().state is State.DONE
    again.database.close()
