"""Work on a file that has to be fetched from Slack before a turn can be taken."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from handlers.kit import letters
from handlers.kit.blocks import escape
from handlers.kit.feature import Ask, Fetched, File, Message, Place, Turn
from handlers.kit.payloads import Caller
from handlers.kit.people import Stranger
from handlers.kit.routes import Routes
from handlers.kit.slack import Final, Later, Slack, SlackFailed, TooLarge
from handlers.kit.turns import Office, Sorry, take
from handlers.kit.workers import Worker
from storage import errands
from storage.errands import Errand

log = logging.getLogger(__name__)

ATTEMPTS = 6
LARGEST_BYTES = 1_000_000
NOT_TEXT = (
    "cannot be read as UTF-8 text. In Excel choose Save As and “CSV UTF-8”, in Google Sheets "
    "Download and “Comma-separated values”; then send that file."
)
TOO_LARGE = "is over 1 MB. Split it and send the parts one after another."
NOT_FETCHED = "could not be fetched from Slack. Please send it again."
NO_LONGER_KNOWN = "I no longer know who asked for this. Please ask again."


class Fetcher(Worker[Errand]):
    def __init__(
        self, office: Office, found: Routes, slack: Slack, wake: Callable[[], None], name: str
    ) -> None:
        """`wake` is called when the work has left letters for the sender."""
        super().__init__(office, errands, name)
        self.routes, self.slack, self.wake_sender = found, slack, wake

    async def work(self, errand: Errand) -> None:
        file = File(**errand.detail)
        try:
            text = await self._text(errand, file)
        except (SlackFailed, UnicodeDecodeError) as failed:
            return await self._failed(errand, file, failed)
        await self.in_pool(self._answer, errand, file, text)
        self.wake_sender()

    async def _text(self, errand: Errand, file: File) -> str:
        installed = self.office.installed.get(errand.workspace)
        if installed is None:
            raise Final("the workspace is not installed")
        held = await self.slack.fetch(installed.token, file.url, LARGEST_BYTES)
        return held.decode("utf-16" if held[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")

    def _answer(self, errand: Errand, file: File, text: str) -> None:
        ask = Ask(Place.ERRAND, text=text, files=(file,), channel=errand.user)
        caller = Caller(errand.workspace, errand.user, errand.workspace, f"errand:{errand.id}")
        work = partial(_finish, self.routes.fetched[errand.kind], ask, errand)
        try:
            outcome = take(self.office, self.routes.registry, caller, work)
        except Stranger:
            outcome = Sorry(Message(NO_LONGER_KNOWN))
        if isinstance(outcome, Sorry):
            self._give_up(errand, outcome.message)

    async def _failed(self, errand: Errand, file: File, failed: Exception) -> None:
        log.warning("errand %s: %s", errand.id, type(failed).__name__)
        final = isinstance(failed, Final | UnicodeDecodeError) or errand.attempts >= ATTEMPTS
        if not final:
            wait = failed.seconds if isinstance(failed, Later) else 2**errand.attempts
            until = self.office.clock() + timedelta(seconds=wait)
            return await self.in_pool(self._again, errand, until, str(failed))
        sorry = Message(f"{escape(file.name)} {_why(failed)}")
        await self.in_pool(self._give_up, errand, sorry)
        self.wake_sender()

    def _again(self, errand: Errand, until: datetime, why: str) -> None:
        with self.office.database.begin() as session:
            errands.again(session, errand.id, until, why)

    def _give_up(self, errand: Errand, message: Message) -> None:
        """The person is told in the same transaction that ends the errand."""
        now, ask = self.office.clock(), Ask(Place.ERRAND, channel=errand.user)
        with self.office.database.begin() as session:
            if errands.fail(session, errand.id, now, message.text):
                key = f"errand/{errand.id}/failed"
                letters.apologise(session, errand.workspace, key, ask, message, now)


def _why(failed: Exception) -> str:
    match failed:
        case UnicodeDecodeError():
            return NOT_TEXT
        case TooLarge():
            return TOO_LARGE
        case _:
            return NOT_FETCHED


def _finish(fetched: Fetched, ask: Ask, errand: Errand, turn: Turn) -> None:
    reply = fetched.answer(turn, ask)
    errands.done(turn.session, errand.id, turn.now)
    if isinstance(reply, Message):
        letters.post(turn, f"errand/{errand.id}", errand.user, reply)
