"""Money, per cents and plain figures with decimals: one reading, or the two that it could have."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from policies.reading.amount_bounds import bounded as bounded
from policies.reading.amount_bounds import joined
from policies.reading.amount_values import ENDLESS as ENDLESS
from policies.reading.amount_values import Amount as Amount
from policies.reading.amount_values import Unit as Unit
from policies.reading.amount_values import counted as counted
from policies.reading.amount_values import dollars as dollars
from policies.reading.amount_values import shown as shown
from policies.reading.cleaning import THIN, excerpt
from policies.reading.number_words import spell
from policies.reading.numbers import SHORT, two_readings
from policies.reading.tokens import Sort, spoken, tokens

_MINUS = r"(?P<minus>(?<![\w.,)])-\s?|minus\s+|negative\s+)?"
_SIGN = r"(?P<sign>us\$|usd\s?|\$|€|£|¥|₹|eur\s|gbp\s|chf\s|jpy\s|inr\s|sek\s)?"
_DIGITS = rf"(?P<digits>\d{{1,3}}(?:[ {THIN}]\d{{3}})+(?![\d\w])(?:\.\d+)?|\d(?:[\d.,'{THIN}]*\d)?)"
_TAIL = r"(?P<tail>[a-z]+\d*)?"
_AFTER = (
    r"(?P<after>\s?(?:%|per ?cent\b|percent\b|pct\b|\$|€|£|usd\b|dollars?\b|bucks\b|eur\b|euros?\b"
    r"|gbp\b|pounds?\b|chf\b|yen\b|jpy\b))?"
)
_SCALE = r"(?:\s(?P<scale>k|thousand|grand|m|mn|mio|mln|mil|million|millions|bn|billion)\b)?"
_FIGURE = re.compile(rf"(?<![\w.]){_MINUS}{_SIGN}\s?(?<![\d]){_DIGITS}{_TAIL}{_SCALE}{_AFTER}")

_WHOLE = re.compile(r"\d+")
_GROUPED = re.compile(
    rf"[1-9]\d{{0,2}}(?:(?:,\d{{3}})+|(?:'\d{{3}})+|(?:[ {THIN}]\d{{3}})+)(?:\.\d+)?"
)
_DECIMAL = re.compile(r"\d+\.\d+")
_MARKS = re.compile(rf"[,' {THIN}]")
_WORDS_OF_SCALE = {"thousand": 1_000, "grand": 1_000, "million": 1_000_000, "millions": 1_000_000}
_WORDS_OF_SCALE |= {"billion": 10**9} | SHORT
_DOLLARS = ("us$", "usd", "$", "dollar", "dollars", "bucks")
_FOREIGN = {"€": "euros", "eur": "euros", "euro": "euros", "euros": "euros", "£": "pounds"}
_FOREIGN |= {"gbp": "pounds", "pound": "pounds", "pounds": "pounds", "¥": "yen", "yen": "yen"}
_FOREIGN |= {"jpy": "yen", "chf": "francs", "₹": "rupees", "inr": "rupees", "sek": "kronor"}
_PERCENTS = ("%", "percent", "per cent", "pct")
_NO_FIGURE = frozenset(("st", "nd", "rd", "th"))
_TIMES = frozenset(("h", "hr", "hrs", "d", "min", "mins", "s", "am", "pm", "yr", "yrs", "mo", "w"))


def amounts(plain: str) -> list[Amount]:
    """Every figure of a cleaned, lowercase text in reading order, bounds and ranges settled."""
    typed = [*_in_digits(plain)]
    spelt = [each for each in _in_words(plain) if not any(_overlap(each, one) for one in typed)]
    found = sorted([*typed, *spelt], key=lambda amount: amount.start)
    return joined(plain, found)


def _overlap(one: Amount, other: Amount) -> bool:
    """“50 thousand” is one figure, not also a thousand."""
    return one.start < other.end and other.start < one.end


def _in_digits(plain: str) -> Iterator[Amount]:
    for match in _FIGURE.finditer(plain):
        tail = match["tail"] or ""
        if tail not in _NO_FIGURE and tail not in _TIMES:
            yield _amount(match, tail)


def _amount(match: re.Match[str], tail: str) -> Amount:
    said = excerpt(match[0].strip())
    amount = Amount(said, match.start(), match.end())
    mark = ((match["sign"] or "") or (match["after"] or "")).strip()
    if mark in _FOREIGN:
        fault = f"“{said}” is in {_FOREIGN[mark]}; please give US dollars, for example $6,000"
        return replace(amount, unit=Unit.MONEY, fault=fault)
    unit = Unit.PERCENT if mark in _PERCENTS else Unit.MONEY if mark in _DOLLARS else Unit.PLAIN
    amount = replace(amount, unit=unit)
    minus = -1 if match["minus"] else 1
    return _valued(amount, match["digits"], tail, match["scale"] or "", minus)


def _valued(amount: Amount, digits: str, tail: str, scale: str, minus: int) -> Amount:
    name = scale or tail
    if name and name not in _WORDS_OF_SCALE:
        doubt = _glued(digits, tail, amount.said)
        return replace(amount, doubt=doubt) if doubt else _plain(amount, digits, 1, minus)
    return _plain(amount, digits, _WORDS_OF_SCALE.get(name, 1), minus)


def _plain(amount: Amount, digits: str, scale: int, minus: int) -> Amount:
    if len(digits) > 40:
        return replace(amount, fault=f"“{amount.said}” is not a plausible figure; please check it")
    if _WHOLE.fullmatch(digits) or _GROUPED.fullmatch(digits):
        value = Fraction(_MARKS.sub("", digits))
    elif _DECIMAL.fullmatch(digits) and not _may_group(digits, scale):
        value = Fraction(digits)
    else:
        return replace(amount, doubt=_either(digits, scale, amount.said))
    value *= scale * minus
    return replace(amount, low=value, high=value, scaled=scale > 1)


def _may_group(digits: str, scale: int) -> bool:
    """“6.000” is six thousand to some and six to others."""
    whole, _, part = digits.partition(".")
    return len(part) == 3 and scale == 1 and 0 < len(whole) <= 3 and whole != "0"


def _either(digits: str, scale: int, said: str) -> str:
    parts = [part for part in re.split(r"[.,']+", digits) if part]
    if len(parts) != 2:
        return f"“{said}” has no single reading as a figure"
    decimal = Fraction(f"{parts[0]}.{parts[1]}") * scale
    return f"“{said}” could be {shown(decimal)} or {int(''.join(parts)) * scale:,}"


def _glued(digits: str, tail: str, said: str) -> str:
    if doubt := two_readings(digits, tail, said):
        return doubt
    is_word = tail == "x" or (tail.isalpha() and len(tail) > 2)
    return "" if is_word else f"“{said}” has no single reading"


def _in_words(plain: str) -> Iterator[Amount]:
    """“twelve thousand dollars”; articles and vague words are no figures here."""
    return (amount for amount, firm in _spelt(plain) if firm)


def worded(plain: str) -> str:
    """The text with “five” as “5”, for what is counted; places change."""
    for amount, firm in reversed([*_spelt(plain)]):
        if not firm and amount.low == amount.high:
            plain = f"{plain[: amount.start]}{int(amount.low)}{plain[amount.end :]}"
    return plain


def _spelt(plain: str) -> Iterator[tuple[Amount, bool]]:
    """Figures in words, and whether they can be nothing else: “five” alone may be a word."""
    cut = [token for token in tokens(plain) if token.text != "-"]
    words = [spoken(token) for token in cut]
    starts = _starts(plain, [token.text for token in cut])
    place = 0
    while place < len(words):
        spelt = spell(words, place) if _may_spell(cut[place].sort, words[place]) else None
        if spelt is None or not spelt[0].sound or spelt[0].about:
            place += 1
            continue
        end = starts[spelt[1] - 1] + len(cut[spelt[1] - 1].text)
        unit = Unit.MONEY if spelt[1] < len(words) and words[spelt[1]] in _DOLLARS else Unit.PLAIN
        value = Fraction(spelt[0].low)
        amount = Amount(spelt[0].said, starts[place], end, value, Fraction(spelt[0].high), unit)
        yield amount, not spelt[0].weak
        place = spelt[1]


def _may_spell(sort: Sort, word: str) -> bool:
    return sort is Sort.WORD and word not in ("a", "an", "k")


def _starts(plain: str, texts: list[str]) -> list[int]:
    starts, end = [], 0
    for text in texts:
        start = plain.index(text, end)
        starts.append(start)
        end = start + len(text)
    return starts
