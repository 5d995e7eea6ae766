"""How accounts are ranked, what each rank asks for, and when its account is talked with."""

from policies.ranking.rules import USERS, WHY, YEAR, Lack, Rules, rules_of
from policies.ranking.sheet import RankingSheet
from policies.ranking.values import Contact, Move, Ranked, Talk, folded

__all__ = [
    "USERS",
    "WHY",
    "YEAR",
    "Contact",
    "Lack",
    "Move",
    "Ranked",
    "RankingSheet",
    "Rules",
    "Talk",
    "folded",
    "rules_of",
]
