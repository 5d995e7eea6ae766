"""An account is ranked: by the form, by a line, with one of the ten best moving down for it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from handlers.kit import acts, blocks, tickets
from handlers.kit.feature import (
    Ask,
    ButtonReply,
    Change,
    Close,
    Complain,
    FormReply,
    Message,
    Open,
    Place,
    Refused,
    Turn,
    View,
)
from handlers.kit.rights import insist, may
from handlers.kit.texts import escape
from handlers.ranking import forms, saving, views, words
from handlers.ranking.books import book, rules
from handlers.ranking.controls import FORM, packed, shown, unpacked
from handlers.ranking.forms import Draft
from handlers.ranking.saving import Crowded, Saved, Wanted
from handlers.ranking.specs import one_spec
from policies.ranking import Ranked, folded
from policies.rights import Action
from storage import cards, ranks

OFFERED = 100
TICKET = "ticket"
MORE_WANTED = "To rank {account}, fill in what is open:"
FULL = (
    "*{word} {rank} of {segment} holds the {count} best accounts, and that many hold it.* To rank "
    "{account} there, choose which one moves down:"
)


def open_form(turn: Turn, ask: Ask) -> Open:
    """From a page, with what is kept; or from what a line has left open."""
    owner, account, spec = unpacked(ask.value, 3)
    if owner == TICKET:
        return _of_ticket(turn, ask, account)
    insist(turn, Action.CHANGE, owner=owner)
    return Open(form_for(turn, ask, _draft(turn, owner, account), spec))


def _draft(turn: Turn, owner: str, account: str) -> Draft:
    kept = ranks.of_account(turn.session, turn.workspace.id, owner, account) if account else None
    return forms.of_kept(kept) if kept else Draft(owner, account)


def _of_ticket(turn: Turn, ask: Ask, about: str) -> Open:
    ticket = tickets.redeem(turn, replace(ask, about=about))
    draft = forms.unspelt(ticket.subject["draft"])
    insist(turn, Action.CHANGE, owner=draft.owner)
    return Open(form_for(turn, ask, draft, "", _best(turn, draft)))


def form_for(turn: Turn, ask: Ask, draft: Draft, spec: str, best: Sequence[Ranked] = ()) -> View:
    """In place of the page it was opened from, or beside whatever else it was."""
    subject = {"draft": forms.spelt(draft), "spec": spec}
    return forms.form(turn, tickets.issue(turn, ask, subject, beside=not spec), draft, best)


def _best(turn: Turn, draft: Draft) -> list[Ranked]:
    """Those of whom one has to move down for it; nobody where there is room."""
    known = rules(turn)
    if not known.is_best(draft.segment, draft.rank):
        return []
    mine = ranks.of_people(turn.session, turn.workspace.id, [draft.owner])
    best = [each for each in mine if known.is_best(each.segment, each.rank)]
    kept = ranks.of_account(turn.session, turn.workspace.id, draft.owner, draft.account)
    return [] if kept in best or len(best) < known.ten_best else best


def suggest(turn: Turn, ask: Ask) -> Iterable[tuple[str, str]]:
    """Accounts of the one whose form it is, those without a rank first; to anybody else none."""
    card = cards.find(turn.session, turn.workspace.id, ask.about)
    owner = forms.unspelt(card.subject["draft"]).owner if card and "draft" in card.subject else ""
    if card is None or card.user != turn.actor.id or not may(turn, Action.SEE, owner=owner):
        return
    found = book(turn, owner)
    wanted = ask.typed.casefold().split()
    those = [each for each in found.lines if all(w in each.account.casefold() for w in wanted)]
    for each in sorted(those, key=lambda each: each.ranked is not None)[:OFFERED]:
        known = f" ({words.rank(found.rules, each.rank)})" if each.ranked else ""
        yield folded(each.account), f"{each.account}{known}"


def submitted(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    first = forms.unspelt(ticket.subject["draft"])
    insist(turn, Action.CHANGE, owner=first.owner)
    try:
        draft, users, down = forms.read(turn, ask, first)
    except forms.Unfit as unfit:
        return Complain(unfit.wrong)
    try:
        saved = saving.save(turn, _wanted(draft, users, down))
    except Crowded as full:
        return Change(forms.form(turn, ask.about, replace(draft, account=first.account), full.best))
    spec = str(ticket.subject["spec"])
    tickets.tell(turn, ticket, f"ranking/form/{ask.about}", page(turn, saved, spec))
    return Close()


def _wanted(draft: Draft, users: int | None, down: int = 0) -> Wanted:
    told = (draft.owner, draft.account, draft.segment, draft.rank, draft.reason)
    return Wanted(*told, users, draft.notes, down)


def page(turn: Turn, saved: Saved, spec: str = "") -> Message:
    """Where it was ranked from, or the account itself."""
    where = spec or one_spec(saved.ranked.owner, saved.ranked.account)
    return views.view(turn, where, saving.said(turn, saved), saved.act)


def by_line(turn: Turn, ask: Ask, draft: Draft) -> Message | Open:
    """Saved if nothing is open; else the form, with all that was said."""
    insist(turn, Action.CHANGE, owner=draft.owner)
    known = rules(turn)
    if known.segments.get(draft.segment) and known.meaning(draft.segment, draft.rank) is None:
        label = known.segments[draft.segment].label
        ranks_there = ", ".join(each.id for each in known.segments[draft.segment].ranks)
        word = known.sheet.word
        raise Refused(f"There is no {word} {draft.rank} in {label}. The ranks are {ranks_there}.")
    users, wrong = forms.checked(turn, draft)
    if wrong:
        return _open(turn, ask, draft, MORE_WANTED.format(account=words.title(draft.account)))
    try:
        return page(turn, saving.save(turn, _wanted(draft, users)))
    except Crowded as full:
        return _open(turn, ask, draft, _full(turn, draft, full.best), full.best)


def _open(
    turn: Turn, ask: Ask, draft: Draft, said: str, best: Sequence[Ranked] = ()
) -> Message | Open:
    """Slack opens a form after a command; in a conversation there is a button for it."""
    if ask.place is Place.COMMAND:
        return Open(form_for(turn, ask, draft, "", best))
    about = tickets.issue(turn, ask, {"draft": forms.spelt(draft), "spec": ""}, beside=True)
    label = "Choose which one moves down" if best else "Fill in the form"
    press = blocks.button(label, FORM, packed(TICKET, about, ""), "primary")
    listed = [blocks.section("\n".join(f"• {escape(each.account)}" for each in best))]
    shown_best = listed if best else []
    return blocks.message(said, blocks.section(said), *shown_best, blocks.actions(press))


def _full(turn: Turn, draft: Draft, best: Sequence[Ranked]) -> str:
    known = rules(turn)
    return FULL.format(
        word=known.sheet.word,
        rank=draft.rank,
        segment=known.segments[best[0].segment].label,
        count=known.ten_best,
        account=words.title(draft.account),
    )


def remove(turn: Turn, ask: Ask) -> ButtonReply:
    owner, account = unpacked(ask.value, 2)
    saved = saving.remove(turn, owner, account)
    said = f"✔ {words.title(saved.ranked.account)} has no rank any more."
    return shown(ask, views.view(turn, one_spec(owner, account), said, saved.act))


def undo(turn: Turn, ask: Ask) -> ButtonReply:
    """From the page that showed it, which is shown anew."""
    number, spec = unpacked(ask.value, 2)
    said = f"↩ {acts.undo(turn, number)}"
    alone = blocks.message(said, blocks.section(said))
    return shown(ask, views.view(turn, spec, said) if spec else alone)
