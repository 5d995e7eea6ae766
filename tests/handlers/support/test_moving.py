"""A request goes from its board to its answer or its session, with reminders on the way."""

from handlers.kit.feature import Complain
from policies.engagement import State
from storage import members, outbox
from tests.handlers.companies import ANA, BEN, GRACE, HUGO, TEAM, labels, words
from tests.handlers.support.conftest import ISSUE, Company


def test_posting_begins_the_clock_and_answered_stops_it(company: Company) -> None:
    company.ask(wish="written")
    told = words(company.post())
    assert "✔ Posted. The answer is due by Wed 4 Mar, 10:00; I ask you then." in told
    assert f"<{ISSUE}|issue>" in told
    company.through("2026-03-03", "2026-03-04")
    assert company.items() == {}
    company.at("2026-03-04", "10:00")
    card = company.card()
    assert "the answer was due by Wed 4 Mar, 10:00. Is it there?" in words(card)
    shown = company.press(card, "Answered")
    assert "✔ Answered, and I stop asking." in words(shown)
    assert company.items() == {"1": "done"}
    company.through("2026-03-05", "2026-03-20")
    assert company.items() == {"1": "done"}


def test_an_answer_that_does_not_come_is_asked_about_twice_and_no_more(company: Company) -> None:
    company.ask(wish="written")
    company.post()
    company.at("2026-03-04", "10:00")
    company.through("2026-03-05", "2026-03-30")
    with company.database.begin() as session:
        rows = session.connection().execute(outbox.OUTBOX.select())
        told = [row for row in rows if "Is it there?" in str(row.payload)]
    assert len(told) <= 2
    assert company.items() == {"1": "open"}


def test_what_is_answered_before_the_clock_ends_is_never_asked_about(company: Company) -> None:
    company.ask(wish="written")
    company.post()
    company.press_raw("support.answered", "1")
    company.through("2026-03-03", "2026-03-12")
    assert company.items() == {}


def test_a_request_that_stays_off_its_board_is_asked_about(company: Company) -> None:
    company.ask()
    company.at("2026-03-03")
    assert "is not on its board yet" in words(company.card(kind="digest"))
    company.post()
    assert company.items() == {"1": "done"}


def test_a_session_that_was_planned_is_to_be_logged_the_day_after(company: Company) -> None:
    company.ask()
    company.post()
    told = words(company.schedule("2026-03-06"))
    assert "Scheduled for Fri 6 March" in told
    company.at("2026-03-06")
    assert company.items() == {}
    company.at("2026-03-09")
    card = company.card(kind="digest")
    assert "planned for Fri 6 March. Was it held?" in words(card)
    opened = company.press(card, "Log the session…")
    company.submit(opened, day="2026-03-06", minutes="30", helper="U0CLEO")
    assert company.request().state is State.HELD
    assert company.items() == {"1": "done"}


def test_a_session_too_soon_is_warned_of(company: Company) -> None:
    company.ask()
    assert "short notice" in words(company.schedule("2026-03-03"))


def test_a_step_is_taken_back_unless_another_followed(company: Company) -> None:
    company.ask(wish="written")
    posted = company.post()
    company.press(posted, "Undo")
    assert (company.request().state, company.request().link) == (State.ASKED, "")
    posted = company.post()
    company.at("2026-03-02", "10:10")
    company.press_raw("support.answered", "1")
    assert "Something else was done" in words(company.press(posted, "Undo"))
    assert "Only the person who did this" in words(company.press(posted, "Undo", BEN))


def test_the_same_press_twice_is_told_and_changes_nothing(company: Company) -> None:
    company.ask(wish="written")
    company.press_raw("support.answered", "1")
    assert "It is answered already, since" in words(company.press_raw("support.answered", "1"))
    company.press_raw("support.more", "withdraw 1")
    assert "withdrawn already" in words(company.press_raw("support.more", "close 1"))
    assert "is withdrawn, so nothing" in words(company.press_raw("support.text", "1"))
    assert labels(company.page()) == []


def test_closing_speaks_of_the_stage(company: Company) -> None:
    company.ask(segment="mid-market", wish="live")
    told = words(company.press_raw("support.more", "close 1"))
    assert "move the opportunity on from Stage 3" in told


def test_an_address_that_is_none_is_refused_with_an_example(company: Company) -> None:
    company.ask()
    wrong = company.post(link="http://x")
    assert isinstance(wrong, Complain)
    assert "https://example.com/1" in wrong.errors["link"]
    company.ask(region="apac")
    assert "✔ Posted." in words(company.post(2, link=""))


def test_a_manager_has_the_team_and_its_csv(company: Company) -> None:
    company.ask()
    company.log()
    shown = company.write("team", GRACE)
    assert "Support of your team: 1 open request" in words(shown)
    assert "Ana Lopez" in words(shown)
    assert "direct messages" in words(company.press(shown, "Download as CSV", GRACE))
    with company.database.begin() as session:
        rows = session.connection().execute(outbox.OUTBOX.select())
        (sent,) = [row.payload for row in rows if row.kind == "upload"]
    lines = sent["content"].splitlines()
    assert lines[1].startswith("request,Acme,SMB,before the sale,SA,live,live,not on its board")
    assert lines[2].startswith("session,Acme,SMB")
    assert "0 open requests" in words(company.write("team", HUGO))
    assert words(company.write("team", ANA)).startswith("Only managers")


def test_home_shows_it_to_whom_it_waits_for(company: Company) -> None:
    assert home(company) == ""
    company.ask()
    assert "Not on its board yet" in home(company)


def home(company: Company) -> str:
    (panel,) = company.routes.registry.panels
    with company.database.begin() as session:
        ana = members.find(session, TEAM, ANA)
        assert ana
        return words({"blocks": list(panel.show(company.round(session), ana))})
