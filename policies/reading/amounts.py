"""Money, per cents and plain figures with decimals: one reading, or the two that it could have."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

from policies.reading.cleaning import THIN, excerpt
from policies.reading.number_words import spell
from policies.reading.numbers import SHORT
from policies.reading.tokens import Sort, spoken, tokens

ENDLESS = Fraction(10**15)
_TENTH = Fraction(1, 10)
_NO_YEAR = 10_000
_LARGE = 1_000


class Unit(StrEnum):
    MONEY = "money"
    PERCENT = "percent"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Amount:
    """From `low` to `high`, in dollars if money; `doubt` names two readings, `fault` why none."""

    said: str
    start: int
    end: int
    low: Fraction = Fraction(0)
    high: Fraction = Fraction(0)
    unit: Unit = Unit.PLAIN
    about: bool = False
    doubt: str = ""
    fault: str = ""
    scaled: bool = False

    @property
    def sound(self) -> bool:
        return not (self.doubt or self.fault)

    @property
    def exact(self) -> bool:
        return self.low == self.high and not self.about

    @property
    def weighty(self) -> bool:
        """Money by its sign, its scale or its size, or not to be told apart from it."""
        large = abs(self.low) >= _LARGE and self.unit is Unit.PLAIN
        return self.unit is Unit.MONEY or self.scaled or large or not self.sound

    @property
    def likely_money(self) -> bool:
        """Dollars, thousands, or a figure too long for a year or a count."""
        return self.unit is Unit.MONEY or self.scaled or abs(self.low) >= _NO_YEAR

    @property
    def widest(self) -> tuple[Fraction, Fraction]:
        """Where the true figure lies; an estimate may be off by a tenth."""
        if not self.about:
            return self.low, self.high
        slack = abs(self.low) * _TENTH, abs(self.high) * _TENTH
        return self.low - slack[0], self.high + slack[1]


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
_TYPED_LETTERS = re.compile(r"[oil]+")


def amounts(plain: str) -> list[Amount]:
    """Every figure of a cleaned, lowercase text in reading order, bounds and ranges settled."""
    typed = [*_in_digits(plain)]
    spelt = [each for each in _in_words(plain) if not any(_overlap(each, one) for one in typed)]
    found = sorted([*typed, *spelt], key=lambda amount: amount.start)
    return _bounded(plain, _ranged(plain, found))


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
    if tail == "mm":
        return f"“{said}” could be {digits} million or {digits} in Mid-Market"
    if _TYPED_LETTERS.fullmatch(tail):
        meant = re.sub("[il]", "1", tail.replace("o", "0"))
        return f"“{said}” could be {digits}{meant} typed with letters, or {digits}"
    inner = re.fullmatch(r"k(\d{1,3})", tail)
    if inner and digits.isdecimal():
        filled = int(digits) * 1000 + int(inner[1].ljust(3, "0"))
        return f"“{said}” could be {filled:,} or {int(digits) * 1000 + int(inner[1]):,}"
    return (
        ""
        if tail == "x" or (tail.isalpha() and len(tail) > 2)
        else f"“{said}” has no single reading"
    )


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


_LINK = re.compile(r"\s?(?:-|to|until|through|\.\.+)\s?")
_BETWEEN = re.compile(r"\b(?:between|from)\s+$")


def _ranged(plain: str, found: list[Amount]) -> list[Amount]:
    joined: list[Amount] = []
    for amount in found:
        if joined and _is_range(plain, joined[-1], amount):
            joined[-1] = _spanning(joined[-1], amount)
        else:
            joined.append(amount)
    return joined


def _is_range(plain: str, one: Amount, other: Amount) -> bool:
    between = plain[one.end : other.start]
    opened = between.strip() == "and" and bool(_BETWEEN.search(plain[: one.start]))
    return (opened or bool(_LINK.fullmatch(between))) and one.exact and other.exact


def _spanning(one: Amount, other: Amount) -> Amount:
    """“5-6k” is five to six thousand."""
    said = f"{one.said}-{other.said}"
    unit = other.unit if one.unit is Unit.PLAIN else one.unit
    low = one.low
    if other.scaled and not one.scaled and one.low * 1000 <= other.high and one.low < 1000:
        low = one.low * (1_000_000 if other.low >= 1_000_000 else 1_000)
    ends = sorted((low, other.high))
    doubt, fault = one.doubt or other.doubt, one.fault or other.fault
    return Amount(said, one.start, other.end, ends[0], ends[1], unit, doubt=doubt, fault=fault)


_CENT = Fraction(1, 100)
_BEFORE = (
    ("at_least", r"at least|minimum(?: of)?|min|not? less than|no fewer than|upwards of|>=|≥"),
    ("above", r"over|above|more than|greater than|exceeding|north of|beyond|>"),
    ("at_most", r"up to|at most|max|maximum(?: of)?|no more than|not more than|<=|≤"),
    ("below", r"under|below|less than|fewer than|smaller than|just under|<"),
    ("about", r"about|around|approx\.?|approximately|roughly|circa|ca\.?|~|≈|nearly|almost|some"),
)
_BOUND_BEFORE = re.compile(
    r"(?:^|(?<=[\s(,:;~≈<>=≤≥]))(?:"
    + "|".join(rf"(?P<{name}>{words})" for name, words in _BEFORE)
    + r")\s*(?:of\s+|a\s+|an\s+)?$"
)
_BOUND_AFTER = re.compile(
    r"(?P<open>(?<!\s)\+(?![\d$])|\s\+(?=\s*(?:$|[,.;)])))"
    r"|\s?(?:(?P<at_least>plus\b(?!\s(?:\S+\s){0,2}\$?\d)"
    r"|or more\b|and more\b|and up\b|or above\b|or over\b|or greater\b)"
    r"|(?P<at_most>or less\b|or below\b|or under\b|at most\b|tops\b)"
    r"|(?P<about>ish\b|or so\b|roughly\b|approx\b))"
)


def _bounded(plain: str, found: list[Amount]) -> list[Amount]:
    return [bounded(plain, amount) if amount.sound else amount for amount in found]


def bounded(plain: str, amount: Amount) -> Amount:
    """With the “about” or “at least” around its place in the text."""
    before = _BOUND_BEFORE.search(plain[: amount.start])
    after = _BOUND_AFTER.match(plain[amount.end :])
    for match in (after, before):
        if match and match.lastgroup:
            amount = _limited(amount, match.lastgroup)
    return amount


def _limited(amount: Amount, bound: str) -> Amount:
    match bound:
        case "at_least" | "open":
            return replace(amount, high=ENDLESS)
        case "above":
            return replace(amount, low=amount.high + _CENT, high=ENDLESS)
        case "at_most":
            return replace(amount, low=min(Fraction(0), amount.high))
        case "below":
            return replace(amount, low=min(Fraction(0), amount.low), high=amount.low - _CENT)
        case _:
            return replace(amount, about=True)


_DOTTED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")


def counted(amount: Amount) -> Amount:
    """As a number of whole things: “1.200” are more than a thousand, “over 100” at least 101."""
    if amount.doubt and _DOTTED.fullmatch(amount.said):
        value = Fraction(amount.said.replace(".", ""))
        return replace(amount, low=value, high=value, doubt="")
    if amount.low == amount.high:
        return amount
    return replace(amount, low=Fraction(ceil(amount.low)), high=Fraction(floor(amount.high)))


def shown(value: Fraction) -> str:
    """“5,000” or “5,000.01”."""
    return f"{int(value):,}" if value == int(value) else f"{float(value):,.2f}"


def dollars(value: Fraction) -> str:
    sign = "-" if value < 0 else ""
    return f"{sign}${shown(abs(value))}"
