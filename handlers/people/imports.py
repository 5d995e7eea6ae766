"""/handrail team import: a roster as CSV, shown as what it would change, then applied at once."""

import hashlib
import secrets
from collections.abc import Iterator, Sequence

from handlers.kit import blocks, forms, letters, rosters, tickets
from handlers.kit.feature import (
    Ask,
    Block,
    Close,
    Complain,
    File,
    FormReply,
    Message,
    Open,
    Place,
    Refused,
    Turn,
)
from handlers.kit.records import keep
from handlers.kit.rights import insist
from handlers.kit.texts import counted, escape, excerpt
from handlers.people import changes
from handlers.people.controls import APPLY, DISCARD, IMPORT, ROSTER
from handlers.people.welcomes import welcome_all
from policies.pack import Pack
from policies.rights import Action
from policies.rosters.plans import Change, Plan
from policies.rosters.tables import COLUMNS, EXAMPLE, Unusable, likeness
from storage import cards, members

KINDS = ("csv", "tsv", "txt")
SHOWN = 12
SHOWN_REFUSED = 20
HOW = (
    f"One person a line, below a line that names the columns: {', '.join(COLUMNS)}. Only `person` "
    "is needed. An empty cell changes nothing, a `-` empties. Nothing is changed before you have "
    f"seen what would be.\n```{EXAMPLE}```"
)
PROMISE = "I am reading the roster. What it would change follows in our direct messages."
SHOWN_THERE = (
    "What this roster would change is in our direct messages, with the button to apply it."
)
NOTHING_GIVEN = "Paste at least two lines like those above, or choose a file."
BOTH_GIVEN = "Send a pasted roster or a file, not both."
NOTHING_TO_DO = "Nothing to change: the team is as this roster says."
NOTHING_LEFT = "Nothing is left to change: this roster was applied already."
NONE_FIT = "Nothing would change: no line can be followed."
MOVED_ON = "The team has changed since I showed this. This is what the roster would change now:"
GREETED = "Those who are new get one message from me that tells them what I have noted."
LEFT = "{:,} others of the team are not in this roster; they stay as they are."
LEFT_ONE = "One other of the team is not in this roster and stays as they are."
DISCARDED = "Discarded: nothing was changed."
DONE = "The roster is applied: {new} new, {changed} changed."
GONE = "That roster is too old to be applied. Send it again with `/handrail team import`."


def start(turn: Turn, ask: Ask) -> Message | Open:
    insist(turn, Action.ORGANISE)
    if ask.files:
        return _fetch(turn, ask.files[0])
    if ask.place is not Place.COMMAND:
        press = blocks.actions(blocks.button("Paste or upload", IMPORT, style="primary"))
        return blocks.message("Import a roster", blocks.section(HOW), press)
    return open_form(turn, ask)


def open_form(turn: Turn, ask: Ask) -> Open:
    about = tickets.issue(turn, ask, {}, beside=True)
    pasted = forms.text("roster", "Paste the roster", lines=True)
    file = forms.file("file", "Or choose a file", KINDS)
    shown = (blocks.section(HOW), pasted, file)
    return Open(forms.form(IMPORT, "Import a roster", *shown, submit="Preview", about=about))


def submitted(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    pasted = ask.fields.get("roster")
    if isinstance(pasted, str) and ask.files:
        return Complain({"roster": BOTH_GIVEN})
    if isinstance(pasted, str):
        try:
            shown = preview(turn, pasted)
        except Unusable as wrong:
            return Complain({"roster": str(wrong)})
        letters.post(turn, f"people/roster/{ask.about}", turn.actor.id, shown)
    elif ask.files:
        letters.fetch(turn, ROSTER, ask.files[0])
    else:
        return Complain({"roster": NOTHING_GIVEN})
    told = PROMISE if ask.files else SHOWN_THERE
    said = blocks.message(told, blocks.section(told))
    tickets.tell(turn, ticket, f"roster/{ask.about}", said)
    return Close()


def fits(headings: Sequence[str], pack: Pack) -> int:
    return likeness(headings)


def fetched(turn: Turn, ask: Ask) -> Message:
    """The file has been read, in a turn of its own."""
    try:
        return preview(turn, ask.text)
    except Unusable as wrong:
        raise Refused(str(wrong)) from wrong


def preview(turn: Turn, text: str, head: str = "") -> Message:
    """What would be changed, and the button to do so. Raises Unusable."""
    plan = rosters.draw_up(turn.session, turn.workspace.id, turn.pack, text)
    told = head or _told(plan)
    shown = [blocks.section(f"*{told}*"), *_lines(turn, plan)]
    if not plan.changes:
        return blocks.message(told, *shown)
    number = cards.keep(
        turn.session,
        id=secrets.token_urlsafe(12),
        workspace=turn.workspace.id,
        user=turn.actor.id,
        response_url="",
        at=turn.now,
        subject={"roster": text, "seen": _digest(plan)},
    )
    label = f"Apply {counted(len(plan.changes), 'change')}"
    apply_it = blocks.button(label, APPLY, number, "primary")
    press = blocks.actions(apply_it, blocks.button("Discard", DISCARD, number))
    return blocks.message(told, *shown, press)


def apply(turn: Turn, ask: Ask) -> Message:
    """In one transaction, and only what was shown: what is different by now is shown again."""
    card = cards.find(turn.session, turn.workspace.id, ask.value)
    if card is None or card.user != turn.actor.id or "roster" not in card.subject:
        raise Refused(GONE)
    text = str(card.subject["roster"])
    plan = rosters.draw_up(turn.session, turn.workspace.id, turn.pack, text)
    if not plan.changes:
        return blocks.message(NOTHING_LEFT, blocks.section(NOTHING_LEFT))
    if _digest(plan) != card.subject["seen"]:
        return preview(turn, text, MOVED_ON)
    wanted = {change.person: rosters.values(change) for change in plan.changes}
    act = changes.change_many(turn, wanted, "the roster")
    keep(turn, "team.imported", rosters.summary(plan))
    welcome_all(turn, [change.person for change in plan.new])
    said = DONE.format(new=f"{len(plan.new):,}", changed=f"{len(plan.changed):,}")
    return blocks.message(said, blocks.section(f"✔ {said}"), *changes.undoing(act))


def discard(turn: Turn, ask: Ask) -> Message:
    return blocks.message(DISCARDED, blocks.section(DISCARDED))


def _fetch(turn: Turn, file: File) -> Message:
    letters.fetch(turn, ROSTER, file)
    return blocks.message(PROMISE, blocks.section(PROMISE))


def _told(plan: Plan) -> str:
    if not plan.changes:
        return NONE_FIT if plan.refused else NOTHING_TO_DO
    counts = (
        f"{len(plan.new):,} new",
        f"{len(plan.changed):,} changed",
        f"{len(plan.unchanged):,} unchanged",
        f"{len(plan.refused):,} refused",
    )
    return f"This roster: {', '.join(counts)}"


def _lines(turn: Turn, plan: Plan) -> Iterator[Block]:
    names = {each.id: each.name for each in members.members(turn.session, turn.workspace.id)}
    for title, found in (("New", plan.new), ("Changed", plan.changed)):
        if found:
            lines = [_line(turn, change, names) for change in found[:SHOWN]]
            yield blocks.section("\n".join([f"*{title}*", *lines, *_more(len(found), SHOWN)]))
    if plan.refused:
        lines = [
            f"• line {each.line}: {excerpt(each.why)}" for each in plan.refused[:SHOWN_REFUSED]
        ]
        more = _more(len(plan.refused), SHOWN_REFUSED)
        yield blocks.section("\n".join(["*Refused*", *lines, *more]))
    if plan.left:
        yield blocks.context(LEFT_ONE if len(plan.left) == 1 else LEFT.format(len(plan.left)))
    if plan.new:
        yield blocks.context(GREETED)


def _line(turn: Turn, change: Change, names: dict[str, str]) -> str:
    said = "; ".join(rosters.in_words(change, names, turn.pack))
    return f"• *{escape(names.get(change.person, change.person))}*: {escape(said)}"


def _more(number: int, shown: int) -> list[str]:
    return [f"and {number - shown:,} more"] if number > shown else []


def _digest(plan: Plan) -> str:
    return hashlib.sha256(repr(plan.changes).encode()).hexdigest()
