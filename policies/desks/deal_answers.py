"""How the needs of a deal are said, cited and, where they are open, asked for."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from policies.answer import Answer, Result
from policies.deciding import cited
from policies.desks.requirements import (
    CONSULT,
    DECK,
    ENTERPRISE,
    EXCUSED,
    FULL,
    IN_MONTH,
    PLAN,
    RED_GREEN,
    REVIEW,
    SEGMENTS,
    Deal,
    Needs,
    needs_of,
)
from policies.inquiries import Inquiry
from policies.reading.amounts import Amount, dollars
from policies.sheets import Item
from policies.wording import filled, items, listed

SEGMENT, NET_ARR, AMOUNT, CLOSES = "segment", "net_arr", "amount", "closes"
TOPICS = {
    "deck": ("deck",),
    "plan": ("full", "overview"),
    "review": ("consult", "review"),
    "red_green": ("red_green",),
}
_ORDER = (Result.MATCHED, Result.OPEN, Result.FAILED, Result.SKIPPED)


def undecided(inquiry: Inquiry, deal: Deal) -> Answer | None:
    """Asks for what makes a difference: the segment, or a figure that spans a limit."""
    cases = [(case, needs_of(inquiry, case)) for case in _cases(deal)]
    telling = [name for name in (SEGMENT, NET_ARR, AMOUNT) if _tells(name, cases)]
    if not telling:
        return None
    answer = inquiry.needs(telling, values=agreed(inquiry, deal))
    advice = _items(inquiry, "missing", {"estimate"} if telling != [SEGMENT] else set())
    entries = [*_limits(inquiry), *(item.entry for item in advice)]
    steps = items([*answer.next, *(item.says for item in advice)])
    return replace(answer, next=steps, citations=cited(entries, inquiry.pack))


def _cases(deal: Deal) -> Iterator[Deal]:
    """Every segment that it may be in, with each figure at both of its ends."""
    ends = product(_segments(deal), _ends(deal.net_arr), _ends(deal.amount))
    for segment, net_arr, amount in ends:
        yield replace(deal, segment=segment, net_arr=net_arr, amount=amount)


def _segments(deal: Deal) -> tuple[str, ...]:
    return SEGMENTS if deal.segment is None else (deal.segment,)


def _ends(figure: Amount | None) -> list[Amount | None]:
    if figure is None or figure.exact:
        return [figure]
    return [replace(figure, low=end, high=end, about=False) for end in figure.widest]


def _tells(name: str, cases: list[tuple[Deal, Needs]]) -> bool:
    """Whether two cases that differ in nothing else need something else."""
    groups: dict[Deal, list[Needs]] = {}
    for case, needs in cases:
        alike = replace(case, segment=None) if name == SEGMENT else _without(case, name)
        groups.setdefault(alike, []).append(needs)
    return any(each != group[0] for group in groups.values() for each in group)


def _without(case: Deal, name: str) -> Deal:
    return replace(case, net_arr=None) if name == NET_ARR else replace(case, amount=None)


def agreed(inquiry: Inquiry, deal: Deal) -> Needs:
    """What is so in every segment that is possible; the figures are looked at as they were said."""
    told = [needs_of(inquiry, replace(deal, segment=segment)) for segment in _segments(deal)]
    return {
        name: value if all(each[name] == value for each in told) else None
        for name, value in told[0].items()
    }


def _limits(inquiry: Inquiry) -> list[str]:
    """The entries of the limits looked at: first those that were asked about, or else that hold."""
    asked = _asked_about(inquiry)
    looked = sorted(
        inquiry.looked.values(),
        key=lambda each: (not each.id.startswith(asked), _ORDER.index(each.result)),
    )
    return [inquiry.sheet.limits[each.id].entry for each in looked]


def _asked_about(inquiry: Inquiry) -> tuple[str, ...]:
    """How the names of those limits begin."""
    words = {topic: inquiry.sheet.words[f"asked={topic}"] for topic in TOPICS}
    heard = inquiry.said.heard(words)
    return tuple(name for topic in heard for name in TOPICS[topic])


def decided(inquiry: Inquiry, deal: Deal) -> Answer:
    needs = agreed(inquiry, deal)
    asked = _asked(inquiry, deal, needs)
    missing = _missing(inquiry, deal, needs)
    inquiry.warnings += _warnings(inquiry, deal, needs)
    if deal.segment == ENTERPRISE:
        inquiry.assumptions.append(inquiry.sheet.texts["enterprise"])
    answer = inquiry.decided("requirements", needs, words={"needed": _says(inquiry, deal, needs)})
    entries = [*_limits(inquiry), *(item.entry for item in (*asked, *missing))]
    steps = [*(item.hint or "" for item in asked), *(item.says for item in missing)]
    return replace(answer, next=items(steps), citations=cited(entries, inquiry.pack))


def _items(inquiry: Inquiry, name: str, ids: set[str]) -> list[Item]:
    return [item for item in inquiry.sheet.lists[name] if item.id in ids]


def _asked(inquiry: Inquiry, deal: Deal, needs: Needs) -> list[Item]:
    told = {name for name, value in needs.items() if value is True}
    if needs[IN_MONTH] is not None:
        told -= {RED_GREEN} if needs[IN_MONTH] else set()
    told |= {str(needs[PLAN])}
    if needs[CONSULT] and needs[PLAN] not in (FULL, EXCUSED):
        told |= {"advised"}
    return _items(inquiry, "needed", told)


def _missing(inquiry: Inquiry, deal: Deal, needs: Needs) -> list[Item]:
    ids = set()
    if deal.net_arr is None:
        ids.add(NET_ARR)
    if deal.amount is None and None in (needs[DECK], needs[PLAN]):
        ids.add(AMOUNT)
    if deal.closes is None and deal.net_arr and None in (needs[REVIEW], needs[IN_MONTH]):
        ids.add(CLOSES)
    return _items(inquiry, "missing", ids)


def _says(inquiry: Inquiry, deal: Deal, needs: Needs) -> str:
    texts = inquiry.sheet.texts
    segment = inquiry.reads.get(SEGMENT, texts["any_segment"])
    told = [item.says for item in _asked(inquiry, deal, needs) if item.id != "advised"]
    unknown = {name for name, value in needs.items() if value is None}
    open_items = [item.says for item in _items(inquiry, "open", unknown)]
    name = "needs" if told else _nothing(deal, bool(open_items))
    says = filled(texts[name], {"segment": segment, "needed": listed(told, "and")})
    return says + (filled(texts["open"], {"open": listed(open_items, "and")}) if open_items else "")


def _nothing(deal: Deal, still_open: bool) -> str:
    if still_open:
        return "nothing_yet"
    return "no_plan" if deal.segment == ENTERPRISE else "nothing"


def _warnings(inquiry: Inquiry, deal: Deal, needs: Needs) -> Iterator[str]:
    texts = inquiry.sheet.texts
    if deal.net_arr and deal.amount and deal.amount.high < deal.net_arr.low:
        yield texts["below"]
    for figure in (deal.net_arr, deal.amount):
        if figure and abs(figure.low) > inquiry.sheet.limit("plausible"):
            yield filled(texts["huge"], {"said": dollars(figure.low)})
    if needs[PLAN] == EXCUSED:
        yield texts["excuses"]
    if deal.segment == ENTERPRISE and deal.channel_managed:
        yield texts["enterprise_channel"]
