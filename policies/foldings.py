"""Names as they are compared."""


def folded(name: str) -> str:
    """By which it is the same account or title, whatever its case and spaces."""
    return " ".join(name.casefold().split())
