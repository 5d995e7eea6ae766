"""table and data_table: rows of cells, the second with a head, pages and a caption.

Slack's page allows a data_table a head and a hundred rows; some libraries two hundred.
"""

from collections.abc import Mapping
from typing import Any

from playground.validation.objects import IDENTIFIER
from playground.validation.rich_texts import RICH_TEXT
from playground.validation.rules import (
    FINE,
    Each,
    Flag,
    Found,
    Kinds,
    Nullable,
    Number,
    Rule,
    String,
    Whole,
    also,
    bare,
    one_of,
    shape,
    under,
    wrong,
)

CELLS: Mapping[str, Rule] = {
    "raw_text": shape({"text": String(10_000)}),
    "raw_number": shape({"value": Number(), "text": String(10_000)}),
    "rich_text": RICH_TEXT,
}
ROW = Each(Kinds(CELLS), 1, 20)
COLUMN = bare({}, {"align": one_of("left", "center", "right"), "is_wrapped": Flag()})


def rows_are_even(block: Mapping[str, Any]) -> Found:
    wide = len(block["rows"][0])
    for index, row in enumerate(block["rows"]):
        if len(row) != wide:
            return under("rows", under(index, wrong(f"must have {wide} cells like the first row")))
    return FINE


def head_is_plain(block: Mapping[str, Any]) -> Found:
    for index, cell in enumerate(block["rows"][0]):
        if cell["type"] == "rich_text":
            found = wrong("unsupported type in the head: rich_text", "raw_text", "raw_number")
            return under("rows", under(0, under(index, under("type", found))))
    return FINE


def head_column_exists(block: Mapping[str, Any]) -> Found:
    if block.get("row_header_column_index", 0) < len(block["rows"][0]):
        return FINE
    return under("row_header_column_index", wrong("must be the number of a column, from 0"))


TABLE = shape(
    {"rows": Each(ROW, 1, 100)},
    {"block_id": IDENTIFIER, "column_settings": Each(Nullable(COLUMN), 1, 20)},
)
DATA_TABLE = also(
    shape(
        {"rows": Each(ROW, 2, 101), "caption": String(2000)},
        {
            "block_id": IDENTIFIER,
            "page_size": Whole(1, 100),
            "row_header_column_index": Whole(0, 19),
        },
    ),
    rows_are_even,
    head_is_plain,
    head_column_exists,
)
