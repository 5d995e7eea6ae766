"""What `/try` asks of an app on a loop."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncRespond
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.contracts.apps.manifests import SAID, Json

KEPT: list[str] = []


@dataclass(frozen=True)
class Try:
    """One `/try`: how it can be answered, and the words after the first."""

    ack: AsyncAck
    respond: AsyncRespond
    client: AsyncWebClient
    body: Json
    rest: str

    async def tell(self, text: str, **more: Any) -> Any:
        await self.ack()
        return await self.client.chat_postMessage(
            channel=self.body["channel_id"], text=text, **more
        )

    async def open(self, trigger: str) -> str:
        """The error word, or nothing."""
        return await refusal(self.client.views_open(trigger_id=trigger, view=SAID["form"]))


async def refusal(act: Awaitable[Any]) -> str:
    try:
        await act
    except SlackApiError as refused:
        return str(refused.response["error"])
    return ""


async def nothing(this: Try) -> None:
    await this.ack()


async def words(this: Try) -> None:
    await this.ack(f"words {this.rest}")


async def blocks(this: Try) -> None:
    await this.ack(text="fallback", blocks=SAID["blocks"])


async def everyone(this: Try) -> None:
    await this.ack(response_type="in_channel", text=f"for all {this.rest}")


async def silence(this: Try) -> None:
    """Never acknowledges."""


async def form(this: Try) -> None:
    await this.ack()
    await this.open(this.body["trigger_id"])


async def buttons(this: Try) -> None:
    await this.tell("buttons", blocks=SAID["buttons"])


async def keep(this: Try) -> None:
    KEPT.append(this.body["trigger_id"])
    await this.tell("trigger kept")


async def kept(this: Try) -> None:
    await this.ack()
    await this.tell(f"kept [{await this.open(KEPT.pop())}]")


async def answers(this: Try) -> None:
    await this.ack()
    codes = [(await this.respond(f"answer {n}")).status_code for n in range(6)]
    await this.tell(f"accepted {codes.count(200)} of {len(codes)}")


async def twice(this: Try) -> None:
    await this.ack()
    first = await this.open(this.body["trigger_id"])
    second = await this.open(this.body["trigger_id"])
    await this.tell(f"first [{first}] then [{second}]")


async def metadata(this: Try) -> None:
    about = {"event_type": "reviewed", "event_payload": {"deal": "D-7"}}
    posted = await this.tell("with metadata", metadata=about)
    place = {"channel": posted["channel"], "latest": posted["ts"], "inclusive": True, "limit": 1}
    held = await this.client.conversations_history(**place, include_all_metadata=True)
    bare = await this.client.conversations_history(**place)
    deal = held["messages"][0]["metadata"]["event_payload"]["deal"]
    await this.tell(f"deal {deal}, bare {'metadata' in bare['messages'][0]}")


async def files(this: Try) -> None:
    await this.ack()
    given = [
        {"filename": "one.csv", "content": "a,b\n1,2\n"},
        {"filename": "two.txt", "content": "two", "title": "Second"},
    ]
    await this.client.files_upload_v2(
        channel=this.body["channel_id"], file_uploads=given, initial_comment="two files"
    )


async def pages(this: Try) -> None:
    await this.ack()
    found = [len(page["members"]) async for page in await this.client.users_list(limit=5)]
    await this.tell(f"people {sum(found)}, at most {max(found)} a page, several {len(found) > 2}")


async def thread(this: Try) -> None:
    parent = await this.tell("parent")
    below = {"channel": parent["channel"], "thread_ts": parent["ts"]}
    for n in (1, 2):
        await this.client.chat_postMessage(**below, text=f"reply {n}")
    told = await this.client.conversations_replies(channel=parent["channel"], ts=parent["ts"])
    await this.tell("read " + " ".join(message["text"] for message in told["messages"]))


async def change(this: Try) -> None:
    first, second = await this.tell("draft"), await this.tell("mistake")
    await this.client.chat_update(channel=first["channel"], ts=first["ts"], text="final")
    await this.client.chat_delete(channel=second["channel"], ts=second["ts"])
    again = this.client.chat_update(channel=second["channel"], ts=second["ts"], text="no")
    await this.tell(f"changed, then [{await refusal(again)}]")


async def errors(this: Try) -> None:
    client, where = this.client, this.body["channel_id"]
    broken: Json = {"text": "broken", "blocks": [{"type": "section"}]}
    found = [
        await refusal(client.conversations_info(channel="C0NOWHERE")),
        await refusal(client.chat_postMessage(channel=where, **broken)),
        await refusal(client.reactions_add(channel=where, timestamp="1.0", name="eyes")),
        await refusal(client.api_call("no.such.method")),
        await refusal(AsyncWebClient("xoxb-none", base_url=client.base_url).auth_test()),
    ]
    await this.tell(" ".join(found))


DEEDS: Mapping[str, Callable[[Try], Awaitable[None]]] = {
    deed.__name__: deed
    for deed in (
        nothing, words, blocks, everyone, silence, form, buttons, keep, kept, answers, twice,
        metadata, files, pages, thread, change, errors,
    )
}  # fmt: skip
