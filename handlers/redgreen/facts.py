"""An opportunity on the card: what it is like now, how it ended the last time, what changed."""

from collections.abc import Iterator, Sequence
from datetime import date

from handlers.kit import blocks
from handlers.kit.citations import source
from handlers.kit.feature import Block, Scene
from handlers.kit.texts import counted, excerpt
from handlers.redgreen import words
from handlers.redgreen.walks import Walk
from policies.reviews import changes
from policies.reviews.changes import Change, Gone, Kind
from policies.reviews.questions import PAST
from storage.opportunities import Opportunity
from storage.reviews import Review

BECAME = {
    Gone.WON: "is closed-won",
    Gone.LOST: "is closed-lost",
    Gone.DELETED: "has been deleted",
    Gone.REASSIGNED: "belongs to somebody else",
}


def facts(walk: Walk) -> Iterator[Block]:
    """Nothing but the words about one that nobody has any more."""
    deal = walk.opportunity
    if deal is None:
        return
    yield blocks.section(f"*{excerpt(deal.account)}* · {excerpt(deal.name)}")
    yield blocks.fields(
        ("Net ARR", words.money(deal.net_arr)),
        ("Stage", excerpt(deal.stage) or "none"),
        ("Close date", _closes(walk, deal)),
        ("Last verdict", _last(walk)),
    )
    if lines := [*_changed(walk, deal), *_noted(walk)]:
        yield blocks.context("\n".join(lines))


def difference(walk: Walk) -> str:
    """What became of an opportunity that is not there any more."""
    deal, sitting = walk.opportunity, walk.sitting
    why = changes.gone(deal, sitting.ae, False)
    named = f"*{excerpt(deal.account)}*" if deal else "This opportunity"
    if why is Gone.REASSIGNED and deal and deal.owner:
        return f"{named} belongs to {words.name(walk.scene, deal.owner)} now."
    return f"{named} {BECAME.get(why, 'is not in this session any more')}."


def became(walk: Walk) -> str:
    """The same in a word, to be kept."""
    return str(changes.gone(walk.opportunity, walk.sitting.ae, False))


def left(reviews: Sequence[Review]) -> str:
    """“3 done, 1 parked, 2 waiting”."""
    states = [each.state for each in reviews]
    names = {"done": "done", "parked": "parked", "skipped": "skipped", "waiting": "waiting"}
    names["not-reached"] = "not reached"
    counts = [f"{states.count(state)} {word}" for state, word in names.items() if state in states]
    return ", ".join(counts) or "nothing in it"


def said(change: Change) -> str:
    """A change in one piece: `close date Thu 27 Nov → Fri 28 Nov`."""
    match change.kind:
        case Kind.NEW:
            return "new since the last session"
        case Kind.STEP_CHANGED:
            return "next step changed"
        case Kind.STEP_OVERDUE:
            return f"next step overdue since {value(change.before)}"
        case _:
            return f"{change.kind} {value(change.before)} → {value(change.after)}"


def value(told: str | int | date | None) -> str:
    match told:
        case None | "":
            return "none"
        case int():
            return words.money(told)
        case date():
            return words.day(told)
        case _:
            return excerpt(str(told))


def tally(reviews: Sequence[Review]) -> str:
    """Green and red with their Net ARR."""
    parts = []
    for verdict in ("green", "red"):
        those = [each for each in reviews if each.verdict == verdict and each.state == "done"]
        dollars = sum(each.net_arr or 0 for each in those)
        parts.append(f"{words.colour(verdict)}: {len(those)}, {words.money(dollars)}")
    return " · ".join(parts)


def counted_deals(number: int) -> str:
    return counted(number, "opportunity", "opportunities")


def _closes(walk: Walk, deal: Opportunity) -> str:
    passed = deal.close_date is not None and deal.close_date < walk.sitting.day
    return f"{words.long_day(deal.close_date)}{' ⚠️ passed' if passed else ''}"


def _last(walk: Walk) -> str:
    if walk.last is None:
        return "never reviewed"
    sitting, review = walk.last
    return f"{words.colour(review.verdict)}, {words.day(sitting.day)}"


def _changed(walk: Walk, deal: Opportunity) -> Iterator[str]:
    if walk.last is None:
        return
    found = changes.changes(deal, walk.last[1], walk.sitting.day)
    since = words.day(walk.last[0].day)
    if found:
        yield f"Since {since}: {'; '.join(map(said, found))}"
    else:
        yield f"Nothing changed since {since}."


def _noted(walk: Walk) -> Iterator[str]:
    """Not where it is asked about just below."""
    asked = walk.talk.open
    if walk.last and walk.last[1].next_step and not (asked and asked.id == PAST):
        review = walk.last[1]
        due = f", due {words.day(review.next_step_date)}" if review.next_step_date else ""
        yield f"Next step the last time: “{excerpt(review.next_step)}”{due}"


def cited(scene: Scene, entry: str) -> str:
    """Where the handbook says so, or nothing in an edition that does not."""
    return source(scene.pack.citation(entry)) if entry in scene.pack.entries else ""
