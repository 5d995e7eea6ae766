"""What Slack refuses for good: tried once, kept, told once, and in nobody else's way."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from handlers.kit.delivery import BEGUN
from handlers.kit.feature import Message, Registry, Round
from handlers.kit.routines import Screen
from playground.seeds import TEAM
from playground.validation import problems
from storage import backlogs, errands, outbox, refusals
from tests.handlers.letterbox import AMARA, BENNO, CHANNEL, HELEN, Post


def posts(post: Post) -> int:
    return post.slack.platform.counters.calls["chat.postMessage"]


async def test_a_deactivated_person_is_tried_once_and_others_are_not_held_up(post: Post) -> None:
    post.leave(AMARA)
    for number in range(3):
        post.write(f"gone{number}", lane=AMARA, channel=AMARA, text="for nobody")
    post.write("there", lane=BENNO, channel=BENNO, text="for you")
    await post.deliver()
    assert [post.letter(f"gone{n}").state for n in range(3)] == ["dead"] * 3
    assert post.letter("there").state == "sent"
    assert posts(post) == 2


async def test_the_admin_hears_once_a_day_of_everything_that_is_refused(post: Post) -> None:
    post.leave(AMARA)
    post.write("gone", lane=AMARA, channel=AMARA, text="for nobody")
    post.write("nowhere", lane="C0NOWHERE", channel="C0NOWHERE", text="lost")
    await post.deliver()
    await post.deliver(timedelta(minutes=2))
    (told,) = post.shown(HELEN)
    assert "Amara" in str(told.blocks)
    assert "<#C0NOWHERE>" in str(told.blocks)


async def test_a_cause_that_comes_later_is_added_to_the_message_that_is_there(post: Post) -> None:
    post.write("nowhere", lane="C0NOWHERE", channel="C0NOWHERE", text="lost")
    await post.deliver()
    await post.deliver(timedelta(minutes=2))
    post.leave(AMARA)
    post.write("gone", lane=AMARA, channel=AMARA, text="for nobody")
    await post.deliver(timedelta(hours=1))
    await post.deliver(timedelta(seconds=1))
    (told,) = post.shown(HELEN)
    assert "Amara" in str(told.blocks)
    assert not problems({"text": told.text, "blocks": told.blocks}, "message")


async def test_the_same_cause_is_not_told_again_but_counted(post: Post) -> None:
    for day in range(3):
        post.write(f"nowhere{day}", lane="C0NOWHERE", channel="C0NOWHERE", text="lost")
        await post.deliver(timedelta(days=1))
        await post.deliver(timedelta(minutes=2))
    assert len(post.shown(HELEN)) == 1
    with post.office.database.reading() as session:
        (refusal,) = refusals.since(session, TEAM, post.now[0] - timedelta(days=9))
    assert (refusal.cause, refusal.place, refusal.letters) == ("channel_not_found", "C0NOWHERE", 3)


async def test_an_admin_who_cannot_be_told_is_not_told_that_they_cannot(post: Post) -> None:
    post.leave(HELEN)
    post.write("nowhere", lane="C0NOWHERE", channel="C0NOWHERE", text="lost")
    await post.deliver()
    await post.deliver(timedelta(minutes=2))
    await post.deliver(timedelta(days=1))
    assert posts(post) == 2


BAD: list[dict[str, Any]] = [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}]


async def test_a_layout_that_slack_refuses_goes_out_once_as_plain_text(post: Post) -> None:
    post.write("badly", channel=CHANNEL, text="All of it in words", blocks=BAD)
    await post.deliver()
    await post.deliver(timedelta(minutes=2))
    assert post.arrived() == ["All of it in words"]
    assert (post.letter("badly").state, post.letter("badly").attempts) == ("sent", 1)
    (told,) = post.shown(HELEN)
    assert "invalid_blocks" in str(told.blocks)


async def test_what_is_refused_in_plain_text_as_well_is_laid_aside(post: Post) -> None:
    post.write("empty", channel=CHANNEL, text="", blocks=BAD)
    await post.deliver()
    assert (post.letter("empty").state, post.letter("empty").why) == ("dead", "invalid_blocks")


async def test_an_edit_of_what_is_no_longer_there_is_dropped_at_once(
    post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    message: dict[str, Any] = {"channel": CHANNEL, "ts": "1700000000.000100", "text": "edited"}
    post.write("late", kind="update", **message)
    await post.deliver()
    letter = post.letter("late")
    assert (letter.state, letter.attempts) == ("dropped", 1)
    assert "changes nothing any more: message_not_found" in caplog.text


async def test_an_answer_whose_response_url_is_over_arrives_as_a_direct_message(
    post: Post,
) -> None:
    body = {"replace_original": True, "text": "Decided"}
    url = f"{post.slack.url}/response/none"
    post.write("edit", kind="respond", lane=url, url=url, body=body, person=AMARA)
    await post.deliver()
    assert [each.text for each in post.shown(AMARA)] == ["Decided"]


async def test_a_dead_token_parks_the_letters_of_its_workspace_for_an_hour(post: Post) -> None:
    post.revoke()
    for number in range(5):
        post.write(str(number), lane=f"L{number}")
    (first, *rest) = post.sender.claim(10)
    await post.sender.work(first)
    await asyncio.gather(*map(post.sender.work, rest))
    await post.deliver(timedelta(minutes=59))
    assert {post.letter(str(n)).state for n in range(5)} == {"open"}
    assert {post.letter(str(n)).attempts for n in range(5)} <= {0}
    assert posts(post) <= 5


async def test_a_letter_that_breaks_us_is_tried_a_few_times_and_then_laid_aside(
    post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    post.write("poison", kind="respond", lane="x", body={"text": "no url"})
    post.write("good")
    for _ in range(12):
        await post.deliver(timedelta(hours=1))
    assert (post.letter("poison").state, post.letter("poison").why) == ("dead", "KeyError")
    assert post.letter("good").state == "sent"
    assert caplog.text.count("could not be sent") == post.letter("poison").attempts


async def test_a_letter_that_kills_the_process_each_time_is_laid_aside(post: Post) -> None:
    post.write("deadly")
    for _ in range(BEGUN):
        assert post.sender.claim(1)
        post.now[0] += timedelta(minutes=2)
    await post.deliver()
    assert post.letter("deadly").state == "dead"
    assert posts(post) == 0


async def test_a_dead_letter_that_is_opened_again_asks_first_whether_it_is_there(
    post: Post,
) -> None:
    post.write("once", lane=AMARA, channel=AMARA, text="once")
    (letter,) = post.sender.claim(1)
    await post.sender._once(letter, post.slack.bot_token)
    with post.office.database.begin() as session:
        outbox.bury(session, letter.id, post.now[0], "fatal_error")
        assert backlogs.retry(session, letter.id, post.now[0])
    await post.deliver(timedelta(seconds=1))
    assert post.arrived(post.dm()) == ["once"]
    assert post.letter("once").state == "sent"


def screens(post: Post, **shown: Any) -> None:
    """Screens that show this, each where the letter of its own name was posted, or on Home."""
    found = {
        name: Screen(name, lambda *_, view=view: view, None if isinstance(view, dict) else told)
        for name, view in shown.items()
    }
    post.sender.registry = Registry(screens=found)


def told(round: Round, id: str) -> str:
    return id


async def test_a_screen_whose_message_was_deleted_is_shown_no_more_and_nobody_is_told(
    post: Post,
) -> None:
    screens(post, card=Message("as it is now"))
    post.write("card")
    await post.deliver()
    post.slack.platform.world.messages.clear()
    post.write("again", kind="refresh", lane="screen/card/card", screen="card", id="card")
    await post.deliver()
    assert (post.letter("again").state, post.letter("again").attempts) == ("dropped", 1)
    await post.deliver(timedelta(minutes=2))
    assert post.shown(HELEN) == []


async def test_a_home_that_slack_refuses_is_tried_once_and_the_admin_hears_of_it(
    post: Post,
) -> None:
    screens(post, home={"type": "home", "blocks": [{"type": "nothing known"}]})
    post.write("home", kind="refresh", lane=f"screen/home/{AMARA}", screen="home", id=AMARA)
    await post.deliver()
    await post.deliver(timedelta(hours=1))
    assert post.letter("home").state == "dead"
    assert post.slack.platform.counters.calls["views.publish"] == 1


async def test_a_chart_that_slack_does_not_take_goes_out_in_words_and_as_a_picture(
    post: Post,
) -> None:
    chart = {"type": "data_visualization", "title": "Committed", "chart": {"type": "spiral"}}
    drawn = {"fetched": "redgreen.draw", "person": AMARA, "about": "2025-11-01/now"}
    said: dict[str, Any] = {"text": "Committed $7", "blocks": [chart], "otherwise": drawn}
    post.write("chart", lane=AMARA, channel=AMARA, **said)
    await post.deliver()
    await post.deliver(timedelta(seconds=5))
    (told,) = post.shown(AMARA)
    assert told.text == "Committed $7"
    with post.office.database.begin() as session:
        lease = timedelta(minutes=1)
        now = post.office.clock()
        (errand,) = errands.claim(session, now=now, limit=5, lease=lease, worker="w")
    assert (errand.kind, errand.user) == ("redgreen.draw", AMARA)
    assert errand.detail["about"] == "2025-11-01/now"
