"""A place that becomes free in a cohort under way, and who is asked whether they want it."""

from datetime import timedelta
from typing import Any

from tests.handlers.companies import ANA, BEN, CLEO, GRACE, IMRAN, OLA, labels, words
from tests.handlers.programs.conftest import Company, together

MINUTES = timedelta(minutes=16)


def test_a_free_place_is_offered_to_the_next_who_waits_and_nobody_is_moved(
    company: Company,
) -> None:
    crowd = begun(company, ANA, BEN)
    company.press_raw("programs.leave", "", crowd[0])
    company.at("2026-03-10", "10:16")
    (told,) = company.told(ANA)
    assert "A place is free in the Leadership program." in told
    assert "the cohort that began on Mon 9 March, facilitated by Grace Lopez" in told
    assert "This is week 1 of 8: Leading people." in told
    assert "Take it by the end of Thu 12 March" in told
    assert "Whoever passes keeps their place on the waiting list." in told
    assert company.told(BEN) == []
    assert ANA not in company.placed()
    assert company.kinds()[-1] == "program.offered"


def test_as_long_as_leaving_can_be_undone_nobody_is_asked(company: Company) -> None:
    crowd = begun(company, ANA)
    gone = company.press_raw("programs.leave", "", crowd[0])
    company.at("2026-03-10", "10:14")
    assert company.told(ANA) == []
    company.press(gone, "Undo", crowd[0])
    company.at("2026-03-10", "11:00")
    assert company.told(ANA) == []
    assert crowd[0] in company.placed()


def test_who_takes_it_is_in_the_cohort_and_hears_of_its_weeks(company: Company) -> None:
    offered(company, ANA)
    taken = company.press(company.card(ANA), "Take the place")
    assert "✔ The place is yours. You are in the cohort that began on Mon 9 March" in words(taken)
    assert company.placed()[-1] == ANA
    assert "place taken" in words(company.card(ANA))
    company.at("2026-03-16")
    assert any("week 2 of 8: Running 1-on-1s" in each for each in company.told())
    assert company.kinds()[-1] == "program.took"
    assert "You have answered that already." in words(company.press_raw("programs.take", "1"))


def test_a_place_taken_is_given_back_by_undo_and_can_be_taken_again(company: Company) -> None:
    offered(company, ANA)
    taken = company.press(company.card(ANA), "Take the place")
    assert "The place is still offered to you." in words(company.press(taken, "Undo"))
    assert ANA not in company.placed()
    company.press(company.card(ANA), "Take the place")
    assert ANA in company.placed()


def test_who_passes_keeps_their_place_and_the_next_one_is_asked(company: Company) -> None:
    offered(company, ANA, BEN)
    passed = words(company.press(company.card(ANA), "Pass"))
    assert "the next one on the list is asked. You have a place in the next cohort." in passed
    assert company.told(BEN) == []
    company.at("2026-03-10", "11:00")
    assert len(company.told(BEN)) == 1
    company.press(company.card(BEN), "Take the place", BEN)
    assert BEN in company.placed()
    assert ANA not in company.placed()


def test_passing_is_undone_before_anybody_else_is_asked(company: Company) -> None:
    offered(company, ANA, BEN)
    passed = company.press(company.card(ANA), "Pass")
    assert "offered to you again" in words(company.press(passed, "Undo"))
    company.at("2026-03-10", "11:00")
    assert company.told(BEN) == []
    company.press(company.card(ANA), "Take the place")
    assert ANA in company.placed()


def test_who_does_not_answer_in_two_work_days_lets_it_go_to_the_next(company: Company) -> None:
    offered(company, ANA, BEN)
    company.at("2026-03-12", "23:30")
    assert company.told(BEN) == []
    company.at("2026-03-13", "09:00")
    assert len(company.told(BEN)) == 1
    assert "Take it by the end of Tue 17 March" in company.told(BEN)[0]
    assert "not on offer to you any more" in words(company.press_raw("programs.take", "1"))
    assert "Ana Lopez did not answer. Offered to Ben Lopez until" in words(
        company.write("list", IMRAN)
    )


def test_after_the_second_week_a_place_stays_empty(company: Company) -> None:
    crowd = begun(company, ANA)
    company.at("2026-03-22", "12:00")
    company.press_raw("programs.leave", "", crowd[0])
    company.through("2026-03-23", "2026-03-25")
    assert not any("A place is free" in each for each in company.told(ANA))
    assert "What is free stays empty: it was offered until Sun 22 March." in words(
        company.write("list", IMRAN)
    )


def test_an_offer_late_in_the_second_week_ends_with_it(company: Company) -> None:
    crowd = begun(company, ANA)
    company.at("2026-03-20", "10:00")
    company.press_raw("programs.leave", "", crowd[0])
    company.at("2026-03-20", "11:00")
    assert "Take it by the end of Sun 22 March" in company.told(ANA)[-1]
    company.at("2026-03-23", "08:00")
    assert "not on offer to you any more" in words(company.press_raw("programs.take", "1"))
    assert ANA not in company.placed()


def test_two_free_places_are_offered_to_two(company: Company) -> None:
    crowd = begun(company, ANA, BEN, CLEO)
    company.press_raw("programs.leave", "", crowd[0])
    company.press_raw("programs.remove", "2", IMRAN)
    company.at("2026-03-10", "10:16")
    assert [len(company.told(each)) for each in (ANA, BEN, CLEO)] == [1, 1, 0]


def test_who_joins_while_a_place_is_free_is_asked_too(company: Company) -> None:
    crowd = begun(company)
    company.press_raw("programs.leave", "", crowd[0])
    company.join()
    company.at("2026-03-10", "11:00")
    assert len(company.told(ANA)) == 1


def test_the_page_and_home_of_who_is_asked_have_the_offer(company: Company) -> None:
    offered(company, ANA)
    shown = company.write("")
    assert "A place is free. " in words(shown).replace("*", "")
    assert {"Take the place", "Pass"} <= set(labels(shown))
    assert "The place is yours." in words(company.press(shown, "Take the place"))
    assert "Take the place" not in labels(company.write(""))


def test_whoever_has_a_place_in_the_next_cohort_can_move_to_this_one(company: Company) -> None:
    offered(company, ANA, BEN)
    company.cohort("2026-05-11")
    assert company.placed()[-2:] == [ANA, BEN]
    company.press(company.write(""), "Take the place")
    assert "You are in the cohort that began on Mon 9 March" in words(company.write(""))
    shown = company.write("list", IMRAN)
    assert "12 of 12 places are taken." in words(shown)
    assert "1 of 12 places of the next cohort is taken." in words(shown)


def test_an_offer_is_for_the_one_who_is_asked(company: Company) -> None:
    offered(company, ANA)
    assert words(company.press_raw("programs.take", "1", BEN)) != ""
    assert BEN not in company.placed()
    assert "not on offer to you any more" in words(company.press_raw("programs.take", "99"))
    assert "not on offer to you any more" in words(company.press_raw("programs.pass", "<x>"))
    company.press_raw("programs.leave", "")
    assert "not on offer to you any more" in words(company.press_raw("programs.take", "1"))


def test_who_stands_in_reads_the_offer_and_cannot_take_it(company: Company) -> None:
    crowd = begun(company, CLEO)
    company.meet(CLEO, away_from=company.now.date(), away_until=company.now.date() + timedelta(9),
                 delegate=OLA)  # fmt: skip
    company.press_raw("programs.leave", "", crowd[0])
    company.at("2026-03-10", "11:00")
    card = company.card(OLA)
    assert "A place is free" in words(card)
    assert "Take the place" not in labels(card)


def test_of_two_presses_at_once_one_takes_the_place(either: Company) -> None:
    offered(either, ANA)
    told = together(*(lambda: either.press_raw("programs.take", "1") for _ in range(2)))
    said = sorted(words(each) for each in told)
    assert sum("The place is yours." in each for each in said) == 1
    assert sum("You have answered that already." in each for each in said) == 1
    assert len(either.placed()) == 12


def test_of_two_passes_of_the_clock_one_asks(either: Company) -> None:
    crowd = begun(either, ANA, BEN)
    either.press_raw("programs.leave", "", crowd[0])
    either.now += MINUTES

    def look() -> Any:
        return either.press_raw("programs.join", "", GRACE)

    together(look, look)
    assert "Offered to Ana Lopez until Thu 12 March." in words(either.write("list", IMRAN))
    assert "Offered to Ben" not in words(either.write("list", IMRAN))


def begun(company: Company, *waiting: str) -> list[str]:
    """A full cohort in its first week, and who waits; the twelve."""
    crowd = company.crowd(12)
    for each in waiting:
        company.join(each)
    company.cohort()
    company.at("2026-03-10", "10:00")
    return crowd


def offered(company: Company, *waiting: str) -> None:
    """The first of them is asked."""
    crowd = begun(company, *waiting)
    company.press_raw("programs.leave", "", crowd[0])
    company.at("2026-03-10", "10:16")
