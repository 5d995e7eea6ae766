"""Whether a rank may be given, and what it asks for: rank-smb, rank-smb-fields, rank-mm."""

import re
from dataclasses import dataclass, replace

from policies.answer import Answer, Flip
from policies.desks.desk import Desk, Example
from policies.desks.rank_facts import (
    ACCOUNTS,
    CONTACT,
    NEVER,
    NOTE,
    RANK,
    SEGMENT,
    USERS,
    Ranking,
    rank_id,
    ranking_of,
)
from policies.inquiries import Inquiry
from policies.reading.moments import Sort
from policies.reading.said import Said
from policies.sheets import Item
from policies.wording import filled, listed

SEGMENTS = ("smb", "mid-market")
ALWAYS = "ok"

_RANK = r"rank(?:s|ed|ing)?|tier(?:s|ed)?"
_COUNT = r"\d+ (?:smb |mm |mid-market )?(?:accounts|companies|customers)"
_FIELD = r"potential[- ]users?|notes?|reasons?"
_STATE = r"without|with|no|missing|lacks|empty|blank|left|filled|has|have"
_TOUCHED = r"(?:spoken?|speaking|talked|contacted|informed|touched|called|contact|touch)"
_OPEN = re.compile(r"(?:what|whats|why|how|who|where|do|does|must)\b")


def claims(said: Said) -> bool:
    """A rank, and how many have it, a field filled in or not, or the day of the last contact."""
    figure = bool(said.amounts) or said.has(r"(?:top|highest|best|first) (?:rank|tier)")
    if not (said.has(_RANK) and figure) or _OPEN.match(said.plain):
        return False
    counted = said.has(rf"(?<!rank )(?<!tier ){_COUNT}", rf"{_COUNT} as") and said.has(
        r"smb|mm|mid-?\s?market"
    )
    touched = said.has(_TOUCHED) and bool(said.of(Sort.SPAN, Sort.DAY, Sort.INSTANT, Sort.MONTH))
    return counted or touched or _tells_of_fields(said)


def _tells_of_fields(said: Said) -> bool:
    near = r"(?:\s+(?:a|any|the|is|are|was|field))*\s+(?:left\s+|still\s+)?"
    if said.has(r"potential[- ]users?[:= ]*\d+", r"\d+ potential[- ]users?"):
        return True
    return said.has(rf"(?:{_STATE}){near}(?:{_FIELD})", rf"(?:{_FIELD}){near}(?:{_STATE})")


@dataclass(frozen=True)
class Verdict:
    """What a segment's ranks say; `asks` is the fact that is open, `outcomes` those possible."""

    outcomes: tuple[str, ...]
    says: str = ""
    entry: str = ""
    asks: str = ""


def answer(inquiry: Inquiry) -> Answer:
    inquiry = replace(inquiry, said=inquiry.said.counted)
    told = ranking_of(inquiry)
    if told.segment == "enterprise":
        return inquiry.invalid(inquiry.sheet.texts["enterprise"])
    if told.rank is None:
        return inquiry.needs([RANK], between=tuple(inquiry.sheet.outcomes))
    return _weighed(inquiry, told)


def _weighed(inquiry: Inquiry, told: Ranking) -> Answer:
    """Without a segment each is tried; they may agree."""
    segments = [told.segment] if told.segment else SEGMENTS
    verdicts = {segment: _verdict(inquiry, told, segment) for segment in segments}
    possible = dict.fromkeys(each for verdict in verdicts.values() for each in verdict.outcomes)
    verdict = next(iter(verdicts.values()))
    if len(possible) == 1:
        return _decided(inquiry, told, segments[0], verdict)
    if told.segment is None:
        return inquiry.needs([SEGMENT, *_asks(verdicts)], between=tuple(possible))
    return inquiry.needs([verdict.asks], between=tuple(possible), entries=[verdict.entry])


def _asks(verdicts: dict[str, Verdict]) -> list[str]:
    return list(dict.fromkeys(each.asks for each in verdicts.values() if each.asks))


def _verdict(inquiry: Inquiry, told: Ranking, segment: str) -> Verdict:
    item = _item(inquiry, told, segment)
    if item is None:
        return _no_such(inquiry, told, segment)
    crowded = _crowded(inquiry, told, segment, item)
    if crowded is not None:
        return crowded
    if item.side == CONTACT:
        return _by_contact(inquiry, told, item)
    return _by_field(told, item)


def _item(inquiry: Inquiry, told: Ranking, segment: str) -> Item | None:
    rank = rank_id(told.rank.low) if told.rank else ""
    return next((each for each in inquiry.sheet.lists[segment] if each.id == rank), None)


def _no_such(inquiry: Inquiry, told: Ranking, segment: str) -> Verdict:
    items = inquiry.sheet.lists[segment]
    rank = rank_id(told.rank.low) if told.rank else ""
    words = {"rank": rank, "ranks": listed([each.id for each in items], "and")}
    says = filled(inquiry.sheet.texts["no_such"], words)
    return Verdict(("not-allowed",), says, inquiry.sheet.limits[_LIMITS[segment]].entry)


_LIMITS = {"smb": "ten_best", "mid-market": "month"}


def _crowded(inquiry: Inquiry, told: Ranking, segment: str, item: Item) -> Verdict | None:
    """Only the best rank of SMB has a greatest number; nothing said of it is no more than that."""
    if segment != "smb" or item is not inquiry.sheet.lists["smb"][0] or told.accounts is None:
        return None
    above, entry = inquiry.above(told.accounts, "ten_best"), inquiry.sheet.limits["ten_best"].entry
    if above is None:
        return Verdict(("ok", "not-allowed"), item.says, entry, ACCOUNTS)
    words = {"limit": f"{inquiry.sheet.limit('ten_best')}", "accounts": told.accounts.said}
    says = filled(inquiry.sheet.texts["too_many"], words)
    return Verdict(("not-allowed",), says, entry) if above else None


def _by_field(told: Ranking, item: Item) -> Verdict:
    """Who asks about a number of accounts does not ask about their fields."""
    name = item.side
    if name is None or told.fields.get(name) is True:
        return Verdict((ALWAYS,), item.says, item.entry)
    if told.fields.get(name) is False:
        return Verdict(("missing-field",), item.says, item.entry)
    if told.accounts is not None:
        return Verdict((ALWAYS,), item.says, item.entry)
    return Verdict((ALWAYS, "missing-field"), item.says, item.entry, name)


def _by_contact(inquiry: Inquiry, told: Ranking, item: Item) -> Verdict:
    late = inquiry.above(told.contact, "month")
    if late is None:
        return Verdict((ALWAYS, "overdue"), item.says, item.entry, CONTACT)
    return Verdict(("overdue" if late else ALWAYS,), item.says, item.entry)


def _decided(inquiry: Inquiry, told: Ranking, segment: str, verdict: Verdict) -> Answer:
    outcome, item = verdict.outcomes[0], _item(inquiry, told, segment)
    side = item.side if item else None
    _tell(inquiry, told, segment, side, outcome)
    missing = [side] if outcome == "missing-field" and side else []
    month = int(inquiry.sheet.limit("month"))
    values = {"missing": missing, "cadence_days": month if side == CONTACT else None}
    words = {"says": verdict.says, "field": inquiry.sheet.texts.get(f"field_{side}", "")}
    words["since"] = _since(inquiry, told)
    return inquiry.decided(outcome, values, words=words, entries=[verdict.entry])


def _since(inquiry: Inquiry, told: Ranking) -> str:
    texts = inquiry.sheet.texts
    if told.contact is None or told.contact.said == NEVER:
        return texts["never_since"]
    spoken = inquiry.reads[CONTACT].partition(" day")[0]
    return filled(texts["since"], {"days": spoken})


def _tell(inquiry: Inquiry, told: Ranking, segment: str, side: str | None, outcome: str) -> None:
    if segment == "mid-market" and told.fields:
        inquiry.warnings.append(inquiry.sheet.texts["no_field"])
    if side == CONTACT:
        _assume(inquiry, "month", limit=str(inquiry.sheet.limit("month")))
    if outcome == "ok" and side in (USERS, NOTE) and side not in told.fields:
        _assume(inquiry, f"taken_{side}")
    if outcome == "missing-field" and side:
        inquiry.flips.append(Flip(side, inquiry.sheet.texts["filled_in"], "ok"))
    if side == CONTACT:
        late, month = outcome == "overdue", int(inquiry.sheet.limit("month"))
        flip = Flip(CONTACT, month, "ok") if late else Flip(CONTACT, month + 1, "overdue")
        inquiry.flips.append(flip)
    if outcome in ("ok", "not-allowed"):
        _flip_number(inquiry, told, segment, outcome)


def _flip_number(inquiry: Inquiry, told: Ranking, segment: str, outcome: str) -> None:
    """Ten and eleven of the best rank."""
    best = _item(inquiry, told, segment) is inquiry.sheet.lists["smb"][0]
    limit = int(inquiry.sheet.limit("ten_best"))
    if not best:
        return
    if told.accounts is None:
        _assume(inquiry, "taken_accounts", limit=str(limit))
    if outcome == "ok":
        inquiry.flips.append(Flip(ACCOUNTS, limit + 1, "not-allowed"))
    elif told.fields.get(USERS):
        inquiry.flips.append(Flip(ACCOUNTS, limit, "ok"))


def _assume(inquiry: Inquiry, text: str, **words: str) -> None:
    inquiry.assumptions.append(filled(inquiry.sheet.texts[text], words))


DESK = Desk(
    "rank",
    ("rank", "tier"),
    claims,
    answer,
    "May an account be ranked so, and what does its rank ask for?",
    "/handrail rank SMB or MM, the rank, and fields, number of accounts or last contact",
    (
        Example("/handrail rank SMB 11 accounts as 1", "Not allowed"),
        Example("/handrail rank SMB 1.5 without potential users", "A field is missing"),
        Example("/handrail rank MM 2, last spoken 40 days ago", "Overdue"),
        Example("/handrail rank SMB 2", "depends on whether a note says why"),
    ),
    limits=("ten_best", "month"),
    outcomes=("ok", "not-allowed", "missing-field", "overdue"),
    facts=(SEGMENT, RANK, ACCOUNTS, NOTE, CONTACT),
    words=(
        *(f"{name}={each}" for name in (USERS, NOTE) for each in ("yes", "no")),
        *("top", "never"),
    ),
    texts=(
        *("no_such", "too_many", "enterprise", "no_field", "month", "never", "future"),
        *("taken_potential_users", "taken_note", "taken_accounts", "filled_in", "never_read"),
        *("since", "never_since", "unread"),
        *("field_potential_users", "field_note", "read_rank", "with", "without"),
    ),
    lists=SEGMENTS,
)
