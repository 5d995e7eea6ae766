"""Where opportunities come from: anything that can say what each is. A file is one such source."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from policies.imports.columns import Head, Mapped
from policies.imports.drafts import Draft, Rejected, Rows, Skipped
from policies.imports.reports import Report
from policies.imports.tables import Table


class Source(Protocol):
    """`name` stands in the history of every field that came from it."""

    @property
    def name(self) -> str: ...

    def fetch(self) -> Iterator[Draft | Rejected | Skipped]:
        """One after another, so that fifty thousand are never in memory at once."""
        ...


@dataclass(frozen=True, slots=True)
class FileSource:
    table: Table
    head: Head
    mapped: Mapped
    report: Report
    name: str = "import"

    def fetch(self) -> Iterator[Draft | Rejected | Skipped]:
        return iter(Rows(self.table, self.head, self.mapped, self.report))
