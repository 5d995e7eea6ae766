"""From a disputed answer to a decision that both sides know of."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import Any

import pytest

from handlers.handrail import listen
from handlers.kit.feature import Ask, Change, Close, Complain, Open, Place, Refused
from handlers.kit.rounds import round_of
from handlers.roe.copies import send_waiting
from storage import outbox
from storage.people import save

Words = Callable[[Any], str]
Labels = Callable[[Any], list[str]]

EVIDENCE = {
    "source": "linkedin",
    "employees": "1,200",
    "link": "https://www.linkedin.com/company/acme",
    "note": "Two offices were missing.",
}
VERDICT = {"team": "mm-first-order", "reason": "LinkedIn shows 1,200 people."}


def disputed(desk: Any, evidence: dict[str, str] = EVIDENCE) -> Any:
    opened = desk.press(desk.command("/roe 480 employees inbound"), "Dispute")
    return desk.submit(opened, evidence)


def sent_to_decider(desk: Any) -> Any:
    return desk.letters("post")[0]


def waiting_sent(desk: Any) -> int:
    return send_waiting(round_of(desk.turn()))


def delivered(desk: Any, copy: int = 1) -> None:
    """Slack has taken the decider's copy and said where it stands."""
    letter = desk.letter(f"dispute/T0ACME/1/copy/{copy}")
    outbox.sent(desk.session, letter.id, desk.now, {"channel": f"D{copy}", "ts": f"{copy}.5"})


def test_the_decider_gets_the_answer_and_the_evidence(desk: Any, words: Words) -> None:
    assert disputed(desk) == Close()

    letter = sent_to_decider(desk)
    assert letter["channel"] == "U0GRACE"
    shown = words(letter)
    assert "Dispute #1: Ana Lopez disputes" in shown
    assert "Mid-Market Territory" in shown
    assert "Source: LinkedIn" in shown
    assert "1,200 employees" in shown
    assert "<https://www.linkedin.com/company/acme>" in shown
    assert "Two offices were missing." in shown


def test_the_askers_answer_gives_way_to_where_the_dispute_went(desk: Any, words: Words) -> None:
    disputed(desk)
    (letter,) = desk.letters("respond")
    assert letter["body"]["replace_original"] is True
    assert "Dispute #1 sent to Grace Kim" in words(letter["body"])
    assert "Withdraw" in words(letter["body"])


def test_a_dispute_is_on_record(desk: Any) -> None:
    disputed(desk)
    (entry,) = desk.kept("dispute.opened")
    assert entry.detail["dispute"] == 1
    assert entry.detail["evidence"]["employees"] == 1200


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({}, "employees"),
        ({"source": "datafox"}, "employees"),
        ({"employees": "lots"}, "employees"),
        ({"employees": "500-600"}, "employees"),
        ({"employees": "0"}, "employees"),
        ({"potential_users": "-3"}, "potential_users"),
        ({"note": "see link", "link": "http://linkedin.com"}, "link"),
        ({"note": "see link", "link": "javascript:alert(1)"}, "link"),
        ({"note": "see link", "link": "https://"}, "link"),
        ({"note": "see link", "link": "https://[bad"}, "link"),
        ({"note": "see link", "link": "https://evil.example|https://linkedin.com"}, "link"),
        ({"note": "see link", "link": "https://a.example> <!channel"}, "link"),
    ],
)
def test_evidence_that_cannot_be_used_is_pointed_at(
    desk: Any, fields: dict[str, str], wrong: str
) -> None:
    reply = disputed(desk, fields)
    assert isinstance(reply, Complain)
    assert list(reply.errors) == [wrong]
    assert desk.letters() == []
    assert desk.kept("dispute.opened") == []


def test_a_note_alone_is_evidence(desk: Any) -> None:
    assert disputed(desk, {"note": "The parent company counts."}) == Close()


def test_the_same_answer_is_disputed_once(desk: Any) -> None:
    answer = desk.command("/roe 480 employees inbound")
    first, second = desk.press(answer, "Dispute"), desk.press(answer, "Dispute")
    desk.submit(first, EVIDENCE)
    with pytest.raises(Refused, match="already: Dispute #1"):
        desk.submit(second, EVIDENCE)
    with pytest.raises(Refused, match="already: Dispute #1"):
        desk.press(answer, "Dispute")


def test_the_decision_reaches_the_asker_with_reason_and_rule(desk: Any, words: Words) -> None:
    disputed(desk)
    form = desk.press(sent_to_decider(desk), "Decide", who="U0GRACE")
    assert desk.submit(form, VERDICT, "U0GRACE") == Close()

    told = desk.letters("post")[1]
    assert told["channel"] == "U0ANA"
    shown = words(told)
    assert "*Dispute #1: Mid-Market First Order*" in shown
    assert "Decided by Grace Kim, Wednesday 12 March" in shown
    assert "Reason: LinkedIn shows 1,200 people." in shown
    assert "(FY23)" in shown
    (entry,) = desk.kept("dispute.decided")
    assert entry.actor == "U0GRACE"
    assert entry.detail["citations"] == ["roe-vp-decides"]


def test_the_deciders_card_is_edited_in_place(desk: Any, words: Words) -> None:
    disputed(desk)
    form = desk.press(sent_to_decider(desk), "Decide", who="U0GRACE")
    desk.submit(form, VERDICT, "U0GRACE")
    edited = desk.letters("respond")[-1]["body"]
    assert edited["replace_original"] is True
    assert "Decided by Grace Kim" in words(edited)
    assert not [block for block in edited["blocks"] if block["type"] == "actions"]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({}, ["team", "reason"]),
        ({"team": "mm-first-order"}, ["reason"]),
        ({"team": "mm-first-order", "reason": " \u202e "}, ["reason"]),
        ({"team": "stay", "reason": "Because."}, ["team"]),
        ({"team": "us", "reason": "Because."}, ["team"]),
    ],
)
def test_a_decision_needs_a_team_and_a_reason(
    desk: Any, fields: dict[str, str], wrong: list[str]
) -> None:
    disputed(desk)
    form = desk.press(sent_to_decider(desk), "Decide", who="U0GRACE")
    reply = desk.submit(form, fields, "U0GRACE")
    assert isinstance(reply, Complain)
    assert list(reply.errors) == wrong


@pytest.mark.parametrize("who", ["U0ANA", "U0BEN"])
def test_only_the_decider_decides(desk: Any, who: str) -> None:
    disputed(desk)
    with pytest.raises(Refused, match="Only Grace Kim decides"):
        desk.press(sent_to_decider(desk), "Decide", who=who)


def test_a_decider_who_was_replaced_no_longer_decides(desk: Any) -> None:
    disputed(desk)
    form = desk.press(sent_to_decider(desk), "Decide", who="U0GRACE")
    desk.decider = "U0VIC"
    with pytest.raises(Refused, match="Only Vic Sato decides"):
        desk.submit(form, VERDICT, "U0GRACE")
    assert isinstance(desk.press(sent_to_decider(desk), "Decide", who="U0VIC"), Open)


def test_the_next_decider_is_sent_what_is_open_once(desk: Any) -> None:
    disputed(desk)
    desk.decider = "U0VIC"
    assert [waiting_sent(desk), waiting_sent(desk)] == [1, 0]
    assert [letter["channel"] for letter in desk.letters("post")] == ["U0GRACE", "U0VIC"]


def test_whoever_decided_until_now_is_told_who_does(desk: Any, words: Words) -> None:
    disputed(desk)
    delivered(desk)
    desk.decider = "U0VIC"
    waiting_sent(desk)

    (edited,) = desk.letters("update")
    assert (edited["channel"], edited["ts"]) == ("D1", "1.5")
    assert "Dispute #1 is now with Vic Sato" in words(edited)
    assert not [block for block in edited["blocks"] if block["type"] == "actions"]


def test_a_dispute_that_comes_back_to_the_first_decider_is_sent_again(desk: Any) -> None:
    disputed(desk)
    for desk.decider in ("U0VIC", "U0GRACE"):
        assert waiting_sent(desk) == 1
    assert [letter["channel"] for letter in desk.letters("post")] == ["U0GRACE", "U0VIC", "U0GRACE"]


def test_without_a_decider_the_dispute_waits_and_says_whom_to_tell(desk: Any, words: Words) -> None:
    desk.decider = None
    disputed(desk)
    shown = words(desk.letters("respond")[0]["body"])
    assert "Dispute #1 is kept, but nobody is set up to decide it" in shown
    assert "HANDRAIL_DECIDER" in shown
    assert desk.letters("post") == []

    assert waiting_sent(desk) == 0
    desk.decider = "U0GRACE"
    assert waiting_sent(desk) == 1
    assert sent_to_decider(desk)["channel"] == "U0GRACE"


def test_a_second_decision_is_told_who_was_first_and_when(desk: Any, words: Words) -> None:
    disputed(desk)
    card = sent_to_decider(desk)
    first, second = (desk.press(card, "Decide", who="U0GRACE") for _ in range(2))
    desk.submit(first, VERDICT, "U0GRACE")
    late = desk.submit(second, {**VERDICT, "team": "mm-territory"}, "U0GRACE")

    assert isinstance(late, Change)
    assert "Nothing was changed" in words(late)
    assert "decided by Grace Kim, Wednesday 12 March 2025, 10:00" in words(late)
    assert len(desk.kept("dispute.decided")) == 1


def test_a_press_on_a_decided_dispute_shows_the_decision(desk: Any, words: Words) -> None:
    disputed(desk)
    card = sent_to_decider(desk)
    desk.submit(desk.press(card, "Decide", who="U0GRACE"), VERDICT, "U0GRACE")
    assert "Decided by Grace Kim" in words(desk.press(card, "Decide", who="U0GRACE"))


def test_a_withdrawn_dispute_is_not_decided(desk: Any, words: Words) -> None:
    disputed(desk)
    card = sent_to_decider(desk)
    form = desk.press(card, "Decide", who="U0GRACE")
    withdrawn = desk.press(desk.letters("respond")[0]["body"], "Withdraw")
    assert "withdrawn by Ana Lopez" in words(withdrawn)

    assert "withdrawn" in words(desk.submit(form, VERDICT, "U0GRACE"))
    assert "withdrawn" in words(desk.press(card, "Decide", who="U0GRACE"))
    assert desk.kept("dispute.decided") == []
    assert len(desk.kept("dispute.withdrawn")) == 1


def test_a_decided_dispute_is_not_withdrawn(desk: Any, words: Words) -> None:
    disputed(desk)
    desk.submit(desk.press(sent_to_decider(desk), "Decide", who="U0GRACE"), VERDICT, "U0GRACE")
    late = desk.press(desk.letters("respond")[0]["body"], "Withdraw")
    assert "Decided by Grace Kim" in words(late)


def test_a_withdrawal_reaches_the_deciders_copy_in_the_deciders_time(
    desk: Any, words: Words
) -> None:
    disputed(desk)
    delivered(desk)
    save(desk.session, replace(desk.person("U0GRACE"), zone="America/Los_Angeles"))
    desk.press(desk.letters("respond")[0]["body"], "Withdraw")

    (edited,) = desk.letters("update")
    assert (edited["channel"], edited["ts"]) == ("D1", "1.5")
    assert "withdrawn by Ana Lopez" in words(edited)
    assert "02:00" in words(edited)
    assert not [block for block in edited["blocks"] if block["type"] == "actions"]


def test_a_copy_that_slack_has_not_taken_yet_is_left_alone(desk: Any) -> None:
    disputed(desk)
    desk.press(desk.letters("respond")[0]["body"], "Withdraw")
    assert desk.letters("update") == []


def test_a_withdrawn_dispute_gives_the_answer_back_and_its_evidence_to_a_new_one(
    desk: Any, words: Words, labels: Labels
) -> None:
    disputed(desk)
    answer = desk.press(desk.letters("respond")[0]["body"], "Withdraw")
    assert "*Mid-Market Territory*" in words(answer)
    assert labels(answer) == ["Why?", "Share here", "Dispute"]

    opened = desk.press(answer, "Dispute")
    fields = {b["block_id"]: b["element"] for b in opened.view["blocks"] if b["type"] == "input"}
    assert fields["source"]["initial_option"]["value"] == "linkedin"
    assert fields["employees"]["initial_value"] == "1200"
    assert fields["link"]["initial_value"] == EVIDENCE["link"]
    assert desk.submit(opened, EVIDENCE) == Close()
    assert "Dispute #2: Ana Lopez" in words(desk.letters("post")[-1])


def test_a_decision_made_from_the_overview_reaches_the_deciders_copy(
    desk: Any, words: Words
) -> None:
    disputed(desk)
    delivered(desk)
    form = desk.press(desk.command("/roe disputes", "U0GRACE"), "Decide", who="U0GRACE")
    desk.submit(form, VERDICT, "U0GRACE")
    (edited,) = desk.letters("update")
    assert "Decided by Grace Kim" in words(edited)


def test_nobody_else_withdraws_a_dispute(desk: Any) -> None:
    disputed(desk)
    with pytest.raises(Refused, match="Only Ana Lopez can withdraw"):
        desk.press(desk.letters("respond")[0]["body"], "Withdraw", who="U0BEN")


@pytest.mark.parametrize("id", ["roe.withdraw", "roe.decide", "roe.rules"])
@pytest.mark.parametrize("value", ["", "2", "x", "-1", "9" * 40])
def test_a_forged_dispute_is_not_found(desk: Any, id: str, value: str) -> None:
    disputed(desk)
    with pytest.raises(Refused, match="can't find that dispute"):
        desk.press_raw(id, value, "U0GRACE")


def test_the_rules_can_be_seen_by_both_sides_only(desk: Any, words: Words) -> None:
    disputed(desk)
    card = sent_to_decider(desk)
    assert "✅ applies" in words(desk.press(card, "See rules", who="U0GRACE"))
    with pytest.raises(Refused, match="Only Grace Kim"):
        desk.press(card, "See rules", who="U0BEN")


def test_my_disputes_are_listed_and_the_deciders_waiting_ones_too(
    desk: Any, words: Words, labels: Labels
) -> None:
    assert "no disputes" in words(desk.command("/roe disputes"))
    disputed(desk)
    assert "Dispute #1: open since Wednesday 12 March" in words(desk.command("/roe disputes"))
    assert labels(desk.command("/roe disputes")) == ["Withdraw"]
    assert labels(desk.command("/roe disputes", "U0GRACE"))[0] == "Decide"
    assert "no disputes" in words(desk.command("/roe disputes", "U0BEN"))


def test_of_two_decisions_at_once_one_counts(seats: Callable[[], Any], words: Words) -> None:
    with seats() as desk:
        disputed(desk)
        card = sent_to_decider(desk)
        forms = [desk.press(card, "Decide", who="U0GRACE") for _ in range(2)]
    together = Barrier(2)

    def settle(form: Open, team: str) -> Any:
        together.wait(5)
        with seats() as desk:
            return desk.submit(form, {**VERDICT, "team": team}, "U0GRACE")

    with ThreadPoolExecutor(2) as pool:
        replies = list(pool.map(settle, forms, ("mm-first-order", "mm-territory")))
    (late,) = [reply for reply in replies if reply != Close()]
    assert "Nothing was changed" in words(late)
    with seats() as desk:
        assert len(desk.kept("dispute.decided")) == 1
        assert len(desk.letters("post")) == 2


def test_a_dispute_from_a_public_thread_is_between_the_two(desk: Any, words: Words) -> None:
    ask = Ask(Place.MENTION, text="480 employees inbound", channel="C0SALES", thread="1.2")
    opened = desk.press(listen(desk.turn(), ask), "Dispute")
    desk.submit(opened, EVIDENCE)
    (letter,) = desk.letters("respond")
    assert letter["body"]["response_type"] == "ephemeral"
    assert letter["body"]["replace_original"] is False


def test_the_evidence_mentions_nobody(desk: Any, words: Words) -> None:
    disputed(desk, {"note": "<!channel> <@U0BEN> <https://evil.example|here>"})
    for letter in desk.letters():
        assert "<!channel>" not in str(letter)
        assert "<@U0BEN>" not in str(letter)
        assert "<https://evil" not in str(letter)


def test_a_dispute_of_another_workspace_is_not_found(desk: Any) -> None:
    disputed(desk)
    card = sent_to_decider(desk)
    elsewhere = replace(desk, workspace="T0OTHER")
    with pytest.raises(Refused, match="can't find that dispute"):
        elsewhere.press(card, "Decide", who="U0GRACE")
