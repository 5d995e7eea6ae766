"""Which of Slack's limits a letter counts against, and who may go now."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from handlers.kit.homes import HOME
from handlers.kit.turns import Office
from storage import outbox, paces
from storage.outbox import Kind, Letter
from storage.paces import ANYTHING, AT_WILL, Pace, Want

METHODS: Mapping[Kind, tuple[str, ...]] = {
    "post": ("chat.postMessage",),
    "update": ("chat.update",),
    "ephemeral": ("chat.postEphemeral",),
    "view": ("views.publish",),
    "upload": ("files.getUploadURLExternal", "files.completeUploadExternal"),
    "status": ("assistant.threads.setStatus",),
    "title": ("assistant.threads.setTitle",),
    "prompts": ("assistant.threads.setSuggestedPrompts",),
}
"""The calls of each kind; one with a response_url is none of Slack's methods."""
TIER_3, TIER_4 = 50, 100
A_MINUTE: Mapping[str, int] = {
    "chat.update": TIER_3,
    "conversations.open": TIER_3,
    "conversations.history": TIER_3,
    "conversations.replies": TIER_3,
}
MARGIN = 0.9
"""Of a published limit: forms, reads and what people cause beside us count as well."""
BURST_SHARE = 12
IN_ONE_PLACE = Pace(timedelta(seconds=1), burst=3)
LEASE = timedelta(seconds=30)
"""So soon others take up what a dead process had at hand; nobody works on a letter for so long."""
LOOK = 4
"""So many letters are looked at for each that there is room for."""


def claim(office: Office, worker: str, room: int) -> list[Letter]:
    """Letters that may go now; those that may not are put off until they may."""
    while True:
        with office.database.begin() as session:
            taken, waiting = _admitted(office, session, worker, room)
        if taken or not waiting:
            return taken


def names(letter: Letter) -> list[str]:
    """What a pause of stops it."""
    return [name for name, _ in _paces(letter, 0)]


def _admitted(
    office: Office, session: Session, worker: str, room: int
) -> tuple[list[Letter], Mapping[int, datetime]]:
    now = office.clock()
    due = outbox.due(session, now=now, limit=room * LOOK)
    if not due:
        return [], {}
    due.sort(key=lambda letter: letter.calm)
    wants = [_want(letter, office.posts_a_minute) for letter in due]
    whens = paces.admit(session, now, wants, room)
    answers = {letter.id: at for letter, at in zip(due, whens, strict=False)}
    waiting = {id: at for id, at in answers.items() if at > now}
    outbox.put_off(session, waiting)
    free = answers.keys() - waiting.keys()
    return outbox.take(session, free, now=now, lease=LEASE, worker=worker), waiting


def _want(letter: Letter, a_minute: int) -> Want:
    calm = letter.calm and letter.is_new
    return Want(letter.workspace, dict(_paces(letter, a_minute)), calm)


def _paces(letter: Letter, a_minute: int) -> Iterator[tuple[str, Pace]]:
    yield ANYTHING, Pace(AT_WILL)
    for method in (*_methods(letter), *_lookups(letter)):
        yield method, _pace(method, a_minute)
    if letter.kind == "post":
        place = IN_ONE_PLACE if a_minute else Pace(AT_WILL)
        yield f"chat.postMessage {letter.payload['channel']}", place


def _methods(letter: Letter) -> tuple[str, ...]:
    if letter.kind == "refresh":
        return ("views.publish",) if letter.payload["screen"] == HOME else ("chat.update",)
    return METHODS.get(letter.kind, ())


def _lookups(letter: Letter) -> Iterator[str]:
    """What it takes to ask whether it is there already, and where a file is to go."""
    to_person = str(letter.payload.get("channel", "")).startswith(("U", "W"))
    asks = letter.kind == "post" and letter.attempted_at is not None
    if to_person and (asks or letter.kind == "upload"):
        yield "conversations.open"
    if asks:
        yield "conversations.replies" if "thread_ts" in letter.payload else "conversations.history"


def _pace(method: str, a_minute: int) -> Pace:
    """No minute ever holds more than is allowed: what goes at once is taken from the rest."""
    if not a_minute:
        return Pace(AT_WILL)
    tier = round(A_MINUTE.get(method, TIER_4) * MARGIN)
    most = a_minute if method == "chat.postMessage" else tier
    burst = max(most // BURST_SHARE, 1)
    return Pace(timedelta(minutes=1) / max(most - burst, 1), burst)
