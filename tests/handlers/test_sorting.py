"""A file sent to the bot: told by its headings, or asked about."""

from collections.abc import Callable
from typing import Any

import pytest

from handlers import FEATURES
from handlers.kit import sorting
from handlers.kit.feature import File, Refused
from handlers.kit.routes import routes
from policies.imports.tables import Unreadable
from policies.pack import Pack
from storage import errands

KINDS = routes(FEATURES).fetched
Words = Callable[[Any], str]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Opportunity ID,Opportunity Name,Stage\n1,2,3", "opportunities.read"),
        ("Filters: mine\n\nOpportunity Name;Account Name;Close Date\na;b;c", "opportunities.read"),
        ("name,employees,users,direction,region\nAcme,480,130,inbound,EMEA", "roe.list"),
        ("Account;Staff\nAcme;480", "roe.list"),
        ("Acme, 480, 130, inbound", "roe.list"),
        ("person,roles,manager\n@ana,smb,@ben", "people.roster"),
        ("hello\nthere", None),
        ("foo,bar\nx,y", None),
    ],
)
def test_a_file_is_told_by_its_headings(pack: Pack, text: str, kind: str | None) -> None:
    found = sorting.sort(KINDS, text.encode(), pack)
    assert (found.id if found else None) == kind


def test_what_nobody_can_read_is_refused(pack: Pack) -> None:
    with pytest.raises(Unreadable, match="is empty"):
        sorting.sort(KINDS, b" ", pack)


def test_whoever_sent_a_file_that_tells_nothing_says_what_it_is(desk: Any, words: Words) -> None:
    file = File("F1", "things.csv", "https://files.slack.com/things.csv", 20)
    assert "Reading things.csv… The result follows here" in words(desk.message("", "U0ANA", file))
    (errand,) = errands.claim(
        desk.session, now=desk.now, limit=5, lease=desk.now - desk.now, worker="test"
    )
    assert errand.kind == sorting.DROPPED
    asked = desk.checked(sorting.question(KINDS, file, errand.id))
    assert "What shall I read it as?" in words(asked)
    with pytest.raises(Refused, match="Only Ana Lopez"):
        desk.press(asked, "A list of accounts", "U0BEN")
    desk.press(asked, "A report of opportunities", "U0ANA")
    taken = errands.find(desk.session, desk.workspace, errand.id + 1)
    assert taken is not None
    assert (taken.kind, taken.detail["id"]) == ("opportunities.read", "F1")


@pytest.mark.parametrize(
    ("name", "size", "says"),
    [
        ("report.pdf", 10, "I read lists and reports as"),
        ("report.csv", 50_000_001, "report.csv is over 50 MB"),
    ],
)
def test_a_file_that_is_no_table_or_too_large_is_refused_at_once(
    desk: Any, name: str, size: int, says: str
) -> None:
    with pytest.raises(Refused, match=says):
        desk.message("", "U0ANA", File("F1", name, "https://files.slack.com/x", size))


def test_files_are_taken_one_at_a_time(desk: Any) -> None:
    files = [File(f"F{n}", "a.csv", "https://files.slack.com/x", 1) for n in range(2)]
    with pytest.raises(Refused, match="one file at a time"):
        desk.message("", "U0ANA", *files)
