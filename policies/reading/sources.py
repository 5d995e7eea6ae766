"""What a text says of the data sources: their numbers, and which are wholly wrong."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from policies.reading.figures import Figure
from policies.reading.labels import labelled
from policies.reading.lexicon import Role
from policies.reading.parts import Part


@dataclass
class Sources:
    """`states` holds usable or wrong for the sources that something is known of."""

    names: Sequence[str]
    figures: dict[str, Figure] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)
    judged: bool = False
    recent: list[str] = field(default_factory=list)
    none_of: bool = False

    def hear(self, found: Sequence[Part], place: int) -> None:
        part = found[place]
        before = found[place - 1] if place else None
        if source := part.sense(Role.SOURCE):
            self.seen.append(source.about)
            self.recent.append(source.about)
            if before is not None and before.text == "no":
                self._judge("wrong")
        elif part.sense(Role.EVERY_SOURCE):
            self.recent = list(self.names)
            self.none_of = part.text.startswith("no")
        elif part.sense(Role.FINE):
            self._judge("wrong" if self.none_of or _denies(before) else "usable")
        elif part.sense(Role.WRONG):
            self._judge("usable" if _denies(before) else "wrong")

    def _judge(self, state: str) -> None:
        """A verdict is of the source just named, and of those listed with it."""
        for name in self._judged_now():
            self.states[name] = state
            self.judged = True
        self.recent, self.none_of = [], False

    def _judged_now(self) -> list[str]:
        listed = [name for name in self.recent[:-1] if name not in self.figures]
        return [*listed, *self.recent[-1:]]


def sources(found: Sequence[Part], names: Sequence[str]) -> Sources:
    heard = Sources(names)
    if not any(part.senses and _is_named(part) for part in found):
        return heard
    if any(part.sense(Role.SOURCE) for part in found):
        people = {each.place: each.fact for each in labelled(found)}
        for figure, name, place in labelled(found, Role.SOURCE):
            if name and people.get(place) in ("", "employees"):
                heard.figures.setdefault(name, figure)
    for place in range(len(found)):
        heard.hear(found, place)
    for name in heard.figures:
        heard.states.setdefault(name, "usable")
    return heard


def _denies(part: Part | None) -> bool:
    return part is not None and part.sense(Role.NOT) is not None


def _is_named(part: Part) -> bool:
    return bool(part.sense(Role.SOURCE) or part.sense(Role.EVERY_SOURCE))
