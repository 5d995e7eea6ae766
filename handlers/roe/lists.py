"""/roe list: many accounts at once, pasted or uploaded, answered in the asker's own DM."""

import hashlib
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from handlers.kit import blocks, forms, letters, tickets
from handlers.kit.feature import (
    Ask,
    Block,
    Close,
    Complain,
    File,
    FormReply,
    Message,
    Open,
    Place,
    Quiet,
    Refused,
    Slash,
    Turn,
    View,
)
from handlers.kit.menus import help_with, is_help
from handlers.kit.records import keep
from handlers.kit.texts import counted, escape, excerpt
from handlers.roe import results, tables
from handlers.roe.results import Decided, Results
from handlers.roe.tables import Bad
from policies.pack import Pack

FETCHED = "roe.list"
FORM = "roe.list"
PASTED = "list"
UPLOADED = "file"
KINDS = ("csv", "tsv", "txt")
SHOWN = 10
ALIGNED = ("left", "right")
FILE_NAME = "accounts-decided.csv"

HOW = (
    "One account a line: name, employees, potential users, direction (inbound, outbound or "
    "existing), region; or in any order, with the names of the columns in a first line. "
    "Up to 5,000 accounts and 1 MB; what does not fit the field goes in as a file."
)
PROMISE = "Reading {name}… The result will be in our direct messages in a moment."
PROMISE_HERE = "Reading {name}… The result follows here in a moment."
DONE = "{count} looked up. The result and a CSV are in our direct messages."
NOTHING_GIVEN = "Paste at least one line like the one below, or choose a file."
BOTH_GIVEN = "Send a pasted list or a file, not both: I would not know which one counts."
NO_LIST = f"I read lists as .csv, .tsv or .txt files. A line looks like `{tables.ROW_EXAMPLE}`."
ONE_FILE = "Send one list at a time: I read the first file only when it comes alone."


def start(turn: Turn, ask: Ask) -> Message | Open:
    """With a list it is answered, without one the form opens."""
    if is_help(ask.text):
        return help_with(SLASH, HOW)
    if ask.files:
        return upload(turn, ask)
    if ask.text.strip():
        return _announced(turn, ask.text)
    if ask.place is not Place.COMMAND:
        return blocks.message(HOW, blocks.section(HOW), blocks.section(f"`{tables.ROW_EXAMPLE}`"))
    return open_form(turn, ask)


def open_form(turn: Turn, ask: Ask) -> Open:
    return Open(form(tickets.issue(turn, ask, {}, beside=True)))


def form(about: str) -> View:
    return forms.form(
        FORM,
        "Look up a list",
        blocks.section(HOW),
        forms.text(PASTED, "Paste the list", lines=True, hint=f"For example {tables.ROW_EXAMPLE}"),
        forms.file(UPLOADED, "Or choose a file", KINDS),
        submit="Look up",
        about=about,
    )


def submitted(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    text = ask.fields.get(PASTED)
    pasted = text if isinstance(text, str) else ""
    if bool(pasted.strip()) == bool(ask.files):
        return Complain({PASTED: BOTH_GIVEN if pasted else NOTHING_GIVEN})
    try:
        message = upload(turn, ask) if ask.files else _announced(turn, pasted)
    except Refused as refusal:
        return Complain({UPLOADED if ask.files else PASTED: str(refusal)})
    tickets.tell(turn, ticket, f"list/{ticket.id}", message)
    return Close()


def upload(turn: Turn, ask: Ask) -> Message:
    """A file cannot be read within a turn: it is fetched, and answered in the next one."""
    if len(ask.files) > 1:
        raise Refused(ONE_FILE)
    file = ask.files[0]
    _refuse(file)
    letters.fetch(turn, FETCHED, file)
    here = ask.channel.startswith("D") and ask.place is Place.DIRECT
    promise = (PROMISE_HERE if here else PROMISE).format(name=excerpt(file.name))
    return blocks.message(promise, blocks.section(promise))


def fetched(turn: Turn, ask: Ask) -> Quiet:
    """What the file holds, answered in the DM of whoever sent it."""
    _send(turn, ask.text)
    return Quiet()


def fits(headings: Sequence[str], pack: Pack) -> int:
    return tables.likeness(headings)


def result(turn: Turn, found: Results) -> Message:
    """Counts, what needs a fact, what could not be decided."""
    head = f"{_total(found)} looked up"
    named = [(results.label(turn.pack, name), n) for name, n in found.counts.most_common()]
    spoken = ", ".join(f"{n:,} {escape(name)}" for name, n in named)
    return blocks.message(
        f"{head}: {spoken}",
        blocks.section(f"*{head}* ({escape(turn.pack.edition.upper())})"),
        blocks.table([("Decision", "Accounts"), *((name, f"{n:,}") for name, n in named)], ALIGNED),
        *_waiting(turn, found.waiting),
        *_bad(found.bad),
        blocks.context("Every account with its decision, rule and reason is in the CSV."),
    )


def _announced(turn: Turn, text: str) -> Message:
    """The result goes to the DM; where the list was sent, only that it did."""
    done = DONE.format(count=_total(_send(turn, text)))
    return blocks.message(done, blocks.section(done))


def _send(turn: Turn, text: str) -> Results:
    """One entry in the audit log for a list: how many of each, never what they were."""
    found = results.decide_all(turn, tables.read(text))
    detail = {
        "rows": len(found.decided) + len(found.bad),
        "counts": dict(found.counts),
        "sha256": hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(),
        "edition": turn.pack.edition,
    }
    number = keep(turn, "list", detail)
    content = results.as_csv(found, turn.pack)
    key, person = f"list/{number}", turn.actor.id
    letters.upload(turn, key, person, FILE_NAME, content, result(turn, found))
    return found


def _total(found: Results) -> str:
    return counted(len(found.decided) + len(found.bad), "account")


def _waiting(turn: Turn, waiting: Sequence[Decided]) -> Iterator[Block]:
    """The first of those that need a fact, by the fact they need."""
    needs = [(results.missing(turn.pack, each.answer), each) for each in waiting[:SHOWN]]
    for fact, group in groupby(sorted(needs, key=itemgetter(0)), key=itemgetter(0)):
        lines = [f"• {_named(each)}" for _, each in group]
        yield blocks.section("\n".join([f"*Needs {escape(fact)}*", *lines]))
    yield from _more(len(waiting))


def _bad(bad: Sequence[Bad]) -> Iterator[Block]:
    lines = [f"• line {each.line:,}: {excerpt(each.reason)}" for each in bad[:SHOWN]]
    if lines:
        yield blocks.section("\n".join(["*Not decided*", *lines]))
    yield from _more(len(bad))


def _more(count: int) -> Iterator[Block]:
    if count > SHOWN:
        yield blocks.context(f"And {count - SHOWN:,} more of these; they are in the CSV.")


def _named(each: Decided) -> str:
    name = excerpt(each.row.facts.get("name", ""))
    return f"line {each.row.line:,}: {name}" if name else f"line {each.row.line:,}"


def _is_list(file: File) -> bool:
    return file.name.rpartition(".")[2].casefold() in KINDS


def _refuse(file: File) -> None:
    if not _is_list(file):
        raise Refused(NO_LIST)
    if file.size > tables.LARGEST_CHARACTERS:
        raise Refused(tables.TOO_LARGE)


SLASH = Slash(
    "/roe list",
    start,
    summary="Whose are all these accounts? Paste a list, or send it alone for a form.",
    usage="/roe list [NAME, EMPLOYEES, USERS, DIRECTION, REGION]",
    examples=("/roe list", f"/roe list {tables.ROW_EXAMPLE}"),
    words=("list",),
    alone=False,
)
