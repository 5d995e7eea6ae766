"""What somebody sees of co-selling: where they stand, their calls, and one of these."""

from collections.abc import Iterable, Iterator, Sequence

from handlers.cosell import books, words
from handlers.cosell.controls import (
    AHEAD,
    BACK,
    EDIT,
    EXPORT,
    HOW,
    LIST,
    REMOVE,
    SURE,
    TEAM,
    log_button,
    open_button,
    shown,
)
from handlers.cosell.records import find, may_any
from handlers.kit import blocks
from handlers.kit.blocks import Element
from handlers.kit.citations import places, shelf
from handlers.kit.feature import Aside, Ask, Block, ButtonReply, Message, Scene, Turn
from handlers.kit.rights import may
from handlers.kit.teams import myself
from handlers.kit.texts import escape, excerpt
from policies.co_selling import Call
from policies.co_selling.counting import DUTY, NUMBERS, ROLES, TRAINING, Count, Reached
from policies.rights import Action
from storage import co_selling_events
from storage.members import Member

SHOWN = 10
NO_SELLERS = "No account executive reports to you here. An admin says who does."
NO_MANAGER = "I don't know who your manager is. An admin says so, or `/handrail me` shows it."
NO_CALLS = "No co-selling call of yours has been logged in the last {days} days."
BEGIN = "`/handrail cosell log Acme with @ana yesterday 3pm` opens the form with what it says."
BEFORE = "Before the call: agree who is which."
BOTH = "Both take notes: live the one, raw the other."


def mine(turn: Turn) -> Message:
    me = myself(turn)
    if books.is_led(turn, me):
        return _as_manager(turn, me)
    return _as_seller(turn, me)


def _as_manager(turn: Turn, me: Member) -> Message:
    """The days are the manager's own: today and the six before it."""
    found, sellers = books.count(turn, me), books.sellers_of(turn, me.id)
    head = f"{words.calls(found.number)} in the last {found.marks.window} days"
    lines = [f"*{head}*, {words.span(found)}", words.bar(found), words.reached(found)]
    lines += [each for each in (words.leaving(turn, found),) if each]
    team = words.by_seller(found, sellers) if sellers else NO_SELLERS
    return blocks.message(
        f"{head}. {words.reached(found)}",
        blocks.section("\n".join(lines)),
        blocks.section(f"*With each of your account executives*\n{team}"),
        *_newest(turn, found.calls[::-1], me),
        blocks.actions(*_buttons(turn, found)),
        *cited(turn, NUMBERS, DUTY),
    )


def _buttons(turn: Turn, found: Count) -> Iterator[Element]:
    yield log_button("primary" if found.reached is Reached.BELOW else "")
    yield blocks.button("All calls", LIST)
    if may(turn, Action.ROLL_UP):
        yield blocks.button("Team", TEAM)
    yield blocks.button("Roles", HOW)


def _as_seller(turn: Turn, me: Member) -> Message:
    manager, found = me.profile.manager, books.count(turn, me)
    if not manager:
        return _page(turn, NO_MANAGER, [])
    theirs = [each for each in books.lately(turn, me.id) if each.is_with(manager)]
    fresh = [each for each in found.calls if each.is_with(manager)]
    name = words.name(turn, manager)
    head = f"{words.calls(len(fresh))} with {name} in the last {found.marks.window} days"
    last = "" if fresh else f"\n{words.last(turn, theirs, me)}"
    return _page(turn, f"*{head}*, {words.span(found)}{last}", _newest(turn, fresh[::-1], me))


def _page(turn: Turn, says: str, lines: Iterable[Block]) -> Message:
    more = [blocks.button("All calls", LIST), blocks.button("Roles", HOW)]
    if may(turn, Action.ROLL_UP):
        more.insert(1, blocks.button("Team", TEAM))
    return blocks.message(
        says.replace("*", ""),
        blocks.section(says),
        *lines,
        blocks.actions(log_button("primary"), *more),
        *cited(turn, DUTY, NUMBERS),
    )


def _newest(scene: Scene, calls: Sequence[Call], reader: Member) -> Iterator[Block]:
    """The first of them; the others are on a page of their own."""
    yield from _lines(scene, calls[:SHOWN], reader)
    if len(calls) > SHOWN:
        yield blocks.context(f"{len(calls) - SHOWN:,} more are under *All calls*.")


def _lines(scene: Scene, calls: Iterable[Call], reader: Member) -> Iterator[Block]:
    rhythm = words.rhythm(scene, reader.id)
    for each in calls:
        said = f"{words.line(scene, each, rhythm)}\n{words.who(scene, each)}"
        yield blocks.section(said, open_button(each))


def everything(turn: Turn, start: int = 0) -> Message:
    """As far back as calls are logged, the newest first, so many at once."""
    me, days = myself(turn), int(books.insist_on_rules(turn).limit("back"))
    found = books.lately(turn, me.id)
    if not found:
        says = NO_CALLS.format(days=days)
        press = blocks.actions(log_button("primary"))
        return blocks.message(says, blocks.section(f"{says}\n{BEGIN}"), press)
    head = f"Your {words.calls(len(found))} of the last {days} days"
    start = start if start < len(found) else 0
    lines = _lines(turn, found[start : start + SHOWN], me)
    csv = blocks.button("Download as CSV", EXPORT)
    buttons = blocks.actions(*_turning(start, len(found)), log_button(), csv)
    return blocks.message(head, blocks.section(f"*{head}*"), *lines, buttons)


def _turning(start: int, total: int) -> Iterator[Element]:
    """*Next 10*, or however many are left."""
    if start:
        yield blocks.button(f"Previous {SHOWN}", BACK, str(max(start - SHOWN, 0)))
    if (left := total - start - SHOWN) > 0:
        yield blocks.button(f"Next {min(left, SHOWN)}", AHEAD, str(start + SHOWN))


def how(turn: Turn) -> Message:
    """The two roles as a checklist, and the training."""
    sheet = books.insist_on_rules(turn)
    head = "Two roles on a joint call"
    links = [f"<{each.url}|{escape(each.title)}>" for each in turn.pack.entry(TRAINING).links]
    lists = [
        "\n".join([f"*{name}*", *(f"☐ {escape(each.says)}" for each in sheet.lists["duties"]
                                  if each.side == side)])
        for side, name in words.SIDES.items()
    ]  # fmt: skip
    return blocks.message(
        head,
        blocks.section(f"*{head}*\n{BEFORE} {BOTH}"),
        *map(blocks.section, lists),
        *([blocks.section(f"Training: {', '.join(links)}")] if links else []),
        blocks.actions(log_button()),
        *cited(turn, ROLES, DUTY, TRAINING),
    )


def details(turn: Turn, call: Call, first: str = "", *more: Element) -> Message:
    """`first` is what has just been done, `more` are buttons that belong to it."""
    reader = words.rhythm(turn, turn.actor.id)
    said = [*([first] if first else []), words.line(turn, call, reader), words.who(turn, call)]
    said += [f"_{excerpt(call.note)}_"] if call.note else []
    said += [f"<{escape(call.link)}|Link>"] if call.link else []
    events = co_selling_events.of(turn.session, turn.workspace.id, call.id)
    past = "\n".join(words.history(turn, events[-SHOWN:], reader))
    return blocks.message(
        said[0].replace("*", ""),
        blocks.section("\n".join(said)),
        *([blocks.actions(*buttons)] if (buttons := [*more, *_changing(turn, call)]) else []),
        *([blocks.context(past)] if past else []),
        *cited(turn, NUMBERS, ROLES),
    )


def _changing(turn: Turn, call: Call) -> Iterator[Element]:
    if call.removed_at is None and may_any(turn, Action.CHANGE, call.people):
        yield blocks.button("Edit", EDIT, str(call.id))
        yield blocks.button("Remove", REMOVE, str(call.id), confirm=SURE)


def standing(turn: Turn, call: Call) -> str:
    """Where the one who logged it now is: a manager by the count, others with their manager."""
    me = myself(turn)
    found = books.count(turn, me)
    if books.is_led(turn, me):
        said = f"You are at {words.calls(found.number)} in {found.marks.window} days."
        return f"{words.bar(found)}\n{said} {words.reached(found)}"
    manager = me.profile.manager
    if not manager or manager not in call.people:
        return f"On it: {words.who(turn, call)}."
    with_them = found.by_person([manager])[manager]
    days = f"{found.marks.window} days"
    return f"That makes {words.calls(with_them)} with {words.name(turn, manager)} in {days}."


def duties(turn: Turn, call: Call) -> Iterator[str]:
    sheet = books.insist_on_rules(turn)
    for side in words.SIDES:
        person = getattr(call, side)
        yield words.duties(sheet, side, words.name(turn, person) if person else "")


def cited(scene: Scene, *ids: str) -> Iterable[Block]:
    return shelf(places(scene.pack.citation(each) for each in ids))


def open_one(turn: Turn, ask: Ask) -> ButtonReply:
    """Beside the list it was pressed in, which stays."""
    return _beside(ask, details(turn, find(turn, ask.value, Action.SEE)))


def open_list(turn: Turn, ask: Ask) -> ButtonReply:
    return _beside(ask, everything(turn))


def turn_page(turn: Turn, ask: Ask) -> ButtonReply:
    """In the list itself."""
    known = ask.value.isascii() and ask.value.isdigit() and len(ask.value) <= 6
    return shown(ask, everything(turn, int(ask.value) if known else 0))


def open_mine(turn: Turn, ask: Ask) -> ButtonReply:
    return _beside(ask, mine(turn))


def open_how(turn: Turn, ask: Ask) -> ButtonReply:
    return _beside(ask, how(turn))


def _beside(ask: Ask, message: Message) -> ButtonReply:
    reply = shown(ask, message)
    return Aside(reply) if isinstance(reply, Message) else reply
