"""Work on a file that has to be fetched from Slack before a turn can be taken."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import datetime, timedelta
from functools import partial
from time import sleep

from handlers.kit import letters, sorting
from handlers.kit.blocks import escape
from handlers.kit.feature import Ask, Fetched, File, HeardReply, Message, Place, Step, Turn
from handlers.kit.mishaps import Final, Later, SlackFailed, TooLarge
from handlers.kit.payloads import Caller
from handlers.kit.people import Stranger
from handlers.kit.routes import Routes
from handlers.kit.slack import Slack
from handlers.kit.sorting import DROPPED
from handlers.kit.turns import Office, Sorry, take
from handlers.kit.workers import LEASE, Worker
from policies.imports.tables import Unreadable
from storage import errands
from storage.errands import Errand

log = logging.getLogger(__name__)

ATTEMPTS = 6
BREATH_SECONDS = 0.01
"""Between two steps: SQLite's one writer would else take its own turn again and again."""
NOT_TEXT = (
    "cannot be read as UTF-8 text. In Excel choose Save As and “CSV UTF-8”, in Google Sheets "
    "Download and “Comma-separated values”; then send that file."
)
TOO_LARGE = "is over {limit} MB. Split it and send the parts one after another."
NOT_FETCHED = "could not be fetched from Slack. Please send it again."
NO_LONGER_KNOWN = "I no longer know who asked for this. Please ask again."
TOO_OFTEN = "could not be read: something broke on our side each time. Please tell your admin."


class Fetcher(Worker[Errand]):
    def __init__(
        self, office: Office, found: Routes, slack: Slack, wake: Callable[[], None], name: str
    ) -> None:
        """`wake` is called when the work has left letters for the sender."""
        super().__init__(office, errands, name)
        self.routes, self.slack, self.wake_sender = found, slack, wake

    async def work(self, errand: Errand) -> None:
        file = _file_of(errand)
        if errand.attempts > ATTEMPTS:
            sorry = Message(f"{escape(file.name)} {TOO_OFTEN}")
            return await self.in_pool(self._give_up, errand, sorry)
        try:
            data = await self._data(errand, file)
        except SlackFailed as failed:
            return await self._failed(errand, file, failed)
        await self.in_pool(self._answer, errand, file, data)
        self.wake_sender()

    async def _data(self, errand: Errand, file: File) -> bytes:
        installed = self.office.installed.get(errand.workspace)
        if installed is None:
            raise Final("the workspace is not installed")
        most = self._most(errand)
        return await self.slack.fetch(installed.token, file.url, most) if most else b""

    def _most(self, errand: Errand) -> int:
        kind = self.routes.fetched.get(errand.kind)
        return kind.most if kind else sorting.MOST

    def _answer(self, errand: Errand, file: File, data: bytes) -> None:
        ask = Ask(
            Place.ERRAND,
            files=(file,),
            channel=errand.user,
            about=str(errand.detail.get("about", "")),
        )
        try:
            kind = self._kind(errand, data)
            if kind is not None and kind.steps:
                return self._walk(errand, kind.steps(ask, data))
            answer = self._answering(errand, kind, ask, data)
        except (Unreadable, UnicodeDecodeError) as failed:
            return self._give_up(errand, Message(f"{escape(file.name)} {_why(failed)}"))
        self._take(errand, partial(_finish, answer, errand), "")

    def _kind(self, errand: Errand, data: bytes) -> Fetched | None:
        """What the file is to be read as. Raises Unreadable for one nobody can read."""
        kinds = self.routes.fetched
        if errand.kind == DROPPED:
            return sorting.sort(kinds, data, self.office.pack)
        return kinds.get(errand.kind)

    def _answering(
        self, errand: Errand, kind: Fetched | None, ask: Ask, data: bytes
    ) -> Callable[[Turn], HeardReply]:
        """Raises UnicodeDecodeError for a list that is no text."""
        if kind is None or kind.answer is None:
            asked = sorting.question(self.routes.fetched, ask.files[0], errand.id)
            return lambda turn: asked
        if len(data) > kind.most:
            raise Unreadable(TOO_LARGE.format(limit=kind.most // 1_000_000))
        mark = data[:2] in (b"\xff\xfe", b"\xfe\xff")
        read = replace(ask, text=data.decode("utf-16" if mark else "utf-8-sig"))
        answer = kind.answer
        return lambda turn: answer(turn, read)

    def _walk(self, errand: Errand, steps: Iterator[Step]) -> None:
        """Each in a transaction of its own, in which the claim is made to last longer."""
        for number, step in enumerate(steps):
            work = partial(self._stepped, step, errand)
            if not self._take(errand, work, f":{errand.attempts}:{number}"):
                return
            self.wake_sender()
            sleep(BREATH_SECONDS)
        with self.office.database.begin() as session:
            errands.done(session, errand.id, self.office.clock())

    def _stepped(self, step: Step, errand: Errand, turn: Turn) -> None:
        errands.extend(turn.session, errand.id, self.name, self.office.clock() + LEASE)
        step(turn)

    def _take(self, errand: Errand, work: Callable[[Turn], object], part: str) -> bool:
        key = f"errand:{errand.id}{part}"
        caller = Caller(errand.workspace, errand.user, errand.workspace, key)
        try:
            outcome = take(self.office, self.routes.registry, caller, work)
        except Stranger:
            outcome = Sorry(Message(NO_LONGER_KNOWN))
        if isinstance(outcome, Sorry):
            self._give_up(errand, outcome.message)
        return not isinstance(outcome, Sorry)

    async def _failed(self, errand: Errand, file: File, failed: Exception) -> None:
        log.warning("errand %s: %s", errand.id, type(failed).__name__)
        final = isinstance(failed, Final) or errand.attempts >= ATTEMPTS
        if not final:
            wait = failed.seconds if isinstance(failed, Later) else 2**errand.attempts
            until = self.office.clock() + timedelta(seconds=wait)
            return await self.in_pool(self._again, errand, until, str(failed))
        why = NOT_FETCHED
        if isinstance(failed, TooLarge):
            why = TOO_LARGE.format(limit=self._most(errand) // 1_000_000)
        sorry = Message(f"{escape(file.name)} {why}")
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


def _why(failed: Unreadable | UnicodeDecodeError) -> str:
    return str(failed) if isinstance(failed, Unreadable) else NOT_TEXT


def _file_of(errand: Errand) -> File:
    return File(**{field.name: errand.detail[field.name] for field in fields(File)})


def _finish(answer: Callable[[Turn], HeardReply], errand: Errand, turn: Turn) -> None:
    reply = answer(turn)
    errands.done(turn.session, errand.id, turn.now)
    if isinstance(reply, Message):
        letters.post(turn, f"errand/{errand.id}", errand.user, reply)
