"""Money as reports write it, in whole dollars; half a dollar is rounded up."""

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from policies.imports.tables import Cell

MOST = 10**12
EXAMPLE = "write it as 12500"
_TIMES = {"": 1, "k": 10**3, "m": 10**6, "mm": 10**6, "b": 10**9}
_OUTER = re.compile(r"(?P<open>\()?(?P<inner>[^()]*)(?(open)\))")
_MONEY = re.compile(
    r"(?P<minus>[-−])?\s*(?P<before>us\$|\$|[a-z]{3}|€|£|¥)?\s*(?P<sign>[-−])?\s*"
    r"(?P<figure>\d[\d.,'’ \u00a0\u202f]*?)\s*(?P<times>k|mm|m|b)?\s*"
    r"(?P<after>us\$|\$|[a-z]{3}|€|£|¥)?"
)
_DOLLARS = ("", "$", "us$", "usd")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")


class NoMoney(Exception):
    """The text says why, and goes after the name of the column."""


def money_of(cell: Cell) -> int | None:
    """None for an empty cell. Raises NoMoney."""
    match cell:
        case None:
            return None
        case bool():
            raise NoMoney(f"“{cell}” is no amount: {EXAMPLE}")
        case int() | float():
            return _whole(Decimal(str(cell)), str(cell))
        case str():
            text = cell.strip()
            return _read(text) if text and text not in ("-", "–") else None
        case _:
            raise NoMoney(f"{cell} is a day, not an amount: {EXAMPLE}")


@lru_cache(maxsize=4096)
def _read(text: str) -> int:
    outer = _OUTER.fullmatch(text.casefold())
    found = _MONEY.fullmatch(outer["inner"].strip()) if outer else None
    if outer is None or found is None:
        raise NoMoney(f"“{text[:40]}” is no amount: {EXAMPLE}")
    for currency in (found["before"] or "", found["after"] or ""):
        if currency not in _DOLLARS:
            raise NoMoney(f"“{text[:40]}” is not in dollars, which is all that I keep")
    figure = _figure(found["figure"], text) * _TIMES[found["times"] or ""]
    minus = bool(outer["open"]) ^ bool(found["minus"] or found["sign"])
    return _whole(-figure if minus else figure, text)


def _figure(written: str, text: str) -> Decimal:
    """Of a point and a comma, the last one begins the cents."""
    plain = re.sub(r"['’ \u00a0\u202f]", "", written)
    if "." in plain and "," in plain:
        point = max(".,", key=plain.rfind)
        return _decimal(plain.replace("," if point == "." else ".", ""), point, text)
    mark = next((each for each in ".," if each in plain), "")
    if not mark:
        return Decimal(plain)
    if not _GROUPED.fullmatch(plain):
        return _decimal(plain, mark, text)
    if mark == "." and plain.count(".") == 1 and plain[0] != "0":
        raise NoMoney(f"“{text[:40]}” may be a small or a large amount: {EXAMPLE}")
    return Decimal(plain.replace(mark, "")) if plain[0] != "0" else _decimal(plain, mark, text)


def _decimal(plain: str, point: str, text: str) -> Decimal:
    if plain.count(point) != 1:
        raise NoMoney(f"“{text[:40]}” is no amount: {EXAMPLE}")
    return Decimal(plain.replace(point, "."))


def _whole(figure: Decimal, text: str) -> int:
    if not figure.is_finite() or abs(figure) > MOST:
        raise NoMoney(f"“{text[:40]}” is no amount that an opportunity can have: {EXAMPLE}")
    return int(figure.quantize(Decimal(1), ROUND_HALF_UP))
