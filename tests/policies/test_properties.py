"""What holds for every question, whoever asks and however garbled."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policies.answer import Answer, FactValue, Status
from policies.asking import Question, answer, question_of
from policies.pack import Pack

Ask = Callable[..., Answer]
NOON = datetime(2026, 4, 23, 12, tzinfo=UTC)

quick = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

employees = st.integers(1, 3_000)
users = st.integers(0, 400)
directions = st.sampled_from(["inbound", "outbound", "existing"])
told_facts = st.fixed_dictionaries(
    {},
    optional={
        "employees": employees.map(str),
        "potential_users": users.map(str),
        "direction": directions,
        "region": st.sampled_from(["NORAM", "EMEA", "LATAM", "APAC"]),
        "first_order_available": st.sampled_from(["yes", "no"]),
        "customer": st.sampled_from(["yes", "no"]),
        "named": st.sampled_from(["yes", "no"]),
        "created": st.dates(date(2019, 1, 1), date(2026, 1, 1)).map(str),
        "owner_team": st.sampled_from(["first-order", "territory"]),
        "activity": st.sampled_from(["yes", "no"]),
    },
).filter(bool)

BITS = """480 130 1,200 1.200 500,5 1k9 6OO -12 0 ~ + - to and or ? , . between half a hundred
    employees users inbound outbound existing not customer LATAM First Order account Territory
    datafox linkedin zoominfo wrong n/a usd staff ½ .5k 6 00 sixhundred office created
    2022-02-25 2022-02-30 $ € group daughter no activity quarter
    \x00 \u202e \ud800 \u202f １２ <!channel> @here {0} %s ` 99999999999999999999"""
garbled = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(BITS.split()), max_size=25).map(" ".join),
)
commands = st.sampled_from(["", "/roe ", "/handrail segment ", "/handrail "])


def _lines(told: Answer) -> list[str]:
    return [*told.warnings, *told.assumptions, *told.next, *(each.says for each in told.rules)]


@quick
@given(commands, garbled)
def test_any_text_gets_a_short_answer_that_can_be_written_as_json(
    pack: Pack, command: str, text: str
) -> None:
    told = answer(Question(command + text, NOON), pack)
    json.dumps(told.as_json(), ensure_ascii=False).encode()
    assert len(told.headline) <= 300
    assert len(told.read_as) <= 300
    assert all(len(line) <= 500 for line in _lines(told))
    assert len(told.warnings) <= 20
    assert "\u202e" not in told.headline + told.read_as


def test_a_text_of_forty_thousand_characters_is_cut_and_said_to_be(ask: Ask) -> None:
    told = ask("/roe 620 employees inbound" + " and so on" * 4_000)
    assert told.outcome == "mm-first-order"
    assert "4,000 characters" in " ".join(told.warnings)


@quick
@given(st.lists(employees, min_size=2, max_size=2).map(sorted), directions, users)
def test_more_employees_never_lead_back_to_a_smaller_team(
    ask: Ask, counts: list[int], direction: str, count: int
) -> None:
    order = ["smb", "mm-territory", "mm-first-order", "outside-commercial"]
    few, many = (ask(f"/roe {each} employees {direction} {count} users") for each in counts)
    if few.outcome and many.outcome:
        assert order.index(few.outcome) <= order.index(many.outcome)


@quick
@given(told_facts)
def test_a_fact_given_later_counts_as_if_it_had_been_typed(
    pack: Pack, facts: dict[str, str]
) -> None:
    typed = answer(Question(f"/roe {question_of(facts, pack)}", NOON), pack)
    given_later = answer(Question("/roe", NOON, given=facts), pack)
    assert typed.status == given_later.status
    assert typed.outcome == given_later.outcome
    assert typed.facts == given_later.facts


@quick
@given(told_facts)
def test_reading_what_was_read_back_finds_the_same_facts(pack: Pack, facts: dict[str, str]) -> None:
    first = answer(Question("/roe", NOON, given=facts), pack)
    if first.status not in (Status.INVALID, Status.CONFLICT):
        again = answer(Question(f"/roe {first.read_as}", NOON), pack)
        assert _shown(again.facts) == _shown(first.facts)
        assert again.read_as == first.read_as


def _shown(facts: Mapping[str, FactValue]) -> dict[str, str]:
    return {name: str(value) for name, value in facts.items()}


@quick
@given(told_facts, st.data())
def test_forgetting_a_fact_never_decides_what_was_open(
    pack: Pack, facts: dict[str, str], data: st.DataObject
) -> None:
    """Facts with a default are left: to forget one is to take it for granted."""
    granted = {name for name in facts if pack.fact(name).default} | {"created", "activity"}
    optional = sorted(set(facts) - granted)
    if not optional:
        return
    left = {name: facts[name] for name in facts if name != data.draw(st.sampled_from(optional))}
    known = answer(Question("/roe", NOON, given=facts), pack)
    less = answer(Question("/roe", NOON, given=left), pack)
    if known.status is Status.NEEDS_FACT:
        assert less.outcome is None
    elif less.outcome and known.outcome:
        assert less.outcome == known.outcome


def _as_given(value: FactValue) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


@quick
@given(told_facts)
def test_each_flip_leads_to_the_outcome_that_it_names(pack: Pack, facts: dict[str, str]) -> None:
    told = answer(Question("/roe", NOON, given=facts), pack)
    for flip in told.flips:
        value = _as_given(flip.to)
        changed = answer(Question("/roe", NOON, given={**facts, flip.fact: value}), pack)
        assert changed.outcome == flip.outcome or changed.status is Status.CONFLICT


@quick
@given(told_facts)
def test_what_is_asked_for_settles_the_question_in_the_end(
    pack: Pack, facts: dict[str, str]
) -> None:
    told = answer(Question("/roe", NOON, given=facts), pack)
    for _ in range(6):
        if told.status is not Status.NEEDS_FACT:
            break
        fact = pack.fact(told.ask[0])
        facts = {**facts, fact.name: fact.options[0].value if fact.options else "150"}
        told = answer(Question("/roe", NOON, given=facts), pack)
    assert told.status is not Status.NEEDS_FACT
