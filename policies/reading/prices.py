"""Money where people were asked for: said back as it was typed, never used."""

from collections.abc import Sequence

from policies.reading.cleaning import excerpt
from policies.reading.figures import Figure


def as_money(figures: Sequence[Figure]) -> str:
    """What stands there in place of a head-count, or nothing."""
    if not figures:
        return ""
    foreign = [figure.currency for figure in figures if figure.currency not in ("", "dollars")]
    shown = priced(figures[0])
    return f"“{shown}” is in {foreign[0]}" if foreign else f"“{shown}” is money"


def priced(figure: Figure) -> str:
    if figure.sound and figure.currency == "dollars":
        return f"${figure.low:,}"
    return excerpt(f"{figure.said} {figure.currency}".strip())
