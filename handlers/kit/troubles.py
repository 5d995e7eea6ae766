"""Tells those who look after the bot what Slack refuses: each cause once, in one message a day."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from handlers.kit.blocks import escape, section
from handlers.kit.feature import Message
from handlers.kit.texts import counted
from handlers.kit.turns import Office
from storage import admins as appointments
from storage import numbers, outbox, people, refusals
from storage.outbox import Letter
from storage.refusals import Refusal

OURS = "refusals"
BUNDLED = timedelta(minutes=1)
MOST_LINES = 20
CAUSES = {
    "channel_not_found": "Slack finds no such place, or no direct message is allowed",
    "user_not_found": "Slack does not know this person",
    "user_disabled": "the account is deactivated",
    "is_archived": "the channel is archived",
    "not_in_channel": "the bot is not in the channel; `/invite` it",
    "messages_tab_disabled": "the app's Messages tab is switched off",
    "cannot_dm_bot": "a bot takes no direct messages",
    "missing_scope": "the app lacks a permission; `handrail doctor` says which",
    "invalid_blocks": "its layout is not what Slack takes, so it goes out as plain text",
    "msg_too_long": "it is too long, so it goes out as plain text",
}
HEAD = "Slack refused messages of mine"
REST = (
    "Nothing is thrown away: `handrail reminders list` on the server shows what was not delivered, "
    "`handrail reminders retry` sends it again once the cause is mended. "
    "I tell you of each cause once."
)


def subject(letter: Letter) -> str:
    """What sort of message it is, for causes that are not the place's."""
    return letter.key.partition("/")[0]


def note(
    office: Office, session: Session, letter: Letter, cause: str, place: str, more: int = 0
) -> None:
    """Count it; tell the admins if it is new, unless it was they who could not be told."""
    now, workspace = office.clock(), letter.workspace
    new = refusals.count(session, workspace, cause, place, now, letter.id, more)
    if not new or subject(letter) == OURS:
        return
    numbers.draw(session, workspace, OURS)  # others with news wait until this one is written
    day = now.replace(hour=0, minute=0, second=0, microsecond=0)
    message = told(session, refusals.since(session, workspace, day))
    for admin in admins(office, session, workspace):
        _tell(session, workspace, admin, message, now)


def admins(office: Office, session: Session, workspace: str) -> list[str]:
    """Those who look after the bot; without any, who decides disputes or Slack's own admins."""
    kept = (each.person for each in appointments.all_of(session, workspace))
    if appointed := list(dict.fromkeys([*sorted(office.admins), *kept])):
        return appointed
    return sorted(office.deciders) or people.admins(session, workspace)


def told(session: Session, found: list[Refusal]) -> Message:
    lines = [_line(session, each) for each in found[-MOST_LINES:]]
    if len(found) > MOST_LINES:
        lines.append(f"• and {counted(len(found) - MOST_LINES, 'more')}")
    text = f"{HEAD}: {counted(len(found), 'cause')} today."
    return Message(text, (section(f"⚠️ *{HEAD}*"), section("\n".join(lines)), section(REST)))


def _line(session: Session, each: Refusal) -> str:
    cause = CAUSES.get(each.cause, "Slack says no")
    times = f", {counted(each.letters, 'message')}" if each.letters > 1 else ""
    return f"• {_place(session, each)}: {cause} (`{each.cause}`{times})"


def _place(session: Session, each: Refusal) -> str:
    if each.place.startswith(("U", "W")) and each.place.isupper():
        person = people.find(session, each.workspace, each.place)
        return escape(person.real_name) if person else each.place
    if each.place.startswith(("C", "G")) and each.place.isupper():
        return f"<#{each.place}>"
    return f"messages of the kind “{escape(each.place)}”"


def _tell(session: Session, workspace: str, admin: str, message: Message, now: datetime) -> None:
    """One message a day: reworded while it waits, and edited once it is there."""
    key = f"{OURS}/{admin}/{now:%Y-%m-%d}"
    payload = {"channel": admin, **message.payload()}
    letter = outbox.find(session, workspace, key)
    if letter is None:
        due = now + BUNDLED
        outbox.post(
            session,
            workspace=workspace,
            key=key,
            kind="post",
            payload=payload,
            at=now,
            due=due,
            calm=True,
        )
    elif letter.state == "open":
        outbox.reword(session, letter.id, payload)
    elif letter.state == "sent" and letter.result:
        _edit(session, letter, message, now)


def _edit(session: Session, letter: Letter, message: Message, now: datetime) -> None:
    where = {key: (letter.result or {})[key] for key in ("channel", "ts")}
    outbox.post(
        session,
        workspace=letter.workspace,
        key=f"{letter.key}/{now:%H%M%S.%f}",
        kind="update",
        payload=where | message.payload(),
        lane=letter.lane,
        at=now,
    )
