"""Which ranks there are, what each asks for, and how many accounts the best one holds."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.answer import Answer, Status

Ask = Callable[..., Answer]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("SMB 10 accounts as 1", "ok"),
        ("SMB 11 accounts as 1", "not-allowed"),
        ("SMB 11 accounts as 1.5", "ok"),
        ("SMB 100 accounts as 3", "ok"),
        ("12 smb accounts in rank 1", "not-allowed"),
        ("SMB with 11 in rank 1", "not-allowed"),
        ("rank 11 smb accounts as 1", "not-allowed"),
        ("SMB eleven accounts as one", "not-allowed"),
        ("SMB top rank 11 accounts", "not-allowed"),
        ("SMB about 5 accounts as 1", "ok"),
        ("SMB about 12 accounts as 1", "not-allowed"),
        ("SMB 11+ accounts as 1", "not-allowed"),
    ],
)
def test_the_best_rank_of_smb_holds_ten(ask: Ask, text: str, outcome: str) -> None:
    assert ask(f"/handrail rank {text}").outcome == outcome


@pytest.mark.parametrize("count", ["about 10", "9-12", "5+"])
def test_a_count_on_both_sides_of_ten_is_asked_for(ask: Ask, count: str) -> None:
    told = ask(f"/handrail rank SMB {count} accounts as 1")
    assert (told.status, told.ask) == (Status.NEEDS_FACT, ("accounts",))


@pytest.mark.parametrize(
    ("text", "outcome", "missing"),
    [
        ("SMB 1 with potential users", "ok", []),
        ("SMB 1, 50 potential users", "ok", []),
        ("SMB 1 without potential users", "missing-field", ["potential_users"]),
        ("SMB 1.5, potential users filled in", "ok", []),
        ("SMB 1.5, potential users left blank", "missing-field", ["potential_users"]),
        ("SMB tier 1.5 but left potential users empty", "missing-field", ["potential_users"]),
        ("SMB 2 with a note", "ok", []),
        ("SMB 2 without a note", "missing-field", ["note"]),
        ("SMB 3, no reason", "missing-field", ["note"]),
        ("SMB 3 with a note, potential users empty", "ok", []),
        ("SMB 2 without potential users and note", "missing-field", ["note"]),
        ("3 smb with potential users and a note", "ok", []),
    ],
)
def test_each_rank_of_smb_needs_its_own_field(
    ask: Ask, text: str, outcome: str, missing: list[str]
) -> None:
    told = ask(f"/handrail rank {text}")
    assert (told.outcome, told.values["missing"]) == (outcome, missing)
    assert "rank-smb-fields" in [citation.id for citation in told.citations]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("MM 2, last spoken 31 days ago", "ok"),
        ("MM 2, last spoken 32 days ago", "overdue"),
        ("MM 1.5, last spoken 32 days ago", "overdue"),
        ("MM 3, last informed 32 days ago", "overdue"),
        ("MM 3, last informed 5 days ago", "ok"),
        ("MM 1, last spoken 400 days ago", "ok"),
        ("MM 1", "ok"),
        ("MM 2, spoken today", "ok"),
        ("MM 2, last spoken a month ago", "ok"),
        ("MM 2, last spoken 2 months ago", "overdue"),
        ("MM 2, last spoken 5 weeks ago", "overdue"),
        ("MM 2, last spoken 2026-03-23", "ok"),
        ("MM 2, last spoken 2026-03-22", "overdue"),
        ("MM 2, last spoken more than 40 days ago", "overdue"),
        ("MM 2, about 60 days ago", "overdue"),
        ("MM 2, never spoken", "overdue"),
    ],
)
def test_mid_market_is_spoken_with_once_a_month(ask: Ask, text: str, outcome: str) -> None:
    told = ask(f"/handrail rank {text}")
    assert told.outcome == outcome
    assert "rank-mm" in [citation.id for citation in told.citations]


def test_the_rhythm_is_told_where_there_is_one(ask: Ask) -> None:
    assert ask("/handrail rank MM 2, spoken today").values["cadence_days"] == 31
    assert ask("/handrail rank MM 1, spoken today").values["cadence_days"] is None


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("SMB 1", "potential_users"),
        ("SMB 2", "note"),
        ("SMB 3 with potential users", "note"),
        ("MM 2", "last_contact"),
        ("MM 2 without a note", "last_contact"),
        ("MM 2, last spoken last month", "last_contact"),
        ("MM 2, last spoken about 30 days ago", "last_contact"),
        ("MM 2, last spoken more than 10 days ago", "last_contact"),
        ("2", "segment"),
        ("1.5 without potential users", "segment"),
        ("SMB", "rank"),
        ("SMB 1-2", "rank"),
        ("SMB 1,5", "rank"),
        ("hello", "rank"),
    ],
)
def test_what_is_open_is_asked_for(ask: Ask, text: str, asked: str) -> None:
    told = ask(f"/handrail rank {text}")
    assert (told.status, told.ask[0]) == (Status.NEEDS_FACT, asked)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("can i rank 12 smb accounts as 1", "not-allowed"),
        ("rank SMB 1.5 potential users 40", "ok"),
        ("rank my smb account 2, no note", "missing-field"),
        ("mm rank 1.5 account, havent talked in 6 weeks", "overdue"),
    ],
)
def test_free_text_with_its_facts_is_answered(ask: Ask, text: str, outcome: str) -> None:
    assert ask(text).outcome == outcome


def test_a_fact_told_later_settles_it(ask: Ask) -> None:
    assert ask("/handrail rank SMB 1", potential_users="50").outcome == "ok"
    assert ask("/handrail rank SMB 2", note="no").outcome == "missing-field"
    assert ask("/handrail rank MM 2", last_contact="40").outcome == "overdue"
    assert ask("/handrail rank 11 accounts as 1", segment="smb").outcome == "not-allowed"


@pytest.mark.parametrize("rank", ["4", "0", "-1", "2.5", "100", "1.25"])
@pytest.mark.parametrize("segment", ["SMB", "MM", ""])
def test_there_are_four_ranks(ask: Ask, rank: str, segment: str) -> None:
    told = ask(f"/handrail rank {segment} {rank}")
    assert told.outcome == "not-allowed"
    assert "1, 1.5, 2 and 3" in told.headline


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("SMB MM 1", Status.CONFLICT),
        ("SMB rank 1 and rank 2 with a note", Status.CONFLICT),
        ("MM 2, spoken 10 days ago and 50 days ago", Status.CONFLICT),
        ("SMB 2 with a note, note is empty", Status.CONFLICT),
        ("MM 2, last spoken tomorrow", Status.INVALID),
        ("MM 2, last spoken 2026-02-30", Status.INVALID),
        ("SMB 0 accounts as 1", Status.INVALID),
        ("enterprise 1", Status.INVALID),
    ],
)
def test_what_cannot_be_is_said(ask: Ask, text: str, status: Status) -> None:
    assert ask(f"/handrail rank {text}").status is status


def test_mid_market_fields_are_only_warned_of(ask: Ask) -> None:
    told = ask("/handrail rank MM 1 without a note")
    assert told.outcome == "ok"
    assert any("Required 7" in each for each in told.warnings)


@pytest.mark.parametrize(
    "text",
    [
        "what is tier 2 called now?",
        "how often must I speak with Mid-Market Rank 1 accounts?",
        "does SMB rank 1.5 need a note?",
        "what do I write in the notes for an SMB account of rank 2",
        "who ranks my 50 accounts",
        "may I keep the account rank of the previous owner?",
    ],
)
def test_questions_without_its_facts_go_to_the_handbook(ask: Ask, text: str) -> None:
    assert ask(text).policy == "handbook"


ORDER = ("ok", "overdue")


@given(days=st.integers(0, 200), more=st.integers(0, 200), rank=st.sampled_from(["1.5", "2", "3"]))
def test_a_later_contact_is_never_better(ask: Ask, days: int, more: int, rank: str) -> None:
    one = ask(f"/handrail rank MM {rank}, last spoken {days} days ago").outcome
    other = ask(f"/handrail rank MM {rank}, last spoken {days + more} days ago").outcome
    assert ORDER.index(one or "") <= ORDER.index(other or "")


@given(
    segment=st.sampled_from(["SMB", "MM"]),
    rank=st.sampled_from(["1", "1.5", "2", "3", "4"]),
    field=st.sampled_from(
        ["", "with a note", "without a note", "with potential users", "without potential users"]
    ),
    contact=st.sampled_from(["", "spoken 5 days ago", "spoken 50 days ago", "never spoken"]),
)
def test_what_was_read_reads_the_same_again(
    ask: Ask, segment: str, rank: str, field: str, contact: str
) -> None:
    told = ask(f"/handrail rank {segment} {rank}, {field}, {contact}")
    again = ask(f"/handrail rank {told.read_as}")
    assert (again.read_as, again.outcome, again.facts) == (told.read_as, told.outcome, told.facts)


@given(text=st.text(max_size=60))
def test_any_text_is_answered(ask: Ask, text: str) -> None:
    assert ask(f"/handrail rank MM 2 {text}").headline
