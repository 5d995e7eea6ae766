"""Numbers in digits, read strictly: one reading, or the two that it could have."""

import re
from fractions import Fraction

from policies.reading.cleaning import EXCERPT, THIN
from policies.reading.figures import Figure

_WHOLE = re.compile(r"0|[1-9]\d*")
_GROUPED = re.compile(
    rf"[1-9]\d{{0,2}}(?:(?:,\d{{3}})+|(?:'\d{{3}})+|(?:{THIN}\d{{3}})+)(?:\.\d+)?"
)
_DOTTED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_DECIMAL = re.compile(r"\d+\.\d+")
_SHAPE = re.compile(rf"([\d.,'{THIN}]+)(.*)", re.DOTALL)
_LETTER_DIGITS = re.compile(r"[oil]+")

SHORT = {"k": 1_000, "m": 1_000_000, "mn": 1_000_000, "mio": 1_000_000, "mln": 1_000_000}
SHORT |= {"mil": 1_000_000, "bn": 10**9}
TIMES = frozenset(("h", "hr", "hrs", "d", "min", "mins", "s", "am", "pm", "yr", "yrs", "mo", "w"))
ORDINALS = frozenset(("st", "nd", "rd", "th"))
_LONGEST = 40


def split(glob: str) -> tuple[str, str]:
    """The digits and what is glued to them."""
    shape = _SHAPE.match(glob)
    return (shape[1], shape[2].lower()) if shape else (glob, "")


def figure(digits: str, tail: str = "") -> Figure | None:
    """A figure from digits and their suffix; None for a time, an ordinal or the like."""
    said = (digits + tail)[:EXCERPT]
    if tail in TIMES or tail in ORDINALS:
        return None
    if len(digits) > _LONGEST:
        return Figure(said, fault=f"“{said}” is not a plausible number; please check it")
    if tail == "ish":
        about = figure(digits)
        return about and about.bounded("about")
    if tail and tail not in SHORT:
        return Figure(said, doubt=_glued(digits, tail, said))
    return _scaled(digits, SHORT.get(tail, 1), said)


def whole(value: Fraction | int, said: str, note: str = "", short: bool = False) -> Figure:
    """People come in whole numbers."""
    if value != int(value):
        return Figure(said, fault=f"“{said}” is not a whole number of people")
    return Figure(said, int(value), int(value), note=note, shorthand=short)


def _scaled(digits: str, scale: int, said: str) -> Figure:
    if _WHOLE.fullmatch(digits):
        return whole(int(digits) * scale, said, short=scale > 1)
    if _GROUPED.fullmatch(digits):
        return whole(Fraction(re.sub(rf"[,'{THIN}]", "", digits)) * scale, said)
    if _DOTTED.fullmatch(digits):
        return _dotted(digits, scale, said)
    if _DECIMAL.fullmatch(digits):
        return whole(Fraction(digits) * scale, said, short=scale > 1)
    return Figure(said, doubt=_either(digits, scale, said))


def _dotted(digits: str, scale: int, said: str) -> Figure:
    """A dot is a thousands mark for people, and said to be one."""
    plain = int(digits.replace(".", ""))
    if scale > 1:
        decimal = "a decimal" if digits.count(".") == 1 else "a misprint"
        return Figure(said, doubt=f"“{said}” could be {plain * scale:,} or {decimal}")
    return whole(plain, said, f"“{said}” was read as {plain:,}.")


def _either(digits: str, scale: int, said: str) -> str:
    parts = [part for part in re.split(rf"[.,'{THIN}]+", digits) if part]
    if len(parts) == 2:
        decimal = Fraction(f"{parts[0]}.{parts[1]}") * scale
        shown = f"{int(decimal):,}" if decimal == int(decimal) else f"{float(decimal):,}"
        return f"“{said}” could be {shown} or {int(''.join(parts)) * scale:,}"
    return f"“{said}” has no single reading as a number"


def _glued(digits: str, tail: str, said: str) -> str:
    return two_readings(digits, tail, said) or f"“{said}” is neither a number nor a word"


def two_readings(digits: str, tail: str, said: str) -> str:
    """What digits with these letters glued to them could both be, if it is just that."""
    if tail == "mm":
        return f"“{said}” could be {digits} million or {digits} in Mid-Market"
    if _LETTER_DIGITS.fullmatch(tail):
        meant = re.sub("[il]", "1", tail.replace("o", "0"))
        return f"“{said}” could be {digits}{meant} typed with letters, or {digits}"
    inner = re.fullmatch(r"k(\d{1,3})", tail)
    if not inner or not digits.isdecimal():
        return ""
    filled = int(digits) * 1000 + int(inner[1].ljust(3, "0"))
    return f"“{said}” could be {filled:,} or {int(digits) * 1000 + int(inner[1]):,}"
