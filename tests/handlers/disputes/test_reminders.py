"""Who decides is reminded until it is decided or withdrawn; the admins hear of it once."""

from datetime import date

from policies.rhythms import Level
from storage import profiles
from tests.handlers.companies import ANA, BEN, GRACE, HUGO, IMRAN, TEAM, labels, words
from tests.handlers.disputes.conftest import Company


def digests(company: Company, to: str) -> list[str]:
    return [each for each in company.told(to) if "for you" in each]


def test_the_next_morning_and_every_second_workday_after_it(company: Company) -> None:
    company.dispute(account="Acme")
    company.at("2026-03-02", "17:00", GRACE)
    assert not digests(company, GRACE)
    mornings = []
    for day in range(3, 15):
        before = len(digests(company, GRACE))
        company.at(f"2026-03-{day:02}", who=GRACE)
        if len(digests(company, GRACE)) > before:
            mornings.append(day)
    assert mornings == [3, 5, 9, 11, 13]
    told = digests(company, GRACE)[1]
    assert "*Dispute #1: Ana Lopez disputes whose account Acme is*" in told
    assert "Waits since Mon 2 March (3 workdays)." in told
    assert "The answer was: This account belongs to Mid-Market Territory" in told


def test_the_digest_has_the_form_and_marks_what_was_decided(company: Company) -> None:
    company.dispute()
    company.at("2026-03-03", who=GRACE)
    digest = company.card(GRACE, "digest")
    assert labels(digest)[:2] == ["Decide", "Open"]
    opened = company.press(digest, "Decide", GRACE)
    company.submit(opened, GRACE, team="mm-first-order", reason="LinkedIn shows 620.")
    shown = words(company.card(GRACE, "digest"))
    assert "decided: Mid-Market First Order" in shown
    company.through("2026-03-04", "2026-03-31", GRACE)
    assert len(digests(company, GRACE)) == 1


def test_a_withdrawal_stops_it(company: Company) -> None:
    id = company.dispute()
    company.at("2026-03-03", who=GRACE)
    company.press_raw("roe.withdraw", str(id), ANA)
    assert company.items() == {str(id): "done"}
    company.through("2026-03-04", "2026-03-31", GRACE)
    assert len(digests(company, GRACE)) == 1
    assert not digests(company, IMRAN)


def test_somebody_who_no_longer_decides_is_reminded_no_more(company: Company) -> None:
    company.dispute()
    company.at("2026-03-03", who=GRACE)
    company.deciders = frozenset({HUGO})
    company.through("2026-03-04", "2026-03-10", GRACE)
    assert len(digests(company, GRACE)) == 1
    assert len(digests(company, HUGO)) > 1


def test_of_several_each_is_reminded_and_one_decision_ends_it_for_all(either: Company) -> None:
    either.deciders = frozenset({GRACE, HUGO})
    id = either.dispute()
    either.at("2026-03-03", who=GRACE)
    assert [len(digests(either, each)) for each in (GRACE, HUGO)] == [1, 1]
    either.decide(id)
    for each in (GRACE, HUGO):
        assert "decided: Mid-Market First Order" in words(either.card(each, "digest"))
    either.through("2026-03-04", "2026-03-12", GRACE)
    assert [len(digests(either, each)) for each in (GRACE, HUGO)] == [1, 1]


def test_after_ten_workdays_the_admins_are_told_once(company: Company) -> None:
    company.dispute()
    company.through("2026-03-03", "2026-03-13", GRACE)
    assert not digests(company, IMRAN)
    company.through("2026-03-14", "2026-04-30", GRACE)
    (told,) = digests(company, IMRAN)
    assert "Grace Lopez has been reminded and has not decided. I tell the admins once." in told
    assert "Waits since Mon 2 March (10 workdays)." in told
    assert "Two offices" not in told


def test_an_admin_marks_it_read_and_may_take_that_back(company: Company) -> None:
    company.dispute()
    company.through("2026-03-03", "2026-03-16", GRACE)
    company.press(company.card(IMRAN, "digest"), "Done", IMRAN)
    assert company.items()["1/admins"] == "done"
    company.press(company.card(IMRAN, "digest"), "Undo", IMRAN)
    assert company.items()["1/admins"] == "open"


def test_while_nobody_is_set_to_decide_the_admins_are_told_the_next_day(company: Company) -> None:
    company.deciders = frozenset()
    company.dispute()
    company.through("2026-03-03", "2026-03-20", GRACE)
    (told,) = digests(company, IMRAN)
    assert "Nobody is set up to decide it: set HANDRAIL_DECIDER" in told
    assert "VP of Commercial Sales" in told


def test_what_is_opened_again_is_reminded_of_again(company: Company) -> None:
    id = company.decided()
    company.through("2026-03-03", "2026-03-05", GRACE)
    assert not digests(company, GRACE)
    company.reopen(id)
    company.through("2026-03-06", "2026-03-08", GRACE)
    (told,) = digests(company, GRACE)
    assert "Waits since Thu 5 March (1 workday)." in told


def test_the_asker_is_not_reminded(company: Company) -> None:
    company.dispute()
    company.through("2026-03-03", "2026-03-31", GRACE)
    assert not digests(company, ANA)


def test_a_bot_that_was_away_for_weeks_reminds_once(company: Company) -> None:
    company.dispute()
    company.at("2026-03-24", who=GRACE)
    assert len(digests(company, GRACE)) == 1


def test_one_that_waits_for_years_is_still_reminded_of(company: Company) -> None:
    company.dispute()
    company.at("2028-03-01", who=GRACE)
    company.through("2028-03-02", "2028-03-09", GRACE)
    assert len(digests(company, GRACE)) >= 3


def test_in_an_absence_nobody_is_reminded_of_what_only_the_absent_decide(company: Company) -> None:
    away = {"away_from": date(2026, 3, 3), "away_until": date(2026, 3, 6), "delegate": BEN}
    with company.database.begin() as session:
        profiles.change(session, TEAM, GRACE, **away)
    company.dispute()
    company.through("2026-03-03", "2026-03-08", GRACE)
    assert not digests(company, BEN)
    company.at("2026-03-09", who=GRACE)
    assert len(digests(company, GRACE)) == 1


def test_who_wants_few_reminders_still_hears_of_what_waits(company: Company) -> None:
    company.meet(GRACE, level=Level.LIGHT)
    company.dispute()
    company.at("2026-03-03", who=GRACE)
    assert len(digests(company, GRACE)) == 1
