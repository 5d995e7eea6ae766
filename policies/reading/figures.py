"""What a figure can be: a value, a span, two readings, or none."""

from dataclasses import dataclass, replace

from policies.conditions import ENDLESS, Span


@dataclass(frozen=True, slots=True)
class Figure:
    """`doubt` names two readings, `clash` two bounds that exclude each other, `fault` says why it
    is no count, `note` how it was read."""

    said: str
    low: int = 0
    high: int = 0
    about: bool = False
    currency: str = ""
    doubt: str = ""
    fault: str = ""
    clash: str = ""
    note: str = ""
    weak: bool = False
    shorthand: bool = False

    @property
    def sound(self) -> bool:
        return not (self.doubt or self.fault or self.clash)

    @property
    def firm(self) -> bool:
        """A figure even where “one” or “two” may be no more than a word."""
        return self.sound and not self.weak

    @property
    def exact(self) -> bool:
        return self.low == self.high and not self.about

    @property
    def span(self) -> Span:
        """Where the true number lies; an estimate may be off by a tenth."""
        if not self.about:
            return Span(self.low, self.high)
        return Span(-(-self.low * 9 // 10), min(self.high * 11 // 10, ENDLESS))

    def bounded(self, bound: str) -> "Figure":
        """The same figure after words such as “at least”."""
        match bound:
            case "at_least":
                return replace(self, high=ENDLESS)
            case "above":
                return replace(self, low=self.high + 1, high=ENDLESS)
            case "at_most":
                return replace(self, low=0)
            case "below":
                return replace(self, low=min(0, self.low - 1), high=self.low - 1)
            case _:
                return replace(self, about=True)


def spanning(one: Figure, other: Figure) -> Figure:
    """From one figure to another, in either order."""
    doubt = one.doubt or other.doubt or _which_unit(one, other)
    return Figure(
        f"{one.said}-{other.said}",
        min(one.low, other.low),
        max(one.high, other.high),
        one.about or other.about,
        one.currency or other.currency,
        doubt,
        one.fault or other.fault,
        one.clash or other.clash,
        one.note or other.note,
    )


def closing(lower: Figure, upper: Figure) -> Figure:
    """“more than 500 but less than 2,000”; bounds that leave no number between them clash."""
    if lower.low <= upper.high:
        return replace(lower, high=upper.high)
    bounds = f"at least {lower.low:,} and at most {upper.high:,}"
    return replace(lower, said=f"{lower.said}-{upper.said}", clash=bounds)


def _which_unit(one: Figure, other: Figure) -> str:
    """`1-2k` is one to two thousand, or one to 2,000."""
    if not other.shorthand or one.shorthand or one.low >= 100 or other.low < 1000:
        return ""
    thousand = 1000 if other.low < 1_000_000 else 1_000_000
    return (
        f"“{one.said}-{other.said}” could be {one.low * thousand:,} to {other.low:,}"
        f" or {one.low:,} to {other.low:,}"
    )
