"""Making typed text plain: digits, spaces and dashes of every kind, nothing invisible."""

import re
import unicodedata

LONGEST = 4_000
EXCERPT = 140
THIN = "\u2009"

_DASHES = "‐‑‒–—―−﹣－"
_QUOTES = "‘’‛ʼ`´＇"
_SPACES = "\u2000\u2001\u2002\u2003\u2004\u2005\u3000\t\n\r\v\f\u2028\u2029"
_THIN_SPACES = "\u00a0\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
_HIDDEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))


class _Plain(dict[int, str]):
    """What stands for a character, worked out once for each that turns up."""

    def __missing__(self, code: int) -> str:
        plain = _plain(chr(code))
        if len(self) < 10_000:
            self[code] = plain
        return plain


def _plain(char: str) -> str:
    digit = unicodedata.decimal(char, None)
    if digit is not None:
        return str(digit)
    if unicodedata.category(char) in _HIDDEN:
        return ""
    width = unicodedata.east_asian_width(char)
    return unicodedata.normalize("NFKC", char) if width == "F" else char


_TABLE = _Plain()
_TABLE.update(dict.fromkeys(map(ord, _DASHES), "-"))
_TABLE.update(dict.fromkeys(map(ord, _QUOTES), "'"))
_TABLE.update(dict.fromkeys(map(ord, _SPACES), " "))
_TABLE.update(dict.fromkeys(map(ord, _THIN_SPACES), THIN))
_DECIMALS = {"½": ".5", "¼": ".25", "¾": ".75", "1/2": ".5", "1/4": ".25", "3/4": ".75"}
_RANGE = re.compile(r"(?<=\d) ?(?:\.{2,}|…) ?(?=\d)")
_POINT = re.compile(r"(?<![\w.,])\.(?=\d)")
_ODD = re.compile(r"[½¼¾…]|[13]/[24]|\.\.|(?<![\w.,])\.\d")
_PARTS = re.compile(
    r"(?:(?<![\d.,])(\d{1,6}) ?)?"
    r"(?:([½¼¾])|(?<![\d/])([13]/[24])(?= ?(?:k|m|mio|hundred|thousand|million)\b))"
)
_SLACK = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}


def clean(text: str) -> str:
    """The first 4,000 characters, plain."""
    plain = text[:LONGEST].translate(_TABLE)
    if plain.isalnum():
        return plain
    if "&" in plain:
        for escaped, char in _SLACK.items():
            plain = plain.replace(escaped, char)
    if not _ODD.search(plain):
        return plain
    return _POINT.sub("0.", _RANGE.sub(" - ", _PARTS.sub(_decimal, plain)))


def _decimal(found: re.Match[str]) -> str:
    """“½ million” and “1 ½ k” as “0.5 million” and “1.5 k”."""
    return (found[1] or "0") + _DECIMALS[found[2] or found[3]]


def excerpt(text: str) -> str:
    """User text that is safe and short enough to be said back."""
    plain = re.sub(r"\s+", " ", clean(text[: 4 * EXCERPT])).strip()
    return plain if len(plain) <= EXCERPT else plain[: EXCERPT - 1].rstrip() + "…"
