"""What an owner is reminded of: last month's users, and the day on which it is to be finished."""

from policies.rhythms import Level
from tests.handlers.companies import ANA, BEN, GRACE, labels, words
from tests.handlers.givebacks.conftest import TITLE, Company

QUESTION = "who used it in March 2026?"


def asked(company: Company, who: str = ANA) -> list[str]:
    return [each for each in company.told(who) if TITLE in each and "for you" in each]


def test_the_owner_of_a_finished_project_is_asked_once_a_month(company: Company) -> None:
    company.register()
    company.finish()
    company.use(BEN)
    company.through("2026-03-03", "2026-03-31")
    assert asked(company) == []
    company.through("2026-04-01", "2026-04-30")
    (told,) = asked(company)
    assert f"*{TITLE}*: {QUESTION}" in told
    assert "So far 1 of 7 people, 14 %: 4 more for the bar of 70 %" in told
    assert "the day is my own default" in told
    company.at("2026-05-01")
    assert len(asked(company)) == 2


def test_the_first_of_a_month_on_a_weekend_is_asked_on_monday(company: Company) -> None:
    company.now = company.now.replace(month=7, day=6)
    company.register()
    company.finish()
    company.through("2026-08-01", "2026-08-02")
    assert asked(company) == []
    company.at("2026-08-03")
    assert "who used it in July 2026?" in asked(company)[0]


def test_recording_from_the_reminder_answers_it(company: Company) -> None:
    company.register()
    company.finish()
    company.at("2026-04-01")
    opened = company.press(company.card(kind="digest"), "Record who used it…")
    company.submit(opened, people=(BEN,))
    shown = words(company.card(kind="digest"))
    assert "March 2026 recorded, 1 of 7 people" in shown
    assert "Record who used it…" not in labels(company.card(kind="digest"))
    company.press(company.card(kind="digest"), "Undo")
    assert "Record who used it…" in labels(company.card(kind="digest"))


def test_a_figure_that_is_right_is_confirmed_with_one_press(company: Company) -> None:
    company.register()
    company.finish()
    company.use(BEN)
    company.at("2026-04-01")
    shown = company.card(kind="digest")
    company.press(shown, "The figure is right")
    assert "March 2026 recorded, 1 of 7 people" in words(company.card(kind="digest"))
    assert "confirmed already" in words(company.press(shown, "The figure is right"))
    assert company.kinds().count("giveback.recorded") == 1


def test_what_is_recorded_before_is_not_asked(company: Company) -> None:
    company.register()
    company.finish()
    company.at("2026-03-31")
    company.record("2026-03-01", BEN)
    company.through("2026-04-01", "2026-04-10")
    assert asked(company) == []


def test_a_dropped_project_is_asked_about_no_more(company: Company) -> None:
    company.register()
    company.finish()
    company.at("2026-04-01")
    company.submit(company.press(company.page(), "Drop…"), reason="Old")
    assert "no longer needed" in words(company.card(kind="digest"))
    company.at("2026-05-01")
    assert len(asked(company)) == 1


def test_a_new_owner_is_asked_instead(company: Company) -> None:
    company.register()
    company.finish()
    opened = company.press(company.page(GRACE), "Somebody else's…", GRACE)
    company.submit(opened, GRACE, person=BEN)
    company.at("2026-04-01")
    assert asked(company) == []
    assert QUESTION in asked(company, BEN)[0]


def test_a_day_is_reminded_of_before_on_it_and_twice_after_it(company: Company) -> None:
    company.register(due="2026-03-20")
    company.through("2026-03-03", "2026-04-20")
    told = asked(company)
    assert len(told) == 4
    assert "your Give Back project is due Fri 20 March" in told[0]
    assert "is due Fri 20 March" in told[1]
    assert all("was due Fri 20 March" in each for each in told[2:])
    assert "the handbook prints none" in told[0]


def test_who_wants_few_reminders_hears_of_the_day_itself(company: Company) -> None:
    company.meet(ANA, manager=GRACE, roles=("smb",), level=Level.LIGHT)
    company.register(due="2026-03-20")
    company.through("2026-03-03", "2026-03-20")
    assert len(asked(company)) == 1


def test_a_finished_project_is_not_due_any_more(company: Company) -> None:
    company.register(due="2026-03-20")
    company.at("2026-03-20")
    company.finish()
    assert "no longer needed" in words(company.card(kind="digest"))
    company.through("2026-03-23", "2026-03-31")
    assert len(asked(company)) == 1


def test_without_a_day_nobody_is_reminded(company: Company) -> None:
    company.register()
    company.through("2026-03-03", "2026-04-20")
    assert asked(company) == []
