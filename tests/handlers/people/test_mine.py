"""What a person sees and sets of themselves: me, settings, away and back."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest

from handlers.kit.feature import Ask, Close, Complain, Open, Place, Refused
from policies.rhythms import Level
from storage import profiles
from storage.people import save
from storage.profiles import Profile
from tests.handlers.conftest import ROUTES

Words = Callable[[Any], str]
Labels = Callable[[Any], list[str]]
GIVEN: dict[str, Any] = {
    "level": "light",
    "daily_most": "3",
    "work_days": ("0", "1", "2"),
    "starts": "08:00",
    "ends": "16:30",
    "quiet_from": "20:00",
    "quiet_until": "07:00",
    "zone": "Asia/Tokyo",
}


def kept(desk: Any, who: str = "U0ANA") -> Profile:
    return profiles.find(desk.session, desk.workspace, who)


def last(desk: Any) -> Any:
    """What was told last, wherever it went."""
    told = [each for each in desk.letters() if "screen" not in each]
    return told[-1].get("body", told[-1])


def test_somebody_without_a_role_is_told_how_to_get_one_and_whom_to_ask(
    desk: Any, words: Words, labels: Labels
) -> None:
    me = desk.command("/handrail me")
    shown = words(me)
    assert "none yet" in shown
    assert "work without a role" in shown
    assert "ask Grace Kim" in shown
    assert "Europe/Madrid (as in Slack)" in shown
    assert labels(me) == ["Say what I do", "Settings", "Going away"]


def test_without_an_admin_the_way_to_the_first_is_named(desk: Any, words: Words) -> None:
    desk.admins = frozenset()
    assert "`/handrail team`" in words(desk.command("/handrail me"))


def test_who_is_on_the_team_sees_everything_kept(desk: Any, words: Words) -> None:
    profile = Profile(
        "T0ACME", "U0ANA", roles=("smb",), segment="smb", region="EMEA", manager="U0BEN",
        zone="Asia/Tokyo", level=Level.ACTIVE, quiet_from=time(20), quiet_until=time(7),
        away_from=date(2025, 3, 20), away_until=date(2025, 3, 21), delegate="U0VIC",
    )  # fmt: skip
    profiles.save(desk.session, profile)
    shown = words(desk.command("/handrail me"))
    for part in (
        "SMB AE", "SMB, EMEA", "Ben Okafor", "Asia/Tokyo (your own choice)", "20:00 to 07:00",
        "from Thursday 20 March to Friday 21 March; Vic Sato stands in", "Active: also early",
    ):  # fmt: skip
        assert part in shown


@pytest.mark.parametrize("word", ["me", "settings", "away tomorrow", "back", "team"])
def test_nothing_of_a_person_is_told_in_a_channel(desk: Any, word: str) -> None:
    name, _, rest = word.partition(" ")
    slash = next(each for each in desk.turn().slashes if name in each.words)
    with pytest.raises(Refused, match="between the two of us"):
        slash.answer(desk.turn(), Ask(Place.MENTION, text=rest, channel="C0SALES", thread="1.1"))


@pytest.mark.parametrize("word", ["me", "team", "settings", "back"])
def test_words_that_only_begin_like_a_command_are_a_question(
    desk: Any, words: Words, word: str
) -> None:
    desk.message(f"{word} and who decides a dispute about an account?")
    assert [entry.detail["policy"] for entry in desk.kept("answer")] == ["handbook"]


def test_settings_are_saved_and_can_be_taken_back(desk: Any, labels: Labels) -> None:
    form = desk.command("/handrail settings")
    assert isinstance(desk.submit(form, GIVEN), Close)
    profile = kept(desk)
    assert (profile.level, profile.daily_most, profile.zone) == (Level.LIGHT, 3, "Asia/Tokyo")
    assert profile.work_days == frozenset({0, 1, 2})
    assert (profile.starts, profile.ends) == (time(8), time(16, 30))
    assert (profile.quiet_from, profile.quiet_until) == (time(20), time(7))
    told = last(desk)
    assert told["text"] == "Your settings are saved."
    assert "as it was before" in desk.press(told, "Undo").text
    assert kept(desk).level is Level.STANDARD
    with pytest.raises(Refused, match="undone already"):
        desk.press(told, "Undo")


def test_an_undo_after_another_change_undoes_nothing(desk: Any) -> None:
    desk.submit(desk.command("/handrail settings"), GIVEN)
    told = last(desk)
    desk.submit(desk.command("/handrail settings"), GIVEN | {"level": "active"})
    with pytest.raises(Refused, match="changed again since"):
        desk.press(told, "Undo")
    assert kept(desk).level is Level.ACTIVE


def test_settings_sent_as_they_are_change_nothing(desk: Any) -> None:
    form = desk.command("/handrail settings")
    usual = {"level": "standard", "daily_most": "5", "work_days": tuple("01234")}
    desk.submit(form, usual | {"starts": "09:00", "ends": "18:00", "zone": "-"})
    assert "Nothing was different" in last(desk)["text"]
    assert not desk.kept("profile.changed")


@pytest.mark.parametrize(
    ("wrong", "field", "says"),
    [
        ({"work_days": ()}, "work_days", "at least one day"),
        ({"starts": None}, "starts", "Give an hour"),
        ({"ends": "07:00"}, "ends", "not after the hour"),
        ({"quiet_from": None}, "quiet_from", "both hours, or neither"),
        ({"quiet_until": "20:00"}, "quiet_until", "begin and end at once"),
        ({"level": "shouting"}, "level", "one of those offered"),
        ({"daily_most": "0"}, "daily_most", "one of those offered"),
        ({"zone": "Mars/Olympus"}, "zone", "for example Europe/Berlin"),
    ],
)
def test_a_setting_that_cannot_be_is_pointed_at(
    desk: Any, wrong: dict[str, Any], field: str, says: str
) -> None:
    fields = {name: value for name, value in (GIVEN | wrong).items() if value}
    complaint = desk.submit(desk.command("/handrail settings"), fields)
    assert isinstance(complaint, Complain)
    assert says in complaint.errors[field]
    assert kept(desk).level is Level.STANDARD


def test_zones_are_offered_by_any_part_of_their_name(desk: Any) -> None:
    suggest = ROUTES.suggestions["people.zone"].answer
    found = dict(suggest(desk.turn(), Ask(Place.FORM, typed="new york")))
    assert found == {"America/New_York": "America/New_York (05:00 there)"}
    assert next(iter(suggest(desk.turn(), Ask(Place.FORM)))) == ("-", "As in Slack")
    assert len(list(suggest(desk.turn(), Ask(Place.FORM, typed="a")))) <= 100


def test_settings_from_a_message_come_with_a_button(desk: Any, labels: Labels) -> None:
    told = desk.message("settings")
    assert labels(told) == ["Open my settings"]
    assert isinstance(desk.press(told, "Open my settings"), Open)


def test_who_goes_away_names_who_stands_in_and_both_know(desk: Any, words: Words) -> None:
    told = desk.command("/handrail away 2025-03-20 to 2025-03-21 delegate @ben")
    assert "from Thursday 20 March to Friday 21 March. Ben Okafor stands in" in told.text
    assert kept(desk).delegate == "U0BEN"
    (letter,) = desk.letters("post")
    assert letter["channel"] == "U0BEN"
    assert "Ana Lopez is away" in letter["text"]
    assert "2025" not in letter["text"]


def test_the_one_who_was_named_may_say_no(desk: Any) -> None:
    desk.command("/handrail away tomorrow delegate ben")
    (letter,) = desk.letters("post")
    with pytest.raises(Refused, match="Only Ben Okafor can"):
        desk.press(letter, "I can't", who="U0VIC")
    assert "do not stand in" in desk.press(letter, "I can't", who="U0BEN").text
    assert kept(desk).delegate is None
    assert "Ben Okafor can't stand in" in desk.letters("post")[-1]["text"]
    with pytest.raises(Refused, match="Nobody is asked"):
        desk.press(letter, "I can't", who="U0BEN")


def test_back_early_ends_it_and_releases_who_stood_in(desk: Any) -> None:
    desk.command("/handrail away today to 2025-03-21 delegate @ben")
    assert "Welcome back" in desk.command("/handrail back").text
    assert kept(desk).away_from is None
    assert "no longer stand in" in desk.letters("post")[-1]["text"]
    assert "not away" in desk.command("/handrail back").text


def test_away_by_form_says_what_is_wrong_and_saves_the_rest(desk: Any) -> None:
    form = desk.command("/handrail away")
    fields = {"first": "2025-03-20", "last": "2025-03-19", "delegate": "U0BEN"}
    assert "before the first" in desk.submit(form, fields).errors["last"]
    guest = desk.person("U0VIC")
    save(desk.session, guest.__class__(**{**_fields(guest), "guest": "guest"}))
    late = {"last": "2025-03-21"}
    assert (
        "colleague" in desk.submit(form, fields | late | {"delegate": "U0VIC"}).errors["delegate"]
    )
    mine = fields | late | {"delegate": "U0ANA"}
    assert "yourself" in desk.submit(form, mine).errors["delegate"]
    assert isinstance(desk.submit(form, fields | late), Close)
    assert kept(desk).away_until == date(2025, 3, 21)


def test_a_stand_in_who_is_away_too_is_pointed_out(desk: Any, words: Words) -> None:
    desk.command("/handrail away 2025-03-21 to 2025-03-28", who="U0BEN")
    told = desk.command("/handrail away 2025-03-20 to 2025-03-22 delegate @ben")
    assert "Ben Okafor is away then too" in words(told)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("soon", "from when to when"),
        ("2025-03-20 delegate @nobody", "Nobody here is called"),
        ("2025-03-20 delegate @ana", "stand in for yourself"),
        ("2025-03-10 to 2025-03-11", "are over"),
    ],
)
def test_what_cannot_be_meant_is_refused(desk: Any, text: str, says: str) -> None:
    with pytest.raises(Refused, match=says):
        desk.command(f"/handrail away {text}")
    assert kept(desk).away_from is None


def test_undo_works_for_fifteen_minutes(desk: Any) -> None:
    desk.command("/handrail away tomorrow delegate @ben")
    desk.now += timedelta(minutes=14)
    assert "as it was before" in desk.command("/handrail undo").text
    assert kept(desk).away_from is None
    assert "no longer stand in" in desk.letters("post")[-1]["text"]
    told = desk.command("/handrail away tomorrow")
    desk.now += timedelta(minutes=16)
    with pytest.raises(Refused, match="more than 15 minutes ago"):
        desk.press(told, "Undo")


def _fields(person: Any) -> dict[str, Any]:
    return {name: getattr(person, name) for name in person.__slots__}
