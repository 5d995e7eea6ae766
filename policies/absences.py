"""What an edition has no rule for: said plainly, with nothing to cite."""

from policies.answer import Answer, Status
from policies.edition import Pack
from policies.wording import sentence


def absent(policy: str, says: str, pack: Pack) -> Answer:
    return Answer(policy, Status.UNKNOWN, sentence(says), pack.edition)
