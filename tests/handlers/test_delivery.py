"""Letters against a Slack that misbehaves: each arrives, and each arrives once."""

import asyncio
from base64 import b64encode
from datetime import timedelta
from typing import Any, Literal

import pytest

from handlers.kit.delivery import ATTEMPTS
from handlers.kit.mishaps import Final
from handlers.kit.workers import LEASE
from storage import outbox
from tests.handlers.letterbox import AMARA, PRIVATE, Post


async def test_a_letter_arrives_and_is_not_sent_again(post: Post) -> None:
    post.write("hello")
    await post.deliver()
    await post.deliver(timedelta(days=1))
    assert post.arrived() == ["hello"]
    assert post.letter("hello").state == "sent"


async def test_letters_to_one_place_arrive_in_the_order_they_were_written(post: Post) -> None:
    for number in range(12):
        post.write(f"{number:02}")
    for _ in range(12):
        await post.deliver(timedelta(seconds=1))
    assert post.arrived() == [f"{number:02}" for number in range(12)]


async def test_a_letter_to_a_person_opens_their_direct_message(post: Post) -> None:
    post.write("dm", lane=AMARA, channel=AMARA, text="for you")
    await post.deliver()
    assert post.letter("dm").state == "sent"
    assert post.arrived(post.dm()) == ["for you"]


Ill = Literal["server_error", "fatal_error", "lost_reply"]


@pytest.mark.parametrize("kind", ["server_error", "fatal_error", "lost_reply"])
@pytest.mark.parametrize("stored", [True, False])
async def test_a_lost_or_broken_reply_doubles_nothing_and_loses_nothing(
    post: Post, kind: Ill, stored: bool
) -> None:
    post.break_next("chat.postMessage", kind, stored=stored)
    post.write("once", lane=AMARA, channel=AMARA, text="once")
    await post.deliver()
    await post.deliver(LEASE)
    assert post.arrived(post.dm()) == ["once"]
    assert post.letter("once").state == "sent"
    assert post.letter("once").result == {"channel": post.dm(), "ts": post.shown(AMARA)[0].ts}


async def test_a_letter_is_found_again_under_a_hundred_newer_messages(post: Post) -> None:
    post.break_next("chat.postMessage", "lost_reply")
    post.write("once", lane=AMARA, channel=AMARA, text="once")
    await post.deliver()
    for number in range(120):
        post.write(f"{number}", lane=f"{number}", channel=AMARA, text="newer")
    await post.deliver(timedelta(seconds=1))
    await post.deliver(LEASE)
    assert post.arrived(post.dm()).count("once") == 1


async def test_where_slack_cannot_be_asked_a_possible_duplicate_is_logged(
    post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    """Such as in a private channel, which no scope of ours lets the bot read."""
    post.invite(PRIVATE)
    post.break_next("chat.postMessage", "lost_reply")
    post.write("twice", lane=PRIVATE, channel=PRIVATE, text="twice")
    await post.deliver()
    await post.deliver(LEASE)
    assert post.arrived(PRIVATE) == ["twice", "twice"]
    assert "may be a duplicate: missing_scope" in caplog.text
    assert post.letter("twice").doubts == 1


async def test_an_aside_that_may_have_arrived_goes_out_again_and_the_log_says_so(
    post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    post.write("aside", kind="respond", lane="x", url=f"{post.slack.url}/none", body={"text": "a"})
    (letter,) = post.sender.claim(10)
    await post.sender._save(outbox.attempt, letter, post.now[0])
    await post.deliver(LEASE + timedelta(seconds=1))
    assert "may be a duplicate: Slack cannot be asked" in caplog.text


async def test_an_edit_that_may_have_arrived_is_made_again_without_a_word(
    post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    body = {"text": "a", "replace_original": True}
    post.write("edit", kind="respond", lane="x", url=f"{post.slack.url}/none", body=body)
    (letter,) = post.sender.claim(10)
    await post.sender._save(outbox.attempt, letter, post.now[0])
    await post.deliver(LEASE + timedelta(seconds=1))
    assert "duplicate" not in caplog.text


async def test_a_limit_is_waited_for_and_burns_no_attempt(post: Post) -> None:
    post.break_next("chat.postMessage", "rate_limited", retry_after="120")
    post.write("patient")
    await post.deliver()
    await post.deliver(timedelta(seconds=119))
    assert post.arrived() == []
    await post.deliver(timedelta(seconds=2))
    assert post.arrived() == ["patient"]
    assert post.letter("patient").attempts == 1


@pytest.mark.parametrize("odd", ["", "0", "-1", "Wed, 21 Oct 2026 07:28:00 GMT", "9" * 40])
async def test_an_odd_limit_is_waited_for_all_the_same(post: Post, odd: str) -> None:
    post.break_next("chat.postMessage", "rate_limited", retry_after=odd)
    post.write("odd")
    await post.deliver()
    assert post.arrived() == []
    await post.deliver(timedelta(hours=1))
    assert post.arrived() == ["odd"]


async def test_what_slack_refuses_for_good_is_laid_aside_with_the_reason(post: Post) -> None:
    post.write("nowhere", channel="C0NOWHERE", text="lost")
    await post.deliver()
    letter = post.letter("nowhere")
    assert (letter.state, letter.why, letter.attempts) == ("dead", "channel_not_found", 1)


async def test_a_slack_that_stays_broken_ends_the_attempts(post: Post) -> None:
    post.break_next("chat.postMessage", "server_error", stored=False, times=50)
    post.write("never")
    for _ in range(ATTEMPTS + 2):
        await post.deliver(timedelta(hours=1))
    assert (post.letter("never").state, post.letter("never").attempts) == ("dead", ATTEMPTS)


async def test_a_sender_killed_while_sending_doubles_nothing(post: Post) -> None:
    post.write("killed", lane=AMARA, channel=AMARA, text="killed")
    (letter,) = post.sender.claim(10)
    await post.sender._once(letter, post.slack.bot_token)
    await post.deliver(LEASE + timedelta(seconds=1))
    assert post.arrived(post.dm()) == ["killed"]
    assert post.letter("killed").state == "sent"


async def test_a_letter_at_hand_is_not_sent_again_when_the_clock_jumps(post: Post) -> None:
    post.break_next("chat.postMessage", "slow", delay=0.3)
    post.write("once", lane=AMARA, channel=AMARA, text="once")
    (letter,) = post.sender.claim(1)
    sending = asyncio.create_task(post.sender.work(letter))
    await asyncio.sleep(0.1)
    await post.deliver(timedelta(hours=1))
    await sending
    await post.deliver(timedelta(hours=1))
    assert post.arrived(post.dm()) == ["once"]


async def test_a_file_arrives_in_a_persons_direct_message(post: Post) -> None:
    file: dict[str, Any] = {
        "channel": AMARA,
        "filename": "list.csv",
        "content": "name,team\nAcme,SMB\n",
    }
    post.write("file", kind="upload", lane=AMARA, **file)
    await post.deliver()
    assert post.letter("file").state == "sent"
    files = post.slack.platform.world.files.values()
    assert [held.name for held in files] == ["list.csv"]


async def test_a_picture_arrives_byte_for_byte_with_words_for_who_cannot_see_it(
    post: Post,
) -> None:
    png = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
    held = b64encode(png).decode("ascii")
    file: dict[str, Any] = {"filename": "chart.png", "bytes": held, "alt": "Committed $7"}
    post.write("picture", kind="upload", lane=AMARA, channel=AMARA, **file)
    await post.deliver()
    assert post.letter("picture").state == "sent"
    (kept,) = post.slack.platform.world.files.values()
    assert (kept.name, kept.content) == ("chart.png", png)


async def test_an_answer_goes_only_to_an_address_of_slacks(post: Post) -> None:
    body = {"text": "secret"}
    post.write("out", kind="respond", lane="x", url="http://169.254.169.254/latest", body=body)
    await post.deliver()
    letter = post.letter("out")
    assert (letter.state, letter.why) == ("dead", "response_url is not Slack's")


async def test_a_file_is_fetched_with_the_token_from_slack_alone(post: Post) -> None:
    with pytest.raises(Final, match="not in Slack"):
        await post.sender.slack.fetch("xoxb", "https://slack.com.evil.example/f", 10)
