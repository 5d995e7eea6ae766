"""/handrail mql import: a list of leads, shown as what it would assign, then assigned at once."""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from handlers.kit import acts, blocks, forms, letters, tickets
from handlers.kit.feature import (
    Ask,
    Block,
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
from handlers.kit.records import keep
from handlers.kit.texts import counted, escape, excerpt
from handlers.kit.times import zone
from handlers.leads import plans, words
from handlers.leads.assigning import give
from handlers.leads.clocks import Clocks, insist_on_clocks
from handlers.leads.controls import APPLY, DISCARD, GIVEN, IMPORT, READ, undo_button
from handlers.leads.records import follow, people_of
from policies.imports.files import ENDINGS, open_file
from policies.imports.owners import Named, Owners, owners
from policies.imports.tables import Unreadable
from policies.leads import Kind, Lead
from policies.leads.clocks import clock_of
from policies.leads.tables import COLUMNS, NEEDED, TEMPLATE, Given, likeness, read
from policies.pack import Pack
from storage import cards, members, people

SHOWN, SHOWN_UNFIT = 12, 15
TEMPLATE_FILE = "leads-template.csv"
HOW = (
    "One lead a line, below a line that names the columns. Needed are "
    f"{', '.join(f'`{name}`' for name in NEEDED)}; the others are "
    f"{', '.join(f'`{name}`' for name in COLUMNS if name not in NEEDED)}. `/handrail mql template` "
    "sends you a file to begin with. Nothing is assigned before you have seen what would be."
)
PROMISE = "I am reading the list. What it would assign follows in our direct messages."
SHOWN_THERE = "What this list would assign is in our direct messages, with the button to do so."
NOTHING_GIVEN = "Paste at least two lines, or choose a file. `/handrail mql template` has both."
BOTH_GIVEN = "Send a pasted list or a file, not both."
GONE = "That list is too old to be applied, or was applied already. Send it again."
DISCARDED = "Discarded: nothing was assigned."
NONE_NEW = "Nothing to assign: no line of this list is a new lead."
TEMPLATE_TOLD = "The template is in our direct messages. Its two lines are examples: replace them."
TIMES = "Times without an offset are read in your zone, {zone}."
UNTOUCHED = "For 15 minutes this takes back what nobody has acted on."
PAST = "{past} of them {were} past the hour already: their SDRs find them in the day's digest."


def start(turn: Turn, ask: Ask, said: str) -> Message | Open:
    insist_on_clocks(turn)
    if ask.files:
        letters.fetch(turn, READ, ask.files[0])
        return _section(PROMISE)
    if ask.place is Place.COMMAND:
        return open_form(turn, ask)
    press = blocks.actions(blocks.button("Paste or upload", IMPORT, style="primary"))
    return blocks.message("Import leads", blocks.section(HOW), press)


def open_form(turn: Turn, ask: Ask) -> Open:
    insist_on_clocks(turn)
    about = tickets.issue(turn, ask, {"import": True}, beside=True)
    pasted = forms.text("leads", "Paste the list", lines=True)
    file = forms.file("file", "Or choose a file", ENDINGS)
    shown = (blocks.section(HOW), pasted, file)
    return Open(forms.form(IMPORT, "Import leads", *shown, submit="Preview", about=about))


def send_template(turn: Turn, ask: Ask, said: str) -> Message:
    lines = [f"• `{name}`: {escape(what)}" for name, what in COLUMNS.items()]
    comment = blocks.message("A list of leads", blocks.section("\n".join(lines)))
    key = f"leads/template/{turn.actor.id}/{turn.now.isoformat()}"
    letters.upload(turn, key, turn.actor.id, TEMPLATE_FILE, TEMPLATE, comment)
    return _section(TEMPLATE_TOLD)


def submitted(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    pasted = ask.fields.get("leads")
    if isinstance(pasted, str) and ask.files:
        return Complain({"leads": BOTH_GIVEN})
    if isinstance(pasted, str):
        try:
            shown = preview(turn, pasted.encode())
        except Unreadable as wrong:
            return Complain({"leads": f"This list {wrong}".replace("`", "")})
        letters.post(turn, f"leads/list/{ask.about}", turn.actor.id, shown)
    elif ask.files:
        letters.fetch(turn, READ, ask.files[0])
    else:
        return Complain({"leads": NOTHING_GIVEN.replace("`", "")})
    tickets.tell(
        turn, ticket, f"leads/read/{ask.about}", _section(PROMISE if ask.files else SHOWN_THERE)
    )
    return Close()


def fits(headings: Sequence[str], pack: Pack) -> int:
    return likeness(headings)


def read_file(ask: Ask, data: bytes) -> Iterator[Step]:
    """In a turn of its own, once the file is there."""
    yield lambda turn: _read_file(turn, ask, data)


def _read_file(turn: Turn, ask: Ask, data: bytes) -> None:
    file = ask.files[0]
    try:
        shown = preview(turn, data)
    except Unreadable as wrong:
        shown = _section(f"{excerpt(file.name)} {wrong}")
    key = f"leads/file/{file.id}/{turn.actor.id}/{turn.now.isoformat()}"
    letters.post(turn, key, turn.actor.id, shown)


def preview(turn: Turn, data: bytes) -> Message:
    """What would be assigned, and the button to do so. Raises Unreadable."""
    clocks = Clocks(turn)
    found = read(open_file(data), _everybody(turn), zone(turn.actor.zone))
    plan = plans.plan(turn, found)
    head = f"This list: {', '.join(_counts(plan))}" if plan.new else NONE_NEW
    shown = [blocks.section(f"*{head}*"), *_lines(clocks, plan)]
    if not plan.new:
        return blocks.message(head, *shown)
    number = cards.keep(
        turn.session,
        id=secrets.token_urlsafe(12),
        workspace=turn.workspace.id,
        user=turn.actor.id,
        response_url="",
        at=turn.now,
        subject={"leads": [plans.kept(each) for each in plan.new]},
    )
    label = f"Assign {counted(len(plan.new), 'lead')}"
    apply_it = blocks.button(label, APPLY, number, "primary")
    return blocks.message(
        head,
        *shown,
        blocks.context(TIMES.format(zone=escape(turn.actor.zone))),
        blocks.actions(apply_it, blocks.button("Discard", DISCARD, number)),
    )


def _everybody(turn: Turn) -> Owners:
    """By their names in Slack."""
    known = members.members(turn.session, turn.workspace.id)
    said = people.names(turn.session, turn.workspace.id)
    return owners(Named(each.id, (each.name, said.get(each.id, ""))) for each in known)


def _counts(plan: plans.Plan) -> Iterator[str]:
    yield f"{len(plan.new):,} new"
    if plan.known:
        yield f"{len(plan.known):,} here already"
    if plan.unfit:
        yield f"{len(plan.unfit):,} refused"


def _lines(clocks: Clocks, plan: plans.Plan) -> Iterator[Block]:
    scene = clocks.scene
    for sdr, theirs in islice(_by_sdr(plan.new).items(), SHOWN):
        past = sum(_is_past(clocks, each) for each in theirs)
        late = f", {past:,} past the hour already" if past else ""
        named = ", ".join(excerpt(f"{each.name} of {each.company}") for each in theirs[:4])
        more = f" and {len(theirs) - 4:,} more" if len(theirs) > 4 else ""
        yield blocks.section(
            f"*{words.name(scene, sdr)}*: {counted(len(theirs), 'lead')}{late}\n{named}{more}"
        )
    for title, those in (("Refused", plan.unfit), ("Here already", plan.known)):
        if those:
            lines = [f"• line {each.line}: {excerpt(each.why)}" for each in those[:SHOWN_UNFIT]]
            left = len(those) - SHOWN_UNFIT
            more = f"\nand {left:,} more" if left > 0 else ""
            yield blocks.section("\n".join([f"*{title}*", *lines]) + more)


def _by_sdr(those: Iterable[Given]) -> dict[str, list[Given]]:
    found: dict[str, list[Given]] = {}
    for each in those:
        found.setdefault(each.sdr, []).append(each)
    return found


def _is_past(clocks: Clocks, each: Given) -> bool:
    if each.kind is not Kind.MQL:
        return False
    due = clocks.hours(each.sdr).after(each.assigned, clocks.terms.respond)
    return due <= clocks.scene.now


def apply(turn: Turn, ask: Ask) -> Message:
    """Whatever of it may still be assigned at this moment, in one transaction."""
    card = cards.find(turn.session, turn.workspace.id, ask.value)
    if card is None or card.user != turn.actor.id or "leads" not in card.subject:
        raise Refused(GONE)
    clocks = Clocks(turn)
    plan = plans.plan(turn, [plans.given(each) for each in card.subject["leads"]])
    added = [lead for each in plan.new if (lead := give(turn, plans.values(each), each.assigned))]
    if not added:
        return _section(NONE_NEW)
    follow(turn, [person for lead in added for person in people_of(lead)])
    detail = {"ids": [each.id for each in added]}
    act = acts.keep(turn, GIVEN, f"assigned {counted(len(added), 'lead')}", detail)
    left = len(card.subject["leads"]) - len(added)
    keep(turn, "leads.imported", {"assigned": len(added), "left": left})
    return _applied(clocks, added, left, act)


def _applied(clocks: Clocks, added: Sequence[Lead], left: int, act: int) -> Message:
    found = [clock_of(each, clocks.hours(each.sdr), clocks.terms) for each in added]
    past = sum(each is not None and each.due <= clocks.scene.now for each in found)
    said = [f"✔ {counted(len(added), 'lead')} assigned."]
    if past:
        said.append(PAST.format(past=f"{past:,}", were="was" if past == 1 else "were"))
    if left:
        said.append(f"{counted(left, 'line')} of the preview could not be followed any more.")
    return blocks.message(
        said[0],
        blocks.section("\n".join(said)),
        blocks.actions(undo_button(act)),
        blocks.context(UNTOUCHED),
    )


def discard(turn: Turn, ask: Ask) -> Message:
    return _section(DISCARDED)


def _section(says: str) -> Message:
    return blocks.message(says, blocks.section(says))
