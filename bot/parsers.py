"""How the shell's words are parsed: mistakes are told in a sentence, with what was meant."""

import argparse
import re
import sys
from collections.abc import Callable
from difflib import get_close_matches
from typing import Any, NoReturn, TypeAlias

Words: TypeAlias = "argparse._SubParsersAction[Parser]"
MISTYPED = re.compile(r"invalid choice: '(.*?)' \(choose from (.*)\)")


class Parser(argparse.ArgumentParser):
    """Says in a sentence what is wrong, and the word that was probably meant."""

    later: Callable[[], None] | None = None
    """Flags that are costly to know; added when the word is said."""

    def parse_known_args(self, *given: Any, **more: Any) -> Any:
        if self.later is not None:
            later, self.later = self.later, None
            later()
        return super().parse_known_args(*given, **more)

    def error(self, message: str) -> NoReturn:
        if message.endswith("required: command"):
            self.print_help(sys.stderr)
            self.exit(2)
        mistyped = MISTYPED.search(message)
        sentence = _meant(*mistyped.groups()) if mistyped else f"{message[0].upper()}{message[1:]}."
        self.exit(2, f"{sentence} `{self.prog} --help` shows how it is written.\n")


def _meant(word: str, known: str) -> str:
    words = re.findall(r"[a-z]+", known)
    near = get_close_matches(word.casefold(), words, n=1, cutoff=0.5)
    hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(words)}."
    return f"There is no command {word}: {hint}"


def add_word(words: Words, name: str, summary: str, run: str) -> Parser:
    word = words.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
    word.set_defaults(run=run)
    return word


def add_words(words: Words, name: str, summary: str) -> Words:
    word = words.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
    return word.add_subparsers(metavar="command", required=True)


def port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) < 65536):
        raise argparse.ArgumentTypeError(f"{text!r} is not a port. For example --port 8200")
    return int(text)
