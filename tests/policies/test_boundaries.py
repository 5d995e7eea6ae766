"""Every printed boundary, from both sides."""

from collections.abc import Callable

import pytest

from policies.answer import Answer

Ask = Callable[..., Answer]


@pytest.mark.parametrize(
    ("employees", "segment"),
    [
        (1, "smb"),
        (99, "smb"),
        (100, "mid-market"),
        (1999, "mid-market"),
        (2000, "outside-commercial"),
        (10_000_000, "outside-commercial"),
    ],
)
def test_segments_meet_without_a_gap(ask: Ask, employees: int, segment: str) -> None:
    assert ask(f"/handrail segment {employees}").outcome == segment


@pytest.mark.parametrize("count", ["0", "-1", "minus 12", "0.5", "10,000,001", "99.5", "−12"])
def test_what_cannot_be_a_head_count_is_refused(ask: Ask, count: str) -> None:
    for command in ("/handrail segment", "/roe"):
        told = ask(f"{command} {count}")
        assert told.status == "invalid"
        assert told.next


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ("499 inbound", "mm-territory"),
        ("500 inbound", "mm-first-order"),
        ("501 inbound", "mm-first-order"),
        ("99 inbound", "smb"),
        ("100 inbound", "mm-territory"),
        ("1999 inbound", "mm-first-order"),
        ("2000 inbound", "outside-commercial"),
        ("499 inbound 100 users", "mm-territory"),
        ("499 outbound 99 users", "mm-territory"),
        ("499 outbound 100 users", "mm-first-order"),
        ("499 outbound 101 users", "mm-first-order"),
        ("500 outbound 99 users", "mm-first-order"),
        ("499 existing 99 users", "mm-territory"),
        ("499 existing 100 users", "mm-first-order"),
        ("500 existing 0 users", "mm-first-order"),
        ("99 existing 100 users", "smb"),
        ("1999 outbound", "mm-first-order"),
        ("2000 existing", "outside-commercial"),
        ("600 existing EMEA", "mm-first-order"),
        ("600 existing NORAM", "mm-first-order"),
        ("600 existing APAC", "mm-territory"),
        ("600 inbound LATAM", "mm-territory"),
        ("600 outbound Tokyo", "mm-territory"),
        ("600 existing not First Order Available", "mm-territory"),
        ("600 inbound, not First Order Available", "mm-territory"),
        ("600, not First Order Available", "mm-territory"),
        ("600 customer high potential", "mm-named"),
        ("600 customer high spend", "mm-named"),
        ("600 customer low potential", "mm-territory"),
        ("99 customer high spend", "smb"),
        ("2000 customer high spend", "outside-commercial"),
    ],
)
def test_an_account_belongs_to(ask: Ask, facts: str, outcome: str) -> None:
    assert ask(f"/roe {facts}").outcome == outcome


@pytest.mark.parametrize(
    ("facts", "fact"),
    [
        ("480", "direction"),
        ("499 130 users", "direction"),
        ("499 existing", "potential_users"),
        ("499 outbound", "potential_users"),
        ("inbound", "employees"),
        ("600 already a customer", "named"),
        ("600 AMER existing", "region"),
        ("400-600 inbound", "employees"),
        ("300 existing, about 100 users", "potential_users"),
    ],
)
def test_the_one_fact_that_matters_is_asked_for(ask: Ask, facts: str, fact: str) -> None:
    told = ask(f"/roe {facts}")
    assert told.status == "needs_fact"
    assert told.ask[0] == fact
    assert len(told.between) > 1


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ("First Order account 499 employees 99 users", "move-to-territory"),
        ("First Order account 499 employees 100 users", "stay"),
        ("First Order account 500 employees 99 users", "stay"),
        ("First Order account 100 employees 20 users", "move-to-territory"),
        ("First Order account 2000 employees", "outside-commercial"),
        ("Territory account 499 employees", "stay"),
        ("Territory account 500 employees", "manual-review"),
        ("Territory account 501 employees", "move-to-first-order"),
        ("Territory account 500 employees, already a customer", "stay"),
        ("Territory account 501 employees, not First Order Available", "stay"),
        ("Territory account 501 employees APAC", "stay"),
        ("inbound 499 employees, 101 users, no activity, quarter ends", "changeover-candidate"),
        ("inbound 499 employees, 100 users, no activity, quarter ends", "manual-review"),
        ("inbound 499 employees, 99 users, no activity, quarter ends", "stay"),
        ("inbound 499 employees, 140 users, active, quarter ends", "stay"),
        ("inbound 650 employees, 140 users, no activity, quarter ends", "stay"),
        ("existing 450 employees, 140 users, no activity, quarter ends", "stay"),
    ],
)
def test_an_account_moves_or_stays(ask: Ask, facts: str, outcome: str) -> None:
    assert ask(f"/roe {facts}").outcome == outcome


@pytest.mark.parametrize(
    ("created", "status", "direction"),
    [
        ("created 2022-02-23", "decided", "existing"),
        ("created 2022-02-24", "decided", "existing"),
        ("created Feb 24, 2022", "decided", "existing"),
        ("created 24.02.2022", "decided", "existing"),
        ("in Salesforce since 2020", "decided", "existing"),
        ("created before Feb 24, 2022", "decided", "existing"),
        ("created 2022-01", "decided", "existing"),
        ("created 2022-02", "needs_fact", None),
        ("created 2022-02-25", "needs_fact", None),
        ("created after Feb 24, 2022", "needs_fact", None),
        ("created yesterday", "needs_fact", None),
    ],
)
def test_the_day_of_creation_tells_existing_from_new(
    ask: Ask, created: str, status: str, direction: str | None
) -> None:
    told = ask(f"/roe 300 employees, 120 potential users, {created}")
    assert (told.status, told.facts.get("direction")) == (status, direction)


@pytest.mark.parametrize(
    "facts",
    [
        "600 employees 700 employees",
        "created 2020-01-01 inbound 600",
        "created 2022-03-01 existing 600",
        "600 customer, First Order Available",
        "600 inbound, existing",
        "600 EMEA and LATAM",
        "300 existing 301 users",
        "First Order account 300 employees 400 users",
        "First Order account, Territory account, 300 employees",
    ],
)
def test_facts_that_exclude_each_other_are_a_conflict(ask: Ask, facts: str) -> None:
    told = ask(f"/roe {facts}")
    assert told.status == "conflict"
    assert told.citations


def test_more_users_than_employees_only_warn_where_users_do_not_decide(ask: Ask) -> None:
    told = ask("/roe 300 inbound 301 users")
    assert told.outcome == "mm-territory"
    assert "more potential users" in told.warnings[0]


@pytest.mark.parametrize(
    ("ask_for", "flip"),
    [
        ("/roe 620 inbound", ("employees", 499, "mm-territory")),
        ("/roe 480 inbound", ("employees", 500, "mm-first-order")),
        ("/roe 480 employees 130 users outbound", ("potential_users", 99, "mm-territory")),
        ("/roe 480 employees 130 users outbound", ("direction", "inbound", "mm-territory")),
        ("/roe 620 employees", ("first_order_available", False, "mm-territory")),
        ("/roe 620 employees", ("region", "LATAM", "mm-territory")),
        ("/roe Territory account 450", ("employees", 500, "manual-review")),
        ("/handrail segment 99", ("employees", 100, "mid-market")),
    ],
)
def test_an_answer_says_what_would_change_it(
    ask: Ask, ask_for: str, flip: tuple[str, object, str]
) -> None:
    assert flip in [(each.fact, each.to, each.outcome) for each in ask(ask_for).flips]
