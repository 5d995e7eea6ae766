"""/tripnotes: trips planned, their notes shared and found, reminders until they are."""

import re
from collections.abc import Callable, Mapping

from handlers.kit import acts, blocks
from handlers.kit.answers import answer_question
from handlers.kit.feature import (
    Ask,
    Button,
    ButtonReply,
    CommandReply,
    Feature,
    Form,
    Group,
    Heard,
    Message,
    Place,
    Refused,
    Shortcut,
    Slash,
    Turn,
)
from handlers.kit.menus import help_with, is_help
from handlers.kit.routines import Screen, Undo
from handlers.kit.texts import clean
from handlers.trips import (
    archive,
    channels,
    keeping,
    pages,
    panels,
    plans,
    posts,
    reminding,
    roi,
    sharing,
    ticks,
    words,
)
from handlers.trips import controls as to
from policies.problems import nearest

PRIVATE = "Trips are between the two of us: write `/tripnotes`, or ask me in a direct message."
UNKNOWN = "I don't know “{word}”{near}. `/tripnotes help` lists what I can do with trips."
NEAR = "; did you mean `/tripnotes {word}`?"
NO_LINK = "Give the link to your document, for example `/tripnotes link https://docs.google.com/…`."
LINK = re.compile(r"<?(?P<url>[a-z][a-z0-9+.-]*://[^\s<>|]+)(?:\|[^>]*)?>?", re.IGNORECASE)

Way = Callable[[Turn, Ask, str], CommandReply]


def start(turn: Turn, ask: Ask) -> CommandReply:
    text = clean(ask.text).strip()
    word, _, rest = text.partition(" ")
    if found := LINK.match(text):
        return _private(ask, lambda: _given(turn, found["url"], text[found.end() :]))
    way = WAYS.get(word.casefold())
    if way is None and ask.links:
        return _private(ask, lambda: _given(turn, ask.links[0], ""))
    if way is None:
        near = nearest(word.casefold(), WAYS)
        raise Refused(UNKNOWN.format(word=word[:40], near=NEAR.format(word=near) if near else ""))
    if way is _find:
        return way(turn, ask, rest.strip())
    return _private(ask, lambda: way(turn, ask, rest.strip()))


def _private(ask: Ask, work: Callable[[], CommandReply]) -> CommandReply:
    """A mention is answered for everybody to read."""
    if ask.place is Place.MENTION:
        raise Refused(PRIVATE)
    return work()


def _given(turn: Turn, url: str, takeaway: str) -> Message:
    return sharing.given(turn, url, keeping.line(takeaway.strip(" -–—:,")))


def _mine(turn: Turn, ask: Ask, text: str) -> CommandReply:
    return pages.mine(turn)


def _link(turn: Turn, ask: Ask, text: str) -> CommandReply:
    if not text:
        owed = [each for each in sharing.fitting_trips(turn) if not each.is_shared]
        return pages.choose(turn, owed) if owed else pages.mine(turn)
    if found := LINK.match(text):
        return _given(turn, found["url"], text[found.end() :])
    if ask.links:  # in a direct message a link may stand behind other words
        return _given(turn, ask.links[0], "")
    raise Refused(NO_LINK)


def _find(turn: Turn, ask: Ask, text: str) -> CommandReply:
    return archive.search(turn, text)


def _roi(turn: Turn, ask: Ask, text: str) -> CommandReply:
    """Of figures that are given, or of one's own trips."""
    if text:
        return answer_question(turn, ask, f"{roi.ASK} {text}")
    found = [each for each in pages.current(turn, turn.actor.id) if each.cost is not None]
    if not found:
        return answer_question(turn, ask, roi.ASK)
    lines = [f"{words.line(each)}\n{roi.line(turn, each)}" for each in found[: pages.SHOWN]]
    head = "What your trips have to bring back"
    return blocks.message(head, blocks.section(f"*{head}*"), *map(blocks.section, lines))


def _channel(turn: Turn, ask: Ask, text: str) -> CommandReply:
    return channels.set_here(turn, ask, text)


def _cancel(turn: Turn, ask: Ask, text: str) -> CommandReply:
    return plans.cancel_named(turn, text)


def _team(turn: Turn, ask: Ask, text: str) -> CommandReply:
    return pages.team(turn)


WAYS: Mapping[str, Way] = {
    "": _mine,
    "mine": _mine,
    "list": _mine,
    "plan": plans.plan,
    "new": plans.plan,
    "link": _link,
    "share": _link,
    "post": _link,
    "find": _find,
    "search": _find,
    "archive": _find,
    "cancel": _cancel,
    "edit": plans.edit_named,
    "roi": _roi,
    "team": _team,
    "channel": _channel,
}


def undo(turn: Turn, ask: Ask) -> ButtonReply:
    says = acts.undo(turn, ask.value)
    return to.shown(ask, blocks.message(says, blocks.section(f"↩ {says}")))


def explain(menu: tuple[Slash, ...], text: str) -> Message | None:
    notes = (
        "`/tripnotes` alone shows your trips and what is missing, `/tripnotes plan` opens a form.",
        "`/tripnotes find` looks through shared notes by event, place, person, year and takeaway; "
        "`edit`, `cancel` and `roi` are for your own trips, `team` for a manager's.",
        "An admin writes `/tripnotes channel` in the channel that notes are posted in, and "
        "`/tripnotes channel off` to have none.",
    )
    return help_with(SLASH, *notes) if is_help(text) else None


SLASH = Slash(
    "/tripnotes",
    start,
    summary="Plan a trip, share its notes, find those of others.",
    usage="/tripnotes [plan TRIP | LINK [TAKEAWAY] | find WORDS | edit | cancel | roi | team]",
    examples=(
        "/tripnotes plan KubeCon, Paris, 17-21 March",
        "/tripnotes find kubecon",
        "/tripnotes roi cost 2000 24 hours",
        "/tripnotes",
    ),
    words=("tripnotes",),
    still=explain,
    group=Group.ROUTINES,
)
FEATURE = Feature(
    name="trips",
    slashes=(SLASH,),
    buttons=(
        Button(to.PLAN, plans.open_form),
        Button(to.EDIT, plans.edit),
        Button(to.CANCEL, plans.cancel),
        Button(to.ANYWAY, plans.anyway),
        Button(to.DETAILS, pages.open_one),
        Button(to.LIST, pages.open_list),
        Button(to.TICK, ticks.tick),
        Button(to.NOTES, sharing.open_form),
        Button(to.POST, sharing.post),
        *(Button(f"{to.TAKE}.{place}", sharing.take) for place in range(sharing.CHOICES)),
        Button(to.PASS, sharing.let_be),
        Button(to.WITHDRAW, sharing.withdraw),
        Button(to.DECLINE, reminding.no_notes),
        Button(to.UNDO, undo),
        *(Button(f"{to.PAGE}.{place}", archive.turn_page) for place in range(2)),
    ),
    forms=(Form(to.PLAN, plans.submitted), Form(to.NOTES, sharing.submitted)),
    heard=(
        Heard("channel_message", channels.posted),
        Heard("channel_message_changed", channels.changed),
        Heard("channel_message_deleted", channels.deleted),
    ),
    shortcuts=(
        Shortcut("trips.shortcut", plans.open_form, "Plan a trip", "Take down where you travel"),
    ),
    screens=(Screen(to.POSTED, posts.render, posts.posted),),
    routines=(reminding.TRIPS,),
    undos=(
        Undo(to.TICKED, ticks.untick),
        Undo(to.SHARED, keeping.unshare),
        Undo(to.CANCELLED, plans.revive),
        Undo(to.DECLINED, reminding.reconsider),
        Undo(to.NOTED, reminding.unnote),
    ),
    panels=(panels.TRIPS,),
)
