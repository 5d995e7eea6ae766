"""Block Kit as Slack judges it: every rule a row in a table, every problem at a JSON pointer."""

from playground.validation.blocks import Surface
from playground.validation.metadata import metadata_problems
from playground.validation.payloads import problems
from playground.validation.rules import Problem
from playground.validation.texts import text_problems

__all__ = ["Problem", "Surface", "metadata_problems", "problems", "text_problems"]
