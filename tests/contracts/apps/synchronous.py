"""Bolt for Python with its threads, over the socket client that slack_sdk brings itself."""

from collections.abc import Iterator
from contextlib import contextmanager

from slack_bolt import Ack, App, Respond, Say
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from playground.server import Playground
from tests.contracts.apps.manifests import SAID, Json
from tests.contracts.apps.threaded import DEEDS, Try, refusal


def on_try(ack: Ack, respond: Respond, client: WebClient, body: Json) -> None:
    deed, _, rest = body["text"].partition(" ")
    DEEDS[deed](Try(ack, respond, client, body, rest))


def on_press(ack: Ack, respond: Respond, body: Json) -> None:
    ack()
    respond(f"pressed {body['actions'][0]['value']}", replace_original=True)


def on_edit(ack: Ack, client: WebClient, body: Json) -> None:
    ack()
    client.views_open(trigger_id=body["trigger_id"], view=SAID["form"])


def on_account(ack: Ack, respond: Respond, body: Json) -> None:
    ack()
    chosen = body["actions"][0]["selected_option"]["value"]
    respond(f"chose {chosen}", replace_original=False)


def on_options(ack: Ack, body: Json) -> None:
    fitting = [a for a in SAID["accounts"] if a.lower().startswith(body["value"].lower())]
    ack(options=[{"text": {"type": "plain_text", "text": a}, "value": a} for a in fitting])


def on_form(ack: Ack, client: WebClient, body: Json) -> None:
    view = body["view"]
    note = view["state"]["values"]["note"]["text"]["value"]
    match note:
        case "errors":
            ack(response_action="errors", errors={"note": "Not that"})
        case "stray":
            ack(response_action="errors", errors={"elsewhere": "Not that"})
        case "update" | "push":
            ack(response_action=note, view=SAID["next"])
        case "clear":
            ack(response_action="clear")
        case _:
            ack()
            said = f"saved {note} with {view['private_metadata']}"
            client.chat_postMessage(channel=body["user"]["id"], text=said)


def on_closed(ack: Ack, client: WebClient, body: Json) -> None:
    ack()
    client.chat_postMessage(channel=body["user"]["id"], text="closed")


def on_anywhere(ack: Ack, client: WebClient, body: Json) -> None:
    ack()
    client.views_open(trigger_id=body["trigger_id"], view=SAID["form"])
    said = f"has a response_url: {'response_url' in body}"
    client.chat_postMessage(channel=body["user"]["id"], text=said)


def on_about(ack: Ack, respond: Respond, body: Json) -> None:
    ack()
    respond(f"about: {body['message']['text']}")


def on_mention(event: Json, say: Say) -> None:
    say(f"heard {event['text']}", thread_ts=event["ts"])


def on_message(event: Json, say: Say) -> None:
    say(f"echo {event['text']}")


def on_reaction(event: Json, client: WebClient) -> None:
    said = f"saw {event['reaction']}"
    client.chat_postMessage(channel=event["item"]["channel"], text=said)


def on_home(event: Json, client: WebClient) -> None:
    if event["tab"] != "home":
        return
    shown = {"user_id": event["user"], "view": SAID["home"]}
    client.views_publish(**shown)
    stale = refusal(lambda: client.views_publish(**shown, hash="stale"))
    client.chat_postMessage(channel=event["user"], text=f"home published, then [{stale}]")


def listening(app: App) -> App:
    app.command("/try")(on_try)
    app.action("press")(on_press)
    app.action("edit")(on_edit)
    app.action("account")(on_account)
    app.options("account")(on_options)
    app.view("form")(on_form)
    app.view_closed("form")(on_closed)
    app.shortcut("anywhere")(on_anywhere)
    app.shortcut("about")(on_about)
    app.event("app_mention")(on_mention)
    app.event("message")(on_message)
    app.event("reaction_added")(on_reaction)
    app.event("app_home_opened")(on_home)
    return app


@contextmanager
def playing(slack: Playground) -> Iterator[None]:
    client = WebClient(slack.bot_token, base_url=slack.api_url)
    app = listening(App(client=client, signing_secret=slack.signing_secret))
    handler = SocketModeHandler(app, slack.app_token)
    handler.connect()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped
    try:
        yield
    finally:
        handler.close()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped
