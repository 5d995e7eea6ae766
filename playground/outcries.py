"""What the server writes to its log: its own failures, never the faults of whoever calls."""

import logging

from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.web import RequestPayloadError

UNREADABLE = (HttpProcessingError, RequestPayloadError)


class Own(logging.Filter):
    """An unreadable request is answered with 400; a trace of it would tell nothing more."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        return not isinstance(error, UNREADABLE)


LOG = logging.getLogger("playground")
LOG.addFilter(Own())
