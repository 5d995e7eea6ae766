"""handrail: run the bot, try it, ask it, look after it."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from bot.mistakes import Mistake
from bot.parsers import Parser
from bot.usages import USAGES

EXAMPLES = """examples:
  handrail demo                                   a local Slack in the browser, with the bot in it
  handrail ask "/roe 620 employees inbound"       an answer in the shell
  handrail doctor                                 what is wrong with the installation, and the mend
  handrail serve                                  connect to Slack
"""


def main(argv: Sequence[str] | None = None) -> None:
    """Ends the process: 0 done, 1 something is wrong out there, 2 a mistake in what was typed."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # text from a shell
    args = parser().parse_args(argv)
    try:
        code = _command(args.run)(args)
        sys.stdout.flush()
    except Mistake as mistake:
        code = _say(mistake)
    except BrokenPipeError:
        code = _unheard()
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


def parser() -> Parser:
    top = Parser(
        prog="handrail",
        description=__doc__,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action=_Version, nargs=0, help="print the version")
    words = top.add_subparsers(metavar="command", required=True)
    for add in USAGES:
        add(words)
    return top


class _Version(argparse.Action):
    """Looks the version up only when somebody asks."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        print(f"handrail {version()}")
        parser.exit(0)


def version() -> str:
    from importlib import metadata

    return metadata.version("handrail")


def _command(name: str) -> Callable[[argparse.Namespace], int]:
    module, function = name.split(":")
    found: Callable[[argparse.Namespace], int] = getattr(
        import_module(f"bot.commands.{module}"), function
    )
    return found


def _say(mistake: Mistake) -> int:
    print(mistake, file=sys.stderr)
    return 2


def _unheard() -> int:
    """Whoever read the output stopped reading; not even the last flush may complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1
