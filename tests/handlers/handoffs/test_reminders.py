"""What the two sides are reminded of, what managers are told once, and the offer of a won deal."""

from datetime import date

from policies.rhythms import Level
from storage import members
from tests.handlers.companies import ANA, BEN, GRACE, HUGO, OLA, TEAM, labels, words
from tests.handlers.handoffs.conftest import FIRST, Company, won


def digests(company: Company, to: str) -> list[str]:
    return [each for each in company.told(to) if "for you" in each]


def test_first_contact_is_counted_in_calendar_days_and_said_with_its_date(company: Company) -> None:
    company.start()
    company.at("2026-03-04")
    for person in (ANA, BEN):
        assert "First contact both ways by Fri 6 March (in 2 days)" in digests(company, person)[-1]
    company.at("2026-03-06")
    assert "First contact both ways by Fri 6 March (today)" in digests(company, BEN)[-1]


def test_who_wants_few_reminders_still_hears_what_is_due(company: Company) -> None:
    company.meet(ANA, manager=GRACE, roles=("mmkafo",), level=Level.LIGHT)
    company.start()
    company.at("2026-03-04")
    (told,) = digests(company, ANA)
    assert told.count("*Acme*") == 1
    assert "Next: Find the right Named AE in the Sales Operations issue. (due Wed 4 March)" in told


def test_one_handoff_is_one_item_of_a_digest(company: Company) -> None:
    company.start()
    company.at("2026-03-04")
    assert digests(company, ANA)[-1].count("*Acme*") == 1


def test_a_week_over_a_weekend_ends_on_its_own_day(company: Company) -> None:
    company.start(closed="2026-03-01")
    assert "by Sun 8 March" in words(company.seen(ANA))


def test_who_has_nothing_open_is_not_asked(company: Company) -> None:
    company.start()
    company.settle("giver", ANA)
    company.press(company.seen(ANA), "Sign and hand over")
    company.settle("receiver", BEN)
    company.press(company.seen(BEN), "Accept", BEN)
    company.through("2026-03-03", "2026-03-20")
    for person in (ANA, BEN, GRACE, HUGO):
        assert not digests(company, person)


def test_what_is_overdue_goes_to_both_and_then_once_to_both_managers(company: Company) -> None:
    company.start()
    company.through("2026-03-03", "2026-03-31")
    for manager, other in ((GRACE, "Ana Lopez"), (HUGO, "Ben Lopez")):
        (told,) = digests(company, manager)
        assert "Overdue since Wed 4 March" in told
        assert f"{other}: " in told
        assert "This comes once" in told
    last = max(len(digests(company, ANA)), len(digests(company, BEN)))
    company.through("2026-04-01", "2026-04-15")
    assert max(len(digests(company, ANA)), len(digests(company, BEN))) == last
    assert len(digests(company, GRACE)) == 1


def test_whoever_manages_both_is_told_once(company: Company) -> None:
    company.meet(BEN, manager=GRACE, roles=("mmkan",))
    company.start()
    company.through("2026-03-03", "2026-03-31")
    assert len(digests(company, GRACE)) == 1


def test_the_receiver_is_asked_to_accept_and_a_return_begins_a_new_count(company: Company) -> None:
    company.start()
    company.settle("giver", ANA)
    company.settle("receiver", BEN)
    company.press(company.seen(ANA), "Sign and hand over")
    company.through("2026-03-03", "2026-03-04")
    assert "Next: accept or return it (due Wed 4 March)" in digests(company, BEN)[-1]
    form = company.press(company.seen(BEN), "Return…", BEN)
    company.submit(form, BEN, reason="No contacts", items=("activity",))
    company.through("2026-03-05", "2026-03-06")
    said = digests(company, ANA)[-1]
    assert "Log an activity" in said
    assert "(due Fri 6 March)" in said


def test_a_reminder_that_waits_ends_with_its_cause(company: Company) -> None:
    company.start("U0ANA", type="sa-to-sa", account="Globex")
    company.through("2026-03-03", "2026-03-09")
    assert company.items() == {"1/giver": "open", "1/receiver": "open"}
    company.settle("giver", ANA)
    company.press(company.seen(ANA), "Sign and hand over")
    assert company.items()["1/giver"] == "ended"


def test_a_won_first_order_is_offered_once(company: Company) -> None:
    id = won(company)
    company.at("2026-03-03")
    (told,) = digests(company, ANA)
    assert "*Initech* is won (closed Fri 27 February, $18,000): start its handoff?" in told
    company.through("2026-03-04", "2026-03-20")
    assert len(digests(company, ANA)) == 1
    form = company.press_raw("handoffs.start", str(id))
    said = words(form)
    assert "Initech" in said
    assert "18,000" in said
    assert "2026-02-27" in said


def test_the_offer_is_answered_by_starting_and_no_second_one_comes(company: Company) -> None:
    id = won(company)
    company.at("2026-03-03")
    form = company.press_raw("handoffs.start", str(id))
    company.submit(form, type=FIRST, opportunity=str(id), giver=ANA, receiver=BEN)
    handoff = company.handoff()
    assert (handoff.account, handoff.initial, handoff.net_arr) == ("Initech", 18_000, 15_000)
    assert handoff.opportunity == id
    assert handoff.closed == date(2026, 2, 27)
    assert company.items()[f"offer/{id}"] in ("done", "ended")


def test_nothing_else_is_offered(company: Company) -> None:
    won(company, kind="renewal")
    won(company, account="Old", close_date=date(2025, 12, 1))
    won(company, OLA)
    won(company, GRACE, segment="SMB")
    company.through("2026-03-03", "2026-03-06")
    for person in (ANA, OLA, GRACE):
        assert not digests(company, person)


def test_home_shows_both_sides_and_a_way_to_start(company: Company) -> None:
    company.start()
    with company.database.begin() as session:
        panel = next(each for each in company.routes.registry.panels if each.name == "handoffs")
        ben = members.find(session, TEAM, BEN)
        assert ben
        shown = list(panel.show(company.round(session), ben))
    said = words({"blocks": shown} | {"text": ""})
    assert "from Ana Lopez" in said
    assert "Next: " in said
    assert "Start a handoff" in labels({"blocks": shown})
