"""An open answer names what is still possible, and asking narrows it; a decided one stays."""

from collections.abc import Callable, Iterator, Mapping
from itertools import product

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from policies.answer import Answer, FactValue, Looked, Result, Status
from policies.pack import Pack
from policies.rule import Rule

Ask = Callable[..., Answer]
TELLING: Mapping[str, tuple[str, ...]] = {
    "employees": ("99", "100", "499", "500", "501", "1999", "2000"),
    "potential_users": ("0", "99", "100", "101"),
    "direction": ("inbound", "outbound", "existing"),
    "named": ("yes", "no"),
    "activity": ("yes", "no"),
}
GRANTED: Mapping[str, tuple[str, ...]] = {
    "region": ("NORAM", "EMEA", "LATAM", "APAC"),
    "first_order_available": ("yes", "no"),
    "customer": ("yes", "no"),
    "created": ("2022-02-24", "2022-02-25"),
    "owner_team": ("first-order", "territory"),
    "changeover": ("yes", "no"),
}


def _is_plain(facts: Mapping[str, str]) -> bool:
    """At the change-over the team and the direction follow from the rest; here they are told."""
    return {"owner_team", "direction"} <= facts.keys() or not (
        {"changeover", "activity"} & facts.keys()
    )


told_facts = st.fixed_dictionaries(
    {},
    optional={
        name: st.sampled_from(values)
        for facts in (TELLING, GRANTED)
        for name, values in facts.items()
    },
).filter(lambda facts: bool(facts) and _is_plain(facts))
quick = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def completed(ask: Ask, facts: Mapping[str, str]) -> Iterator[Answer]:
    """The answers to every way of filling in what is not known and has no default."""
    ending = facts.get("changeover") == "yes"
    unknown = [name for name in TELLING if name not in facts and (ending or name != "activity")]
    for values in product(*(TELLING[name] for name in unknown)):
        yield ask("/roe", **{**facts, **dict(zip(unknown, values, strict=True))})


@quick
@given(told_facts)
def test_what_is_still_possible_is_what_the_missing_facts_can_lead_to(
    ask: Ask, facts: dict[str, str]
) -> None:
    first = ask("/roe", **facts)
    assume(first.status is Status.NEEDS_FACT)
    reached = {each.outcome for each in completed(ask, facts)} - {None}
    assert reached == set(first.between)


@quick
@given(told_facts)
def test_a_decided_answer_stays_whatever_else_becomes_known(
    ask: Ask, facts: dict[str, str]
) -> None:
    first = ask("/roe", **facts)
    assume(first.status in (Status.DECIDED, Status.OUTSIDE))
    assert {each.outcome for each in completed(ask, facts)} <= {first.outcome, None}


@quick
@given(told_facts)
def test_the_first_question_asked_can_narrow_the_answer(
    ask: Ask, pack: Pack, facts: dict[str, str]
) -> None:
    first = ask("/roe", **facts)
    assume(first.status is Status.NEEDS_FACT)
    fact = pack.fact(first.ask[0])
    replies = fact.values or TELLING[fact.name]
    answers = [ask("/roe", **{**facts, fact.name: reply}) for reply in replies]
    left = [len(each.between) or 1 for each in answers]
    assert min(left) < len(first.between)


@quick
@given(told_facts)
def test_a_flip_leads_exactly_where_it_says(ask: Ask, facts: dict[str, str]) -> None:
    for flip in ask("/roe", **facts).flips:
        assert ask("/roe", **{**facts, flip.fact: _typed(flip.to)}).outcome == flip.outcome


def _typed(value: FactValue) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


@quick
@given(told_facts)
def test_something_is_assumed_where_another_default_would_change_the_answer(
    ask: Ask, facts: dict[str, str]
) -> None:
    first = ask("/roe", **facts)
    assume(first.outcome is not None)
    untold = {"region", "first_order_available", "customer"} - facts.keys()
    others = [ask("/roe", **{**facts, name: value}) for name in untold for value in GRANTED[name]]
    others = [each for each in others if each.outcome or each.between]
    if any(first.outcome not in (each.outcome, *each.between) for each in others):
        assert first.assumptions


def _decides(looked: Looked, rules: Mapping[str, Rule]) -> bool:
    return looked.result is Result.MATCHED and looked.id in rules


@quick
@given(told_facts)
def test_the_trace_shows_the_cited_rule_that_decided(
    ask: Ask, pack: Pack, facts: dict[str, str]
) -> None:
    first = ask("/roe", **facts)
    assume(first.outcome is not None)
    rules = {each.id: each for policy in pack.policies.values() for each in policy.rules}
    matched = [rules[each.id] for each in first.rules if _decides(each, rules)]
    matched = [rule for rule in matched if rule.outcome == first.outcome]
    cited = {citation.id for citation in first.citations}
    assert any(cited & set(rule.entries) for rule in matched)
    assert Result.OPEN not in {each.result for each in first.rules}
