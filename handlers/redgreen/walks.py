"""A session as it stands: who sits together, which review is open, and what has been said in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from handlers.kit import rights
from handlers.kit.feature import Refused, Scene, Turn
from handlers.redgreen import terms, words
from handlers.redgreen.terms import Terms
from policies.reviews import walk
from policies.reviews.challenges import Matter
from policies.reviews.periods import Period
from policies.reviews.walk import OVERRIDE, Talk
from policies.rights import Action
from storage import opportunities, profiles, review_answers, review_sessions, reviews
from storage.opportunities import Opportunity
from storage.review_sessions import Sitting
from storage.reviews import Review

GONE = "I can't find that session any more. `/redgreen` shows today's."
ABSENT = "Only {ae} and their manager can take part in this session."
BEYOND = "{opportunity} is not in this session any more."


@dataclass(frozen=True)
class Walk:
    """Everything is read when it is first asked for; a press makes a new one."""

    scene: Scene
    sitting: Sitting
    chosen: int | None = None
    """Another review than the one that is open."""

    @cached_property
    def reviews(self) -> Sequence[Review]:
        return reviews.reviews_of(self.scene.session, self.workspace, [self.sitting.id])

    @property
    def workspace(self) -> str:
        return self.sitting.workspace

    @property
    def places(self) -> list[walk.Place]:
        return [walk.Place(each.id, each.state) for each in self.reviews]

    @cached_property
    def review(self) -> Review | None:
        wanted = self.chosen or self.sitting.review
        return next((each for each in self.reviews if each.id == wanted), None)

    @property
    def number(self) -> int:
        """Which one of the session it is, from 1."""
        return next(n for n, each in enumerate(self.reviews, 1) if each is self.review)

    @cached_property
    def deals(self) -> dict[int, Opportunity]:
        ids = [each.opportunity for each in self.reviews]
        return opportunities.of_ids(self.scene.session, self.workspace, ids)

    @property
    def opportunity(self) -> Opportunity | None:
        return self.deals.get(self.review.opportunity) if self.review else None

    @cached_property
    def last(self) -> tuple[Sitting, Review] | None:
        """The review before, of whatever session."""
        id = self.review.opportunity if self.review else 0
        found = reviews.last_of(self.scene.session, self.workspace, [id], self.sitting.day)
        return found.get(id)

    @cached_property
    def terms(self) -> Terms | None:
        """None once the manager has left."""
        manager = terms.member(self.scene, self.sitting.manager)
        return terms.terms(self.scene, manager) if manager else None

    @cached_property
    def period(self) -> Period:
        return Period(self.sitting.starts, self.sitting.ends)

    @cached_property
    def manager(self) -> str | None:
        """Whoever is the manager of the account executive now."""
        profile = profiles.find(self.scene.session, self.workspace, self.sitting.ae)
        return profile.manager

    @property
    def is_there(self) -> bool:
        """Whether the opportunity is still open and still theirs."""
        deal = self.opportunity
        return deal is not None and deal.state == "open" and deal.owner == self.sitting.ae

    @cached_property
    def talk(self) -> Talk:
        assert self.review
        before = self.last
        ids = [self.review.id, *([before[1].id] if before else [])]
        kept = review_answers.of(self.scene.session, self.workspace, ids)
        same = before is not None and self._is_of_period(before[0])
        said = review_answers.latest(kept[before[1].id]) if before else {}
        stage = self.opportunity.stage if self.opportunity else self.review.stage
        return Talk(
            Matter(self.scene.pack, self.period, stage),
            review_answers.latest(kept[self.review.id]),
            {name: each for name, each in said.items() if same or not name.startswith(OVERRIDE)},
            had_step=bool(before and before[1].next_step),
            same_period=same,
        )

    def _is_of_period(self, sitting: Sitting) -> bool:
        return (sitting.starts, sitting.ends) == (self.sitting.starts, self.sitting.ends)


@dataclass(frozen=True, slots=True)
class Token:
    """What a button was about when it was shown."""

    session: int
    review: int = 0
    question: str = ""
    rest: str = ""


def read(value: str) -> Token:
    """Raises Refused for what none of our buttons says."""
    session, *more = value.split(":")
    review, question, rest = [*more, "", "", ""][:3]
    if not (_is_number(session) and (not review or _is_number(review))):
        raise Refused(GONE)
    return Token(int(session), int(review or 0), question, rest)


def enter(turn: Turn, token: Token) -> Walk:
    """The session, locked, for one of the two who are in it. Raises Refused for anybody else."""
    terms.insist_on_reviews(turn)
    sitting = review_sessions.lock(turn.session, turn.workspace.id, token.session)
    if sitting is None:
        raise Refused(GONE)
    found = Walk(turn, sitting, token.review or None)
    if turn.actor.id not in (sitting.ae, found.manager):
        raise Refused(ABSENT.format(ae=words.name(turn, sitting.ae)))
    if token.review and found.review is None:
        raise Refused(GONE)
    return found


def lead(turn: Turn, token: Token) -> Walk:
    """The same for the one who goes on in it: the manager of the account executive, as of now."""
    found = enter(turn, token)
    insist_on_leading(turn, found.sitting.ae)
    return found


def insist_on_leading(turn: Turn, ae: str) -> None:
    """Raises Refused for everybody but the one they report to, be it a manager above."""
    rights.insist(turn, Action.LEAD, owner=ae)


def leads(turn: Turn, walk: Walk) -> bool:
    return walk.manager == turn.actor.id


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 18
