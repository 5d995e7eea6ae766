"""What a handler replies, turned into letters inside the same transaction."""

from collections.abc import Callable
from dataclasses import replace

from handlers.kit import letters
from handlers.kit.blocks import notice, page
from handlers.kit.events import PANE_OPENED, is_in_the_pane
from handlers.kit.feature import (
    Aside,
    Ask,
    ButtonReply,
    Change,
    CommandReply,
    Form,
    FormReply,
    HeardReply,
    Message,
    Open,
    Place,
    Quiet,
    ShortcutReply,
    Slash,
    Turn,
)
from handlers.kit.payloads import Caller
from handlers.kit.routes import Routes, spoken_to
from handlers.kit.texts import clean, cut

OLD_BUTTON = Message("This button is from an older version of Handrail. Please ask again.")
OLD_SHORTCUT = Message("This shortcut is from an older version of Handrail and does nothing now.")
LONGEST_TITLE = 75
TALK = ("message", "app_mention", PANE_OPENED)
"""What is said to the bot itself."""
IN_FORMS = ("header", "section", "context", "divider", "actions")
"""Of what a message may hold, what a form may too."""
LINK_PREFIX = "link"
"""Buttons that only open an address say so in their id: a press needs no answer."""


class Works:
    """The work of one turn, by what was pressed or heard."""

    def __init__(self, found: Routes) -> None:
        self.found = found

    def command(self, slash: Slash, ask: Ask) -> Callable[[Turn], CommandReply]:
        def work(turn: Turn) -> CommandReply:
            reply = slash.answer(turn, ask)
            _meet(turn)
            return reply

        return work

    def form(self, form: Form, ask: Ask) -> Callable[[Turn], FormReply]:
        def work(turn: Turn) -> FormReply:
            reply = form.answer(turn, ask)
            _meet(turn)
            return reply

        return work

    def press(self, action: str, ask: Ask, caller: Caller) -> Callable[[Turn], ButtonReply]:
        def work(turn: Turn) -> ButtonReply:
            reply = _shown(self._pressed(action)(turn, ask), ask)
            _say(turn, reply, ask, caller)
            _meet(turn)
            return reply

        return work

    def shortcut(self, id: str, ask: Ask, caller: Caller) -> Callable[[Turn], ShortcutReply]:
        def work(turn: Turn) -> ShortcutReply:
            shortcut = self.found.shortcuts.get(id)
            reply = shortcut.answer(turn, ask) if shortcut else OLD_SHORTCUT
            if isinstance(reply, Message):
                _tell(turn, reply, ask, caller)
            _meet(turn)
            return reply

        return work

    def suggest(self, id: str, ask: Ask) -> Callable[[Turn], list[tuple[str, str]]]:
        def work(turn: Turn) -> list[tuple[str, str]]:
            found = self.found.suggestions.get(id)
            return list(found.answer(turn, ask)) if found else []

        return work

    def hear(self, kind: str, ask: Ask, caller: Caller) -> Callable[[Turn], None]:
        def work(turn: Turn) -> None:
            reply = self._heard(kind, turn, ask)
            if isinstance(reply, Message) and ask.place is not Place.CHANNEL:
                letters.reply(turn, f"reply/{caller.key}", ask, reply)
                _settle_pane(turn, ask, caller)
            if ask.place is not Place.CHANNEL:
                _meet(turn)

        return work

    def _pressed(self, action: str) -> Callable[[Turn, Ask], ButtonReply]:
        if action.startswith(LINK_PREFIX):
            return lambda turn, ask: Quiet()
        button = self.found.buttons.get(action)
        return button.answer if button else lambda turn, ask: Aside(OLD_BUTTON)

    def _heard(self, kind: str, turn: Turn, ask: Ask) -> HeardReply:
        if kind in TALK and (spoken := spoken_to(self.found, ask.text)):
            slash, rest = spoken
            told = slash.still and slash.still(self.found.menu, rest)
            return told or _spoken(slash, slash.answer(turn, replace(ask, text=rest)))
        heard = self.found.heard.get("file_share" if ask.files and kind in TALK else kind)
        return heard.answer(turn, ask) if heard else Quiet()


def _meet(turn: Turn) -> None:
    """After the answer, what is done for somebody who has turned to the bot."""
    for met in turn.registry.met:
        met(turn)


def _settle_pane(turn: Turn, ask: Ask, caller: Caller) -> None:
    if ask.text and is_in_the_pane(ask):
        letters.set_title(turn, ask, cut(" ".join(clean(ask.text).split()), LONGEST_TITLE))
        letters.clear_status(turn, f"settled/{caller.key}", ask)


def _spoken(slash: Slash, reply: CommandReply) -> Message:
    """Slack opens forms only for a command or a press, never for a message."""
    if isinstance(reply, Open):
        examples = " or ".join(f"`{example}`" for example in slash.examples[:2])
        return Message(f"Write it in one line, for example {examples}.")
    return reply


def _shown(reply: ButtonReply, ask: Ask) -> ButtonReply:
    """On a Home and in a form there is nothing beside which to say it, so it opens."""
    if ask.response_url or isinstance(reply, Open | Change | Quiet):
        return reply
    message = reply.message if isinstance(reply, Aside) else reply
    shown = [block for block in message.blocks if block["type"] in IN_FORMS]
    return Open(page("Handrail", *shown) if shown else notice(message.text))


def _tell(turn: Turn, message: Message, ask: Ask, caller: Caller) -> None:
    """A global shortcut comes from nowhere, so what it says goes into the DM."""
    if ask.response_url:
        letters.whisper(turn, f"aside/{caller.key}", ask.response_url, message)
    else:
        letters.post(turn, f"told/{caller.key}", turn.actor.id, message)


def _say(turn: Turn, reply: ButtonReply, ask: Ask, caller: Caller) -> None:
    match reply:
        case Message():
            letters.edit(turn, f"edit/{caller.key}", ask.response_url, reply)
        case Aside(message):
            letters.whisper(turn, f"aside/{caller.key}", ask.response_url, message)
        case Open() | Change() | Quiet():
            pass
