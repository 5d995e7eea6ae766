"""Whom somebody means by a name."""

from handlers.kit.feature import Refused, Turn
from handlers.kit.texts import clean
from storage import members

NOBODY = "I know nobody called {name} here. Write the name as Slack shows it, such as @Ben Okafor."
TOO_MANY = "More than one person is called {name}. Write the whole name, such as @Ben Okafor."


def person(turn: Turn, id: str, name: str) -> str:
    """Their id. Raises Refused for a name of nobody, or of more than one."""
    if id:
        return id
    wanted = name.strip().casefold()
    everybody = members.members(turn.session, turn.workspace.id)
    named = [each.id for each in everybody if _is_called(each.name, wanted)]
    exact = [each.id for each in everybody if each.name.casefold() == wanted]
    found = exact or named
    if len(found) != 1:
        sorry = TOO_MANY if found else NOBODY
        raise Refused(sorry.format(name=clean(name)[:60]))
    return found[0]


def _is_called(name: str, wanted: str) -> bool:
    """“ben” and “ben.okafor” are Ben Okafor."""
    words = name.casefold().split()
    return wanted in (words[0] if words else "", ".".join(words), " ".join(words))
