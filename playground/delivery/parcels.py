"""One thing to be delivered, and which attempt at it this is."""

from dataclasses import dataclass

from playground.shapes import Json


@dataclass(frozen=True)
class Parcel:
    """`kind` is Slack's word for the envelope: events_api, interactive or slash_commands."""

    kind: str
    payload: Json
    attempt: int = 0
    reason: str = ""

    @property
    def what(self) -> str:
        """The name by which orders speak of it, such as `event.message` or `command./roe`."""
        match self.kind:
            case "events_api":
                event = self.payload.get("event") or self.payload
                return f"event.{event['type']}"
            case "slash_commands":
                return f"command.{self.payload['command']}"
            case _:
                return f"interactive.{self.payload['type']}"
