"""One of every kind of person, and what each is to Amara and to the workspace."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from policies.rights import Subject
from storage import admins, people, profiles
from storage.people import Person
from storage.profiles import Profile

TEAM, ELSEWHERE = "T0ACME0001", "T0ELSE0001"
AMARA = "U0AMARA01"
MARK = "Quorbax"
"""A word that only what is Amara's holds."""


@dataclass(frozen=True)
class Kind:
    """`to_owner` and `to_all` are what they are; nothing at all for those nobody serves."""

    id: str
    name: str
    to_owner: frozenset[Subject] = frozenset()
    to_all: frozenset[Subject] = frozenset()
    profile: dict[str, Any] | None = None
    slack: dict[str, Any] | None = None
    team: str = TEAM
    home: str = TEAM
    known: bool = True

    @property
    def served(self) -> bool:
        return bool(self.to_owner)


def kind(id: str, name: str, *subjects: Subject, **more: Any) -> Kind:
    """The same to everybody, but a manager of one team is one of the managers."""
    found = frozenset(subjects)
    over = Subject.MANAGER in found or Subject.OTHER_MANAGER in found
    to_all = found - {Subject.OWN, Subject.STAND_IN, Subject.OTHER_MANAGER, Subject.MANAGER}
    to_all -= {Subject.LEADER}
    return Kind(id, name, found, to_all | {Subject.PEER} | ({Subject.MANAGER} if over else set()),
                **more)  # fmt: skip


MANAGER, ROLES = Subject.MANAGER, "roles"
LEAVE = {"away_from": date(2025, 3, 10), "away_until": date(2025, 3, 14)}
KINDS = (
    kind(AMARA, "owner", Subject.OWN,
         profile={ROLES: ("smb",), "manager": "U0FATIMA1", "delegate": "U0STANDIN", **LEAVE}),
    kind("U0BENNO01", "peer", Subject.PEER, profile={ROLES: ("smb",), "manager": "U0GRAHAM1"}),
    kind("U0STANDIN", "stand-in", Subject.PEER, Subject.STAND_IN),
    kind("U0FATIMA1", "manager", Subject.PEER, MANAGER, Subject.LEADER,
         profile={ROLES: ("asm",), "manager": "U0ABOVE01"}),
    kind("U0ABOVE01", "manager above", Subject.PEER, MANAGER, profile={ROLES: ("asm",)}),
    kind("U0GRAHAM1", "manager of another team", Subject.PEER, Subject.OTHER_MANAGER,
         profile={ROLES: ("asm",)}),
    kind("U0CLAIMS1", "director by own word", Subject.PEER,
         profile={ROLES: ("asm", "vp", "sales-ops"), "claimed": ("asm", "vp", "sales-ops")}),
    kind("U0HELEN01", "director", Subject.PEER, Subject.DIRECTOR, profile={ROLES: ("vp",)}),
    kind("U0OPS0001", "sales operations", Subject.PEER, Subject.OPERATIONS,
         profile={ROLES: ("sales-ops",)}),
    kind("U0IMRAN01", "admin", Subject.PEER, Subject.ADMIN),
    kind("U0SETTING", "admin by setting", Subject.PEER, Subject.ADMIN),
    kind("U0SLACKAD", "admin of the workspace only", Subject.PEER, slack={"admin": True}),
    kind("U0DECIDER", "decider", Subject.PEER, Subject.DECIDER),
    Kind("U0JONAS01", "guest", slack={"guest": "guest"}),
    Kind("U0SINGLE1", "guest of one channel", slack={"guest": "single"}),
    Kind("U0KAVYA01", "person of another company", home=ELSEWHERE, slack={"team": ELSEWHERE}),
    Kind("U0NEWHERE", "person of another company, met for the first time", home=ELSEWHERE,
         known=False),
    Kind("U0INSIDE1", "person of another company, as users.info has them",
         slack={"team": ELSEWHERE}),
    Kind("U0LUCIA01", "somebody who has left", slack={"deleted": True}),
    Kind("U0STATUS1", "bot", slack={"bot": True}),
    Kind("U0NOBODY1", "somebody Slack does not know", known=False),
    Kind(AMARA, "somebody of another workspace", team=ELSEWHERE, home=ELSEWHERE, known=False),
)  # fmt: skip


def settle(session: Session, now: datetime) -> None:
    """Everybody is known and has been greeted; one admin is kept."""
    for each in KINDS:
        if each.known:
            people.save(session, _person(each, now))
            kept = Profile(TEAM, each.id, met_at=now)
            profiles.save(session, replace(kept, **(each.profile or {})))
    admins.add(session, TEAM, "U0IMRAN01", "U0IMRAN01", now)


def _person(each: Kind, now: datetime) -> Person:
    name = f"{each.name.title()} Person"
    plain = Person(
        each.id, TEAM, each.id.lower(), name, "UTC", TEAM, False, False, "none", False, now
    )
    return replace(plain, **(each.slack or {}))
