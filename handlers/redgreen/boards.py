"""What there is to review, on any day: a manager's team with its sessions, or one's own list."""

from collections.abc import Iterator, Sequence

from handlers.kit import blocks
from handlers.kit.blocks import Element
from handlers.kit.feature import Block, Message, Scene, Turn
from handlers.kit.texts import counted, excerpt, listed
from handlers.redgreen import dues, facts, teams, terms, words
from handlers.redgreen.teams import Deck
from handlers.redgreen.terms import Terms
from handlers.redgreen.words import press
from policies.reviews.changes import Gone, Kind
from storage import profiles
from storage.members import Member
from storage.opportunities import Opportunity

SHOWN_AT_MOST = 20
DEALS_AT_MOST = 15
COUNTED = {
    Kind.NEW: "new",
    Kind.CLOSE_DATE: "with another close date",
    Kind.NET_ARR: "with another Net ARR",
    Kind.AMOUNT: "with another amount",
    Kind.STEP_CHANGED: "with another next step",
    Kind.STEP_OVERDUE: "with an overdue next step",
}
NO_PART = (
    "You have no team and no opportunity in Red/Green. Who reports to whom is in "
    "`/handrail team`; whose opportunities are in scope says `/redgreen scope`."
)
NO_MANAGER = "You report to nobody, so nobody can hold a session with you. `/handrail me` sets it."
LIVE = "The session is held live, the two of you; I keep what is said."


def board(turn: Turn) -> Message:
    """For whoever asks: their team, their own list, or both."""
    terms.insist_on_reviews(turn)
    me = terms.member(turn, turn.actor.id)
    team = teams.team(turn, turn.actor.id)
    shown: list[Block] = []
    if me and team:
        mine = terms.terms(turn, me)
        shown += [*_head(mine), *_lookback(turn), *_team(turn, teams.decks(turn, mine, team))]
    if me and (own := _own_deck(turn, me)):
        shown += _list(turn, own)
    said = (
        f"Red/Green: {counted(len(team), 'account executive')}" if team else "Red/Green: your list"
    )
    return (
        blocks.message(said, *shown) if shown else blocks.message(NO_PART, blocks.section(NO_PART))
    )


def _head(mine: Terms) -> Iterator[Block]:
    yield blocks.header(f"Red/Green, {words.long_day(mine.today)}")
    if mine.calendar.is_session(mine.today):
        when = f"Today is a Red/Green day of {mine.period.name}."
    else:
        when = f"No session is printed for today; the next is {words.long_day(mine.next_session)}."
    yield blocks.context(f"{when} {LIVE}")


def _lookback(turn: Turn) -> Iterator[Block]:
    """Until it is held; it comes before the new sessions."""
    if found := dues.due(turn, turn.actor.id):
        month = found.book.month.isoformat()
        yield blocks.section(found.text, press("Lookback", words.LOOKBACK, month))


def _team(scene: Scene, decks: Sequence[Deck]) -> Iterator[Block]:
    for deck in decks[:SHOWN_AT_MOST]:
        yield blocks.section(line(scene, deck), button(deck))
    if len(decks) > SHOWN_AT_MOST:
        yield blocks.context(f"{len(decks) - SHOWN_AT_MOST} more people report to you.")
    yield blocks.context(f"📖 {facts.cited(scene, 'rg-dates')}")


def line(scene: Scene, deck: Deck) -> str:
    """One account executive: how many, how much, and what changed since the last session."""
    count, dollars = len(deck.picked.deals), words.money(deck.picked.net_arr)
    name = excerpt(deck.ae.name)
    head = (
        f"*{name}*: {facts.counted_deals(count)}, {dollars} Net ARR"
        if count
        else f"*{name}*: nothing in scope"
    )
    lines = [head, *_since(deck), *_today(deck), *_unclear(deck)]
    return "\n".join(lines)


def _since(deck: Deck) -> Iterator[str]:
    if deck.before is None:
        return
    if deck.before.ends < deck.terms.period.starts:
        last = words.day(deck.before.day)
        yield f"First session of {deck.terms.period.name}; the last one was on {last}"
        return
    counts = [f"{n} {word}" for kind, word in COUNTED.items() if (n := deck.count(kind))]
    gone = [each for _, each in deck.gone]
    left = [f"{gone.count(why)} {why}" for why in Gone if why in gone]
    told = "; ".join([*counts, *left]) or "nothing changed"
    yield f"Since {words.day(deck.before.day)}: {told}"
    turned = sum(each.id in deck.turned for each in deck.picked.deals)
    if turned:
        yield f"{counted(turned, 'verdict')} turned in the last session"


def _today(deck: Deck) -> Iterator[str]:
    if deck.sitting is not None:
        state = "open" if deck.sitting.state == "open" else "ended"
        yield f"Today's session is {state}: {facts.left(deck.reviews)}"


def _unclear(deck: Deck) -> Iterator[str]:
    if unknown := deck.picked.unknown:
        whys = listed(sorted({str(why) for _, why in unknown}), "or")
        yield f"⚠️ {facts.counted_deals(len(unknown))} may belong here, with {whys}"


def button(deck: Deck) -> Element | None:
    if deck.sitting is not None:
        return press("Resume", words.RESUME, deck.sitting.id)
    return press("Start", words.START, deck.ae.id, style="primary") if deck.picked.deals else None


def _own_deck(turn: Turn, me: Member) -> Deck | None:
    """By the terms of their manager; None for whoever has nothing in scope and no manager."""
    manager = terms.member(turn, me.profile.manager) if me.profile.manager else None
    theirs = terms.terms(turn, manager or me)
    deck = teams.decks(turn, theirs, [me])[0]
    return deck if deck.picked.deals or deck.sitting or (manager and deck.picked.unknown) else None


def _list(turn: Turn, deck: Deck) -> Iterator[Block]:
    yield blocks.header(f"Your Red/Green list, {deck.terms.period.name}")
    manager = profiles.find(turn.session, turn.workspace.id, turn.actor.id).manager
    if manager is None:
        yield blocks.section(f"⚠️ {NO_MANAGER}")
    else:
        session = words.long_day(deck.terms.today if _is_today(deck) else deck.terms.next_session)
        yield blocks.context(
            f"{words.name(turn, manager)} holds the sessions; the next is {session}. {LIVE}"
        )
    deals = [each for each in deck.picked.deals if isinstance(each, Opportunity)]
    lines = [_deal(deck, each) for each in deals[:DEALS_AT_MOST]]
    if lines:
        yield blocks.section("\n".join(lines))
    if len(deals) > DEALS_AT_MOST:
        yield blocks.context(f"{len(deals) - DEALS_AT_MOST} more with later close dates.")
    for each in _unclear(deck):
        yield blocks.context(each)
    if deck.sitting and deck.sitting.state == "open":
        yield blocks.actions(press("Show the card again", words.SEE, deck.sitting.id))
    yield blocks.context(f"📖 {facts.cited(turn, 'rg-thresholds')}")


def _is_today(deck: Deck) -> bool:
    return deck.terms.calendar.is_session(deck.terms.today)


def _deal(deck: Deck, deal: Opportunity) -> str:
    seen = deck.last.get(deal.id)
    last = f" · {words.colour(seen[1].verdict)}, {words.day(seen[0].day)}" if seen else ""
    changed = "; ".join(map(facts.said, deck.changes(deal)))
    more = f"\n    {changed}" if changed else ""
    account = excerpt(deal.account or deal.name)
    closes = f"{words.money(deal.net_arr)}, closes {words.day(deal.close_date)}"
    return f"• *{account}* {closes}{last}{more}"
