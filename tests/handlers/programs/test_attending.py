"""Weeks that participants or an admin tick, the hours that it makes, and weeks without a tick."""

import pytest

from tests.handlers.companies import ANA, BEN, GRACE, IMRAN, labels, words
from tests.handlers.programs.conftest import Company

WARNING = "What one absence means, the facilitator decides: I take nobody off."


def test_a_participant_ticks_a_week_and_sees_the_hours(company: Company) -> None:
    begun(company, "2026-03-18")
    weeks = company.press(company.write(""), "My weeks")
    shown = words(weeks)
    assert "Ana Lopez: 0 of 8 weeks attended, about 0 of 40 hours by our arithmetic" in shown
    assert "2. *Running 1-on-1s* · no tick" in shown
    assert "3. The leader on sales calls · from Mon 23 March" in shown
    assert WARNING in shown
    assert "whoever is not there is taken off" in shown
    assert labels(weeks).count("There") == 2
    ticked = company.press(weeks, "There")
    assert "✔ Week 1 is ticked." in words(ticked)
    assert "1 of 8 weeks attended, about 5 of 40 hours" in words(ticked)
    assert "1. *Leading people* · ✔ there, ticked by Ana Lopez on Wed 18 March" in words(ticked)
    assert company.kinds()[-1] == "program.attended"
    assert "1 of 8 weeks attended, about 5 of 40 hours" in words(company.write(""))


def test_a_tick_is_undone_and_taken_back(company: Company) -> None:
    begun(company, "2026-03-09")
    ticked = company.press(company.press(company.write(""), "My weeks"), "There")
    assert "Week 1 is as it was before." in words(company.press(ticked, "Undo"))
    weeks = company.press(company.write(""), "My weeks")
    assert "0 of 8 weeks" in words(weeks)
    back = company.press(company.press(weeks, "There"), "Take back")
    assert "✔ Week 1 has no tick any more." in words(back)
    assert "0 of 8 weeks" in words(back)
    company.press(back, "Undo")
    assert "1 of 8 weeks" in words(company.write(""))


def test_a_week_without_a_tick_is_asked_about_once_with_its_rule(company: Company) -> None:
    begun(company, "2026-03-09")
    company.through("2026-03-10", "2026-03-18")
    asked = [each for each in company.told() if "Were you there in week 1" in each]
    assert len(asked) == 1
    assert "the Leadership program (Leading people)?* No tick says so." in asked[0]
    assert WARNING in asked[0]
    digest = company.card(kind="digest")
    assert "✔ Week 1 is ticked." in words(company.press(digest, "I was there"))
    assert "I was there" not in labels(company.card(kind="digest"))
    assert "1 of 8 weeks" in words(company.write(""))


def test_a_week_that_was_ticked_is_not_asked_about(company: Company) -> None:
    begun(company, "2026-03-09")
    company.press(company.press(company.write(""), "My weeks"), "There")
    company.through("2026-03-10", "2026-03-18")
    assert not any("Were you there" in each for each in company.told())


def test_the_last_week_is_asked_about_after_the_program_and_is_ticked(company: Company) -> None:
    begun(company, "2026-03-09")
    company.through("2026-04-28", "2026-05-05")
    assert any("Were you there in week 8" in each for each in company.told())
    assert "✔ Week 8 is ticked." in words(company.press(company.card(kind="digest"), "I was there"))
    assert "You took part in the cohort that began on Mon 9 March" in words(company.write(""))
    assert "1 of 8 weeks attended" in words(company.write(""))


def test_who_has_told_the_facilitator_is_not_asked(company: Company) -> None:
    begun(company, "2026-03-09")
    form = company.press_raw("programs.absent", "1", channel=company.channel)
    company.submit(form, text="I am away.")
    company.through("2026-03-10", "2026-03-18")
    assert not any("Were you there" in each for each in company.told())
    weeks = words(company.press(company.write(""), "My weeks"))
    assert "Ana Lopez told the facilitator on Mon 9 March that they can't be there" in weeks
    assert "0 of 8 weeks" in weeks


def test_an_absence_told_after_a_tick_leaves_the_tick(company: Company) -> None:
    begun(company, "2026-03-09")
    company.press(company.press(company.write(""), "My weeks"), "There")
    form = company.press_raw("programs.absent", "1", channel=company.channel)
    company.submit(form, text="I am away.")
    assert "1 of 8 weeks" in words(company.write(""))


def test_an_admin_sees_who_was_there_and_ticks_for_them(company: Company) -> None:
    begun(company, "2026-03-31", BEN)
    everybody = company.press(company.write("list", IMRAN), "Who was there", IMRAN)
    assert "Ben Lopez · 0 of 8 weeks attended" in words(everybody)
    assert "no tick for weeks 1, 2 and 3" in words(everybody)
    weeks = company.press(everybody, "Weeks", IMRAN)
    ticked = words(company.press(weeks, "There", IMRAN))
    assert "✔ there, ticked by Imran Lopez on Tue 31 March" in ticked
    assert "1 of 8 weeks attended" in words(company.write(""))


def test_others_weeks_are_nobodys_business(company: Company) -> None:
    begun(company, "2026-03-10")
    for press in ("programs.weeks", "programs.tick", "programs.there"):
        value = "1" if press == "programs.weeks" else "1:1:1"
        assert "1 of 8" not in words(company.press_raw(press, value, GRACE))
    assert "0 of 8 weeks" in words(company.write(""))


@pytest.mark.parametrize("value", ["1:2:1", "1:0:1", "1:9:1", "1:<x>:1", "1"])
def test_a_week_that_has_not_begun_is_not_ticked(company: Company, value: str) -> None:
    begun(company, "2026-03-10")
    assert "That week has not begun." in words(company.press_raw("programs.tick", value))


def test_before_the_first_day_there_are_no_weeks(company: Company) -> None:
    company.join()
    company.cohort()
    assert "My weeks" not in labels(company.write(""))
    assert "the cohort has not begun" in words(company.press_raw("programs.weeks", "1"))
    assert "the cohort has not begun" in words(company.press_raw("programs.weeks", "77"))
    assert "Who was there" not in labels(company.write("list", IMRAN))
    told = company.press_raw("programs.everybody", "", IMRAN)
    assert "Nobody is in a cohort that has begun." in words(told)


def test_who_came_in_the_second_week_is_not_asked_about_the_first(company: Company) -> None:
    first, *_ = company.crowd(12)
    company.join()
    company.cohort()
    company.at("2026-03-13", "10:00")
    company.press_raw("programs.leave", "", first)
    company.at("2026-03-16", "08:59")
    company.press(company.write(""), "Take the place")
    company.through("2026-03-16", "2026-03-24")
    assert not any("there in week 1" in each for each in company.told())
    assert any("there in week 2" in each for each in company.told())


def test_a_tick_counts_on_both_databases(either: Company) -> None:
    begun(either, "2026-03-18")
    weeks = either.press(either.press(either.write(""), "My weeks"), "There")
    assert "1 of 8 weeks" in words(either.press_raw("programs.tick", "1:1:1"))
    either.press(weeks, "Undo")
    assert "0 of 8 weeks" in words(either.write(""))


def begun(company: Company, day: str, *others: str) -> None:
    """A cohort since Monday 9 March with Ana in it."""
    for each in (ANA, *others):
        company.join(each)
    company.cohort()
    company.at(day)
