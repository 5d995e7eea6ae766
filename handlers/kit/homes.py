"""Keeps up to date the Homes that somebody looks at."""

from collections.abc import Collection
from datetime import timedelta

from handlers.kit import letters
from handlers.kit.feature import Scene
from storage import homes

HOME = "home"
"""The name of its screen."""
LATELY = timedelta(days=2)
"""Slack tells when somebody comes to Home, not when they leave it."""


def follow(scene: Scene, people: Collection[str]) -> None:
    """Something of theirs has changed, which also their managers see."""
    since = scene.now - LATELY
    for person in homes.watching(scene.session, scene.workspace.id, people, since):
        letters.refresh(scene, HOME, person)
