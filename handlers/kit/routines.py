"""What routines are made of: what they plan, what they show, and where that stays up to date."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from handlers.kit.feature import Block, Message, Round, Turn, View
from policies.reminders import Wish
from policies.rhythms import Rhythm
from storage import members, profiles
from storage.bundles import Told
from storage.members import Member
from storage.occurrences import Occurrence
from storage.profiles import Profile


@dataclass(frozen=True, slots=True)
class Screen:
    """What is shown in one place and follows the state: rendered when it is sent, never before.

    `posted` is the key of the letter that posted the message which is edited; without it the
    screen is the Home of the person whose id it is given. None: there is nothing to show any more.
    """

    name: str
    render: Callable[[Round, str], Message | View | None]
    posted: Callable[[Round, str], str | None] | None = None


@dataclass(frozen=True, slots=True)
class Undo:
    """How an act of this kind is taken back; what it says was undone. Raises Refused if too late.

    The act is kept by `acts.keep` with the detail that is handed back here.
    """

    kind: str
    work: Callable[[Turn, Mapping[str, Any]], str]


@dataclass(frozen=True)
class Planning:
    """For whom and how far a routine is asked what should be said.

    `keeps` if it may keep what it has noticed on the way; a preview keeps nothing.
    """

    round: Round
    members: Mapping[str, Member]
    until: datetime
    rhythms: Mapping[str, Rhythm]
    """Of each of the members."""
    keeps: bool = False

    @cached_property
    def reports(self) -> Mapping[str, Sequence[Profile]]:
        """Who reports to each of the members to whom anybody does; read once for all routines."""
        return profiles.reports_of(self.round.session, self.round.workspace.id, self.members.keys())

    def known(self, ids: Collection[str]) -> dict[str, Member]:
        """Those of them whom the bot serves; only who is not planned for is looked up."""
        here = {id: self.members[id] for id in ids if id in self.members}
        others = set(ids) - here.keys()
        round = self.round
        return here | {
            each.id: each for each in members.members(round.session, round.workspace.id, others)
        }


@dataclass(frozen=True, slots=True)
class Item:
    """One thing in a digest or on a card of its own: `text` is escaped already.

    `verb` is the button for what is to be done; without one there is *Done*, if the routine has
    `done`; `also` is another way to do it. Lower `rank` comes first within its routine.
    """

    subject: str
    text: str
    entry: str
    verb: Mapping[str, Any] | None = None
    also: Mapping[str, Any] | None = None
    rank: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Routine:
    """What the bot reminds of: it plans from the state, and shows what is left when it is due.

    `plan` gives every reminder that should exist up to `Planning.until`, also those given before:
    planning twice is planning once. `show` reads the state again at the moment of release; nothing
    to show means that the cause has ended. `done` is what the plain button does, `decline` what
    *Not mine* does besides never asking again; each returns what is said of it. `card` is what a
    reminder that comes alone shows below its text, by the state of that moment, also once it is
    settled; rows of buttons at its end come after those for the deed itself. `reminding.follow`
    renders it anew. `rests_on` names the tables without which it has nothing to plan: while a
    workspace has no row in any of them, it is not asked.
    """

    name: str
    title: str
    plan: Callable[[Planning], Iterable[Wish]]
    show: Callable[[Round, Occurrence], Iterable[Item]]
    done: Callable[[Turn, str], str] | None = None
    decline: Callable[[Turn, str], str] | None = None
    card: Callable[[Round, Told], Iterable[Block]] | None = None
    rests_on: frozenset[str] = frozenset()
