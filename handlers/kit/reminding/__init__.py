"""The engine of every routine: what should be said is planned, checked again, bundled and told."""

from handlers.kit.reminding.items import follow, reopen, retell, settle
from handlers.kit.reminding.planning import replan

__all__ = ["follow", "reopen", "replan", "retell", "settle"]
