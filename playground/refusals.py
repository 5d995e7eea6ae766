"""A sentence for the person when what they did cannot be done."""


class Declined(Exception):
    """Its text is what the person reads."""
