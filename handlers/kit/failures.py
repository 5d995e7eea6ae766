"""What becomes of a letter that Slack refused for good."""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from handlers.kit import letters, troubles
from handlers.kit.feature import File
from handlers.kit.turns import Office
from storage import outbox, paces
from storage.outbox import INSTEAD, OTHERWISE, Letter
from storage.paces import ANYTHING

log = logging.getLogger(__name__)

DEAD_TOKEN = frozenset(
    {"account_inactive", "token_revoked", "invalid_auth", "not_authed", "token_expired"}
    | {"not_allowed_token_type"}
)
NOBODY_THERE = frozenset(
    {"channel_not_found", "user_not_found", "users_not_found", "user_disabled"}
    | {"user_not_visible", "is_archived", "not_in_channel", "messages_tab_disabled"}
    | {"cannot_dm_bot", "restricted_action", "restricted_action_read_only_channel"}
    | {"restricted_action_thread_only_channel", "ekm_access_denied"}
)
"""The next letter to the same place would fare the same."""
MALFORMED = frozenset(
    {"invalid_blocks", "invalid_blocks_format", "msg_too_long", "msg_blocks_too_long"}
    | {"invalid_arguments", "invalid_arg_name", "invalid_attachments", "block_mismatch"}
    | {"invalid_block_id", "invalid_payload", "HTTP 400"}
)
"""Our own mistakes: the same words without the layout may do."""
OVERTAKEN = frozenset(
    {"message_not_found", "cant_update_message", "edit_window_closed", "hash_conflict"}
    | {"not_found", "thread_not_found"}
)
"""There is nothing left to change, or somebody else changed it meanwhile."""
URL_OVER = ("HTTP 404", "HTTP 410")
"""A response_url lasts thirty minutes and takes five answers."""
CHANGES = ("update", "view", "refresh", "status", "title", "prompts")
PARKED = timedelta(hours=1)
LONGEST_PLAIN = 3900


def settle(office: Office, session: Session, letter: Letter, code: str) -> None:
    """Change it, drop it or lay it aside; whoever looks after the bot hears of each cause once."""
    now = office.clock()
    if code in DEAD_TOKEN:
        _park(session, letter, code, now)
    elif code in OVERTAKEN and letter.kind in CHANGES:
        log.info("letter %s (%s) changes nothing any more: %s", letter.id, letter.kind, code)
        outbox.drop(session, letter.id, now, code)
    elif code in URL_OVER and letter.kind == "respond" and "person" in letter.payload:
        _send_by_message(session, letter, code, now)
    elif code in MALFORMED and (plain := plainly(letter)) is not None:
        _send_plainly(office, session, letter, code, plain)
    elif INSTEAD in letter.payload:
        _send_apart(office, session, letter, code, now)
    else:
        _bury(office, session, letter, code, now)


def plainly(letter: Letter) -> Mapping[str, Any] | None:
    """The letter's text without its layout; None if it had none, or has no text."""
    body = letter.payload.get("body", letter.payload)
    if not (body.get("blocks") and body.get("text")):
        return None
    kept = {name: value for name, value in body.items() if name != OTHERWISE}
    short = {**kept, "text": _short(str(body["text"])), "blocks": []}
    return {**letter.payload, "body": short} if "body" in letter.payload else short


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_PLAIN else f"{text[: LONGEST_PLAIN - 1]}…"


def _park(session: Session, letter: Letter, code: str, now: datetime) -> None:
    """No letter of the workspace is tried again for an hour; nobody there can be told."""
    log.error("Slack refuses the token of %s (%s): its letters wait", letter.workspace, code)
    paces.pause(session, letter.workspace, ANYTHING, now, now + PARKED)
    outbox.postpone(session, letter.id, now + PARKED, code, burn=False, untried=_untried(letter))


def _send_by_message(session: Session, letter: Letter, code: str, now: datetime) -> None:
    """The response_url is over, but the words are not: they go into the person's DM."""
    log.info("letter %s goes into a direct message: %s", letter.id, code)
    person, body = str(letter.payload["person"]), letter.payload["body"]
    words = {key: body[key] for key in ("text", "blocks") if key in body}
    payload = {"channel": person, **words}
    outbox.rewrite(session, letter.id, now, code, kind="post", lane=person, payload=payload)


def _send_plainly(
    office: Office, session: Session, letter: Letter, code: str, plain: Mapping[str, Any]
) -> None:
    log.error("letter %s (%s) goes out as plain text: %s", letter.id, letter.kind, code)
    now, kind = office.clock(), letter.kind
    outbox.rewrite(session, letter.id, now, code, kind=kind, lane=letter.lane, payload=plain)
    troubles.note(office, session, letter, code, troubles.subject(letter))
    if otherwise := letter.payload.get(OTHERWISE):
        person, fetched, about = (str(otherwise[n]) for n in ("person", "fetched", "about"))
        file = File("", "The chart", "", 0)
        letters.run(session, letter.workspace, person, fetched, file, about, now)


def _send_apart(office: Office, session: Session, letter: Letter, code: str, now: datetime) -> None:
    """No group DM: the same goes to each of the people, each letter under a key of its own."""
    for each in letter.payload[INSTEAD]:
        said = {name: value for name, value in each.items() if name != "key"}
        key, whose = str(each["key"]), letter.workspace
        outbox.post(session, workspace=whose, key=key, kind="post", payload=said, at=now)
    outbox.drop(session, letter.id, now, code)
    troubles.note(office, session, letter, code, troubles.subject(letter))


def _bury(office: Office, session: Session, letter: Letter, code: str, now: datetime) -> None:
    outbox.bury(session, letter.id, now, code, untried=_untried(letter))
    if code in NOBODY_THERE:
        behind = outbox.bury_lane(session, letter.workspace, letter.lane, now, code)
        troubles.note(office, session, letter, code, letter.lane, len(behind))
    else:
        troubles.note(office, session, letter, code, troubles.subject(letter))


def _untried(letter: Letter) -> bool:
    """Whether no earlier call can have left a copy behind; this one surely has not."""
    return letter.attempted_at is None
