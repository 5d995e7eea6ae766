"""A file that somebody sent, opened by what it holds and not by what it is called."""

from policies.imports.csvs import open_csv
from policies.imports.tables import EMPTY, LARGEST_BYTES, TOO_LARGE, Table, Unreadable
from policies.imports.workbooks import open_workbook

ENDINGS = ("csv", "tsv", "txt", "xlsx")
PACKED = b"PK\x03\x04"
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
OLD = "is an old .xls file, or protected by a password. Save it as .xlsx or as CSV."
HTML = "is a web page, not a report. In Salesforce choose Export and the format .xlsx or .csv."


def open_file(data: bytes) -> Table:
    """Raises Unreadable."""
    if not data.strip():
        raise Unreadable(EMPTY)
    if len(data) > LARGEST_BYTES:
        raise Unreadable(TOO_LARGE)
    if data.startswith(OLD_EXCEL):
        raise Unreadable(OLD)
    if data[:500].lstrip().lower().startswith((b"<html", b"<!doctype", b"<table")):
        raise Unreadable(HTML)
    return open_workbook(data) if data.startswith(PACKED) else open_csv(data)
