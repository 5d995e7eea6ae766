"""Opportunities of people whom nobody was known by: theirs as soon as somebody is."""

from handlers.kit.feature import Round
from handlers.kit.reminding import replan
from handlers.opportunities.staging import owners_in
from storage import opportunity_owners

SOURCE = "owner matched"


def match(round: Round) -> int:
    """How many found their owner since the last look."""
    session, workspace = round.session, round.workspace.id
    waiting = opportunity_owners.waiting(session, workspace)
    if not waiting:
        return 0
    known, matched, people = owners_in(round), 0, list[str]()
    for name in waiting:
        if person := known.find(name):
            people.append(person)
            matched += opportunity_owners.give(
                session, workspace, name, person, at=round.now, source=SOURCE
            )
    replan(round, people)
    return matched
