"""Who owns an account after its first order, by total users: fo-note-low-potential."""

from policies.answer import Answer, Flip
from policies.inquiries import Inquiry
from policies.reading.amounts import Amount
from policies.reading.said import Said

USERS = "total_users"
LIMITS = ("low_potential",)
OUTCOMES = ("territory", "named", "escalate")
FACTS = (USERS,)
WORDS = ("users", "unsure", "not_known")
TEXTS = ("users_not_potential", "untold_users")

_TOTAL = (
    r"total users?",
    r"(?:users?|seats) (?:in )?total",
    r"users (?:altogether|in all)",
    "total seats",
)
_CLOSED = (
    r"after (?:the )?(?:close|closing|closed)",
    r"first[ -]order",
    "hand(?:ing)?[ -]?(?:off|over)",
    r"closed",
    r"after handoff",
    r"territory or named",
    r"named or territory",
)


def claims(said: Said) -> bool:
    """Total users after a close; potential users are for the rules of engagement."""
    if not said.amounts or said.has("employees?", "staff", "head-?count", "people"):
        return False
    in_handoff = said.has(r"hand-?(?:off|over)") and said.has("users")
    return (said.has(*_TOTAL) and said.has(*_CLOSED)) or (
        in_handoff and not said.has("potential users?")
    )


def is_asked(inquiry: Inquiry) -> bool:
    return USERS in inquiry.said.given or inquiry.said.has(*inquiry.sheet.words["users"])


def answer(inquiry: Inquiry) -> Answer:
    if _not_known(inquiry):
        return inquiry.decided("escalate", words={USERS: inquiry.text("untold_users")})
    users = _users(inquiry)
    if users is None:
        return inquiry.needs([USERS], between=OUTCOMES)
    enough = inquiry.at_least(users, "low_potential")
    if enough is None:
        return inquiry.decided("escalate")
    bar = int(inquiry.sheet.limit("low_potential"))
    if enough:
        inquiry.flips.append(Flip(USERS, bar - 1, "territory"))
        return inquiry.decided("named")
    inquiry.flips.append(Flip(USERS, bar, "named"))
    return inquiry.decided("territory")


def _not_known(inquiry: Inquiry) -> bool:
    words, told = inquiry.sheet.words, inquiry.said.given.get(USERS)
    if told is not None:
        return told.strip().lower() in words["not_known"]
    return not inquiry.said.amounts and inquiry.said.has(*words["unsure"])


def _users(inquiry: Inquiry) -> Amount | None:
    """Potential users are other users."""
    given, said = USERS in inquiry.said.given, inquiry.said.has("potential users?")
    if said and not given and USERS not in inquiry.labelled.figures:
        inquiry.warnings.append(inquiry.text("users_not_potential"))
        return None
    return inquiry.sole(USERS)
