"""Opportunities added and changed by hand: a form, and three buttons for how they end."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from handlers.kit import acts, blocks, forms, rights, tickets
from handlers.kit.feature import (
    Ask,
    Block,
    Change,
    Close,
    Complain,
    FormReply,
    Message,
    Open,
    Turn,
    Value,
    View,
)
from handlers.kit.people import name_in
from handlers.kit.records import keep
from handlers.kit.reminding import replan
from handlers.kit.texts import clean, excerpt
from handlers.opportunities import cards
from policies.imports.money import NoMoney, money_of
from policies.opportunities import FIELDS, KINDS, LABELS, STATES, Form, shown
from policies.opportunities import Value as Kept
from policies.rights import Action
from storage import opportunities
from storage.opportunities import Opportunity, Stale
from storage.opportunity_changes import spell, unspell

ADD, EDIT = "opportunities.add", cards.EDIT
SOURCE, UNDO = "form", "opportunities.change"
OWNER = "owner"
YES_NO = (("yes", "Yes"), ("no", "No"))
FIELDS_OF_FORM = tuple(name for name in FIELDS if name not in ("ref", "owner_name"))
NO_NAME = "Give it a name, for example Acme – Ultimate."
NOT_A_SUM = "Write one amount in dollars, for example 12500."
ALREADY = "It is {state} already."
SAME = "Nothing was different, so nothing was changed."
BOTH = (
    "{name} changed {labels} while this form was open. Here is what it is now; "
    "change it again if you mean to."
)


def open_new(turn: Turn, ask: Ask) -> Open:
    about = tickets.issue(turn, ask, {}, beside=True)
    return Open(forms.form(ADD, "Add an opportunity", *_fields({}), submit="Add", about=about))


def open_edit(turn: Turn, ask: Ask) -> Open:
    opportunity = cards.find(turn, ask.value, Action.CHANGE)
    return Open(_form(turn, ask, opportunity, {}))


def _form(
    turn: Turn, ask: Ask, opportunity: Opportunity, typed: Mapping[str, str], note: str = ""
) -> View:
    seen = {name: spell(getattr(opportunity, name)) for name in FIELDS_OF_FORM}
    about = tickets.issue(turn, ask, {"id": opportunity.id, "seen": seen}, beside=True)
    owner = [_owner(opportunity)] if _may_give(turn, opportunity) else []
    top = [blocks.section(note)] if note else []
    filled = {name: text or "" for name, text in seen.items()} | dict(typed)
    return forms.form(
        EDIT, "Edit an opportunity", *top, *_fields(filled), *owner, submit="Save", about=about
    )


def _fields(filled: Mapping[str, str]) -> Iterator[Block]:
    for name in FIELDS_OF_FORM:
        field, before = FIELDS[name], filled.get(name, "")
        match field.form:
            case Form.TEXT if name == "kind":
                kinds = [(kind, label) for kind, label in KINDS.items() if kind]
                yield forms.choice(name, field.label, kinds, chosen=before)
            case Form.TEXT:
                long = field.most > 1_000
                yield forms.text(
                    name,
                    field.label,
                    lines=long,
                    most=field.most,
                    optional=name != "name",
                    filled=before,
                )
            case Form.MONEY:
                yield forms.number(name, field.label, hint="In whole dollars.", filled=before)
            case Form.DAY:
                day = unspell(name, before or None)
                yield forms.day(name, field.label, filled=day if hasattr(day, "year") else None)  # type: ignore[arg-type]
            case Form.YES_NO:
                yield forms.choice(name, field.label, YES_NO, chosen=before)


def _owner(opportunity: Opportunity) -> Block:
    return forms.person(OWNER, "Owner", chosen=opportunity.owner or "")


def added(turn: Turn, ask: Ask) -> FormReply:
    """Whoever adds one owns it; a manager gives it to somebody with *Edit*."""
    ticket = tickets.redeem(turn, ask)
    values, errors = _values(ask.fields)
    if errors:
        return Complain(errors)
    name = name_in(turn.session, turn.workspace.id, turn.actor.id)
    own: dict[str, Kept] = {"owner": turn.actor.id, "owner_name": name}
    new = opportunities.add(
        turn.session, turn.workspace.id, values | own, by=turn.actor.id, at=turn.now, source=SOURCE
    )
    keep(turn, "opportunity.added", {"opportunity": new.id, "ref": new.ref})
    replan(turn, [turn.actor.id])
    tickets.tell(turn, ticket, f"opportunity/{ticket.id}", cards.card(turn, new, "Added."))
    return Close()


def edited(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    current = cards.find(turn, str(ticket.subject["id"]), Action.CHANGE)
    values, errors = _values(ask.fields)
    if errors:
        return Complain(errors)
    if _may_give(turn, current):
        values |= _given(turn, current, ask.fields)
    seen: dict[str, Any] = {
        name: unspell(name, text) for name, text in ticket.subject["seen"].items()
    }
    if values["stage"] != current.stage:
        values["state"] = turn.pack.cover.report.state(str(values["stage"]))
    try:
        changed = changes(turn, replace(current, **seen), values)
    except Stale as stale:
        return Change(_again(turn, ask, stale, values))
    note = SAME if changed == current else "Saved."
    tickets.tell(turn, ticket, f"opportunity/{ticket.id}", cards.card(turn, changed, note))
    return Close()


def changes(turn: Turn, seen: Opportunity, values: Mapping[str, Kept]) -> Opportunity:
    """Change it, on the record; the reminders of whoever has it, or had it, follow."""
    changed = opportunities.change(
        turn.session, seen, values, by=turn.actor.id, at=turn.now, source=SOURCE
    )
    before = {name: getattr(seen, name) for name in values if getattr(seen, name) != values[name]}
    if before:
        told = {"opportunity": changed.id, "fields": sorted(before), "owner": changed.owner}
        keep(turn, "opportunity.changed", told)
        detail = {"id": changed.id, "before": {k: spell(v) for k, v in before.items()}}
        acts.keep(turn, UNDO, f"Change to {changed.name}", detail)
        replan(turn, sorted({each for each in (seen.owner, changed.owner) if each}))
    return changed


def undo(turn: Turn, detail: Mapping[str, Any]) -> str:
    opportunity = cards.find(turn, str(detail["id"]), Action.CHANGE)
    before = {name: unspell(name, text) for name, text in detail["before"].items()}
    back = opportunities.change(
        turn.session, opportunity, before, by=turn.actor.id, at=turn.now, source="undo"
    )
    replan(turn, sorted({each for each in (opportunity.owner, back.owner) if each}))
    return f"{excerpt(opportunity.name)} is as it was before."


def won(turn: Turn, ask: Ask) -> Message:
    return _ended(turn, ask, "won")


def lost(turn: Turn, ask: Ask) -> Message:
    return _ended(turn, ask, "lost")


def reopen(turn: Turn, ask: Ask) -> Message:
    return _ended(turn, ask, "open")


def _ended(turn: Turn, ask: Ask, state: str) -> Message:
    opportunity = cards.find(turn, ask.value, Action.CHANGE)
    if opportunity.state == state:
        return cards.card(turn, opportunity, ALREADY.format(state=STATES[state]))
    changed = changes(turn, opportunity, {"state": state})
    note = f"Marked {STATES[state]}. `/handrail undo` takes it back for 15 minutes."
    return cards.card(turn, changed, note)


def _again(turn: Turn, ask: Ask, stale: Stale, values: Mapping[str, Kept]) -> View:
    """What was typed stays, but for what somebody else has changed."""
    last = opportunities.history(turn.session, turn.workspace.id, stale.now.id, stale.names[0])
    name = name_in(turn.session, turn.workspace.id, last[0].by) if last else "somebody"
    labels = " and ".join(
        f"{LABELS[each]} to {excerpt(shown(each, getattr(stale.now, each))) or 'nothing'}"
        for each in stale.names
    )
    typed = {
        each: spell(value) or ""
        for each, value in values.items()
        if each in FIELDS_OF_FORM and each not in stale.names
    }
    note = BOTH.format(name=excerpt(name), labels=labels)
    return _form(turn, ask, stale.now, typed, note)


def _values(given: Mapping[str, Value]) -> tuple[dict[str, Kept], dict[str, str]]:
    values: dict[str, Kept] = {}
    errors: dict[str, str] = {}
    for name in FIELDS_OF_FORM:
        said = given.get(name)
        text = clean(said).strip() if isinstance(said, str) else ""
        try:
            values[name] = _value(name, text)
        except NoMoney:
            errors[name] = NOT_A_SUM
    if not values.get("name"):
        errors["name"] = NO_NAME
    return values, errors


def _value(name: str, text: str) -> Kept:
    match FIELDS[name].form:
        case Form.TEXT:
            return text
        case Form.MONEY:
            return money_of(text)
        case Form.DAY | Form.YES_NO:
            return unspell(name, text or None)


def _may_give(turn: Turn, opportunity: Opportunity) -> bool:
    return rights.may(turn, Action.REASSIGN, owner=opportunity.owner or "")


def _given(turn: Turn, opportunity: Opportunity, fields: Mapping[str, Value]) -> dict[str, Kept]:
    owner = fields.get(OWNER)
    if not isinstance(owner, str) or owner == opportunity.owner:
        return {}
    name = name_in(turn.session, turn.workspace.id, owner)
    return {"owner": owner, "owner_name": name}
