"""Handoffs: call or email, Territory or Named, and the five checklists."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policies.answer import Answer, Status
from policies.pack import Pack

Ask = Callable[..., Answer]
few = settings(max_examples=60, deadline=None, derandomize=True)
cents = st.integers(0, 4_000_000)


def outcome_of(told: Answer) -> str:
    return told.outcome or told.status.value


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("handoff: initial 12k + potential 7,999", "email-allowed"),
        ("handoff: initial 12k + potential 8,000", "call"),
        ("handoff: potential 8k, initial 12k", "call"),
        ("handoff: 12k first order, 7k more soon", "email-allowed"),
        ("handoff: initial 19,999.99 + potential 0", "email-allowed"),
        ("handoff 12k 7,999", "email-allowed"),
        ("handoff combined 19,999", "email-allowed"),
        ("8k first order, nothing more expected, is an email ok", "email-allowed"),
        ("handoff combined 20k", "call"),
        ("handoff: initial 25k", "call"),
        ("handoff: initial over 20k", "call"),
        ("handoff: initial 25k, potential unknown", "call"),
        ("handoff: initial 5k, nobody knows the potential", "call"),
        ("handoff: initial 5k-6k, potential 3k", "email-allowed"),
        ("handoff: initial about 5k + potential about 5k", "email-allowed"),
        ("handoff: initial about 12k + potential about 7k", "needs_fact"),
        ("handoff: initial 6.000, potential 2k", "needs_fact"),
        ("handoff: initial 5k", "needs_fact"),
        ("handoff: potential 5k", "needs_fact"),
        ("handoff: initial -5k", "invalid"),
        ("handoff: initial 5k potential -1k", "invalid"),
        ("handoff: initial €5k", "invalid"),
        ("/handrail handoff blah", "invalid"),
        ("/handrail handoff email or call?", "needs_fact"),
        ("handoff: initial 5k, initial 6k, potential 0", "conflict"),
        ("handoff: initial 5k potential 6k combined 12k", "conflict"),
    ],
)
def test_an_email_is_enough_only_below_the_sum(text: str, outcome: str, ask: Ask) -> None:
    assert outcome_of(ask(text)) == outcome


def test_the_potential_is_asked_for_first_and_answers_in_place(ask: Ask) -> None:
    told = ask("/handrail handoff initial 5k")
    assert told.ask == ("potential",)
    assert set(told.between) == {"email-allowed", "call"}
    assert ask("/handrail handoff initial 5k", potential="14,999").outcome == "email-allowed"
    assert ask("/handrail handoff initial 5k", potential="15k").outcome == "call"
    assert ask("/handrail handoff initial 5k", potential="unknown").outcome == "call"


def test_contact_is_due_a_week_after_the_close(ask: Ask) -> None:
    told = ask("/handrail handoff initial 12k potential 5k closed 2026-04-20")
    assert told.as_json()["values"] == {"combined": 17000, "respond_by": "2026-04-27"}
    assert "Mon 27 April 2026" in told.headline
    late = ask("/handrail handoff initial 12k potential 5k closed 2026-04-01")
    assert any("is over" in warning for warning in late.warnings)
    ahead = ask("/handrail handoff initial 12k potential 5k closed 2026-05-01")
    assert any("lies ahead" in warning for warning in ahead.warnings)


def test_a_close_alone_tells_when_to_be_in_contact(ask: Ask) -> None:
    told = ask("handoff: first deal closed 2026-04-20, by when should we talk")
    assert told.as_json()["values"]["respond_by"] == "2026-04-27"
    assert "Mon 27 April 2026" in told.headline
    assert "mmkan-handoff-schedule" in {citation.id for citation in told.citations}


def test_a_day_with_two_readings_is_asked_back(ask: Ask) -> None:
    assert ask("/handrail handoff initial 5k potential 0 closed 03/04/2026").ask == ("closed",)
    told = ask("/handrail handoff initial 5k potential 0 closed 2026-02-30")
    assert told.status is Status.INVALID


def test_the_other_channel_is_one_dollar_away(ask: Ask) -> None:
    (flip,) = ask("handoff: initial 12k + potential 7,000").flips
    assert (flip.fact, flip.to, flip.outcome) == ("potential", 8000, "call")
    (flip,) = ask("handoff: initial 12k + potential 9,000").flips
    assert (flip.fact, flip.to, flip.outcome) == ("potential", 7999, "email-allowed")


@few
@given(initial=cents, potential=cents)
def test_channels_follow_the_sum(initial: int, potential: int, ask: Ask) -> None:
    told = ask(f"handoff: initial {initial / 100:.2f}, potential {potential / 100:.2f}")
    assert told.outcome == ("email-allowed" if initial + potential < 2_000_000 else "call")


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("99 total users after close", "territory"),
        ("100 total users after close", "named"),
        ("1 total user after close", "territory"),
        ("handoff: 85 users", "territory"),
        ("first order closed, 240 users in total", "named"),
        ("about 85 total users after close", "territory"),
        ("about 100 total users after close", "escalate"),
        ("about 95 total users after close", "escalate"),
        ("about 150 total users after close", "named"),
        ("90-110 total users after close", "escalate"),
        ("at least 50 total users after close", "escalate"),
        ("fewer than 100 total users after close", "territory"),
        ("over 99 total users after close", "named"),
        ("1.000 total users after close", "named"),
        ("/handrail handoff not sure how many total users", "escalate"),
        ("/handrail handoff 85 potential users", "needs_fact"),
        ("0 total users after close", "invalid"),
        ("-5 total users after close", "invalid"),
        ("99.5 total users after close", "invalid"),
        ("20 million total users after close", "invalid"),
        ("85 total users after close, 120 total users", "conflict"),
    ],
)
def test_the_owner_follows_total_users(text: str, outcome: str, ask: Ask) -> None:
    assert outcome_of(ask(text)) == outcome


@few
@given(users=st.integers(1, 1_000_000))
def test_more_users_never_lead_back_to_territory(users: int, ask: Ask) -> None:
    told = ask(f"{users} total users after close")
    assert told.outcome == ("territory" if users < 100 else "named")


@pytest.mark.parametrize(
    ("text", "type_", "sides"),
    [
        ("handoff checklist First Order", "first-order-to-named", (7, 5)),
        ("handoff checklist Named", "first-order-to-named", (7, 5)),
        ("handoff checklist First Order AE to Named AE", "first-order-to-named", (7, 5)),
        ("handoff checklist TAM to TAM", "tam-to-tam", (5, 4)),
        ("handoff checklist from one TAM to another", "tam-to-tam", (5, 4)),
        ("checklist AE to TAM", "ae-to-tam", (4, 2)),
        ("handoff checklist AE", "ae-to-tam", (4, 2)),
        ("checklist: solutions architect to technical account manager", "sa-to-tam", (4, 2)),
        ("TAM takes over from the SA, which checklist", "sa-to-tam", (4, 2)),
        ("/handrail handoff sa to sa", "sa-to-sa", (4, 1)),
    ],
)
def test_a_checklist_is_told_with_both_sides(
    text: str, type_: str, sides: tuple[int, int], ask: Ask, pack: Pack
) -> None:
    told = ask(text)
    assert told.outcome == "checklist"
    assert told.values == {"type": type_, "giver_items": sides[0], "receiver_items": sides[1]}
    steps = pack.sheets["handoff"].lists[type_]
    assert len(told.next) == len(steps) == sum(sides)
    assert {citation.id for citation in told.citations} == {step.entry for step in steps}


def test_sides_that_the_page_does_not_print_are_called_our_reading(ask: Ask) -> None:
    assert not ask("handoff checklist First Order").assumptions
    assert ask("handoff checklist TAM to TAM").assumptions


@pytest.mark.parametrize("text", ["handoff checklist TAM", "handoff checklist SA"])
def test_one_side_alone_is_asked_for_the_other(text: str, ask: Ask) -> None:
    assert ask(text).ask == ("type",)
    assert ask(text, type="sa-to-tam").values["type"] == "sa-to-tam"


@pytest.mark.parametrize(
    "text",
    [
        "activity name for handoff by Ana Diaz",
        "note 2 says First Order or Named?",
        "note 1 first order handoff",
        "TAM for 49,999 nARR",
        "account moves to a new seller",
        "who starts the handoff",
        "First Order account 450 employees 60 total users",
        "480 employees, 130 users, inbound",
        "what are the steps to publish my trip notes after a work trip?",
    ],
)
def test_other_questions_are_left_alone(text: str, ask: Ask) -> None:
    assert ask(text).policy != "handoff"


@few
@given(text=st.text(max_size=60))
def test_no_text_is_too_strange(text: str, ask: Ask) -> None:
    assert ask(f"/handrail handoff {text}").headline


@pytest.mark.parametrize(
    "text",
    [
        "handoff: initial 12k + potential 7,999",
        "handoff: initial about 5k, potential 3k-4k",
        "handoff: initial 5k, potential unknown",
        "/handrail handoff combined 15k closed 2026-04-20",
        "about 100 total users after close",
        "handoff checklist SA to TAM",
    ],
)
def test_what_was_read_reads_the_same_again(text: str, ask: Ask) -> None:
    once = ask(text)
    again = ask(f"/handrail handoff {once.read_as}")
    assert (again.outcome, again.facts) == (once.outcome, once.facts)
    assert sorted(again.read_as) == sorted(once.read_as)
