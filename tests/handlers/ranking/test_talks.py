"""Talks: logged by a line, a form or one press; asked for in the digest, once a week, capped."""

import pytest

from handlers.kit.feature import Close, Place
from storage import bundles, members
from tests.handlers.companies import ANA, BEN, CLEO, GRACE, TEAM, labels, words
from tests.handlers.ranking.conftest import Company


@pytest.fixture
def ben(company: Company) -> Company:
    """Ben has ranked Acme on Monday 2 March."""
    company.rank("Acme", "2", BEN)
    return company


def test_a_line_logs_a_talk(ben: Company) -> None:
    ben.at("2026-03-11", who=BEN)
    told = ben.write("talk Acme yesterday: renewal and a second team", BEN)
    assert "*Acme*: talked with on Tue 10 March" in words(told)
    assert "Last talk Tue 10 March, next by Fri 10 April" in words(told)
    assert "renewal and a second team" in words(told)
    assert "is no longer logged" in words(ben.press(told, "Undo", BEN))
    assert "No talk logged, next by Thu 2 April" in words(ben.write("Acme", BEN))


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("talk Acme", "today"),
        ("talk Acme today", "today"),
        ("talk acme 3 days ago", "Sun 8 March"),
        ("talk Acme friday", "Fri 6 March"),
        ("talked Acme 2026-03-03: hi", "Tue 3 March"),
        ("informed Acme 5 march", "Thu 5 March"),
    ],
)
def test_a_day_is_read(ben: Company, line: str, day: str) -> None:
    ben.at("2026-03-11", who=BEN)
    assert day in words(ben.write(line, BEN))


def test_the_same_talk_is_logged_once(ben: Company) -> None:
    ben.write("talk Acme today", BEN)
    assert "is logged already" in words(ben.write("talk Acme today", BEN))
    assert ben.kinds().count("rank.talked") == 1


def test_the_form_takes_day_way_and_note(ben: Company) -> None:
    page = ben.write("Acme", BEN)
    opened = ben.press(page, "Log a talk…", BEN)
    ahead = ben.submit(opened, BEN, way="talk", day="2026-03-05")
    assert "lies ahead" in words(ahead)
    old = ben.submit(opened, BEN, way="talk", day="2024-03-05")
    assert "more than a year ago" in words(old)
    assert ben.submit(opened, BEN, way="", day="").errors.keys() == {"way", "day"}
    assert ben.submit(opened, BEN, way="inform", day="2026-02-27", note="Release news") == Close()
    assert "informed on Fri 27 February" in words(ben.write("history Acme", BEN))
    assert "already" in words(ben.submit(opened, BEN, way="inform", day="2026-02-27"))


def test_an_earlier_talk_does_not_bring_the_next_one_nearer(ben: Company) -> None:
    ben.at("2026-03-11", who=BEN)
    ben.write("talk Acme today", BEN)
    ben.write("talk Acme 2026-03-04", BEN)
    assert "Last talk Wed 11 March" in words(ben.write("Acme", BEN))


def test_the_digest_asks_on_the_day_and_done_logs_the_talk(either: Company) -> None:
    either.rank("Acme", "2", BEN)
    either.through("2026-03-03", "2026-04-01", BEN)
    assert [each for each in either.told(BEN) if "Acme" in each] == []
    either.at("2026-04-02", who=BEN)
    card = either.card(BEN, "digest")
    assert "*Acme* · Rank 2 · 250 users: talk with them, no talk logged, *due today*" in words(card)
    assert labels(card)[:2] == ["Done", "Another day…"]
    either.press(card, "Done", BEN)
    done = either.card(BEN, "digest")
    assert "talk logged by Ben Lopez" in words(done)
    either.through("2026-04-03", "2026-04-20", BEN)
    assert [each for each in either.told(BEN) if "talk with them" in each] == either.told(BEN)[-1:]
    assert "next by Sun 3 May" in words(either.write("Acme", BEN))


def test_undo_in_the_digest_asks_again(ben: Company) -> None:
    ben.at("2026-04-02", who=BEN)
    ben.press(ben.card(BEN, "digest"), "Done", BEN)
    ben.press(ben.card(BEN, "digest"), "Undo", BEN)
    assert "Done" in labels(ben.card(BEN, "digest"))


def test_a_talk_logged_elsewhere_settles_the_digest(ben: Company) -> None:
    ben.at("2026-04-02", who=BEN)
    ben.write("talk Acme yesterday", BEN)
    assert "talk logged by Ben Lopez" in words(ben.card(BEN, "digest"))


def test_a_talk_too_long_ago_leaves_the_digest_open(ben: Company) -> None:
    ben.at("2026-04-02", who=BEN)
    opened = ben.press(ben.card(BEN, "digest"), "Another day…", BEN)
    assert ben.submit(opened, BEN, way="talk", day="2026-02-20") == Close()
    assert "Done" in labels(ben.card(BEN, "digest"))


def test_an_overdue_talk_comes_weekly_and_four_times_at_most(ben: Company) -> None:
    days = []
    for month, last in ((4, 30), (5, 31), (6, 15)):
        for day in range(1, last + 1):
            before = len([each for each in ben.told(BEN) if "*Acme*" in each])
            ben.at(f"2026-{month:02}-{day:02}", who=BEN)
            if len([each for each in ben.told(BEN) if "*Acme*" in each]) > before:
                days.append((month, day))
    assert days == [(4, 2), (4, 9), (4, 16), (4, 23)]
    assert "*overdue since Thu 2 April*" in words(ben.write("overdue", BEN))


def test_many_are_named_by_five_and_a_number(company: Company) -> None:
    for number in range(19):
        company.rank(f"Account {number:02}", "2" if number else "3", BEN)
    company.at("2026-04-02", who=BEN)
    card = words(company.card(BEN, "digest").blocks)
    assert card.count("talk with them") == 4
    assert card.count("keep it informed, never informed") == 1
    assert "And 14 more talks that are due." in card
    told = company.press(company.card(BEN, "digest"), "See them all", BEN)
    assert labels(told).count("Talked today") == 9
    assert labels(told).count("Informed today") == 1
    again = company.press(told, "Informed today", BEN)
    assert "*Account 00*: informed today" in words(again)
    assert "Informed today" not in labels(again)


def test_no_rhythm_is_printed_for_rank_one_or_for_smb(company: Company) -> None:
    company.rank("Acme", "1", BEN)
    company.rank("Globex", "2")
    company.at("2026-06-01", who=BEN)
    assert [each for each in company.told(BEN) if "Acme" in each] == []
    assert [each for each in company.told() if "Globex" in each] == []
    told = company.write("Acme", BEN)
    assert "Talked today" not in labels(told)
    assert "talked with on" in words(company.write("talk Acme 2026-05-29", BEN))
    assert "Last talk Fri 29 May" in words(company.write("Acme", BEN))


def test_snoozed_it_comes_then_and_not_mine_ends_it(ben: Company) -> None:
    ben.at("2026-04-02", who=BEN)
    with ben.database.begin() as session:
        (told,) = bundles.about(session, TEAM, "ranking", "account/1")
    ben.press_raw("remind.snooze", f"{told.id} workday", BEN)
    ben.at("2026-04-03", who=BEN)
    assert "You asked to hear of this again now" in words(ben.card(BEN))
    ben.press_raw("remind.more", f"{told.id + 1} notmine", BEN)
    ben.at("2026-04-09", who=BEN)
    assert [each for each in ben.told(BEN) if "Thursday 9 April" in each] == []


def test_a_rank_that_ends_takes_its_reminder_along(ben: Company) -> None:
    ben.at("2026-04-02", who=BEN)
    ben.write("remove Acme", BEN)
    assert "Done" not in labels(ben.card(BEN, "digest"))


def test_once_a_week_what_is_missing_is_told_on_the_first_work_day(company: Company) -> None:
    company.sell("Globex")
    company.sell("Initech")
    company.at("2026-03-05")
    assert company.told() == []
    company.at("2026-03-09")
    card = company.card(kind="digest")
    assert "*2 accounts* of yours: 2 have no rank." in words(card)
    assert "the bot's default" in words(card)
    shown = company.press(card, "See them")
    assert labels(shown).count("Rank it") == 2
    company.through("2026-03-10", "2026-03-13")
    assert len([each for each in company.told() if "2 accounts" in each]) == 1
    for account in ("Globex", "Initech"):
        company.rank(account, "3")
    assert "See them" not in labels(company.card(kind="digest"))
    company.at("2026-03-16")
    assert len([each for each in company.told() if "accounts" in each]) == 1


def test_who_does_not_rank_accounts_is_not_asked(company: Company) -> None:
    company.sell("Globex", CLEO)
    company.at("2026-03-09")
    assert company.told(CLEO) == []


def test_home_shows_the_figures_and_the_managers_the_teams(company: Company) -> None:
    company.sell("Globex")
    company.rank("Acme", "2")
    with company.database.begin() as session:
        panels = {each.name: each for each in company.routes.registry.panels}
        round = company.round(session)
        known = {each.id: each for each in members.members(session, TEAM)}
        ana, grace, cleo = (known[who] for who in (ANA, GRACE, CLEO))
        own, of_team = panels["ranking"], panels["ranking.team"]
        shown = list(own.show(round, ana))
        assert own.for_whom(ana, company.pack)
        assert not own.for_whom(cleo, company.pack)
        assert of_team.for_whom(grace, company.pack)
        team = list(of_team.show(round, grace))
        assert list(own.show(round, cleo))
        assert list(of_team.show(round, ana)) == []
    assert "1 in Rank 2 · 1 without a rank" in str(shown)
    assert "0 of 2 complete" in str(team)


def test_in_a_direct_message_the_words_do_the_same(ben: Company) -> None:
    told = ben.write("talk Acme today", BEN, place=Place.DIRECT)
    assert "talked with today" in words(told)
