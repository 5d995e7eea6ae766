"""Markdown within a paragraph as plain text: links by their words, nothing that only dresses."""

import re
from html import unescape

CODE = r"(?<!`)(`{1,3})(?!`)([^`]+)(?<!`)\1(?!`)"
_KEPT = re.compile(CODE + r"|\\([!-/:-@\[-`{-~])")
_MARK = re.compile(r"\x00(\d+)\x00")
_TARGET = r"(?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\[\]]*\])"
_STARRED = re.compile(r"(\*{1,3}|~~)(?=\S)([^*~]+)(?<=\S)\1")
_UNDERLINED = re.compile(r"(?<!\w)(_{1,3})(?=\S)([^_]+)(?<=\S)\1(?!\w)")
_DRESS = (
    (re.compile(r"\{\{[<%][^{}]*[>%]\}\}"), ""),
    (re.compile(r"\{[:.#][^{}]*\}"), ""),
    (re.compile(r"<((?:https?|mailto):[^<>\s]*)>"), r"\1"),
    (re.compile(r"<br\b[^<>]*>", re.IGNORECASE), " "),
    (re.compile(r"</?[A-Za-z][^<>]*>"), ""),
    (re.compile(r"\[\^[^\[\]]*\]"), ""),
    (re.compile(r"!\[([^\[\]]*)\]" + _TARGET), r"\1"),
    (re.compile(r"\[([^\[\]]*)\]" + _TARGET), r"\1"),
    (_STARRED, r"\2"),
    (_UNDERLINED, r"\2"),
    (_STARRED, r"\2"),
    (_UNDERLINED, r"\2"),
)
"""Every pattern stops at its own marks, so that no text makes one of them slow."""


def plain(text: str) -> str:
    """One line; what stands in code or behind a backslash is kept as it is."""
    kept: list[str] = []
    text = _KEPT.sub(lambda found: _keep(kept, found[2] or found[3]), text.replace("\x00", ""))
    for pattern, instead in _DRESS:
        text = pattern.sub(instead, text)
    text = _MARK.sub(lambda found: kept[int(found[1])], unescape(text))
    return " ".join(text.split())


def _keep(kept: list[str], text: str) -> str:
    kept.append(text)
    return f"\x00{len(kept) - 1}\x00"
