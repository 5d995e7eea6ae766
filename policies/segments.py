"""Which segment: SMB, Mid-Market or beyond, from head-count alone."""

from policies.answer import Answer
from policies.deciding import Matter
from policies.edition import Pack
from policies.reading.facts import Reading
from policies.roe import cautions


def segment(reading: Reading, pack: Pack) -> Answer:
    return Matter("segment", reading, pack, cautions(reading)).settle()
