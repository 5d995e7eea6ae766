"""What is wrong with the texts of a pack that are filled in, or that are listened for."""

from collections.abc import Iterator, Mapping, Sequence
from string import Formatter

from policies.edition import Pack
from policies.problems import Problem, unknown
from policies.reading.tokens import words_of
from policies.rule import Policy
from policies.yaml_lines import Place

FILLED = ("outcome", "because", "figure")
"""Names that a text may fill in beside those of facts."""
TOPICS = ("roe", "segment", "size", "band", "deal")
"""What a question can be about, whatever else a pack tells apart."""


def phrasings(pack: Pack) -> Iterator[Problem]:
    for name, policy in pack.policies.items():
        for place, text in _templates(policy):
            yield from _template(pack, name, place, text)
    for file, place, text in _heard(pack):
        if not words_of(text):
            yield Problem(file, place, f"“{text}” has no word in it; remove it")
    yield from _teams(pack)
    for topic in TOPICS:
        if topic not in pack.words.topics:
            yield Problem("words", ("topics",), f"the topic {topic} is missing or mistyped")


def _templates(policy: Policy) -> Iterator[tuple[Place, str]]:
    yield ("settled",), policy.settled
    yield from ((("headlines", outcome), text) for outcome, text in policy.headlines.items())
    for place, rule in enumerate(policy.rules):
        yield ("rules", place, "because"), rule.because
        if rule.headline:
            yield ("rules", place, "headline"), rule.headline


def _template(pack: Pack, file: str, place: Place, text: str) -> Iterator[Problem]:
    parts = _parts(text)
    if parts is None:
        says = f"a curly bracket in “{text}” has no partner; write names as {{employees}}"
        yield Problem(file, place, says)
    for name, more in parts or ():
        yield from unknown(file, place, name, (*pack.facts, *FILLED), "fact")
        if more:
            says = f"write {{{name}}} with nothing after the name"
            yield Problem(file, place, says)


def _parts(text: str) -> list[tuple[str, str]] | None:
    """The names that a text fills in, each with what is written after it."""
    try:
        parsed = list(Formatter().parse(text))
    except ValueError:
        return None
    return [(name, f"{form or ''}{how or ''}") for _, name, form, how in parsed if name is not None]


Heard = tuple[str, Place, str]


def _heard(pack: Pack) -> Iterator[Heard]:
    """Every text that is looked for in what people write."""
    for name, fact in pack.facts.items():
        yield from _each("pack", ("facts", name, "words"), fact.words)
    for place, phrase in enumerate(pack.words.phrases):
        yield from _each("words", ("phrases", place, "words"), phrase.words)
    for name, value in pack.words:
        groups = value if isinstance(value, Mapping) else {"": value}
        for group, texts in groups.items() if name != "phrases" else ():
            yield from _each("words", (name, group) if group else (name,), texts)


def _each(file: str, where: Place, texts: Sequence[str]) -> Iterator[Heard]:
    return ((file, (*where, place), text) for place, text in enumerate(texts))


def _teams(pack: Pack) -> Iterator[Problem]:
    teams = pack.facts["owner_team"].values
    for team in pack.words.teams:
        yield from unknown("words", ("teams", team), team, teams, "value of owner_team")
    for name in pack.words.sources:
        yield from unknown("words", ("sources", name), name, pack.facts, "fact")
    for key, texts in (("held", pack.words.held), ("seller", pack.words.seller)):
        for place, text in enumerate(texts):
            if "{team}" not in text:
                says = f"“{text}” does not say where the team stands; write it as {{team}}"
                yield Problem("words", (key, place), says)
