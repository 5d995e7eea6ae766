"""A topic chosen, kept for three months or six, renewed or released; and what Home shows."""

import csv
import io
from concurrent.futures import ThreadPoolExecutor

import pytest

from storage import members, outbox
from tests.handlers.companies import ANA, BEN, CLEO, IMRAN, TEAM, labels, words
from tests.handlers.programs.conftest import Company


def test_a_free_topic_is_held_until_its_months_are_over(company: Company) -> None:
    company.choose(months="6")
    assert "✔ You hold *Feedback loop* until Wed 2 September." in words(company.shown())
    (hold,) = company.holds()
    assert (hold.person, hold.until.isoformat(), hold.months) == (ANA, "2026-09-02", 6)
    assert "*Feedback loop* · Ana Lopez, until Wed 2 September" in words(company.write("coe", BEN))
    assert company.kinds()[-1] == "program.topic.taken"


def test_at_a_months_end_the_day_is_the_last_there_is(company: Company) -> None:
    company.at("2025-11-30")
    company.choose()
    assert company.holds()[0].until.isoformat() == "2026-02-28"


def test_a_topic_has_one_holder(company: Company) -> None:
    form = company.press_raw("programs.choose", "", BEN, channel=company.channel)
    company.choose()
    told = company.submit(form, BEN, topic="feedback", problem="x", commitments="y", months="3")
    assert "Ana Lopez has taken that topic at the same moment" in words(told)
    assert "Feedback loop" not in words(company.press_raw("programs.choose", "", BEN))


@pytest.mark.parametrize(
    ("field", "says"),
    [
        ("topic", "Choose one of the topics"),
        ("problem", "Name the problem"),
        ("commitments", "Promise something you can reach"),
        ("months", "Say for how long"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(company: Company, field: str, says: str) -> None:
    form = company.press_raw("programs.choose", "")
    fields = {"topic": "feedback", "problem": "x", "commitments": "y", "months": "3"}
    assert says in words(company.submit(form, **fields | {field: ""}))
    assert company.holds() == []


def test_before_the_end_its_holder_is_asked_until_it_is_renewed(company: Company) -> None:
    company.choose()
    company.through("2026-05-20", "2026-05-26")
    assert "*Feedback loop* ends on Tue 2 June: renew it" in company.told(ANA)[-1]
    form = company.press(company.card(ANA, "digest"), "Renew", channel=company.channel)
    company.submit(form, problem="Still", commitments="A second script", months="3")
    assert "✔ You keep *Feedback loop* until Wed 2 September." in words(company.shown())
    assert company.items() == {"end/1": "done"}
    before = len(company.told(ANA))
    company.through("2026-05-27", "2026-06-10")
    assert len(company.told(ANA)) == before
    company.through("2026-08-26", "2026-09-02")
    assert len(company.told(ANA)) == before + 2


def test_a_renewal_is_undone_and_asked_again(company: Company) -> None:
    company.choose()
    company.at("2026-05-26")
    form = company.press(company.card(ANA, "digest"), "Renew", channel=company.channel)
    company.submit(form, problem="Still", commitments="More", months="6")
    assert "ends as it did before" in words(company.press(company.shown(), "Undo"))
    assert company.holds()[0].until.isoformat() == "2026-06-02"
    assert company.items() == {"end/1": "open"}


def test_renewed_after_its_end_it_counts_from_today(company: Company) -> None:
    company.choose()
    company.at("2026-06-20")
    assert "ended on Tue 2 June, neither renewed nor released" in words(company.write("coe"))
    form = company.press_raw("programs.renew", "1", channel=company.channel)
    company.submit(form, problem="Still", commitments="More", months="3")
    assert company.holds()[0].until.isoformat() == "2026-09-20"


def test_released_it_is_free_and_can_be_taken_back(company: Company) -> None:
    company.choose()
    told = company.press(company.write("coe"), "Release")
    assert "✔ *Feedback loop* is free again." in words(told)
    assert "is not held any more" in words(company.press_raw("programs.release", "1"))
    company.press(told, "Undo")
    assert len(company.holds()) == 1
    told = company.press(company.write("coe"), "Release")
    company.choose(who=BEN)
    assert "Somebody else has taken it meanwhile" in words(company.press(told, "Undo"))


def test_only_its_holder_renews_and_only_they_and_admins_release(company: Company) -> None:
    company.choose()
    assert words(company.press_raw("programs.renew", "1", IMRAN)).startswith("Only Ana Lopez")
    for button in ("programs.renew", "programs.release"):
        assert words(company.press_raw(button, "1", BEN)).startswith("Only Ana Lopez")
    company.press(company.write("list", IMRAN), "Release", IMRAN)
    assert company.holds() == []


def test_when_all_are_held_nothing_can_be_chosen(company: Company) -> None:
    sheet = company.pack.programs.excellence
    assert sheet
    for each in sheet.topics:
        company.choose(each.id)
    assert "Every topic is held." in words(company.write("coe", BEN))
    assert "Choose a topic" not in labels(company.write("", BEN))
    assert "Every topic is held." in words(company.press_raw("programs.choose", "", BEN))


def test_two_who_choose_at_once_leave_one_holder(either: Company) -> None:
    forms = [either.press_raw("programs.choose", "", who) for who in (ANA, BEN)]
    fields = {"topic": "feedback", "problem": "x", "commitments": "y", "months": "3"}
    with ThreadPoolExecutor(2) as pool:
        told = list(
            pool.map(lambda each: either.submit(each[0], each[1], **fields),
                     zip(forms, (ANA, BEN), strict=True))
        )  # fmt: skip
    assert sorted(type(each).__name__ for each in told) == ["Close", "Complain"]
    assert len(either.holds()) == 1


def test_the_csv_has_both_lists(company: Company) -> None:
    company.join()
    company.join(BEN)
    company.press_raw("programs.leave", "", BEN)
    company.choose(who=CLEO)
    company.press(company.write("list", IMRAN), "Download as CSV", IMRAN)
    with company.database.begin() as session:
        rows = session.connection().execute(outbox.OUTBOX.select())
        (held,) = [row.payload["content"] for row in rows if row.kind == "upload"]
    _, *told = csv.reader(io.StringIO(held.removeprefix("\ufeff")))
    assert [each[:4] for each in told] == [
        ["Leadership program", "Ana Lopez", "1", "has a place, no day set yet"],
        ["Leadership program", "Ben Lopez", "2", "off the list"],
        ["Center of Excellence", "Cleo Lopez", "", "3 months"],
    ]


def home(company: Company, who: str) -> str:
    with company.database.begin() as session:
        member = members.find(session, TEAM, who)
        assert member
        (panel,) = [each for each in company.routes.registry.panels if each.name == "programs"]
        return words({"blocks": list(panel.show(company.round(session), member))})


def test_home_has_a_line_for_those_who_take_part(company: Company) -> None:
    assert home(company, ANA) == ""
    company.join()
    company.choose()
    assert "*Leadership program*: You have a place in the next cohort." in home(company, ANA)
    assert "*Feedback loop* · Ana Lopez, until Tue 2 June" in home(company, ANA)
    assert home(company, BEN) == ""
    company.cohort()
    company.at("2026-03-17")
    assert "This is week 2 of 8: Running 1-on-1s." in home(company, ANA)
    company.at("2026-05-05")
    assert "Leadership" not in home(company, ANA)
