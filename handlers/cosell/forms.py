"""The form of a call, and what it holds."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from typing import Any

from handlers.cosell import books, words
from handlers.cosell.controls import ACCOUNT, EDIT, FORM
from handlers.kit import blocks, forms
from handlers.kit.feature import Ask, Block, Scene, Turn, View
from handlers.kit.forms import text_in
from handlers.kit.teams import team_of
from handlers.kit.texts import clean
from handlers.kit.times import local, zone
from policies.clocks import instant_of
from policies.co_selling import Call
from policies.co_selling.reading import LONGEST_ACCOUNT
from policies.links import is_link
from policies.rights import Standing
from policies.sheets import Sheet
from storage import co_selling, members, opportunities, profiles

LONGEST_NOTE = 500
SUGGESTED = 100

OVER = frozenset({Standing.MANAGER, Standing.DIRECTOR})
NO_ACCOUNT = "Give the account, for example Acme."
NOBODY = "Choose people of this workspace who are no guests and no apps."
ALONE = "Choose everybody of us who was on it, two at least: you sell together."
NO_MANAGER = "None of these is a manager. A co-selling call is one that a manager joined."
NOT_YOURS = "Log a call that you were on, or somebody of your team was."
SAME_SIDE = "That is the Primary Seller already. Choose somebody else, or leave it empty."
NOT_ON_IT = "They are not among those who were on the call. Add them above."
NO_DAY, NO_TIME = "Choose the day.", "Choose the time, for example 15:00."
AHEAD = "That lies ahead. Log the call once it has taken place."
TOO_OLD = "That was more than {days} days ago, too long ago to be logged. Check the day."
NO_LINK = "Give an address that begins with https://, for example https://example.com/notes."


class Unfit(Exception):
    """What is wrong, by field."""

    def __init__(self, wrong: Mapping[str, str]) -> None:
        super().__init__(", ".join(wrong.values()))
        self.wrong = dict(wrong)


@dataclass(frozen=True, slots=True)
class Told:
    """A call as somebody tells of it."""

    account: str
    at: datetime
    people: frozenset[str]
    seller: str = ""
    co_seller: str = ""
    note: str = ""
    link: str = ""

    def values(self) -> dict[str, Any]:
        """Without the people, who are kept beside it."""
        named = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {name: value for name, value in named if name != "people"}

    def plain(self) -> dict[str, Any]:
        """As an act keeps it."""
        return self.values() | {"at": self.at.isoformat(), "people": sorted(self.people)}

    @classmethod
    def of_plain(cls, plain: Mapping[str, Any]) -> "Told":
        at, people = datetime.fromisoformat(plain["at"]), frozenset(plain["people"])
        return cls(**{**plain, "at": at, "people": people})

    @classmethod
    def of_call(cls, call: Call) -> "Told":
        return cls(**{field.name: getattr(call, field.name) for field in fields(cls)})


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands in the fields at first; `hint` is what could not be read of a line."""

    account: str = ""
    people: tuple[str, ...] = ()
    seller: str = ""
    co_seller: str = ""
    day: date | None = None
    at: time | None = None
    note: str = ""
    link: str = ""
    hint: str = ""


def of_call(turn: Turn, call: Call) -> Shown:
    there = call.at.astimezone(zone(turn.actor.zone))
    return Shown(
        call.account,
        tuple(sorted(call.people)),
        call.seller,
        call.co_seller,
        there.date(),
        there.time(),
        call.note,
        call.link,
    )


def call_form(turn: Turn, about: str, known: Shown, *, edits: bool = False) -> View:
    sheet = books.insist_on_rules(turn)
    return forms.form(
        EDIT if edits else FORM,
        "Edit the call" if edits else "Log a co-selling call",
        *([blocks.section(f"⚠️ {blocks.escape(known.hint)}")] if known.hint else []),
        *_who(known),
        *_when(turn, known),
        *_more(known),
        blocks.context(*(words.duties(sheet, side) for side in words.SIDES)),
        submit="Save" if edits else "Log",
        about=about,
    )


def _who(known: Shown) -> Iterator[Block]:
    chosen = (known.account, known.account) if known.account else None
    yield forms.suggested(
        "account",
        "Account",
        ACCOUNT,
        prompt="Type its name",
        least=1,
        optional=False,
        hint="Yours are offered; what you typed can be chosen as it stands.",
        chosen=chosen,
    )
    yield forms.people(
        "people",
        "Everybody of us who was on it, you too",
        optional=False,
        chosen=known.people,
    )
    yield forms.person("seller", words.SELLER, chosen=known.seller)
    yield forms.person("co_seller", words.CO_SELLER, chosen=known.co_seller)


def _when(turn: Turn, known: Shown) -> Iterator[Block]:
    """The last half hour that has passed, unless something was said."""
    now = local(turn)
    last = now.replace(minute=now.minute // 30 * 30)
    yield forms.day("day", "Day", optional=False, filled=known.day or last.date())
    clock = known.at or (last.time() if known.day in (None, last.date()) else time(9))
    yield forms.at("at", "When it began, by your clock", optional=False, filled=clock)


def _more(known: Shown) -> Iterator[Block]:
    yield forms.text("note", "Note", most=LONGEST_NOTE, filled=known.note)
    hint = "To the notes or the recording, if there is one."
    yield forms.url("link", "Link", hint=hint, filled=known.link)


def suggest(turn: Turn, ask: Ask) -> Iterable[tuple[str, str]]:
    """What was typed, then accounts of opportunities that the actor may see."""
    typed = " ".join(clean(ask.typed).split())[:LONGEST_ACCOUNT]
    owners = [turn.actor.id, *(each.id for each in team_of(turn))]
    found = opportunities.search(turn.session, turn.workspace.id, typed, owners, SUGGESTED)
    names = [typed, *(each.account[:LONGEST_ACCOUNT] for each in found)]
    once = {co_selling.folded(name): name for name in reversed(names) if name.strip()}
    yield from [(name, name) for name in reversed(once.values())][: SUGGESTED - 1]


def read(turn: Turn, ask: Ask) -> Told:
    """Raises Unfit."""
    sheet = books.insist_on_rules(turn)
    people, wrong = _people(turn, ask)
    at, when = _instant(turn, ask, sheet)
    account = " ".join(text_in(ask, "account").split())[:LONGEST_ACCOUNT]
    link = text_in(ask, "link")
    wrong |= when
    wrong |= {} if account else {"account": NO_ACCOUNT}
    wrong |= {} if not link or is_link(link) else {"link": NO_LINK}
    if wrong or at is None:
        raise Unfit(wrong)
    note = text_in(ask, "note")[:LONGEST_NOTE]
    return Told(account, at, people, text_in(ask, "seller"), text_in(ask, "co_seller"), note, link)


def _people(turn: Turn, ask: Ask) -> tuple[frozenset[str], dict[str, str]]:
    said = ask.fields.get("people") or ()
    people = frozenset([said] if isinstance(said, str) else said)
    known = books.known(turn, people)
    if len(known) < len(people):
        return people, {"people": NOBODY}
    if len(people) < 2:
        return people, {"people": ALONE}
    if not any(_is_over(turn, each) for each in known):
        return people, {"people": NO_MANAGER}
    return people, _sides(ask, people)


def _is_over(scene: Scene, member: members.Member) -> bool:
    if OVER & {*map(scene.pack.standing, member.profile.roles)}:
        return True
    return bool(profiles.reports(scene.session, scene.workspace.id, member.id))


def _sides(ask: Ask, people: frozenset[str]) -> dict[str, str]:
    seller, co_seller = text_in(ask, "seller"), text_in(ask, "co_seller")
    sides = {"seller": seller, "co_seller": co_seller}
    wrong = {side: NOT_ON_IT for side, person in sides.items() if person and person not in people}
    return wrong or ({"co_seller": SAME_SIDE} if seller and seller == co_seller else {})


def _instant(turn: Turn, ask: Ask, sheet: Sheet) -> tuple[datetime | None, dict[str, str]]:
    try:
        day = date.fromisoformat(text_in(ask, "day"))
    except ValueError:
        return None, {"day": NO_DAY}
    try:
        clock = time.fromisoformat(text_in(ask, "at"))
    except ValueError:
        return None, {"at": NO_TIME}
    at, back = instant_of(day, clock, zone(turn.actor.zone)), int(sheet.limit("back"))
    if at > turn.now:
        return None, {"day" if day > local(turn).date() else "at": AHEAD}
    too_old = day < local(turn).date() - timedelta(days=back)
    return at, {"day": TOO_OLD.format(days=back)} if too_old else {}
