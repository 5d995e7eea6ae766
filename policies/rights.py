"""Who may do what: one table, whatever a person does it with."""

from collections.abc import Iterable, Mapping
from enum import StrEnum


class Standing(StrEnum):
    """What a role of the pack weighs here."""

    ACCOUNT_EXECUTIVE = "account-executive"
    MANAGER = "manager"
    DIRECTOR = "director"
    OPERATIONS = "operations"
    OTHER = "other"


class Subject(StrEnum):
    """What somebody is to the owner of what they act upon; one may be several at once."""

    OWN = "own"
    PEER = "peer"
    MANAGER = "manager"
    OTHER_MANAGER = "manager of another team"
    DIRECTOR = "director"
    OPERATIONS = "operations"
    ADMIN = "admin"
    STAND_IN = "stand-in"
    """Whom the owner named for the days in which they are away."""
    DECIDER = "decider"
    """Whom the settings name to decide disputes."""
    FOUNDER = "founder"
    """A workspace admin or owner, as long as the bot has no admin of its own."""
    LEADER = "leader"
    """The manager whom the owner reports to directly."""


class Action(StrEnum):
    ASK = "ask"
    """What any colleague may: rules, calculators, help, and all that is only about oneself."""
    OWN = "own"
    """What somebody asked for and nobody else should go on with, not even their manager."""
    SEE = "see"
    SEE_PLAN = "see plan"
    """When and why somebody is reminded, without the words of their deals."""
    CHANGE = "change"
    ROLL_UP = "roll up"
    """A team's figures together."""
    REASSIGN = "reassign"
    LIST_TEAM = "list team"
    SET_RULES = "set team rules"
    """When a team's routines are due."""
    IMPORT = "import"
    ORGANISE = "organise"
    """Settings, roles, the roster, the admins, purging."""
    EXPORT = "export"
    READ_AUDIT = "read audit"
    LEAD = "lead"
    """Going on in a Red/Green review, which is the manager's to hold."""
    DECIDE = "decide"
    BEGIN = "begin"
    """Becoming the first admin."""


EVERYBODY = frozenset(Subject)
OVER_THEM = frozenset({Subject.MANAGER, Subject.DIRECTOR})
IN_CHARGE = frozenset({Subject.ADMIN})

MATRIX: Mapping[Action, frozenset[Subject]] = {
    Action.ASK: EVERYBODY,
    Action.OWN: frozenset({Subject.OWN}),
    Action.SEE: OVER_THEM | {Subject.OWN, Subject.STAND_IN},
    Action.SEE_PLAN: OVER_THEM | {Subject.OWN, Subject.STAND_IN, Subject.ADMIN},
    Action.CHANGE: frozenset({Subject.OWN, Subject.STAND_IN, Subject.MANAGER}),
    Action.ROLL_UP: OVER_THEM,
    Action.REASSIGN: OVER_THEM | {Subject.ADMIN, Subject.OPERATIONS},
    Action.LIST_TEAM: OVER_THEM | {Subject.ADMIN, Subject.OPERATIONS},
    Action.SET_RULES: OVER_THEM | {Subject.ADMIN},
    Action.IMPORT: frozenset({Subject.ADMIN, Subject.OPERATIONS}),
    Action.ORGANISE: IN_CHARGE,
    Action.EXPORT: frozenset({Subject.ADMIN, Subject.DIRECTOR}),
    Action.READ_AUDIT: OVER_THEM | {Subject.OWN, Subject.ADMIN},
    Action.LEAD: frozenset({Subject.LEADER}),
    Action.DECIDE: frozenset({Subject.DECIDER}),
    Action.BEGIN: frozenset({Subject.FOUNDER}),
}

WHO: Mapping[Action, str] = {
    Action.ASK: "people of this workspace",
    Action.OWN: "{owner}",
    Action.SEE: "{owner}, their manager and directors",
    Action.SEE_PLAN: "{owner}, their manager, directors and admins of Handrail",
    Action.CHANGE: "{owner} and their manager",
    Action.ROLL_UP: "managers of this team and directors",
    Action.REASSIGN: "managers of this team, directors, sales operations and admins of Handrail",
    Action.LIST_TEAM: "managers, directors, sales operations and admins of Handrail",
    Action.SET_RULES: "managers of this team, directors and admins of Handrail",
    Action.IMPORT: "sales operations and admins of Handrail",
    Action.ORGANISE: "admins of Handrail",
    Action.EXPORT: "directors and admins of Handrail",
    Action.READ_AUDIT: "{owner}, their manager, directors and admins of Handrail",
    Action.LEAD: "the manager of {owner}",
    Action.DECIDE: "the person who decides disputes",
    Action.BEGIN: "an admin or owner of this workspace, while Handrail has no admin yet,",
}
DOES: Mapping[Action, str] = {
    Action.ASK: "ask me",
    Action.OWN: "go on with this",
    Action.SEE: "see this",
    Action.SEE_PLAN: "see this",
    Action.CHANGE: "change this",
    Action.ROLL_UP: "see this team's figures",
    Action.REASSIGN: "give this to somebody else",
    Action.LIST_TEAM: "see the team list",
    Action.SET_RULES: "set this for the team",
    Action.IMPORT: "import this",
    Action.ORGANISE: "do this",
    Action.EXPORT: "export this",
    Action.READ_AUDIT: "read this record",
    Action.LEAD: "lead this review",
    Action.DECIDE: "do this",
    Action.BEGIN: "become the first admin",
}


def may(subjects: Iterable[Subject], action: Action) -> bool:
    return not MATRIX[action].isdisjoint(subjects)


def refusal(action: Action, owner: str = "") -> str:
    """One sentence on who may; `owner` by name, or whoever it belongs to."""
    who = WHO[action].format(owner=owner or "the owner")
    return f"Only {who} can {DOES[action]}."


def subjects(
    actor: str,
    owner: str,
    above: Iterable[str],
    standings: Iterable[Standing],
    duties: Iterable[Subject] = (),
) -> frozenset[Subject]:
    """`above` are the owner's manager, that one's manager, and so on; owner "" is the workspace.

    With no owner, a manager counts as one of the team: the question is then about a team of theirs.
    """
    held, above = frozenset(standings), tuple(above)
    found = {Subject.OWN if actor == owner else Subject.PEER, *duties}
    if above[:1] == (actor,):
        found.add(Subject.LEADER)
    if actor in above:
        found.add(Subject.MANAGER)
    elif Standing.MANAGER in held and actor != owner:
        found.add(Subject.OTHER_MANAGER if owner else Subject.MANAGER)
    return frozenset(found | {BY_STANDING[each] for each in held & BY_STANDING.keys()})


BY_STANDING: Mapping[Standing, Subject] = {
    Standing.DIRECTOR: Subject.DIRECTOR,
    Standing.OPERATIONS: Subject.OPERATIONS,
}
