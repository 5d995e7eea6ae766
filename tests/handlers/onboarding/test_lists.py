"""The list of a new hire: started, shown, ticked off, opened again, stopped, seen by a manager."""

from dataclasses import replace
from typing import Any

import pytest

from handlers.kit.acts import undo_last
from handlers.kit.feature import Close, Complain, Message, Open, Place, Quiet
from handlers.onboarding.panels import OWN, TEAM
from policies.onboarding import State, Thing
from storage import members, outbox
from tests.handlers.companies import (
    ANA,
    BEN,
    CLEO,
    GRACE,
    HUGO,
    IMRAN,
    OLA,
    PACK,
    labels,
    words,
)
from tests.handlers.onboarding.conftest import Company


def undo(company: Company, who: str = ANA) -> str:
    with company.turn(who) as turn:
        return undo_last(turn) or ""


def home(company: Company, panel: Any, who: str) -> list[Any]:
    with company.database.begin() as session:
        member = members.find(session, "T0ACME", who)
        assert member
        return list(panel.show(company.round(session), member))


def test_without_a_list_it_says_what_one_is_and_offers_to_start(company: Company) -> None:
    shown = company.write("")
    assert "You have no onboarding list." in words(shown)
    assert labels(shown) == ["Start my list"]
    assert isinstance(company.press(shown, "Start my list"), Open)
    assert labels(company.write("", GRACE)) == ["Start my list", "My new hires"]


def test_a_new_hire_starts_their_own(either: Company) -> None:
    assert isinstance(either.begin(), Close)
    (told,) = either.whispered()
    said = words(told)
    assert "The list is started. I remind you of each item on its day." in said
    assert "░░░░░░░░░░ 0 of 23 done" in said
    assert "Next: Read the Commercial onboarding page (due Mon 2 March)" in said
    assert "onboarding.started" in either.kinds()
    assert either.told(ANA) == []


def test_the_days_say_whose_they_are_and_items_lead_to_their_page(company: Company) -> None:
    company.begin()
    said = words(company.page())
    assert "⬜ Read the Commercial onboarding page\n_Due Mon 2 March_ · <https://about" in said
    assert "_Due Wed 1 April_" in said
    assert "Get a Chorus licence that can record\n_Due Mon 9 March (my default)_" in said
    assert "no other." in said
    places = ["First days", "Tips of those", "Required 7", "Recorded calls", "Giving back"]
    found = [said.index(f"*{each}") for each in places]
    assert found == sorted(found)


def test_who_sells_nothing_has_a_shorter_list(company: Company) -> None:
    company.begin(CLEO)
    said = words(company.page(CLEO))
    assert "0 of 7 done" in said
    assert "*Required 7*" not in said
    company.begin(IMRAN)
    assert "do not know this person's role, so this is the whole list" in words(company.page(IMRAN))


def test_a_manager_starts_it_from_a_line_and_the_hire_is_told(company: Company) -> None:
    opened = company.write(f"start <@{ANA}|ana> from 2026-03-09", GRACE)
    assert isinstance(opened, Open)
    assert "2026-03-09" in str(opened.view)
    assert isinstance(company.submit(opened, GRACE, person=ANA, starts="2026-03-09"), Close)
    (told,) = company.told(ANA)
    assert "*Grace Lopez has started your onboarding list.* It has 23 things" in told
    assert "Onboarding of Ana Lopez" in words(company.write(f"<@{ANA}>", GRACE))


def test_a_line_that_cannot_be_read_is_told_with_an_example(company: Company) -> None:
    assert "I can't read the day “whenever”" in words(company.write("start from whenever"))
    assert "start @ana from 2026-12-01" in words(company.write("start from whenever"))
    assert "2026" in words(company.write("start from 3/4"))
    assert "zebra" in words(company.write("start @zebra", GRACE))
    assert words(company.write("start @ben")).startswith("Only Ben Lopez")


def test_an_admin_starts_one_and_sees_none(company: Company) -> None:
    assert isinstance(company.begin(ANA, who=IMRAN), Close)
    assert [words(each) for each in company.whispered()] == [
        "✔ The list is started. I remind Ana Lopez of each item on its day."
    ]
    assert words(company.page(who=IMRAN)).startswith("Only Ana Lopez")


def test_a_form_says_what_is_wrong_with_it(company: Company) -> None:
    opened = company.write("start")
    for starts in ("", "2020-01-01", "soon"):
        assert isinstance(company.submit(opened, person=ANA, starts=starts), Complain)
    others = words(company.submit(opened, person=OLA, starts="2026-03-02"))
    assert others.startswith("Only Ola Lopez, their manager and admins")
    assert "no guest" in words(company.submit(opened, person="U0NOBODY", starts="2026-03-02"))


def test_an_item_is_ticked_once_and_undone(either: Company) -> None:
    either.begin()
    shown = either.tick("page")
    assert "1 of 23 done" in words(shown)
    assert "_Ana Lopez, Mon 2 Mar, 10:00_" in words(shown)
    assert "Done already, by Ana Lopez" in words(either.tick("page"))
    assert "Open again: Read the Commercial onboarding page" in undo(either)
    assert "0 of 23 done" in words(either.page())
    either.tick("page", who=GRACE)
    assert "Done already, by Grace Lopez" in words(either.tick("page"))
    either.press_raw("onboarding.reopen", f"{ANA} page page0")
    assert either.case().done == 0
    assert either.kinds().count("onboarding.item") == 4


def test_a_note_a_link_and_what_does_not_apply_are_kept(either: Company) -> None:
    either.begin()
    opened = either.press(either.page(), "Link, note, not applicable…")
    wrong = either.submit(opened, item="licence", what="not applicable", link="http://x")
    assert isinstance(wrong, Complain)
    assert set(wrong.errors) == {"note", "link"}
    assert isinstance(either.submit(opened, item="licence", what="not applicable",
                                    note="Zoom <only> here"), Close)  # fmt: skip
    assert "➖ Get a Chorus licence" in words(either.page())
    assert "Not applicable, Ana Lopez, Mon 2 Mar, 10:00: Zoom &lt;only&gt; here" in words(
        either.page()
    )
    given = {"item": "notes", "what": "done", "link": "https://example.com/notes"}
    assert isinstance(either.submit(opened, **given), Close)
    assert "<https://example.com/notes|link>" in words(either.page())
    assert isinstance(either.submit(opened, item="licence", what="open"), Close)
    assert "⬜ Get a Chorus licence" in words(either.page())
    assert "no such item" in words(either.submit(opened, item="nothing", what="done"))


def test_the_give_back_items_follow_the_project(either: Company) -> None:
    either.begin()
    assert "not by a tick" in words(either.tick("give-back"))
    opened = either.press(either.page(), "Link, note, not applicable…")
    assert "not by a tick" in words(either.submit(opened, item="give-back", what="done"))
    assert labels(either.page()).count("Register it") == 2
    either.give_back()
    said = words(either.page())
    assert "✅ Choose your Give Back project and register it\n_By your Give Back project_" in said
    assert "⬜ Finish your Give Back project" in said
    assert "follows the Give Back project" in words(either.tick("give-back"))
    either.press_raw("giveback.finish", "1")
    assert "✅ Finish your Give Back project" in words(either.page())
    either.press_raw("giveback.reopen", "1")
    assert "⬜ Finish your Give Back project" in words(either.page())


def test_all_done_is_celebrated_once(either: Company) -> None:
    either.begin()
    either.settle(ANA, "coffee")
    either.give_back()
    either.press_raw("giveback.finish", "1")
    assert not [each for each in either.told(ANA) if "🎉" in each]
    either.tick("coffee")
    assert "Your onboarding list is done:* 23 things" in either.told(ANA)[-1]
    assert either.case().kept.state is State.DONE
    undo(either)
    assert either.case().kept.state is State.OPEN
    either.tick("coffee")
    assert either.case().kept.state is State.DONE
    assert len([each for each in either.told(ANA) if "🎉" in each]) == 1


def test_the_project_may_be_what_ends_the_list(company: Company) -> None:
    company.begin()
    company.settle()
    company.give_back()
    assert company.case().kept.state is State.OPEN
    company.press_raw("giveback.finish", "1")
    assert company.case().kept.state is State.DONE
    assert "🎉" in company.told(ANA)[-1]


def test_another_first_day_moves_the_others_and_keeps_what_is_ticked(company: Company) -> None:
    company.begin()
    company.tick("page")
    opened = company.press(company.page(), "Change the first day…")
    assert isinstance(company.submit(opened, person=ANA, starts="2026-03-16"), Close)
    assert "The first day is Mon 16 March now" in company.told(ANA)[-1]
    assert "Get a Chorus licence that can record\n_Due Mon 23 March" in words(company.page())
    assert company.case().done == 1


def test_a_list_is_stopped_and_started_again(either: Company) -> None:
    either.begin()
    either.tick("page")
    assert "Stopped. I remind nobody of it any more." in words(either.press(either.page(), "Stop…"))
    assert "It is stopped already." in words(either.press_raw("onboarding.stop", ANA))
    assert "Start it again to go on" in words(either.tick("slack"))
    assert "Done" not in labels(either.page())
    opened = either.press(either.page(), "Start it again…")
    either.submit(opened, person=ANA, starts="2026-03-02")
    assert (either.case().kept.state, either.case().done) == (State.OPEN, 1)


def test_what_was_due_before_the_list_was_begun_has_days_of_grace(company: Company) -> None:
    company.begin(starts="2026-01-12")
    said = words(company.page())
    assert "overdue" not in said.casefold()
    assert "Read the Commercial onboarding page\n_Due Mon 9 March_" in said


@pytest.mark.parametrize("id", ["done", "reopen", "note", "list", "stop", "start"])
def test_a_peer_neither_sees_nor_changes_it(company: Company, id: str) -> None:
    company.begin()
    value = f"{ANA} page page0" if id in ("done", "reopen") else ANA
    refused = words(company.press_raw(f"onboarding.{id}", value, OLA))
    assert refused.startswith("Only Ana Lopez")
    assert company.case().done == 0


def test_a_long_list_has_pages(company: Company) -> None:
    sheet = PACK.onboarding
    more = [
        Thing(id=f"own-{number}", group="tips", says=f"Own {number}", entry="tip-reviews", days=3)
        for number in range(40)
    ]
    longer = sheet.model_copy(update={"items": (*sheet.items, *more)})
    company.pack = replace(PACK, onboarding=longer)
    company.begin()
    first = company.page()
    second = company.press(first, "37 more")
    third = company.press(second, "11 more")
    assert "Finish your Give Back project" in words(third)
    assert labels(third)[0:1] != ["Earlier ones"]
    assert words(company.press(third, "Earlier ones")) == words(second)
    ticked = company.press(third, "Done")
    assert "1 of 63 done" in words(ticked)
    assert "Earlier ones" in labels(ticked)
    assert "not there any more" in words(company.press_raw("onboarding.list", f"{ANA} 9"))


def test_a_list_goes_on_when_the_pack_changes(company: Company) -> None:
    company.begin()
    company.tick("reviews")
    sheet = PACK.onboarding
    left = tuple(each for each in sheet.items if each.id != "reviews")
    company.pack = replace(PACK, onboarding=sheet.model_copy(update={"items": left}))
    assert "0 of 22 done" in words(company.page())
    assert "no such item any more" in words(company.tick("reviews"))


def test_a_manager_sees_the_new_hires_most_behind_first(company: Company) -> None:
    assert "Nobody of your team has an onboarding list." in words(company.write("board", GRACE))
    company.begin(ANA)
    company.begin(BEN)
    company.begin(OLA)
    company.now = company.now.replace(day=6)
    company.tick("page", ANA)
    company.tick("dashboard", ANA)
    company.tick("slack", ANA)
    company.tick("calendar", ANA)
    shown = company.write("board", GRACE)
    said = words(shown)
    assert "New hires: 2 under way, 0 done" in said
    assert said.index("Ben Lopez") < said.index("Ana Lopez")
    assert "█░░░░░░░░░ 4 of 23 done" in said
    assert "0 of 23 done, 4 overdue" in said
    assert "Next: Read the Commercial onboarding page (overdue since Mon 2 March)" in said
    assert "Onboarding of Ben" in words(company.press_raw("onboarding.list", BEN, GRACE))
    company.press(shown, "Download as CSV", GRACE)
    with company.database.begin() as session:
        rows = session.connection().execute(outbox.OUTBOX.select())
        (text,) = [str(row.payload) for row in rows if row.kind == "upload"]
    assert "Ben Lopez,2026-03-02,open,First days,Read the Commercial onboarding page" in text
    assert "2026-03-02,yes,open" in text
    assert "New hires: 3 under way" in words(company.write("board", HUGO))
    assert words(company.write("board", OLA)).startswith("Only managers")


def test_home_has_the_next_three_and_a_manager_their_new_hires(company: Company) -> None:
    assert home(company, OWN, ANA) == []
    assert home(company, TEAM, GRACE) == []
    company.begin()
    mine = {"blocks": home(company, OWN, ANA)}
    assert labels(mine) == ["Done", "Done", "Done", "All 23"]
    pressed = company.press(mine, "Done", place=Place.HOME, response_url="")
    assert isinstance(pressed, Quiet)
    assert "1 of 23 done" in words({"blocks": home(company, OWN, ANA)})
    theirs = {"blocks": home(company, TEAM, GRACE)}
    assert "*Ana Lopez*" in words(theirs)
    assert labels(theirs) == ["Open the list", "Board"]
    company.press(company.page(), "Stop…")
    assert home(company, OWN, ANA) == []


def test_a_question_goes_to_the_handbook_and_help_is_help(company: Company) -> None:
    assert "Commercial onboarding page first" in words(company.write("page where?"))
    assert "A question after the word goes to the handbook." in words(company.write("help"))
    assert "between the two of us" in words(company.write("", place=Place.MENTION))
    in_dm = company.write("start", place=Place.DIRECT)
    assert isinstance(in_dm, Message)
    assert isinstance(company.press(in_dm, "Start a list…"), Open)
