"""What an app said to one delivery, however it was reached."""

from dataclasses import dataclass, field

from playground.shapes import Json


@dataclass(frozen=True)
class Answer:
    """`error` is the word Slack shows: operation_timeout, dispatch_failed, http_service_error."""

    error: str = ""
    body: Json = field(default_factory=dict)
    reason: str = ""
    no_retry: bool = False

    @property
    def ok(self) -> bool:
        return not self.error
