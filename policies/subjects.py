"""What can be asked, as help shows it and the grammar reads it."""

from dataclasses import dataclass
from difflib import get_close_matches

from policies.desks import DESKS, Desk
from policies.desks.desk import Example


@dataclass(frozen=True, slots=True)
class Subject:
    policy: str
    commands: tuple[str, ...]
    summary: str
    usage: str
    examples: tuple[Example, ...]


__all__ = ["SUBJECTS", "Example", "Subject", "closest", "subject_of"]


def _calculated(desk: Desk) -> Subject:
    commands = tuple(f"/handrail {name}" for name in desk.commands)
    return Subject(desk.policy, commands, desk.summary, desk.usage, desk.examples)


SUBJECTS: tuple[Subject, ...] = (
    Subject(
        "roe",
        ("/roe", "/handrail roe"),
        "Whose account is it, and does it move?",
        "/roe EMPLOYEES [POTENTIAL USERS] [inbound | outbound | existing] [region] [customer]",
        (
            Example("/roe 620 employees", "belongs to Mid-Market First Order"),
            Example("/roe 480 employees 130 users inbound", "belongs to Mid-Market Territory"),
            Example("/roe 480 employees 130 users", "depends on how the account came in"),
            Example("/roe First Order account 450 employees 60 users", "Move it to Territory"),
            Example("/roe Territory account 501 employees", "Move it to First Order"),
        ),
    ),
    Subject(
        "segment",
        ("/handrail segment",),
        "Which segment is a company in?",
        "/handrail segment EMPLOYEES",
        (
            Example("/handrail segment 60", "SMB"),
            Example("/handrail segment 1,999", "Mid-Market"),
            Example("/handrail segment 90-110", "depends on the number of employees"),
        ),
    ),
    Subject(
        "source",
        ("/roe", "/handrail roe"),
        "Which data source counts?",
        "/roe datafox NUMBER [is wrong] [zoominfo NUMBER] [linkedin NUMBER]",
        (
            Example("/roe datafox 450 linkedin 520", "Use Datafox's 450"),
            Example("/roe datafox is wholly wrong, zoominfo 300", "Use Zoominfo's 300"),
        ),
    ),
    *map(_calculated, DESKS),
    Subject(
        "handbook",
        ("/handrail ask",),
        "What does the handbook say?",
        "/handrail ask QUESTION",
        (Example("/handrail ask can I ask the prospect for head-count", "Never ask"),),
    ),
)

SUBCOMMANDS = ("segment", "roe", *(desk.commands[0] for desk in DESKS), "ask", "help")
COMMANDS = ("/roe", "/handrail")


def closest(word: str) -> str | None:
    """The command that a mistyped word most likely means."""
    plain = word.strip().lower().removeprefix("/")
    near = get_close_matches(plain, [*SUBCOMMANDS, "handrail"], 1, 0.6)
    return near[0] if near else None


def subject_of(policy: str) -> Subject:
    return next(subject for subject in SUBJECTS if subject.policy == policy)
