"""A text as figures, phrases of the vocabulary, other words and marks."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from policies.reading import numbers
from policies.reading.cleaning import excerpt
from policies.reading.figures import Figure
from policies.reading.lexicon import Lexicon, Role, Sense
from policies.reading.number_words import SCALES, STARTERS, spell, unjoined
from policies.reading.tokens import Sort, Token, spoken, tokens

MINUS = "-"


class Part(NamedTuple):
    """One of: a figure, the senses of a phrase, or plain text (a word or a mark)."""

    text: str
    figure: Figure | None = None
    senses: tuple[Sense, ...] = ()
    mark: bool = False
    glued: bool = False
    apart: tuple[Figure, Figure] | None = None

    def sense(self, role: Role) -> Sense | None:
        for sense in self.senses:
            if sense.role is role:
                return sense
        return None


def parts(plain: str, lexicon: Lexicon) -> list[Part]:
    stream = _stream(plain, lexicon)
    return list(_parts(stream, [word for word, _ in stream], lexicon))


Stream = list[tuple[str, Token]]


def _stream(plain: str, lexicon: Lexicon) -> Stream:
    """Words as a phrase has them, each with its token; joining hyphens are gone."""
    stream: Stream = []
    cut = list(tokens(plain))
    shouted = plain.isupper()
    for place, token in enumerate(cut):
        if token.sort is Sort.WORD:
            word = _word(token, shouted, lexicon)
            stream.extend((each, token) for each in unjoined(word) or (word,))
        elif token.sort is Sort.DIGITS:
            stream.extend(_unglued(token, lexicon))
        elif not _joins(cut, place):
            stream.append((_mark(cut, place), token))
    return stream


def _word(token: Token, shouted: bool, lexicon: Lexicon) -> str:
    if token.text == "US" and not shouted:
        return "usa"
    return lexicon.mend(spoken(token))


def _unglued(token: Token, lexicon: Lexicon) -> Iterator[tuple[str, Token]]:
    """“620ppl” is a number and a word."""
    digits, tail = numbers.split(token.text)
    whole = token.text.lower()
    if whole not in lexicon.phrases and len(tail) > 2 and tail in lexicon.phrases:
        yield digits, Token(Sort.DIGITS, digits, token.glued)
        yield tail, Token(Sort.WORD, tail)
    else:
        yield whole, token


def _joins(cut: Sequence[Token], place: int) -> bool:
    """A hyphen or slash inside a word, as in head-count or 480-person."""
    if cut[place].text != MINUS or not cut[place].glued or place + 1 == len(cut):
        return False
    after = cut[place + 1]
    return place > 0 and after.glued and after.sort is Sort.WORD


def _mark(cut: Sequence[Token], place: int) -> str:
    """An addition sign between words is an “and”."""
    text = cut[place].text
    inside = 0 < place < len(cut) - 1
    if text == "+" and inside and not cut[place].glued:
        sides = (cut[place - 1].sort, cut[place + 1].sort)
        return "and" if sides == (Sort.WORD, Sort.WORD) else text
    return "and" if text == "&" else text


def _parts(stream: Stream, words: list[str], lexicon: Lexicon) -> Iterator[Part]:
    place = 0
    while place < len(stream):
        part, place = _part(stream, words, place, lexicon)
        if part is not None:
            yield part


def _part(
    stream: Stream, words: list[str], place: int, lexicon: Lexicon
) -> tuple[Part | None, int]:
    word, token = stream[place]
    if found := lexicon.at(words, place):
        senses, end = found
        text = " ".join(words[place:end])
        return Part(text, senses=senses, mark=token.sort is Sort.MARK, glued=token.glued), end
    if token.sort is Sort.DIGITS:
        return _digits(stream, words, place)
    if word in STARTERS and (spelt := spell(words, place)):
        return Part(word, figure=spelt[0]), spelt[1]
    return Part(word, mark=token.sort is Sort.MARK, glued=token.glued), place + 1


def _digits(stream: Stream, words: list[str], place: int) -> tuple[Part | None, int]:
    if (groups := _groups(stream, place)) > 1:
        return _grouped(words[place : place + groups]), place + groups
    digits, tail = numbers.split(words[place])
    found = numbers.figure(digits, tail)
    if found is None:
        return None, place + 1
    after = words[place + 1] if place + 1 < len(words) else ""
    if after == "m" and not tail:
        return Part(words[place], figure=numbers.figure(digits, after)), place + 2
    if after in SCALES and not (tail or found.doubt):
        return _counted(words, place, digits, found)
    if _is_torn(digits + tail, stream[place + 1 : place + 2]):
        return _torn(digits, after), place + 2
    return Part(words[place], figure=found, glued=stream[place][1].glued), place + 1


def _counted(words: list[str], place: int, digits: str, found: Figure) -> tuple[Part, int]:
    """“6 hundred”, “1.5 million”."""
    plain = digits.replace(",", "").replace("'", "")
    value = Fraction(plain) if plain.count(".") <= 1 and plain.isascii() else Fraction(found.low)
    spelt = spell(words, place + 1, value)
    if spelt is None:
        return Part(words[place], figure=found), place + 1
    said = f"{digits} {spelt[0].said}"
    return Part(words[place], figure=replace(spelt[0], said=said)), spelt[1]


def _groups(stream: Stream, place: int) -> int:
    """How many tokens from here look like one number with spaces as thousands marks."""
    first = stream[place][0]
    if not (first.isdecimal() and len(first) <= 3 and first[0] != "0"):
        return 1
    end = place + 1
    while end < len(stream) and _is_group(stream[end]):
        end += 1
    return end - place


def _is_group(item: tuple[str, Token]) -> bool:
    word, token = item
    return len(word) == 3 and word.isdecimal() and not token.glued


def _is_torn(digits: str, following: Stream) -> bool:
    """“6 00” is no number with a thousands mark, and 00 is none at all."""
    return any(
        digits.isdecimal() and after.isdecimal() and after[0] == "0" and len(after) > 1
        for after, token in following
        if not token.glued
    )


def _torn(digits: str, after: str) -> Part:
    said = excerpt(f"{digits} {after}")
    doubt = (
        f"“{said}” could be {excerpt(digits + after)}, or {excerpt(digits)} and {excerpt(after)}"
    )
    return Part(said, figure=Figure(said, doubt=doubt))


def _grouped(groups: Sequence[str]) -> Part:
    said = " ".join(groups)
    value = int("".join(groups[:10]))
    merged = numbers.whole(value, said)
    first, second = groups[0], groups[-1]
    if len(groups) > 2 or len(first) == 1 or second[0] == "0":
        return Part(said, figure=merged)
    apart = (numbers.whole(int(first), first), numbers.whole(int(second), second))
    return Part(said, figure=merged, apart=apart)
