"""Why a call came out otherwise, and by hand what became of an opportunity."""

from datetime import date

from handlers.kit import blocks, forms, letters, reminding, rights, tickets
from handlers.kit.feature import (
    Ask,
    Block,
    ButtonReply,
    Close,
    Complain,
    FormReply,
    Open,
    Refused,
    Turn,
)
from handlers.kit.records import keep
from handlers.kit.texts import clean, excerpt
from handlers.redgreen import dues, facts, lookback_cards, lookbacks, terms, words
from handlers.redgreen.books import Book, key, lined, my_view
from handlers.redgreen.lookback_words import became, reasons, titled
from handlers.redgreen.scopes import NO_FIGURE, figure_of
from policies.calendars import first_of
from policies.lookbacks.lines import Line
from policies.rights import Action
from storage import commitments, outcomes
from storage.outcomes import Outcome, Period

CHOICE, TEXT, FIGURE, DAY = "choice", "text", "figure", "day"
LONGEST = 500
AS_IMPORTED = "imported"
STATES = {
    "won": "Closed-won",
    "lost": "Closed-lost",
    "split": "Split into several",
    AS_IMPORTED: "As the import says",
}
GONE = "I can't find that commitment any more. `/redgreen lookback` shows what there is."
CHOOSE = "Choose one of these."
NEEDS_WORDS = "Write a few words about it."
NO_DAY = "Pick the day on which it closed; it cannot lie in the future."


def give(turn: Turn, ask: Ask) -> ButtonReply:
    line, told = _found(turn, ask.value, "reason")
    about = tickets.issue(turn, ask, {"call": ask.value})
    book = Book(turn, my_view(turn), first_of(line.call.ends))
    return Open(
        forms.form(
            words.REASONED,
            "Give the reason",
            blocks.section(f"{titled(line)}\n{became(line)}"),
            forms.choice(
                CHOICE,
                "Why did it come out otherwise?",
                reasons(book).items(),
                chosen=told.choice if told else "",
                optional=False,
            ),
            forms.text(TEXT, "In your words", lines=True, most=LONGEST, filled=_text(told)),
            _cited(turn),
            submit="Save",
            about=about,
        )
    )


def given(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    line, _ = _found(turn, str(ticket.subject["call"]), "reason")
    choice, text = _said(ask)
    sheet = turn.pack.sheets["redgreen"]
    if choice not in {item.id for item in sheet.lists["reasons"]}:
        return Complain({CHOICE: CHOOSE})
    if choice == "other" and not text:
        return Complain({TEXT: NEEDS_WORDS})
    _keep(turn, line, "reason", choice, text)
    return _close(turn, ask, line)


def mark(turn: Turn, ask: Ask) -> ButtonReply:
    line, told = _found(turn, ask.value, "mark")
    about = tickets.issue(turn, ask, {"call": ask.value})
    figure = told.net_arr if told else line.call.net_arr
    return Open(
        forms.form(
            words.MARKED,
            "What became of it",
            blocks.section(f"{titled(line)}\n{became(line)}"),
            forms.choice(
                CHOICE,
                "It is",
                STATES.items(),
                chosen=(told.choice or AS_IMPORTED) if told else "",
                hint="This holds over what an import says, until you set it back.",
                optional=False,
            ),
            forms.number(
                FIGURE,
                "Net ARR that closed",
                hint="For example 12500 or $12.5k; of a split one, what closed of it.",
                filled="" if figure is None else str(figure),
            ),
            forms.day(DAY, "Closed on", filled=told.day if told else None),
            forms.text(TEXT, "Note", most=LONGEST, filled=_text(told)),
            submit="Save",
            about=about,
        )
    )


def marked(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    line, _ = _found(turn, str(ticket.subject["call"]), "mark")
    choice, text = _said(ask)
    if choice not in STATES:
        return Complain({CHOICE: CHOOSE})
    state = "" if choice == AS_IMPORTED else choice
    told = clean(str(ask.fields.get(FIGURE, ""))).strip()
    figure = figure_of(told) if told else None
    if told and figure is None:
        return Complain({FIGURE: NO_FIGURE.partition(";")[0] + "."})
    day = _day(ask) if state == "won" else None
    if day is not None and day > turn.now.date():
        return Complain({DAY: NO_DAY})
    closes = state in ("won", "split")
    _keep(turn, line, "mark", state, text, int(figure) if figure and closes else None, day)
    return _close(turn, ask, line)


def _said(ask: Ask) -> tuple[str, str]:
    return str(ask.fields.get(CHOICE, "")), clean(str(ask.fields.get(TEXT, ""))).strip()


def _found(turn: Turn, value: str, kind: outcomes.Kind) -> tuple[Line, Outcome | None]:
    """A committed opportunity of somebody whose records the actor may change. Raises Refused."""
    terms.insist_on_reviews(turn)
    period, opportunity = _read(value)
    session, workspace = turn.session, turn.workspace.id
    kept = commitments.find(session, workspace, period, opportunity)
    if kept is None:
        raise Refused(GONE)
    rights.insist(turn, Action.CHANGE, owner=kept.owner)
    days = (period[1], period[1])
    calls = commitments.calls(session, workspace, days, (kept.owner,))
    told = outcomes.latest(session, workspace, days)
    call, actual = next(pair for pair in calls if key(pair[0]) == (*period, opportunity))
    line = lined(call, actual, told["mark"])
    return line, told[kind].get(key(call))


def _read(value: str) -> tuple[Period, int]:
    starts, _, rest = value.partition(":")
    ends, _, opportunity = rest.partition(":")
    known = opportunity.isascii() and opportunity.isdigit() and len(opportunity) <= 18
    try:
        return (date.fromisoformat(starts), date.fromisoformat(ends)), int(opportunity * known)
    except ValueError:
        raise Refused(GONE) from None


def _keep(
    turn: Turn,
    line: Line,
    kind: outcomes.Kind,
    choice: str,
    text: str,
    net_arr: int | None = None,
    day: date | None = None,
) -> None:
    call = line.call
    outcomes.add(
        turn.session,
        workspace=turn.workspace.id,
        period=(call.starts, call.ends),
        opportunity=call.opportunity,
        kind=kind,
        choice=choice,
        text=text,
        net_arr=net_arr,
        day=day,
        by=turn.actor.id,
        at=turn.now,
    )
    about = {"opportunity": call.opportunity, "ends": call.ends.isoformat(), "choice": choice}
    said = {"text": excerpt(text), "net_arr": net_arr, "day": day and day.isoformat()}
    keep(turn, f"redgreen.{kind}", about | said)


def _close(turn: Turn, ask: Ask, line: Line) -> FormReply:
    """The lookback as it is now, where the form was opened; the reminder goes with its cause."""
    month = first_of(line.call.ends)
    shown = lookback_cards.message(Book(turn, my_view(turn), month))
    ticket = tickets.redeem(turn, ask)
    tickets.tell(turn, ticket, f"redgreen/lookback/{ticket.id}/{turn.now.isoformat()}", shown)
    for person in {line.call.owner, line.call.manager} - {""}:
        letters.refresh(turn, "home", person)
    _settle_if_done(turn, line)
    return Close()


def _settle_if_done(turn: Turn, line: Line) -> None:
    manager = line.call.manager
    if dues.due(turn, manager) is None:
        lookbacks.settle(turn, manager, "every miss has its reason")
        reminding.replan(turn, [manager])


def _day(ask: Ask) -> date | None:
    told = str(ask.fields.get(DAY, ""))
    return date.fromisoformat(told) if told else None


def _text(told: Outcome | None) -> str:
    return told.text if told else ""


def _cited(turn: Turn) -> Block:
    return blocks.context(f"📖 {facts.cited(turn, 'rg-lookback')}")
