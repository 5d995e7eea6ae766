"""The forms of an import: the file itself, and which of its columns holds what."""

from collections.abc import Mapping

from handlers.kit import blocks, forms, letters, tickets
from handlers.kit.feature import (
    Ask,
    ButtonReply,
    Change,
    Close,
    Complain,
    FormReply,
    Open,
    Refused,
    Turn,
    Value,
    View,
)
from handlers.kit.texts import excerpt
from handlers.opportunities import importing
from handlers.opportunities.importing import READ, read_again
from handlers.opportunities.previews import COLUMNS
from handlers.opportunities.reading import as_document, as_mapped
from policies.imports.columns import NEEDED, Head, Mapped
from policies.imports.dates import Order
from policies.imports.files import ENDINGS
from policies.imports.tables import LARGEST_BYTES, TOO_LARGE
from policies.opportunities import FIELDS, Form
from storage import imports
from storage.imports import Import

IMPORT = "opportunities.import"
FILE, DAYS = "file", "days"
NONE = "-"
HOW = (
    "A report of opportunities as .csv or .xlsx, up to 50 MB and 50,000 rows, with at least the "
    "columns Opportunity ID and Opportunity Name. You see what it would change before anything is."
)
PROMISE = "Reading {name}… What it would change follows in our direct messages."
NO_FILE = "Choose a file, for example report.csv."
NO_COLUMN = "Choose a column: without it I can't tell which opportunity is which."
TWICE = "This column is chosen for {label} already."
AS_IT_SAYS = "as the column itself tells"
WRITTEN = {
    Order.MONTH_FIRST: "month first: 04/30/2026",
    Order.DAY_FIRST: "day first: 30/04/2026",
}


def open_upload(turn: Turn, ask: Ask) -> Open:
    about = tickets.issue(turn, ask, {}, beside=True)
    return Open(
        forms.form(
            IMPORT,
            "Import opportunities",
            blocks.section(HOW),
            forms.file(FILE, "The report", ENDINGS),
            submit="Preview",
            about=about,
        )
    )


def uploaded(turn: Turn, ask: Ask) -> FormReply:
    tickets.redeem(turn, ask)
    if not ask.files:
        return Complain({FILE: NO_FILE})
    if ask.files[0].size > LARGEST_BYTES:
        return Complain({FILE: f"The file {TOO_LARGE}"})
    letters.fetch(turn, READ, ask.files[0])
    return Change(blocks.notice(PROMISE.format(name=excerpt(ask.files[0].name))))


def open_columns(turn: Turn, ask: Ask) -> ButtonReply:
    import_ = importing.own(turn, ask.value)
    if import_.state not in ("asking", "ready"):
        return importing.over(turn, import_)
    about = tickets.issue(turn, ask, {"import": import_.id}, beside=True)
    return Open(columns_form(import_, about))


def columns_form(import_: Import, about: str) -> View:
    headings, mapped = import_.head["headings"], as_mapped(import_.mapping)
    options = [(str(place), name) for place, name in enumerate(headings) if name][:98]
    orders = set(mapped.orders.values())
    name = excerpt(str(import_.file["name"]))
    return forms.form(
        COLUMNS,
        "Columns",
        blocks.section(f"Which column of *{name}* holds what? I remember it for the next report."),
        *(
            forms.choice(
                field,
                FIELDS[field].label,
                [(NONE, "not in this report"), *options],
                chosen=_place(headings, mapped.columns.get(field)),
                optional=field not in NEEDED,
            )
            for field in FIELDS
        ),
        forms.choice(
            DAYS,
            "Days such as 03/04/2026 are written",
            [(NONE, AS_IT_SAYS), *((str(order), says) for order, says in WRITTEN.items())],
            chosen=str(next(iter(orders))) if len(orders) == 1 else NONE,
            optional=False,
        ),
        submit="Preview",
        about=about,
    )


def chosen(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    import_ = importing.own(turn, str(ticket.subject["import"]))
    if import_.state not in ("asking", "ready"):
        raise Refused(importing.UNKNOWN)
    headings = import_.head["headings"]
    columns, errors = _columns(ask.fields, headings)
    if errors:
        return Complain(errors)
    orders = _orders(str(ask.fields.get(DAYS, NONE)))
    mapped = Mapped(columns, orders)
    imports.remember(
        turn.session,
        turn.workspace.id,
        Head(import_.head["line"], tuple(headings)).key,
        as_document(mapped),
        turn.actor.id,
        turn.now,
    )
    read_again(turn, import_, columns, orders)
    return Close()


def _columns(
    given: Mapping[str, Value], headings: list[str]
) -> tuple[dict[str, str], dict[str, str]]:
    columns: dict[str, str] = {}
    errors: dict[str, str] = {}
    for field in FIELDS:
        place = str(given.get(field, NONE))
        known = place.isdecimal() and int(place) < len(headings)
        if known and headings[int(place)] in columns.values():
            other = next(name for name, each in columns.items() if each == headings[int(place)])
            errors[field] = TWICE.format(label=FIELDS[other].label)
        elif known:
            columns[field] = headings[int(place)]
        elif field in NEEDED:
            errors[field] = NO_COLUMN
    return columns, errors


def _orders(said: str) -> dict[str, Order]:
    if said not in set(Order):
        return {}
    days = [name for name, field in FIELDS.items() if field.form is Form.DAY]
    return dict.fromkeys(days, Order(said))


def _place(headings: list[str], heading: str | None) -> str:
    return str(headings.index(heading)) if heading in headings else NONE
