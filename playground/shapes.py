"""The one name for a JSON object whose keys Slack decides."""

from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]
