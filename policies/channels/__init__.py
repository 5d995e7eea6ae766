"""Slack channels with customers: who asked, whether the TAM approved, and until when they live."""

from policies.channels.values import Act, Channel, Event, Kind, State

__all__ = ["Act", "Channel", "Event", "Kind", "State"]
