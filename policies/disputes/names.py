"""The names of accounts, as they are compared: without case, signs and legal forms."""

import re
from collections.abc import Collection
from unicodedata import normalize

LEGAL = frozenset(
    (
        *("ab", "ag", "as", "bv", "co", "company", "corp", "corporation", "gmbh", "inc"),
        *("incorporated", "kg", "limited", "llc", "lp", "ltd", "nv", "oy", "plc", "pty", "pte"),
        *("sa", "sarl", "sas", "se", "spa", "srl"),
    )
)
COMMAND = re.compile(r"^\s*/\S+")
SIGNS = re.compile(r"[^\w]+")
LONGEST_NAME = 5
"""Words that a name has at most, where it is looked for in a sentence."""
WORDS_READ = 40


def key_of(name: str) -> str:
    """`acme` for “ACME, Inc.”; a name that is nothing but a legal form stays as it is."""
    words = _words(name)
    while len(words) > 1 and words[-1] in LEGAL:
        words.pop()
    return " ".join(words)


def keys_in(text: str, spoken: Collection[str]) -> tuple[str, ...]:
    """What may be an account's name in a question; `spoken` are words that tell facts."""
    words = _words(COMMAND.sub("", text))[:WORDS_READ]
    found: dict[str, None] = {}
    for at in range(len(words)):
        for end in range(at + 1, min(at + LONGEST_NAME, len(words)) + 1):
            part = words[at:end]
            if not all(_is_said(word, spoken) for word in part):
                found[key_of(" ".join(part))] = None
    return tuple(found)


def _is_said(word: str, spoken: Collection[str]) -> bool:
    return word.isdigit() or word in spoken


def _words(text: str) -> list[str]:
    return SIGNS.sub(" ", normalize("NFKC", text).casefold()).replace("_", " ").split()
