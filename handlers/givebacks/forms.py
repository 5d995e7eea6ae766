"""The form that registers a project or changes it, and what it holds."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from handlers.givebacks.cards import tracker
from handlers.givebacks.controls import DROP, EDIT, FORM, REASSIGN
from handlers.kit import blocks, forms
from handlers.kit.feature import Ask, Block, Scene, Turn, View
from handlers.kit.forms import text_in
from handlers.kit.texts import counted
from policies.give_backs import Project, State
from policies.links import LONGEST_LINK, is_link
from policies.trips.reading import Unclear, whole
from storage import members

LONGEST_TITLE, LONGEST_TEXT, LONGEST_REASON, MOST_TEAM = 120, 600, 300, 1_000_000
STATES = ((State.UNDER_WAY.value, "Under way"), (State.IDEA.value, "An idea for now"))
NO_TITLE = "Give it a title, for example “Trip note starter”."
NO_TEXT = "Say it in a sentence, for example “{example}”."
NO_LINK = "Give an address that begins with https://, or leave it empty."
NO_TEAM = "Write 1 or more, or leave it empty."
NO_STATE = "Choose whether it is under way or an idea."
EXAMPLES = {
    "improves": "New account executives find trip notes of others",
    "proof": "Everybody copies the template; we count whose notes use it",
}
NO_DATE = "The handbook prints no day, only that a newcomer finishes it within onboarding."
Values = dict[str, Any]


def new_form(turn: Turn, about: str, title: str = "") -> View:
    owner = forms.person(
        "owner",
        "Whose project",
        optional=False,
        chosen=turn.actor.id,
        hint="Yours, or that of somebody of your team.",
    )
    state = forms.choice("state", "It is", STATES, chosen=State.UNDER_WAY, optional=False)
    shown = (*_fields(turn, {"title": title}), owner, state)
    return forms.form(FORM, "Register a project", *shown, submit="Register", about=about)


def edit_form(turn: Turn, about: str, project: Project) -> View:
    named = ("title", "improves", "proof", "issue", "due", "team_size")
    known = {name: getattr(project, name) for name in named}
    return forms.form(EDIT, "Edit the project", *_fields(turn, known), submit="Save", about=about)


def _fields(scene: Scene, known: Mapping[str, Any]) -> Iterator[Block]:
    yield forms.text(
        "title", "Title", most=LONGEST_TITLE, optional=False, filled=known.get("title") or ""
    )
    labels = {"improves": "What it improves", "proof": "How it will be used, and how that shows"}
    for name, label in labels.items():
        yield forms.text(
            name,
            label,
            most=LONGEST_TEXT,
            lines=True,
            optional=False,
            filled=known.get(name) or "",
            hint=f"For example {EXAMPLES[name]}.",
        )
    yield blocks.context(f"It is described in the {tracker(scene)}, label Give Back Project.")
    yield forms.url("issue", "Link to its issue", filled=known.get("issue") or "",
                    hint="You can add it later.")  # fmt: skip
    yield forms.day("due", "To be finished by", filled=known.get("due"),
                    hint=f"The end of your onboarding, if it is part of it. {NO_DATE}")  # fmt: skip
    yield _team(scene, known.get("team_size"))


def _team(scene: Scene, size: int | None) -> Block:
    there = members.how_many(scene.session, scene.workspace.id)
    known = counted(there, "person", "people")
    hint = (
        f"Left empty, it is everybody with a role here: {known} now. The page does not say which "
        "team is meant; the whole Commercial team is taken."
    )
    filled = "" if size is None else f"{size:,}"
    return forms.number("team_size", "Size of the team", hint=hint, filled=filled)


def reason_form(about: str, project: Project) -> View:
    return forms.form(
        DROP,
        "Drop the project",
        blocks.section(f"*{blocks.escape(project.title)}*"),
        forms.text("reason", "Why", most=LONGEST_REASON, lines=True, optional=False,
                   hint="It stays in its history. It can be opened again later."),
        submit="Drop it",
        about=about,
    )  # fmt: skip


def person_form(about: str, project: Project) -> View:
    return forms.form(
        REASSIGN,
        "Somebody else's",
        blocks.section(f"*{blocks.escape(project.title)}*"),
        forms.person("person", "Whose it becomes", optional=False),
        submit="Hand it on",
        about=about,
    )


def read(ask: Ask) -> tuple[Values, dict[str, str]]:
    """What both forms hold, and what is wrong with it by field."""
    wrong: dict[str, str] = {}
    found: Values = {
        "title": line(ask, "title", LONGEST_TITLE),
        **{name: text_in(ask, name)[:LONGEST_TEXT] for name in EXAMPLES},
        "issue": text_in(ask, "issue")[:LONGEST_LINK],
        "due": _day(text_in(ask, "due"), wrong),
        "team_size": _size(text_in(ask, "team_size"), wrong),
    }
    if not found["title"]:
        wrong["title"] = NO_TITLE
    for name, example in EXAMPLES.items():
        if not found[name]:
            wrong[name] = NO_TEXT.format(example=example)
    if found["issue"] and not is_link(found["issue"]):
        wrong["issue"] = NO_LINK
    return found, wrong


def _day(said: str, wrong: dict[str, str]) -> date | None:
    try:
        return date.fromisoformat(said) if said else None
    except ValueError:
        wrong["due"] = "Choose a day."
        return None


def _size(said: str, wrong: dict[str, str]) -> int | None:
    try:
        found = whole(said, MOST_TEAM, "64")
    except Unclear as unclear:
        wrong["team_size"] = str(unclear)
        return None
    if found == 0:
        wrong["team_size"] = NO_TEAM
    return found


def state_of(ask: Ask) -> State | None:
    said = text_in(ask, "state")
    return State(said) if said in (State.IDEA, State.UNDER_WAY) else None


def line(ask: Ask, name: str, most: int) -> str:
    return " ".join(text_in(ask, name).split())[:most]
