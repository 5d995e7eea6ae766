"""Who used a project in a month: once each, taken back, recorded by the owner, against the bar."""

from datetime import date

import pytest

from handlers.kit.acts import undo_last
from handlers.kit.feature import Close
from storage import acts, give_back_uses, outbox
from storage.database import Database
from tests.handlers.companies import ANA, BEN, CLEO, GRACE, HUGO, IMRAN, OLA, TEAM, labels, words
from tests.handlers.givebacks.conftest import Company, peopled

MARCH = "2026-03-01"


def counted(company: Company, month: str = MARCH) -> list[str]:
    with company.database.begin() as session:
        found = give_back_uses.of(session, TEAM, 1, date.fromisoformat(month))
    return [each.person for each in found]


def undo(company: Company, who: str) -> str:
    with company.turn(who) as turn:
        return undo_last(turn) or ""


def test_everybody_counts_once_a_month(either: Company) -> None:
    either.register()
    said = words(either.use(BEN))
    assert "Counted once for March 2026: you used Trip note starter." in said
    assert "You said so for March 2026 already" in words(either.use(BEN))
    assert counted(either) == [BEN]
    either.now = either.now.replace(month=4)
    either.use(BEN)
    assert counted(either, "2026-04-01") == [BEN]
    assert "Apr 2026" in words(either.page())


def test_it_is_taken_back_by_the_button_or_by_undo(either: Company) -> None:
    either.register()
    shown = either.use(BEN)
    assert "I did not use it after all" in labels(shown)
    assert "not counted for March 2026 any more" in words(
        either.press(shown, "I did not use it after all", BEN)
    )
    assert counted(either) == []
    assert "You were not counted" in words(either.press_raw("giveback.unused", "1", BEN))
    either.use(BEN)
    assert "not counted for March 2026" in undo(either, BEN)
    assert counted(either) == []


def test_the_month_is_that_of_whoever_says_it(company: Company) -> None:
    company.meet(BEN, "Pacific/Auckland", manager=GRACE, roles=("smb",))
    company.register()
    company.now = company.now.replace(month=3, day=31, hour=18)
    company.use(BEN)
    company.use(CLEO)
    assert counted(company, "2026-04-01") == [BEN]
    assert counted(company) == [CLEO]


def test_exactly_seventy_per_cent_of_the_team_is_enough(company: Company) -> None:
    company.register(team_size="10")
    for who in (ANA, BEN, CLEO, GRACE, HUGO, IMRAN):
        company.use(who)
    assert "60 %  6 of 10  so far" in words(company.page())
    said = words(company.use(OLA))
    assert "███████░░░  70 %  7 of 10  bar met, so far" in said


def test_below_the_bar_is_never_rounded_up_to_it(company: Company) -> None:
    company.register(team_size="1,000")
    company.record(MARCH, BEN, CLEO)
    assert "0 %  2 of 1,000" in words(company.page())


def test_the_team_is_everybody_with_a_role_unless_the_owner_says_otherwise(
    company: Company,
) -> None:
    company.register()
    said = words(company.page())
    assert "70 % of 7 people is 5. The team is everybody with a role here" in said
    company.register(BEN, title="Two", team_size="1")
    company.use(BEN, 2)
    company.use(CLEO, 2)
    assert "More people than the team has" in words(company.page(BEN, 2))


def test_the_owner_records_others_and_whoever_said_so_stays(either: Company) -> None:
    either.register()
    either.use(BEN)
    opened = either.press_raw("giveback.record", f"1 {MARCH} page")
    assert "1 person said so themselves and stay: Ben Lopez." in words(opened)
    assert isinstance(either.submit(opened, people=(BEN, CLEO, OLA)), Close)
    assert sorted(counted(either)) == [BEN, CLEO, OLA]
    either.record(MARCH, CLEO)
    assert sorted(counted(either)) == [BEN, CLEO]
    assert "confirmed" in words(either.page())
    assert "March 2026: Ben Lopez, Cleo Lopez" in words(either.page())
    assert "Ben Lopez" not in words(either.page(OLA))


def test_what_was_recorded_is_undone_as_a_whole(either: Company) -> None:
    either.register()
    either.record(MARCH, CLEO)
    either.record(MARCH, OLA)
    assert "waits for its figure again" in undo(either, ANA)
    assert counted(either) == [CLEO]
    assert "confirmed" in words(either.page())
    undo(either, ANA)
    assert counted(either) == []
    assert "confirmed" not in words(either.page())


def test_a_guest_and_a_stranger_are_not_recorded(company: Company) -> None:
    company.register()
    opened = company.press_raw("giveback.record", f"1 {MARCH} page")
    assert "people of this workspace" in words(company.submit(opened, people=("U0NOBODY",)))


@pytest.mark.parametrize("month", ["2026-04-01", "2024-12-01", "soon", ""])
def test_only_the_last_months_are_recorded(company: Company, month: str) -> None:
    company.register()
    refused = words(company.press_raw("giveback.record", f"1 {month} page"))
    assert "Choose one of the last months" in refused


def test_a_dropped_project_is_used_by_nobody(company: Company) -> None:
    company.register()
    opened = company.press_raw("giveback.record", f"1 {MARCH} page")
    company.submit(company.press(company.page(), "Drop…"), reason="Old")
    assert "It is dropped, so nobody can use it now." in words(company.use(BEN))
    assert "It is dropped" in words(company.submit(opened, people=(BEN,)))
    assert counted(company) == []


def test_a_confirmed_month_keeps_the_size_that_the_team_had(company: Company) -> None:
    company.register()
    company.record(MARCH, BEN)
    for number in range(5):
        company.meet(f"U0NEW{number}", roles=("smb",))
    assert "1 of 7" in words(company.page())


def test_two_who_say_it_at_once_are_both_counted_once(database: Database) -> None:
    company = peopled(database)
    company.register()
    use = give_back_uses.Use(1, date(2026, 3, 1), BEN, BEN, company.now)
    with database.begin() as session:
        assert give_back_uses.add(session, TEAM, use)
    with database.begin() as session:
        assert not give_back_uses.add(session, TEAM, use)
    assert counted(company) == [BEN]


def test_the_csv_has_a_line_a_month_and_who_it_was(company: Company) -> None:
    company.register(title="=SUM(1)")
    company.use(BEN)
    company.record(MARCH, CLEO)
    company.now = company.now.replace(month=4)
    company.press(company.write("board", GRACE), "Download as CSV", GRACE)
    with company.database.begin() as session:
        rows = session.connection().execute(outbox.OUTBOX.select())
        (text,) = [str(row.payload) for row in rows if row.kind == "upload"]
    assert "'=SUM(1)" in text
    assert "2026-04,0,7,5,0,no,no," in text
    assert '2026-03,2,7,5,28,no,yes,"Ben Lopez, Cleo Lopez"' in text


def test_acts_are_kept_for_who_did_them(company: Company) -> None:
    company.register()
    company.use(BEN)
    with company.database.begin() as session:
        found = acts.last(session, TEAM, BEN, company.now)
    assert found
    assert found.kind == "giveback.used"
