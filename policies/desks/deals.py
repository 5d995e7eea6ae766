"""What a deal of a size needs: reviews, Red/Green, deck and Command Plan."""

import re

from policies.answer import Answer
from policies.desks import account_segments
from policies.desks.closings import CLOSES, closing
from policies.desks.deal_answers import TOPICS, agreed, decided, undecided
from policies.desks.desk import Desk, Example
from policies.desks.requirements import (
    ENTERPRISE,
    Deal,
)
from policies.findings import Trouble
from policies.inquiries import Inquiry
from policies.reading.amounts import ENDLESS, Amount, Unit
from policies.reading.cleaning import excerpt
from policies.reading.intent import is_question
from policies.reading.said import Said
from policies.wording import filled

SEGMENT, NET_ARR, AMOUNT = "segment", "net_arr", "amount"
CLOSE_DATE, CHANNEL = "close_date", "channel_managed"
_MONEY = 1_000
"""An unnamed figure below is more likely a count."""

_SEGMENT = r"smb|small biz|small business|mm|mid[ -]?market|ent|enterprise"
_TOPIC = r"opps?|opport?unit(?:y|ies)|opport?y|opt?ys?|deals?|decks?|slides?|plans?|renewals?"
_NAMED = r"net[ -]?arr|n ?arr|amount|amt"
_CLOSING = r"clos(?:e|es|ing)|land(?:s|ing)?|shuts?|sign(?:s|ing)|this month|next month"
_ELSEWHERE = (
    r"compelling event|quote (?:is |was |has been )?(?:sent|out)|trials?|live|hand-?(?:off|over)s?"
    r"|strategic|coverage|commission|slack|discounts?|quota|bonus|tams?|csms?|techie"
    r"|architects?|technical|sync|wants a call"
    r"|event cost|costs|who owns|territory|datafox|zoominfo|linkedin|inbound|outbound"
)


def claims(said: Said) -> bool:
    """A figure of money in a deal, and what makes it one: segment, name of the field or closing."""
    if said.has(_ELSEWHERE):
        return False
    named, sized = said.has(_NAMED), said.has(_SEGMENT)
    if not any(_is_money(said, figure, named) for figure in said.amounts):
        return False
    about = said.has(_TOPIC)
    return (about and (named or sized or said.has(_CLOSING))) or (named and sized)


def _is_money(said: Said, figure: Amount, named: bool) -> bool:
    if figure.unit is Unit.PERCENT or _counts_people(said, figure):
        return False
    large = figure.scaled or figure.high >= _MONEY or bool(figure.doubt or figure.fault)
    unbounded = figure.high >= ENDLESS and not named
    return not unbounded and (named or figure.unit is Unit.MONEY or large)


def _counts_people(said: Said, figure: Amount) -> bool:
    after = said.plain[figure.end :]
    return bool(
        re.match(r"[\s-]*(?:\+\s*)?(?:employees|people|persons?|staff|users|seats)\b", after)
    )


def answer(inquiry: Inquiry) -> Answer:
    deal = _told(inquiry)
    if deal.net_arr is None and (deal.amount is None or deal.segment == ENTERPRISE):
        raise Trouble(_without_figure(inquiry, deal))
    return undecided(inquiry, deal) or decided(inquiry, deal)


def _told(inquiry: Inquiry) -> Deal:
    """Limits are looked at before the figures, so that a figure in doubt is asked for with them."""
    segment = account_segments.segment(inquiry)
    agreed(inquiry, Deal(segment, None, None, None, False))
    net_arr = _net_arr(inquiry)
    amount = inquiry.amount(AMOUNT)
    closes = closing(inquiry)
    channel = inquiry.choice(CHANNEL) == "yes"
    return Deal(segment, net_arr, amount, closes, channel)


def _net_arr(inquiry: Inquiry) -> Amount | None:
    """The one that is named so; else the only figure of money without a name."""
    told = _named_net_arr(inquiry)
    unnamed = _unnamed(inquiry)
    if told is not None or NET_ARR in inquiry.said.given:
        for figure in unnamed:
            inquiry.warnings.append(filled(inquiry.sheet.texts["unread"], {"said": figure.said}))
        return told
    if len({(figure.low, figure.high) for figure in unnamed if figure.sound}) > 1:
        one, other = unnamed[0].said, unnamed[1].said
        says = filled(inquiry.sheet.texts["which"], {"one": one, "other": other})
        raise Trouble(inquiry.needs([NET_ARR, AMOUNT], says=says))
    return _bare(inquiry, unnamed[0]) if unnamed else None


def _bare(inquiry: Inquiry, figure: Amount) -> Amount | None:
    told = inquiry.keep(NET_ARR, figure)
    inquiry.assumptions.append(filled(inquiry.sheet.texts["bare"], {"said": figure.said}))
    return told


def _named_net_arr(inquiry: Inquiry) -> Amount | None:
    """“zero Net ARR” and “flat renewal” are figures too."""
    told = inquiry.amount(NET_ARR)
    if not inquiry.said.heard({"0": inquiry.sheet.words[f"{NET_ARR}=0"]}):
        return told
    if told is not None and not told.low <= 0 <= told.high:
        raise Trouble(inquiry.conflict(f"Net ARR is {inquiry.reads[NET_ARR]} and zero"))
    return told or inquiry.keep(NET_ARR, Amount("zero", 0, 0, unit=Unit.MONEY))


def _unnamed(inquiry: Inquiry) -> list[Amount]:
    """Small plain figures beside others are counts, such as slides."""
    bare = [each for each in inquiry.labelled.bare if each.unit is not Unit.PERCENT]
    figures = inquiry.labelled.figures
    small = [
        each for each in bare if each.sound and each.unit is Unit.PLAIN and 0 <= each.high < 100
    ]
    large = [each for each in bare if each not in small]
    return large if large or {NET_ARR, AMOUNT} & figures.keys() else bare


def _without_figure(inquiry: Inquiry, deal: Deal) -> Answer:
    unread = _unread(inquiry)
    if unread and not is_question(inquiry.said.text):
        says = filled(inquiry.sheet.texts["no_figure"], {"said": excerpt(unread)})
        return inquiry.invalid(says)
    missing = [NET_ARR] if deal.segment == ENTERPRISE else [NET_ARR, AMOUNT]
    return inquiry.needs([*missing, *([] if deal.segment else [SEGMENT])])


def _unread(inquiry: Inquiry) -> str:
    """What is left of the text without the words of a deal; nothing if it told any of its facts."""
    words = inquiry.sheet.words
    if inquiry.facts.keys() - {SEGMENT} or inquiry.said.moments or inquiry.said.given:
        return ""
    known = [word for key, found in words.items() if key != "other_day" for word in found]
    pattern = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
    left = re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", " ", inquiry.said.plain)
    return " ".join(re.findall(r"[\w'-]*\w[\w'-]*", left))


DESK = Desk(
    "deal",
    ("deal", "deals", "opp"),
    claims,
    answer,
    "What does this deal need: reviews, Red/Green, deck, Command Plan?",
    "/deal SMB | MM | ENT [FIGURE net ARR] [amount FIGURE] [closing MONTH | DAY] [channel-managed]",
    (
        Example("/deal SMB 6k net ARR amount 7k closing next month", "a lightweight deal review"),
        Example("/deal MM 24k net ARR amount 31k closing this month", "Red/Green this month"),
        Example("/deal ENT 50k net ARR", "the full Command Plan"),
        Example("/deal 6k net ARR closing next month", "depends on the segment"),
        Example("/deal MM channel-managed 80,000", "as it is channel-managed"),
    ),
    limits=(
        *(
            f"{name}_{segment}"
            for name in ("consult", "review", "red_green", "deck", "full", "overview")
            for segment in ("smb", "mid_market")
        ),
        "full_enterprise",
        "plausible",
    ),
    outcomes=("requirements",),
    facts=(SEGMENT, NET_ARR, AMOUNT, CLOSES, CLOSE_DATE, CHANNEL),
    words=(
        *(f"asked={topic}" for topic in TOPICS),
        "net_arr=0",
        "closes=?",
        "closing",
        "other_day",
        "filler",
    ),
    texts=(
        "needs",
        "nothing",
        "nothing_yet",
        "no_plan",
        "open",
        "any_segment",
        "by_size",
        "other_size",
        "bare",
        "unread",
        "which",
        "no_figure",
        "below",
        "huge",
        "past",
        "excuses",
        "enterprise_channel",
        "enterprise",
    ),
    lists=("needed", "open", "missing"),
)
