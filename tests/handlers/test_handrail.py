"""The root command, help, and plain words to the bot."""

from collections.abc import Callable
from typing import Any

import pytest

from handlers import FEATURES
from handlers.kit.feature import Close, Complain, Group, Open, Refused
from handlers.kit.routes import ROOT, routes
from policies.subjects import SUBJECTS, Example
from storage import opportunities

Words = Callable[[Any], str]
Labels = Callable[[Any], list[str]]

TEAM = "T0ACME"
SLASHES = routes(FEATURES).menu
EXAMPLES = [example for slash in SLASHES for example in slash.examples]


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_of_the_help_gets_an_answer(desk: Any, example: str) -> None:
    desk.admins = frozenset({"U0ANA"})  # who may use every command
    acme = {"name": "Acme Platform", "account": "Acme", "owner": "U0ANA"}
    opportunities.add(desk.session, TEAM, acme, by="U0ANA", at=desk.now, source="import")
    opens = isinstance(desk.command(example), Open)
    kept = [entry.detail["status"] for entry in desk.kept("answer")]
    assert set(kept) <= {"decided", "outside", "needs_fact"}
    written = ("list", "next_step.changed", "recording.changed", "trip.planned")
    done = [entry for kind in written for entry in desk.kept(kind)]
    assert kept or opens or not any(digit.isdigit() for digit in example) or done


@pytest.mark.parametrize(
    "example", [each for subject in SUBJECTS for each in subject.examples], ids=lambda e: e.ask
)
def test_every_example_shows_what_it_promises(desk: Any, words: Words, example: Example) -> None:
    assert example.shows in words(desk.command(example.ask)).replace("*", "")


@pytest.mark.parametrize("slash", [s for s in SLASHES if s.name != ROOT], ids=lambda s: s.name)
@pytest.mark.parametrize("word", ["help", "?", "-h", "--help", "HELP"])
def test_every_command_explains_itself(desk: Any, words: Words, slash: Any, word: str) -> None:
    if slash.name.endswith("help"):
        return
    shown = words(desk.command(f"{slash.name} {word}"))
    assert all(example in shown for example in slash.examples)


@pytest.mark.parametrize("asked", ["/handrail", "/handrail help", "/handrail ?"])
def test_the_bare_root_lists_every_command_and_offers_a_menu(
    desk: Any, words: Words, labels: Labels, asked: str
) -> None:
    reply = desk.command(asked)
    assert all(slash.examples[0] in words(reply) for slash in SLASHES)
    assert labels(reply) == ["Look up an account", "Look up a list", "Check a deal", "My disputes"]


@pytest.mark.parametrize("wanted", ["roe", "/roe", "segment", "/handrail segment", "ASK"])
def test_help_with_one_command_shows_its_examples(desk: Any, words: Words, wanted: str) -> None:
    assert "*Examples*" in words(desk.command(f"/handrail help {wanted}"))


def test_help_with_an_unknown_command_says_so(desk: Any) -> None:
    with pytest.raises(Refused, match=r"no command “pizza”"):
        desk.command("/handrail help pizza")


def test_the_menu_opens_the_forms(desk: Any, words: Words) -> None:
    menu = desk.command("/handrail")
    assert isinstance(desk.press(menu, "Look up an account"), Open)
    assert isinstance(desk.press(menu, "Look up a list"), Open)
    assert "What does this deal need" in words(desk.press(menu, "Check a deal"))
    assert "no disputes" in words(desk.press(menu, "My disputes"))


@pytest.mark.parametrize(("typed", "meant"), [("segmnt 60", "segment"), ("roee 620", "roe")])
def test_a_mistyped_subcommand_gets_the_closest_match(
    desk: Any, words: Words, typed: str, meant: str
) -> None:
    assert meant in words(desk.command(f"/handrail {typed}"))
    assert desk.kept("answer")[0].detail["status"] == "invalid"


def test_subcommands_answer_as_the_commands_do(desk: Any, words: Words) -> None:
    assert "*SMB*" in words(desk.command("/handrail segment 60"))
    assert "*Mid-Market First Order*" in words(desk.command("/handrail roe 620 inbound"))


@pytest.mark.parametrize("words_", ["roe 620 inbound", "/roe 620 inbound", "ROE 620 inbound"])
def test_a_direct_message_takes_the_same_words(desk: Any, words: Words, words_: str) -> None:
    assert "*Mid-Market First Order*" in words(desk.message(words_))


def test_a_direct_message_takes_plain_questions(desk: Any, words: Words) -> None:
    asked = "who owns a 480 person company with 130 devs that came inbound?"
    assert "*Mid-Market Territory*" in words(desk.message(asked))
    assert "VP of Commercial Sales" in words(desk.message("who decides in a dispute?"))


@pytest.mark.parametrize("greeting", ["", "hi", "Hello!", "thanks", "Good morning."])
def test_a_greeting_gets_the_short_help(desk: Any, words: Words, greeting: str) -> None:
    shown = words(desk.message(greeting))
    assert all(f"*{group}*" in shown for group in Group)


@pytest.mark.parametrize("asked", ["what is a first order account", "620 inbound", "SMB range?"])
def test_a_question_under_the_root_is_answered(desk: Any, asked: str) -> None:
    desk.command(f"/handrail {asked}")
    assert desk.kept("answer")[0].detail["status"] == "decided"


def test_a_question_that_begins_with_help_is_still_a_question(desk: Any, words: Words) -> None:
    reply = desk.message("help me with a 620 employees inbound account")
    assert "Mid-Market First Order" in words(reply)


def test_what_nothing_speaks_of_is_said_to_be_so(desk: Any, words: Words) -> None:
    desk.message("what is the best pizza in town")
    assert desk.kept("answer")[0].detail["status"] == "unknown"


def test_bare_roe_opens_a_form_with_every_fact(desk: Any) -> None:
    opened = desk.command("/roe")
    names = [block["block_id"] for block in opened.view["blocks"] if block["type"] == "input"]
    assert names == list(desk.pack.policies["roe"].facts)


def test_the_form_answers_privately_where_it_was_opened(desk: Any, words: Words) -> None:
    fields = {"employees": "620", "direction": "inbound", "region": "unknown"}
    assert desk.submit(desk.command("/roe"), fields) == Close()
    (letter,) = desk.letters("respond")
    assert letter["body"]["response_type"] == "ephemeral"
    assert "*Mid-Market First Order*" in words(letter["body"])
    assert "Share here" in words(letter["body"])
    assert desk.kept("answer")[0].detail["given"] == {"employees": "620", "direction": "inbound"}


def test_a_form_from_the_menu_leaves_the_menu_as_it_is(desk: Any) -> None:
    opened = desk.press(desk.command("/handrail"), "Look up an account")
    desk.submit(opened, {"employees": "620"})
    (letter,) = desk.letters("respond")
    assert letter["body"]["replace_original"] is False


@pytest.mark.parametrize("fields", [{}, {"direction": "unknown"}, {"employees": "banana"}])
def test_a_form_that_says_nothing_is_complained_about(desk: Any, fields: dict[str, str]) -> None:
    reply = desk.submit(desk.command("/roe"), fields)
    assert isinstance(reply, Complain)
    assert list(reply.errors) == ["employees"]
    assert desk.kept("answer") == []


def test_bare_roe_in_a_message_offers_a_button_instead(desk: Any, labels: Labels) -> None:
    assert "Look up an account" in labels(desk.message("roe"))
