"""Whether a link leads to a document that can be somebody's trip notes."""

import re
from urllib.parse import parse_qs, urlsplit

from policies.trips.sheet import TripSheet
from policies.wording import listed

LONGEST = 1000
UNFIT = re.compile(r"[<>|\"\s\x00-\x1f]")
"""What would end a link in Slack, or hide where it leads."""
VIEWS = frozenset({"edit", "view", "preview", "mobilebasic", "copy", "comment"})
DOCUMENT = re.compile(r"/d/(?:e/)?([\w-]{5,})")
ACCOUNT = re.compile(r"/u/\d+")


class BadLink(ValueError):
    """Why it cannot be, in one sentence with an example."""


def checked(url: str, sheet: TripSheet) -> str:
    """The document's address, the same however it was opened. Raises BadLink."""
    example = f"for example https://{sheet.hosts[0]}/document/d/…"
    host = _host(url, example)
    if host not in sheet.hosts:
        hosts = listed(sheet.hosts, "or")
        raise BadLink(f"Trip notes are a document on {hosts}; this leads to {host}.")
    address = address_of(url)
    if address == address_of(sheet.template.url):
        raise BadLink("This is the empty template itself. Make a copy and give the link to that.")
    path = ACCOUNT.sub("", urlsplit(url).path).strip("/")
    if "folders" in path.split("/"):
        raise BadLink(f"This leads to a folder. Give the link to the document, {example}.")
    if not path:
        raise BadLink(f"This leads to no document. Give its whole address, {example}.")
    return address


def is_document(url: str, sheet: TripSheet) -> bool:
    try:
        checked(url, sheet)
    except BadLink:
        return False
    return True


def address_of(url: str) -> str:
    """Without how it is shown, by whom, and from where in it."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    if found := DOCUMENT.search(parts.path):
        return f"d/{found[1]}"
    if ids := parse_qs(parts.query).get("id"):
        return f"d/{ids[0]}"
    words = ACCOUNT.sub("", parts.path).strip("/").split("/")
    kept = words[:-1] if len(words) > 1 and words[-1] in VIEWS else words
    return f"{host}/{'/'.join(kept)}"


def _host(url: str, example: str) -> str:
    if len(url) > LONGEST:
        raise BadLink(f"This link has more than {LONGEST:,} characters. Give the short one.")
    if UNFIT.search(url):
        raise BadLink(f"This is no link that Slack can show. Copy it again, {example}.")
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError as error:
        raise BadLink(f"This is no address. Copy it again, {example}.") from error
    if parts.scheme != "https" or not host or port not in (None, 443) or parts.username:
        raise BadLink(f"The link has to begin with https://, {example}.")
    return host
