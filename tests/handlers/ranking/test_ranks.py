"""Accounts are ranked: by a line, by a form, ten best at most, with undo and history."""

import pytest

from handlers.kit.feature import Change, Close, Complain, Open, Place
from tests.handlers.companies import BEN, CLEO, GRACE, HUGO, OLA, labels, words
from tests.handlers.ranking.conftest import Company


def full(company: Company) -> None:
    for number in range(10):
        company.rank(f"Best {number}", "1")


def test_a_line_ranks_an_account_and_shows_it(either: Company) -> None:
    told = either.write("set Acme 1.5 because they grow, users 250")
    assert "✔ *Acme* is Rank 1.5." in words(told)
    assert "250 users" in words(told)
    row = either.row("Acme")
    assert (row.segment, row.rank, row.users, row.reason) == ("smb", "1.5", 250, "they grow")
    assert either.kinds() == ["rank.changed"]


def test_without_set_a_known_account_is_ranked_and_an_unknown_one_if_the_line_says_why(
    company: Company,
) -> None:
    company.sell("Globex")
    assert "*Globex* is Rank 2" in words(company.write("Globex 2 because greenfield"))
    assert "*Acme* is Rank 3" in words(company.write("Acme 3 because nobody has called yet"))
    assert company.kept() == {"Globex": "2", "Acme": "3"}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("SMB 11 accounts as 1", "Not allowed"),
        ("SMB 1.5 without potential users", "A field is missing"),
        ("MM 2, last spoken 40 days ago", "Overdue"),
        ("smb 2 because I say so", "note"),
        ("missing potential users, SMB rank 1", "A field is missing"),
        ("Initech 2", "Is it an SMB, a Mid-Market or an Enterprise account?"),
    ],
)
def test_everything_else_is_answered_by_the_calculator(
    company: Company, line: str, says: str
) -> None:
    company.sell("Globex")
    told = words(company.write(line))
    assert says in told
    assert company.kept() == {}
    assert company.kinds() == ["answer"]


def test_what_a_line_leaves_out_is_asked_for_in_the_form(company: Company) -> None:
    opened = company.write("set Acme 1 because their best year")
    assert isinstance(opened, Open)
    assert "their best year" in words(opened)
    lacking = company.submit(opened, rank="1", reason="their best year")
    assert isinstance(lacking, Complain)
    assert "SMB Rank 1 needs the potential users" in lacking.errors["users"]
    assert company.submit(opened, rank="1", reason="their best year", users="1,200") == Close()
    assert company.row("Acme").users == 1200


def test_in_a_conversation_a_button_opens_that_form(company: Company) -> None:
    told = company.write("set Acme 1 because their best year", place=Place.DIRECT)
    opened = company.press(told, "Fill in the form")
    assert isinstance(opened, Open)
    assert "their best year" in words(opened)
    assert company.submit(opened, rank="3", reason="Greenfield") == Close()
    assert company.kept() == {"Acme": "3"}


def test_every_rank_needs_a_reason_also_in_mid_market(company: Company) -> None:
    refused = company.rank("Acme", "1", BEN, reason="", users="")
    assert list(refused.errors) == ["reason"]
    assert company.rank("Acme", "1", BEN, users="") == Close()
    assert company.row("Acme", BEN).users is None


def test_a_note_is_a_reason_too(company: Company) -> None:
    assert company.rank("Acme", "2", reason="", users="", notes="No team yet") == Close()
    assert company.row("Acme").notes == "No team yet"


def test_an_eleventh_best_has_to_choose_which_moves_down(either: Company) -> None:
    full(either)
    opened = either.write("set")
    crowded = either.submit(opened, account="Acme", rank="1", reason="Better", users="90")
    assert isinstance(crowded, Change)
    assert "holds the 10 best accounts" in words(crowded)
    assert len(either.kept()) == 10
    worst = either.row("Best 4")
    sent = either.submit(
        crowded, account="Acme", rank="1", reason="Better", users="90", down=str(worst.id)
    )
    assert sent == Close()
    assert either.kept() == {"Acme": "1", "Best 4": "1.5"} | {
        f"Best {number}": "1" for number in range(10) if number != 4
    }
    assert "Made room for Acme" in words(either.write("history Best 4"))
    assert "*Best 4* moved down to Rank 1.5" in words(either.whispered()[-1])
    undone = either.press(either.whispered()[-1], "Undo")
    assert "2 ranks are what they were before" in words(undone)
    assert either.kept() == {f"Best {number}": "1" for number in range(10)}


def test_an_eleventh_by_a_line_in_a_conversation_lists_the_ten(company: Company) -> None:
    full(company)
    told = company.write("set Acme 1 because better, users 9", place=Place.DIRECT)
    assert "Best 7" in words(told)
    crowded = company.press(told, "Choose which one moves down")
    assert isinstance(crowded, Open)
    assert "Moves down to Rank 1.5" in words(crowded)
    assert company.kept().get("Acme") is None


def test_what_is_among_the_ten_may_be_changed(company: Company) -> None:
    full(company)
    assert "as it was" not in words(company.write("set Best 3 1 because still the best"))
    assert company.row("Best 3").reason == "still the best"


def test_mid_market_has_no_ten_best(company: Company) -> None:
    for number in range(12):
        company.rank(f"Best {number}", "1", BEN)
    assert len(company.kept(BEN)) == 12


def test_a_change_says_what_it_was_and_can_be_undone(company: Company) -> None:
    company.write("set Acme 2 because slow")
    told = company.write("set acme 3 because slower")
    assert "*Acme* is Rank 3, before Rank 2" in words(told)
    assert "Rank 2 → Rank 3" in words(company.write("history Acme"))
    undone = company.press(told, "Undo")
    assert "The rank of Acme is what it was before" in words(undone)
    assert company.kept() == {"Acme": "2"}
    assert company.row("Acme").reason == "slow"


def test_what_was_ranked_again_since_is_not_undone(company: Company) -> None:
    told = company.write("set Acme 2 because slow")
    company.now = company.now.replace(minute=1)
    company.write("set Acme 3 because slower")
    assert "has been ranked again since" in words(company.press(told, "Undo"))
    assert company.kept() == {"Acme": "3"}


def test_undo_never_makes_an_eleventh_best(company: Company) -> None:
    full(company)
    removed = company.write("remove Best 1")
    company.rank("Acme", "1")
    assert "ten best accounts by now" in words(company.press(removed, "Undo"))
    assert len(company.kept()) == 10


def test_the_same_again_changes_nothing(company: Company) -> None:
    company.write("set Acme 2 because slow")
    told = company.write("set Acme 2 because slow")
    assert "*Acme* is as it was: Rank 2" in words(told)
    assert company.kinds() == ["rank.changed"]


def test_a_rank_is_removed_and_comes_back(company: Company) -> None:
    company.sell("Acme")
    company.write("set Acme 2 because slow")
    page = company.write("Acme")
    told = company.press(page, "Remove the rank")
    assert "*Acme* has no rank any more" in words(told)
    assert company.kept() == {}
    assert "Known from an open opportunity" in words(told)
    company.press(told, "Undo")
    assert company.kept() == {"Acme": "2"}


def test_a_manager_ranks_for_their_people_and_others_may_not(company: Company) -> None:
    company.sell("Globex", BEN)
    told = company.write("Globex 2 because I know them", GRACE)
    assert "*Globex* is Rank 2" in words(told)
    assert company.row("Globex", BEN).ranked_by == GRACE
    page = company.write("Globex", BEN)
    refused = company.press(page, "Change the rank", OLA)
    assert words(refused).startswith("Only Ben Lopez and their manager can change this")
    assert words(company.press(page, "All accounts", OLA)).startswith("Only Ben Lopez")
    assert "Accounts of Ben Lopez by rank" in words(company.write("@Ben", HUGO))


def test_who_has_no_role_is_asked_for_the_segment(company: Company) -> None:
    opened = company.write("set", CLEO)
    assert "Mid-Market" in words(opened)
    given = {"account": "Acme", "rank": "2", "reason": "Slow"}
    refused = company.submit(opened, CLEO, **given)
    assert list(refused.errors) == ["segment"]
    assert company.submit(opened, CLEO, segment="mid-market", **given) == Close()
    assert company.row("Acme", CLEO).segment == "mid-market"


def test_the_form_offers_ones_accounts_and_takes_one_or_another(company: Company) -> None:
    company.sell("Globex")
    company.sell("Initech")
    company.write("set Acme 2 because slow")
    opened = company.write("set")
    assert company.suggested(opened, "") == [
        ("globex", "Globex"), ("initech", "Initech"), ("acme", "Acme (Rank 2)"),
    ]  # fmt: skip
    assert company.suggested(opened, "glo") == [("globex", "Globex")]
    both = company.submit(
        opened, known="globex", account="Other", rank="2", reason="Slow", users=""
    )
    assert "not both" in words(both)
    assert company.submit(opened, known="globex", rank="2", reason="Slow") == Close()
    assert company.kept()["Globex"] == "2"
    nothing = company.submit(opened, rank="2", reason="Slow")
    assert "Choose one of your accounts" in words(nothing)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"rank": "4"}, "rank"),
        ({"users": "many"}, "users"),
        ({"users": "-5"}, "users"),
        ({"account": ""}, "account"),
        ({"reason": "   "}, "reason"),
    ],
)
def test_what_does_not_fit_is_named_by_its_field(
    company: Company, fields: dict[str, str], field: str
) -> None:
    given = {"account": "Acme", "rank": "1", "reason": "They grow", "users": "250"} | fields
    refused = company.submit(company.write("set"), **given)
    assert isinstance(refused, Complain)
    assert field in refused.errors


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("set nonsense", "Write the account, then its rank and why"),
        ("set Acme 4 because x", "There is no Rank 4 in SMB"),
        ("show", "Say which account"),
        ("history", "Say which account"),
        ("remove", "Say which account"),
        ("show Nothing", "I know no account of yours with “Nothing”"),
        ("@Nobody Known", "I know nobody called Nobody Known"),
        ("talk", "Say with which account"),
        ("talk Nothing yesterday", "I know no account of yours with “Nothing”"),
    ],
)
def test_a_mistake_is_told_with_an_example(company: Company, line: str, says: str) -> None:
    assert says in words(company.write(line))


def test_of_two_that_may_be_meant_one_is_chosen(company: Company) -> None:
    company.sell("Acme North")
    company.sell("Acme South")
    told = company.write("show acme")
    assert labels(told) == ["This one", "This one"]
    assert "Acme North" in words(company.press(told, "This one"))


def test_nothing_is_shown_in_a_channel(company: Company) -> None:
    told = company.write("missing", place=Place.MENTION)
    assert "between the two of us" in words(told)
    told = company.write("SMB 11 accounts as 1", place=Place.MENTION)
    assert "Not allowed" in words(told)


def test_an_account_is_the_same_however_it_is_written(either: Company) -> None:
    either.write("set Straße 2 because slow")
    either.write("set  STRASSE 3 because slower")
    assert either.kept() == {"Straße": "3"}


def test_a_bad_value_of_a_button_is_told(company: Company) -> None:
    for value in ("", "x", "[1, 2, 3]", '["a"]'):
        assert "older version" in words(company.press_raw("ranking.form", value))
