"""Everything said elsewhere or later: written with the work, sent after the commit."""

from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session

from handlers.kit.feature import Ask, File, Message, Scene, Turn
from storage import errands, outbox
from storage.outbox import INSTEAD, OTHERWISE, TOGETHER, Kind

Errand = Mapping[str, str]
"""The `Fetched` that draws it, its `person`, and what it is `about`."""


def post(scene: Scene, key: str, channel: str, message: Message, thread: str = "") -> None:
    """A message in a channel, or in the DM of the person whose id `channel` is."""
    where = {"channel": channel} | ({"thread_ts": thread} if thread else {})
    _write(scene, key, "post", channel, where | message.payload())


def post_together(
    scene: Scene, key: str, people: Sequence[str], shown: Callable[[str], Message]
) -> None:
    """A message in the group DM of these people, or if Slack allows none in the DM of each.

    `shown` is given the key under which the message is kept: `key`, or `key/` and the person.
    """
    alone = [
        {"key": f"{key}/{person}", "channel": person, **shown(f"{key}/{person}").payload()}
        for person in people
    ]
    together = {"channel": TOGETHER.join(people), INSTEAD: alone}
    _write(scene, key, "post", TOGETHER.join(people), together | shown(key).payload())


def refresh(scene: Scene, screen: str, id: str, at: datetime | None = None) -> None:
    """Show a screen as it is by then: now, however often it is asked for, or `at` an instant."""
    lane = f"screen/{screen}/{id}"
    scene.session.info["posted"] = True
    if at is None and outbox.hold(scene.session, scene.workspace.id, lane, scene.now):
        return
    outbox.post(
        scene.session,
        workspace=scene.workspace.id,
        key=f"{lane}/{uuid4().hex}",
        kind="refresh",
        lane=lane,
        payload={"screen": screen, "id": id},
        at=scene.now,
        due=at,
    )


def edit(turn: Turn, key: str, response_url: str, message: Message) -> None:
    """The message behind a response_url, replaced; a DM instead if that url is over."""
    body = {"replace_original": True} | message.payload()
    _respond(turn, key, response_url, body)


def whisper(turn: Turn, key: str, response_url: str, message: Message) -> None:
    """A message for one person, beside the one whose button they pressed, or in their DM."""
    _respond(turn, key, response_url, aside(message))


def publish(turn: Turn, key: str, response_url: str, message: Message) -> None:
    """A message for the whole channel, even where the bot is no member."""
    body = {"replace_original": False, "response_type": "in_channel"} | message.payload()
    _write(turn, key, "respond", response_url, {"url": response_url, "body": body})


def upload(
    scene: Scene,
    key: str,
    channel: str,
    name: str,
    held: str | bytes,
    comment: Message,
    alt: str = "",
) -> None:
    """A file with a comment, in a channel or in a person's DM; the comment comes first.

    `alt` says what is in a picture, for who cannot see it.
    """
    post(scene, f"{key}/comment", channel, comment)
    file = {"channel": channel, "filename": name, **_as_kept(held)} | ({"alt": alt} if alt else {})
    _write(scene, key, "upload", channel, file)


def post_drawn(scene: Scene, key: str, person: str, message: Message, otherwise: Errand) -> None:
    """A message with a chart in somebody's DM; where Slack takes none, the words and the errand."""
    payload = {"channel": person, **message.payload()}
    _write(scene, key, "post", person, payload | {OTHERWISE: otherwise})


def set_title(turn: Turn, ask: Ask, title: str) -> None:
    """What a talk in the agent pane is called; the first title stays."""
    key = f"title/{ask.channel}/{ask.thread}"
    _write(turn, key, "title", ask.channel, _pane(ask) | {"title": title})


def set_prompts(turn: Turn, key: str, ask: Ask, title: str, prompts: Mapping[str, str]) -> None:
    """What may be asked with one press: how it reads, and what is then said."""
    shown = [{"title": name, "message": said} for name, said in prompts.items()]
    payload = _pane(ask) | {"title": title, "prompts": shown}
    _write(turn, key, "prompts", ask.channel, payload)


def clear_status(turn: Turn, key: str, ask: Ask) -> None:
    """After the answer, should the word that it is being looked up have come late."""
    _write(turn, key, "status", ask.channel, _pane(ask) | {"status": ""})


def _respond(turn: Turn, key: str, url: str, body: Mapping[str, Any]) -> None:
    payload = {"url": url, "body": body, "person": turn.actor.id}
    _write(turn, key, "respond", url, payload)


def _pane(ask: Ask) -> dict[str, Any]:
    return {"channel_id": ask.channel, "thread_ts": ask.thread}


def fetch(turn: Turn, fetched: str, file: File, about: str = "") -> None:
    """Have a file read from Slack and handed to the `Fetched` of that id, in a later turn.

    `about` comes back with it, as `Ask.about`.
    """
    turn.session.info["posted"] = True
    run(turn.session, turn.workspace.id, turn.actor.id, fetched, file, about, turn.now)


def run(
    session: Session,
    workspace: str,
    person: str,
    fetched: str,
    file: File,
    about: str,
    now: datetime,
) -> None:
    """The same on somebody's behalf, where there is no turn of theirs."""
    errands.add(
        session,
        workspace=workspace,
        user=person,
        feature=fetched.partition(".")[0],
        kind=fetched,
        detail=asdict(file) | ({"about": about} if about else {}),
        at=now,
    )


def reply(turn: Turn, key: str, ask: Ask, message: Message) -> None:
    """An answer where somebody wrote to the bot: in the DM, or in the thread of the mention."""
    post(turn, key, ask.channel, message, ask.thread)


def aside(message: Message) -> dict[str, Any]:
    """What a response_url is given to show one person something beside the message."""
    return {"replace_original": False, "response_type": "ephemeral"} | message.payload()


def apologise(
    session: Session, workspace: str, key: str, ask: Ask, message: Message, now: datetime
) -> None:
    """The same for a turn that was refused or broke, so that nobody waits for an answer."""
    if ask.response_url:
        payload: dict[str, Any] = {"url": ask.response_url, "body": aside(message)}
        write(session, workspace, key, "respond", ask.response_url, payload, now)
    else:
        where = {"channel": ask.channel} | ({"thread_ts": ask.thread} if ask.thread else {})
        write(session, workspace, key, "post", ask.channel, where | message.payload(), now)


def write(
    session: Session,
    workspace: str,
    key: str,
    kind: Kind,
    lane: str,
    payload: Mapping[str, Any],
    now: datetime,
    calm: bool = False,
) -> None:
    session.info["posted"] = True
    outbox.post(
        session,
        workspace=workspace,
        key=key,
        kind=kind,
        lane=lane,
        payload=payload,
        at=now,
        calm=calm,
    )


def _as_kept(held: str | bytes) -> dict[str, str]:
    if isinstance(held, str):
        return {"content": held}
    return {"bytes": b64encode(held).decode("ascii")}


def _write(scene: Scene, key: str, kind: Kind, lane: str, payload: Mapping[str, Any]) -> None:
    calm = not isinstance(scene, Turn)
    write(scene.session, scene.workspace.id, key, kind, lane, payload, scene.now, calm)
