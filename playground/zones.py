"""Time zones as strangers name them."""

from typing import Annotated, TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator


def known(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("no such time zone, for example Europe/Berlin") from None


Zone: TypeAlias = Annotated[str, AfterValidator(known)]
