"""The company that everything is asked and pressed in: the demo's, with troubles of its own.

What a feature needs beside the demo's people, opportunities, trips and forecasts (`bot/seeding.py`)
is seeded here: a state that its buttons and screens are only shown in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from bot import (
    appointments,
    contests,
    customers,
    givings,
    handovers,
    helping,
    hirings,
    rankings,
    seeding,
)
from handlers.kit.feature import Ask, Place, Registry, Round, Turn
from handlers.kit.people import known
from handlers.kit.rounds import round_of
from handlers.redgreen import presses, sessions
from playground import seeds
from policies.pack import Pack
from policies.ranking import Move
from policies.trips.links import address_of
from storage import (
    admins,
    co_selling,
    opportunities,
    outbox,
    people,
    profiles,
    program_offers,
    programs,
    rank_events,
    review_sessions,
    trip_notes,
    trips,
)
from storage.people import Person
from storage.workspaces import Workspace

TEAM = seeds.TEAM
IDS: Mapping[str, str] = {row[1]: row[0] for row in seeds.PEOPLE}
CHANNELS: Mapping[str, str] = {each.name: each.id for each in seeds.channels()}
SERVED = tuple(row[0] for row in seeds.PEOPLE if row[6] in ("member", "admin"))
AMARA, DIEGO, GRAHAM, IMRAN = (IDS[name] for name in ("amara", "diego", "graham", "imran"))
DECIDER = IDS["helen"]
KINDS = (AMARA, DIEGO, GRAHAM, DECIDER, IMRAN, IDS["emi"])
"""Account executives, a manager, a director, an admin, and somebody the bot has not met."""
TEXTS = (
    "/nextsteps fernhill by tomorrow: follow up",
    "/nextsteps fernhill: Ask Jane who signs",
    "/nextsteps acme by 3/4: Ask Jane who signs",
    "/nextsteps papaya: Ask Jane who signs",
    "/handrail opportunity acme",
    "/tripnotes find fair",
    "/handoff bear",
    "/handoff torre",
    "/handrail away today to next friday delegate @benno",
    "/roe disputes decided",
    "/roe precedents globex",
    "/handrail onboarding @diego",
    "/handrail onboarding start @emi from tomorrow",
    "/handrail giveback radar",
    "/handrail giveback partner map",
    "/handrail giveback board",
    "/handrail rank set Acme 1 because they grow, users 20",
    "/handrail rank set Harbour Yoga 2 because they grow",
    "/handrail rank talk Due 1 yesterday: hello",
    "/handrail rank history Due 1",
    "/handrail rank show Papaya",
    "/handrail rank overdue",
    "/handrail rank template",
    "/handrail rank export",
    "/handrail rank team",
    "/handrail rank import",
    "/tripnotes https://docs.google.com/document/d/2/edit Ask who decides",
    "/handrail recording Ask <!channel> tomorrow 15:00",
    "/handrail recording absent Call",
    "/handrail recording past",
)
"""What they say of what they have, beside every command's examples."""


@dataclass
class Company:
    session: Session
    pack: Pack
    now: datetime
    registry: Registry = field(repr=False)
    configured: frozenset[str] = frozenset()
    """The admins whom the settings name."""

    def turn(self, who: str) -> Turn:
        actor = known(self.session, TEAM, who)
        assert actor, who
        place = Workspace(TEAM, "Acme", seeds.BOT_USER, "B0BOT", "A0APP", "", (), self.now)
        given = (self.pack, self.session, frozenset({DECIDER}), self.registry)
        return Turn(self.now, place, actor, *given, admins=self.configured)

    @property
    def round(self) -> Round:
        return round_of(self.turn(IMRAN))

    def gather(self) -> None:
        """Slack has described everybody; nothing else is known of them, and nobody is an admin."""
        for row in seeds.PEOPLE:
            people.save(self.session, _person(row, self.now))

    def settle(self) -> None:
        whose = (TEAM, IDS, CHANNELS)
        begun = seeding.Seeding(self.session, *whose, self.pack, self.now)
        seeding.seed(begun)
        handovers.hand_over(begun, self._overdue())
        givings.give(begun, self._given())
        hirings.hire(begun, self._hired())
        customers.open_channels(begun, self._forgotten())
        helping.help_out(begun, {"sessions": (), "requests": self._asked_for()})
        admins.add(self.session, TEAM, IDS["fatima"], IMRAN, self.now)
        self.configured = frozenset({IMRAN})
        profiles.change(self.session, TEAM, IDS["chiara"], level="active")
        self._reported()
        self._reviewed()
        self._travelled()
        self._disputed(begun)
        self._called()
        self._enrolled()
        self._ranked(begun)
        appointments.plan_calls(begun, self._recorded())
        self._undelivered()

    def _overdue(self) -> list[dict[str, Any]]:
        """So many that a list of its own shows them, and so late that the managers are told."""
        items = [each.id for each in self.pack.handed["first-order-to-named"]]
        given = {"kind": "first-order-to-named", "giver": "chiara", "receiver": "diego"}
        figures = {"initial": 30_000, "potential": 9_000, "net_arr": 30_000, "users": 90}
        state = {"age": 40, "since": 39, "state": "open", "channel": "call", "open": items}
        return [given | figures | state | {"account": f"Bolt {number}"} for number in range(5)]

    def _disputed(self, begun: seeding.Seeding) -> None:
        """So many that lists have pages, and one that has waited until the admins are told."""
        given = {"asker": "amara", "asked": "480 employees inbound EMEA", "employees": 620}
        verdict = {
            "by": "helen",
            "team": "mm-first-order",
            "reason": "LinkedIn & <620>",
            "since": 8,
        }
        for number in range(7):
            about = {"account": f"Globex {number}", "age": 20 - number, "note": "& <two> offices"}
            contests.contest(begun, [given | about, given | about | verdict])

    def _given(self) -> list[dict[str, Any]]:
        """So many that a list has pages; one is polled, one is late."""
        text = {"improves": "Ask & <listen>", "proof": "We *count*"}
        many = [{"owner": "diego", "title": f"Idea {number}", "age": 2, "since": 2, "state": "idea"}
                for number in range(23)]  # fmt: skip
        polled = {"owner": "amara", "title": "Radar", "age": 90, "since": 60, "state": "finished"}
        late = {"owner": "graham", "title": "Map", "age": 30, "since": 29, "state": "under way"}
        used = [["amara", "benno"], ["benno", "diego"]]
        return [polled | text | {"used": used}, late | text | {"due": -1}, *many]

    def _hired(self) -> list[dict[str, Any]]:
        """One is behind, so that the manager is told; one has but little left."""
        known = [each.id for each in self.pack.onboarding.items if not each.follows]
        behind = {"person": "diego", "by": "graham", "age": 12, "done": known[:1]}
        return [behind, {"person": "amara", "by": "amara", "age": 20, "done": known[1:]}]

    def _ranked(self, begun: seeding.Seeding) -> None:
        """So many that a list needs pages, all ten best, and more talks due than a digest names."""
        best = [[f"Best {number}", "1", 5, None, "Why"] for number in range(7)]
        due = [[f"Due {number}", "2", None, 33, "Why"] for number in range(9)]
        rankings.rank(begun, {"amara": best, "diego": due})
        act = Move("Old <one>", "2", "", "now with Diego", "", self.now, rank_events.MOVED)
        rank_events.add_move(self.session, TEAM, AMARA, act)
        for number in range(14):
            moved = Move("Due 1", "", "2", f"Change {number}", DIEGO, self.now)
            rank_events.add_move(self.session, TEAM, DIEGO, moved)

    def _asked_for(self) -> list[dict[str, Any]]:
        """So many that Home names only some of them."""
        given = {
            "kind": "sa",
            "segment": "smb",
            "region": "americas",
            "stage": "pre",
            "by": "amara",
        }
        how = {"wish": "written", "iacv": 900, "age": 1, "state": "asked", "need": "Ask & <tell>"}
        return [given | how | {"account": f"Papaya {number}"} for number in range(5)]

    def _recorded(self) -> list[dict[str, Any]]:
        """One begins soon, as does one that is missed; so many that the list leaves some out."""
        soon = {"person": "amara", "customer": "Ask & <listen>", "minutes": 7}
        missed = {"person": "diego", "customer": "*Late* one", "minutes": 8, "state": "absent"}
        over = {"person": "diego", "customer": "Done", "hours": -50, "state": "absent"}
        off = {"person": "diego", "customer": "Off", "hours": -51, "state": "cancelled"}
        many = [{"person": "diego", "customer": f"Call {number}", "hours": 2 + number}
                for number in range(9)]  # fmt: skip
        return [soon, missed, over, off, *many]

    def _forgotten(self) -> list[dict[str, Any]]:
        """Temporary ones that should be closed since a while, so that managers are told; one that
        its TAM has to approve, and one that may be made to last."""
        given = {"role": "tam", "by": "diego", "tam": "diego", "kind": "temporary"}
        state = {"purpose": "upgrade", "state": "open", "age": 99, "opened": 98, "name": "#ext"}
        waits = {"account": "Kestrel", "role": "ae", "by": "amara", "kind": "lasting", "age": 0}
        waits |= {"tam": "diego", "state": "asked", "tier": "ultimate", "iacv": 124_500}
        forgotten = [given | state | {"account": f"Forgotten {number}"} for number in range(5)]
        lasts = {"account": "Osprey", "role": "sa", "by": "amara", "age": 20, "opened": 19}
        return [*forgotten, waits, given | state | lasts]

    def _reported(self) -> None:
        """Two of one name, from a report."""
        for number in (1, 2):
            self.sold(f"Acme – Ultimate {number}", AMARA, 9_000, f"006OLD{number}")

    def _reviewed(self) -> None:
        """A Red/Green session last week, so that answers can be kept."""
        now, week = self.now, timedelta(days=7)
        self.now = now - week
        turn, ae = self.turn(GRAHAM), IDS["benno"]
        sessions.start(turn, Ask(Place.BUTTON, value=ae))
        (held,) = review_sessions.on(self.session, TEAM, self.now.date(), [ae]).values()
        for given in ("verdict:green", "act:cost"):
            value = f"{held.id}:{held.review}:{given}"
            presses.choose(turn, Ask(Place.BUTTON, value=value))
        presses.park(turn, Ask(Place.BUTTON, value=f"{held.id}:{held.review}"))
        sessions.end(turn, Ask(Place.BUTTON, value=str(held.id)))
        self.now = now

    def sold(self, name: str, owner: str, net_arr: int, ref: str = "") -> None:
        values: dict[str, Any] = {"name": name, "account": "Acme", "owner": owner, "kind": "new"}
        values |= {"net_arr": net_arr, "amount": net_arr, "segment": "mid-market"}
        values |= {"close_date": self.now.date() + timedelta(days=19), "stage": "2-Scoping"}
        opportunities.add(self.session, TEAM, values, by="", at=self.now, source="import", ref=ref)

    def _travelled(self) -> None:
        """Diego, so often that his trips and their archive need pages."""
        for number in range(9):
            trip = self._trip(f"Fair {number}", -9 - 3 * number)
            self._shared(trip) if number > 1 else None
        self._trip("A week at home", -2, IDS["emi"], "personal")
        self._trip("KubeCon", 4)

    def _called(self) -> None:
        """What Amara's form begins with is logged already; of the others one of the same day."""
        sellers = {name: "graham" for name in ("benno", "chiara", "diego")} | {"amara": "fatima"}
        for name, manager in sellers.items():
            people, ago = [IDS[name], IDS[manager]], 0.5 if name == "amara" else 3.0
            (deal,) = opportunities.search(self.session, TEAM, "", people[:1], limit=1)
            at = self.now - timedelta(hours=ago)
            call = {"account": deal.account, "at": at, "seller": people[0], "co_seller": people[1]}
            told = {"note": "Ask & <listen>", "link": "", "apart": False}
            by = {"workspace": TEAM, "logged_by": people[1], "logged_at": at}
            co_selling.add(self.session, call | told | by, people)
        self._called_often()

    def _called_often(self) -> None:
        """So often that Diego's list has pages."""
        people = [DIEGO, GRAHAM]
        for number in range(12):
            at = self.now - timedelta(days=12 + number)
            call = {"account": f"Bolt {number}", "at": at, "seller": DIEGO, "co_seller": GRAHAM}
            by = {"workspace": TEAM, "logged_by": DIEGO, "logged_at": at}
            told = {"note": "", "link": "", "apart": False}
            co_selling.add(self.session, call | told | by, people)

    def _enrolled(self) -> None:
        """A cohort that begins with tomorrow's digest, and a topic that ends this week.

        The decider is offered a place of the one that the demo has under way.
        """
        today = self.now.date()
        (running,) = programs.cohorts(self.session, TEAM)
        waits = programs.sign_up(
            self.session, TEAM, DECIDER, programs.draw(self.session, TEAM), self.now
        )
        assert waits
        program_offers.add(self.session, waits, running.id, self.now, self.now + timedelta(days=2))
        cohort = programs.add_cohort(
            self.session,
            {"workspace": TEAM, "starts": today + timedelta(days=1), "facilitator": GRAHAM,
             "by": IMRAN, "at": self.now},
        )  # fmt: skip
        for who in (AMARA, IDS["emi"]):
            number = programs.draw(self.session, TEAM)
            added = programs.sign_up(self.session, TEAM, who, number, self.now)
            assert added
            programs.place(self.session, [added], cohort.id)
        hold: dict[str, Any] = {"workspace": TEAM, "topic": "board", "person": AMARA, "months": 3}
        hold |= {"problem": "Ask & <listen>", "commitments": "A script", "since": today}
        programs.take(self.session, hold | {"until": today + timedelta(days=4)})

    def _trip(self, event: str, starts: int, person: str = DIEGO, purpose: str = "business") -> int:
        first = self.now.date() + timedelta(days=starts)
        nothing = dict.fromkeys(("cost", "hours", "commitment", "wanted", "cancelled_at"))
        values: dict[str, Any] = {"workspace": TEAM, "person": person}
        values |= {"event": event, "place": "Oslo", "issue": ""}
        values |= {"starts": first, "ends": first + timedelta(days=1), "purpose": purpose}
        values |= {"booked": frozenset(), "created_at": self.now - timedelta(days=50), **nothing}
        return trips.add(self.session, values, "Diego Fuentes").id

    def _shared(self, trip: int) -> None:
        url = seeding.NOTES.format(trip=f"own{trip}")
        values = {"workspace": TEAM, "trip": trip, "person": DIEGO, "url": url, "ts": ""}
        values |= {"address": address_of(url), "takeaway": "Ask & <listen>", "people": "Jane"}
        values |= {"channel": CHANNELS["commercial"], "added_by": DIEGO, "at": self.now}
        trip_notes.add(self.session, values | {"shared_at": self.now})

    def news(self, day: int) -> None:
        """What no press of anybody brings about."""
        if day == 1:
            self.sold("Globex – Ultimate", IDS["benno"], 130_000)

    def _undelivered(self) -> None:
        """A letter that Slack would not take."""
        at = self.now - timedelta(hours=3)
        payload = {"channel": CHANNELS["q1-kickoff"], "text": "Trip notes"}
        outbox.post(
            self.session, workspace=TEAM, key="undelivered", kind="post", payload=payload, at=at
        )
        letter = outbox.find(self.session, TEAM, "undelivered")
        assert letter
        outbox.bury(self.session, letter.id, at, "is_archived")


def _person(row: seeds.Row, now: datetime) -> Person:
    id, name, real_name, _, zone, _, kind = row
    plain = Person(id, TEAM, name, real_name, zone, TEAM, False, False, "none", False, now)
    match kind:
        case "guest":
            return replace(plain, guest="guest")
        case "external":
            return replace(plain, team=seeds.PARTNER_TEAM)
        case "deactivated":
            return replace(plain, deleted=True)
        case "bot":
            return replace(plain, bot=True)
        case _:
            return replace(plain, admin=kind == "admin")
