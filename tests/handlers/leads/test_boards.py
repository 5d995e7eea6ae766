"""The lists, the board, its CSV, and what Home shows of leads."""

from typing import Any

from storage import members, outbox
from tests.handlers.companies import ANA, BEN, CLEO, GRACE, HUGO, IMRAN, TEAM, labels, words
from tests.handlers.leads.conftest import Company


def worked(company: Company) -> None:
    """One called after 22 minutes, one after two hours, one overdue, one of Tokyo's night."""
    company.at("2026-03-02", "09:00")
    company.assign(BEN, name="Fast", link="https://example.com/1")
    company.assign(BEN, name="Slow")
    company.assign(BEN, name="=Late")
    company.at("2026-03-02", "09:22")
    company.assign(GRACE, name="Night", sdr=CLEO)
    company.log("called")
    company.log("emailed")
    company.at("2026-03-02", "11:00")
    company.log("called", number=2)


def home(company: Company, who: str) -> str:
    (panel,) = [each for each in company.routes.registry.panels if each.name == "leads"]
    with company.database.begin() as session:
        (member,) = members.members(session, TEAM, [who])
        if not panel.for_whom(member, company.pack):
            return ""
        return "\n".join(words({"blocks": [each]}) for each in
                         panel.show(company.round(session), member))  # fmt: skip


def uploaded(company: Company) -> dict[str, Any]:
    with company.database.begin() as session:
        rows = session.connection().execute(outbox.OUTBOX.select()).all()
    return [dict(row.payload) for row in rows if row.kind == "upload"][-1]


def test_who_has_nothing_is_told_what_would_come(company: Company) -> None:
    told = company.write("")
    assert "No lead waits for you." in words(told)
    assert labels(told) == ["Assign an MQL", "Import a list…"]
    assert "Board" in labels(company.write("", GRACE))


def test_an_sdrs_leads_come_by_urgency_and_those_with_action_last(company: Company) -> None:
    worked(company)
    company.assign(BEN, name="Fresh")
    told = words(company.write(""))
    assert "*3 leads for you, 1 overdue*, the most urgent first" in told
    places = [told.index(f"*{name}*") for name in ("=Late", "Fresh", "Slow")]
    assert places == sorted(places)
    assert "Fast" not in told
    assert "First action 11:00, after 2 hours" in told


def test_an_ae_sees_the_untouched_ones_of_their_accounts_with_the_day(company: Company) -> None:
    worked(company)
    told = words(company.write("", BEN))
    assert "*2 untouched leads of your accounts*" in told
    assert "*=Late* · Acme · MQL · with Ana Lopez since Mon 2 March" in told
    assert "You may reach out from Mon 16 March, if there is still no action." in told
    company.at("2026-03-16", "10:00")
    ready = company.write("", BEN)
    assert "You may reach out: there was no action for two weeks." in words(ready)
    told = company.press(ready, "I contacted them", BEN)
    assert "contacted by the AE" in words(told)


def test_the_board_counts_and_measures_in_working_time(company: Company) -> None:
    worked(company)
    told = words(company.write("board", GRACE))
    assert "1 overdue · 1 waiting · 1 with a step left · 1 closed in 30 days" in told
    assert "Median to first action: *1 hour 11 minutes* of working time" in told
    assert "Within the hour: *33%*, 1 of 3 MQLs in 30 days" in told
    for head in ("The hour is over: 1", "Waiting for the first action: 1", "a step is left: 1"):
        assert head in told


def test_a_week_end_between_assignment_and_call_counts_for_nothing(company: Company) -> None:
    company.at("2026-03-06", "17:40")
    company.assign(BEN)
    company.at("2026-03-09", "09:20")
    company.log("called")
    told = words(company.write("board", GRACE))
    assert "Median to first action: *40 minutes* of working time" in told
    assert "Within the hour: *100%*, 1 of 1 MQL in 30 days" in told


def test_the_board_is_for_who_leads_a_team(company: Company) -> None:
    assert words(company.write("board", ANA)).startswith("Only managers of this team")
    assert "has had none in the last 30 days" in words(company.write("board", GRACE))
    company.meet(IMRAN, roles=("asm",))
    assert "Nobody reports to you here" in words(company.write("board", IMRAN))


def test_the_manager_of_the_ae_has_them_on_the_board_too(company: Company) -> None:
    worked(company)
    assert "Leads: 3 under way" in words(company.write("board", HUGO))


def test_the_csv_has_everything_and_runs_nothing(company: Company) -> None:
    worked(company)
    board = company.write("board", GRACE)
    company.press(board, "Download as CSV", GRACE)
    rows = uploaded(company)["content"].splitlines()
    assert len(rows) == 5
    assert rows[0].lstrip("\ufeff").startswith("lead,company,id,kind")
    assert "Fast,Acme,,MQL,trial or contact request,yes,Ana Lopez,Ben Lopez,done" in rows[1]
    assert ",22,yes," in rows[1]
    assert ",120,no," in rows[2]
    assert rows[3].startswith("'=Late")
    assert rows[4].split(",")[14] == ""


def test_an_old_lead_that_is_done_leaves_the_board(company: Company) -> None:
    worked(company)
    company.at("2026-04-10", "09:00")
    told = words(company.write("board", GRACE))
    assert "closed in 30 days" not in told
    assert "No MQL of the last 30 days" in told


def test_home_shows_each_what_is_theirs(company: Company) -> None:
    assert "No lead waits for you." in home(company, ANA)
    assert home(company, BEN) == ""
    worked(company)
    assert "*=Late*" in home(company, ANA)
    assert "Your team's leads:* 1 overdue · 1 waiting · 1 with a step left" in home(company, GRACE)
    assert "=Late" not in home(company, BEN)
    assert "All 2" in home(company, BEN)
    company.at("2026-03-17", "09:00")
    assert "You may reach out: there was no action" in home(company, BEN)
