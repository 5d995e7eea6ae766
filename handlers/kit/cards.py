"""An answer as a card: the decision first, then how it was read, why, and what would change it."""

import re
from collections.abc import Iterator, Mapping, Sequence

from handlers.kit import blocks, entries
from handlers.kit.citations import mark, places, shelf
from handlers.kit.facts import fact_of, in_words
from handlers.kit.feature import Block
from handlers.kit.requirements import cited_beside
from handlers.kit.texts import capital, code, cut, escape, listed
from handlers.kit.values import values
from policies.answer import Answer, Citation, Flip, Result, Status
from policies.pack import Fact, Pack
from policies.subjects import subject_of

HANDBOOK = "handbook"
ITEMISED = ("deal", "redgreen")
"""Policies whose layout says what holds; the rules are behind *Why?*."""
UNANSWERED = (Status.INVALID, Status.UNKNOWN)
ASKING = (Status.NEEDS_FACT, Status.CONFLICT)
FLIPS_SHOWN = 3
LONGEST_RULE = 350
RULES_IN_A_BLOCK = 8
EXAMPLE = re.compile(r"(?:For example: )?(/[^\[\]|]+)")
"""What can be typed as it stands; a usage line with its brackets cannot."""
VERDICT = re.compile(r"^[^:.]{1,60}:(?=\s)|^.+?[.!?](?=\s|$)")
"""“Yes:”, “SMB:”, or the whole of a sentence without such a beginning."""
SHOWN = ("roe", "deal", "redgreen", "handbook")
HELP = "`/handrail help` lists what I can answer."
CAN_BE_ASKED = "You can ask me\n" + "\n".join(
    f"• {subject.summary} `{subject.examples[0].ask}`" for subject in map(subject_of, SHOWN)
)
NO_RULES = "No rule was looked at: this came straight from the handbook."
MARKS = {Result.MATCHED: "✅", Result.FAILED: "❌", Result.OPEN: "❔", Result.SKIPPED: "➖"}
WORDS = {
    Result.MATCHED: "applies",
    Result.FAILED: "does not apply",
    Result.OPEN: "depends on a missing fact",
    Result.SKIPPED: "not needed",
}


def card(answer: Answer, pack: Pack, asked: str) -> tuple[Block, ...]:
    """Everything but the buttons."""
    if answer.status in UNANSWERED:
        return tuple(_unanswered(answer, asked))
    if answer.policy == HANDBOOK:
        return tuple(entries.found(answer, pack))
    parts = (
        _decision(answer, pack),
        values(answer, pack),
        _reading(answer),
        _cautions(answer),
        _question(answer, pack),
        _reasons(answer, pack),
        _flips(answer, pack),
        _steps(answer, pack),
    )
    return tuple(block for part in parts for block in part)


def summary(answer: Answer) -> str:
    """The card in a notification."""
    return escape(answer.headline)


def trace(answer: Answer) -> tuple[Block, ...]:
    """Every rule looked at, in order, and how it came out."""
    head = blocks.section(f"*{escape(answer.headline)}*")
    lines = [f"{MARKS[rule.result]} {_said(rule.says)}" for rule in answer.rules] or [NO_RULES]
    groups = range(0, len(lines), RULES_IN_A_BLOCK)
    shown = [blocks.section("\n".join(lines[at : at + RULES_IN_A_BLOCK])) for at in groups]
    return (head, *shown, *_legend(answer), *shelf(places(answer.citations)))


def _unanswered(answer: Answer, asked: str) -> Iterator[Block]:
    """One sentence and one example; what was typed stands below, for Slack does not show it."""
    said, colon, typed = answer.headline.partition(": /")
    headline = f"{escape(said)}: {code('/' + typed)}" if colon else escape(said)
    found = [EXAMPLE.fullmatch(step) for step in answer.next]
    examples = [] if colon else [f"For example {code(each[1])}" for each in found if each]
    others = [escape(step) for step in answer.next if not step.startswith(("/", "For example"))]
    if answer.status is Status.UNKNOWN:
        examples = [CAN_BE_ASKED]
    yield blocks.section("\n".join([headline, *others, *examples[:1]]))
    quoted = [f"You wrote {code(asked)}"] if code(asked) else []
    yield blocks.context(" · ".join([*quoted, HELP]))


def _decision(answer: Answer, pack: Pack) -> Iterator[Block]:
    if answer.status in ASKING:
        yield blocks.section(f"*{escape(answer.headline)}*")
    else:
        yield blocks.section(_emboldened(answer, pack))


def _emboldened(answer: Answer, pack: Pack) -> str:
    headline = escape(answer.headline)
    if answer.outcome is None:
        return headline
    label = escape(pack.label(answer.outcome, answer.policy))
    if label in headline:
        return headline.replace(label, f"*{label}*", 1)
    if answer.policy in pack.sheets:
        return VERDICT.sub(r"*\g<0>*", headline, count=1)
    return f"*{capital(label)}*\n{headline}"


def _reading(answer: Answer) -> Iterator[Block]:
    taken = " ".join(escape(each) for each in answer.assumptions)
    told = [("Read as", escape(answer.read_as)), ("Taken for granted", taken)]
    lines = [f"{label}: {text}" for label, text in told if text]
    if lines:
        yield blocks.context("\n".join(lines))


def _cautions(answer: Answer) -> Iterator[Block]:
    warnings = [each for each in answer.warnings if each.rstrip(".") not in answer.headline]
    if warnings:
        yield blocks.section("\n".join(f"⚠️ {escape(each)}" for each in warnings))


def _question(answer: Answer, pack: Pack) -> Iterator[Block]:
    fact = _wanted(answer, pack)
    if fact is None:
        return
    named = [escape(pack.label(outcome, answer.policy)) for outcome in answer.between]
    unsaid = [f"*{label}*" for label in named if label not in escape(answer.headline)]
    could = [f"It could be {listed(unsaid)}."] if unsaid else []
    yield blocks.section("\n".join([*could, escape(fact.ask)]))
    if fact.hint:
        yield blocks.context(escape(fact.hint))


def _wanted(answer: Answer, pack: Pack) -> Fact | None:
    asking = answer.status in ASKING and answer.ask
    return fact_of(pack, answer.policy, answer.ask[0]) if asking else None


def _reasons(answer: Answer, pack: Pack) -> Iterator[Block]:
    """The rules that apply, each with its place in the handbook."""
    cited = _citations(pack, answer.policy)
    held = [rule for rule in answer.rules if rule.result is Result.MATCHED and rule.id in cited]
    first = cited_beside(answer, pack) or [cited[rule.id] for rule in held]
    known = places([*first, *answer.citations])
    lines = [f"{_said(rule.says)}{mark(known, cited[rule.id])}" for rule in held]
    if answer.policy not in ITEMISED:
        yield from _titled("Because", lines)
    yield from shelf(known, numbered=len(known) > 1 and bool(first))


def _citations(pack: Pack, policy: str) -> Mapping[str, Citation]:
    """By rule, or by limit where a policy calculates."""
    if sheet := pack.sheets.get(policy):
        return {name: pack.citation(limit.entry) for name, limit in sheet.limits.items()}
    return pack.cited


def _flips(answer: Answer, pack: Pack) -> Iterator[Block]:
    shown = [_flip(flip, answer.policy, pack) for flip in answer.flips[:FLIPS_SHOWN]]
    yield from _titled("What would change it", shown)


def _flip(flip: Flip, policy: str, pack: Pack) -> str:
    label = escape(pack.label(flip.outcome, policy))
    fact = fact_of(pack, policy, flip.fact)
    changed = in_words(fact, flip.to) if fact else escape(str(flip.to))
    return f"{changed} → {label}"


def _steps(answer: Answer, pack: Pack) -> Iterator[Block]:
    """What to do now, without the question that stands above already."""
    fact = _wanted(answer, pack)
    said = (fact.ask, fact.hint) if fact else ()
    yield from _titled("Next", [_step(each) for each in answer.next if each not in said])


def _step(text: str) -> str:
    return code(text) if text.startswith("/") else cut(escape(text), 600)


def _titled(title: str, lines: Sequence[str]) -> Iterator[Block]:
    """A single line stands beside its title, several below it."""
    if len(lines) == 1:
        yield blocks.section(f"*{title}:* {lines[0]}")
    elif lines:
        yield blocks.section("\n".join([f"*{title}*", *(f"• {line}" for line in lines)]))


def _said(rule: str) -> str:
    return cut(escape(rule), LONGEST_RULE)


def _legend(answer: Answer) -> Iterator[Block]:
    found = [result for result in MARKS if any(rule.result is result for rule in answer.rules)]
    if found:
        yield blocks.context(" · ".join(f"{MARKS[each]} {WORDS[each]}" for each in found))
