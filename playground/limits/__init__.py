"""How often an app may do a thing: Slack's tiers and special limits, in real windows."""

from playground.limits.allowances import Limits
from playground.limits.ledgers import Ledger, Wait, Who

__all__ = ["Ledger", "Limits", "Wait", "Who"]
