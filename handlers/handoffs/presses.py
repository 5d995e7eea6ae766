"""What can be pressed on a card: beside an item, and below it all."""

from collections.abc import Iterator

from handlers.handoffs.controls import (
    DONE,
    DRAFT,
    MORE,
    REOPEN,
    SURE_REOPEN,
    UNDO,
    accept_button,
    note_button,
    return_button,
    sign_button,
)
from handlers.handoffs.pages import Page
from handlers.kit import acts, blocks
from handlers.kit.blocks import Element
from handlers.kit.feature import Block
from policies.handoffs import Side, State
from policies.handoffs.decisions import CHANNEL
from policies.handoffs.progress import Step, of, open_of
from storage import acts as kept_acts

EDIT, REASSIGN, CANCEL, HISTORY = "edit", "reassign", "cancel", "history"


def beside(page: Page, each: Step) -> Element | None:
    handoff = page.case.handoff
    if each.side not in page.sides or handoff.is_over:
        return None
    if not each.is_settled:
        return blocks.button("Done", DONE, f"{handoff.id} {each.id} {page.where}")
    if each.marked is None or each.marked.act is None or each.marked.by != page.viewer:
        return None
    act = kept_acts.find(page.scene.session, page.scene.workspace.id, each.marked.act)
    if not acts.can_be_undone(act, page.scene.now):
        return None
    return blocks.button("Undo", UNDO, f"{each.marked.act} {handoff.id} {page.where}")


def below(page: Page) -> Iterator[Block]:
    handoff = page.case.handoff
    if not page.sides:
        return
    if handoff.is_over:
        value = f"{handoff.id} {page.where}"
        again = blocks.button("Open again", REOPEN, value, confirm=SURE_REOPEN)
        yield blocks.actions(again, blocks.button("History", MORE, f"{HISTORY} {value}"))
        return
    if Side.GIVER in page.sides and (drafts := [*_drafts(page)]):
        yield blocks.actions(*drafts)
    yield blocks.actions(*_signatures(page), *_notes(page), _more(page))


def _drafts(page: Page) -> Iterator[Element]:
    channel = page.decided.get(CHANNEL)
    sheet = page.scene.pack.handoffs
    for place, name in enumerate(page.case.kind.drafts):
        draft = sheet.drafts[name]
        if not draft.outcome or (channel and channel.outcome == draft.outcome):
            label = f"📝 {draft.label}"
            yield blocks.button(label, f"{DRAFT}.{place}", f"{page.case.id} {name}")


def _signatures(page: Page) -> Iterator[Element]:
    """Coloured once nothing stands in its way."""
    handoff = page.case.handoff
    if handoff.state is State.SIGNED:
        if Side.RECEIVER in page.sides:
            ready = not open_of(page.case.steps, Side.RECEIVER)
            yield accept_button(handoff, page.where, "primary" if ready else "")
            yield return_button(handoff, page.where)
    elif Side.GIVER in page.sides:
        ready = not open_of(page.case.steps, Side.GIVER)
        yield sign_button(handoff, page.where, "primary" if ready else "")


def _notes(page: Page) -> Iterator[Element]:
    for side in Side:
        if side in page.sides and _may_mark(page, side):
            yield note_button(page.case.handoff, side, page.where)
            return


def _may_mark(page: Page, side: Side) -> bool:
    return bool(of(page.case.steps, side))


def _more(page: Page) -> Element:
    value = f"{page.case.id} {page.where}"
    return blocks.overflow(
        MORE,
        (
            (f"{EDIT} {value}", "Account, day, amounts…"),
            (f"{REASSIGN} {value}", "Somebody else takes a side…"),
            (f"{HISTORY} {value}", "History"),
            (f"{CANCEL} {value}", "Cancel it…"),
        ),
    )
