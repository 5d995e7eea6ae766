"""What was said of a rank: segment, rank, how many accounts, fields, and the last contact."""

import re
from dataclasses import dataclass
from fractions import Fraction

from policies.findings import Trouble
from policies.inquiries import Inquiry
from policies.reading.amounts import Amount, amounts, bounded
from policies.reading.labelling import followed
from policies.reading.moments import Moment, Sort
from policies.wording import filled

SEGMENT, RANK, ACCOUNTS = "segment", "rank", "accounts"
USERS, NOTE, CONTACT = "potential_users", "note", "last_contact"
NEVER = "never"


@dataclass(frozen=True)
class Ranking:
    """`fields` are those known to be filled in or not; `contact` is in days."""

    segment: str | None
    rank: Amount | None
    accounts: Amount | None
    fields: dict[str, bool]
    contact: Amount | None


def ranking_of(inquiry: Inquiry) -> Ranking:
    segment = inquiry.choice(SEGMENT)
    accounts, rank = _counted_and_ranked(inquiry)
    fields = {name: told for name in (USERS, NOTE) if (told := _filled(inquiry, name)) is not None}
    return Ranking(segment, rank, accounts, fields, _contact(inquiry))


def _counted_and_ranked(inquiry: Inquiry) -> tuple[Amount | None, Amount | None]:
    """“11 accounts as 1”: the one that counts accounts, and the one that is left."""
    count = None if ACCOUNTS in inquiry.said.given else _count(inquiry)
    rank = _rank(inquiry, count)
    if rank is None and count is not None:
        count, rank = (count, _top(inquiry)) if _is_top(inquiry) else (None, count)
    accounts = inquiry.keep(ACCOUNTS, count) if count else _given(inquiry, ACCOUNTS)
    return accounts, _kept(inquiry, rank)


def _count(inquiry: Inquiry) -> Amount | None:
    """“11 accounts”, “11 in rank 1”; in “rank 2 accounts” 2 is no count."""
    said, words = inquiry.said, {ACCOUNTS: inquiry.fact(ACCOUNTS).words}
    named = [each for each in said.amounts if _is_named(inquiry, each)]
    behind = [amount for _, amount in followed(said.timeless, said.amounts, words)]
    for amount in [*behind, *_ahead_of_rank(inquiry)]:
        ranks = [each for each in named if each.start != amount.start]
        if ranks or not _is_named(inquiry, amount) or _is_top(inquiry):
            return amount
    return None


def _ahead_of_rank(inquiry: Inquiry) -> list[Amount]:
    said, ranked = inquiry.said, _ranked(inquiry)
    behind = re.compile(rf"\s*(?:{ranked})\s*\d")
    return [each for each in said.amounts if behind.match(said.timeless, each.end)]


def _ranked(inquiry: Inquiry) -> str:
    return "|".join(map(re.escape, inquiry.fact(RANK).words))


def _is_named(inquiry: Inquiry, amount: Amount) -> bool:
    """“rank 2”, “as 2”."""
    ahead = inquiry.said.timeless[: amount.start].rstrip(" :=")
    return bool(re.search(rf"(?<!\w)(?:{_ranked(inquiry)})$", ahead))


def _rank(inquiry: Inquiry, count: Amount | None) -> Amount | None:
    if RANK in inquiry.said.given:
        return _given(inquiry, RANK)
    named = inquiry.labelled.figures.items()
    taken = {each.start for name, each in named if name not in (RANK, ACCOUNTS)}
    taken |= {count.start} if count else set()
    left = [each for each in inquiry.said.amounts if each.start not in taken]
    left.sort(key=lambda each: not _is_named(inquiry, each))
    _refuse_two(inquiry, [each for each in left if _is_named(inquiry, each)])
    for each in left[1:]:
        inquiry.warnings.append(filled(inquiry.sheet.texts["unread"], {"said": each.said}))
    return left[0] if left else (_top(inquiry) if _is_top(inquiry) else None)


def _refuse_two(inquiry: Inquiry, named: list[Amount]) -> None:
    if len({(each.low, each.high) for each in named}) > 1:
        says = f"{inquiry.fact(RANK).label} is “{named[0].said}” and “{named[1].said}”"
        raise Trouble(inquiry.conflict(says))


def _given(inquiry: Inquiry, name: str) -> Amount | None:
    return inquiry.amount(name) if name in inquiry.said.given else None


def _is_top(inquiry: Inquiry) -> bool:
    return bool(inquiry.said.heard({"": inquiry.sheet.words["top"]}))


def _top(inquiry: Inquiry) -> Amount:
    best = inquiry.sheet.lists["smb"][0].id
    return amounts(best)[0]


def _kept(inquiry: Inquiry, rank: Amount | None) -> Amount | None:
    if rank is None:
        return None
    inquiry.keep(RANK, rank)
    if rank.low != rank.high:
        inquiry.reads[RANK] = inquiry.facts[RANK] = _reads(inquiry, rank.said)
        return None
    inquiry.reads[RANK] = _reads(inquiry, rank_id(rank.low))
    return rank


def _reads(inquiry: Inquiry, rank: str) -> str:
    return filled(inquiry.sheet.texts["read_rank"], {"rank": rank})


def rank_id(rank: Fraction) -> str:
    """“1.5”, as the lists of ranks have it."""
    return str(int(rank)) if rank.denominator == 1 else f"{float(rank):g}"


def _filled(inquiry: Inquiry, name: str) -> bool | None:
    """A figure of potential users fills their field."""
    if name == USERS and (USERS in inquiry.said.given or USERS in inquiry.labelled.figures):
        return inquiry.amount(USERS) is not None
    if name in inquiry.said.given:
        told = inquiry.choice(name)
        return None if told is None else told == "yes"
    words = inquiry.sheet.words
    heard = inquiry.said.heard({each: words[f"{name}={each}"] for each in ("yes", "no")})
    if len(heard) > 1:
        raise Trouble(inquiry.conflict(f"{inquiry.sheet.texts[f'field_{name}']} is there and not"))
    return _noted(inquiry, name, heard[0] == "yes") if heard else None


def _noted(inquiry: Inquiry, name: str, there: bool) -> bool:
    field = inquiry.fact(name).many
    inquiry.reads[name] = filled(
        inquiry.sheet.texts["with" if there else "without"], {"field": field}
    )
    inquiry.facts[name] = there
    return there


def _contact(inquiry: Inquiry) -> Amount | None:
    if CONTACT in inquiry.said.given or CONTACT in inquiry.labelled.figures:
        return inquiry.amount(CONTACT)
    if inquiry.said.heard({"": inquiry.sheet.words["never"]}):
        never = inquiry.fact(CONTACT).most
        return _never(inquiry, Amount(NEVER, 0, 0, Fraction(never), Fraction(never)))
    told = inquiry.said.moments
    if len(told) > 1:
        says = f"{inquiry.fact(CONTACT).label} is “{told[0].said}” and “{told[1].said}”"
        raise Trouble(inquiry.conflict(says))
    return _since(inquiry, told[0]) if told else None


def _since(inquiry: Inquiry, moment: Moment) -> Amount:
    """Days from then to today: a range where a month was named."""
    if moment.fault:
        raise Trouble(inquiry.invalid(moment.fault))
    low, high = _days(inquiry, moment)
    if low < 0:
        says = filled(inquiry.sheet.texts["future"], {"said": f"“{moment.said}”"})
        raise Trouble(inquiry.invalid(says))
    amount = Amount(moment.said, moment.start, moment.end, low, high)
    return inquiry.keep(CONTACT, bounded(inquiry.said.plain, amount))


def _days(inquiry: Inquiry, moment: Moment) -> tuple[Fraction, Fraction]:
    today = inquiry.said.now.date()
    if moment.sort is not Sort.SPAN:
        first, last = moment.first, min(moment.last, max(today, moment.first))
        return Fraction((today - last).days), Fraction((today - first).days)
    if moment.months:
        return Fraction(moment.months * 28), Fraction(moment.months * 31)
    return Fraction(moment.lasts.days), Fraction(moment.lasts.days)


def _never(inquiry: Inquiry, never: Amount) -> Amount:
    inquiry.reads[CONTACT] = inquiry.sheet.texts["never_read"]
    inquiry.facts[CONTACT] = inquiry.reads[CONTACT]
    inquiry.warnings.append(inquiry.sheet.texts["never"])
    return never
