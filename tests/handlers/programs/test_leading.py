"""A name put down, twelve places in their order, and what a cohort's participants are told."""

import pytest

from bot import packs
from tests.handlers.companies import ANA, BEN, CLEO, GRACE, IMRAN, OLA, labels, words
from tests.handlers.programs.conftest import Company, together


def test_a_name_is_put_down_with_what_is_asked_of_who_joins(company: Company) -> None:
    told = company.join()
    shown = words(told)
    assert "✔ Your name is down. You have a place in the next cohort." in shown
    assert "I don't check that." in shown
    assert "the bot's own reading" in shown
    assert [each.person for each in company.names()] == [ANA]
    assert company.kinds()[-1] == "program.joined"
    assert "Your name is down already." in words(company.join())


def test_the_thirteenth_waits_and_moves_up_when_somebody_leaves(company: Company) -> None:
    first, *_ = company.crowd(12)
    assert "You are on the waiting list, place 1." in words(company.join())
    assert "12 of 12 places of the next cohort are taken, and 1 waits." in words(
        company.write("", BEN)
    )
    company.press_raw("programs.leave", "", first)
    assert "You have a place in the next cohort." in words(company.write(""))


def test_a_cohort_takes_those_who_came_first_and_tells_them(company: Company) -> None:
    crowd = company.crowd(12)
    company.join()
    company.cohort()
    assert company.placed() == crowd
    assert "✔ The cohort begins on Mon 9 March: 12 people have a place." in words(company.shown())
    (told,) = company.told(crowd[0])
    assert "You have a place in the cohort that begins on Mon 9 March, facilitated by Grace" in told
    assert "Week 1 is about Leading people." in told
    assert company.told(ANA) == []
    company.press_raw("programs.leave", "", crowd[3])
    assert company.placed()[-1] == ANA
    assert len(company.told(ANA)) == 1


def test_once_it_has_begun_nobody_is_moved_in(company: Company) -> None:
    crowd = company.crowd(13)
    company.cohort()
    company.at("2026-03-10", who=ANA)
    company.press_raw("programs.leave", "", crowd[0])
    company.at("2026-03-11", who=ANA)
    assert crowd[12] not in company.placed()
    assert "1 of 12 places of the next cohort is taken." in words(company.write(""))


def test_leaving_is_undone_at_the_old_place_in_the_order(company: Company) -> None:
    company.join()
    company.join(BEN)
    gone = company.press_raw("programs.leave", "")
    assert "Your name is not on the list" in words(company.press_raw("programs.leave", ""))
    assert "is on the list again" in words(company.press(gone, "Undo"))
    assert [each.person for each in company.names()] == [ANA, BEN]


def test_a_seat_given_away_meanwhile_is_not_taken_back(company: Company) -> None:
    first, *_ = company.crowd(13)
    company.cohort()
    gone = company.press_raw("programs.leave", "", first)
    company.press(gone, "Undo", first)
    assert len(company.placed()) == 12
    assert first not in company.placed()
    assert "You are on the waiting list, place 1." in words(company.write("", first))


def test_what_was_put_down_is_undone(company: Company) -> None:
    told = company.join()
    assert "off the list again" in words(company.press(told, "Undo"))
    assert company.names() == []
    company.join()
    assert len(company.names()) == 1


def test_each_week_has_its_topic_and_after_the_eighth_there_is_none(company: Company) -> None:
    company.join()
    company.cohort()
    company.through("2026-03-03", "2026-05-18")
    digests = [each for each in company.told(ANA) if "Leadership program, week" in each]
    assert len(digests) == 8
    assert "week 1 of 8: Leading people" in digests[0]
    assert "About 5 hours this week by our arithmetic. Facilitator: Grace Lopez." in digests[0]
    assert "week 8 of 8: Campaigns for pipeline" in digests[7]
    assert "This is the last week." in digests[7]
    assert "Put my name down" not in labels(company.write(""))


def test_who_leaves_is_not_told_any_more(company: Company) -> None:
    company.join()
    company.cohort()
    company.at("2026-03-09")
    company.press_raw("programs.leave", "")
    company.through("2026-03-10", "2026-03-24")
    assert len([each for each in company.told(ANA) if "week" in each and "of 8" in each]) == 1


def test_the_first_day_is_moved_and_so_is_what_is_told(company: Company) -> None:
    company.join()
    company.cohort()
    company.cohort("2026-03-16", OLA)
    assert "✔ The cohort now begins on Mon 16 March." in words(company.shown())
    assert len(company.told(ANA)) == 2
    company.through("2026-03-09", "2026-03-16")
    digests = [each for each in company.told(ANA) if "of 8" in each]
    assert len(digests) == 1
    assert "Facilitator: Ola Lopez." in digests[0]


def test_an_absence_is_told_to_the_facilitator(company: Company) -> None:
    company.join()
    company.cohort()
    form = company.press_raw("programs.absent", "3", channel=company.channel)
    assert "the session on Mon 23 March (The leader on sales calls)" in words(form)
    company.submit(form, text="Hi Grace,\n<!channel> I am away.")
    assert "They decide what your absence means; I only pass it on." in words(company.shown())
    (told,) = company.told(GRACE)
    assert "Ana Lopez can't be at a session" in told
    assert "> &lt;!channel&gt; I am away." in told
    assert "Write what the facilitator should know." in words(company.submit(form, text=" "))


def test_without_a_facilitator_the_text_is_there_to_be_copied(company: Company) -> None:
    company.join()
    company.cohort(facilitator="")
    told = words(company.press_raw("programs.absent", ""))
    assert "Copy this to the facilitator" in told
    assert "Hi, I can't be at the session on Mon 9 March (Leading people)." in told


def test_who_is_in_no_cohort_has_nobody_to_tell(company: Company) -> None:
    company.join()
    assert "You are in no cohort" in words(company.press_raw("programs.absent", ""))


@pytest.mark.parametrize(
    ("starts", "facilitator", "says"),
    [
        ("", "", "Choose the day"),
        ("2026-03-01", "", "That day has passed"),
        ("2027-06-01", "", "more than a year ahead"),
        ("2026-03-09", "U0NOBODY", "people of this workspace"),
        ("2026-03-09", "U0NOBODY", "no guest and no app"),
    ],
)
def test_a_cohort_that_cannot_be_is_said_beside_its_field(
    company: Company, starts: str, facilitator: str, says: str
) -> None:
    told = words(company.cohort(starts, facilitator))
    assert says in told or says == "people of this workspace"
    assert company.placed() == []


def test_the_list_is_for_admins(company: Company) -> None:
    assert words(company.write("list", ANA)) == "Only admins of Handrail can do this."
    company.crowd(31)
    shown = company.write("list", IMRAN)
    assert "12 of 12 places of the next cohort are taken, and 19 wait." in words(shown)
    assert "waits, place 18" in words(shown)
    assert "1 more are in the CSV." in words(shown)


def test_an_admin_takes_somebody_off_who_is_told(company: Company) -> None:
    company.join()
    gone = company.press(company.write("list", IMRAN), "Take off", IMRAN)
    assert "✔ Ana Lopez is off the list." in words(gone)
    assert "Imran Lopez has taken your name off the list" in company.told(ANA)[0]
    assert company.kinds()[-1] == "program.removed"
    assert "not on the list any more" in words(company.press_raw("programs.remove", "1", IMRAN))
    company.press(gone, "Undo", IMRAN)
    assert [each.person for each in company.names()] == [ANA]


def test_an_edition_without_the_program_has_the_topics_alone(company: Company) -> None:
    company.pack = packs.load(edition="fy22")
    assert "Leadership" not in words(company.write(""))
    assert "has no leadership program" in words(company.write("leadership"))
    assert "has no leadership program" in words(company.join())
    assert "Center of Excellence" in words(company.write("list", IMRAN))


def test_what_is_mistyped_names_what_was_meant(company: Company) -> None:
    assert "did you mean `/handrail program leadership`?" in words(company.write("leadreship"))
    assert "Join the leadership program" in words(company.write("help"))


def test_of_four_at_once_two_get_the_last_two_places(either: Company) -> None:
    either.crowd(10)
    either.cohort()
    together(*(lambda who=who: either.join(who) for who in (ANA, BEN, CLEO, OLA)))
    assert len(either.placed()) == 12
    numbers = [each.number for each in either.names()]
    assert len(set(numbers)) == len(numbers) == 14


def test_one_press_twice_is_one_name(either: Company) -> None:
    together(either.join, either.join)
    assert len(either.names()) == 1
