"""Leads of SDRs: the hour of an MQL, the two weeks of every lead, and lists of them."""

from policies.leads.values import SDR_ROLE, Act, Event, Kind, Lead, Outcome, Request, State

__all__ = ["SDR_ROLE", "Act", "Event", "Kind", "Lead", "Outcome", "Request", "State"]
