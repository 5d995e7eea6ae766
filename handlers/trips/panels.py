"""Trips on somebody's Home."""

from collections.abc import Iterator

from handlers.kit import blocks
from handlers.kit.feature import Block, Round
from handlers.kit.panels import Panel
from handlers.trips import pages, words
from handlers.trips.controls import LIST, PLAN, details_button, share_button
from policies.trips import Trip
from storage.members import Member

SHOWN = 4


def show(round: Round, member: Member) -> Iterator[Block]:
    found = pages.current(round, member.id)
    for trip in found[:SHOWN]:
        yield _one(round, trip)
    plan = blocks.button("Plan a trip", PLAN)
    rest = [blocks.button(f"All {len(found):,}", LIST)] if len(found) > SHOWN else []
    if not found:
        yield blocks.context(pages.NOTHING)
    yield blocks.actions(plan, *rest)


def _one(round: Round, trip: Trip) -> Block:
    works, on = words.rhythm(round, trip.person), words.today(round, trip.person)
    gaps = words.state(trip, round.pack.trips, works, on) or "Nothing is missing."
    owed = trip.starts <= on and not trip.is_shared
    button = share_button(trip, "") if owed else details_button(trip)
    return blocks.section(f"{words.line(trip)}\n{gaps}", button)


TRIPS = Panel("trips", "Trips", 30, show)
