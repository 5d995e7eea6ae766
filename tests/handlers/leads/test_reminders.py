"""What comes by the clock: to the minute, in working hours, and only as long as nothing is done."""

from dataclasses import replace
from datetime import date, time

from bot import packs
from handlers.kit.feature import Round
from policies.leads import State
from policies.rhythms import Level
from tests.handlers.companies import ANA, BEN, CLEO, GRACE, OLA, labels, words
from tests.handlers.leads.conftest import Company


def test_the_card_comes_at_once_and_says_who_what_and_until_when(company: Company) -> None:
    company.at("2026-03-02", "10:00")
    company.assign(BEN, link="https://example.com/1")
    company.at("2026-03-02", "10:00")
    (told,) = company.told()
    assert "*Jane Roe* · Acme · MQL: new for you" in told
    assert "AE Ben Lopez · <https://example.com/1|the lead>" in told
    assert "Call first: a number is listed." in told
    assert "Due by 11:00" in told
    assert "First Order Prospecting Guidelines" in told
    pressed = ["Called", "E-mailed", "Not reachable, disqualify…", "Link, note…", "Correct…"]
    assert labels(company.card()) == pressed


def test_the_sdr_is_reminded_at_45_minutes_then_at_the_hour_then_their_manager(
    company: Company,
) -> None:
    company.at("2026-03-02", "10:00")
    company.assign(BEN)
    for minute in ("10:00", "10:44", "10:45", "10:59", "11:00", "11:01", "11:59"):
        company.at("2026-03-02", minute)
    told = company.told()
    assert len(told) == 3
    assert "15 minutes left of the hour" in told[1]
    assert "the hour is over" in told[2]
    assert not company.told(GRACE)
    company.at("2026-03-02", "12:00")
    (manager,) = company.told(GRACE)
    assert "Ana Lopez has not contacted *Jane Roe* · Acme · MQL" in manager
    assert "Overdue since 11:00. I tell you this once." in manager
    company.through("2026-03-03", "2026-03-10")
    assert len(company.told(GRACE)) == 1
    assert len(company.told()) == 3


def test_nothing_more_comes_once_something_is_logged(company: Company) -> None:
    company.at("2026-03-02", "10:00")
    company.assign(BEN)
    company.at("2026-03-02", "10:10")
    company.log("called")
    for minute in ("10:45", "11:00", "12:00"):
        company.at("2026-03-02", minute)
    assert len(company.told()) == 1
    assert not company.told(GRACE)


def test_a_friday_evening_goes_on_on_monday(company: Company) -> None:
    company.at("2026-03-06", "17:40")
    company.assign(BEN)
    company.at("2026-03-06", "17:40")
    assert "Due by Mon 9 Mar, 09:40" in company.told()[-1]
    company.through("2026-03-07", "2026-03-08")
    company.at("2026-03-09", "09:24")
    assert len(company.told()) == 1
    company.at("2026-03-09", "09:25")
    assert "15 minutes left" in company.told()[-1]
    company.at("2026-03-09", "09:40")
    assert "the hour is over" in company.told()[-1]


def test_a_lead_of_the_weekend_is_told_on_monday_morning_and_flagged(company: Company) -> None:
    company.at("2026-03-07", "12:00")
    company.assign(BEN)
    company.at("2026-03-07", "12:00")
    company.at("2026-03-08", "12:00")
    assert not company.told()
    company.at("2026-03-09", "09:00")
    (told,) = company.told()
    assert "Due by 10:00" in told
    assert "It came in outside working hours: the hour runs from 09:00." in told


def test_tokyo_and_new_york_hear_in_their_own_mornings(company: Company) -> None:
    company.at("2026-03-02", "20:00")
    company.assign(GRACE, sdr=CLEO)
    company.assign(GRACE, name="Jo", sdr=OLA)
    company.at("2026-03-02", "14:00", OLA)
    assert "Due by 15:00" in company.told(OLA)[-1]
    assert not company.told(CLEO)
    company.at("2026-03-03", "09:00", CLEO)
    assert "Due by 10:00" in company.told(CLEO)[-1]


def test_a_holiday_stops_the_hour(company: Company) -> None:
    plain = company.round

    def on_holiday(session: object) -> Round:
        return replace(plain(session), holidays={date(2026, 5, 1)}.__contains__)  # type: ignore[arg-type]

    company.round = on_holiday  # type: ignore[method-assign]
    company.at("2026-04-30", "17:40")
    company.assign(BEN)
    company.through("2026-05-01", "2026-05-03")
    count = len(company.told())
    company.at("2026-05-04", "09:24")
    assert len(company.told()) == count
    company.at("2026-05-04", "09:40")
    assert "the hour is over" in company.told()[-1]


def test_the_sixth_lead_of_a_day_is_told_as_fast_as_the_first(company: Company) -> None:
    for number in range(7):
        company.at("2026-03-02", f"10:0{number}")
        company.assign(BEN, name=f"Lead {number}")
        company.at("2026-03-02", f"10:0{number}")
        assert f"*Lead {number}* · Acme · MQL: new for you" in company.told()[-1]
    assert len(company.told()) == 7


def test_quiet_hours_hold_it_back_and_say_no_more_than_once(company: Company) -> None:
    company.meet(ANA, manager=GRACE, roles=("sdr",), quiet_from=time(12), quiet_until=time(13))
    company.at("2026-03-02", "12:05")
    company.assign(BEN)
    company.at("2026-03-02", "12:55")
    assert not company.told()
    company.at("2026-03-02", "13:00")
    assert len(company.told()) == 1


def test_who_wants_few_reminders_hears_at_once_and_when_it_is_over(company: Company) -> None:
    company.meet(ANA, manager=GRACE, roles=("sdr",), level=Level.LIGHT)
    company.at("2026-03-02", "10:00")
    company.assign(BEN)
    for minute in ("10:00", "10:45", "11:00"):
        company.at("2026-03-02", minute)
    assert ["new for you" in each for each in company.told()] == [True, False]


def test_a_bot_that_was_down_says_only_that_the_hour_is_over(company: Company) -> None:
    company.at("2026-03-02", "10:00")
    company.assign(BEN)
    company.at("2026-03-02", "11:30")
    (told,) = company.told()
    assert "the hour is over" in told


def test_whoever_stands_in_has_the_card_and_may_log(company: Company) -> None:
    company.meet(ANA, manager=GRACE, roles=("sdr",), away_from=date(2026, 3, 2),
                 away_until=date(2026, 3, 6), delegate=CLEO)  # fmt: skip
    company.meet(CLEO, manager=GRACE, roles=("sdr",))
    company.at("2026-03-02", "10:00")
    company.assign(BEN)
    company.at("2026-03-02", "10:00")
    assert not company.told()
    assert "*Jane Roe*" in company.told(CLEO)[-1]
    company.press(company.card(CLEO), "Called", CLEO)
    assert company.lead().state is State.TOUCHED


def test_what_is_over_when_it_comes_waits_in_the_days_digest(company: Company) -> None:
    company.at("2026-03-03", "15:00")
    company.assign(BEN, day="2026-03-02", time="10:00")
    company.at("2026-03-03", "15:00")
    (told,) = company.told()
    assert "1 thing for you" in told
    assert "Overdue since Mon 2 Mar, 11:00" in told
    company.through("2026-03-04", "2026-03-06")
    assert not company.told(GRACE)


def test_not_mine_is_told_to_who_assigned_it(company: Company) -> None:
    company.at("2026-03-02", "10:00")
    company.assign(BEN)
    company.at("2026-03-02", "10:01")
    menu = [each for block in company.card().blocks for each in block.get("elements", ())
            if each.get("type") == "overflow"]  # fmt: skip
    value = next(each["value"] for each in menu[0]["options"] if "notmine" in each["value"])
    company.press_raw("remind.more", value)
    assert "Ana Lopez says that this lead is not theirs" in company.told(BEN)[-1]


def test_the_manager_may_say_that_they_have_read_it(company: Company) -> None:
    company.at("2026-03-02", "10:00")
    company.assign(BEN)
    company.at("2026-03-02", "12:00")
    company.press(company.card(GRACE), "Done", GRACE)
    assert "noted by Grace Lopez" in words(company.card(GRACE))
    company.press(company.card(GRACE), "Undo", GRACE)
    assert "Done" in labels(company.card(GRACE))


def test_an_edition_without_the_hour_says_so_and_reminds_of_nothing(company: Company) -> None:
    company.at("2026-03-02", "10:00")
    company.assign(BEN)
    company.pack = packs.load(edition="fy22")
    company.at("2026-03-02", "11:00")
    assert not company.told()
    assert "no hour for new leads" in words(company.write(""))
    assert "no hour for new leads" in words(company.log("called"))
