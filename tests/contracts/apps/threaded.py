"""What `/try` asks of an app with threads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.contracts.apps.manifests import SAID, Json

KEPT: list[str] = []


@dataclass(frozen=True)
class Try:
    """One `/try`: how it can be answered, and the words after the first."""

    ack: Ack
    respond: Respond
    client: WebClient
    body: Json
    rest: str

    def tell(self, text: str, **more: Any) -> Any:
        self.ack()
        return self.client.chat_postMessage(channel=self.body["channel_id"], text=text, **more)

    def open(self, trigger: str) -> str:
        """The error word, or nothing."""
        return refusal(lambda: self.client.views_open(trigger_id=trigger, view=SAID["form"]))


def refusal(act: Callable[[], Any]) -> str:
    try:
        act()
    except SlackApiError as refused:
        return str(refused.response["error"])
    return ""


def answers(this: Try) -> None:
    this.ack()
    codes = [this.respond(f"answer {n}").status_code for n in range(6)]
    this.tell(f"accepted {codes.count(200)} of {len(codes)}")


def twice(this: Try) -> None:
    this.ack()
    first, second = this.open(this.body["trigger_id"]), this.open(this.body["trigger_id"])
    this.tell(f"first [{first}] then [{second}]")


def keep(this: Try) -> None:
    KEPT.append(this.body["trigger_id"])
    this.tell("trigger kept")


def metadata(this: Try) -> None:
    about = {"event_type": "reviewed", "event_payload": {"deal": "D-7"}}
    posted = this.tell("with metadata", metadata=about)
    place = {"channel": posted["channel"], "latest": posted["ts"], "inclusive": True, "limit": 1}
    held = this.client.conversations_history(**place, include_all_metadata=True)["messages"][0]
    bare = this.client.conversations_history(**place)["messages"][0]
    this.tell(f"deal {held['metadata']['event_payload']['deal']}, bare {'metadata' in bare}")


def files(this: Try) -> None:
    this.ack()
    given = [
        {"filename": "one.csv", "content": "a,b\n1,2\n"},
        {"filename": "two.txt", "content": "two", "title": "Second"},
    ]
    this.client.files_upload_v2(
        channel=this.body["channel_id"], file_uploads=given, initial_comment="two files"
    )


def pages(this: Try) -> None:
    this.ack()
    found = [len(page["members"]) for page in this.client.users_list(limit=5)]
    this.tell(f"people {sum(found)}, at most {max(found)} a page, several {len(found) > 2}")


def thread(this: Try) -> None:
    parent = this.tell("parent")
    below = {"channel": parent["channel"], "thread_ts": parent["ts"]}
    for n in (1, 2):
        this.client.chat_postMessage(**below, text=f"reply {n}")
    told = this.client.conversations_replies(channel=parent["channel"], ts=parent["ts"])
    this.tell("read " + " ".join(message["text"] for message in told["messages"]))


def change(this: Try) -> None:
    first, second = this.tell("draft"), this.tell("mistake")
    this.client.chat_update(channel=first["channel"], ts=first["ts"], text="final")
    this.client.chat_delete(channel=second["channel"], ts=second["ts"])
    gone = refusal(
        lambda: this.client.chat_update(channel=second["channel"], ts=second["ts"], text="no")
    )
    this.tell(f"changed, then [{gone}]")


def errors(this: Try) -> None:
    client, where = this.client, this.body["channel_id"]
    broken: Json = {"text": "broken", "blocks": [{"type": "section"}]}
    found = [
        refusal(lambda: client.conversations_info(channel="C0NOWHERE")),
        refusal(lambda: client.chat_postMessage(channel=where, **broken)),
        refusal(lambda: client.reactions_add(channel=where, timestamp="1.0", name="eyes")),
        refusal(lambda: client.api_call("no.such.method")),
        refusal(lambda: WebClient("xoxb-none", base_url=client.base_url).auth_test()),
    ]
    this.tell(" ".join(found))


DEEDS: Mapping[str, Callable[[Try], Any]] = {
    "nothing": lambda this: this.ack(),
    "words": lambda this: this.ack(f"words {this.rest}"),
    "blocks": lambda this: this.ack(text="fallback", blocks=SAID["blocks"]),
    "everyone": lambda this: this.ack(response_type="in_channel", text=f"for all {this.rest}"),
    "silence": lambda this: None,
    "form": lambda this: (this.ack(), this.open(this.body["trigger_id"])),
    "buttons": lambda this: this.tell("buttons", blocks=SAID["buttons"]),
    "kept": lambda this: this.tell(f"kept [{this.open(KEPT.pop())}]"),
    "answers": answers,
    "twice": twice,
    "keep": keep,
    "metadata": metadata,
    "files": files,
    "pages": pages,
    "thread": thread,
    "change": change,
    "errors": errors,
}
