"""What the bot sees of somebody's seven skills, from the little that it knows of their pipeline."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo

from policies.clocks import day_in
from policies.desks.deal_lines import Figures, Lines
from policies.desks.requirements import DECK, FULL, OVERVIEW
from policies.skills.sheet import Sees

PLANS = frozenset({FULL, OVERVIEW})


@dataclass(frozen=True, slots=True)
class Deal:
    """An open opportunity, as far as the seven look at it; `stepped` if a next step is written."""

    id: int
    owner: str
    name: str
    account: str
    segment: str
    net_arr: int | None
    amount: int | None
    close_date: date | None
    stepped: bool
    step_date: date | None
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Ranks:
    """Accounts, and how many have a rank of this fiscal year with its reason."""

    accounts: int
    complete: int


@dataclass(frozen=True, slots=True)
class Sight:
    """`full` are those of `plans` that need the full plan; `maybe_…` lack a figure that decides."""

    ranks: Ranks | None = None
    """None in an edition without ranks."""
    lines: bool = True
    """Whether the edition says what a deal of a size needs."""
    deals: tuple[Deal, ...] = ()
    decks: tuple[Deal, ...] = ()
    maybe_decks: tuple[Deal, ...] = ()
    plans: tuple[Deal, ...] = ()
    full: tuple[Deal, ...] = ()
    maybe_plans: tuple[Deal, ...] = ()
    excused: tuple[Deal, ...] = ()
    stepless: tuple[Deal, ...] = ()
    past: tuple[Deal, ...] = ()
    unchanged: tuple[Deal, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.deals or (self.ranks and self.ranks.accounts))

    @property
    def stepped(self) -> int:
        return len(self.deals) - len(self.stepless)

    @property
    def outdated(self) -> tuple[Deal, ...]:
        """Past or unchanged, each once."""
        found = {each.id for each in (*self.past, *self.unchanged)}
        return tuple(each for each in self.deals if each.id in found)

    def shown(self, sees: Sees) -> tuple[Deal, ...]:
        """The opportunities that are to be looked at for it."""
        match sees:
            case Sees.RANKS:
                return ()
            case Sees.DECKS:
                return (*self.decks, *self.maybe_decks)
            case Sees.STEPS:
                return self.stepless
            case Sees.PLANS:
                return (*self.plans, *self.maybe_plans)
            case Sees.CURRENT:
                return self.outdated


@dataclass(frozen=True, slots=True)
class Needs:
    """True, False, or None where a figure that is missing decides."""

    deck: bool | None
    plan: bool | None
    full: bool
    excused: bool


def look(
    deals: Sequence[Deal],
    ranks: Ranks | None,
    lines: Lines | None,
    now: datetime,
    zone: tzinfo,
    unchanged: int,
) -> Sight:
    """`unchanged` is how many days an opportunity may stay as it is."""
    today = day_in(now, zone)
    found = [(each, _needs(each, lines, today)) for each in deals]
    stale = now - timedelta(days=unchanged)
    return Sight(
        ranks,
        lines is not None,
        tuple(deals),
        tuple(each for each, needs in found if needs.deck),
        tuple(each for each, needs in found if needs.deck is None),
        tuple(each for each, needs in found if needs.plan),
        tuple(each for each, needs in found if needs.full),
        tuple(each for each, needs in found if needs.plan is None),
        tuple(each for each, needs in found if needs.excused),
        tuple(each for each in deals if not has_step(each, today)),
        tuple(each for each in deals if is_past(each, today)),
        tuple(each for each in deals if each.changed_at < stale),
    )


def has_step(deal: Deal, today: date) -> bool:
    """A text, and a day that is not past; today is not past."""
    return deal.stepped and deal.step_date is not None and deal.step_date >= today


def is_past(deal: Deal, today: date) -> bool:
    return deal.close_date is not None and deal.close_date < today


NOTHING = Needs(False, False, False, False)


def _needs(deal: Deal, lines: Lines | None, today: date) -> Needs:
    """As the deal policy decides; a channel-managed one is asked about as if it were not."""
    if lines is None:
        return NOTHING
    figures = lines.figures(
        deal.segment, deal.net_arr, deal.amount, deal.close_date, deal.name, today
    )
    over = lines.over(figures)
    full = FULL in over.needs
    return Needs(
        _is(over.needs, over.open, {DECK}),
        _is(over.needs, over.open, PLANS),
        full,
        figures.channel_managed and _is_excused(figures, lines),
    )


def _is(needs: Sequence[str], open: Sequence[str], those: frozenset[str] | set[str]) -> bool | None:
    if not those.isdisjoint(needs):
        return True
    return False if those.isdisjoint(open) else None


def _is_excused(figures: Figures, lines: Lines) -> bool:
    """It would need a plan, did no partner manage it."""
    without = lines.over(replace(figures, channel_managed=False))
    excused = PLANS.isdisjoint(lines.over(figures).needs)
    return excused and not PLANS.isdisjoint(without.needs)
