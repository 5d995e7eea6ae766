"""Accounts by rank: pages, ways to narrow them, what each lacks, one account and its history."""

from typing import Any

import pytest

from storage import outbox
from tests.handlers.companies import ANA, BEN, CLEO, GRACE, labels, words
from tests.handlers.ranking.conftest import Company


def options(shown: Any) -> dict[str, str]:
    """The ways to narrow a list, by how they read."""
    found = [
        option
        for block in shown.payload()["blocks"]
        for element in block.get("elements", [])
        if element.get("type") == "static_select"
        for option in element["options"]
    ]
    return {each["text"]["text"]: each["value"] for each in found}


def narrowed(company: Company, shown: Any, label: str, who: str = ANA) -> Any:
    return company.press_raw("ranking.page.4", options(shown)[label], who)


def test_who_has_none_is_told_how_to_begin(company: Company) -> None:
    told = company.write("")
    assert "I know no account of yours yet" in words(told)
    assert labels(told) == ["Rank an account", "Import…", "Download as CSV", "Get a template"]


def test_accounts_of_opportunities_wait_for_a_rank(company: Company) -> None:
    company.sell("Globex")
    company.sell("globex ")
    company.sell("Initech", state="won")
    told = company.write("")
    assert "1 without a rank" in words(told)
    assert "Initech" not in words(told)
    opened = company.press(told, "Rank it")
    company.submit(opened, rank="3", reason="Greenfield")
    again = company.whispered()[-1]
    assert again["replace_original"] is True
    assert "1 in Rank 3" in words(again)
    assert labels(again)[0] == "Undo"


def test_the_list_is_sorted_by_rank_and_says_what_each_means(company: Company) -> None:
    for account, rank in (("Delta", "3"), ("Alpha", "1.5"), ("Beta", "1"), ("Gamma", "2")):
        company.rank(account, rank)
    told = words(company.write(""))
    places = [told.index(name) for name in ("*Beta*", "*Alpha*", "*Gamma*", "*Delta*")]
    assert places == sorted(places)
    assert "Rank 1: one of your ten best" in told
    assert "1 in Rank 1 · 1 in Rank 1.5 · 1 in Rank 2 · 1 in Rank 3" in told


def test_five_hundred_accounts_are_turned_over_page_by_page(company: Company) -> None:
    for number in range(1, 33):
        company.sell(f"Account {number:03}")
    told = company.write("")
    assert "Next 10" in labels(told)
    for _ in range(3):
        told = company.press(told, next(each for each in labels(told) if each.startswith("Next")))
    assert "Account 031" in words(told)
    assert "Account 030" not in words(told)
    assert [each for each in labels(told) if each.startswith("Next")] == []
    assert "Account 021" in words(company.press(told, "Previous 10"))


def test_a_list_is_narrowed(company: Company) -> None:
    company.sell("Globex")
    company.rank("Acme", "2")
    company.rank("Best", "1")
    told = company.write("")
    assert list(options(told)) == [
        "All accounts (3)", "Missing something (1)", "Talks due (0)", "Rank 1 (1)", "Rank 1.5 (0)",
        "Rank 2 (1)", "Rank 3 (0)", "Without a rank (1)",
    ]  # fmt: skip
    assert "Best" not in words(narrowed(company, told, "Rank 2 (1)")).replace("ten best", "")
    assert "No account is Rank 3" in words(narrowed(company, told, "Rank 3 (0)"))
    assert "No talk is due" in words(narrowed(company, told, "Talks due (0)"))
    assert "Globex" in words(company.write("missing"))
    assert "Globex" in words(company.write("unranked"))


def test_a_rank_of_last_fiscal_year_is_missing_something(company: Company) -> None:
    company.at("2026-01-30")
    company.rank("Acme", "2")
    company.at("2026-02-02")
    told = company.write("missing")
    assert "lacks a rank of this fiscal year" in words(told)
    opened = company.press(told, "Mend it")
    company.submit(opened, rank="2", reason="It stays: still no team")
    assert "Every account has a rank" in words(company.write("missing"))
    assert "stays Rank 2" in words(company.write("history Acme"))


def test_one_account_says_what_its_rank_asks_for(company: Company) -> None:
    company.rank("Acme", "2", BEN, notes="Call Jo first")
    told = words(company.write("acme", BEN))
    assert "No talk logged, next by Thu 2 April" in told
    assert "Mid-Market, Rank 2: worked to grow, with a talk every month." in told
    assert "Notes: Call Jo first" in told


def test_history_is_paged(company: Company) -> None:
    for number in range(15):
        company.write(f"set Acme {2 + number % 2} because change {number}")
    told = company.write("history Acme")
    assert "15 entries, the newest first" in words(told)
    older = company.press(told, "Older")
    assert "change 0" in words(older)
    assert "change 14" in words(company.press(older, "Newer"))
    assert "change 14" in words(company.press(older, "Back"))


def test_what_was_never_ranked_has_no_history(company: Company) -> None:
    company.sell("Acme")
    told = company.write("history Acme")
    assert "Nothing was ever said of Acme" in words(told)
    assert "*Acme*" in words(company.press(told, "Back"))


def test_names_cannot_mention_or_format(company: Company) -> None:
    company.sell("*<!channel>* & _Co_")
    company.rank("*<!channel>* & _Co_", "2", reason="<@U0ANA> *bold*")
    for text in ("", "missing", "show channel", "history *<!channel>* & _Co_"):
        assert "<!channel>" not in words(company.write(text))


def test_a_manager_sees_how_complete_each_ranking_is(either: Company) -> None:
    either.sell("Globex")
    either.rank("Acme", "1")
    either.rank("Initech", "2", BEN)
    either.at("2026-04-06")
    told = either.write("team", GRACE)
    assert "Accounts of your team by rank: 0 of 2 complete" in words(told)
    assert "*Ana Lopez* · 2 accounts" in words(told)
    assert "1 in Rank 2\n1 talk due" in words(told)
    assert "Cleo" not in words(told)
    assert "Accounts of Ana Lopez" in words(either.press(told, "Open", GRACE))
    assert "in our direct messages" in words(either.press(told, "Download as CSV", GRACE))
    with either.database.begin() as session:
        rows = session.connection().execute(outbox.OUTBOX.select())
        sent = [row.payload for row in rows if row.kind == "upload"]
    assert sent[-1]["filename"] == "team-account-ranks.csv"
    assert "Globex,Ana Lopez,,,,,,,,rank" in sent[-1]["content"]
    assert "Initech,Ben Lopez,2,250,They grow,,,Mid-Market,2026-04-02," in sent[-1]["content"]


def test_the_team_is_for_who_leads_it(company: Company) -> None:
    assert words(company.write("team", ANA)).startswith("Only managers of this team")


def test_a_manager_without_accounts_means_the_team(company: Company) -> None:
    company.rank("Acme", "2")
    assert "Accounts of your team by rank: 1 of 2 complete" in words(company.write("", GRACE))


def test_who_leads_nobody_is_told(company: Company) -> None:
    company.meet("U0ZOE", roles=("asm",))
    assert "Nobody who ranks accounts reports to you" in words(company.write("team", "U0ZOE"))


@pytest.mark.parametrize("text", ["export", "csv"])
def test_accounts_are_exported(company: Company, text: str) -> None:
    company.rank("Acme", "2")
    assert "in our direct messages" in words(company.write(text))
    assert "1 account with their ranks" in company.told()[-1]


def test_who_has_no_role_but_ranks_is_in_the_report(company: Company) -> None:
    opened = company.write("set", CLEO)
    company.submit(opened, CLEO, account="Acme", rank="2", reason="Slow", segment="smb")
    assert "*Cleo Lopez* · 1 account, complete" in words(company.write("team", GRACE))
