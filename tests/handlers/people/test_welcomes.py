"""First contact: one message to each person, whatever happens, and what they answer."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
import yaml

from handlers.kit.feature import Close
from handlers.kit.rounds import round_of
from handlers.people.welcomes import greeting, welcome
from storage import members, people, profiles
from storage.database import Database

Words = Callable[[Any], str]
Labels = Callable[[Any], list[str]]


def greet(desk: Any, who: str = "U0ANA") -> bool:
    return welcome(round_of(desk.turn(who)), who)


def test_a_person_is_greeted_once(desk: Any, words: Words) -> None:
    assert greet(desk)
    assert not greet(desk)
    (letter,) = desk.letters()
    assert letter["channel"] == "U0ANA"
    shown = words(letter["blocks"])
    for part in (
        "Is that right?",
        "none yet",
        "Europe/Madrid (as in Slack)",
        "Three things to try",
    ):
        assert part in shown


def test_every_thing_to_try_works(desk: Any, words: Words) -> None:
    greet(desk)
    shown = words(desk.letters()[0]["blocks"])
    tries = [line.split("`")[1] for line in shown.splitlines() if line.startswith("• `")]
    assert len(tries) == 3
    for each in tries:
        desk.command(each)


@pytest.mark.parametrize(
    "what",
    [{"guest": "guest"}, {"guest": "single"}, {"bot": True}, {"deleted": True}, {"team": "T2"}],
)
def test_nobody_else_is_greeted(desk: Any, what: dict[str, Any]) -> None:
    people.save(desk.session, replace(desk.person("U0VIC"), **what))
    assert not greet(desk, "U0VIC")
    assert desk.letters() == []


def test_of_several_processes_one_greets(seats: Any, race_in: Any) -> None:
    with seats() as desk:
        round = round_of(desk.turn())
    greeted = race_in(lambda session: welcome(replace(round, session=session), "U0ANA"))
    assert sorted(greeted) == [False, False, False, True]


def test_yes_settles_the_question_and_keeps_the_rest(
    desk: Any, words: Words, labels: Labels
) -> None:
    profiles.change(desk.session, desk.workspace, "U0ANA", roles=("smb",), manager="U0BEN")
    greet(desk)
    (letter,) = desk.letters()
    settled = desk.press(letter, "Yes, that's right")
    assert "You confirmed this" in words(settled)
    assert "Three things to try" in words(settled)
    assert labels(settled) == []


def test_whoever_has_no_role_says_one_and_it_is_marked(desk: Any, words: Words) -> None:
    greet(desk)
    form = desk.press(desk.letters()[0], "Say what I do")
    fields = {"roles": ("smb", "vp"), "manager": "U0BEN", "zone": "Asia/Tokyo"}
    assert isinstance(desk.submit(form, fields), Close)
    kept = profiles.find(desk.session, desk.workspace, "U0ANA")
    assert (kept.roles, kept.claimed, kept.confirmed) == (("smb", "vp"), ("smb", "vp"), ())
    assert (kept.manager, kept.zone) == ("U0BEN", "Asia/Tokyo")
    assert "an admin confirms it" in words(desk.command("/handrail me"))


def test_a_confirmed_role_stays_confirmed_and_a_manager_stays(desk: Any, words: Words) -> None:
    profiles.change(desk.session, desk.workspace, "U0ANA", roles=("smb",), manager="U0BEN")
    form = desk.press_raw("people.say", "")
    assert "An admin changes that" in words(form)
    desk.submit(form, {"roles": ("smb", "ent"), "manager": "U0VIC", "zone": "-"})
    kept = profiles.find(desk.session, desk.workspace, "U0ANA")
    assert (kept.roles, kept.claimed, kept.manager) == (("smb", "ent"), ("ent",), "U0BEN")


@pytest.mark.parametrize(
    ("manager", "says"),
    [("U0ANA", "own manager"), ("U0GONE", "colleague"), ("U0VIC", "reports to you")],
)
def test_a_manager_that_cannot_be_is_pointed_at(desk: Any, manager: str, says: str) -> None:
    profiles.change(desk.session, desk.workspace, "U0VIC", manager="U0ANA")
    form = desk.press_raw("people.say", "")
    assert says in desk.submit(form, {"manager": manager}).errors["manager"]


def test_what_it_says_it_reads_is_what_it_may(
    desk: Any, words: Words, root_manifest: dict[str, Any]
) -> None:
    """Every way of hearing people is a scope, and only channels it may hear are spoken of."""
    scopes = tuple(root_manifest["oauth_config"]["scopes"]["bot"])
    hears = {each for each in scopes if each.endswith(":history") or each == "app_mentions:read"}
    named = {"im:history", "app_mentions:read", "channels:history", "groups:history"}
    assert hears <= named | {"mpim:history"}
    member = members.find(desk.session, desk.workspace, "U0ANA")
    assert member
    for granted in (scopes, ("im:history",), (*scopes, "channels:history")):
        place = replace(desk.turn().workspace, scopes=granted)
        round = replace(round_of(desk.turn()), workspace=place)
        told = words(greeting(round, member))
        channels = bool({"channels:history", "groups:history"} & set(granted))
        assert ("In channels I was invited to" in told) == channels
        assert ("the group message of a Red/Green review" in told) == ("mpim:history" in granted)


@pytest.fixture
def root_manifest(request: pytest.FixtureRequest) -> dict[str, Any]:
    text = (request.config.rootpath / "manifest.yml").read_text("utf-8")
    return dict(yaml.safe_load(text))


@pytest.fixture
def race_in(address: str) -> Any:
    """What each of four got, each with a database of its own, as processes would."""

    def step(work: Any) -> Any:
        database = Database(address)
        try:
            with database.begin() as session:
                return work(session)
        finally:
            database.close()

    def run(work: Any) -> list[Any]:
        with ThreadPoolExecutor(4) as pool:
            return list(pool.map(lambda _: step(work), range(4)))

    return run
