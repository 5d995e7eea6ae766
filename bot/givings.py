"""The Give Back projects that a demo begins with: one is used, one is under way, one is an idea."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from policies.give_backs import Act, Event, Mark, Marked, Project, State, first_of
from policies.give_backs.adoption import months_back
from storage import give_back_events, give_back_uses, give_backs
from storage.give_back_uses import Use

if TYPE_CHECKING:
    from bot.seeding import Seeding

ENDS: Mapping[State, tuple[Act, ...]] = {
    State.IDEA: (),
    State.UNDER_WAY: (Act.STARTED,),
    State.FINISHED: (Act.STARTED, Act.FINISHED),
    State.DROPPED: (Act.STARTED, Act.DROPPED),
}


def give(seeding: "Seeding", those: Iterable[Mapping[str, Any]]) -> None:
    if "giveback" in seeding.pack.sheets:
        for given in those:
            _project(seeding, given)


def _project(seeding: "Seeding", given: Mapping[str, Any]) -> None:
    began = seeding.now - timedelta(days=given["age"])
    since = seeding.now - timedelta(days=given["since"])
    state, owner = State(given["state"]), seeding.people[given["owner"]]
    days = given.get("due")
    values = {
        "workspace": seeding.workspace,
        "owner": owner,
        **{name: given.get(name, "") for name in ("title", "improves", "proof", "issue")},
        "team_size": given.get("team"),
        "due": None if days is None else seeding.today + timedelta(days=days),
        "state": state,
        "since": since,
        "created_by": owner,
        "created_at": began,
        "finished_at": since if state is State.FINISHED else None,
    }
    if added := give_backs.add(seeding.session, values):
        _happen(seeding, added, given)
        _use(seeding, added, given.get("used", ()), given.get("confirmed", 0))


def _happen(seeding: "Seeding", project: Project, given: Mapping[str, Any]) -> None:
    where = (seeding.session, seeding.workspace, project.id)
    events = [Event(Act.REGISTERED, project.owner, project.created_at, project.title)]
    events += [Event(act, project.owner, project.since) for act in ENDS[project.state]]
    for event in events:
        give_back_events.add(*where, event)
    for item in given.get("documented", ()):
        give_back_events.mark(*where, Marked(item, Mark.DONE, project.owner, project.since))


def _use(
    seeding: "Seeding", project: Project, used: Iterable[Iterable[str]], confirmed: int
) -> None:
    """This month first, and so many of those before it that the owner has confirmed."""
    lists = [list(names) for names in used]
    months = months_back(first_of(seeding.today), max(len(lists), confirmed + 1))
    where = (seeding.session, seeding.workspace)
    for month, names in zip(months, lists, strict=False):
        for name in names:
            person = seeding.people[name]
            give_back_uses.add(*where, Use(project.id, month, person, person, _at(seeding, month)))
    for month in months[1 : confirmed + 1]:
        team = project.team_size or len(seeding.people)
        at = _at(seeding, month)
        give_back_uses.confirm(*where, project.id, month, team, project.owner, at)


def _at(seeding: "Seeding", month: date) -> datetime:
    """Some day of that month, and never in what is to come."""
    return min(seeding.now, seeding.now.replace(year=month.year, month=month.month, day=20))
