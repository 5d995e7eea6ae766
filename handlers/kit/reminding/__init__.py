"""The engine of every routine: what should be said is planned, checked again, bundled and told."""

from handlers.kit.reminding.items import reopen, settle
from handlers.kit.reminding.planning import replan

__all__ = ["reopen", "replan", "settle"]
