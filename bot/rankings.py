"""The ranks that a demo begins with: some talks are due, some accounts still wait for a rank."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from policies.ranking import Contact, Move, Rules, rules_of
from storage import profiles, rank_events, ranks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.seeding import Seeding

RANKED = timedelta(days=26)
"""How long ago most of them were ranked."""


def rank(seeding: "Seeding", those: "Mapping[str, Sequence[Sequence[Any]]]") -> None:
    known = rules_of(seeding.pack)
    for name, given in those.items():
        person = seeding.people[name]
        profile = profiles.find(seeding.session, seeding.workspace, person)
        segment = known.segment_of(profile.roles, profile.segment) if known else ""
        for each in given if known and segment else ():
            assert known
            _account(seeding, known, person, segment, each)


def _account(
    seeding: "Seeding", known: Rules, person: str, segment: str, given: Sequence[Any]
) -> None:
    account, rank, users, days, why = given
    at = seeding.now - RANKED
    talked = seeding.today - timedelta(days=days) if days is not None else None
    values = {"workspace": seeding.workspace, "owner": person, "account": account}
    values |= {"segment": segment, "rank": rank, "reason": why, "users": users, "notes": ""}
    values |= {"ranked_on": at.date(), "ranked_by": person, "ranked_at": at}
    values |= {"talked_on": talked, "since": talked or at.date()}
    ranks.put(seeding.session, values)
    move = Move(account, "", rank, why, person, at)
    rank_events.add_move(seeding.session, seeding.workspace, person, move)
    if talked:
        way = known.with_contact.get((segment, rank), Contact.TALK)
        whose = {"workspace": seeding.workspace, "owner": person, "account": account}
        told = {"day": talked, "way": way, "note": "", "by": person}
        rank_events.log(seeding.session, whose | told | {"at": seeding.now - timedelta(days=days)})
