"""What a new hire is reminded of, when it stops, and what their manager is told once."""

from tests.handlers.companies import ANA, BEN, GRACE, labels, words
from tests.handlers.onboarding.conftest import Company

PAGE = "Read the Commercial onboarding page"


def digests(company: Company, to: str = ANA) -> list[str]:
    return [each for each in company.told(to) if "for you" in each]


def test_what_is_due_comes_in_the_morning_with_done(either: Company) -> None:
    either.now = either.now.replace(month=2, day=27)
    either.begin()
    either.at("2026-03-02")
    (told,) = digests(either)
    assert f"{PAGE}\nDue Mon 2 March" in told
    card = either.card(kind="digest")
    either.press(card, "Done")
    assert "done by Ana Lopez" in words(either.card(kind="digest"))
    assert either.case().done == 1
    either.press(either.card(kind="digest"), "Undo")
    assert either.case().done == 0
    assert "Done" in labels(either.card(kind="digest"))


def test_what_is_ticked_on_the_page_is_not_asked_for(company: Company) -> None:
    company.begin()
    company.tick("page")
    company.tick("dashboard")
    company.at("2026-03-04")
    assert digests(company) == []


def test_the_give_back_item_offers_the_register_and_ends_with_it(company: Company) -> None:
    company.begin()
    company.settle()
    company.at("2026-03-23")
    assert "Choose your Give Back project and register it" in digests(company)[-1]
    card = company.card(kind="digest")
    assert "Register it" in labels(card)
    company.give_back()
    assert "no longer needed" in words(company.card(kind="digest"))


def test_what_is_overdue_comes_three_times_and_then_no_more(company: Company) -> None:
    company.begin()
    company.settle(ANA, "page")
    company.give_back()
    company.press_raw("giveback.finish", "1")
    company.through("2026-03-03", "2026-03-31")
    told = [each for each in digests(company) if "Your onboarding: *Read" in each]
    assert len(told) == 3
    assert all("Overdue since Mon 2 March" in each for each in told)


def test_the_manager_is_told_once(company: Company) -> None:
    company.begin()
    company.begin(BEN)
    company.settle(BEN)
    company.through("2026-03-03", "2026-04-30")
    told = [each for each in digests(company, GRACE) if "Onboarding of Ana Lopez" in each]
    assert len(told) == 1
    assert "overdue since Mon 2 March" in told[0]
    assert "I tell you this once" in told[0]
    assert labels(company.card(GRACE, "digest"))[:2] == ["Done", "Open the list"]
    company.press(company.card(GRACE, "digest"), "Done", GRACE)
    assert "noted by Grace Lopez" in words(company.card(GRACE, "digest"))
    company.press(company.card(GRACE, "digest"), "Undo", GRACE)
    assert "noted" not in words(company.card(GRACE, "digest"))


def test_who_is_in_time_has_nothing_told_of_them(company: Company) -> None:
    company.begin()
    company.settle()
    company.give_back()
    company.through("2026-03-03", "2026-05-29")
    assert digests(company, GRACE) == []
    assert not [each for each in digests(company) if "Overdue" in each]


def test_a_stopped_list_reminds_nobody(company: Company) -> None:
    company.begin()
    company.at("2026-03-03")
    company.press(company.page(), "Stop…")
    before = len(digests(company))
    company.through("2026-03-04", "2026-04-10")
    assert len(digests(company)) == before
    assert digests(company, GRACE) == []


def test_a_list_that_is_done_reminds_of_nothing(company: Company) -> None:
    company.begin()
    company.settle()
    company.give_back()
    company.press_raw("giveback.finish", "1")
    company.through("2026-03-03", "2026-06-10")
    assert [each for each in digests(company) if "onboarding" in each.casefold()] == []


def test_nobody_is_late_with_what_was_due_before_the_list_was_begun(company: Company) -> None:
    company.begin(starts="2026-01-12")
    company.through("2026-03-03", "2026-03-06")
    assert digests(company) == []
    company.at("2026-03-09")
    (told,) = digests(company)
    assert f"{PAGE}\nDue Mon 9 March" in told
