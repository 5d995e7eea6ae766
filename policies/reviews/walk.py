"""One review as it stands: which question is open, and what may be done about it: rg-questions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from policies.reviews.challenges import UNFIT, WAITING, WHY_NOW, Challenge, Matter
from policies.reviews.questions import (
    CONFIDENT,
    DONE,
    DROPPED,
    NOT_YET,
    PAST,
    STEP,
    TIMING,
    VERDICT,
    Given,
    Question,
    has_content,
    questions,
)

OVERRIDE = "override:"
"""A challenge that was set aside is kept as an answer of this name, with the reason as its text."""
CHALLENGED: Mapping[str, tuple[str, ...]] = {
    WHY_NOW: (VERDICT, TIMING),
    WAITING: (STEP,),
    UNFIT: (STEP,),
}
"""Which answers a challenge is about: when one of them changes, it has to be set aside anew."""


@dataclass(frozen=True)
class Talk:
    """`given` is the newest answer to each question, `before` those of the review before.

    `had_step` says whether a next step was agreed the last time, `same_period` whether that was
    within the period that this review is about.
    """

    matter: Matter
    given: Mapping[str, Given]
    before: Mapping[str, Given] = field(default_factory=dict)
    had_step: bool = False
    same_period: bool = True

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        every = questions(self.matter.pack)
        return every if self.had_step else tuple(each for each in every if each.id != PAST)

    @cached_property
    def challenges(self) -> tuple[Challenge, ...]:
        """Those that nobody has set aside."""
        return tuple(each for each in self.matter.challenges(self.given) if self._stands(each))

    @cached_property
    def open(self) -> Question | None:
        """The first that the manager is not confident of; None when all is said."""
        return next((each for each in self.questions if not self.is_settled(each.id)), None)

    @property
    def is_done(self) -> bool:
        return self.open is None

    @property
    def verdict(self) -> str:
        given = self.given.get(VERDICT)
        return given.choice if given is not None and given.sure == CONFIDENT else ""

    def is_settled(self, question: str) -> bool:
        given = self.given.get(question)
        return given is not None and given.sure == CONFIDENT and not self.against(question)

    def against(self, question: str) -> tuple[Challenge, ...]:
        """What is said against a confident answer."""
        given = self.given.get(question)
        if given is None or given.sure != CONFIDENT:
            return ()
        return tuple(each for each in self.challenges if each.question == question)

    def can_be_confident(self, question: str) -> bool:
        """There must be something to be confident of."""
        given = self.given.get(question)
        return given is not None and has_content(given)

    def overridden(self) -> tuple[tuple[Challenge, str], ...]:
        """Each challenge that was set aside, with the reason."""
        every = self.matter.challenges(self.given)
        return tuple(
            (each, self.given[OVERRIDE + each.id].text) for each in every if not self._stands(each)
        )

    def back(self, question: str) -> Question | None:
        """The one before, which is asked again; None at the first."""
        ids = [each.id for each in self.questions]
        place = ids.index(question) if question in ids else len(ids)
        return self.questions[place - 1] if place > 0 else None

    def last_time(self, question: str) -> Given | None:
        """What can be kept of the time before: only what somebody was confident of then.

        The last next step is asked about first; one that was done is no next step any more. What
        was said of another period is no answer for this one.
        """
        given = self.before.get(question)
        if given is None or given.sure != CONFIDENT or not has_content(given):
            return None
        return given if self._holds_still(given) else None

    def to_keep(self) -> tuple[Given, ...]:
        """What one press takes over: answers to what is not settled, up to the first gap.

        The reasons for setting challenges aside come along with the answers they were given for.
        """
        kept: list[Given] = []
        for question in self.questions:
            given = self.last_time(question.id)
            if self.is_settled(question.id):
                continue
            if given is None or self.can_be_confident(question.id):
                break
            kept.append(given)
        names = {each.question for each in kept}
        return (*kept, *self._asides(names))

    def _asides(self, kept: set[str]) -> Iterator[Given]:
        for challenge, about in CHALLENGED.items():
            aside = self.before.get(OVERRIDE + challenge)
            if aside is not None and self.same_period and kept.issuperset(about):
                yield aside

    def _holds_still(self, given: Given) -> bool:
        match given.question:
            case "past":
                return False
            case "step":
                past = self.given.get(PAST)
                return past is None or past.choice not in (DONE, DROPPED)
            case "verdict":
                return self.same_period
            case "timing":
                return self.same_period or given.day is not None
            case _:
                return True

    def _stands(self, challenge: Challenge) -> bool:
        aside = self.given.get(OVERRIDE + challenge.id)
        if aside is None:
            return True
        about = (self.given.get(name) for name in CHALLENGED[challenge.id])
        return any(each is not None and each.id > aside.id for each in about)


@dataclass(frozen=True, slots=True)
class Place:
    """A review among those of a session: its id, and how it ended."""

    id: int
    state: str


def after(places: Sequence[Place], id: int | None) -> int | None:
    """The next that waits, from there on and then from the start; None if none does."""
    ids = [each.id for each in places]
    start = ids.index(id) + 1 if id in ids else 0
    ordered = [*places[start:], *places[:start]]
    return next((each.id for each in ordered if each.state == "waiting" and each.id != id), None)


def before(places: Sequence[Place], id: int | None) -> int | None:
    """The one before it, however it ended."""
    ids = [each.id for each in places]
    place = ids.index(id) if id in ids else len(ids)
    return ids[place - 1] if place > 0 else None


def is_not_yet(given: Given | None) -> bool:
    return given is not None and given.sure == NOT_YET
