"""Who decides has a queue; several may, the first counts; a decision can be opened again."""

import csv
import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest

from handlers.kit.feature import Aside, Change, Close, Place
from storage import outbox, people
from tests.handlers.companies import ANA, BEN, GRACE, HUGO, TEAM, labels, words
from tests.handlers.disputes.conftest import Company


def uploaded(company: Company) -> list[list[str]]:
    with company.database.begin() as session:
        rows = session.connection().execute(outbox.OUTBOX.select())
        (file,) = [row.payload for row in rows if row.kind == "upload"]
    text = file["text"] if "text" in file else file["content"]
    return [*csv.reader(io.StringIO(str(text).lstrip("\ufeff")))]


def test_what_waits_stands_oldest_first_with_its_age(company: Company) -> None:
    company.dispute(account="Acme")
    company.now += timedelta(days=2)
    company.dispute(BEN)
    company.now += timedelta(days=5)
    shown = words(company.ask("disputes", GRACE))
    assert "*Waiting for your decision, the oldest first: 2*" in shown
    assert "*Dispute #1: Ana Lopez disputes whose account Acme is*" in shown
    assert "Waits since Mon 2 March (5 workdays)." in shown
    assert "Waits since Wed 4 March (3 workdays)." in shown
    assert shown.index("#1") < shown.index("#2")


def test_a_new_one_has_no_age_yet(company: Company) -> None:
    company.dispute()
    assert "Waits since Mon 2 March.\n" in words(company.ask("disputes", GRACE))


def test_an_empty_queue_says_so_and_leads_on(company: Company) -> None:
    shown = company.ask("disputes", GRACE)
    assert "Nothing waits for a decision." in words(shown)
    assert labels(shown) == ["Decided (0)", "Withdrawn (0)", "Yours", "Download as CSV"]


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("", "Waiting for your decision"),
        ("waiting", "Waiting for your decision"),
        ("decided", "*Decided, the newest first: 1*"),
        ("withdrawn", "*Withdrawn, the newest first: 1*"),
    ],
)
def test_the_queue_is_filtered_by_a_word(company: Company, word: str, says: str) -> None:
    company.dispute()
    company.decided()
    company.press_raw("roe.withdraw", str(company.dispute(BEN)), BEN)
    assert says in words(company.ask(f"disputes {word}", GRACE))


def test_the_queue_is_filtered_by_buttons_and_has_pages(company: Company) -> None:
    for _ in range(8):
        company.dispute()
    shown = company.ask("disputes", GRACE)
    assert labels(shown).count("Decide") == 6
    more = company.press(shown, "More", GRACE)
    assert labels(more).count("Decide") == 2
    assert "Dispute #1:" in words(company.press(more, "Back", GRACE))
    assert "Nothing has been decided yet." in words(company.press(more, "Decided (0)", GRACE))


def test_a_decision_from_the_queue_shows_the_queue_anew(company: Company) -> None:
    company.dispute()
    company.dispute(BEN)
    opened = company.press(company.ask("disputes", GRACE), "Decide", GRACE)
    company.submit(opened, GRACE, team="mm-first-order", reason="LinkedIn shows 620.")
    shown = words(company.whispered()[-1])
    assert "the oldest first: 1*" in shown
    assert "Dispute #2" in shown


def test_a_decision_from_a_digest_leaves_the_digest_where_it_is(company: Company) -> None:
    id = company.dispute()
    before = len(company.whispered())
    assert company.decide(id, where="aside") == Close()
    assert len(company.whispered()) == before


def test_an_asker_sees_their_own_and_not_the_queue(company: Company) -> None:
    company.dispute()
    company.dispute(BEN)
    shown = words(company.ask("disputes decided"))
    assert "Dispute #1" in shown
    assert "Dispute #2" not in shown
    refused = company.press_raw("roe.queue.1", "open 0", ANA)
    assert words(refused).startswith("Only Grace Lopez decides")


def test_many_of_ones_own_have_pages(company: Company) -> None:
    for _ in range(7):
        company.dispute()
    shown = company.ask("disputes")
    assert "Dispute #7" in words(shown)
    assert "Dispute #1:" not in words(shown)
    assert "Dispute #1:" in words(company.press(shown, "More"))


def test_whoever_decides_finds_their_own_too(company: Company) -> None:
    company.dispute(GRACE)
    mine = company.press(company.ask("disputes", GRACE), "Yours", GRACE)
    assert labels(mine) == ["Withdraw", "What waits for you"]


def test_the_csv_has_everything_with_its_evidence(company: Company) -> None:
    company.decided("=Acme")
    company.dispute(BEN)
    reply = company.press(company.ask("disputes", GRACE), "Download as CSV", GRACE)
    assert isinstance(reply, Aside)
    head, *rows = uploaded(company)
    assert len(rows) == 2
    one = dict(zip(head, rows[1], strict=True))
    assert (one["account"], one["state"], one["employees"]) == ("'=Acme", "decided", "620")
    assert (one["decision"], one["note"]) == ("Mid-Market First Order", "Two offices were missing.")


def test_an_exception_needs_an_account_and_a_reason(company: Company) -> None:
    opened = company.press(company.ask(), "Dispute")
    reply = company.submit(opened, kind="exception")
    assert sorted(reply.errors) == ["account", "note"]
    note = "Its parent is with the same team."
    assert company.submit(opened, kind="exception", account="Acme", note=note) == Close()
    (told,) = company.told(GRACE)
    assert "Exception #1: Ana Lopez asks for an exception for Acme" in told
    assert "*Why an exception*\n• Account: Acme\n• Its parent is with the same team." in told


def test_the_form_says_that_the_pages_print_no_exception(company: Company) -> None:
    shown = words(company.press(company.ask(), "Dispute"))
    assert "The pages print no exception to these rules." in shown
    assert "VP of Commercial Sales" in shown


def test_of_several_who_decide_each_has_a_card_and_the_first_counts(either: Company) -> None:
    either.deciders = frozenset({GRACE, HUGO})
    id = either.dispute()
    assert "Dispute #1 sent to Grace Lopez or Hugo Lopez" in words(either.whispered()[-1])
    assert [len(either.told(each)) for each in (GRACE, HUGO)] == [1, 1]
    forms = {who: either.press_raw("roe.decide", str(id), who) for who in (GRACE, HUGO)}
    together = Barrier(2)

    def settle(who: str) -> Any:
        together.wait(5)
        return either.submit(forms[who], who, team="mm-first-order", reason=f"{who} says so.")

    with ThreadPoolExecutor(2) as pool:
        replies = list(pool.map(settle, forms))
    (late,) = [each for each in replies if each != Close()]
    assert isinstance(late, Change)
    assert "Nothing was changed" in words(late)
    assert either.kinds().count("dispute.decided") == 1
    assert len([each for each in either.told(ANA) if "decided by" in each.casefold()]) == 1


def test_who_decides_from_now_on_gets_a_card_and_who_no_longer_does_none(company: Company) -> None:
    company.dispute()
    company.deciders = frozenset({GRACE, HUGO})
    company.ask("disputes", HUGO)
    assert [len(company.told(each)) for each in (GRACE, HUGO)] == [1, 1]
    company.deciders = frozenset({HUGO})
    company.ask("disputes", HUGO)
    assert [len(company.told(each)) for each in (GRACE, HUGO)] == [1, 1]
    assert words(company.press_raw("roe.decide", "1", GRACE)).startswith("Only Hugo Lopez decides")


def test_a_decision_is_opened_again_with_a_reason_and_waits_anew(company: Company) -> None:
    id = company.decided("Acme")
    page = company.press_raw("roe.case", str(id), GRACE)
    assert labels(page) == ["Reopen…"]
    company.now += timedelta(days=3)
    opened = company.press(page, "Reopen…", GRACE)
    assert list(company.submit(opened, GRACE, reason=" ").errors) == ["reason"]
    assert company.submit(opened, GRACE, reason="It was the parent.") == Close()
    assert (company.found(id).state, company.found(id).rounds) == ("open", 1)
    assert "Grace Lopez opened it: It was the parent." in company.told(ANA)[-1]
    assert "open again since Thursday 5 March" in words(company.ask("disputes"))
    history = words(company.press_raw("roe.case", str(id), ANA))
    assert "decided by Grace Lopez for Mid-Market First Order: LinkedIn shows 620" in history
    assert "opened again by Grace Lopez: It was the parent." in history
    assert company.kinds()[-1] == "dispute.reopened"
    assert company.decide(id, team="mm-territory") == Close()
    assert "*Dispute #1: Mid-Market Territory*" in company.told(ANA)[-1]


def test_only_a_decision_and_only_a_young_one_is_opened_again(company: Company) -> None:
    id = company.dispute()
    assert "no decision to open again: Dispute #1 waits" in words(company.press_raw(
        "roe.reopen", str(id), GRACE))  # fmt: skip
    company.decide(id)
    assert words(company.press_raw("roe.reopen", str(id), ANA)).startswith("Only Grace Lopez")
    company.now += timedelta(days=91)
    assert "for 90 days" in words(company.press_raw("roe.reopen", str(id), GRACE))
    assert labels(company.press_raw("roe.case", str(id), GRACE)) == []


def test_a_form_to_open_again_is_worth_nothing_once_it_is_open(company: Company) -> None:
    id = company.decided()
    forms = [company.press_raw("roe.reopen", str(id), GRACE) for _ in range(2)]
    company.submit(forms[0], GRACE, reason="It was the parent.")
    assert "waits" in words(company.submit(forms[1], GRACE, reason="Again."))
    assert company.found(id).rounds == 1


def test_the_deciders_card_asks_again_once_it_is_open_again(company: Company) -> None:
    id = company.dispute()
    with company.database.begin() as session:
        letter = outbox.find(session, TEAM, "dispute/T0ACME/1/copy/1")
        assert letter
        outbox.sent(session, letter.id, company.now, {"channel": "D1", "ts": "1.5"})
    company.decide(id)
    company.reopen(id)
    company.decide(id)
    with company.database.begin() as session:
        rows = session.connection().execute(outbox.OUTBOX.select().order_by(outbox.OUTBOX.c.id))
        edits = [words(row.payload["blocks"]) for row in rows if row.kind == "update"]
    assert ["Decide\n" in each or each.endswith("See rules") for each in edits] == [
        False, True, False,
    ]  # fmt: skip


def test_a_decision_is_for_all_to_see_and_its_evidence_for_the_two_sides(company: Company) -> None:
    id = company.decided("Acme")
    theirs, others = (words(company.press_raw("roe.case", str(id), who)) for who in (ANA, BEN))
    assert "Two offices were missing." in theirs
    assert "LinkedIn shows 620 people." in others
    assert "Two offices" not in others
    waits = company.dispute()
    refused = words(company.press_raw("roe.case", str(waits), BEN))
    assert refused == "Only Ana Lopez and whoever decides disputes can see this one."


def test_home_shows_the_queue_to_who_decides_and_their_own_to_who_asked(company: Company) -> None:
    assert company.home(GRACE) == company.home(ANA) == ""
    company.dispute(account="Acme")
    company.now += timedelta(days=1)
    company.dispute(BEN)
    shown = company.home(GRACE)
    assert "2 disputes wait for a decision." in shown
    assert "Waits since Mon 2 March (1 workday)." in shown
    assert "Your dispute #1 · Acme waits for a decision since Mon 2 March, 10:00." in company.home(
        ANA
    )
    assert company.home(HUGO) == ""


def test_on_home_a_press_opens_what_there_is_no_room_for_beside(company: Company) -> None:
    company.dispute()
    reply = company.press_raw("roe.case", "1", ANA, place=Place.HOME, response_url="")
    assert "Dispute #1" in words(reply)


def test_an_age_is_told_by_the_readers_own_workdays(company: Company) -> None:
    company.meet(GRACE, work_days=frozenset({6, 0, 1, 2, 3}))
    company.dispute()
    company.now += timedelta(days=7)
    assert "(5 workdays)" in words(company.ask("disputes", GRACE))


def test_nobody_is_mentioned_by_the_name_of_an_account(company: Company) -> None:
    company.decided("<!channel> <@U0BEN>")
    for who in (GRACE, ANA):
        assert not [each for each in company.told(who) if "<!channel>" in each]
    with company.database.begin() as session:
        person = people.find(session, TEAM, ANA)
        assert person
        people.save(session, replace(person, real_name="*Ana* <!here>"))
    assert "<!here>" not in words(company.ask("disputes decided", GRACE))
