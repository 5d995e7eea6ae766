"""/handrail closedate board: what breaks a convention, and the date to set instead."""

from collections.abc import Iterator, Sequence

from handlers.close_dates import words
from handlers.close_dates.setting import OPEN_FORM
from handlers.kit import blocks, letters
from handlers.kit.citations import source
from handlers.kit.feature import (
    Aside,
    Ask,
    Block,
    ButtonReply,
    Group,
    Message,
    Refused,
    Slash,
    Turn,
)
from handlers.kit.menus import help_with, is_help
from handlers.kit.pipelines import Book, Line, book, insist_on_rules
from handlers.kit.rights import insist, may
from handlers.kit.spreadsheets import Cell, csv_of
from handlers.kit.teams import insist_on_privacy, myself, team_of
from policies.close_dates import ENTRIES, PARKING, Fit
from policies.desks.close_conventions import ACTUAL_DAY, FIRST_DAY, LAST_DAY
from policies.rights import Action
from storage.members import Member

COMMAND = "/handrail closedate board"
EXPORT = "closedate.csv"
MINE, TEAM = "mine", "team"
BROKEN_SHOWN, OPEN_SHOWN = 14, 5
FILE = "close-dates.csv"

UNREAD = f"Write `{COMMAND}` for your own opportunities, or `{COMMAND} team` for your team's."
NO_TEAM = "Nobody reports to you here, so there is no team to show. An admin says who does."
NOTHING = "I know no open opportunity {whose}, so there is no close date to check."
SENT = "The close dates as a CSV are in our direct messages."
MORE = "{count:,} more are in the CSV."
UNKNOWN = "*{count} on a fact that nobody told me*"
UNDATED = "*{count} no close date*"
GROUPS = (PARKING, ENTRIES[LAST_DAY], ENTRIES[ACTUAL_DAY], ENTRIES[FIRST_DAY])
LIMITS = dict(zip(GROUPS, ("parking_hours", LAST_DAY, ACTUAL_DAY, FIRST_DAY), strict=True))
HEAD = (
    *("opportunity", "id", "account", "owner", "close date", "set on", "result", "rule"),
    *("depends on", "set instead"),
)
RESULTS = {Fit.BREAKS: "breaks a convention", Fit.OPEN: "depends", Fit.FITS: "fits", None: "none"}


def start(turn: Turn, ask: Ask) -> Message:
    insist_on_privacy(ask, COMMAND)
    insist_on_rules(turn)
    match ask.text.strip().casefold():
        case "":
            return _own_or_team(turn)
        case "me" | "mine":
            return show(turn, MINE)
        case "team":
            return show(turn, TEAM)
        case _:
            raise Refused(UNREAD)


def pressed(turn: Turn, ask: Ask) -> ButtonReply:
    insist_on_rules(turn)
    return Aside(show(turn, TEAM) if ask.value == TEAM else _own_or_team(turn))


def export(turn: Turn, ask: Ask) -> ButtonReply:
    insist_on_rules(turn)
    found = book(turn, _owners(turn, ask.value))
    said = found.tally.in_short
    rows = [HEAD, *(_cells(turn, line) for line in found.lines)]
    key = f"closedate/csv/{turn.actor.id}/{turn.now.isoformat()}"
    comment = blocks.message(said, blocks.section(said))
    letters.upload(turn, key, turn.actor.id, FILE, csv_of(rows), comment)
    return Aside(blocks.message(SENT, blocks.section(SENT)))


def show(turn: Turn, whose: str) -> Message:
    return _message(turn, book(turn, _owners(turn, whose)), whose)


def _own_or_team(turn: Turn) -> Message:
    """Who sells nothing and manages people means these."""
    own = book(turn, [myself(turn)])
    means_team = not own.lines and may(turn, Action.ROLL_UP) and team_of(turn)
    return show(turn, TEAM) if means_team else _message(turn, own, MINE)


def _owners(turn: Turn, whose: str) -> list[Member]:
    if whose != TEAM:
        return [myself(turn)]
    insist(turn, Action.ROLL_UP)
    if not (team := team_of(turn)):
        raise Refused(NO_TEAM)
    return team


def _message(turn: Turn, found: Book, whose: str) -> Message:
    if not found.lines:
        says = NOTHING.format(whose="of your team" if whose == TEAM else "of yours")
        return blocks.message(says, blocks.section(says))
    head = found.tally.said
    return blocks.message(
        head,
        blocks.header(head),
        *_broken(turn, found, whose),
        *_others(turn, found, whose),
        blocks.actions(blocks.button("Download as CSV", EXPORT, whose)),
    )


def _broken(turn: Turn, found: Book, whose: str) -> Iterator[Block]:
    """By convention, with its rule; the soonest date first."""
    room = BROKEN_SHOWN
    broken = found.those(Fit.BREAKS)
    for entry in GROUPS:
        theirs = [line for line in broken if line.checked and line.checked.rule == entry]
        if theirs and room:
            yield blocks.section(f"*{_rule(turn, entry)}*   📖 {source(turn.pack.citation(entry))}")
            yield from _rows(turn, theirs[:room], whose)
            room -= len(theirs[:room])
    if len(broken) > BROKEN_SHOWN:
        yield blocks.context(MORE.format(count=len(broken) - BROKEN_SHOWN))


def _rule(turn: Turn, entry: str) -> str:
    return insist_on_rules(turn).limits[LIMITS[entry]].says


def _others(turn: Turn, found: Book, whose: str) -> Iterator[Block]:
    """What cannot be judged yet is no breach, and no all-clear either."""
    for fit, says, verb in ((Fit.OPEN, UNKNOWN, "depend"), (None, UNDATED, "have")):
        if theirs := found.those(fit):
            one = f"{verb}s" if verb == "depend" else "has"
            number = f"{len(theirs):,} {one if len(theirs) == 1 else verb}"
            yield blocks.section(says.format(count=number))
            yield from _rows(turn, theirs[:OPEN_SHOWN], whose)
            if len(theirs) > OPEN_SHOWN:
                yield blocks.context(MORE.format(count=len(theirs) - OPEN_SHOWN))


def _rows(turn: Turn, lines: Sequence[Line], whose: str) -> Iterator[Block]:
    sheet = insist_on_rules(turn)
    for line in lines:
        text = words.on_board(line, turn, sheet, whose=whose == TEAM)
        press = blocks.button("Set the date", OPEN_FORM, str(line.opportunity.id))
        yield blocks.section(text, press)


def _cells(turn: Turn, line: Line) -> tuple[Cell, ...]:
    found, checked = line.opportunity, line.checked
    names = insist_on_rules(turn).facts
    days = sorted(set(checked.ways.values())) if checked and checked.fit is Fit.BREAKS else []
    depends = checked.missing if checked and checked.fit is Fit.OPEN else []
    return (
        found.name,
        found.ref,
        found.account,
        line.owner.name,
        found.close_date.isoformat() if found.close_date else "",
        f"{found.close_date_set_at:%Y-%m-%d}" if found.close_date_set_at else "",
        RESULTS[line.fit],
        _rule(turn, checked.rule) if checked and checked.fit is Fit.BREAKS else "",
        "; ".join(names[name].label for name in depends),
        " or ".join(day.isoformat() for day in days),
    )


def explain(menu: tuple[Slash, ...], text: str) -> Message | None:
    return help_with(SLASH, HOW) if is_help(text) else None


HOW = (
    "It checks every open opportunity against the three conventions, with what is known of its "
    f"compelling event and quote. `{COMMAND} team` is for managers; `/handrail closedate` asks "
    "about one date."
)
SLASH = Slash(
    COMMAND,
    start,
    summary="Which close dates break a convention, and what to set instead.",
    usage=f"{COMMAND} [team]",
    examples=(COMMAND,),
    words=("closedate board", "close-date board"),
    alone=False,
    still=explain,
    group=Group.DEALS,
)
