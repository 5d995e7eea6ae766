"""Slack's contract as an app meets it in messages, events, files and lists."""

import pytest

from playground.seeds import BOT_USER
from playground.server import Playground
from tests.endtoend.people import Person, Sit

pytestmark = pytest.mark.usefixtures("played")


async def tried(person: Person, text: str) -> None:
    said = await person.act("command", channel=person.place, command="/try", text=text)
    assert said["ok"], said


async def test_metadata_is_kept_and_told_to_who_asks(sit: Sit) -> None:
    """Section 1.8: the far end of a lost reply is asked about by metadata."""
    fatima = await sit("fatima")
    await tried(fatima, "metadata")
    await fatima.sees("deal D-7, bare False")


async def test_files_arrive_in_one_message_by_the_three_step_upload(sit: Sit) -> None:
    """Section 1.4: `files.getUploadURLExternal` and `completeUploadExternal`."""
    fatima = await sit("fatima")
    await tried(fatima, "files")
    message = await fatima.sees("two files")
    assert [file["name"] for file in message["files"]] == ["one.csv", "two.txt"]
    assert await fatima.fetch(message["files"][0]) == "a,b\n1,2\n"


async def test_lists_come_in_pages(sit: Sit, slack: Playground) -> None:
    """Section 1.4: "users.list ... limit/cursor"."""
    fatima = await sit("fatima")
    await tried(fatima, "pages")
    await fatima.sees(f"people {len(slack.people)}, at most 5 a page, several True")


async def test_a_thread_is_its_parent_and_the_replies(sit: Sit) -> None:
    fatima = await sit("fatima")
    await tried(fatima, "thread")
    await fatima.sees("read parent reply 1 reply 2")
    parent = [m for m in await fatima.messages() if m["text"] == "parent"][-1]
    assert parent["reply_count"] == 2


async def test_what_was_deleted_cannot_be_changed(sit: Sit) -> None:
    """Section 1.8, race: `message_not_found`."""
    fatima = await sit("fatima")
    await tried(fatima, "change")
    await fatima.sees("changed, then [message_not_found]")
    texts = [message["text"] for message in await fatima.messages()]
    assert "final" in texts
    assert not {"draft", "mistake"} & set(texts)


async def test_each_refusal_is_the_word_slack_has_for_it(sit: Sit) -> None:
    """Section 1.8: recipient dead, our bug (blocks, scope), unknown method, token dead."""
    fatima = await sit("fatima")
    await tried(fatima, "errors")
    await fatima.sees("channel_not_found invalid_blocks missing_scope unknown_method invalid_auth")


async def test_a_mention_is_heard_and_answered_in_its_thread(sit: Sit, slack: Playground) -> None:
    jonas = await sit("jonas")
    jonas.place = slack.channels["sales-roe"]
    said = await jonas.say(f"<@{BOT_USER}> hello & <welcome>")
    await jonas.sees("heard", "hello &amp; &lt;welcome&gt;", thread=said["ts"])


async def test_a_direct_message_is_heard_and_the_answer_is_not(sit: Sit) -> None:
    """Bolt drops what its own bot said; it must be able to see that it was its own."""
    diego = await sit("diego")
    place = await diego.dm()
    await diego.say("<!channel> shout", place=place)
    await diego.sees("echo <!channel> shout", place=place)
    await diego.say("second", place=place)
    await diego.sees("echo second", place=place)
    told = [m["text"] for m in await diego.messages(place) if "echo" in m["text"]]
    assert told == ["echo <!channel> shout", "echo second"]


async def test_a_reaction_is_heard_once_it_is_given(sit: Sit) -> None:
    diego = await sit("diego")
    said = await diego.say("react to me")
    await diego.act("react", channel=diego.place, ts=said["ts"], name="tada")
    await diego.sees("saw tada")
