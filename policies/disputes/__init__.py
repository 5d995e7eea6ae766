"""Disputes: how they are found again, and when somebody is reminded of one that waits."""

from policies.disputes.sheet import DisputeSheet

__all__ = ["DisputeSheet"]
