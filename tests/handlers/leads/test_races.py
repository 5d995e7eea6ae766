"""Two people, or two presses, at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from handlers.kit.feature import Aside, Close, Complain, Quiet
from policies.leads import Act
from storage import lead_events, leads
from tests.handlers.companies import ANA, BEN, GRACE, IMRAN, TEAM
from tests.handlers.leads.conftest import Company
from tests.handlers.leads.test_correcting import filled
from tests.handlers.leads.test_importing import LIST, shown


def together(*works: Callable[[], Any]) -> list[Any]:
    """All at once, each in a thread and a transaction of its own."""
    gate = Barrier(len(works))

    def run(work: Callable[[], Any]) -> Any:
        gate.wait()
        return work()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def acts(company: Company) -> list[Act]:
    with company.database.begin() as session:
        return [each.act for each in lead_events.of(session, TEAM, 1)]


def test_of_two_calls_logged_at_once_one_counts_and_the_other_is_told(either: Company) -> None:
    either.assign(BEN)
    told = together(lambda: either.log("called"), lambda: either.log("called", GRACE))
    assert sorted(type(each).__name__ for each in told) == [Aside.__name__, Quiet.__name__]
    assert acts(either) == [Act.ASSIGNED, Act.CALLED]


def test_a_call_and_a_reassignment_at_once_leave_one_story(either: Company) -> None:
    either.assign(BEN)
    page = either.press_raw("leads.show", "1", GRACE)
    form = either.press(page, "Reassign…", GRACE)
    together(
        lambda: either.log("called", GRACE),
        lambda: either.submit(form, GRACE, sdr=GRACE, ae=BEN),
    )
    lead = either.lead()
    assert lead.took is not None
    assert (lead.sdr, lead.assignment) == (GRACE, 2)
    assert sorted(acts(either)[1:]) == [Act.CALLED, Act.REASSIGNED]


def test_two_assignments_of_one_lead_at_once_are_one(either: Company) -> None:
    forms = [either.write("assign", BEN) for _ in range(2)]
    fields = {"name": "Jane", "company": "Acme", "kind": "mql", "request": "other",
              "phone": "no", "sdr": ANA, "ae": BEN}  # fmt: skip
    told = together(*(lambda form=form: either.submit(form, BEN, **fields) for form in forms))
    assert sorted(type(each).__name__ for each in told) == [Close.__name__, Complain.__name__]


def test_of_two_leads_corrected_to_one_name_at_once_one_is_and_the_other_is_told(
    either: Company,
) -> None:
    either.assign(BEN)
    either.assign(BEN, name="Joan Roe")
    forms = [either.press_raw("leads.correct", str(number), GRACE) for number in (1, 2)]
    given = [filled(form) | {"name": "Jo Roe"} for form in forms]
    told = together(
        *(
            lambda form=form, fields=fields: either.submit(form, GRACE, **fields)
            for form, fields in zip(forms, given, strict=True)
        )
    )
    assert sorted(type(each).__name__ for each in told) == [Close.__name__, Complain.__name__]
    assert [either.lead(number).name for number in (1, 2)].count("Jo Roe") == 1


def test_one_list_applied_twice_at_once_assigns_each_once(either: Company) -> None:
    letter = shown(either, LIST)
    press = lambda: either.press(letter, "Assign 3 leads", IMRAN)  # noqa: E731
    together(press, press)
    with either.database.begin() as session:
        assert len(session.connection().execute(leads.LEADS.select()).all()) == 3


def test_an_ae_and_an_sdr_at_once_leave_one_of_both(either: Company) -> None:
    either.at("2026-03-02", "10:00")
    either.assign(BEN)
    either.at("2026-03-17", "10:00")
    together(
        lambda: either.log("called"),
        lambda: either.press_raw("leads.contacted", "1 page", BEN),
    )
    assert len(acts(either)) == 2


def test_of_two_assignments_of_one_lead_opened_again_at_once_one_is(either: Company) -> None:
    for number in (1, 2):
        either.at("2026-03-02", f"1{number}:00")
        either.assign(BEN)
        form = either.press_raw("leads.close", str(number), GRACE)
        either.submit(form, GRACE, outcome="handled")
    together(*(lambda at=at: either.press_raw("leads.reopen", at, GRACE) for at in "12"))
    assert sorted(either.lead(number).is_over for number in (1, 2)) == [False, True]
