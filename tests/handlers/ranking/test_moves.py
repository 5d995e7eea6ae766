"""An account changes hands: its rank ends with the former owner, and the new one ranks it anew."""

from dataclasses import replace
from datetime import date, timedelta

from handlers.kit.feature import Ask, Close, Place
from handlers.kit.reminding import replan
from handlers.ranking import moving
from storage import opportunities
from tests.handlers.companies import ANA, BEN, CLEO, GRACE, TEAM, words
from tests.handlers.ranking.conftest import Company


def give(company: Company, deal: int, owner: str) -> None:
    """As an edit does: the change, then what follows for both."""
    with company.turn(GRACE) as turn:
        one = opportunities.find(turn.session, TEAM, deal)
        assert one
        opportunities.change(
            turn.session, one, {"owner": owner}, by=GRACE, at=turn.now, source="slack"
        )
        replan(turn, [str(one.owner), owner])


def test_a_reassigned_account_leaves_its_former_owner(either: Company) -> None:
    deal = either.sell("Acme")
    either.rank("Acme", "1")
    give(either, deal, BEN)
    assert either.kept() == {}
    assert "*Rank 1 → no rank*, the account changed hands" in words(either.write("history Acme"))
    assert "now with Ben Lopez" in words(either.write("history Acme"))
    told = words(either.write("Acme", BEN))
    assert "Ana Lopez had it as Rank 1. The ranking has to be your own" in told
    assert "rank.moved" in either.kinds()


def test_one_that_is_left_keeps_the_rank(company: Company) -> None:
    deal = company.sell("Acme")
    company.sell("Acme", state="won")
    company.rank("Acme", "1")
    give(company, deal, BEN)
    assert company.kept() == {"Acme": "1"}


def test_an_import_is_noticed_by_the_hour(either: Company) -> None:
    deal = either.sell("Acme")
    either.rank("Acme", "2")
    either.now += timedelta(minutes=5)
    with either.database.begin() as session:
        one = opportunities.find(session, TEAM, deal)
        assert one
        opportunities.change(session, one, {"owner": CLEO}, by="", at=either.now, source="import")
    either.now += timedelta(minutes=50)
    with either.database.begin() as session:
        assert moving.look(either.round(session)) == 1
        assert moving.look(either.round(session)) == 0
    assert either.kept() == {}


def test_only_who_has_the_account_learns_what_it_was(company: Company) -> None:
    deal = company.sell("Acme")
    company.rank("Acme", "1")
    give(company, deal, BEN)
    company.write("set Acme 3 because I met them too", CLEO)
    assert "had it as" not in words(company.write("Acme", CLEO))
    assert company.kept(ANA) == {}


def edit(company: Company, deal: int, owner: str) -> None:
    """By the form of the opportunity, as Grace does it."""
    opened = company.press_raw("opportunities.edit", str(deal), GRACE)
    filled = {
        block["block_id"]: block["element"]["initial_value"]
        for block in opened.view["blocks"]
        if "initial_value" in block.get("element", {})
    }
    assert company.submit(opened, GRACE, **filled, owner=owner) == Close()


def undo(company: Company, who: str = GRACE) -> str:
    company.now += timedelta(minutes=10)
    with company.turn(who) as turn:
        return words(company.routes.words["undo"].answer(turn, Ask(Place.COMMAND)))


def test_a_reassignment_that_is_undone_brings_the_rank_back_as_it_was(either: Company) -> None:
    deal = either.sell("Acme")
    either.rank("Acme", "1.5", users="33")
    either.write("talk Acme yesterday: hello")
    before = either.row("Acme")
    either.now += timedelta(minutes=5)
    edit(either, deal, BEN)
    assert either.kept() == {}
    assert "Acme deal is as it was before." in undo(either)
    after = either.row("Acme")
    assert replace(after, id=before.id) == before
    told = words(either.write("history Acme"))
    assert "*Rank 1.5*, the account came back" in told
    assert "rank.returned" in either.kinds()


def test_its_monthly_talk_is_asked_for_again(company: Company) -> None:
    deal = company.sell("Acme", BEN, close_date=date(2026, 9, 30))
    company.rank("Acme", "2", BEN, users="")
    company.now += timedelta(days=20)
    edit(company, deal, CLEO)
    undo(company)
    company.at("2026-04-02", "08:00", BEN)
    company.at("2026-04-02", "09:00", BEN)
    assert "Acme" in company.told(BEN)[-1]


def test_what_the_new_owner_ranked_meanwhile_ends(either: Company) -> None:
    deal = either.sell("Acme")
    either.rank("Acme", "2")
    edit(either, deal, BEN)
    either.write("set Acme 3 because small", BEN)
    undo(either)
    assert (either.kept(), either.kept(BEN)) == ({"Acme": "2"}, {})


def test_what_its_owner_ranked_anew_meanwhile_stays(company: Company) -> None:
    deal = company.sell("Acme")
    company.rank("Acme", "2")
    edit(company, deal, BEN)
    company.now += timedelta(minutes=1)
    company.write("set Acme 3 because I met them")
    undo(company)
    assert company.kept() == {"Acme": "3"}


def test_what_was_removed_by_hand_does_not_come_back(company: Company) -> None:
    deal = company.sell("Acme")
    company.rank("Acme", "2")
    edit(company, deal, BEN)
    company.now += timedelta(minutes=1)
    company.write("set Acme 3 because I met them")
    company.write("remove Acme")
    undo(company)
    assert company.kept() == {}


def test_an_earlier_reassignment_brings_nothing_back(company: Company) -> None:
    deal = company.sell("Acme")
    company.rank("Acme", "2")
    edit(company, deal, BEN)
    company.now += timedelta(hours=2)
    edit(company, deal, ANA)
    company.now += timedelta(hours=2)
    edit(company, deal, BEN)
    undo(company)
    assert company.kept() == {}


def test_the_ten_best_are_held_and_the_owner_is_told(either: Company) -> None:
    deal = either.sell("Acme")
    either.rank("Acme", "1")
    edit(either, deal, BEN)
    for number in range(10):
        either.rank(f"Best {number}", "1")
    assert "Acme deal is as it was before." in undo(either)
    assert "Acme" not in either.kept()
    told = either.last_letter()
    assert "*Acme* is yours again, but not its Rank 1: the ten best are full" in words(told)
    opened = either.press(told, "Rank it…")
    assert either.submit(opened, account="Acme", rank="2", reason="Slower") == Close()
    assert either.kept()["Acme"] == "2"
