"""How each command is written: its words, its flags and what they say of themselves."""

import argparse
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from bot.parsers import Words, add_word, add_words, port

ANCHORS = "whose addresses of headings; otherwise gitlab"
PLAYGROUND_EXAMPLES = """examples:
  handrail playground --manifest manifest.yml                       for your own app
  handrail playground --config company.yml --state slack.json       your company, kept
  handrail playground --json --control --port 0                     for tests, in any language
  handrail playground --limits --latency 0.3                        on a bad day

docs/playground.md says how an app connects and what a config file holds.
"""


def _serve(words: Words) -> None:
    word = add_word(words, "serve", "connect to Slack and answer", "serving:serve")
    word.add_argument("--migrate", action="store_true", help="bring the database up to date first")


def _demo(words: Words) -> None:
    word = add_word(words, "demo", "start a local Slack with the bot in it", "demos:demo")
    word.add_argument("--port", type=port, help="the page's TCP port; otherwise a free one")
    word.add_argument("--reset", action="store_true", help="start afresh")
    word.add_argument("--folder", default=".handrail-demo", help="where the demo keeps its files")


def _playground(words: Words) -> None:
    word = add_word(words, "playground", "start the local Slack alone", "demos:playground")
    word.epilog = PLAYGROUND_EXAMPLES
    word.formatter_class = argparse.RawDescriptionHelpFormatter
    file: dict[str, Any] = {"metavar": "FILE", "type": Path}
    word.add_argument("--manifest", **file, help="the app's manifest; otherwise Handrail's own")
    word.add_argument("--config", **file, help="workspaces, people, channels, apps, as YAML")
    word.add_argument("--state", **file, help="keep everything here, and go on from it")
    word.add_argument("--port", type=port, help="the TCP port; otherwise a free one")
    word.add_argument("--json", action="store_true", help="print addresses, tokens, ids as JSON")
    word.add_argument("--control", action="store_true", help="let tests order faults, move time")
    word.later = lambda: import_module("bot.demo").add_flags(word)


def _ask(words: Words) -> None:
    word = add_word(words, "ask", "answer a question in the shell", "asking:ask")
    word.add_argument("question", nargs="*", help='such as "/roe 620 employees inbound"')
    word.add_argument("--json", action="store_true", help="the answer as one JSON object")
    word.add_argument("--now", metavar="ISO", help="answer as if it were this instant")
    word.add_argument("--role", help="answer for this role")
    word.add_argument("--edition", help="the edition of the handbook")
    word.add_argument("--holidays", metavar="CODE", help="leave out holidays: US, GB-ENG")
    word.add_argument("--pack", metavar="PATH", help="a folder with a pack of your own")
    word.add_argument("--batch", action="store_true", help="questions as JSON lines from stdin")


def _doctor(words: Words) -> None:
    word = add_word(
        words, "doctor", "find what is wrong, and say how to mend it", "checkups:doctor"
    )
    word.add_argument("--json", action="store_true", help="one JSON object with every finding")


def _db(words: Words) -> None:
    found = add_words(words, "db", "look after the database")
    add_word(found, "upgrade", "bring the database to the newest revision", "databases:upgrade")
    down = add_word(
        found, "downgrade", "take the database back to a revision", "databases:downgrade"
    )
    down.add_argument("revision", help="such as 0001, or base for an empty database")
    add_word(found, "current", "print the database's revision", "databases:current")


def _preview(words: Words) -> None:
    word = add_word(words, "preview", "who would be told what, when and why", "previews:show")
    word.add_argument("--days", type=int, default=30, help="how many days ahead; 30")
    word.add_argument("--person", metavar="NAME", help="only who goes by this: @ana or an id")
    word.add_argument("--routine", metavar="NAME", help="only reminders of this routine")
    word.add_argument("--against", metavar="PACK", help="what an edition or a folder would change")
    word.add_argument("--csv", metavar="FILE", help="as CSV for a spreadsheet; - prints it")
    word.add_argument("--workspace", metavar="ID", help="only this workspace, such as T0ACME")


def _reminders(words: Words) -> None:
    found = add_words(words, "reminders", "what is planned, waiting or undelivered")
    show = add_word(found, "list", "list reminders and letters, soonest first", "reminders:show")
    show.add_argument("--state", metavar="STATE", help="such as planned, open, dead or sent")
    show.add_argument("--routine", metavar="NAME", help="only reminders of this routine")
    show.add_argument("--limit", type=int, default=200, help="rows of each state at most; 200")
    show.add_argument("--json", action="store_true", help="as one JSON object")
    retry = add_word(found, "retry", "send again what Slack did not take", "retrying:retry")
    retry.add_argument("number", nargs="*", help="such as L12")
    retry.add_argument("--all", action="store_true", help="every letter that is undelivered")
    for word in (show, retry):
        word.add_argument("--person", metavar="ID", help="only for this person or channel")
        word.add_argument("--workspace", metavar="ID", help="only this workspace, such as T0ACME")
    drop = add_word(found, "drop", "end a letter or a reminder, with a reason", "retrying:drop")
    drop.add_argument("number", nargs="+", help="such as L12 or R7")
    drop.add_argument("--reason", required=True, help='such as "they have left"')


def _audit(words: Words) -> None:
    found = add_words(words, "audit", "who was told what, and why")
    verify = add_word(found, "verify", "check that nothing was changed or removed", "audits:verify")
    export = add_word(found, "export", "print the entries as JSON lines", "audits:export")
    export.add_argument("--since", metavar="ISO", help="only entries from this instant on")
    for word in (verify, export):
        word.add_argument("--workspace", metavar="ID", help="only this workspace, such as T0ACME")


def _commitments(words: Words) -> None:
    found = add_words(words, "commitments", "what was committed at each Red/Green period's end")
    word = add_word(found, "export", "print all that was frozen as CSV", "commitments:export")
    word.add_argument("--workspace", metavar="ID", help="only this workspace, such as T0ACME")


def _feedback(words: Words) -> None:
    word = add_word(words, "feedback", "what people thought of their answers", "feedback:show")
    word.add_argument("--csv", action="store_true", help="as CSV, for a spreadsheet")
    word.add_argument("--wrong", action="store_true", help="only what was marked as wrong")
    word.add_argument("--since", metavar="ISO", help="only from this instant on")
    word.add_argument("--workspace", metavar="ID", help="only this workspace, such as T0ACME")


def _team(words: Words) -> None:
    found = add_words(words, "team", "who is on the team, with role, manager and hours")
    load = add_word(found, "import", "take a roster in, and say what changed", "teams:import_file")
    load.add_argument("file", help="a CSV; docs/team.md says what its columns hold")
    load.add_argument("--dry-run", action="store_true", help="only say what would change")
    everybody = add_word(found, "list", "everybody on the team", "teams:list_all")
    export = add_word(found, "export", "print the team as CSV, to import again", "teams:export")
    for word in (load, everybody, export):
        word.add_argument("--workspace", metavar="ID", help="this workspace, such as T0ACME")


def _manifest(words: Words) -> None:
    word = add_word(words, "manifest", "print the Slack app's manifest", "manifests:show")
    word.add_argument("--json", action="store_true", help="as JSON instead of YAML")
    word.add_argument("--check", action="store_true", help="compare the file with the code")


def _policy(words: Words) -> None:
    found = add_words(words, "policy", "look after policy packs")
    check = add_word(
        found, "check", "load a pack and name what is wrong with it", "checkups:policy"
    )
    check.add_argument("path", nargs="?", help="the pack's folder; otherwise the one in force")
    check.add_argument("--edition", help="the edition to load")
    diff = add_word(found, "diff", "what is different, and which answers change", "policies:diff")
    for side in ("old", "new"):
        diff.add_argument(side, help="an edition such as fy22, or a folder")
    diff.add_argument("--all", action="store_true", help="every answer that changes")
    diff.add_argument("--json", action="store_true", help="as one JSON object")
    show = add_word(found, "show", "a rule, limit, entry or outcome by its id", "policies:show")
    show.add_argument("id", help="such as deck_smb, roe/inbound-500 or deck-threshold")
    init = add_word(found, "init", "begin a pack of your own", "policies:init")
    init.add_argument("folder", help="a folder that does not exist yet")
    init.add_argument("--whole", action="store_true", help="a full copy, not what is different")
    export = add_word(found, "export", "print the edition as one Markdown page", "policies:export")
    for word in (show, export):
        word.add_argument("--edition", help="the edition of the handbook")
        word.add_argument("--pack", metavar="PATH", help="a folder with a pack of your own")


def _handbook(words: Words) -> None:
    found = add_words(words, "handbook", "look after your own pages")
    add = add_word(
        found, "add", "add Markdown files or folders, or read them again", "handbooks:add"
    )
    add.add_argument("path", nargs="+", help="a file or a folder, such as handbook/")
    add.add_argument("--base-url", default="", metavar="URL", help="where people read these pages")
    add.add_argument("--anchors", choices=("gitlab", "github"), default="gitlab", help=ANCHORS)
    show = add_word(found, "list", "list the pages", "handbooks:list_all")
    remove = add_word(found, "remove", "forget a file or a folder", "handbooks:remove")
    remove.add_argument("path", help="as it was added, such as handbook/")
    search = add_word(found, "search", "show what a question would find", "handbooks:search")
    search.add_argument("question", nargs="+", help='such as "how late may a customer return?"')
    for word in (add, show, remove, search):
        word.add_argument("--workspace", metavar="ID", help="only this workspace, such as T0ACME")


def _import(words: Words) -> None:
    word = add_word(words, "import", "read a report of opportunities", "importing:run")
    word.add_argument("file", nargs="?", help="a CSV or XLSX file, such as report.csv")
    word.add_argument("--dry-run", action="store_true", help="show what would change, no more")
    word.add_argument("--yes", action="store_true", help="apply without asking")
    word.add_argument(
        "--all-open",
        action="store_true",
        help="the report holds everything that is open: what is not in it is gone",
    )
    word.add_argument("--dates", choices=("month-first", "day-first"), help="what 03/04/2026 means")
    word.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="FIELD=HEADING",
        help='where a field stands, such as net_arr="Our ARR"; again for each',
    )
    word.add_argument("--workspace", metavar="ID", help="which workspace, such as T0ACME")


def _version(words: Words) -> None:
    add_word(words, "version", "print the version", "versions:show")


USAGES: tuple[Callable[[Words], None], ...] = (
    _serve,
    _demo,
    _playground,
    _ask,
    _doctor,
    _db,
    _preview,
    _reminders,
    _audit,
    _commitments,
    _feedback,
    _team,
    _manifest,
    _policy,
    _handbook,
    _import,
    _version,
)
