"""Instants as somebody types them at a shell."""

from datetime import datetime, tzinfo

from bot.mistakes import Mistake


def instant(option: str, text: str, zone: tzinfo) -> datetime:
    """Without an offset it is the workspace's own time."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        raise Mistake(f"{text!r} is no instant. For example {option} 2026-04-23T09:00") from None
    return read if read.tzinfo else read.replace(tzinfo=zone)
