"""Addresses that people give."""

from urllib.parse import urlsplit

LONGEST_LINK = 1000


def is_link(url: str) -> bool:
    """Nothing in it ends the link in Slack, or hides where it leads."""
    if len(url) > LONGEST_LINK or set(url) & set('<>|" \t\n'):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc
