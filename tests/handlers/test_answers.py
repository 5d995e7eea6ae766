"""What somebody is told, what is kept of it, and what its buttons do."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from handlers.handrail import listen
from handlers.kit.feature import Aside, Ask, Close, Complain, Open, Place, Refused

Words = Callable[[Any], str]
Labels = Callable[[Any], list[str]]


def test_a_decision_is_told_with_its_reading_rule_link_and_edition(desk: Any, words: Words) -> None:
    reply = desk.command("/roe 620 employees inbound")

    shown = words(reply)
    assert "*Mid-Market First Order*" in shown
    assert "Read as: 620 employees" in shown
    assert "*Because:* New inbound leads" in shown
    assert "https://about.gitlab.com/handbook/sales/commercial/" in shown
    assert "(FY23)" in shown
    assert "Mid-Market First Order" in reply.text


def test_a_place_is_named_once_however_many_rules_rest_on_it(desk: Any, words: Words) -> None:
    shown = words(desk.command("/roe 620 employees"))
    assert shown.count("|[2]>") == 2
    assert "[1] <" in shown
    assert shown.count("New Accounts to SalesForce.com after Feb 24, 2022") == 1
    assert shown.count("Commercial Sales (FY23)") == 1


def test_a_decision_says_what_would_change_it(desk: Any, words: Words) -> None:
    assert "499 employees → Mid-Market Territory" in words(desk.command("/roe 620 inbound"))


def test_at_most_three_flips_are_shown(desk: Any, words: Words) -> None:
    shown = words(desk.command("/roe 620 existing EMEA First Order Available 130 users"))
    assert shown.count(" → ") <= 3


def test_what_was_asked_and_answered_is_kept_under_its_edition(desk: Any) -> None:
    desk.command("/roe 620 employees inbound")

    (entry,) = desk.kept("answer")
    assert (entry.actor, entry.at) == ("U0ANA", desk.now)
    assert entry.detail["text"] == "/roe 620 employees inbound"
    assert entry.detail["outcome"] == "mm-first-order"
    assert entry.detail["facts"]["employees"] == 620
    assert entry.detail["citations"][0] == "roe-inbound"
    assert entry.detail["edition"] == "fy23"
    assert (entry.detail["place"], entry.detail["channel"]) == ("command", "C0SALES")


def test_a_missing_choice_is_asked_for_with_its_options(desk: Any, labels: Labels) -> None:
    reply = desk.command("/roe 480 employees 130 potential users")
    wanted = ["New inbound lead", "New outbound prospect", "Already in Salesforce"]
    assert labels(reply)[:3] == wanted


def test_a_pressed_option_answers_in_place(desk: Any, words: Words) -> None:
    asked = desk.command("/roe 480 employees 130 potential users")
    assert "*Mid-Market Territory*" in words(desk.press(asked, "New inbound lead"))
    assert "*Mid-Market First Order*" in words(desk.press(asked, "New outbound prospect"))
    assert desk.kept("answer")[-1].detail["given"] == {"direction": "outbound"}


def test_a_missing_number_is_asked_for_in_a_form_and_answers_in_place(
    desk: Any, words: Words
) -> None:
    asked = desk.command("/roe 300 existing")
    opened = desk.press(asked, "Give the number of potential users")
    assert isinstance(opened, Open)

    assert desk.submit(opened, {"potential_users": "100"}) == Close()
    (letter,) = desk.letters("respond")
    assert letter["body"]["replace_original"] is True
    assert "*Mid-Market First Order*" in words(letter["body"])


@pytest.mark.parametrize("value", ["lots", "-5", "999999999999"])
def test_a_number_that_cannot_be_read_is_complained_about_in_its_field(
    desk: Any, value: str
) -> None:
    opened = desk.press(desk.command("/roe inbound"), "Give the number of employees")
    reply = desk.submit(opened, {"employees": value})
    assert isinstance(reply, Complain)
    assert "For example 480 employees" in reply.errors["employees"]
    assert len(desk.kept("answer")) == 1


def test_an_empty_field_is_complained_about_with_an_example(desk: Any) -> None:
    opened = desk.press(desk.command("/roe inbound"), "Give the number of employees")
    reply = desk.submit(opened, {})
    assert isinstance(reply, Complain)
    assert "480 employees" in reply.errors["employees"]


def test_after_half_an_hour_the_answer_comes_as_a_direct_message(desk: Any) -> None:
    opened = desk.press(desk.command("/roe inbound"), "Give the number of employees")
    desk.now += timedelta(hours=1)
    desk.submit(opened, {"employees": "620"})
    (letter,) = desk.letters("post")
    assert letter["channel"] == "U0ANA"


def test_why_shows_every_rule_and_how_it_came_out(desk: Any, words: Words) -> None:
    answer = desk.command("/roe 620 employees inbound")
    reply = desk.press(answer, "Why?")
    assert isinstance(reply, Aside)
    shown = words(reply)
    assert "✅ New inbound leads at companies of 500" in shown
    assert "✅ applies · ❌ does not apply" in shown


def test_sharing_names_the_asker_and_leaves_no_buttons(
    desk: Any, words: Words, labels: Labels
) -> None:
    answer = desk.command("/roe 620 employees inbound")
    reply = desk.press(answer, "Share here")

    assert "✔ Shared with this channel" in words(reply)
    assert "Share here" not in labels(reply)
    (letter,) = desk.letters("respond")
    assert letter["body"]["response_type"] == "in_channel"
    assert "Asked by Ana Lopez" in words(letter["body"])
    assert not [b for b in letter["body"]["blocks"] if b["type"] == "actions"]


def test_sharing_is_asked_about_first(desk: Any) -> None:
    (row,) = [b for b in desk.command("/roe 620 inbound").blocks if b["type"] == "actions"]
    (share,) = [each for each in row["elements"] if each["action_id"] == "answer.share"]
    assert "people of other companies" in share["confirm"]["text"]["text"]


def test_sharing_twice_posts_once(desk: Any) -> None:
    answer = desk.command("/roe 620 employees inbound")
    desk.press(answer, "Share here")
    desk.press(answer, "Share here")
    assert len(desk.letters("respond")) == 1


def test_an_answer_in_a_direct_message_has_nobody_to_share_with(desk: Any, labels: Labels) -> None:
    assert "Share here" not in labels(desk.message("620 employees inbound"))
    assert "Share here" not in labels(desk.command("/roe 620 inbound", channel="D0ANA"))


@pytest.mark.parametrize("label", ["Why?", "Share here", "Dispute"])
def test_somebody_else_is_told_whose_answer_it_is(desk: Any, label: str) -> None:
    answer = desk.command("/roe 620 employees inbound")
    with pytest.raises(Refused, match=r"Only Ana Lopez can use.*`/roe 480"):
        desk.press(answer, label, who="U0BEN")
    assert desk.letters() == []


@pytest.mark.parametrize("value", ["", "0", "99", "-1", "x", "٣", "1e9", "9" * 30, "1 2 3"])
@pytest.mark.parametrize("id", ["answer.why", "answer.share", "roe.dispute"])
def test_a_forged_number_does_nothing(desk: Any, id: str, value: str) -> None:
    desk.command("/roe 620 employees inbound")
    with pytest.raises(Refused, match="ask again"):
        desk.press_raw(id, value)
    assert desk.letters() == []


@pytest.mark.parametrize(
    "value", ["1", "1 direction", "1 direction sideways", "1 boss yes", "7 direction inbound"]
)
def test_a_forged_choice_does_nothing(desk: Any, value: str) -> None:
    desk.command("/roe 480 employees 130 users")
    with pytest.raises(Refused, match="ask again"):
        desk.press_raw("answer.choose.0", value)
    assert len(desk.kept("answer")) == 1


def test_an_answer_of_another_workspace_is_not_found(desk: Any) -> None:
    answer = desk.command("/roe 620 employees inbound")
    desk.workspace = "T0OTHER"
    with pytest.raises(Refused, match="ask again"):
        desk.press(answer, "Why?")


def test_a_form_of_somebody_else_is_refused(desk: Any) -> None:
    opened = desk.press(desk.command("/roe inbound"), "Give the number of employees")
    with pytest.raises(Refused, match="too old"):
        desk.submit(opened, {"employees": "620"}, "U0BEN")


@pytest.mark.parametrize("about", ["", "forged", "1"])
def test_a_form_with_a_forged_memory_is_refused(desk: Any, about: str) -> None:
    opened = desk.press(desk.command("/roe inbound"), "Give the number of employees")
    forged = replace(opened, view={**opened.view, "private_metadata": about})
    with pytest.raises(Refused, match="too old"):
        desk.submit(forged, {"employees": "620"})


def test_an_unreadable_question_gets_an_example(desk: Any, words: Words) -> None:
    shown = words(desk.command("/roe banana"))
    assert "Say it like this: `/roe 620 employees`" in shown
    assert "You wrote `/roe banana` · `/handrail help`" in shown
    assert len(shown) < 250


def test_a_number_that_cannot_be_gets_one_example(desk: Any, words: Words) -> None:
    shown = words(desk.command("/roe -5 employees"))
    assert "“-5” is below zero.\nFor example `/roe 620 employees`" in shown


def test_more_than_three_thousand_characters_are_answered_in_a_sentence(
    desk: Any, words: Words
) -> None:
    shown = words(desk.command("/roe " + "employees " * 400))
    assert "3,000 characters" in shown
    assert desk.kept("answer") == []


def test_an_answer_in_a_thread_keeps_where_it_was_asked(desk: Any) -> None:
    ask = Ask(Place.MENTION, text="620 employees inbound", channel="C0SALES", thread="1.2")
    desk.checked(listen(desk.turn(), ask))
    assert desk.kept("answer")[0].detail["place"] == "mention"
