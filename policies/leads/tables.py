"""A list of leads that somebody sends: columns by their headings, and a lead in each line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from itertools import islice
from typing import TypeVar

from policies.clocks import instant_of
from policies.imports.columns import first_lines
from policies.imports.owners import Owners
from policies.imports.reports import folded
from policies.imports.tables import Broken, Cell, Formula, Line, Table, Unreadable
from policies.leads.values import Kind, Request
from policies.links import is_link

T = TypeVar("T")
COLUMNS: Mapping[str, str] = {
    "lead": "the name of the person to contact",
    "company": "the company or account",
    "sdr": "whom it is assigned to: a Slack user id, @name, or the name as Slack shows it",
    "assigned": "when: 2026-03-02 09:10 in your time zone, or with an offset such as +01:00",
    "ae": "the account executive, written like the SDR",
    "kind": "MQL or inquiry; empty is MQL",
    "request": "trial, contact or other: which e-mail sequence fits; empty is other",
    "phone": "anything but no, if a number is listed; the number itself is not kept",
    "link": "the lead's address, with https://",
    "ref": "the lead's id in your CRM",
}
NEEDED = ("lead", "company", "sdr", "assigned")
OTHER_NAMES: Mapping[str, str] = {
    **{"lead name": "lead", "full name": "lead", "name": "lead", "account": "company"},
    **{"company account": "company", "account name": "company", "lead owner": "sdr"},
    **{"owner": "sdr", "assigned to": "sdr", "assigned at": "assigned"},
    **{"assigned when": "assigned", "assigned date": "assigned", "account owner": "ae"},
    **{"account executive": "ae", "lead id": "ref", "id": "ref", "phone listed": "phone"},
    **{"url": "link", "type": "kind", "sequence": "request"},
}
TEMPLATE = (
    "lead,company,sdr,assigned,ae,kind,request,phone,link,ref\n"
    "Jane Roe,Acme,@emi,2026-03-02 09:10,@chiara,MQL,trial,yes,,00Q1\n"
    "Jo Marsh,Globex,@emi,2026-03-02 17:40,,MQL,other,no,,00Q2\n"
)
MOST_ROWS = 500
LONGEST = 120
KINDS: Mapping[str, Kind] = {
    **{"": Kind.MQL, "mql": Kind.MQL, "marketing qualified lead": Kind.MQL},
    **{"inquiry": Kind.INQUIRY, "enquiry": Kind.INQUIRY},
}
REQUESTS: Mapping[str, Request] = {
    **{"": Request.OTHER, "other": Request.OTHER, "trial": Request.TRIAL},
    **{"contact": Request.TRIAL, "trial request": Request.TRIAL, "contact request": Request.TRIAL},
    "trial or contact": Request.TRIAL,
}
NO_PHONE = ("", "no", "n", "false", "0", "none")
NO_COLUMNS = (
    "has no line with the columns lead, company, sdr and assigned. `/handrail mql template` sends "
    "you a file to begin with."
)
TOO_MANY = f"has more than {MOST_ROWS} leads. Split it and send the parts one after another."
FORMULA = "a formula stands in it: paste the column as values"
EXAMPLE = "for example 2026-03-02 09:10"


class _Unfit(Exception):
    pass


@dataclass(frozen=True, slots=True)
class Given:
    """A lead as a line of the list has it."""

    line: int
    ref: str
    name: str
    company: str
    kind: Kind
    request: Request
    phone: bool
    link: str
    sdr: str
    ae: str
    assigned: datetime


@dataclass(frozen=True, slots=True)
class Unfit:
    line: int
    why: str


def likeness(headings: Iterable[str]) -> int:
    """How many of them are of a list of leads; none without those that are needed."""
    known = {_column(each) for each in headings} - {""}
    return len(known) if set(NEEDED) <= known else 0


def read(table: Table, people: Owners, zone: tzinfo) -> list[Given | Unfit]:
    """Raises Unreadable for what is no list of leads, or too long a one."""
    number, places = _head(table)
    below = [line for line in islice(table.lines(), MOST_ROWS * 3) if line.number > number]
    if len(below) > MOST_ROWS:
        raise Unreadable(TOO_MANY)
    return [_read(line, places, people, zone) for line in below]


def _head(table: Table) -> tuple[int, Mapping[str, int]]:
    heads = enumerate(first_lines(table))
    at = next((place for place, headings in heads if likeness(headings)), None)
    if at is None:
        raise Unreadable(NO_COLUMNS)
    lines = [each for each in islice(table.lines(), at + 40) if isinstance(each, Line)]
    names = [_column(cell) if isinstance(cell, str) else "" for cell in lines[at].cells]
    return lines[at].number, {name: names.index(name) for name in names if name}


def _column(heading: str) -> str:
    word = folded(heading)
    return word if word in COLUMNS else OTHER_NAMES.get(word, "")


def _read(
    line: Line | Broken, places: Mapping[str, int], people: Owners, zone: tzinfo
) -> Given | Unfit:
    if isinstance(line, Broken):
        return Unfit(line.number, line.reason)
    cells = {name: line.cells[at] for name, at in places.items() if at < len(line.cells)}
    try:
        return _given(line.number, cells, people, zone)
    except _Unfit as unfit:
        return Unfit(line.number, str(unfit))


def _given(number: int, cells: Mapping[str, Cell | Formula], people: Owners, zone: tzinfo) -> Given:
    texts = {name: _text(cells.get(name)) for name in COLUMNS}
    for name in NEEDED:
        if not texts[name]:
            raise _Unfit(f"{name} is empty")
    return Given(
        line=number,
        ref=texts["ref"][:LONGEST],
        name=texts["lead"][:LONGEST],
        company=texts["company"][:LONGEST],
        kind=_one_of(KINDS, "kind", texts["kind"], "MQL or inquiry"),
        request=_one_of(REQUESTS, "request", texts["request"], "trial, contact or other"),
        phone=folded(texts["phone"]) not in NO_PHONE,
        link=_link(texts["link"]),
        sdr=_person(people, "SDR", texts["sdr"]),
        ae=_person(people, "AE", texts["ae"]) if texts["ae"] else "",
        assigned=_instant(cells["assigned"], zone),
    )


def _text(cell: Cell | Formula) -> str:
    match cell:
        case None:
            return ""
        case Formula():
            raise _Unfit(FORMULA)
        case float() if cell.is_integer():
            return f"{cell:.0f}"
        case _:
            return " ".join(str(cell).split())


def _one_of(known: Mapping[str, T], name: str, said: str, choices: str) -> T:
    found = known.get(folded(said))
    if found is None:
        raise _Unfit(f"{name} is “{said[:40]}”: write {choices}")
    return found


def _link(said: str) -> str:
    if said and not is_link(said):
        raise _Unfit("the link is no address that begins with https://")
    return said


def _person(people: Owners, what: str, said: str) -> str:
    name = said.removeprefix("@")
    if found := people.find(name):
        return found
    several = "more than one person is" if people.is_shared(name) else "nobody here is"
    raise _Unfit(f"{several} called “{name[:40]}”, the {what}: write the Slack user id")


def _instant(cell: Cell | Formula, zone: tzinfo) -> datetime:
    match cell:
        case datetime():
            return _in_zone(cell, zone)
        case date():
            raise _Unfit(f"assigned has a day and no time: {EXAMPLE}")
        case str():
            return _in_zone(_written(cell.strip()), zone)
        case _:
            raise _Unfit(f"assigned is no day and time: {EXAMPLE}")


def _written(said: str) -> datetime:
    if len(said) <= len("2026-03-02"):
        raise _Unfit(f"“{said}” is no day and time: {EXAMPLE}")
    try:
        return datetime.fromisoformat(said)
    except ValueError:
        raise _Unfit(f"“{said[:40]}” is no day and time: {EXAMPLE}") from None


def _in_zone(at: datetime, zone: tzinfo) -> datetime:
    return at if at.tzinfo else instant_of(at.date(), at.time(), zone)
