"""The texts of a handoff: asked for field by field, filled in, edited, kept, copied."""

from collections.abc import Iterator, Mapping

from handlers.handoffs import words
from handlers.handoffs.controls import COPY, DRAFT
from handlers.handoffs.records import Case, held, keep, standing
from handlers.kit import blocks, forms, tickets
from handlers.kit.citations import source
from handlers.kit.feature import (
    Ask,
    Block,
    Change,
    Close,
    FormReply,
    Open,
    Refused,
    Scene,
    Turn,
    View,
)
from handlers.kit.forms import text_in
from handlers.kit.people import name_in
from handlers.kit.texts import escape
from handlers.kit.times import dated
from policies.handoffs import Draft, Side
from policies.handoffs.drafts import TEXT, composed, filled, missing
from policies.opportunities import dollars
from storage import handoff_drafts, profiles

GONE = "The pack has no such text any more."
HOW = "Copy it from here. *Keep* keeps what you change. Names are plain words: nobody is pinged."
BLANK = "Still to be filled in: {names}."
LONGEST, LONGEST_FIELD = 3000, 400


def open_form(turn: Turn, ask: Ask) -> Open:
    at, name = (*ask.value.split(), "", "")[:2]
    found = standing(held(turn, at, Side.GIVER))
    draft = _draft(found, turn, name)
    about = tickets.issue(turn, ask, {"id": at, "draft": name}, beside=True)
    kept = handoff_drafts.of(turn.session, turn.workspace.id, found.id).get(name, {})
    return Open(_form(turn, found, draft, kept, about))


def _draft(found: Case, turn: Turn, name: str) -> Draft:
    draft = turn.pack.handoffs.drafts.get(name)
    if draft is None or name not in found.kind.drafts:
        raise Refused(GONE)
    return draft


def _form(turn: Turn, found: Case, draft: Draft, kept: Mapping[str, str], about: str) -> View:
    """Fields first; what they make is then shown to be copied."""
    if not draft.fields:
        return _copy_form(turn, found, draft, kept, about)
    fields = [
        forms.text(each.id, each.label, lines=True, most=LONGEST_FIELD,
                   filled=kept.get(each.id, ""))
        for each in draft.fields
    ]  # fmt: skip
    head = _head(turn, found, draft)
    return forms.form(DRAFT, draft.label, *head, *fields, submit="Write it", about=about)


def _copy_form(turn: Turn, found: Case, draft: Draft, kept: Mapping[str, str], about: str) -> View:
    said = composed(draft, names(turn, found), kept)
    gaps = missing(draft, kept)
    told = [blocks.context(BLANK.format(names=escape("; ".join(gaps))))] if gaps else []
    return forms.form(
        COPY,
        draft.label,
        *_head(turn, found, draft),
        forms.text(TEXT, "Text", lines=True, most=LONGEST, optional=True, filled=said[:LONGEST]),
        *told,
        blocks.context(HOW),
        submit="Keep",
        about=about,
    )


def _head(turn: Turn, found: Case, draft: Draft) -> Iterator[Block]:
    note = filled(draft.note, names(turn, found))
    cited = f"📖 {source(turn.pack.citation(draft.entry))}"
    yield blocks.section(f"{words.line(found)}\n{escape(note)}".strip())
    yield blocks.context(cited)


def names(scene: Scene, found: Case) -> dict[str, str]:
    """What a text may name; nothing for what nobody has said."""
    handoff = found.handoff
    on = words.today(scene, handoff.giver)
    by = found.contact_by
    figures = ("initial", "potential", "net_arr")
    money = {name: getattr(handoff, name) for name in figures}
    return {
        "account": handoff.account,
        "type": found.kind.label,
        "giver": _name(scene, handoff.giver),
        "receiver": _name(scene, handoff.receiver),
        "giver_manager": _manager(scene, handoff.giver),
        "receiver_manager": _manager(scene, handoff.receiver),
        "closed": dated(handoff.closed, on) if handoff.closed else "",
        "contact_by": dated(by, on) if by else "",
        "users": "" if handoff.users is None else f"{handoff.users:,}",
        **{name: "" if each is None else dollars(each) for name, each in money.items()},
    }


def _name(scene: Scene, person: str) -> str:
    """Plain: nobody is pinged by what somebody copies."""
    return name_in(scene.session, scene.workspace.id, person).replace("@", "")


def _manager(scene: Scene, person: str) -> str:
    manager = profiles.find(scene.session, scene.workspace.id, person).manager
    return _name(scene, manager) if manager else ""


def written(turn: Turn, ask: Ask) -> FormReply:
    """The fields are kept, and what they make is shown."""
    ticket = tickets.redeem(turn, ask)
    found, name, draft = _asked(turn, ticket.subject)
    kept = {each.id: _text(ask, each.id) for each in draft.fields}
    _keep(turn, found, name, {key: text for key, text in kept.items() if text})
    return Change(_copy_form(turn, found, draft, kept, ask.about))


def copied(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    found, name, draft = _asked(turn, ticket.subject)
    kept = handoff_drafts.of(turn.session, turn.workspace.id, found.id).get(name, {})
    fields = {key: text for key, text in kept.items() if key != TEXT}
    said = _text(ask, TEXT)
    if said and said != composed(draft, names(turn, found), fields):
        fields[TEXT] = said
    _keep(turn, found, name, fields)
    return Close()


def _asked(turn: Turn, subject: Mapping[str, str]) -> tuple[Case, str, Draft]:
    found = standing(held(turn, str(subject["id"]), Side.GIVER))
    name = str(subject["draft"])
    return found, name, _draft(found, turn, name)


def _keep(turn: Turn, found: Case, name: str, fields: dict[str, str]) -> None:
    where = (turn.session, turn.workspace.id, found.id)
    handoff_drafts.keep(*where, name, fields, turn.actor.id, turn.now)
    keep(turn, "handoff.draft", found.handoff, {"draft": name})


def _text(ask: Ask, name: str) -> str:
    return text_in(ask, name)[:LONGEST]
