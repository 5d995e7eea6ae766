"""Policies that calculate, one module each: when a text is for them, and what they answer."""

from policies.desks import (
    close_dates,
    co_selling,
    coverage,
    customer_channels,
    deals,
    events,
    forecasts,
    give_backs,
    handoffs,
    leads,
    next_steps,
    ranks,
    review_days,
    strategic,
    supports,
)
from policies.desks.desk import Desk

__all__ = ["CALCULATED", "DESKS", "Desk", "desk_for"]

DESKS: tuple[Desk, ...] = (
    co_selling.DESK,
    coverage.DESK,
    strategic.DESK,
    events.DESK,
    ranks.DESK,
    give_backs.DESK,
    forecasts.DESK,
    deals.DESK,
    next_steps.DESK,
    review_days.DESK,
    close_dates.DESK,
    customer_channels.DESK,
    handoffs.DESK,
    leads.DESK,
    supports.DESK,
)

CALCULATED = frozenset(name for desk in DESKS for name in desk.commands)


def desk_for(command: str) -> Desk | None:
    """The desk of a command such as `/deal` or a subcommand such as `event`."""
    name = command.lower().removeprefix("/")
    return next((desk for desk in DESKS if name in desk.commands), None)
