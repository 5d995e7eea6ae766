"""Logs as text or JSON lines, with every secret shortened."""

import json
import logging
import re
import sys
import time
from collections.abc import Iterable
from typing import Literal, TextIO

TOKEN = re.compile(r"\b(xox[a-z](?:\.xox[a-z])?-|xapp-|xwfp-)[A-Za-z0-9._-]+")
PASSWORD = re.compile(r"(\w+://[^\s:/@]*):[^\s/@]+@")
CALLBACK = re.compile(r"(https?://[^\s\"']*/(?:commands|actions|app|response)/)[^\s\"']+")
USUAL = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
QUIET = {
    "slack_bolt": logging.ERROR,  # its warnings quote the request
    "slack_sdk": logging.WARNING,
    "aiohttp": logging.WARNING,
    "apscheduler": logging.WARNING,
    "uvicorn": logging.WARNING,
    "asyncio": logging.WARNING,
    "alembic": logging.WARNING,
}


class Redactor:
    """Shortens tokens, passwords and the given secrets wherever they stand in a text."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        known = sorted((secret for secret in secrets if len(secret) > 3), key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, known))) if known else None

    def __call__(self, text: str) -> str:
        shorter = TOKEN.sub(r"\1…", text)
        shorter = PASSWORD.sub(r"\1:…@", shorter)
        shorter = CALLBACK.sub(r"\1…", shorter)
        return self._known.sub("…", shorter) if self._known else shorter


class Universal(logging.Formatter):
    """Instants in UTC, in ISO form."""

    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    @staticmethod
    def converter(seconds: float | None) -> time.struct_time:
        return time.gmtime(seconds)


class Lines(Universal):
    """For people: when, how grave, who, what, and the extras as `key=value`."""

    def __init__(self, redact: Redactor) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s")
        self._redact = redact

    def formatMessage(self, record: logging.LogRecord) -> str:
        extras = "".join(f" {key}={value}" for key, value in _extras(record).items())
        return super().formatMessage(record) + extras

    def format(self, record: logging.LogRecord) -> str:
        return self._redact(super().format(record))


class Objects(Universal):
    """For machines: one JSON object a line."""

    def __init__(self, redact: Redactor) -> None:
        super().__init__()
        self._redact = redact

    def format(self, record: logging.LogRecord) -> str:
        said = {
            "at": self.formatTime(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "text": record.getMessage(),
        } | _extras(record)
        if record.exc_info:
            said["error"] = self.formatException(record.exc_info)
        return json.dumps({key: self._redact(str(value)) for key, value in said.items()})


def start(
    level: str = "info",
    form: Literal["text", "json"] = "text",
    secrets: Iterable[str] = (),
    stream: TextIO | None = None,
) -> logging.Handler:
    """Log to standard error, and keep libraries from quoting what people wrote."""
    redact = Redactor(secrets)
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.addFilter(speaks_up)
    handler.setFormatter(Objects(redact) if form == "json" else Lines(redact))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for name, least in QUIET.items():
        logging.getLogger(name).setLevel(least)
    return handler


def speaks_up(record: logging.LogRecord) -> bool:
    """Here as well as at the loggers, because Bolt gives its own the level of the root."""
    return record.levelno >= QUIET.get(record.name.split(".")[0], logging.NOTSET)


def _extras(record: logging.LogRecord) -> dict[str, str]:
    return {key: str(value) for key, value in vars(record).items() if key not in USUAL}
