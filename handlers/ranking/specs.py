"""What a page is named by, as its buttons hand it back: owner, narrowed to what, from which on."""

from handlers.ranking.books import ALL
from handlers.ranking.controls import packed

LIST, ONE, PAST = "list", "one", "past"


def list_spec(owner: str, wanted: str = ALL, start: int = 0) -> str:
    return packed(LIST, owner, wanted, str(start))


def one_spec(owner: str, account: str) -> str:
    return packed(ONE, owner, account, "")


def past_spec(owner: str, account: str, start: int = 0) -> str:
    return packed(PAST, owner, account, str(start))
