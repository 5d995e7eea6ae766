"""Trips and their notes: what is due when, how a trip is read, what counts as a document."""

from policies.trips.sheet import TripSheet
from policies.trips.values import Notes, Purpose, Tick, Trip

__all__ = ["Notes", "Purpose", "Tick", "Trip", "TripSheet"]
