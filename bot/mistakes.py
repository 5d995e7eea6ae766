"""What somebody at a shell got wrong, in one sentence they can act on."""


class Mistake(Exception):
    """Printed as it stands, without a trace; the command ends with status 2."""
