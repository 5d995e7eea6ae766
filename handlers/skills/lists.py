"""The opportunities that a skill is to be looked at in, ten at a time, and where to mend each."""

from collections.abc import Iterator

from handlers.kit import blocks
from handlers.kit.blocks import Element
from handlers.kit.citations import places, shelf
from handlers.kit.feature import Ask, Block, ButtonReply, Message, Refused, Turn
from handlers.kit.rights import may
from handlers.kit.texts import capital, escape, excerpt
from handlers.kit.times import dated
from handlers.skills import audits, words
from handlers.skills.audits import Audit
from handlers.skills.controls import BACK, EARLIER, EDIT, LATER, UPDATE, shown
from policies.clocks import day_in
from policies.opportunities import dollars
from policies.rights import Action
from policies.skills import Sees, Skill
from policies.skills.sights import Deal

AT_ONCE = 10
GONE = "The Required 7 have no such list. `/handrail seven` shows them."
NONE_LEFT = "There is none left."
LIMITS = {
    Sees.DECKS: ("deck_smb", "deck_mid_market"),
    Sees.PLANS: (
        *("overview_smb", "full_smb", "overview_mid_market", "full_mid_market"),
        "full_enterprise",
    ),
}
"""Of deal.yml, what the list goes by."""


def show(turn: Turn, ask: Ask) -> ButtonReply:
    person, id, at = (*ask.value.split(" "), "", "", "")[:3]
    own = person == turn.actor.id
    found = audits.mine(turn) if own else audits.seen(turn, person)
    skill = turn.pack.skills.skill(id)
    if skill is None or skill.sees in (None, Sees.RANKS):
        raise Refused(GONE)
    start = int(at) if at.isascii() and at.isdigit() and len(at) < 6 else 0
    return shown(ask, listing(turn, found, skill, skill.sees, start))


def listing(turn: Turn, found: Audit, skill: Skill, sees: Sees, start: int) -> Message:
    those = found.sight.shown(sees)
    start = min(start, max(len(those) - 1, 0) // AT_ONCE * AT_ONCE)
    head = f"*{words.title(turn.pack.skills, skill)}*\n{words.seen(turn, found, skill)}"
    can = may(turn, Action.CHANGE, owner=found.person)
    return blocks.message(
        f"{skill.says}: {len(those):,}",
        blocks.section(head),
        *([] if those else [blocks.section(NONE_LEFT)]),
        *(_row(found, each, sees, can) for each in those[start : start + AT_ONCE]),
        blocks.actions(*_turning(found, skill, start, len(those))),
        *_rules(turn, skill, sees),
    )


def _row(found: Audit, deal: Deal, sees: Sees, can: bool) -> Block:
    lines = [f"*{excerpt(deal.name)}*", " · ".join(filter(None, _facts(found, deal, sees)))]
    id, label = (UPDATE, "Update") if sees is Sees.STEPS else (EDIT, "Edit")
    press = blocks.button(label, id, str(deal.id)) if can else None
    return blocks.section("\n".join(lines), press)


def _facts(found: Audit, deal: Deal, sees: Sees) -> Iterator[str]:
    match sees:
        case Sees.STEPS:
            yield _step(found, deal)
        case Sees.CURRENT:
            yield from _age(found, deal)
        case Sees.PLANS:
            full = deal in found.sight.full
            sized = "the full Command Plan" if full else "opportunity overview and close plan"
            yield _unsure(deal) if deal in found.sight.maybe_plans else sized
            yield from _figures(deal)
        case _:
            yield _unsure(deal) if deal in found.sight.maybe_decks else ""
            yield from _figures(deal)


def _step(found: Audit, deal: Deal) -> str:
    if not deal.stepped:
        return "No next step"
    if deal.step_date is None:
        return "A next step without a date"
    return f"The next step was for {dated(deal.step_date, found.today)}"


def _age(found: Audit, deal: Deal) -> Iterator[str]:
    if deal in found.sight.past and deal.close_date:
        yield f"The close date {dated(deal.close_date, found.today)} is past"
    changed = day_in(deal.changed_at, found.rhythm.zone)
    yield f"last changed {dated(changed, found.today)}"


def _unsure(deal: Deal) -> str:
    """`I cannot tell without segment and Amount`."""
    named = (("a segment", deal.segment), ("Amount", deal.amount), ("Net ARR", deal.net_arr))
    missing = [name for name, value in named if value in ("", None)]
    return f"I cannot tell without {' and '.join(missing)}" if missing else "I cannot tell"


def _figures(deal: Deal) -> Iterator[str]:
    if deal.amount is not None:
        yield f"Amount {dollars(deal.amount)}"
    if deal.net_arr is not None:
        yield f"Net ARR {dollars(deal.net_arr)}"
    if deal.segment:
        yield excerpt(deal.segment)


def _turning(found: Audit, skill: Skill, start: int, total: int) -> Iterator[Element]:
    if start:
        value = f"{found.person} {skill.id} {start - AT_ONCE}"
        yield blocks.button(f"Previous {AT_ONCE}", EARLIER, value)
    if (left := total - start - AT_ONCE) > 0:
        value = f"{found.person} {skill.id} {start + AT_ONCE}"
        yield blocks.button(f"Next {min(left, AT_ONCE)}", LATER, value)
    yield blocks.button("Back to the seven", BACK, found.person)


def _rules(turn: Turn, skill: Skill, sees: Sees) -> Iterator[Block]:
    """What the list goes by, in the words of the pack."""
    sheet = turn.pack.sheets.get("deal")
    names = LIMITS.get(sees, ()) if sheet else ()
    limits = [sheet.limits[each] for each in names if sheet and each in sheet.limits]
    if sees is Sees.CURRENT:
        limits = [turn.pack.skills.limits["unchanged"]]
    if limits:
        yield blocks.context(" ".join(escape(capital(each.says)) for each in limits))
    entries = dict.fromkeys([skill.entry, *(each.entry for each in limits)])
    yield from shelf(places(turn.pack.citation(each) for each in entries))
