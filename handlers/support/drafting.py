"""The text of a request for its board: filled in with what is known, edited, kept, copied."""

from collections.abc import Mapping

from handlers.kit import blocks, forms, records, tickets
from handlers.kit.feature import Ask, Close, FormReply, Open, Turn
from handlers.kit.people import name_in
from handlers.kit.texts import clean, escape
from handlers.kit.times import dated
from handlers.support import words
from handlers.support.controls import TEXT
from handlers.support.forms import wishes
from handlers.support.records import held, left_of, standing
from policies.engagement import Request
from policies.engagement.values import SMB
from policies.handoffs.drafts import filled
from policies.opportunities import dollars
from storage import opportunities, support_requests

FIELD, LONGEST = "text", 3000
HOW = "Copy it from here. *Keep* keeps what you change. Names are plain words: nobody is pinged."
BLANK = "“To be filled in” stands where nobody has told me something. I invent nothing."


def open_form(turn: Turn, ask: Ask) -> Open:
    found = standing(held(turn, ask.value))
    about = tickets.issue(turn, ask, {"request": str(found.id)}, beside=True)
    board = turn.pack.engagement.board(found.facts)
    named = f"<{board.link}|{escape(board.label)}>" if board.link else escape(board.label)
    return Open(
        forms.form(
            TEXT,
            "Request text",
            blocks.section(f"{words.line(found)}\nFor the {named}"),
            blocks.context(words.cited(turn, board.entry) or words.cited(turn, "sa-request")),
            forms.text(FIELD, "Text", lines=True, most=LONGEST, optional=True,
                       filled=composed(turn, found)),
            blocks.context(BLANK, HOW),
            submit="Keep",
            about=about,
        )
    )  # fmt: skip


def kept(turn: Turn, ask: Ask) -> FormReply:
    """An empty text is the one that follows from the facts again."""
    ticket = tickets.redeem(turn, ask)
    found = standing(held(turn, str(ticket.subject["request"])))
    value = ask.fields.get(FIELD)
    said = clean(value).strip()[:LONGEST] if isinstance(value, str) else ""
    own = "" if said == from_facts(turn, found) else said
    support_requests.change(turn.session, found, {"text": own})
    records.keep(turn, "support.text", {"request": found.id, "own": bool(own)})
    return Close()


def composed(turn: Turn, request: Request) -> str:
    return request.text or from_facts(turn, request)


def from_facts(turn: Turn, request: Request) -> str:
    return filled(turn.pack.engagement.text, _names(turn, request))[:LONGEST]


def _names(turn: Turn, request: Request) -> Mapping[str, str]:
    """Nothing for what nobody has said."""
    on = words.today(turn, request.by)
    label = wishes(turn).get(request.wish, request.wish)
    used = "not counted for Mid-Market"
    if request.segment == SMB:
        had = left_of(turn, request.account, request.stage, on)
        used = f"{words.used(had)} {words.of_stage(request.stage)}"
    return {
        "account": request.account,
        "kind": words.KINDS[request.kind],
        "segment": words.SEGMENTS[request.segment],
        "region": words.REGIONS[request.region],
        "stage": words.STAGES[request.stage],
        "iacv": dollars(request.iacv) if request.iacv is not None else "",
        "tier": words.TIERS.get(request.tier, ""),
        "wish": f"{label[:1].lower()}{label[1:]}",
        "used": used,
        "wanted": dated(request.wanted, on) if request.wanted else "",
        "need": request.need,
        "opportunity": _opportunity(turn, request),
        "requester": name_in(turn.session, turn.workspace.id, request.by).replace("@", ""),
    }


def _opportunity(turn: Turn, request: Request) -> str:
    if request.opportunity is None:
        return ""
    deal = opportunities.find(turn.session, turn.workspace.id, request.opportunity)
    return deal.name if deal else ""
