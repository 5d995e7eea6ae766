"""Which data source counts: Datafox, Zoominfo, LinkedIn, other evidence, the VP."""

from dataclasses import replace

from policies.answer import Answer
from policies.deciding import Matter
from policies.edition import Pack
from policies.reading.facts import Reading

_WRONG, _USABLE = frozenset(("wrong",)), frozenset(("usable",))


def source(reading: Reading, pack: Pack) -> Answer:
    figure = reading.sources.figures.get(_counting(reading))
    number = figure.low if figure and figure.sound and figure.low == figure.high else None
    extra = {"figure": f"'s {number:,}" if number is not None else ""}
    all_used = replace(reading, unused=[])
    matter = Matter("source", all_used, pack, extra=extra, values={"employees": number})
    return matter.settle()


def _counting(reading: Reading) -> str:
    """The first source that is not wholly wrong, if that is known."""
    names = reading.sources.names
    first = next((name for name in names if reading.known.get(name) != _WRONG), "")
    return first if reading.known.get(first) == _USABLE else ""
