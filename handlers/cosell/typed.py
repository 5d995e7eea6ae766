"""A line such as “Acme with @ana yesterday 3pm”, made into what a form begins with."""

from handlers.cosell import books
from handlers.cosell.forms import Shown
from handlers.kit import names
from handlers.kit.feature import Refused, Scene, Turn
from handlers.kit.teams import myself
from handlers.kit.texts import clean
from handlers.kit.times import local
from policies.co_selling.reading import Line, line
from storage.members import Member


def beginning(turn: Turn, text: str) -> Shown:
    """Whoever is not named is the actor's own manager, or for a manager nobody yet."""
    read = line(" ".join(clean(text).split()), local(turn)) if text.strip() else Line()
    people, hint = _people(turn, read)
    me = myself(turn)
    named = [*people] or _manager(turn, me)
    everybody = tuple(dict.fromkeys([me.id, *named]))
    seller, co_seller = _sides(turn, everybody)
    return Shown(
        read.account, everybody, seller, co_seller, read.day, read.at, link=read.link, hint=hint
    )


def _people(turn: Turn, read: Line) -> tuple[list[str], str]:
    """Those who are known, and what is to be said of the others."""
    found, hints = [*read.ids], list[str]()
    for name in read.names:
        try:
            found.append(names.person(turn, "", name))
        except Refused as refused:
            hints.append(str(refused))
    known = books.known(turn, found)
    return [each for each in found if each in {one.id for one in known}], " ".join(hints[:2])


def _manager(scene: Scene, me: Member) -> list[str]:
    manager = None if books.is_led(scene, me) else me.profile.manager
    return [each.id for each in books.known(scene, [manager])] if manager else []


def _sides(scene: Scene, people: tuple[str, ...]) -> tuple[str, str]:
    """Of two the seller pitches and the manager is beside them, until somebody says otherwise."""
    known = books.known(scene, people)
    over = [each.id for each in known if books.is_led(scene, each)]
    others = [each.id for each in known if each.id not in over]
    return (others[0], over[0]) if len(known) == 2 and len(over) == 1 else ("", "")
