"""A hundred thousand invented texts: each gets an answer that Slack takes and that mentions nobody.

Run as `python -m bench.texts [COUNT] [SEED]`; it stops at the first text that fails.
"""

import json
import random
import sys
from datetime import UTC, datetime

from bench.rounds import figure
from bot import packs
from handlers.kit import blocks
from handlers.kit.cards import card, summary
from playground.validation import problems
from policies.asking import Question, answer

NOW = datetime(2026, 4, 23, 9, tzinfo=UTC)
LIVE = ("<!", "<@", "<#", "<javascript", "\u202e")
COMMANDS = ("/roe ", "/handrail ", "/handrail segment ", "")
PIECES = (
    *("<!channel>", "<!here>", "<@U0BEN>", "<!subteam^S1>", "<https://e.example|x>"),
    *("<javascript:x>", "`", "*", "&", "\u202e", "\x00", "\ud800", "\n", "Acme", "help", "list"),
    *("620", "480", "-12", "1k9", "6OO", "10MM", "€500", "99999999999999", "half a million"),
    *("employees", "130 users", "about 500", "inbound", "existing", "customer", "APAC"),
    *("First Order account", "Territory account", "no activity", "quarter ends", "under", "over"),
    *("between", "and", "datafox 450", "linkedin", "wrong", "created 2022-02-25", "who decides"),
)


def invent(chance: random.Random) -> str:
    words = [
        chance.choice(PIECES) if chance.random() < 0.9 else chr(chance.randrange(1, 0x110000))
        for _ in range(chance.randrange(12))
    ]
    return chance.choice(COMMANDS) + " ".join(words)


def check(text: str) -> None:
    pack = packs.load()
    told = answer(Question(text, NOW), pack)
    shown = blocks.message(summary(told), *card(told, pack, text)).payload()
    written = json.dumps(shown, ensure_ascii=False)
    found = [mark for mark in LIVE if mark in written] or problems(shown, "message")
    if found:
        raise ValueError(f"{text!r}: {found}")


def main() -> None:
    count, seed = [*map(int, sys.argv[1:]), 100_000, 1][:2]
    chance = random.Random(seed)
    for _ in range(count):
        check(invent(chance))
    figure("texts", f"invented texts answered (seed {seed})", f"{count:,}", "0 fail")


if __name__ == "__main__":
    main()
