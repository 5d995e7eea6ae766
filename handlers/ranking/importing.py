"""A table of ranks: read, shown as what it would change, then applied at once or discarded."""

import hashlib
import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from handlers.kit import blocks, forms, letters, tickets
from handlers.kit.feature import (
    Ask,
    Block,
    ButtonReply,
    Close,
    Complain,
    FormReply,
    Message,
    Open,
    Place,
    Refused,
    Step,
    Turn,
)
from handlers.kit.rights import insist
from handlers.kit.texts import clean, counted, excerpt
from handlers.kit.times import local
from handlers.ranking import applying, words
from handlers.ranking.books import rules
from handlers.ranking.controls import APPLY, DISCARD, IMPORT, READ, TEMPLATE, undo_button
from policies.imports.files import ENDINGS, open_file
from policies.imports.tables import Unreadable
from policies.pack import Pack
from policies.ranking import tables
from policies.ranking.plans import Change, Plan
from policies.ranking.tables import Read, Row, Unusable
from policies.rights import Action
from storage import cards

SHOWN, SHOWN_BAD = 8, 15
HOW = (
    "One account a line, below a line that names the columns: `account` and `rank`, and as far as "
    "you have them `owner`, `potential users`, `reason`, `notes`, `last talk`. Without an owner "
    "they are yours. An empty cell changes nothing, a `-` as the rank removes it. Nothing is "
    "changed before you have seen what would be."
)
EXAMPLE = "account,rank,potential users,reason\nAcme,1.5,250,Grows into a second team"
PROMISE = "I am reading the table. What it would change follows in our direct messages."
SHOWN_THERE = "What this table would change is in our direct messages, with the button to apply it."
NOTHING_GIVEN = "Paste at least two lines like those above, or choose a file."
BOTH_GIVEN = "Send a pasted table or a file, not both."
NOTHING_TO_DO = "Nothing to change: the ranks are as this table says."
NONE_FIT = "Nothing would change: no line can be followed."
NOTHING_LEFT = "Nothing is left to change: this table was applied already."
MOVED_ON = "The ranks have changed since I showed this. This is what the table would change now:"
DISCARDED = "Discarded: nothing was changed."
GONE = "That table is too old to be applied. Send it again."
OPEN_HERE = "The form for a table of ranks; you can also drop the file here:"
LACKING = (
    "{count} would lack something that the rank asks for. They are taken all the same, and asked "
    "for once a week."
)


def start(turn: Turn, ask: Ask) -> Message | Open:
    if ask.files:
        letters.fetch(turn, READ, ask.files[0])
        return blocks.message(PROMISE, blocks.section(PROMISE))
    if ask.place is Place.COMMAND:
        return open_form(turn, ask)
    press = [blocks.button("Paste or upload", IMPORT, turn.actor.id, "primary")]
    press.append(blocks.button("Get a template", TEMPLATE, turn.actor.id))
    return blocks.message(OPEN_HERE, blocks.section(OPEN_HERE), blocks.actions(*press))


def open_form(turn: Turn, ask: Ask) -> Open:
    about = tickets.issue(turn, ask, {}, beside=True)
    return Open(
        forms.form(
            IMPORT,
            "Import ranks",
            blocks.section(f"{HOW}\n```{EXAMPLE}```"),
            blocks.context("`/handrail rank template` sends you a file to fill in."),
            forms.text("ranks", "Paste the table", lines=True),
            forms.file("file", "Or choose a file", ENDINGS),
            submit="Preview",
            about=about,
        )
    )


def submitted(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    given = ask.fields.get("ranks")
    pasted = given if isinstance(given, str) and given.strip() else ""
    if bool(pasted) == bool(ask.files):
        return Complain({"ranks": BOTH_GIVEN if pasted else NOTHING_GIVEN})
    if pasted:
        try:
            shown = preview(turn, _read(turn, clean(pasted).encode()))
        except (Unusable, Unreadable) as wrong:
            return Complain({"ranks": _why(wrong, "That table")})
        letters.post(turn, f"ranking/table/{ask.about}", turn.actor.id, shown)
    else:
        letters.fetch(turn, READ, ask.files[0])
    told = SHOWN_THERE if pasted else PROMISE
    said = blocks.message(told, blocks.section(told))
    tickets.tell(turn, ticket, f"ranking/told/{ask.about}", said)
    return Close()


def fits(headings: Sequence[str], pack: Pack) -> int:
    return tables.likeness(headings)


def steps(ask: Ask, data: bytes) -> Iterator[Step]:
    """A file has been fetched; its preview is posted under the file's id, once."""
    yield _posting(ask, data)


def _posting(ask: Ask, data: bytes) -> Callable[[Turn], None]:
    def step(turn: Turn) -> None:
        name = ask.files[0].name
        try:
            shown = preview(turn, _read(turn, data), name)
        except (Unusable, Unreadable) as wrong:
            raise Refused(_why(wrong, name)) from wrong
        key = f"ranking/file/{ask.files[0].id}/{turn.now.isoformat()}"
        letters.post(turn, key, turn.actor.id, shown)

    return step


def _why(wrong: Unusable | Unreadable, name: str) -> str:
    """What cannot be read goes on after the name."""
    return f"{name} {wrong}" if isinstance(wrong, Unreadable) else str(wrong)


def _read(turn: Turn, data: bytes) -> Read:
    """Raises Unusable and Unreadable."""
    rules(turn)
    return tables.read(open_file(data), local(turn).date())


def preview(turn: Turn, read: Read, name: str = "", head: str = "") -> Message:
    """What would be changed, and the button to do so."""
    plan = applying.draw_up(turn, read.rows)
    bad = sorted([*read.bad, *plan.bad], key=lambda each: each.line)
    plan = replace(plan, bad=tuple(bad))
    told = head or _told(plan, name)
    shown = [blocks.section(f"*{told}*"), *_lines(turn, plan)]
    if not plan.changes:
        return blocks.message(told, *shown)
    subject = {"ranks": tables.spelt(read.rows), "seen": _digest(plan)}
    number = cards.keep(
        turn.session,
        id=secrets.token_urlsafe(12),
        workspace=turn.workspace.id,
        user=turn.actor.id,
        response_url="",
        at=turn.now,
        subject=subject,
    )
    label = f"Apply {counted(len(plan.changes), 'change')}"
    press = [blocks.button(label, APPLY, number, "primary")]
    press.append(blocks.button("Discard", DISCARD, number))
    return blocks.message(told, *shown, blocks.actions(*press))


def apply(turn: Turn, ask: Ask) -> ButtonReply:
    """In one transaction, and only what was shown: what is different by now is shown again."""
    rows = _kept(turn, ask.value)
    plan = applying.draw_up(turn, rows, held=True)
    if not plan.changes:
        return blocks.message(NOTHING_LEFT, blocks.section(NOTHING_LEFT))
    card = cards.find(turn.session, turn.workspace.id, ask.value)
    if card is None or _digest(plan) != card.subject["seen"]:
        return preview(turn, Read(tuple(rows), ()), head=MOVED_ON)
    act = applying.apply(turn, plan)
    said = f"✔ The ranks are applied: {', '.join(_counts(plan))}."
    return blocks.message(said, blocks.section(said), blocks.actions(undo_button(act)))


def _kept(turn: Turn, id: str) -> list[Row]:
    """Raises Refused for whoever did not send it."""
    card = cards.find(turn.session, turn.workspace.id, id)
    if card is None or "ranks" not in card.subject:
        raise Refused(GONE)
    insist(turn, Action.OWN, owner=card.user)
    return list(tables.unspelt(card.subject["ranks"]))


def discard(turn: Turn, ask: Ask) -> ButtonReply:
    _kept(turn, ask.value)
    cards.change(turn.session, turn.workspace.id, ask.value, {})
    return blocks.message(DISCARDED, blocks.section(DISCARDED))


def _told(plan: Plan, name: str) -> str:
    if not plan.changes:
        return NONE_FIT if plan.bad else NOTHING_TO_DO
    what = excerpt(name) if name else "This table"
    counts = [*_counts(plan), *([f"{plan.same:,} unchanged"] if plan.same else [])]
    return f"{what}: {', '.join([*counts, *_refused(plan)])}"


def _counts(plan: Plan) -> list[str]:
    named = ((plan.new, "new"), (plan.changed, "changed"), (plan.removed, "removed"))
    said = [f"{len(those):,} {what}" for those, what in named if those]
    return said + ([counted(len(plan.talks), "talk")] if plan.talks else [])


def _refused(plan: Plan) -> list[str]:
    return [f"{len(plan.bad):,} refused"] if plan.bad else []


def _lines(turn: Turn, plan: Plan) -> Iterator[Block]:
    groups = (("New", plan.new), ("Changed", plan.changed), ("Removed", plan.removed))
    for title, those in groups:
        if those:
            lines = [_line(turn, each) for each in those[:SHOWN]]
            yield blocks.section("\n".join([f"*{title}*", *lines, *_more(len(those), SHOWN)]))
    if plan.bad:
        lines = [f"• line {each.line:,}: {excerpt(each.why)}" for each in plan.bad[:SHOWN_BAD]]
        more = _more(len(plan.bad), SHOWN_BAD)
        yield blocks.section("\n".join(["*Refused*", *lines, *more]))
    if lacking := applying.lacking(turn, plan):
        yield blocks.context(LACKING.format(count=f"{lacking:,}"))


def _line(turn: Turn, change: Change) -> str:
    known = rules(turn)
    before = change.before.rank if change.before else ""
    now = words.rank(known, change.rank)
    moved = f"{words.rank(known, before)} → {now}" if before not in ("", change.rank) else now
    whose = "" if change.owner == turn.actor.id else f" · {words.name(turn, change.owner)}"
    return f"• {words.title(change.account)}: {moved}{whose}"


def _more(number: int, shown: int) -> list[str]:
    return [f"and {number - shown:,} more"] if number > shown else []


def _digest(plan: Plan) -> str:
    """Of what would be changed, and of what it stands beside."""
    told = [(each.line, each.owner, each.account, each.rank, each.reason, each.users, each.notes,
             each.before.ranked_at if each.before else None, each.talked_on)
            for each in plan.changes]  # fmt: skip
    return hashlib.sha256(repr(told).encode()).hexdigest()
