"""An answer as a card: the decision, how it was read, why, and what would change it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from handlers.kit import blocks
from handlers.kit.feature import Block
from handlers.kit.texts import code, cut, escape, listed
from policies.answer import Answer, Citation, FactValue, Flip, Looked, Result, Status
from policies.pack import Fact, Pack

HANDBOOK = "handbook"
UNANSWERED = (Status.INVALID, Status.UNKNOWN)
ASKING = (Status.NEEDS_FACT, Status.CONFLICT)
FLIPS_SHOWN = 3
MARKS = {Result.MATCHED: "✅", Result.FAILED: "❌", Result.OPEN: "❔", Result.SKIPPED: "➖"}
WORDS = {
    Result.MATCHED: "holds",
    Result.FAILED: "does not hold",
    Result.OPEN: "depends on a missing fact",
    Result.SKIPPED: "not needed",
}
HELP = "`/handrail help` lists what I can answer."
NO_RULES = "No rule was looked at: this came straight from the handbook."


def card(answer: Answer, pack: Pack, asked: str) -> tuple[Block, ...]:
    """Everything but the buttons."""
    parts = (
        _decision(answer, pack, asked),
        _reading(answer),
        _question(answer, pack),
        _reasons(answer, pack),
        _rest(answer, pack),
        _cautions(answer),
        _flips(answer, pack),
        _steps(answer, pack),
    )
    return tuple(block for part in parts for block in part)


def summary(answer: Answer) -> str:
    """The card in a notification."""
    return escape(answer.headline)


def trace(answer: Answer) -> tuple[Block, ...]:
    """Every rule looked at, in order, and how it came out."""
    lines = [
        f"{MARKS[rule.result]} {escape(rule.says)} _{WORDS[rule.result]}_" for rule in answer.rules
    ]
    head = blocks.section(f"*{escape(answer.headline)}*")
    return (head, *map(blocks.section, lines or [NO_RULES]), *_sources(answer.citations))


def source(citation: Citation) -> str:
    """`Commercial › Inbound (FY23)`, linked."""
    name = f"{escape(citation.page)} › {escape(citation.heading)}"
    where = f"<{citation.url}|{name}>" if _is_address(citation.url) else name
    return f"{where} ({escape(citation.edition.upper())})"


def in_words(pack: Pack, fact: str, value: FactValue) -> str:
    """`499 employees`, `existing account`, `not First Order Available`."""
    known = pack.fact(fact)
    if isinstance(value, bool):
        value = "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,} {escape(known.one if value == 1 else known.many)}"
    if isinstance(value, date):
        return f"{escape(known.label)}: {value:%A} {value.day} {value:%B %Y}"
    read = {option.value: option.reads for option in known.options}
    return escape(read.get(str(value), str(value)))


def _decision(answer: Answer, pack: Pack, asked: str) -> Iterator[Block]:
    match answer.status:
        case Status.DECIDED | Status.OUTSIDE:
            yield blocks.section(_emboldened(answer, pack))
        case Status.NEEDS_FACT | Status.CONFLICT:
            yield blocks.section(f"*{escape(answer.headline)}*")
        case Status.INVALID | Status.UNKNOWN:
            quoted = f"\nYou wrote {code(asked)}" if code(asked) else ""
            yield blocks.section(f"{escape(answer.headline)}{quoted}")
            yield blocks.context(HELP)


def _emboldened(answer: Answer, pack: Pack) -> str:
    headline = escape(answer.headline)
    if answer.policy == HANDBOOK or answer.outcome is None:
        return headline
    label = escape(pack.label(answer.outcome))
    if label in headline:
        return headline.replace(label, f"*{label}*", 1)
    return f"*{label[:1].upper()}{label[1:]}*\n{headline}"


def _reading(answer: Answer) -> Iterator[Block]:
    if answer.read_as and answer.status not in UNANSWERED:
        yield blocks.context(f"Read as: {escape(answer.read_as)}")


def _question(answer: Answer, pack: Pack) -> Iterator[Block]:
    fact = _wanted(answer, pack)
    if fact is None:
        return
    named = [escape(pack.label(outcome)) for outcome in answer.between]
    unsaid = [f"*{label}*" for label in named if label not in escape(answer.headline)]
    could = [f"It could be {listed(unsaid)}."] if unsaid else []
    yield blocks.section("\n".join([*could, escape(fact.ask)]))
    if fact.hint:
        yield blocks.context(escape(fact.hint))


def _wanted(answer: Answer, pack: Pack) -> Fact | None:
    return pack.fact(answer.ask[0]) if answer.status in ASKING and answer.ask else None


def _reasons(answer: Answer, pack: Pack) -> Iterator[Block]:
    """The rules that hold, each with its place in the handbook."""
    if answer.policy == HANDBOOK:
        return
    cited = _citations(pack)
    lines = [_reason(rule, cited) for rule in answer.rules if _holds(rule)]
    if lines:
        yield blocks.section("\n".join(["*Because*", *lines]))


def _reason(rule: Looked, cited: Mapping[str, Citation]) -> str:
    where = f" {source(cited[rule.id])}" if rule.id in cited else ""
    return f"• {cut(escape(rule.says), 600)}{where}"


def _rest(answer: Answer, pack: Pack) -> Iterator[Block]:
    """The places that stand behind no rule shown above."""
    cited = {} if answer.policy == HANDBOOK else _citations(pack)
    shown = {cited[rule.id].url for rule in answer.rules if _holds(rule) and rule.id in cited}
    yield from _sources([each for each in answer.citations if each.url not in shown])


def _holds(rule: Looked) -> bool:
    return rule.result is Result.MATCHED


def _citations(pack: Pack) -> Mapping[str, Citation]:
    """By rule."""
    rules = (rule for policy in pack.policies.values() for rule in policy.rules)
    return {rule.id: pack.citation(rule.entry) for rule in rules}


def _sources(citations: Sequence[Citation]) -> Iterator[Block]:
    places = list(dict.fromkeys(map(source, citations)))
    if places:
        yield blocks.context(f"📖 {' · '.join(places[:5])}")


def _cautions(answer: Answer) -> Iterator[Block]:
    warnings = [each for each in answer.warnings if each.rstrip(".") not in answer.headline]
    if warnings:
        yield blocks.section("\n".join(f"⚠️ {escape(each)}" for each in warnings))
    if answer.assumptions:
        taken = " ".join(escape(each) for each in answer.assumptions)
        yield blocks.context(f"Taken for granted: {taken}")


def _flips(answer: Answer, pack: Pack) -> Iterator[Block]:
    shown = [_flip(flip, pack) for flip in answer.flips[:FLIPS_SHOWN]]
    if shown:
        yield blocks.section("\n".join(["*What would change it*", *shown]))


def _flip(flip: Flip, pack: Pack) -> str:
    return f"• {in_words(pack, flip.fact, flip.to)} → {escape(pack.label(flip.outcome))}"


def _steps(answer: Answer, pack: Pack) -> Iterator[Block]:
    """What to do now, without the question that stands above already."""
    fact = _wanted(answer, pack)
    said = (fact.ask, fact.hint) if fact else ()
    steps = [_step(each) for each in answer.next if each not in said]
    title = "Write it like this" if answer.status is Status.INVALID else "Next"
    if steps:
        yield blocks.section("\n".join([f"*{title}*", *steps]))


def _step(text: str) -> str:
    return f"• {code(text) if text.startswith('/') else cut(escape(text), 600)}"


def _is_address(url: str) -> bool:
    return url.startswith("https://") and not set(url) & set("<>| ")
