"""The team as admins keep it: list, forms, roster, admins; and what others may see of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from handlers.kit import rosters
from handlers.kit.feature import Ask, Change, Close, Open, Place, Refused
from handlers.kit.rights import admins_of
from policies.pack import Pack
from storage import admins, people, profiles
from storage.profiles import Profile
from tests.handlers.conftest import ROUTES

Words = Callable[[Any], str]
Labels = Callable[[Any], list[str]]
ADMIN = "U0GRACE"
ROSTER = "person,roles,manager\n@ana,smb,@ben\n@ben,asm,\n@vic,sdr,@ben\n@zoe,smb,@ben\n"
EDITED = {"work_days": tuple("01234"), "starts": "09:00", "ends": "18:00", "zone": "-"}


def kept(desk: Any, who: str = "U0ANA") -> Profile:
    return profiles.find(desk.session, desk.workspace, who)


def put(desk: Any, who: str, **values: Any) -> None:
    profiles.change(desk.session, desk.workspace, who, **values)


def last(desk: Any) -> Any:
    told = [each for each in desk.letters() if "screen" not in each]
    return told[-1].get("body", told[-1])


def previewed(desk: Any, text: str = ROSTER) -> Any:
    form = desk.command("/handrail team import", who=ADMIN)
    assert isinstance(desk.submit(form, {"roster": text}, ADMIN), Close)
    return next(each for each in reversed(desk.letters("post")) if each["channel"] == ADMIN)


def test_an_empty_team_says_how_to_begin(desk: Any, labels: Labels) -> None:
    team = desk.command("/handrail team", who=ADMIN)
    assert "Nobody is on the team yet" in team.text
    assert labels(team) == ["Add or edit a person", "Import a roster", "Admins"]


def test_a_person_is_added_edited_and_taken_off_by_form(desk: Any, words: Words) -> None:
    team = desk.command("/handrail team", who=ADMIN)
    who = desk.press(team, "Add or edit a person", ADMIN)
    page = desk.submit(who, {"person": "U0ANA"}, ADMIN)
    assert isinstance(page, Change)
    fields = {"roles": ("smb",), "manager": "U0BEN", "segment": "smb", "region": "EMEA"}
    assert isinstance(desk.submit(Open(page.view), EDITED | fields, ADMIN), Close)
    assert kept(desk).roles == ("smb",)
    assert kept(desk).manager == "U0BEN"
    assert "Ana Lopez is on the team: SMB AE, reports to Ben Okafor." in last(desk)["text"]
    shown = desk.command("/handrail team", who=ADMIN)
    assert "SMB AE · SMB, EMEA · reports to Ben Okafor" in words(shown)
    gone = desk.press_raw("people.remove", "U0ANA", ADMIN)
    assert "no longer on the team" in words(gone)
    assert kept(desk).roles == ()
    assert "is as before" in desk.command("/handrail undo", who=ADMIN).text
    assert kept(desk).roles == ("smb",)


def test_saving_loses_nothing_that_the_pack_does_not_know(desk: Any, words: Words) -> None:
    put(desk, "U0ANA", roles=("smb", "from-an-older-pack"), region="AMER")
    form = desk.press_raw("people.pick", "U0ANA", ADMIN)
    assert "AMER" in words(form)
    fields = {"roles": ("smb", "from-an-older-pack"), "region": "AMER"}
    desk.submit(form, EDITED | fields, ADMIN)
    assert (kept(desk).roles, kept(desk).region) == (("smb", "from-an-older-pack"), "AMER")


def test_who_is_added_is_greeted_once(desk: Any) -> None:
    form = Open(
        desk.submit(desk.press_raw("people.pick", "", ADMIN), {"person": "U0ANA"}, ADMIN).view
    )
    desk.submit(form, EDITED | {"roles": ("smb",)}, ADMIN)
    desk.submit(form, EDITED | {"roles": ("asm",)}, ADMIN)
    greeted = [each for each in desk.letters("post") if each["channel"] == "U0ANA"]
    assert len(greeted) == 1
    assert "I am Handrail" in greeted[0]["text"]


@pytest.mark.parametrize(
    ("fields", "field", "says"),
    [
        ({"manager": "U0ANA"}, "manager", "own manager"),
        ({"manager": "U0NOBODY"}, "manager", "colleague"),
        ({"manager": "U0VIC"}, "manager", "Vic Sato reports to you"),
        ({"ends": "08:00"}, "ends", "not after"),
        ({"zone": "Nowhere"}, "zone", "Europe/Berlin"),
    ],
)
def test_a_field_that_cannot_be_is_pointed_at(
    desk: Any, fields: dict[str, str], field: str, says: str
) -> None:
    put(desk, "U0VIC", manager="U0ANA")
    form = desk.press_raw("people.pick", "U0ANA", ADMIN)
    assert says in desk.submit(form, EDITED | fields, ADMIN).errors[field]


def test_a_manager_is_not_taken_off_while_people_report_to_them(desk: Any, words: Words) -> None:
    put(desk, "U0BEN", roles=("asm",))
    put(desk, "U0ANA", manager="U0BEN")
    assert "1 person reports to Ben Okafor" in words(
        desk.press_raw("people.remove", "U0BEN", ADMIN)
    )
    assert kept(desk, "U0BEN").roles == ("asm",)


def test_saving_confirms_what_a_person_said_of_themselves(desk: Any, words: Words) -> None:
    form = desk.press_raw("people.say", "", "U0BEN")
    desk.submit(form, {"roles": ("asm",)}, "U0BEN")
    assert kept(desk, "U0BEN").claimed == ("asm",)
    assert "said so themselves" in words(desk.command("/handrail team", who=ADMIN))
    with pytest.raises(Refused, match="Only managers"):
        desk.command("/handrail team", who="U0BEN")
    edit = desk.press_raw("people.pick", "U0BEN", ADMIN)
    assert "They said this themselves: Area Sales Manager" in words(edit)
    desk.submit(edit, EDITED | {"roles": ("asm",)}, ADMIN)
    assert kept(desk, "U0BEN").claimed == ()
    assert "Nobody reports to you yet" in desk.command("/handrail team", who="U0BEN").text


def test_a_manager_sees_those_below_and_no_buttons_to_change_them(
    desk: Any, words: Words, labels: Labels
) -> None:
    put(desk, "U0BEN", roles=("asm",))
    put(desk, "U0ANA", roles=("smb",), manager="U0BEN")
    put(desk, "U0VIC", roles=("sdr",))
    team = desk.command("/handrail team", who="U0BEN")
    assert "Ana Lopez" in words(team)
    assert "Vic Sato" not in words(team)
    assert labels(team) == []
    with pytest.raises(Refused, match="Only managers"):
        desk.command("/handrail team @vic", who="U0BEN")
    assert "Ana Lopez" in words(desk.command("/handrail team @ana", who="U0BEN"))


def test_the_role_is_read_when_the_form_is_sent(desk: Any) -> None:
    admins.add(desk.session, desk.workspace, "U0BEN", ADMIN, desk.now)
    form = desk.press_raw("people.pick", "U0ANA", "U0BEN")
    admins.remove(desk.session, desk.workspace, "U0BEN")
    with pytest.raises(Refused, match="Only admins of Handrail"):
        desk.submit(form, EDITED | {"roles": ("vp",)}, "U0BEN")
    assert kept(desk).roles == ()


def test_a_roster_is_shown_first_and_applied_at_once(desk: Any, words: Words, labels: Any) -> None:
    preview = previewed(desk)
    assert "3 new, 0 changed, 0 unchanged, 1 refused" in preview["text"]
    shown = words(preview)
    assert "line 5: nobody here is called “@zoe”" in shown
    assert "not in this roster" not in shown
    assert "*Ana Lopez*: role SMB AE; manager Ben Okafor" in shown
    assert kept(desk).roles == ()
    done = desk.press(preview, "Apply 3 changes", ADMIN)
    assert "3 new, 0 changed" in done.text
    assert kept(desk).manager == "U0BEN"
    greeted = {each["channel"] for each in desk.letters("post")} - {ADMIN}
    assert greeted == {"U0ANA", "U0BEN", "U0VIC"}
    assert len(desk.kept("team.imported")) == 1
    again = previewed(desk)
    assert "no line can be followed" in again["text"] or "Nothing" in again["text"]
    assert "Nothing is left to change" in desk.press(preview, "Apply 3 changes", ADMIN).text


def test_an_import_is_taken_back_whole(desk: Any) -> None:
    done = desk.press(previewed(desk), "Apply 3 changes", ADMIN)
    assert "3 people are as before" in desk.press(done, "Undo", ADMIN).text
    assert kept(desk).roles == ()


def test_an_import_is_not_taken_back_once_somebody_was_changed_since(desk: Any) -> None:
    done = desk.press(previewed(desk), "Apply 3 changes", ADMIN)
    put(desk, "U0VIC", roles=("asm",))
    with pytest.raises(Refused, match="changed again since"):
        desk.press(done, "Undo", ADMIN)
    assert kept(desk).roles == ("smb",)


def test_what_has_changed_since_the_preview_is_shown_again(desk: Any) -> None:
    preview = previewed(desk)
    put(desk, "U0ANA", roles=("smb",))
    shown = desk.press(preview, "Apply 3 changes", ADMIN)
    assert "has changed since" in shown.text
    assert kept(desk).manager is None
    desk.press(shown, "Apply 3 changes", ADMIN)
    assert kept(desk).manager == "U0BEN"


def test_another_admin_cannot_press_what_is_not_theirs_and_a_peer_nothing(desk: Any) -> None:
    preview = previewed(desk)
    desk.admins |= {"U0VIC"}
    with pytest.raises(Refused, match="too old"):
        desk.press(preview, "Apply 3 changes", "U0VIC")
    with pytest.raises(Refused, match="Only admins"):
        desk.press(preview, "Apply 3 changes", "U0BEN")
    assert "nothing was changed" in desk.press(preview, "Discard", ADMIN).text


@pytest.mark.parametrize(
    ("fields", "says"),
    [({}, "at least two lines"), ({"roster": "shoes\n42\n"}, "no column `person`")],
)
def test_what_is_no_roster_is_said_in_the_form(desk: Any, fields: Any, says: str) -> None:
    form = desk.command("/handrail team import", who=ADMIN)
    assert says in desk.submit(form, fields, ADMIN).errors["roster"]


def test_hostile_cells_are_shown_as_they_are(desk: Any, words: Words) -> None:
    shown = words(previewed(desk, "person,roles\n<!channel>,smb\nana,<@U0BEN>\n"))
    assert "<!channel>" not in shown
    assert "<@U0BEN>" not in shown


def test_an_export_can_be_imported_again_and_runs_no_formula(desk: Any, pack: Pack) -> None:
    desk.press(previewed(desk), "Apply 3 changes", ADMIN)
    people.save(desk.session, replace(desk.person("U0VIC"), real_name="=cmd()"))
    desk.command("/handrail team export", who=ADMIN)
    (upload,) = desk.letters("upload")
    assert "'=cmd()" in upload["content"]
    plan = rosters.draw_up(desk.session, desk.workspace, pack, upload["content"])
    assert (plan.changes, plan.refused, len(plan.unchanged)) == ((), (), 3)


def test_long_teams_are_cut_and_say_so(desk: Any, words: Words) -> None:
    for number in range(60):
        id = f"U1{number:03}"
        somebody = replace(desk.person("U0ANA"), id=id, real_name=f"Person {number:02}")
        people.save(desk.session, somebody)
        put(desk, id, roles=("smb",))
    shown = words(desk.command("/handrail team", who=ADMIN))
    assert "The team: 60 people" in shown
    assert "30 more are not shown" in shown


def test_the_first_admin_is_a_workspace_admin_and_only_the_first(desk: Any, labels: Labels) -> None:
    desk.admins = frozenset()
    with pytest.raises(Refused, match="Only managers"):
        desk.command("/handrail team", who="U0BEN")
    founder = replace(desk.turn("U0ANA"), actor=replace(desk.person("U0ANA"), admin=True))
    first = ROUTES.buttons["people.first"].answer
    press = Ask(Place.BUTTON, channel="C0", response_url="https://hooks.slack.com/1")
    assert "You are the first admin" in desk.checked(first(founder, press)).text
    with pytest.raises(Refused, match="Only an admin or owner of this workspace"):
        first(founder, press)
    assert admins_of(founder) == ("U0ANA",)
    assert desk.kept("admin.added")[0].detail == {"person": "U0ANA", "first": True}


def test_admins_name_each_other_and_one_stays(desk: Any, labels: Labels, words: Words) -> None:
    desk.admins = frozenset()
    admins.add(desk.session, desk.workspace, "U0ANA", "U0ANA", desk.now)
    shown = desk.press(desk.command("/handrail team", who="U0ANA"), "Admins", "U0ANA").message
    with pytest.raises(Refused, match="the only admin"):
        desk.press_raw("people.unadmin", "U0ANA", "U0ANA")
    assert labels(shown) == ["Name another admin"]
    desk.submit(desk.press(shown, "Name another admin", "U0ANA"), {"person": "U0BEN"}, "U0ANA")
    assert "Ana Lopez made you an admin" in desk.letters("post")[-1]["text"]
    twice = desk.submit(
        desk.press(shown, "Name another admin", "U0ANA"), {"person": "U0BEN"}, "U0ANA"
    )
    assert "admin already" in twice.errors["person"]
    gone = desk.press_raw("people.unadmin", "U0ANA", "U0BEN")
    assert "Ana Lopez is no admin any more" in gone.text
    with pytest.raises(Refused, match="Only admins"):
        desk.command("/handrail team import", who="U0ANA")
    assert {entry.kind for entry in desk.kept("admin.removed")} == {"admin.removed"}


@pytest.fixture
def named(desk: Any) -> Any:
    """By Ana, who is one: what she is then shown, the newest."""
    desk.admins = frozenset()
    admins.add(desk.session, desk.workspace, "U0ANA", "U0ANA", desk.now)
    form = desk.press_raw("people.admin", "", "U0ANA")
    desk.submit(form, {"person": "U0BEN"}, "U0ANA")
    return next(each for each in reversed(desk.letters("respond")))["body"]


def test_naming_an_admin_is_undone_and_told(desk: Any, named: Any, words: Words) -> None:
    (press,) = named["blocks"][1]["elements"]
    undone = desk.press_raw(press["action_id"], press["value"], "U0ANA")
    assert "Ben Okafor is no admin any more." in words(undone)
    assert admins_of(desk.turn("U0ANA")) == ("U0ANA",)
    assert "Ana Lopez took you off the admins" in desk.letters("post")[-1]["text"]
    assert [each.detail for each in desk.kept("admin.removed")] == [{"person": "U0BEN"}]
    with pytest.raises(Refused, match="undone already"):
        desk.press_raw(press["action_id"], press["value"], "U0ANA")


@pytest.mark.usefixtures("named")
def test_taking_an_admin_off_is_undone_at_their_place_in_the_list(desk: Any) -> None:
    desk.now += timedelta(minutes=1)
    admins.add(desk.session, desk.workspace, "U0VIC", "U0ANA", desk.now)
    before = admins.all_of(desk.session, desk.workspace)
    gone = desk.press_raw("people.unadmin", "U0BEN", "U0ANA")
    assert "Ben Okafor is an admin again." in desk.press(gone, "Undo", "U0ANA").text
    assert admins.all_of(desk.session, desk.workspace) == before
    assert "Ana Lopez made you an admin" in desk.letters("post")[-1]["text"]
    assert len(desk.kept("admin.added")) == 2


def test_what_was_changed_since_is_not_undone(desk: Any, named: Any, labels: Labels) -> None:
    (press,) = named["blocks"][1]["elements"]
    gone = desk.press_raw("people.unadmin", "U0BEN", "U0ANA")
    with pytest.raises(Refused, match="Ben Okafor is no admin"):
        desk.press_raw(press["action_id"], press["value"], "U0ANA")
    admins.add(desk.session, desk.workspace, "U0BEN", "U0ANA", desk.now)
    assert "Undo" in labels(gone)
    with pytest.raises(Refused, match="admin already"):
        desk.press(gone, "Undo", "U0ANA")


def test_who_is_no_admin_any_more_undoes_nothing(desk: Any, named: Any, labels: Labels) -> None:
    (press,) = named["blocks"][1]["elements"]
    assert "Undo" not in labels(desk.press_raw("people.unadmin", "U0ANA", "U0ANA"))
    with pytest.raises(Refused, match="Only admins"):
        desk.press_raw(press["action_id"], press["value"], "U0ANA")
    assert admins_of(desk.turn("U0BEN")) == ("U0BEN",)


def test_the_only_admin_stays_also_by_undo(desk: Any, named: Any) -> None:
    (press,) = named["blocks"][1]["elements"]
    desk.admins = frozenset({"U0BEN"})
    with pytest.raises(Refused, match="named in the settings"):
        desk.press_raw(press["action_id"], press["value"], "U0ANA")


def test_an_admin_by_setting_is_changed_in_the_setting(desk: Any, words: Words) -> None:
    shown = desk.command("/handrail team admins", who=ADMIN)
    assert "Grace Kim, named in the settings" in words(shown)
    with pytest.raises(Refused, match="HANDRAIL_ADMINS"):
        desk.press_raw("people.unadmin", ADMIN, ADMIN)
