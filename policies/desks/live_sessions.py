"""What is left of an SMB account's live help: smb-sync-limits."""

import re
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

from policies.findings import Trouble
from policies.inquiries import Inquiry
from policies.quantities import as_number, said_of
from policies.reading.amounts import Amount, shown
from policies.reading.moments import HOLE, Sort

SESSIONS, MINUTES, STAGE = "sessions", "minutes", "stage"
WORDS = ("last_year", "each", "count=1", "count=2")
TEXTS = ("none_used", "year", "year_type", "each", "over")


@dataclass(frozen=True)
class Left:
    """What is left of the live help; None where that is open."""

    sessions: int | None
    minutes: Fraction | None

    @property
    def some(self) -> bool | None:
        if self.sessions == 0 or self.minutes == 0:
            return False
        return None if self.sessions is None or self.minutes is None else True


def left_of(inquiry: Inquiry) -> Left:
    """Nothing said of sessions means that none has been used."""
    stage, sessions = inquiry.choice(STAGE), inquiry.amount(SESSIONS) or _timed(inquiry)
    if sessions is not None and not sessions.exact:
        return Left(None, None)
    count = _spelt(inquiry) if sessions is None else int(sessions.low)
    if _is_over(inquiry, stage, count):
        inquiry.facts.pop(SESSIONS)
        return _rest(inquiry, 0, Fraction(0))
    minutes = _minutes(inquiry, count)
    if count is None and minutes is None:
        inquiry.assumptions.append(inquiry.text("none_used"))
        return _rest(inquiry, 0, Fraction(0))
    return _rest(inquiry, count, Fraction(0) if count == 0 else minutes)


def _timed(inquiry: Inquiry) -> Amount | None:
    """The 2 of “2 20-minute calls”, whose label stands behind the minutes."""
    behind = re.compile(rf"[\s-]*{HOLE}[\s-]*(?:{_labels(inquiry)})\b")
    found = [each for each in inquiry.said.amounts if behind.match(inquiry.said.timeless, each.end)]
    return inquiry.keep(SESSIONS, found[0]) if found else None


def _spelt(inquiry: Inquiry, between: str = rf"(?: [\w-]+)?(?:[\s-]*{HOLE})?[\s-]*") -> int | None:
    """“Two sessions”: small numbers in words are no figures elsewhere, “one” is so often none."""
    counts = {int(name[6:]): each for name, each in _counts(inquiry).items()}
    for count, words in counts.items():
        pattern = rf"\b(?:{'|'.join(words)}){between}(?:{_labels(inquiry)})\b"
        if re.search(pattern, inquiry.said.timeless):
            inquiry.facts[SESSIONS] = count
            inquiry.reads[SESSIONS] = said_of(
                inquiry.fact(SESSIONS), Amount("", 0, 0, Fraction(count), Fraction(count))
            )
            return count
    return None


def _counts(inquiry: Inquiry) -> dict[str, tuple[str, ...]]:
    words = inquiry.sheet.words
    return {name: words[name] for name in words if name.startswith("count=")}


def _labels(inquiry: Inquiry) -> str:
    return "|".join(inquiry.fact(SESSIONS).words)


def _is_over(inquiry: Inquiry, stage: str | None, count: int | None) -> bool:
    """Sessions of last year count before the sale only."""
    if count is None or not inquiry.said.has(*inquiry.sheet.words["last_year"]):
        return False
    if stage is None:
        raise Trouble(inquiry.needs([STAGE], between=("live", "async")))
    if stage == "post":
        inquiry.assumptions.append(inquiry.text("year"))
        inquiry.warnings.append(inquiry.text("year_type"))
    return stage == "post"


def _minutes(inquiry: Inquiry, count: int | None) -> Fraction | None:
    """Of all sessions together; “2 sessions of 20 min” are 40."""
    if MINUTES in inquiry.said.given:
        told = inquiry.amount(MINUTES)
        return told.low if told and told.exact else None
    spans = [moment for moment in inquiry.said.of(Sort.SPAN) if moment.lasts < timedelta(days=1)]
    if not spans:
        return None
    if fault := next((span.fault for span in spans if span.fault), ""):
        raise Trouble(inquiry.invalid(fault))
    total = sum((Fraction(round(span.lasts.total_seconds()), 60) for span in spans), Fraction(0))
    if count and count > 1 and len(spans) == 1 and _is_each(inquiry, spans[0].start):
        each, total = total, total * count
        words = {"count": str(count), "each": shown(each), "total": shown(total)}
        inquiry.assumptions.append(inquiry.text("each", **words))
    inquiry.facts[MINUTES] = as_number(total)
    inquiry.reads[MINUTES] = f"{shown(total)} minutes used"
    return total


def _is_each(inquiry: Inquiry, start: int) -> bool:
    said = inquiry.said
    return (
        said.has(*inquiry.sheet.words["each"])
        or bool(_timed(inquiry))
        or bool(_spelt(inquiry, rf"[\s-]*{HOLE}[\s-]*"))
        or (
            said.plain[:start].rstrip().endswith(" of")
            and not said.has("total", "together", "in all")
        )
    )


def _rest(inquiry: Inquiry, count: int | None, minutes: Fraction | None) -> Left:
    limit = inquiry.sheet.limit
    sessions = None if count is None else int(limit("sessions")) - count
    left = None if minutes is None else limit("minutes") - minutes
    if (sessions or 0) < 0 or (left or 0) < 0:
        inquiry.warnings.append(inquiry.text("over"))
    return Left(
        None if sessions is None else max(0, sessions),
        None if left is None else max(Fraction(0), left),
    )
