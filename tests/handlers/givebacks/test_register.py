"""The register: registering, editing, finishing, dropping, opening again, giving away, finding."""

import pytest

from handlers.givebacks.panels import GIVE_BACKS
from handlers.kit.feature import Close, Complain, Message, Open, Place
from policies.give_backs import State
from policies.rhythms import Level
from storage import members
from tests.handlers.companies import ANA, BEN, CLEO, GRACE, HUGO, IMRAN, OLA, labels, words
from tests.handlers.givebacks.conftest import TITLE, Company


def test_an_empty_register_says_what_it_is_and_offers_ideas(company: Company) -> None:
    shown = company.write("")
    assert "Nobody has registered a Give Back project yet." in words(shown)
    assert "70 % of the team or more should use it every month" in words(shown)
    assert labels(shown) == ["Register a project", "Ideas"]
    ideas = company.press(shown, "Ideas")
    assert "6 ideas for a Give Back project" in words(ideas)
    assert "AMAs: colleagues question a current customer" in words(ideas)
    assert "Example Give Back Projects" in words(ideas)


def test_a_project_is_registered_by_a_form(either: Company) -> None:
    opened = either.write("new A shared <deck>")
    assert isinstance(opened, Open)
    assert "A shared" in words(opened)
    assert "everybody with a role here: 7 people now" in words(opened)
    assert "The handbook prints no day" in words(opened)
    assert isinstance(either.register(), Close)
    (told,) = either.whispered()
    assert f"*{TITLE}* is in the register." in words(told)
    assert "No issue yet: describe it in the <https://gitlab.com" in words(told)
    assert "label Give Back Project" in words(told)
    project = either.project()
    assert (project.owner, project.state, project.team_size) == (ANA, State.UNDER_WAY, None)
    assert "giveback.registered" in either.kinds()


def test_a_form_says_what_is_wrong_with_it(company: Company) -> None:
    given = {"issue": "http://x", "team_size": "many", "state": ""}
    wrong = company.register(title=" ", improves=" ", proof=" ", **given)
    assert isinstance(wrong, Complain)
    assert set(wrong.errors) == {"title", "improves", "proof", "issue", "team_size", "state"}
    assert "https://" in wrong.errors["issue"]
    assert isinstance(company.register(team_size="0"), Complain)


def test_one_owner_has_a_title_once_and_another_may_have_it_too(either: Company) -> None:
    either.register()
    wrong = either.register(title=" trip NOTE starter")
    assert isinstance(wrong, Complain)
    assert "You have a project of that title already" in words(wrong)
    assert isinstance(either.register(BEN), Close)


def test_a_manager_registers_for_somebody_of_the_team_who_is_told(company: Company) -> None:
    assert isinstance(company.register(GRACE, owner=BEN), Close)
    assert company.project().owner == BEN
    assert "has registered your Give Back project" in company.told(BEN)[-1]
    wrong = company.register(BEN, owner=OLA)
    assert words(wrong) == "Only Ola Lopez and their manager can register a project of theirs."


def test_the_register_shows_ones_own_first_and_the_others_by_state(company: Company) -> None:
    company.register(BEN, title="Bens")
    company.register(title="Anas", state="idea")
    company.register(CLEO, title="Cleos")
    company.finish(CLEO, 3)
    said = words(company.write(""))
    places = [said.index(each) for each in ("*Yours*", "Anas", "*Under way*", "Bens", "Cleos")]
    assert places == sorted(places)
    assert said.count("Anas") == 1
    assert "1 idea · 1 under way · 1 finished" in said
    assert "March 2026 so far: 0 of 7 people, 0 %: 5 more for the bar of 70 %" in said


def test_a_long_list_has_pages(company: Company) -> None:
    for number in range(23):
        company.register(title=f"Project {number}")
    assert "Under way: all 23" in words(company.write("", BEN))
    shown = company.press_raw("giveback.list", "UNDER_WAY 0", BEN)
    assert labels(shown).count("Open") == 10
    second = company.press(shown, "Older", BEN)
    third = company.press(second, "Older", BEN)
    assert labels(third).count("Open") == 3
    assert labels(third)[-1:] == ["Newer"]
    assert "from number 21" in words(third)
    assert words(company.press(third, "Newer", BEN)) == words(second)


def test_a_part_of_a_title_shows_the_project(company: Company) -> None:
    company.register()
    company.register(BEN, title="Trip radar")
    assert "*Improves:* Nobody starts from nothing" in words(company.write("starter"))
    assert "Projects of “trip”" in words(company.write("trip"))
    assert "I know no project of “zebra”" in words(company.write("find zebra"))


def test_figures_still_go_to_the_calculator(company: Company) -> None:
    company.register(title="45 of 64")
    assert "45 adopters out of 64 people in the team meets the bar of 70 %" in words(
        company.write("45 of 64")
    )
    assert "depends on how many use it" in words(company.write("team of 23"))
    assert "giveback.registered" in company.kinds()
    assert company.kinds().count("answer") == 2


def test_help_and_a_channel_are_answered_as_everywhere(company: Company) -> None:
    assert "I used it this month" in words(company.write("help"))
    refused = words(company.write("", place=Place.MENTION))
    assert "That is between the two of us" in refused
    in_dm = company.write("new", place=Place.DIRECT)
    assert isinstance(in_dm, Message)
    assert isinstance(company.press(in_dm, "Register a project"), Open)


def test_a_project_goes_from_idea_to_finished_and_back(either: Company) -> None:
    either.register(state="idea")
    assert "Nobody can say that they use it before it is started." in words(either.page())
    either.press(either.page(), "Start")
    said = words(either.press(either.page(), "Finish"))
    assert "Finished. On the first of each month I ask you" in said
    assert "Still to be documented: “Describe it as an issue" in said
    assert either.project().finished_at == either.now
    assert "It is finished already." in words(either.finish())
    either.press(either.page(), "Open again")
    assert either.project().state is State.UNDER_WAY
    assert either.project().finished_at is None
    history = words(either.press(either.page(), "History"))
    newest = [history.index(each) for each in ("opened it again", "finished", "started")]
    assert newest == sorted(newest)


def test_dropping_takes_a_reason_and_frees_the_title(either: Company) -> None:
    either.register()
    opened = either.press(either.page(), "Drop…")
    assert "Say why" in words(either.submit(opened, reason=" "))
    assert isinstance(either.submit(opened, reason="There is <a> tool now"), Close)
    assert either.project().state is State.DROPPED
    assert "There is &lt;a&gt; tool now" in words(either.press(either.page(), "History"))
    assert isinstance(either.register(), Close)
    refused = words(either.press(either.page(), "Open again"))
    assert "has a project of that title" in refused
    assert either.project().state is State.DROPPED


def test_editing_keeps_what_was_changed_in_the_history(company: Company) -> None:
    company.register()
    opened = company.press(company.page(), "Edit…")
    link = "https://gitlab.example/issues/1"
    fields = {"title": TITLE, "improves": "Less typing", "proof": "Everybody copies it"}
    assert isinstance(
        company.submit(opened, issue=link, due="2026-04-10", team_size="64", **fields), Close
    )
    said = words(company.page())
    assert "Less typing" in said
    assert "Fri 10 April" in said
    assert "70 % of 64 people is 45. The owner gave the size of the team." in said
    assert "✅ Describe it as an issue" in said
    history = words(company.press(company.page(), "History"))
    assert "what it improves, issue, day, size of the team" in history
    assert isinstance(company.submit(opened, issue=link, due="2026-04-10", team_size="64",
                                     **fields), Close)  # fmt: skip
    assert company.kinds().count("giveback.changed") == 1


def test_a_manager_gives_it_to_somebody_else_who_is_told(company: Company) -> None:
    company.register()
    opened = company.press(company.page(GRACE), "Somebody else's…", GRACE)
    assert "theirs already" in words(company.submit(opened, GRACE, person=ANA))
    assert isinstance(company.submit(opened, GRACE, person=BEN), Close)
    assert company.project().owner == BEN
    assert "is your Give Back project now; it was Ana Lopez's." in company.told(BEN)[-1]


@pytest.mark.parametrize("act", ["finish", "edit", "drop", "record", "tick", "reassign", "history"])
def test_a_peer_reads_it_and_changes_nothing(company: Company, act: str) -> None:
    company.register()
    assert labels(company.page(OLA)) == ["I used it this month"]
    values = {"record": "1 2026-03-01 page", "tick": "1 issue DONE"}
    refused = words(company.press_raw(f"giveback.{act}", values.get(act, "1"), OLA))
    assert refused.startswith("Only ")
    assert company.project().state is State.UNDER_WAY


@pytest.mark.parametrize("state", ["idea", "dropped"])
def test_what_nobody_can_use_is_still_read_by_a_peer(company: Company, state: str) -> None:
    company.register(state="idea")
    if state == "dropped":
        company.submit(company.press(company.page(), "Drop…"), reason="Old")
    shown = company.page(OLA)
    assert "Nobody starts from nothing" in words(shown)
    assert labels(shown) == []


def test_the_owner_gives_it_to_nobody_else(company: Company) -> None:
    company.register()
    assert "Somebody else's…" not in labels(company.page())
    assert words(company.press_raw("giveback.reassign", "1")).startswith("Only managers")


def test_its_documentation_is_ticked_and_opened_again(either: Company) -> None:
    either.register()
    assert "*Documentation:* 3 of 3 open" in words(either.page())
    either.press_raw("giveback.tick", "1 instructions DONE")
    either.press_raw("giveback.tick", "1 instructions DONE")
    said = words(either.press_raw("giveback.tick", "1 handbook NOT_NEEDED"))
    assert "*Documentation:* 1 of 3 open" in said
    assert "_Not needed, Ana Lopez" in said
    assert either.kinds().count("giveback.documented") == 2
    assert "3 of 3 open" not in words(either.press_raw("giveback.tick", "1 handbook OPEN"))
    assert "no such item" in words(either.press_raw("giveback.tick", "1 nothing DONE"))


def test_what_is_gone_is_said_to_be(company: Company) -> None:
    for value in ("7", "x", "9" * 30):
        assert "I can't find that project" in words(company.press_raw("giveback.show", value))


def test_a_manager_sees_the_team_and_downloads_it(company: Company) -> None:
    assert "Nobody of your team has a Give Back project" in words(company.write("board", GRACE))
    company.register(due="2026-02-20")
    company.register(BEN, title="Radar")
    company.finish(BEN, 2)
    company.use(OLA, 2)
    company.now = company.now.replace(month=4, day=2)
    shown = company.write("board", GRACE)
    said = words(shown)
    assert "Give Back of your team: 2" in said
    assert "Without a project: Cleo Lopez." in said
    assert "was to be finished by Fri 20 February" in said
    assert "March 2026: 1 of 7 people, 14 %: 4 more for the bar of 70 %, not confirmed yet" in said
    assert "in our direct messages" in words(company.press(shown, "Download as CSV", GRACE))
    assert words(company.write("board", OLA)).startswith("Only managers")
    assert "Give Back of your team: 2" in words(company.write("board", HUGO))
    assert "reports to you" not in words(company.write("board", IMRAN))


def test_home_shows_ones_own_and_nothing_to_who_has_none(company: Company) -> None:
    company.register(due="2026-02-20")
    company.meet(BEN, manager=GRACE, roles=("smb",), level=Level.LIGHT)
    with company.database.begin() as session:
        round = company.round(session)
        mine, theirs = (
            list(GIVE_BACKS.show(round, member))
            for who in (ANA, BEN)
            if (member := members.find(session, "T0ACME", who))
        )
    assert "⚠️ Was to be finished by Fri 20 February" in words({"blocks": mine})
    assert theirs == []
