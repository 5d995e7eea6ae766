"""What is in a session before it is held, and what has changed since the one before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from handlers.kit.feature import Scene
from handlers.redgreen.terms import Terms
from policies.reviews import changes, scope
from policies.reviews.changes import Change, Gone, Kind
from policies.reviews.scope import Picked
from policies.rights import Standing
from storage import members, opportunities, pipelines, profiles, review_sessions, reviews
from storage.members import Member
from storage.opportunities import Opportunity
from storage.review_sessions import Sitting
from storage.reviews import Review

Last = tuple[Sitting, Review]


@dataclass(frozen=True, slots=True)
class Deck:
    """The opportunities of one account executive; `sitting` is today's session, if there is one."""

    ae: Member
    terms: Terms
    picked: Picked
    last: Mapping[int, Last]
    turned: frozenset[int]
    """Opportunities whose colour turned when they were last reviewed."""
    gone: tuple[tuple[Review, Gone], ...]
    before: Sitting | None
    sitting: Sitting | None
    reviews: tuple[Review, ...]

    @property
    def is_first(self) -> bool:
        """Nothing has been reviewed before, so nothing is new."""
        return self.before is None

    def changes(self, opportunity: Opportunity) -> tuple[Change, ...]:
        seen = self.last.get(opportunity.id)
        found = changes.changes(opportunity, seen[1] if seen else None, self.terms.today)
        return () if self.is_first and seen is None else found

    def count(self, kind: Kind) -> int:
        deals = (each for each in self.picked.deals if isinstance(each, Opportunity))
        return sum(kind in {change.kind for change in self.changes(each)} for each in deals)


def team(scene: Scene, manager: str) -> list[Member]:
    """Those who report to them, by name: account executives, and whoever owns opportunities."""
    kept = profiles.reports(scene.session, scene.workspace.id, manager)
    found = members.members(scene.session, scene.workspace.id, [each.person for each in kept])
    owning = pipelines.owning(scene.session, scene.workspace.id, [m.id for m in found])
    sells = [each for each in found if _is_seller(scene, each) or each.id in owning]
    return sorted(sells, key=lambda each: (each.name.casefold(), each.id))


def _is_seller(scene: Scene, each: Member) -> bool:
    standings = {scene.pack.standing(role) for role in each.profile.roles}
    return Standing.ACCOUNT_EXECUTIVE in standings


@dataclass(frozen=True, slots=True)
class Past:
    """What earlier sessions and today's have left, of all the people together."""

    last: Mapping[int, Last]
    turned: frozenset[int]
    before: Mapping[str, Sitting]
    held: Mapping[str, Sitting]
    seen: Mapping[int, Sequence[Review]]


def decks(scene: Scene, terms: Terms, aes: Sequence[Member]) -> list[Deck]:
    """For all of them together in a handful of statements."""
    owned = pipelines.open_of_many(scene.session, scene.workspace.id, [m.id for m in aes])
    picked = {each.id: _pick(terms, each, owned[each.id]) for each in aes}
    past = _past(scene, terms, picked)
    left = _missing(picked, past)
    ids = [each.opportunity for found in left.values() for each in found]
    became = opportunities.of_ids(scene.session, scene.workspace.id, ids)
    return [
        _deck(terms, each, picked[each.id], past, _gone(terms, each, left, became)) for each in aes
    ]


def _past(scene: Scene, terms: Terms, picked: Mapping[str, Picked]) -> Past:
    session, workspace, today = scene.session, scene.workspace.id, terms.today
    deals = [deal.id for found in picked.values() for deal in found.deals]
    before = review_sessions.last_before(session, workspace, picked, today)
    held = review_sessions.on(session, workspace, today, picked)
    return Past(
        reviews.last_of(session, workspace, deals, today),
        _turned(reviews.verdicts(session, workspace, deals, today)),
        before,
        held,
        _by_session(scene, [*before.values(), *held.values()]),
    )


def _deck(
    terms: Terms, ae: Member, picked: Picked, past: Past, gone: tuple[tuple[Review, Gone], ...]
) -> Deck:
    before, held = past.before.get(ae.id), past.held.get(ae.id)
    seen = tuple(past.seen[held.id]) if held else ()
    return Deck(ae, terms, picked, past.last, past.turned, gone, before, held, seen)


def _turned(verdicts: Mapping[int, Sequence[str]]) -> frozenset[int]:
    return frozenset(id for id, told in verdicts.items() if changes.flips(told[-2:]))


def _pick(terms: Terms, ae: Member, owned: Iterable[Opportunity]) -> Picked:
    return scope.pick(owned, terms.scope, ae.profile.segment)


def in_scope(terms: Terms, segment: str, owned: Iterable[Opportunity]) -> list[Opportunity]:
    """Of somebody of that segment; the soonest close date first."""
    picked = scope.pick(owned, terms.scope, segment)
    return [each for each in picked.deals if isinstance(each, Opportunity)]


def _by_session(scene: Scene, sittings: Iterable[Sitting]) -> dict[int, list[Review]]:
    ids = [each.id for each in sittings]
    found: dict[int, list[Review]] = {id: [] for id in ids}
    for each in reviews.reviews_of(scene.session, scene.workspace.id, ids):
        found[each.session].append(each)
    return found


def _missing(picked: Mapping[str, Picked], past: Past) -> dict[str, list[Review]]:
    """What was gone through the last time and is not in scope any more, by whose it was."""
    found: dict[str, list[Review]] = {}
    for ae, sitting in past.before.items():
        there = {deal.id for deal in picked[ae].deals}
        found[ae] = [each for each in past.seen[sitting.id] if each.opportunity not in there]
    return found


def _gone(
    terms: Terms,
    ae: Member,
    left: Mapping[str, list[Review]],
    became: Mapping[int, Opportunity],
) -> tuple[tuple[Review, Gone], ...]:
    mine = left.get(ae.id, ())
    return tuple((each, _why(terms, ae, became.get(each.opportunity))) for each in mine)


def _why(terms: Terms, ae: Member, deal: Opportunity | None) -> Gone:
    outside = deal is not None and not _closes_within(deal.close_date, terms)
    return changes.gone(deal, ae.id, outside)


def _closes_within(day: date | None, terms: Terms) -> bool:
    return day is not None and terms.period.has(day)
