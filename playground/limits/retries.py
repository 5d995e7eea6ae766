"""Retry-After as Slack sends it, and in the odd forms a client must survive."""

from email.utils import formatdate, parsedate_to_datetime
from math import ceil

from playground.limits.allowances import Form

HUGE = 86_400 * 30


def header(form: Form, seconds: float, now: float) -> str | None:
    match form:
        case "seconds":
            return str(max(1, ceil(seconds)))
        case "missing":
            return None
        case "zero":
            return "0"
        case "huge":
            return str(HUGE)
        case "date":
            return formatdate(now + max(1, ceil(seconds)), usegmt=True)
        case "fractional":
            return f"{seconds:.3f}"


def meant(sent: str | None, now: float) -> float:
    """For how many seconds a client that was sent this must keep away."""
    if not sent:
        return 0.0
    try:
        return max(0.0, float(sent))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(sent).timestamp() - now)
    except ValueError:
        return 0.0
