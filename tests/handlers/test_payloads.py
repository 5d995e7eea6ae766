"""What Slack sends, read as one small value; what it should not send does no harm."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.kit import events, interactions, payloads
from handlers.kit.feature import Place


def test_a_command_is_read_as_who_and_what() -> None:
    body = {
        "command": "/roe",
        "text": " 620 employees ",
        "team_id": "T1",
        "user_id": "U1",
        "channel_id": "C1",
        "trigger_id": "1.2.abc",
        "response_url": "https://hooks.slack.com/1",
    }
    assert interactions.command_caller(body) == payloads.Caller("T1", "U1", "T1", "command:1.2.abc")
    ask = interactions.command_ask(body)
    assert (ask.place, ask.text, ask.channel) == (Place.COMMAND, "620 employees", "C1")


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("R&amp;D &lt;500", "R&D <500"),
        ("see <https://example.com/a?b=1&amp;c=2|the list>", "see the list"),
        ("<https://example.com>", "https://example.com"),
        ("<mailto:ana@example.com|ana@example.com>", "ana@example.com"),
        ("name,employees\nAcme,620\n", "name,employees\nAcme,620"),
        ("name\temployees", "name\temployees"),
    ],
)
def test_words_are_read_as_they_were_typed(sent: str, typed: str) -> None:
    assert payloads.plain(sent) == typed


def test_a_mention_is_answered_in_its_thread() -> None:
    event = {"type": "app_mention", "user": "U1", "text": "<@UBOT> 620", "ts": "5.1"}
    body = {"team_id": "T1", "event": event | {"channel": "C1"}}
    ask = events.ask_of(body, "UBOT")
    assert (ask.place, ask.text, ask.thread) == (Place.MENTION, "620", "5.1")


def test_a_direct_message_is_answered_where_it_stands() -> None:
    event = {"type": "message", "channel_type": "im", "user": "U1", "text": "620", "ts": "5.1"}
    ask = events.ask_of({"team_id": "T1", "event": event | {"channel": "D1"}}, "UBOT")
    assert (ask.place, ask.thread) == (Place.DIRECT, "")


def test_a_message_keeps_its_key_however_often_it_is_delivered() -> None:
    event = {"type": "message", "user": "U1", "channel": "D1", "ts": "5.1"}
    first = events.caller_of({"team_id": "T1", "event_id": "Ev1", "event": event})
    again = events.caller_of({"team_id": "T1", "event_id": "Ev2", "event": event})
    assert first == again


def test_a_person_of_another_organisation_is_told_apart() -> None:
    press = {"type": "block_actions", "team": {"id": "T1"}, "user": {"id": "U9", "team_id": "T9"}}
    caller = interactions.press_caller(press)
    assert (caller.team, caller.home) == ("T1", "T9")


@pytest.mark.parametrize(
    ("element", "read"),
    [
        ({"type": "plain_text_input", "value": "620"}, "620"),
        ({"type": "static_select", "selected_option": {"value": "inbound"}}, "inbound"),
        ({"type": "radio_buttons", "selected_option": None}, None),
        ({"type": "checkboxes", "selected_options": [{"value": "a"}, {"value": "b"}]}, ("a", "b")),
        ({"type": "datepicker", "selected_date": "2022-02-24"}, "2022-02-24"),
        ({"type": "users_select", "selected_user": "U7"}, "U7"),
        ({"type": "plain_text_input", "value": None}, None),
    ],
)
def test_a_field_is_read_whatever_its_kind(element: dict[str, Any], read: object) -> None:
    view = {"state": {"values": {"employees": {"value": element}}}, "private_metadata": "q7"}
    ask = interactions.form_ask({"view": view})
    assert ask.fields.get("employees") == read
    assert ask.about == "q7"


def test_a_file_in_a_form_is_found() -> None:
    file = {"id": "F1", "name": "list.csv", "url_private": "https://files.slack.com/1", "size": 9}
    view = {"state": {"values": {"list": {"file": {"type": "file_input", "files": [file]}}}}}
    (found,) = interactions.form_ask({"view": view}).files
    assert (found.id, found.name, found.size) == ("F1", "list.csv", 9)


@pytest.mark.parametrize(
    ("event", "meant"),
    [
        ({"type": "message", "channel_type": "im", "user": "U1"}, True),
        ({"type": "message", "channel_type": "im", "user": "U1", "subtype": "file_share"}, True),
        ({"type": "app_mention", "user": "U1"}, True),
        ({"type": "message", "channel_type": "channel", "user": "U1"}, False),
        ({"type": "message", "channel_type": "im", "user": "U1", "bot_id": "B1"}, False),
        ({"type": "message", "channel_type": "im", "subtype": "message_changed"}, False),
    ],
)
def test_only_a_persons_words_to_the_bot_are_heard(event: dict[str, Any], meant: bool) -> None:
    assert events.is_for_the_bot({"event": event}) is meant


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda each: st.lists(each, max_size=3) | st.dictionaries(st.text(max_size=8), each),
    max_leaves=20,
)
keys = st.sampled_from(["view", "user", "team", "actions", "event", "channel", "message", "text"])


@given(st.dictionaries(keys, json))
def test_a_garbled_payload_is_read_as_nothing(body: dict[str, Any]) -> None:
    for read in (interactions.command_caller, interactions.press_caller, events.caller_of):
        assert isinstance(read(body), payloads.Caller)
    assert interactions.button_ask(body).place is Place.BUTTON
    assert isinstance(interactions.action_id(body), str)
    assert isinstance(interactions.form_id(body), str)
