"""Whether an email may replace the call of a handoff: fo-handoff-email."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from policies.answer import Answer, Flip
from policies.calendars import spoken
from policies.desks.told_days import assume_year, certain, given, only
from policies.findings import Trouble
from policies.inquiries import Inquiry
from policies.quantities import as_number
from policies.reading.amounts import ENDLESS, Amount, dollars
from policies.reading.cleaning import excerpt
from policies.reading.moments import Sort
from policies.reading.said import Said
from policies.reading.standpoints import standpoint

INITIAL, POTENTIAL, COMBINED, CLOSED = "initial", "potential", "combined", "closed"
LIMITS = ("email", "answer_days")
OUTCOMES = ("email-allowed", "call")
FACTS = (INITIAL, POTENTIAL, COMBINED, CLOSED)
WORDS = ("unknown", "not_known", "written", "nothing_more")
TEXTS = (
    "below",
    "unknown_potential",
    "talk_by",
    "summed",
    "past",
    "ahead",
    "unread",
    "ordered",
    "first",
    "unknown_read",
    "talk_first",
)

_HANDOFF = (r"hand(?:ing|s|ed)?[ -]?(?:off|over)s?", "handing over")
_MAIL = (r"e-?mails?", r"mails?", "mailing", "emailing", "zoom")
_PARTS = (r"first[ -]order", "1st order", "initial", "first deal")
_REST = ("potential", "another", "more", "expected", "soon")


def claims(said: Said) -> bool:
    """A handoff with the size of its order; a size alone is a deal's."""
    if said.has("checklist", "users?", "tams?"):
        return False
    if said.of(Sort.DAY) and said.has(*_HANDOFF) and said.has(*_PARTS, "closed", "won"):
        return True
    if not said.amounts or said.has("narr", "net arr"):
        return False
    weighty = [amount for amount in said.amounts if amount.weighty]
    sized = said.has("initial", "potential", "combined") or len(weighty) > 1
    sized = sized or (bool(weighty) and said.has(*_PARTS))
    mailed = said.has(*_MAIL) and said.has(*_PARTS) and said.has(*_REST)
    return (said.has(*_HANDOFF) and sized) or mailed


@dataclass(frozen=True)
class Size:
    """First order and near-term potential together, as far as they are told."""

    low: Fraction
    high: Fraction
    exact: bool
    open_facts: Sequence[str]


def answer(inquiry: Inquiry) -> Answer:
    unknown = _is_unknown(inquiry)
    initial, potential, combined = _figures(inquiry, unknown)
    closed = _closed(inquiry)
    if not (initial or potential or combined or closed or unknown):
        return _unread(inquiry)
    size = _sized(inquiry, initial, potential, combined)
    by = closed + timedelta(days=int(inquiry.sheet.limit("answer_days"))) if closed else None
    if by:
        inquiry.look("answer_days", True)
    values = {COMBINED: as_number(size.low) if size.exact else None, "respond_by": by}
    below = _is_below(inquiry, size)
    if below is False or unknown:
        return _call(inquiry, size, values, unknown and below is not False)
    if below is None:
        return _open(inquiry, size, values, by)
    _flip(inquiry, POTENTIAL, initial, potential, "call")
    return inquiry.decided("email-allowed", values, words=_words(inquiry, size, by))


def _figures(inquiry: Inquiry, unknown: bool) -> tuple[Amount | None, Amount | None, Amount | None]:
    combined = inquiry.amount(COMBINED)
    initial = inquiry.amount(INITIAL, bare=None if combined else 0)
    place = 0 if INITIAL in inquiry.labelled.figures or INITIAL in inquiry.said.given else 1
    bare = None if combined or unknown else place
    potential = None if unknown else inquiry.amount(POTENTIAL, bare=bare)
    if not (potential or unknown) and inquiry.said.has(*inquiry.sheet.words["nothing_more"]):
        potential = inquiry.keep(POTENTIAL, Amount("0", 0, 0))
    for name, amount in ((INITIAL, initial), (POTENTIAL, potential), (COMBINED, combined)):
        if amount and amount.high < 0:
            label = inquiry.fact(name).label
            raise Trouble(
                inquiry.invalid(f"“{amount.said}” is negative; {label} is not below zero")
            )
    _say_order(inquiry, initial, potential)
    return initial, potential, combined


def _say_order(inquiry: Inquiry, initial: Amount | None, potential: Amount | None) -> None:
    """Figures that nothing names are taken in their order."""
    bare = inquiry.labelled.bare
    if initial in bare and potential in bare:
        inquiry.assumptions.append(inquiry.text("ordered"))
    elif initial in bare:
        inquiry.assumptions.append(inquiry.text("first"))


def _is_unknown(inquiry: Inquiry) -> bool:
    words, told = inquiry.sheet.words, inquiry.said.given.get(POTENTIAL)
    if told is None:
        unknown = inquiry.said.has(*words["unknown"])
    else:
        unknown = told.strip().lower().rstrip(".!") in words["not_known"]
    if unknown:
        inquiry.reads[POTENTIAL] = inquiry.text("unknown_read")
    return unknown


def _closed(inquiry: Inquiry) -> date | None:
    now, found = standpoint(inquiry.said)
    days = [moment for moment in found if moment.sort in (Sort.DAY, Sort.INSTANT)]
    moment = given(inquiry, CLOSED) or only(inquiry, CLOSED, days)
    if moment is None:
        return None
    day = certain(inquiry, CLOSED, moment).first
    assume_year(inquiry, moment)
    inquiry.reads[CLOSED], inquiry.facts[CLOSED] = f"closed {spoken(day)}", day
    _warn_of_time(inquiry, day, now.date())
    return day


def _warn_of_time(inquiry: Inquiry, day: date, today: date) -> None:
    goal = timedelta(days=int(inquiry.sheet.limit("answer_days")))
    if day > today:
        inquiry.warnings.append(inquiry.text("ahead", day=spoken(day)))
    if day + goal < today:
        inquiry.warnings.append(inquiry.text("past", day=spoken(day + goal)))


def _sized(
    inquiry: Inquiry, initial: Amount | None, potential: Amount | None, combined: Amount | None
) -> Size:
    parts = {INITIAL: initial, POTENTIAL: potential}
    told = [amount for amount in parts.values() if amount]
    low = sum((max(Fraction(0), amount.widest[0]) for amount in told), Fraction(0))
    high = sum((amount.widest[1] for amount in told), Fraction(0)) if len(told) == 2 else ENDLESS
    if combined:
        _refuse_other_sum(inquiry, combined, low, high)
        low, high = combined.widest
        return Size(low, high, combined.exact, (COMBINED,))
    missing = [name for name, amount in parts.items() if amount is None]
    vague = [name for name, amount in parts.items() if amount and not amount.exact]
    return Size(low, high, low == high, [*missing, *vague])


def _refuse_other_sum(inquiry: Inquiry, combined: Amount, low: Fraction, high: Fraction) -> None:
    least, most = combined.widest
    if most < low or least > high:
        name = inquiry.fact(COMBINED).label
        raise Trouble(inquiry.conflict(f"{name} is “{combined.said}” but also {dollars(low)}"))


def _is_below(inquiry: Inquiry, size: Size) -> bool | None:
    bar = inquiry.sheet.limit("email")
    below = True if size.high < bar else False if size.low >= bar else None
    return inquiry.look("email", below)


def _open(inquiry: Inquiry, size: Size, values: Mapping[str, object], by: date | None) -> Answer:
    """The day of first contact is known even while the amounts are not."""
    says = inquiry.text("talk_first", day=spoken(by)) if by else ""
    cites = [inquiry.sheet.limits["answer_days"].entry] if by else []
    asks = size.open_facts
    return inquiry.needs(asks, between=OUTCOMES, values=values, says=says, entries=cites)


def _call(inquiry: Inquiry, size: Size, values: Mapping[str, object], unknown: bool) -> Answer:
    by = values["respond_by"]
    words = _words(inquiry, size, by if isinstance(by, date) else None)
    why = inquiry.text("unknown_potential" if unknown else "below", **words)
    told = inquiry.labelled.figures.get(POTENTIAL)
    if not unknown and told and told.exact:
        _flip(inquiry, POTENTIAL, inquiry.labelled.figures.get(INITIAL), told, "email-allowed")
    return inquiry.decided("call", values, words={**words, "why": why})


def _flip(
    inquiry: Inquiry, name: str, initial: Amount | None, potential: Amount | None, outcome: str
) -> None:
    """How much potential there would have to be for the other channel, in whole dollars."""
    if not (initial and initial.exact and potential):
        return
    left = inquiry.sheet.limit("email") - initial.low
    to = -(-left // 1) if outcome == "call" else -(-left // 1) - 1
    if to >= 0:
        inquiry.flips.append(Flip(name, int(to), outcome))


def _words(inquiry: Inquiry, size: Size, by: date | None) -> dict[str, str]:
    parts = [inquiry.reads[name] for name in (COMBINED,) if name in inquiry.reads]
    parts = parts or [inquiry.reads[n] for n in (INITIAL, POTENTIAL) if n in inquiry.facts]
    exact = inquiry.text("summed", combined=dollars(size.low)) if size.exact else ""
    said = exact or " and ".join(parts)
    day = inquiry.text("talk_by", day=spoken(by)) if by else ""
    return {"sum": said, "talk_by": day}


def _unread(inquiry: Inquiry) -> Answer:
    if inquiry.said.given or inquiry.said.has(*inquiry.sheet.words["written"]):
        return inquiry.needs([INITIAL, POTENTIAL], between=OUTCOMES)
    return inquiry.invalid(inquiry.text("unread", said=excerpt(inquiry.said.text)))
