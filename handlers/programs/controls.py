"""The names of what can be pressed and sent, and the buttons that several pages share."""

from handlers.kit import blocks
from handlers.kit.blocks import Element
from handlers.kit.feature import Aside, Ask, ButtonReply, Change, Message, Open, Place
from policies.programs import Hold, Offer, SignUp

JOIN, LEAVE, ABSENT = "programs.join", "programs.leave", "programs.absent"
CHOOSE, RENEW, RELEASE = "programs.choose", "programs.renew", "programs.release"
LEADERSHIP, TOPICS, OVERVIEW = "programs.leadership", "programs.topics", "programs.overview"
LIST, COHORT, REMOVE, EXPORT = (
    *("programs.list", "programs.cohort"),
    *("programs.remove", "programs.csv"),
)
TAKE, PASS = "programs.take", "programs.pass"
WEEKS, TICK, THERE, EVERYBODY = (
    *("programs.weeks", "programs.tick"),
    *("programs.there", "programs.everybody"),
)
UNDO = "programs.undo"
JOINED, LEFT, TAKEN, RENEWED, RELEASED, READ, TOOK, PASSED, TICKED = (
    *("programs.joined", "programs.left", "programs.taken"),
    *("programs.renewed", "programs.released", "programs.read"),
    *("programs.took", "programs.passed", "programs.ticked"),
)
"""Kinds of acts that can be undone."""
TITLE = "Programs"
SURE_LEAVE = blocks.confirmation(
    "Take your name off?",
    "Your place goes to the next one who waits, or is offered to them if the cohort is under way. "
    "You can undo this for 15 minutes.",
    "Take it off",
    "Keep it",
)
SURE_RELEASE = blocks.confirmation(
    "Release this topic?",
    "Somebody else may choose it then. You can undo this for 15 minutes.",
    "Release",
    "Keep it",
)
SURE_REMOVE = blocks.confirmation(
    "Take them off the list?", "They are told so. You can undo this for 15 minutes.", "Take off"
)


def sure_join(eligible: str) -> Element:
    return blocks.confirmation("Put your name down?", blocks.escape(eligible), "Put it down")


def release_button(hold: Hold) -> Element:
    return blocks.button("Release", RELEASE, str(hold.id), confirm=SURE_RELEASE)


def renew_button(hold: Hold, style: str = "") -> Element:
    return blocks.button("Renew", RENEW, str(hold.id), style)


def take_button(offer: Offer) -> Element:
    return blocks.button("Take the place", TAKE, str(offer.id), "primary")


def pass_button(offer: Offer) -> Element:
    return blocks.button("Pass", PASS, str(offer.id))


def weeks_button(one: SignUp, label: str = "Weeks") -> Element:
    return blocks.button(label, WEEKS, str(one.id))


def there_button(one: SignUp, week: int) -> Element:
    return blocks.button("I was there", THERE, f"{one.id}:{week}:1", "primary")


def undo_button(act: int) -> Element:
    return blocks.button("Undo", UNDO, str(act))


def shown(ask: Ask, message: Message) -> Message | Open | Change:
    """Where it was pressed: in place, over a Home, or within the form that is open."""
    if ask.place is Place.HOME:
        return Open(blocks.page(TITLE, *message.blocks))
    if ask.place is Place.BUTTON and not ask.response_url:
        return Change(blocks.page(TITLE, *message.blocks))
    return message


def beside(ask: Ask, message: Message) -> ButtonReply:
    """The message that it was pressed in stays."""
    reply = shown(ask, message)
    return Aside(reply) if isinstance(reply, Message) else reply
