"""The week's look at the seven: what is seen, where it is mended, ticked, noted, opened again."""

from datetime import date, timedelta
from typing import Any

import pytest

from bot import packs
from handlers.kit.acts import undo_last
from handlers.kit.feature import Aside, Change, Close, Complain, Message, Open, Place
from handlers.skills.panels import OWN
from storage import audit, members
from tests.handlers.companies import ANA, BEN, CLEO, GRACE, HUGO, OLA, TEAM, labels, words
from tests.handlers.skills.conftest import SEVEN, Company


def home(company: Company, who: str = ANA) -> list[Any]:
    with company.database.begin() as session:
        member = members.find(session, TEAM, who)
        assert member
        return list(OWN.show(company.round(session), member))


def test_each_skill_says_what_is_seen_and_where_it_stands(either: Company) -> None:
    either.sell("Small")
    either.sell("Large", amount=12_000, net_arr=9_000)
    either.sell("Full", amount=12_000, net_arr=12_000, next_step_date=date(2026, 2, 27))
    either.sell("Partner Channel-Managed", amount=8_000, close_date=date(2026, 2, 20))
    either.sell("Vague", segment="", next_step="")
    either.rank("Small")
    said = words(either.write(""))
    assert "Required 7, week of Mon 2 March" in said
    assert "░░░░░░░ 0 of 7 done this week" in said
    assert "*1* of 5 accounts has a rank of this fiscal year with its reason." in said
    assert "*3* of 5 open opportunities need a custom deck. Of 1 I cannot tell" in said
    assert (
        "*2* of 5 open opportunities need a Command Plan: 1 the full one, 1 the overview and close "
        "plan. 1 is channel-managed and excused. Of 1 I cannot tell" in said
    )
    assert "*3* of 5 open opportunities have a next step with a day that is not past." in said
    assert "*4* of 5 open opportunities look current: 1 close date is past." in said
    assert said.count("I cannot see this") == 2
    for number in range(1, 8):
        assert f"|Required 7, no. {number}: " in said


def test_one_is_one_and_none_is_none(company: Company) -> None:
    company.sell("Alone", amount=9_000)
    company.rank("Alone")
    said = words(company.page())
    assert "*1* of 1 account has a rank" in said
    assert "*1* of 1 open opportunity needs a custom deck." in said
    assert "needs a Command Plan: 1 the overview and close plan." in said
    assert "*1* of 1 open opportunity has a next step" in said
    assert "*1* of 1 open opportunity looks current." in said
    company.sell("Other")
    company.now += timedelta(days=15)
    said = words(company.page())
    assert "*1* of 2 open opportunities needs a custom deck." in said
    assert "*0* of 2 open opportunities look current: 2 were not changed for more than 14" in said


def test_who_has_nothing_yet_is_told_so(company: Company) -> None:
    said = words(company.write(""))
    assert "No account is known here." in said
    assert said.count("No open opportunity is known here.") == 4
    assert "Show them" not in labels(company.write(""))


def test_only_those_whose_seven_they_are_have_them(company: Company) -> None:
    refused = words(company.write("", OLA))
    assert "The Required 7 are for these roles: SMB AE, Mid-Market" in refused
    assert "Here yours is another; an admin says who is what." in refused
    assert "I know neither your role nor an account" in words(company.write("", CLEO))
    assert words(company.press_raw("skills.done", "2026-03-02 rank", OLA)).startswith("The Requir")
    company.sell("Found", CLEO)
    assert "Required 7, week of" in words(company.write("", CLEO))
    assert "Required 7: 0 of 2 have done this week's audit" in words(company.write("", GRACE))


def test_in_an_older_edition_a_rank_is_a_tier(company: Company) -> None:
    company.pack = packs.load(edition="fy21")
    company.meet(ANA, roles=("smb",))
    company.sell("Large", amount=12_000)
    said = words(company.write(""))
    assert "1 · Give your accounts their tier yourself" in said
    assert "*1* of 1 open opportunity needs a custom deck." in said


def test_a_skill_is_ticked_once_and_undone(either: Company) -> None:
    shown = either.press(either.write(""), "Done for this week")
    assert "✅ *1 · Rank your accounts" in words(shown)
    assert "_Done Mon 2 Mar, 10:00_" in words(shown)
    assert "█░░░░░░ 1 of 7 done this week" in words(shown)
    assert "ticked for this week already: Done Mon 2 Mar, 10:00" in words(either.tick("rank"))
    with either.turn() as turn:
        assert undo_last(turn) == (
            "Open again for this week: Rank your accounts yourself, with reason and sources"
        )
    assert len(either.audit().ticks) == 0
    either.tick("rank")
    assert "⬜ *1 · " in words(either.press(either.page(), "Open again"))
    again = either.press_raw("skills.reopen", f"{either.audit().week} rank")
    assert "That is open already." in words(again)
    kinds = [each for each in either.kinds() if each.startswith("skills.")]
    assert kinds == ["skills.ticked", "skills.opened"] * 2


def test_a_note_is_for_its_writer_alone(either: Company) -> None:
    assert isinstance(either.note("key-info", "Heard of us <twice>"), Close)
    assert "_Done Mon 2 Mar, 10:00: Heard of us &lt;twice&gt;_" in words(either.page())
    either.now += timedelta(minutes=5)
    assert isinstance(either.note("key-info", "Heard of us once"), Close)
    assert "_Done Mon 2 Mar, 10:00: Heard of us once_" in words(either.page())
    with either.turn() as turn:
        assert "Open again for this week: Capture key" in (undo_last(turn) or "")
    assert isinstance(either.note("key-info", ""), Close)
    assert "_Done Mon 2 Mar, 10:05_" in words(either.page())
    either.note("call-notes", "Secret")
    theirs = words(either.page(GRACE, ANA))
    assert "✅ *4 · Log the notes" in theirs
    assert "Secret" not in theirs
    with either.database.begin() as session:
        assert "Secret" not in str([each.detail for each in audit.entries(session, TEAM)])


def test_the_form_begins_with_what_cannot_be_seen(company: Company) -> None:
    opened = company.press_raw("skills.note", "")
    assert "'value': 'key-info'}" in str(opened.view["blocks"][0]["element"]["initial_option"])
    assert isinstance(company.submit(opened, skill="juggling"), Complain)
    assert isinstance(company.submit(opened, skill=""), Complain)
    company.now += timedelta(days=7)
    assert "That week is over" in words(company.submit(opened, skill="rank", note="x"))


def test_an_old_page_ticks_nothing_in_the_new_week(company: Company) -> None:
    old = company.page()
    company.now += timedelta(days=7)
    assert "That week is over" in words(company.press(old, "Done for this week"))
    assert "no such skill any more" in words(company.press_raw("skills.done", "2026-03-09 x"))
    assert company.audit().ticks == {}


@pytest.mark.parametrize(
    ("skill", "said", "press"),
    [
        ("deck", "Amount $12,000 · Net ARR $1,000 · SMB", "Edit"),
        ("command-plan", "opportunity overview and close plan · Amount $12,000", "Edit"),
        ("next-steps", "The next step was for Fri 27 February", "Update"),
        ("keep-current", "The close date Fri 27 February is past · last changed Mon 2", "Edit"),
    ],
)
def test_the_opportunities_of_a_skill_lead_to_where_they_are_mended(
    company: Company, skill: str, said: str, press: str
) -> None:
    past = date(2026, 2, 27)
    company.sell("Large <one>", amount=12_000, close_date=past, next_step_date=past)
    shown = company.press_raw("skills.show", f"{ANA} {skill} 0")
    assert "*Large &lt;one&gt;*" in words(shown)
    assert said in words(shown)
    assert isinstance(company.press(shown, press), Open)
    assert "Required 7, week of" in words(company.press(shown, "Back to the seven"))


def test_a_list_says_what_it_goes_by_and_what_is_missing(company: Company) -> None:
    company.sell("Vague", segment="", amount=None)
    company.sell("Full", net_arr=12_000, amount=12_000)
    company.sell("Stepless", next_step="", next_step_date=None)
    company.sell("Dateless", next_step_date=None)
    decks = words(company.press_raw("skills.show", f"{ANA} deck 0"))
    assert "I cannot tell without a segment and Amount" in decks
    assert "SMB: a custom deck above $5,000 Amount." in decks
    assert "the full Command Plan · " in words(
        company.press_raw("skills.show", f"{ANA} command-plan 0")
    )
    steps = words(company.press_raw("skills.show", f"{ANA} next-steps 0"))
    assert "No next step\n" in f"{steps}\n"
    assert "A next step without a date" in steps
    none = words(company.press_raw("skills.show", f"{ANA} keep-current 0"))
    assert "There is none left." in none
    assert "more than 14 days may be out of date" in none
    assert "have no such list" in words(company.press_raw("skills.show", f"{ANA} rank 0"))
    assert "have no such list" in words(company.press_raw("skills.show", f"{ANA} call-notes 0"))


def test_a_long_list_has_pages(company: Company) -> None:
    for number in range(23):
        company.sell(f"Deal {number:02}", amount=9_000)
    first = company.press_raw("skills.show", f"{ANA} deck 0")
    last = company.press(company.press(first, "Next 10"), "Next 3")
    assert words(last).count("*Deal") == 3
    assert "*Deal 10*" in words(company.press(last, "Previous 10"))
    assert words(company.press_raw("skills.show", f"{ANA} deck 99")) == words(last)


def test_ranks_that_lack_something_are_shown_by_the_ranking(company: Company) -> None:
    company.sell("Unranked")
    shown = company.press(company.page(), "Show them")
    assert "Unranked" in words(shown)
    assert "Rank it" in labels(shown)


def test_it_is_shown_over_home_and_within_a_form(company: Company) -> None:
    over = company.press_raw("skills.open", ANA, place=Place.HOME)
    assert isinstance(over, Open)
    inside = company.press(over, "Done for this week", response_url="")
    assert isinstance(inside, Change)
    assert isinstance(company.page(), Aside)


def test_a_manager_sees_and_ticks_nothing(either: Company) -> None:
    either.sell("Large", amount=12_000)
    shown = either.write(f"<@{ANA}|ana>", GRACE)
    assert "Required 7 of Ana Lopez, week of Mon 2 March" in words(shown)
    assert "Done for this week" not in labels(shown)
    assert labels(shown).count("Show them") == 3
    assert "Update" not in labels(either.press_raw("skills.show", f"{ANA} deck 0", HUGO))
    assert words(either.page(BEN, ANA)).startswith("Only Ana Lopez")
    assert "The Required 7 are for" in words(either.page(HUGO, GRACE))
    assert "I don't know whom you mean" in words(either.page(GRACE, "U0NOBODY"))
    assert "zebra" in words(either.write("@zebra", GRACE))


def test_a_mention_shows_nobodys_and_questions_go_to_the_handbook(company: Company) -> None:
    refused = words(company.write("", place=Place.MENTION))
    assert "between the two of us" in refused
    assert isinstance(company.write("what is the fourth skill?"), Message)
    assert "once a week" in words(company.write("help"))


def test_home_has_one_line_once_there_is_something_to_say(company: Company) -> None:
    company.sell("Large", amount=12_000)
    assert home(company) == []
    company.tick("rank")
    assert "1 of 7 done this week" in words({"blocks": home(company)})
    company.tick(*SEVEN[1:])
    assert home(company) == []
    company.now += timedelta(days=10)
    assert home(company) == []
    company.now += timedelta(days=1)
    assert "0 of 7 done this week" in words({"blocks": home(company)})
    assert home(company, BEN) == []
