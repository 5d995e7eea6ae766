"""Whether a request is Slack's own, decided on bytes that a stranger may have sent."""

import hashlib
import hmac
from datetime import datetime

OLDEST_SECONDS = 300
VERSION = b"v0"


def fresh(timestamp: bytes, now: datetime) -> bool:
    """ASCII digits, at most five minutes away."""
    if not (timestamp.isdigit() and len(timestamp) <= 12):
        return False
    return abs(now.timestamp() - int(timestamp)) <= OLDEST_SECONDS


def genuine(secret: str, timestamp: bytes, signature: bytes, body: bytes) -> bool:
    return hmac.compare_digest(sign(secret, timestamp, body), signature)


def sign(secret: str, timestamp: bytes, body: bytes) -> bytes:
    signed = b":".join((VERSION, timestamp, body))
    digest = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    return VERSION + b"=" + digest.encode()
