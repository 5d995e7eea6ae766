"""A roster: what its cells mean, who is meant, and what it would change."""

from datetime import time

import pytest

from policies.pack import Pack
from policies.rosters import cells
from policies.rosters.cells import Unreadable
from policies.rosters.names import Directory, Someone
from policies.rosters.plans import NOWHERE, Plan, Post, plan
from policies.rosters.tables import COLUMNS, Unusable, rows

PEOPLE = Directory(
    [
        Someone("U0ANA", "ana", "Ana Lopez"),
        Someone("U0BEN", "ben", "Ben Okafor"),
        Someone("U0GRACE", "grace", "Grace Kim"),
        Someone("U0VIC", "vic", "Vic Sato"),
        Someone("U0ANNA", "anna", "Anna Berg"),
        Someone("U0ANNB", "annab", "Anna Berg"),
    ]
)


def planned(text: str, pack: Pack, **posts: Post) -> Plan:
    return plan(rows(text), PEOPLE, posts, pack)


def why(text: str, pack: Pack, **posts: Post) -> str:
    (refusal,) = planned(text, pack, **posts).refused
    return f"{refusal.line}: {refusal.why}"


def test_a_line_sets_everything_it_names(pack: Pack) -> None:
    text = (
        "Person,Roles,Segment,Region,Manager,Zone,Work days,Hours\n"
        '@ana,"smb, Area Sales Manager",SMB,emea,Ben Okafor,Europe/Berlin,Sun-Thu,8am to 5pm\n'
    )
    (change,) = planned(text, pack).changes
    assert (change.line, change.person, change.is_new) == (2, "U0ANA", True)
    assert change.after == Post(
        roles=("smb", "asm"),
        segment="smb",
        region="EMEA",
        manager="U0BEN",
        zone="Europe/Berlin",
        work_days=frozenset({6, 0, 1, 2, 3}),
        starts=time(8),
        ends=time(17),
    )


def test_the_same_file_twice_changes_nothing(pack: Pack) -> None:
    text = "person,roles,manager,hours\n@ana,smb,@ben,9-17:30\nU0BEN,asm,,\n"
    first = planned(text, pack)
    posts = {change.person: change.after for change in first.changes}
    again = planned(text, pack, **posts)
    assert (len(first.new), again.changes, len(again.unchanged)) == (2, (), 2)


def test_an_empty_cell_leaves_and_a_dash_empties(pack: Pack) -> None:
    now = Post(roles=("smb",), manager="U0BEN", region="EMEA", zone="Asia/Tokyo", starts=time(7))
    text = "person,roles,manager,region,zone,hours\nana,,-,,-,-\n"
    (change,) = planned(text, pack, U0ANA=now).changes
    assert change.after == Post(roles=("smb",), region="EMEA")
    assert not change.is_new


def test_a_roster_confirms_what_a_person_said_of_themselves(pack: Pack) -> None:
    said = Post(roles=("asm",), claimed=("asm",))
    (change,) = planned("person,roles\nana,asm\n", pack, U0ANA=said).changed
    assert change.after == Post(roles=("asm",))


def test_people_who_are_not_in_the_file_keep_their_part(pack: Pack) -> None:
    found = planned("person,roles\nana,smb\n", pack, U0BEN=Post(roles=("asm",)), U0VIC=NOWHERE)
    assert found.left == ("U0BEN",)


@pytest.mark.parametrize(
    "written", ["U0ANA", "@ana", "ANA", "ana lopez", "<@U0ANA>", "<@U0ANA|ana>"]
)
def test_a_person_is_found_by_id_and_by_name(written: str) -> None:
    assert PEOPLE.find(written, "person") == "U0ANA"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("person\nnobody\n", "2: nobody here is called “nobody”"),
        ("person\n\nana lopes\n", "3: nobody here is called “ana lopes”; did you mean ana lopez?"),
        ("person\nAnna Berg\n", "2: “Anna Berg” may be U0ANNA or U0ANNB; write the Slack id"),
        ("person,roles\n,smb\n", "2: it names no person; write their Slack id"),
        ("person,roles\nana,smd\n", "2: there is no role “smd”; did you mean smb?"),
        ("person,manager\nana,@bob\n", "2: nobody here is called “@bob”"),
        ("person,manager\nana,ana\n", "2: nobody is their own manager"),
        ("person,zone\nana,Berlin\n", "2: “Berlin” is no time zone; write one such as Europe/B"),
        ("person,zone\nana,../etc/passwd\n", "2: “../etc/passwd” is no time zone"),
        ("person,hours\nana,18-9\n", "2: “18-9” ends before it begins"),
        ("person,hours\nana,all day\n", "2: “all day” is no time of work"),
        ("person,hours\nana,9-25\n", "2: “9-25” is no time of work"),
        ("person,work days\nana,weekdays\n", "2: “weekdays” names no work days"),
        ("person,region\nana,Zzz\n", "2: there is no region “Zzz”; there are NORAM, EMEA"),
        ("person,segment\nana,SMBB\n", "2: there is no segment “SMBB”; did you mean smb?"),
    ],
)
def test_a_line_that_cannot_be_followed_says_why(pack: Pack, text: str, says: str) -> None:
    assert why(text, pack).startswith(says)


def test_a_person_named_twice_is_refused_the_second_time(pack: Pack) -> None:
    found = planned("person,roles\nana,smb\n@ana,asm\n", pack)
    assert [change.after.roles for change in found.changes] == [("smb",)]
    assert found.refused[0].why == "@ana is in line 2 already"


def test_managers_in_a_circle_are_refused_and_the_rest_is_followed(pack: Pack) -> None:
    text = "person,manager\nana,ben\nben,grace\ngrace,ana\nvic,grace\n"
    found = planned(text, pack)
    assert [refusal.line for refusal in found.refused] == [2, 3, 4]
    assert [change.person for change in found.changes] == ["U0VIC"]
    assert "would report to" in found.refused[0].why


def test_a_circle_with_those_who_are_there_already_is_refused(pack: Pack) -> None:
    says = why("person,manager\nben,ana\n", pack, U0ANA=Post(manager="U0BEN"))
    assert says == "2: Ana Lopez would report to Ben Okafor and the other way round"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "nothing in that roster"),
        ("who,roles\nana,smb\n", "names no column `person`"),
        ("person,shoe size\nana,42\n", "no column “shoe size”"),
        ("person,role,roles\nana,smb,smb\n", "two columns for roles"),
        ("person\n" + "ana\n" * 10_001, "10,001 lines"),
        ("x" * 1_000_001, "over 1 MB"),
    ],
)
def test_what_is_no_roster_is_said_to_be_none(text: str, says: str) -> None:
    with pytest.raises(Unusable, match=says):
        rows(text)


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_separators_quotes_and_line_ends_are_taken_as_they_come(mark: str) -> None:
    text = f'\ufeffperson{mark}roles\r\n"Lopez, Ana"{mark}smb\r\n\r\n ben {mark}\r\n'
    found = rows(text)
    assert [row.line for row in found] == [2, 4]
    assert [row.cells for row in found] == [
        {"person": "Lopez, Ana", "roles": "smb"},
        {"person": "ben"},
    ]


@pytest.mark.parametrize("days", ["Mon-Fri", "Mon, Wed, Fri", "Sat, Sun", "Tue"])
def test_days_are_read_as_they_are_written(days: str) -> None:
    assert cells.as_days(cells.work_days(days)) == days


@pytest.mark.parametrize(
    ("text", "written"),
    [("9-17", "09:00-17:00"), ("8:30 – 16.45", "08:30-16:45"), ("12pm to 8 pm", "12:00-20:00")],
)
def test_hours_are_read_in_the_usual_ways(text: str, written: str) -> None:
    assert cells.as_hours(*cells.hours(text)) == written


def test_a_title_is_as_good_as_an_id(pack: Pack) -> None:
    assert cells.roles("VP of Commercial Sales; sdr", pack) == ("sdr", "vp")
    with pytest.raises(Unreadable, match="there are"):
        cells.roles("xxxxxxxxxxxx", pack)


def test_a_column_of_names_beside_the_ids_is_passed_over() -> None:
    (row,) = rows("person,name\nU0ANA,Somebody Else\n")
    assert row.cells == {"person": "U0ANA"}


def test_every_column_is_explained() -> None:
    assert all(COLUMNS.values())
    assert rows(f"{','.join(COLUMNS)}\n") == []
