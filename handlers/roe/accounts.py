"""/roe: one account, typed in a line or put together in a form."""

from collections.abc import Iterable
from dataclasses import replace

from handlers.kit import blocks, forms, tickets
from handlers.kit.answers import Asked, answer_question, decide, show, tell
from handlers.kit.controls import choices
from handlers.kit.feature import (
    Ask,
    Block,
    Close,
    CommandReply,
    Complain,
    FormReply,
    Message,
    Open,
    Place,
    Slash,
    Turn,
    View,
)
from handlers.kit.menus import ACCOUNT, help_with, is_help, menu
from handlers.kit.texts import clean
from handlers.roe import lists, verdicts
from handlers.roe.tables import ROW_EXAMPLE
from policies.answer import Status
from policies.subjects import subject_of
from policies.vocabulary import Fact, Kind

POLICY = "roe"
COMMAND = "/roe"
UNKNOWN = "unknown"
NOTHING_GIVEN = "Give at least the number of employees, for example 480."
HOW = "Fill in what you know and leave the rest: I ask for what matters."
IN_A_LINE = "Write what you know in one line, for example `/roe 480 employees 130 users inbound`."


def start(turn: Turn, ask: Ask) -> CommandReply:
    """The first word may be help, list or disputes; everything else is an account."""
    first, rest = [*ask.text.split(maxsplit=1), "", ""][:2]
    match first.casefold():
        case "list" | "lists":
            return lists.start(turn, replace(ask, text=rest))
        case "disputes" | "dispute" if not rest or is_help(rest):
            return verdicts.overview(turn, replace(ask, text=rest))
        case "":
            return _without_words(turn, ask)
        case _:
            return answer_question(turn, ask, f"{COMMAND} {ask.text}")


def explain(menu: tuple[Slash, ...], text: str) -> Message | None:
    return help_with(SLASH, *NOTES) if is_help(text) else None


def open_form(turn: Turn, ask: Ask) -> Open:
    return Open(form(turn, tickets.issue(turn, ask, {}, beside=True)))


def form(turn: Turn, about: str) -> View:
    known = (turn.pack.fact(name) for name in turn.pack.policies[POLICY].facts)
    fields = (_field(fact) for fact in known)
    return forms.form(ACCOUNT, "Whose account is it?", blocks.context(HOW), *fields, about=about)


def submitted(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    given = dict(_given(turn, ask))
    if not given:
        return Complain({"employees": NOTHING_GIVEN})
    subject = ticket.subject
    asked = Asked(COMMAND, given, subject["place"], subject["channel"])
    if errors := _errors(turn, asked):
        return Complain(errors)
    told = tell(turn, asked)
    tickets.tell(turn, ticket, f"account/{told.number}", show(turn, told))
    return Close()


def _without_words(turn: Turn, ask: Ask) -> CommandReply:
    """Slack opens a form for a command or a press only, so elsewhere a button stands for it."""
    if ask.files:
        return lists.start(turn, ask)
    if ask.place is Place.COMMAND:
        return open_form(turn, ask)
    return blocks.message(IN_A_LINE, blocks.section(IN_A_LINE), menu())


def _given(turn: Turn, ask: Ask) -> Iterable[tuple[str, str]]:
    for name in turn.pack.policies[POLICY].facts:
        value = ask.fields.get(name)
        if isinstance(value, str) and value != UNKNOWN and clean(value).strip():
            yield name, clean(value).strip()


def _errors(turn: Turn, asked: Asked) -> dict[str, str]:
    """Each field that cannot be read even on its own."""
    if decide(turn, asked).status is not Status.INVALID:
        return {}
    alone = {name: decide(turn, replace(asked, given={name: text})) for name, text in _each(asked)}
    wrong = {name: each.headline for name, each in alone.items() if each.status is Status.INVALID}
    wrong = wrong or {next(iter(asked.given)): decide(turn, asked).headline}
    return {
        name: f"{why} For example {turn.pack.fact(name).example}." for name, why in wrong.items()
    }


def _each(asked: Asked) -> Iterable[tuple[str, str]]:
    return asked.given.items()


def _field(fact: Fact) -> Block:
    hint = fact.assume and f"Otherwise I take for granted: {fact.assume}"
    label = fact.ask
    if known := choices(fact):
        options = (*known, (UNKNOWN, "I don't know"))
        return forms.choice(fact.name, label, options, hint=hint or "")
    if fact.kind is Kind.DATE:
        return forms.day(fact.name, label, hint=hint or "")
    return forms.number(fact.name, label, hint=fact.hint or hint or "")


SUBJECTS = (subject_of("roe"), subject_of("source"))
SLASH = Slash(
    COMMAND,
    start,
    summary=SUBJECTS[0].summary,
    usage=SUBJECTS[0].usage,
    examples=tuple(example.ask for subject in SUBJECTS for example in subject.examples),
    words=("roe",),
    still=explain,
)
NOTES = (
    "`/roe` alone opens a form with every fact.",
    f"`/roe list` looks up many accounts: paste lines such as `{ROW_EXAMPLE}` after it, "
    "or send it alone and choose a file.",
    "`/roe disputes` shows your disputes and, if you decide them, those that wait for you. "
    "To open one, press *Dispute* under an answer.",
)
