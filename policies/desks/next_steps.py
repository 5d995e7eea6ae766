"""Whether a text is fit for the Next Steps field: an action, specific, without dates or history."""

import re
from collections.abc import Iterable

from policies.answer import Answer
from policies.desks.desk import Desk, Example
from policies.inquiries import Inquiry
from policies.reading.cleaning import clean, excerpt
from policies.reading.moments import Moment, Sort
from policies.reading.said import Said
from policies.wording import filled

NEXT_STEP = "next_step"
_FIELD = r"next[ -]?steps?(?: (?:field|text))?"
_QUOTES = "\"'“”„«»"
_QUOTED = re.compile(
    rf"(?<!\w){_FIELD}(?:\s+(?:is|are|says?|said|reads|of))?\s*[:=]?\s*[{_QUOTES}]"
    rf"(?P<step>.*?)(?:[{_QUOTES}](?!\w)(?P<about>.*))?$",
    re.IGNORECASE | re.DOTALL,
)
_QUOTED_BEFORE = re.compile(
    rf"[{_QUOTES}](?P<step>[^{_QUOTES}]+)[{_QUOTES}]\s+(?:(?:ok|okay|good|fine|enough)\s+)?"
    rf"(?:as|for|in) (?:my |the |a )?{_FIELD}(?!\w)",
    re.IGNORECASE,
)
_COLON = re.compile(rf"^\s*{_FIELD}\s*[:=]\s*(?P<step>\S.*)$", re.IGNORECASE | re.DOTALL)
_PLAIN = re.compile(
    rf"^\s*{_FIELD}\s+(?P<step>(?:call|email|mail|send|sent|follow|wait|ask|meet|met|book|schedule"
    r"|talk|spoke|check|touch|get|tbd)(?:ed|ing|s)?\b[^?]*)$",
    re.IGNORECASE | re.DOTALL,
)
_NUMERIC_DAY = re.compile(
    r"(?<![\w/.])(?!24/7)(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|[12]\d|3[01])(?![\w/])"
)
_CLAUSE = r"(?:^|[.,;:!\n]|\s-\s|\band\b|\bthen\b)\s*(?:¤\s*)?(?:on\s+)?"
_SUBJECT = r"(?:(?:i|we|he|she|they|have|has|already|just)\s+|\d[\d/.]*:?\s+)*"


def claims(said: Said) -> bool:
    """The text of a next step, quoted or after a colon, not only the words “next step”."""
    return _found(said.text) is not None


def _found(text: str) -> re.Match[str] | None:
    patterns = (_QUOTED, _QUOTED_BEFORE, _COLON, _PLAIN)
    return next((found for each in patterns if (found := each.search(text))), None)


def answer(inquiry: Inquiry) -> Answer:
    step, about = _told(inquiry)
    words = _words(step.plain)
    if not words:
        return inquiry.invalid(inquiry.sheet.texts["empty"])
    inquiry.facts[NEXT_STEP] = inquiry.reads[NEXT_STEP] = excerpt(step.text)
    return _answer(inquiry, step, about)


def _answer(inquiry: Inquiry, step: Said, about: str) -> Answer:
    history = _forbidden(inquiry, "has-history", _history(inquiry, step))
    dated = _forbidden(inquiry, "has-date", _dated(inquiry, step))
    waiting = _begins(step.plain, inquiry.sheet.words["waiting"])
    vague = _is_vague(inquiry, step) or (waiting and not _is_closing(inquiry, step, about))
    texts = inquiry.sheet.texts
    if history or dated:
        outcome = "has-history" if history else "has-date"
        also = [filled(texts["also_date"], {"found": dated})] if history and dated else []
        inquiry.warnings += also + ([texts["also_vague"]] if vague else [])
        return inquiry.decided(outcome, words={"found": history or dated})
    outcome = "too-vague" if vague else "ok"
    return _waiting(inquiry, outcome) if waiting else inquiry.decided(outcome)


def _forbidden(inquiry: Inquiry, outcome: str, found: str) -> str:
    """What was found, if the edition has a rule against it."""
    allowed = inquiry.lacks(outcome) if found else ""
    if allowed:
        inquiry.assumptions.append(allowed)
    return "" if allowed else found


def _waiting(inquiry: Inquiry, outcome: str) -> Answer:
    rule = next(item for item in inquiry.sheet.lists["waiting"] if item.side == outcome)
    inquiry.warnings.append(rule.says)
    return inquiry.decided(outcome, entries=[rule.entry])


def _told(inquiry: Inquiry) -> tuple[Said, str]:
    """The text of the step, and what was said about the deal beside it."""
    said = inquiry.said
    given = said.given.get(NEXT_STEP)
    if given is not None:
        return Said(given, said.now), ""
    found = _found(said.text)
    about = (found.groupdict().get("about") or "") + said.text[: found.start()] if found else ""
    step = found["step"] if found else said.text
    return Said(step.strip(f" {_QUOTES}"), said.now), clean(about).lower()


def _words(plain: str) -> list[str]:
    return re.findall(r"\w[\w'/-]*", plain)


def _either(phrases: Iterable[str]) -> str:
    longest_first = sorted(phrases, key=len, reverse=True)
    return rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"


def _begins(plain: str, phrases: Iterable[str]) -> bool:
    return bool(re.match(rf"\W*{_either(phrases)}", plain))


def _history(inquiry: Inquiry, step: Said) -> str:
    """A clause that begins with what somebody did; “the deck she sent” is no history."""
    pattern = f"{_CLAUSE}{_SUBJECT}({_either(inquiry.sheet.words['history'])})"
    found = re.search(pattern, step.timeless)
    return found[1] if found else ""


def _dated(inquiry: Inquiry, step: Said) -> str:
    told = [moment.said for moment in step.moments if _is_date(step, moment)]
    weekdays = re.compile(_either(inquiry.sheet.words["weekday"]))
    told += [found[0] for each in (_NUMERIC_DAY, weekdays) if (found := each.search(step.plain))]
    return told[0] if told else ""


def _is_date(step: Said, moment: Moment) -> bool:
    """A day, a month, or “in two weeks”; “a three year term” is none."""
    if moment.sort is Sort.SPAN:
        return bool(re.search(r"\b(?:in|within)\s+$", step.plain[: moment.start]))
    return moment.sort is not Sort.TIME or moment.weekday is not None


def _is_closing(inquiry: Inquiry, step: Said, about: str) -> bool:
    return bool(re.search(_either(inquiry.sheet.words["closing"]), f"{step.plain} {about}"))


def _is_vague(inquiry: Inquiry, step: Said) -> bool:
    """Too few words, or little beside “follow up with the customer soon”."""
    words = inquiry.sheet.words
    few = len(_words(step.plain)) < inquiry.sheet.limit("least_words")
    left = re.sub(_either(words["vague"]), " ", step.timeless.replace("¤", " "))
    left = re.sub(_either(words["filler"]), " ", left)
    bare = len(_words(left)) < inquiry.sheet.limit("least_left")
    inquiry.look("least_words", not few)
    inquiry.look("least_left", not bare)
    return few or bare


DESK = Desk(
    "nextstep",
    ("nextstep", "next-step"),
    claims,
    answer,
    "Is this text fit for the Next Steps field?",
    "/handrail nextstep TEXT",
    (
        Example("/handrail nextstep follow up", "too vague"),
        Example("/handrail nextstep Ask Jane who signs security reviews", "will do"),
        Example("/handrail nextstep called 3 May, sent deck", "tells what has happened"),
        Example("/handrail nextstep Send Jane the ROI deck on Friday", "has a date"),
    ),
    limits=("least_words", "least_left", "far_days", "stale_days"),
    outcomes=("ok", "too-vague", "has-date", "has-history"),
    facts=(NEXT_STEP,),
    words=("closing", "waiting", "vague", "filler", "history", "weekday", "stages"),
    texts=("empty", "also_date", "also_vague", "example", "far"),
    lists=("waiting", "asked", "morning"),
)
