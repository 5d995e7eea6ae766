"""Addresses that people give."""

from urllib.parse import urlsplit

LONGEST = 1000


def is_link(url: str) -> bool:
    """Nothing in it ends the link in Slack, or hides where it leads."""
    if len(url) > LONGEST or set(url) & set('<>|" \t\n'):
        return False
    parts = urlsplit(url)
    return parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc
