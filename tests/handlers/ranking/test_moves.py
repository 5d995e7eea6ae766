"""An account changes hands: its rank ends with the former owner, and the new one ranks it anew."""

from datetime import timedelta

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
