"""The page on imports, beside the pack and the code."""

import re
from pathlib import Path

from bot import packs
from policies.imports import tables
from policies.opportunities import FIELDS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "importing.md").read_text("utf-8")


def test_the_page_has_every_heading_that_is_recognised() -> None:
    columns = packs.load().cover.report.columns
    rows = re.findall(r"^\| ([^|`]+) \| ([^|]+) \|$", PAGE, re.MULTILINE)
    shown = [tuple(cell.strip() for cell in row) for row in rows if row[0] != "field"]
    shown = [row for row in shown if row[0] in {field.label for field in FIELDS.values()}]
    assert shown == [(FIELDS[name].label, ", ".join(each)) for name, each in columns.items()]
    assert len(shown) == len(FIELDS)


def test_the_page_names_the_limits() -> None:
    assert f"Up to {tables.LARGEST_BYTES // 1_000_000} MB and {tables.MOST_ROWS:,} rows" in PAGE
