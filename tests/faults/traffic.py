"""Ten people who do not stop asking, and what Slack told each of them."""

import asyncio
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

from tests.endtoend.books import Books
from tests.endtoend.people import PATIENCE_SECONDS, Json, Person, holds

PAUSE_SECONDS = 0.05
CHOICE = "New inbound lead"


@dataclass
class Asker:
    """One of them. Questions differ by a number, so that each answer can be told from others."""

    person: Person
    dm: str
    numbers: Iterator[int]
    random: random.Random
    written: list[int] = field(default_factory=list)
    """Sent in the DM."""
    answered: list[int] = field(default_factory=list)
    """Commands that were acknowledged; the others may have been kept all the same."""
    pressed: dict[int, str] = field(default_factory=dict)
    """The message under which an acknowledged press was."""

    async def act(self) -> None:
        """One question, by one of the ways there are."""
        number = next(self.numbers)
        match self.random.randrange(3):
            case 0:
                await self.write(number)
            case 1:
                if await self._command(f"{number} employees inbound", f"{number:,} employees"):
                    self.answered.append(number)
            case _:
                await self._press(number)

    async def write(self, number: int) -> None:
        await self.person.say(f"{number} employees inbound", place=self.dm)
        self.written.append(number)

    async def _press(self, number: int) -> None:
        if not await self._command(f"480 employees {number} users", f"{number:,} potential users"):
            return
        question = await self._question(number)
        if (await self.person.press(CHOICE, question))["ok"]:
            self.pressed[number] = question["ts"]

    async def _question(self, number: int) -> Json:
        shown = await self.person.messages()
        return next(each for each in shown if holds(each, f"{number:,} potential users"))

    async def _command(self, text: str, answer: str) -> bool:
        """Whether it was answered, and not told that nothing was saved."""
        place = self.person.place
        said = await self.person.act("command", channel=place, command="/roe", text=text)
        if not said["ok"]:
            return False
        return any(holds(each, answer) for each in await self.person.messages())

    async def hears_back(self) -> None:
        """Until every question in the DM has an answer there; Slack takes one a second."""

        async def look() -> bool | None:
            counted = await self.heard()
            return all(counted[number] for number in self.written) or None

        patience = PATIENCE_SECONDS + len(self.written)
        await self.person.until(look, "an answer to each question in the DM", patience)

    async def heard(self) -> Counter[int]:
        """How often each question in the DM was answered."""
        shown = [each for each in await self.person.messages(self.dm) if each["app_id"]]
        asked = {f"Read as: {number:,} employees": number for number in self.written}
        return Counter(asked[key] for each in shown for key in asked if holds(each, key))

    async def sees_every_press(self) -> None:
        """Each pressed question has become its answer."""

        async def look() -> bool | None:
            shown = {each["ts"]: each for each in await self.person.messages()}
            decided = (holds(shown[ts], "belongs to") for ts in self.pressed.values())
            return all(decided) or None

        await self.person.until(look, "an answer under each button")


@dataclass
class Traffic:
    """They act while `open` is set, until `over`."""

    askers: Sequence[Asker]
    open: asyncio.Event = field(default_factory=asyncio.Event)
    over: bool = False
    pause_seconds: float = PAUSE_SECONDS

    async def run(self) -> None:
        async with asyncio.TaskGroup() as group:
            for asker in self.askers:
                group.create_task(self._go_on(asker))

    async def _go_on(self, asker: Asker) -> None:
        while not self.over:
            await self.open.wait()
            await asker.act()
            await asyncio.sleep(asker.random.uniform(0, self.pause_seconds))

    async def check(self, books: Books) -> None:
        """Nothing that was acknowledged is lost, and nothing happened twice."""
        for asker in self.askers:
            await asker.hears_back()
            await asker.sees_every_press()
            assert await asker.heard() == Counter(asker.written)
        kept = Counter(books.asked())
        assert [text for text, times in kept.items() if times > 1 and "users" not in text] == []
        assert self._acknowledged() - kept.keys() == set()
        pressed = list(_pressed(books))
        assert len(pressed) == len(set(pressed))
        assert {n for asker in self.askers for n in asker.pressed} <= set(pressed)

    def _acknowledged(self) -> set[str]:
        """Questions as they are kept; every message is acknowledged in the end."""
        return {
            f"{begin}{number} employees inbound"
            for asker in self.askers
            for begin, numbers in (("", asker.written), ("/roe ", asker.answered))
            for number in numbers
        }

    @property
    def size(self) -> int:
        done = (len(a.written) + len(a.answered) + len(a.pressed) for a in self.askers)
        return sum(done)


def _pressed(books: Books) -> Iterator[int]:
    for entry in books.entries("answer"):
        if entry.detail["given"].get("direction") == "inbound":
            yield int(entry.detail["text"].split()[3])


async def gather(people: Sequence[Person], seed: int) -> Traffic:
    numbers = count(100)
    return Traffic(
        [
            Asker(person, await person.dm(), numbers, random.Random(seed + at))
            for at, person in enumerate(people)
        ]
    )
