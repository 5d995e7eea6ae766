<<<<<<< HEAD
<<<<<<< HEAD
"""Whether an address of a stranger's can be shown as a link."""
=======
"""Addresses that people give, which must be links and nothing else."""
>>>>>>> newhire
=======
"""Addresses that people give."""
>>>>>>> support

from urllib.parse import urlsplit

LONGEST = 1000


def is_link(url: str) -> bool:
    """Nothing in it ends the link in Slack, or hides where it leads."""
    if len(url) > LONGEST or set(url) & set('<>|" \t\n'):
        return False
<<<<<<< HEAD
<<<<<<< HEAD
    try:
        parts = urlsplit(url)
        return parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False
=======
    parts = urlsplit(url)
    return parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc
>>>>>>> newhire
=======
    parts = urlsplit(url)
    return parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc
>>>>>>> support
