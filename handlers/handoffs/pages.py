"""For whom a handoff is shown: what they may do, how they are cited to, by whose clock."""

from collections.abc import Collection
from datetime import date

from handlers.handoffs import words
from handlers.handoffs.records import Case
from handlers.kit.citations import Place, mark, places
from handlers.kit.feature import Scene
from policies.answer import Citation
from policies.handoffs import Side
from policies.rhythms import Rhythm


class Page:
    """Who reads a handoff, on which sides they may act, and where it is shown."""

    def __init__(
        self, scene: Scene, found: Case, viewer: str, sides: Collection[Side], where: str
    ) -> None:
        self.scene, self.case, self.sides, self.where = scene, found, sides, where
        self.viewer = viewer
        self.reader: Rhythm = words.rhythm(scene, viewer)
        self.on: date = words.today(scene, viewer)
        self.decided = found.decided(scene)
        cited = [each.task.entry for each in found.steps]
        cited += [each.entry for each in self.decided.values()]
        cited += [each.entry for each in (found.kind.contact, found.kind.back) if each]
        self.known: tuple[Place, ...] = places(self.citation(each) for each in cited)

    def citation(self, entry: str) -> Citation:
        return self.scene.pack.citation(entry)

    def cited(self, entry: str) -> str:
        return mark(self.known, self.citation(entry))
