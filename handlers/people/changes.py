"""What is kept of a person, changed: recorded, planned anew, and taken back on request."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, time
from typing import Any

from handlers.kit import acts, blocks, letters
from handlers.kit.feature import Ask, Block, Message, Refused, Turn
from handlers.kit.homes import HOME
from handlers.kit.people import name_in
from handlers.kit.records import keep
from handlers.kit.reminding import replan
from handlers.kit.texts import counted, excerpt
from handlers.people import notices
from handlers.people.controls import CHANGED, UNDO
from policies.rhythms import Level
from storage import profiles
from storage.profiles import NAMES, Profile

AT_ONCE = 20
SINCE = "That was changed again since, so it stays. Change it by hand if it is wrong."
READ: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("roles", "claimed"), tuple),
    **dict.fromkeys(("work_days", "muted"), frozenset),
    **dict.fromkeys(("starts", "ends", "quiet_from", "quiet_until"), time.fromisoformat),
    **dict.fromkeys(("away_from", "away_until"), date.fromisoformat),
    "level": Level,
}
"""How a value is read back from what an act keeps of it."""


def change(turn: Turn, person: str, says: str, **values: Any) -> tuple[Profile, int]:
    """What is then kept, and the number of the act; 0 if nothing is different."""
    act = change_many(turn, {person: values}, says)
    return profiles.find(turn.session, turn.workspace.id, person), act


def change_many(turn: Turn, wanted: Mapping[str, Mapping[str, Any]], says: str) -> int:
    """One act, whoever it is about; its number, or 0 if nothing is different."""
    done = [each for person, values in wanted.items() if (each := _set(turn, person, values))]
    if not done:
        return 0
    detail = {"people": [_kept(before, after) for before, after in done]}
    keep(turn, "profile.changed", detail)
    act = acts.keep(turn, CHANGED, says, detail)
    for before, after in done:
        notices.tell_delegates(turn, before, after, act)
    _follow(turn, [after.person for _, after in done])
    return act


def take_back(turn: Turn, detail: Mapping[str, Any]) -> str:
    """The work of an undo: all of it, or nothing once any of it has been changed since."""
    pairs = [(each, _restored(turn, each)) for each in detail["people"]]
    for _, (before, after) in pairs:
        profiles.save(turn.session, after)
        notices.tell_delegates(turn, before, after, 0)
    keep(turn, "profile.restored", {"people": [each["person"] for each, _ in pairs]})
    _follow(turn, [after.person for _, (_, after) in pairs])
    return _told(turn, [after.person for _, (_, after) in pairs])


def _follow(turn: Turn, people: list[str]) -> None:
    """What is planned for them, and what their Home says; of many a Home follows when opened."""
    replan(turn, people)
    for person in people if len(people) <= AT_ONCE else ():
        letters.refresh(turn, HOME, person)


def _set(turn: Turn, person: str, values: Mapping[str, Any]) -> tuple[Profile, Profile] | None:
    before = profiles.find(turn.session, turn.workspace.id, person)
    after = replace(before, **values)
    if after == before:
        return None
    profiles.save(turn.session, after)
    return before, after


def _kept(before: Profile, after: Profile) -> dict[str, Any]:
    pairs = {name: (getattr(before, name), getattr(after, name)) for name in NAMES}
    fields = {name: [*map(written, both)] for name, both in pairs.items() if both[0] != both[1]}
    return {"person": after.person, "fields": fields}


def _restored(turn: Turn, kept: Mapping[str, Any]) -> tuple[Profile, Profile]:
    now = profiles.find(turn.session, turn.workspace.id, kept["person"])
    fields = kept["fields"]
    if any(written(getattr(now, name)) != after for name, (_, after) in fields.items()):
        raise Refused(SINCE)
    values = {name: restored(name, before) for name, (before, _) in fields.items()}
    return now, replace(now, **values)


def _told(turn: Turn, people: list[str]) -> str:
    if people == [turn.actor.id]:
        return "It is as it was before."
    if len(people) == 1:
        return f"{excerpt(name_in(turn.session, turn.workspace.id, people[0]))} is as before."
    return f"{counted(len(people), 'person', 'people')} are as before."


def undo(turn: Turn, ask: Ask) -> Message:
    said = acts.undo(turn, ask.value)
    return blocks.message(f"↩ {said}", blocks.section(f"↩ {said}"))


def undoing(act: int) -> tuple[Block, ...]:
    """The button under what was just done; nothing if nothing was."""
    return (blocks.actions(blocks.button("Undo", UNDO, str(act))),) if act else ()


def written(value: Any) -> Any:
    """As an act keeps it."""
    match value:
        case frozenset():
            return sorted(value)
        case tuple():
            return list(value)
        case time() | date():
            return value.isoformat()
        case _:
            return value if value is None or isinstance(value, int) else str(value)


def restored(name: str, value: Any) -> Any:
    read = READ.get(name)
    return value if value is None or read is None else read(value)
