"""What is wrong with an installation, and how to mend it."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError

from bot import packs, parts, soundings
from bot.findings import Finding, ok, problem, warning
from bot.mistakes import Mistake
from bot.readiness import OLDEST_LETTER
from bot.settings import Settings, revealed
from handlers.kit.texts import counted
from storage import backlogs, inbox
from storage.backlogs import Depth
from storage.database import Database

SETTINGS_PAGE = "See docs/settings.md."


class Undone(Exception):
    """Ends a transaction that was only tried out."""


async def examine(settings: Settings, clock: Callable[[], datetime]) -> list[Finding]:
    """Everything that can be looked at, also when something before it is wrong."""
    found = [*tokens(settings), *database(settings, clock()), *pack(settings)]
    return [*found, *await soundings.sound(settings, clock)]


def tokens(settings: Settings) -> Iterator[Finding]:
    bot = revealed(settings.slack_bot_token)
    yield _token("bot token", bot, "xoxb-", "HANDRAIL_SLACK_BOT_TOKEN", "OAuth & Permissions")
    app, secret = revealed(settings.slack_app_token), revealed(settings.slack_signing_secret)
    if app:
        yield _token("app token", app, "xapp-", "HANDRAIL_SLACK_APP_TOKEN", "Basic Information")
    if secret:
        yield ok("signing secret", "The signing secret is set: requests over HTTP are answered.")
    if not (app or secret):
        says = "Neither an app token nor a signing secret is set, so Slack cannot reach the bot."
        mend = "Set HANDRAIL_SLACK_APP_TOKEN for Socket Mode or HANDRAIL_SLACK_SIGNING_SECRET."
        yield problem("transport", says, mend)


def _token(check: str, token: str, prefix: str, name: str, where: str) -> Finding:
    mend = f"Take the token that begins with {prefix} from {where} and set {name}."
    if not token:
        return problem(check, f"{name} is missing.", mend)
    if not token.startswith(prefix):
        return problem(check, f"{name} holds another kind of token.", mend)
    return ok(check, f"{name} holds a token of the right kind.")


def database(settings: Settings, now: datetime) -> Iterator[Finding]:
    try:
        with parts.database(settings) as opened:
            yield from _database(opened, now)
    except Mistake as mistake:
        yield problem("database", str(mistake), "Check HANDRAIL_DATABASE_URL. " + SETTINGS_PAGE)
    except SQLAlchemyError as error:
        mend = "Check HANDRAIL_DATABASE_URL, the server and the rights of its user."
        yield problem("database", str(parts.unreachable(error)), mend)


def _database(opened: Database, now: datetime) -> Iterator[Finding]:
    if opened.pending():
        at = opened.revision() or "nothing yet"
        yield problem(
            "migrations", f"The database is behind, at {at}.", "Run `handrail db upgrade`."
        )
        return
    yield ok("migrations", f"The database stands at {opened.revision()}, the newest revision.")
    _write(opened, now)
    yield ok("database", f"The {opened.dialect} database can be read and written.")
    with opened.reading() as session:
        yield _letters(backlogs.depth(session, None, now), now)


def _letters(depth: Depth, now: datetime) -> Finding:
    if depth.dead:
        says = f"Slack did not take {counted(depth.dead, 'message')}."
        mend = "`handrail reminders list --state dead` says why; then `retry` or `drop` them."
        return warning("letters", says, mend)
    if depth.oldest is not None and now - depth.oldest > OLDEST_LETTER:
        waited = int((now - depth.oldest) / timedelta(minutes=1))
        says = (
            f"{counted(depth.due, 'message')} should be out; the oldest is {waited} minutes late."
        )
        return warning("letters", says, "Is `handrail serve` running? `handrail reminders list`")
    return ok("letters", "Every message that is due has been sent.")


def _write(opened: Database, now: datetime) -> None:
    try:
        with opened.begin() as session:
            inbox.first_time(session, "doctor", now.isoformat(), now)
            raise Undone
    except Undone:
        return


def pack(settings: Settings) -> Iterator[Finding]:
    try:
        loaded = packs.load(settings.pack, settings.edition)
    except Mistake as mistake:
        yield problem("pack", str(mistake), "Run `handrail policy check` after each correction.")
        return
    yield ok("pack", f"The pack {loaded.name}, edition {loaded.edition}, loads.")
    if not settings.decider:
        says = f"Nobody is set to decide disputes; the pack wants the {loaded.decider}."
        yield warning("decider", says, "Set HANDRAIL_DECIDER to that person's Slack user id.")
