"""Sessions that were held are logged, and count."""

from handlers.kit.feature import Change, Complain
from policies.engagement import State
from tests.handlers.companies import ANA, BEN, CLEO, GRACE, OLA, labels, words
from tests.handlers.support.conftest import Company


def test_a_session_counts_for_its_account_whoever_asks(company: Company) -> None:
    told = words(company.log(BEN))
    assert "✔ Logged: *Acme*, Mon 2 March: 30 minutes with Cleo Lopez, before the sale." in told
    assert "1 of 2 sessions, 30 of 60 minutes" in told
    assert "1 of 2 sessions, 30 of 60 minutes" in words(company.write("account acme"))


def test_the_last_of_it_and_what_is_beyond_are_said_and_logged(company: Company) -> None:
    company.log()
    assert "That was the last of it" in words(company.log(helper=OLA))
    told = words(company.log(day="2026-02-23"))
    assert "3 of 2 sessions, 90 of 60 minutes" in told
    assert "That is beyond what Acme may have before the sale. It was held, so it counts." in told


def test_before_and_after_the_sale_are_counted_apart_and_by_year(company: Company) -> None:
    company.log(stage="post", day="2025-12-30")
    company.log(stage="post", day="2026-01-08", helper=OLA)
    told = words(company.log(stage="post"))
    assert (
        "Live help of Acme after the sale within the year: *2 of 2 sessions, 60 of 60 minutes*"
        in told
    )
    assert "The page does not say which year counts; it is the calendar year here." in told
    assert "2 of 2 sessions and 60 of 60 minutes are left" in words(company.ask())


def test_the_same_session_by_two_people_counts_once(either: Company) -> None:
    either.log(ANA)
    asked = either.log(BEN, minutes="35")
    assert isinstance(asked, Change)
    assert "*Ana Lopez has logged a session of 30 minutes with Acme on Mon 2 March with" in words(
        asked
    )
    told = words(either.told_of(asked, BEN, which="same"))
    assert "It counts once, as Ana Lopez has logged it." in told
    assert [each.minutes for each in either.sessions()] == [30]


def test_another_one_of_the_same_day_is_counted_when_they_say_so(either: Company) -> None:
    either.log(ANA)
    asked = either.log(BEN, minutes="15", account="ACME ")
    told = words(either.told_of(asked, BEN, which="another"))
    assert "2 of 2 sessions, 45 of 60 minutes" in told
    assert [each.number for each in either.sessions()] == [1, 2]


def test_a_day_beside_it_is_asked_about_and_a_later_one_is_not(company: Company) -> None:
    company.log(day="2026-02-26")
    assert isinstance(company.log(day="2026-02-27"), Change)
    assert not isinstance(company.log(day="2026-03-02"), Change)


def test_a_session_of_a_request_holds_it_and_can_be_taken_back(company: Company) -> None:
    company.ask()
    opened = company.press_raw("support.log", "request 1")
    shown = company.told_of(opened, day="2026-03-02", minutes="25", helper=CLEO)
    assert company.request().state is State.HELD
    assert company.request().helper == CLEO
    assert "is not logged any more" in words(company.press(shown, "Undo"))
    assert company.request().state is State.ASKED
    assert company.sessions() == []


def test_it_is_not_taken_back_once_the_request_went_on(company: Company) -> None:
    company.ask()
    opened = company.press_raw("support.log", "request 1")
    shown = company.told_of(opened, day="2026-03-02", minutes="25", helper=CLEO)
    company.at("2026-03-02", "10:05")
    company.press_raw("support.more", "close 1")
    assert "Something else was done" in words(company.press(shown, "Undo"))
    assert len(company.sessions()) == 1


def test_a_session_is_corrected_taken_out_and_put_back(company: Company) -> None:
    company.log()
    opened = company.press_raw("support.correct", "1")
    told = company.told_of(opened, minutes="50", stage="post", what="held")
    assert "Corrected" in words(told)
    assert [(each.minutes, each.stage) for each in company.sessions()] == [(50, "post")]
    company.press(told, "Undo")
    assert [(each.minutes, each.stage) for each in company.sessions()] == [(30, "pre")]
    gone = company.told_of(company.press_raw("support.correct", "1"), minutes="30", stage="pre",
                           what="removed")  # fmt: skip
    assert "counts no longer" in words(gone)
    assert company.sessions() == []
    company.press(gone, "Undo")
    assert [each.minutes for each in company.sessions()] == [30]


def test_only_who_logged_it_and_their_manager_correct_it(company: Company) -> None:
    company.log()
    assert words(company.press_raw("support.correct", "1", BEN)).startswith("Only Ana Lopez")
    assert isinstance(company.told_of(company.press_raw("support.correct", "1", GRACE), GRACE,
                                      minutes="20", stage="pre", what="held"), dict)  # fmt: skip
    assert [each.minutes for each in company.sessions()] == [20]


def test_mid_market_is_kept_and_has_no_limit(company: Company) -> None:
    told = words(company.log(BEN, segment="mid-market", minutes="90"))
    assert "Mid-Market has no limit of sessions" in told
    assert "1 session, 90 minutes; Mid-Market has no limit" in words(company.write("", BEN))


def test_what_cannot_have_been_held_is_refused_by_field(company: Company) -> None:
    wrong = company.log(account="", day="2026-03-03", minutes="0", helper="U0NOBODY", stage="")
    assert isinstance(wrong, Complain)
    assert set(wrong.errors) == {"account", "day", "minutes", "helper", "stage"}
    assert "lies ahead" in wrong.errors["day"]


def test_the_account_shows_what_is_left_and_of_others_only_how_many(company: Company) -> None:
    company.log(note="About <!channel> runners")
    company.ask()
    told = words(company.write("account Acme"))
    assert "About &lt;!channel&gt; runners" in told
    assert "How to" not in told
    other = company.write("account acme", BEN)
    assert "1 of 2 sessions" in words(other)
    assert "Not shown, as others did it: 2." in words(other)
    assert "runners" not in words(other)
    assert "I know no request and no session" in words(company.write("account Globex"))
    assert "Name the account" in words(company.write("account"))


def test_history_is_kept_and_shown_to_whom_it_concerns(company: Company) -> None:
    company.log()
    company.ask()
    company.post()
    told = words(company.press_raw("support.history", "Acme"))
    assert told.index("posted it") < told.index("asked for help") < told.index("logged a session")
    assert "Not shown, as others did it: 3" in words(
        company.press_raw("support.history", "Acme", BEN)
    )
    assert "logged a session" in words(company.press_raw("support.history", "Acme", GRACE))
    kinds = company.kinds()
    assert {"support.asked", "support.logged", "support.posted"} <= set(kinds)


def test_my_list_has_requests_and_accounts_with_what_is_left(company: Company) -> None:
    company.log()
    company.ask()
    shown = company.write("")
    assert "1 open request" in words(shown)
    assert "Before the sale: 1 of 2 sessions, 30 of 60 minutes" in words(shown)
    assert labels(shown) == ["Open", "Sessions", "Ask for an SA or TAM", "Log a session"]
    assert "My team" in labels(company.write("", GRACE))
    assert "1 of 2 sessions" in words(company.write("", CLEO))
