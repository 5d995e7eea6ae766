"""An import of ranks is taken back whole, but for what somebody changed since."""

from datetime import timedelta

from handlers.kit.feature import Ask, Place
from storage import rank_events
from tests.handlers.companies import ANA, BEN, GRACE, HUGO, TEAM, words
from tests.handlers.ranking.conftest import Company
from tests.handlers.ranking.test_imports import pasted

TABLE = """account,owner,rank,potential users,reason,last talk
Acme,Ana Lopez,1,250,They grow,2026-02-20
Globex,Ana Lopez,-,,,
Initech,Ana Lopez,3,,Slow,
Umbra,Ben Lopez,2,,Renewal in May,2026-02-27
"""


def imported(company: Company, text: str = TABLE, who: str = GRACE) -> object:
    """Ana had Acme and Globex, Ben had Umbra; Initech is new."""
    company.rank("Acme", "2", reason="Before", users="10")
    company.rank("Globex", "2", reason="Before")
    company.rank("Umbra", "2", BEN, reason="Renewal in May", users="")
    company.now += timedelta(minutes=5)
    shown = pasted(company, text, who)
    label = next(each for each in ("Apply 4 changes", "Apply 1 change") if each in words(shown))
    return company.press(shown, label, who)


def test_the_button_below_it_takes_everything_back(either: Company) -> None:
    told = imported(either)
    assert either.kept() == {"Acme": "1", "Initech": "3"}
    assert str(either.row("Umbra", BEN).talked_on) == "2026-02-27"
    either.now += timedelta(minutes=14)
    said = words(either.press(told, "Undo", GRACE))
    assert "The ranks of 4 accounts are what they were before the table." in said
    assert either.kept() == {"Acme": "2", "Globex": "2"}
    acme, umbra = either.row("Acme"), either.row("Umbra", BEN)
    assert (acme.reason, acme.users, acme.talked_on) == ("Before", 10, None)
    assert (umbra.talked_on, str(umbra.since)) == (None, "2026-03-02")
    assert "rank.unimported" in either.kinds()
    assert "Rank 1 → Rank 2*, taken back" in words(either.write("history Acme"))
    assert "*Rank 2*, taken back" in words(either.write("history Globex"))
    assert "Rank 3 → no rank*, taken back" in words(either.write("history Initech"))
    assert "undone already" in words(either.press(told, "Undo", GRACE))


def test_so_does_the_command_and_only_for_fifteen_minutes(company: Company) -> None:
    told = imported(company)
    company.now += timedelta(minutes=16)
    assert "more than 15 minutes ago" in words(company.press(told, "Undo", GRACE))
    assert company.kept() == {"Acme": "1", "Initech": "3"}


def test_nobody_else_takes_it_back(company: Company) -> None:
    told = imported(company)
    assert words(company.press(told, "Undo")) == "Only the person who did this can undo it."


def test_what_was_changed_since_stays_and_is_named(either: Company) -> None:
    told = imported(either)
    either.now += timedelta(minutes=2)
    either.write("set Acme 1.5 because they grow, users 250")
    either.write("set Globex 3 because slow")
    said = words(either.press(told, "Undo", GRACE))
    assert "The ranks of 2 accounts are what they were before the table." in said
    assert "Acme and Globex have been changed since, so they stay." in said
    assert either.kept() == {"Acme": "1.5", "Globex": "3"}
    assert either.row("Umbra", BEN).talked_on is None
    assert str(either.row("Acme").talked_on) == "2026-02-20"


def test_once_all_of_it_was_changed_nothing_is_taken_back(company: Company) -> None:
    company.write("set Acme 2 because slow")
    company.now += timedelta(minutes=1)
    told = company.press(pasted(company, "account,rank\nAcme,3\n"), "Apply 1 change")
    company.now += timedelta(minutes=1)
    company.write("remove Acme")
    assert words(company.press(told, "Undo")).startswith("Every account of that table has been")
    assert company.kept() == {}


def test_a_talk_that_was_logged_since_stays(either: Company) -> None:
    told = imported(either)
    either.write("talk Umbra 28 February: they answered", BEN)
    either.press(told, "Undo", GRACE)
    row = either.row("Umbra", BEN)
    assert (str(row.talked_on), str(row.since)) == ("2026-02-28", "2026-03-02")
    with either.database.begin() as session:
        (left,) = rank_events.talks(session, TEAM, BEN, "Umbra")
    assert left.note == "they answered"


def test_the_ten_best_are_held_by_what_comes_back(either: Company) -> None:
    for number in range(10):
        either.rank(f"Best {number}", "1")
    either.now += timedelta(minutes=1)
    text = "account,rank,reason\nBest 0,3,Slower\nBest 1,2,Slower\n"
    told = either.press(pasted(either, text), "Apply 2 changes")
    either.now += timedelta(minutes=1)
    either.rank("New one", "1")
    said = words(either.press(told, "Undo"))
    assert "The rank of 1 account is what it was before the table." in said
    assert "Best 1 stays as it is, for the ten best are full by now." in said
    ranks = either.kept()
    assert (ranks["Best 0"], ranks["Best 1"]) == ("1", "2")
    assert sum(rank == "1" for rank in ranks.values()) == 10


def test_a_best_that_came_with_it_makes_room_for_one_that_comes_back(company: Company) -> None:
    for number in range(10):
        company.rank(f"Best {number}", "1")
    company.now += timedelta(minutes=1)
    text = "account,rank,users,reason\nBest 0,3,,Slower\nNew one,1,5,Grows\n"
    told = company.press(pasted(company, text), "Apply 2 changes")
    assert "The ranks of 2 accounts" in words(company.press(told, "Undo"))
    assert set(company.kept().values()) == {"1"}
    assert len(company.kept()) == 10


def test_whoever_lost_the_team_meanwhile_takes_nothing_back(company: Company) -> None:
    told = imported(company)
    company.meet(BEN, manager=HUGO, roles=("mm-territory",))
    assert words(company.press(told, "Undo", GRACE)).startswith("Only Ben Lopez")
    assert company.kept() == {"Acme": "1", "Initech": "3"}


def test_names_of_accounts_call_nobody(company: Company) -> None:
    company.write("set <!channel> 2 because slow")
    with company.turn(ANA) as turn:
        said = company.routes.words["undo"].answer(turn, Ask(Place.COMMAND))
    assert "<!channel>" not in words(said)
