"""A sales floor to try routines at: people, opportunities, a clock, and what everybody is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from handlers.kit.feature import Aside, Message, Refused, Round
from handlers.kit.reminding import planning, releasing
from handlers.kit.rounds import round_of
from handlers.kit.routes import Routes
from playground.validation import problems
from storage import bundles, members, occurrences, opportunities, outbox, people, profiles
from storage.occurrences import Occurrence
from storage.opportunities import Opportunity
from storage.profiles import Profile

TEAM = "T0ACME"


@dataclass
class Floor:
    """Ana and Ben sell and report to Grace, who reports to Vic, a director; all in Madrid.

    Whatever is reminded of by another routine they have muted.
    """

    desk: Any
    routes: Routes
    routine: str

    def __post_init__(self) -> None:
        self.team("U0ANA", "smb", "U0GRACE")
        self.team("U0BEN", "mmkan", "U0GRACE")
        self.team("U0GRACE", "asm", "U0VIC")
        self.team("U0VIC", "director", None)

    def team(self, id: str, role: str, manager: str | None) -> None:
        muted = frozenset(self.routes.registry.routines) - {self.routine}
        self.meet(id, roles=(role,), manager=manager, muted=muted)

    @property
    def session(self) -> Any:
        return self.desk.session

    @property
    def round(self) -> Round:
        return round_of(self.desk.turn())

    def meet(self, id: str, **profile: Any) -> None:
        profiles.change(self.session, TEAM, id, **profile)

    def profile(self, id: str) -> Profile:
        return profiles.find(self.session, TEAM, id)

    def deal(self, name: str = "Acme – Ultimate", owner: str = "U0ANA", **values: Any) -> int:
        """Its number; it was added at this moment, and its next step is nobody's worry."""
        named = {"name": name, "account": "Acme", "owner": owner, "kind": "new"}
        step = {"next_step": "Ask Jane who signs", "next_step_date": date(2031, 1, 2)}
        given = {**named, **step, **values}
        added = opportunities.add(
            self.session, TEAM, given, by="", at=self.desk.now, source="import"
        )
        return added.id

    def change(self, id: int, **values: Any) -> Opportunity:
        return opportunities.change(
            self.session, self.now_of(id), values, by="U0BEN", at=self.desk.now, source="form"
        )

    def now_of(self, id: int) -> Opportunity:
        found = opportunities.find(self.session, TEAM, id)
        assert found
        return found

    def plan(self) -> None:
        planning.reconcile(
            self.round, [*people.names(self.session, TEAM)], self.desk.now + planning.HORIZON
        )

    def at(self, moment: str, zone: str = "Europe/Madrid") -> None:
        """`2025-12-03 09:00` on the wall there: plan, and tell what is due."""
        self.desk.now = instant(moment, zone)
        self.plan()
        due = occurrences.due_recipients(self.session, TEAM, self.desk.now, 20)
        releasing.release(self.round, due)

    def planned(self, who: str = "U0ANA", routine: str = "") -> list[Occurrence]:
        every = occurrences.listed(self.session, TEAM, state="planned")
        return [each for each in every if each.recipient == who and routine in ("", each.routine)]

    def posts(self, who: str = "U0ANA") -> list[dict[str, Any]]:
        """Every message to somebody, checked."""
        rows = self.session.connection().execute(outbox.OUTBOX.select().order_by("id"))
        found = [dict(row.payload) for row in rows if row.kind == "post"]
        for each in found:
            assert not problems(each, "message"), problems(each, "message")
        return [each for each in found if each["channel"] == who]

    def screens(self, who: str = "U0ANA") -> list[Message]:
        """Every digest and card of somebody as it is shown now."""
        query = bundles.BUNDLES.select().where(bundles.BUNDLES.c.person == who).order_by("id")
        rows = self.session.connection().execute(query)
        render = self.routes.registry.screens["bundle"].render
        found = [render(self.round, str(row.id)) for row in rows]
        return [self.desk.checked(each) for each in found]

    def panel(self, name: str, who: str = "U0ANA") -> Any:
        """Its blocks on somebody's Home, None if it is not for them."""
        panel = next(each for each in self.routes.registry.panels if each.name == name)
        member = members.find(self.session, TEAM, who)
        assert member
        if not panel.for_whom(member, self.desk.pack):
            return None
        shown = list(panel.show(self.round, member))
        view = {"type": "home", "blocks": shown}
        assert not shown or not problems(view, "home"), problems(view, "home")
        return view

    def refused(self, work: Any, *given: Any, **named: Any) -> str:
        """In what words something is refused."""
        try:
            reply = work(*given, **named)
        except Refused as refusal:
            return str(refusal)
        raise AssertionError(f"not refused: {reply}")


def instant(moment: str, zone: str = "Europe/Madrid") -> datetime:
    there = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(zone))
    return there.astimezone(ZoneInfo("UTC"))


def words(shown: Any) -> str:
    """All the text of it, in reading order."""
    match shown:
        case Message() | Aside():
            message = shown.message if isinstance(shown, Aside) else shown
            return words(message.payload())
        case Mapping():
            own = [shown["text"]] if isinstance(shown.get("text"), str) else []
            return "\n".join([*own, *(text for each in shown.values() if (text := words(each)))])
        case list() | tuple():
            return "\n".join(text for each in shown if (text := words(each)))
        case _:
            return ""
