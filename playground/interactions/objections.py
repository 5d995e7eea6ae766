"""An app's answer that Slack would refuse: counted, and shown in the inspector."""

from playground.inspector import What
from playground.platforms import Platform
from playground.refusals import Refused


def report(platform: Platform, kind: What, title: str, refused: Refused) -> None:
    platform.counters.violate("invalid_payload")
    platform.inspector.record(
        kind, f"{title}: the answer was refused", status=refused.error,
        problems=[str(problem) for problem in refused.found],
    )  # fmt: skip
