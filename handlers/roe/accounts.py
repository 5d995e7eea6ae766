"""/roe: one account, typed in a line or put together in a form."""

from dataclasses import replace

from handlers.kit import blocks, forms, tickets
from handlers.kit.answers import Asked, answer_question, show, tell
from handlers.kit.facts import facts_of
from handlers.kit.feature import (
    Ask,
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
from handlers.kit.questionnaires import errors, optional_field, told
from handlers.roe import earlier, lists, queues
from handlers.roe.tables import ROW_EXAMPLE
from policies.subjects import subject_of

POLICY = "roe"
COMMAND = "/roe"
NOTHING_GIVEN = "Give at least the number of employees, for example 480."
HOW = "Fill in what you know and leave the rest: I ask for what matters."
IN_A_LINE = "Write what you know in one line, for example `/roe 480 employees 130 users inbound`."


def start(turn: Turn, ask: Ask) -> CommandReply:
    """The first word may be help, list, disputes or precedents; all else is an account."""
    first, rest = [*ask.text.split(maxsplit=1), "", ""][:2]
    match first.casefold():
        case "list" | "lists":
            return lists.start(turn, replace(ask, text=rest))
        case "disputes" | "dispute" if rest.strip().casefold() in queues.WORDS or is_help(rest):
            return queues.start(turn, replace(ask, text=rest))
        case "precedents" | "precedent":
            return earlier.start(turn, replace(ask, text=rest))
        case "":
            return _without_words(turn, ask)
        case _:
            return answer_question(turn, ask, f"{COMMAND} {ask.text}")


def explain(menu: tuple[Slash, ...], text: str) -> Message | None:
    return help_with(SLASH, *NOTES) if is_help(text) else None


def open_form(turn: Turn, ask: Ask) -> Open:
    return Open(form(turn, tickets.issue(turn, ask, {}, beside=True)))


def form(turn: Turn, about: str) -> View:
    fields = (optional_field(fact) for fact in facts_of(turn.pack, POLICY))
    return forms.form(ACCOUNT, "Whose account is it?", blocks.context(HOW), *fields, about=about)


def submitted(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    facts = facts_of(turn.pack, POLICY)
    given = told(facts, ask)
    if not given:
        return Complain({"employees": NOTHING_GIVEN})
    subject = ticket.subject
    asked = Asked(COMMAND, given, subject["place"], subject["channel"])
    if wrong := errors(turn, asked, facts):
        return Complain(wrong)
    answered = tell(turn, asked)
    tickets.tell(turn, ticket, f"account/{answered.number}", show(turn, answered))
    return Close()


def _without_words(turn: Turn, ask: Ask) -> CommandReply:
    """Slack opens a form for a command or a press only, so elsewhere a button stands for it."""
    if ask.files:
        return lists.start(turn, ask)
    if ask.place is Place.COMMAND:
        return open_form(turn, ask)
    return blocks.message(IN_A_LINE, blocks.section(IN_A_LINE), menu())


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
    "`/roe precedents` lists what was decided before, `/roe precedents LinkedIn` what has a word.",
)
