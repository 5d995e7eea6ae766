"""/handrail opportunity: find one by its name, or add one."""

from collections.abc import Iterable

from handlers.kit import blocks, forms, tickets
from handlers.kit.feature import (
    Ask,
    Close,
    CommandReply,
    Complain,
    FormReply,
    Group,
    Message,
    Open,
    Place,
    Slash,
    Turn,
)
from handlers.kit.menus import help_with, is_help
from handlers.kit.texts import counted, excerpt
from handlers.opportunities import access, cards, editing
from storage import opportunities

PICK, FIND = "opportunities.pick", "opportunities.find"
OPPORTUNITY = "opportunity"
ADDING = frozenset({"add", "new"})
SHOWN = 5
SUGGESTED = 100
NONE_YET = (
    "You have no opportunities here yet. Send me a report of them as a file in our direct "
    "messages, or add one with `/handrail opportunity add`."
)
NOT_FOUND = "I find none of yours with “{words}”. Write a part of its name, account or ID."
NOT_CHOSEN = "Choose one: type a part of its name."


def start(turn: Turn, ask: Ask) -> CommandReply:
    words = ask.text.strip()
    if is_help(words):
        return help_with(SLASH)
    if words.casefold() in ADDING:
        return editing.open_new(turn, ask)
    if not words and ask.place is Place.COMMAND:
        return open_picker(turn, ask)
    return _found(turn, words)


def open_picker(turn: Turn, ask: Ask) -> Open:
    about = tickets.issue(turn, ask, {}, beside=True)
    field = forms.suggested(OPPORTUNITY, "Opportunity", FIND, optional=False)
    return Open(forms.form(PICK, "Find an opportunity", field, submit="Show", about=about))


def picked(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    id = ask.fields.get(OPPORTUNITY)
    if not isinstance(id, str):
        return Complain({OPPORTUNITY: NOT_CHOSEN})
    card = cards.card(turn, cards.find(turn, id))
    tickets.tell(turn, ticket, f"opportunity/{ticket.id}", card)
    return Close()


def suggest(turn: Turn, ask: Ask) -> Iterable[tuple[str, str]]:
    """Those that they may see, open ones first."""
    found = opportunities.search(
        turn.session, turn.workspace.id, ask.typed, access.visible(turn), SUGGESTED
    )
    for each in found:
        account = f" ({each.account})" if each.account else ""
        yield str(each.id), f"{each.name}{account}"


def _found(turn: Turn, words: str) -> Message:
    owners = access.visible(turn)
    found = opportunities.search(turn.session, turn.workspace.id, words, owners, SHOWN + 1)
    if not found:
        said = NOT_FOUND.format(words=excerpt(words)) if words else NONE_YET
        return blocks.message(said, blocks.section(said))
    if len(found) == 1:
        return cards.card(turn, found[0])
    many = (
        f"More than {SHOWN}"
        if len(found) > SHOWN
        else counted(len(found), "opportunity", "opportunities")
    )
    said = f"{many} of yours fit." if words else f"{many} of yours; the first {SHOWN}."
    return cards.several(turn, found[:SHOWN], said)


SLASH = Slash(
    "/handrail opportunity",
    start,
    summary="What is known of an opportunity, its history, and a form to change it.",
    usage="/handrail opportunity [NAME | add]",
    examples=("/handrail opportunity Acme", "/handrail opportunity add"),
    words=("opportunity", "opportunities"),
    alone=False,
    group=Group.DEALS,
)
