"""Commands of the policies that calculate: a line, a form, and one missing fact at a time."""

from collections.abc import Callable
from typing import Any

import pytest

from handlers.desks import COUNTERS
from handlers.kit.facts import facts_of
from handlers.kit.feature import Close, Complain, Open, Refused
from policies.desks import DESKS
from policies.vocabulary import Kind
from tests.handlers.conftest import ROUTES

Words = Callable[[Any], str]
Labels = Callable[[Any], list[str]]

NAMES = [counter.name for counter in COUNTERS.values()]


def names_of(opened: Any) -> list[str]:
    return [block["block_id"] for block in opened.view["blocks"] if block["type"] == "input"]


def test_every_policy_that_calculates_has_a_command() -> None:
    by_routines = {
        *("cosell", "customer-slack", "forecast", "giveback", "handoff", "mql", "rank"),
        *("redgreen", "support"),
    }
    assert COUNTERS.keys() | by_routines == {desk.policy for desk in DESKS}
    assert not COUNTERS.keys() & by_routines
    words = {word for slash in ROUTES.menu for word in slash.words}
    assert all(set(desk.commands) <= words for desk in DESKS)


@pytest.mark.parametrize("name", NAMES)
def test_a_bare_command_opens_a_form_with_every_fact(desk: Any, name: str) -> None:
    opened = desk.command(name)
    assert isinstance(opened, Open)
    policy = next(policy for policy, counter in COUNTERS.items() if counter.name == name)
    assert names_of(opened) == [fact.name for fact in facts_of(desk.pack, policy)]


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_form_is_complained_about_with_an_example(desk: Any, name: str) -> None:
    reply = desk.submit(desk.command(name), {})
    assert isinstance(reply, Complain)
    assert all("For example" in text for text in reply.errors.values())


@pytest.mark.parametrize("name", NAMES)
def test_a_bare_word_in_a_direct_message_offers_the_form(
    desk: Any, labels: Labels, name: str
) -> None:
    reply = desk.message(name.removeprefix("/handrail ").removeprefix("/"))
    assert labels(reply) == ["Fill in a form"]
    assert isinstance(desk.press(reply, "Fill in a form"), Open)


def test_a_form_is_answered_as_the_same_words_are(desk: Any, words: Words) -> None:
    typed = desk.command("/deal SMB 6k net ARR amount 7k closing next month")
    fields = {"segment": "smb", "net_arr": "6k", "amount": "7k", "closes": "next-month"}
    assert desk.submit(desk.command("/deal"), fields) == Close()
    (letter,) = desk.letters("respond")
    assert typed.text in words(letter["body"])
    assert letter["body"]["response_type"] == "ephemeral"


def test_a_field_that_cannot_be_read_is_named_with_an_example(desk: Any) -> None:
    fields = {"target": "400k", "pipeline": "banana"}
    reply = desk.submit(desk.command("/handrail coverage"), fields)
    assert isinstance(reply, Complain)
    assert list(reply.errors) == ["pipeline"]
    assert "“banana”" in reply.errors["pipeline"]
    assert "For example" in reply.errors["pipeline"]


def test_a_form_whose_policy_is_gone_says_so(desk: Any) -> None:
    with pytest.raises(Refused, match="not in force"):
        desk.press_raw("desk.open", "tea")


def test_a_missing_choice_is_answered_by_a_button(desk: Any, words: Words, labels: Labels) -> None:
    asked = desk.command("/deal 6k net ARR closing next month")
    assert labels(asked)[:3] == ["SMB", "Mid-Market", "Enterprise"]
    assert "*SMB:* it needs" in words(desk.press(asked, "SMB"))
    assert desk.kept("answer")[-1].detail["given"] == {"segment": "smb"}


def test_a_missing_figure_is_answered_in_a_form_and_in_place(desk: Any, words: Words) -> None:
    asked = desk.command("/handrail coverage target 400k")
    opened = desk.press(asked, "Give the pipeline")
    assert desk.submit(opened, {"pipeline": "1.4M"}) == Close()
    (letter,) = desk.letters("respond")
    assert letter["body"]["replace_original"] is True
    assert "covers the target 3.5" in words(letter["body"]).replace("*", "")


def test_a_missing_figure_that_cannot_be_read_is_complained_about(desk: Any) -> None:
    opened = desk.press(desk.command("/handrail coverage target 400k"), "Give the pipeline")
    reply = desk.submit(opened, {"pipeline": "banana"})
    assert isinstance(reply, Complain)
    assert "“banana”" in reply.errors["pipeline"]


def test_two_policies_may_call_different_things_by_one_name(desk: Any) -> None:
    named: dict[str, set[str]] = {}
    for policy in COUNTERS:
        for fact in facts_of(desk.pack, policy):
            named.setdefault(fact.name, set()).add(fact.ask)
    shared = {name for name, asks in named.items() if len(asks) > 1}
    for policy in COUNTERS:
        asked = [fact for fact in facts_of(desk.pack, policy) if fact.name in shared]
        assert all(fact.ask in named[fact.name] for fact in asked)


@pytest.mark.parametrize("policy", COUNTERS)
def test_each_fact_has_the_field_that_fits_its_kind(desk: Any, policy: str) -> None:
    opened = desk.command(COUNTERS[policy].name)
    kinds = {block["block_id"]: block for block in opened.view["blocks"] if "element" in block}
    for fact in facts_of(desk.pack, policy):
        kind = kinds[fact.name]["element"]["type"]
        if fact.options or fact.kind is Kind.YES_NO:
            assert kind in ("radio_buttons", "static_select")
        elif fact.kind is Kind.DATE:
            assert kind == "datepicker"
        else:
            assert kind == "plain_text_input"
        assert kinds[fact.name]["optional"] is True


def test_a_deal_is_a_list_of_what_it_needs_what_not_and_what_is_open(
    desk: Any, words: Words
) -> None:
    shown = words(desk.command("/deal MM 24k net ARR closing this month"))
    assert "✔ *Opportunity consult*" in shown
    assert "✘ Lightweight review" in shown
    assert "❓ Custom deck: needs the Amount" in shown
    assert "✔ *Red/Green this month*" in shown
    assert shown.count("|[1]>") == 1


def test_a_calendar_marks_its_days_and_names_them(desk: Any, words: Words) -> None:
    shown = words(desk.command("/redgreen dates feb 2026"))
    assert "  9  10  11  12 [13] 14  15" in shown
    assert "[23][24][25][26][27] 28" in shown
    assert "*Mid-month session*\nFriday 13 February 2026" in shown
    assert "*Looked back on*\nFriday 13 March 2026" in shown


def test_figures_stand_under_their_names_with_separators(desk: Any, words: Words) -> None:
    shown = words(desk.command("/handrail coverage target 400k pipeline 1,150,500"))
    assert "*Short by*\n$249,500" in shown


def test_only_answers_of_ownership_can_be_disputed(desk: Any, labels: Labels) -> None:
    assert labels(desk.command("/handrail cosell 4")) == ["Why?", "Share here"]
    assert "Dispute" in labels(desk.command("/roe 620 inbound"))


def test_a_question_that_begins_with_a_commands_word_stays_a_question(desk: Any) -> None:
    desk.message("support for which customers?")
    assert desk.kept("answer")[0].detail["text"] == "support for which customers?"
