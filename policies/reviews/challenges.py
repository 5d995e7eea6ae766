"""What the rules say against an answer: rg-definition, rg-questions, and the next-step rules."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from policies.answer import Answer, Status
from policies.desks.next_steps import DESK as NEXT_STEP
from policies.edition import Pack
from policies.findings import Trouble
from policies.inquiries import Inquiry
from policies.reading.cleaning import clean
from policies.reading.said import Said
from policies.reviews.periods import Period
from policies.reviews.questions import GREEN, STEP, TIMING, VERDICT, Given, has_content
from policies.sheets import Item
from policies.wording import filled

WHY_NOW, WAITING, UNFIT = "why-now", "waiting", "unfit"


@dataclass(frozen=True, slots=True)
class Challenge:
    """`question` is where it shows; `entries` are the rules it rests on."""

    id: str
    question: str
    says: str
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """What the answers of one review are held against."""

    pack: Pack
    period: Period
    stage: str

    def challenges(self, given: Mapping[str, Given]) -> tuple[Challenge, ...]:
        """All that is said against them, whether or not it was set aside."""
        return (*self._timing(given), *self._step(given.get(STEP)))

    def is_closing(self) -> bool:
        """Whether waiting for closed-won is all that is left to do at this stage."""
        words = self.pack.sheets["redgreen"].lists["closing"]
        return any(item.says.lower() in self.stage.lower() for item in words)

    def _timing(self, given: Mapping[str, Given]) -> Iterator[Challenge]:
        verdict, timing = given.get(VERDICT), given.get(TIMING)
        if verdict is None or verdict.choice != GREEN or timing is None:
            return
        if has_content(timing) and not self.is_in_period(timing):
            yield self._of(WHY_NOW, period=self.period.name)

    def is_in_period(self, timing: Given) -> bool:
        """A day decides, if one was named; otherwise the choice."""
        if timing.day is not None:
            return self.period.has(timing.day)
        inside = self.pack.sheets["redgreen"].lists["in_period"]
        return any(item.id == timing.choice for item in inside)

    def _step(self, step: Given | None) -> Iterator[Challenge]:
        if step is None or not has_content(step):
            return
        if step.choice or self._waits(step.text):
            if not self.is_closing():
                yield self._of(WAITING, stage=self.stage or "no stage")
        elif (answer := judged(self.pack, step.text, self.period.ends)) and answer.outcome != "ok":
            entries = tuple(each.id for each in answer.citations)
            yield self._of(UNFIT, *entries, says=answer.headline)

    def _waits(self, text: str) -> bool:
        sheet = self.pack.sheets.get("nextstep")
        phrases = sorted(sheet.words["waiting"] if sheet else (), key=len, reverse=True)
        pattern = rf"\W*(?:{'|'.join(map(re.escape, phrases))})(?!\w)"
        return bool(phrases) and bool(re.match(pattern, clean(text).lower()))

    def _of(self, id: str, *entries: str, **words: str) -> Challenge:
        item = self._item(id)
        says = filled(item.says, words)
        return Challenge(id, item.side or STEP, says, (item.entry, *entries))

    def _item(self, id: str) -> Item:
        found = self.pack.sheets["redgreen"].lists["challenges"]
        return next(item for item in found if item.id == id)


def judged(pack: Pack, text: str, day: date) -> Answer | None:
    """What the rules of the Next Steps field say of it; None if the edition has none."""
    sheet = pack.sheets.get("nextstep")
    if sheet is None:
        return None
    said = Said("", datetime.combine(day, time(12)), {"next_step": text})
    try:
        answer = NEXT_STEP.answer(Inquiry(sheet, pack, said))
    except Trouble as trouble:
        answer = trouble.answer
    return answer if answer.status is Status.DECIDED else None
