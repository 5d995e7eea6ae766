"""Whether enough of the team took up a Give Back project: give-back-adoption-bar."""

from dataclasses import replace
from fractions import Fraction
from math import ceil

from policies.answer import Answer, Flip
from policies.desks.desk import Desk, Example
from policies.findings import Trouble
from policies.inquiries import Inquiry
from policies.quantities import as_number
from policies.reading.amounts import Amount, Unit
from policies.reading.said import Said
from policies.wording import filled

ADOPTERS, TEAM, SHARE = "adopters", "team_size", "adoption"
BETWEEN = ("met", "not-met")
_N_OF_M = r"\d+ ?(?:of|out of|from|/) ?(?:the |our |a team of )?\d+"
_ADOPTION = r"adopt\w*[\s:=]*(?:(?:is|at|of|by|about|~) ?)*\d+"


def claims(said: Said) -> bool:
    project = said.has(r"give[- ]?backs?(?: project)?")
    return project and said.rest.counted.has(_N_OF_M, _ADOPTION)


def answer(inquiry: Inquiry) -> Answer:
    inquiry = replace(inquiry, said=inquiry.said.counted)
    users, team, share = _figures(inquiry)
    if team is not None and users is None and share is None:
        return inquiry.needs([ADOPTERS], between=BETWEEN, values=_values(inquiry, team))
    if share is not None and users is None:
        return _told(inquiry, _reaches(inquiry, share, Fraction(100)), _values(inquiry, team))
    if users is None or team is None:
        missing = [name for name, each in ((ADOPTERS, users), (TEAM, team)) if each is None]
        return inquiry.needs(missing, between=BETWEEN)
    _refuse_more(inquiry, users, team)
    return _told(inquiry, _of_team(inquiry, users, team), _values(inquiry, team))


def _figures(inquiry: Inquiry) -> tuple[Amount | None, Amount | None, Amount | None]:
    """Labelled where labels are, else “14 of 20”; a per cent is the share."""
    bare = [each for each in inquiry.labelled.bare if each.unit is not Unit.PERCENT]
    shares = [each for each in inquiry.said.amounts if each.unit is Unit.PERCENT]
    share = inquiry.amount(SHARE) if SHARE in inquiry.said.given else None
    users, team = inquiry.amount(ADOPTERS), inquiry.amount(TEAM)
    if users is None and bare and (len(bare) > 1 or not shares):
        users = inquiry.keep(ADOPTERS, bare.pop(0))
    if team is None and bare:
        team = inquiry.keep(TEAM, bare.pop(0))
    if share is None and shares:
        share = _share(inquiry, shares[0])
    return users, team, share


def _share(inquiry: Inquiry, told: Amount) -> Amount:
    share = inquiry.keep(SHARE, told)
    if share.low < 0 or share.low > 100:
        raise Trouble(inquiry.invalid(inquiry.sheet.texts["share_range"]))
    return share


def _refuse_more(inquiry: Inquiry, users: Amount, team: Amount) -> None:
    if users.low > team.high:
        words = {"users": users.said, "team": team.said}
        raise Trouble(inquiry.conflict(filled(inquiry.sheet.texts["more"], words)))


def _reaches(inquiry: Inquiry, told: Amount, whole: Fraction) -> bool | None:
    bar = inquiry.sheet.limit("bar") * whole
    low, high = (each >= bar for each in told.widest)
    return inquiry.look("bar", low if low == high else None)


def _of_team(inquiry: Inquiry, users: Amount, team: Amount) -> bool | None:
    """The fewest users of the largest team, the most of the smallest."""
    bar = inquiry.sheet.limit("bar")
    low = users.widest[0] >= bar * team.widest[1]
    high = users.widest[1] >= bar * team.widest[0]
    return inquiry.look("bar", low if low == high else None)


def _values(inquiry: Inquiry, team: Amount | None) -> dict[str, int | None]:
    if team is None or not team.exact:
        return {"needed": None}
    return {"needed": ceil(team.low * inquiry.sheet.limit("bar"))}


def _told(inquiry: Inquiry, reached: bool | None, values: dict[str, int | None]) -> Answer:
    inquiry.assumptions += [inquiry.sheet.texts["team"], inquiry.sheet.texts["monthly"]]
    if reached is None:
        asked = next(name for name in (ADOPTERS, TEAM, SHARE) if name in inquiry.facts)
        return inquiry.needs([asked], between=BETWEEN, values=values)
    needed, words = values["needed"], {"bar": f"{as_number(inquiry.sheet.limit('bar') * 100)} %"}
    counted = {ADOPTERS, TEAM} <= inquiry.reads.keys()
    reads = ", ".join(inquiry.reads.values())
    words["told"] = filled(inquiry.sheet.texts["of"], inquiry.reads) if counted else reads
    words["so_needed"] = ""
    if needed is not None:
        to = needed - 1 if reached else needed
        inquiry.flips.append(Flip(ADOPTERS, to, "not-met" if reached else "met"))
        words["so_needed"] = filled(inquiry.sheet.texts["needed"], {"needed": f"{needed:,}"})
    return inquiry.decided("met" if reached else "not-met", values, words=words)


DESK = Desk(
    "giveback",
    ("giveback", "give-back"),
    claims,
    answer,
    "Was a Give Back project taken up by enough of the team?",
    "/handrail giveback ADOPTERS of TEAM",
    (
        Example("/handrail giveback 14 of 20", "Yes"),
        Example("/handrail giveback 16 of 23", "17 or more"),
        Example("/handrail giveback team of 23", "depends on how many use it"),
    ),
    limits=("bar", "poll", "ahead", "spacing", "cap"),
    outcomes=BETWEEN,
    facts=(ADOPTERS, TEAM, SHARE),
    texts=("of", "team", "monthly", "more", "needed", "share_range"),
    lists=("documentation", "ideas"),
)
