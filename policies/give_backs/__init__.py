"""The Give Back register: projects, who used them in which month, and what is reminded of."""

from policies.give_backs.adoption import Adoption, first_of, month_before
from policies.give_backs.values import Act, Event, Mark, Marked, Project, State

__all__ = [
    "Act",
    "Adoption",
    "Event",
    "Mark",
    "Marked",
    "Project",
    "State",
    "first_of",
    "month_before",
]
