"""A forecast as it is shown: its values beside last week's, and those of the weeks before."""

from collections.abc import Iterator, Sequence

from handlers.forecasts.controls import GIVE, UNDO
from handlers.forecasts.weeks import (
    Week,
    insist_on_rules,
    label,
    marked,
    moment,
    names_of,
    short_day,
    values_of,
    week_of,
)
from handlers.kit import blocks
from handlers.kit.citations import source
from handlers.kit.facts import dollars
from handlers.kit.feature import Block, Message, Scene, Turn
from handlers.kit.menus import BOARD
from handlers.kit.people import name_in
from handlers.kit.pipelines import tally
from handlers.kit.texts import excerpt
from policies.forecasts import ENTRY, VALUES, WEEK, Figures
from policies.wording import filled
from storage import forecasts
from storage.forecasts import Edit, Forecast
from storage.members import Member

SHOWN_WEEKS, SHOWN_EDITS = 5, 6
CHECK = "The same sitting checks the pipeline: {said}"
NOTHING_YET = "No forecast has been given yet. `/handrail forecast` opens the form."
NOT_GIVEN = "*Your forecast of this week is due {due}.*"
OVERDUE = "*Your forecast of this week was due {due}.* Give it all the same; it is marked as late."
COMPARED = ("left", "right", "right", "right")


def given(turn: Turn, week: Week, forecast: Forecast, act: int) -> Message:
    """What is said to whoever gave it."""
    own = week.member.id == turn.actor.id
    whose = "Your forecast" if own else f"The forecast of {excerpt(week.member.name)}"
    changed = "changed" if week.given else "given"
    due = moment(week.deadline, turn, week.member)
    timely = f"late: it was due {due}" if forecast.late else f"in time: it is due {due}"
    head = f"{whose} is {changed}, {timely}."
    press = (
        blocks.button("Change", GIVE, week.subject),
        blocks.button("Undo", UNDO, str(act)),
    )
    return blocks.message(
        head,
        blocks.section(f"✔ *{head}*"),
        *_compared(turn, forecast, week.before),
        *_noted(forecast),
        *_entered(turn, week),
        *_pipeline(turn, week.member),
        blocks.actions(*press),
        _cited(turn, ENTRY, VALUES),
    )


def week(turn: Turn, member: Member) -> Message:
    """This week's: given, or when it is due."""
    found = week_of(turn, member)
    due = moment(found.deadline, turn, member)
    if found.given is None:
        said = (OVERDUE if turn.now > found.deadline else NOT_GIVEN).format(due=due)
        press = blocks.button("Give the forecast", GIVE, found.subject, "primary")
        last = _last(turn, found)
        return blocks.message(
            said, blocks.section(said), *last, blocks.actions(press), _cited(turn, ENTRY)
        )
    head = f"Your forecast of this week: {marked(found.given, turn, member)} (due {due})."
    press = blocks.button("Change", GIVE, found.subject)
    return blocks.message(
        head,
        blocks.section(f"*{head}*"),
        *_compared(turn, found.given, found.before),
        *_noted(found.given),
        blocks.actions(press),
        _cited(turn, ENTRY, VALUES),
    )


def history(turn: Turn, member: Member) -> Message:
    """The last weeks, and what was changed in the last two of them."""
    sheet = insist_on_rules(turn)
    this = week_of(turn, member).week
    since = this - (SHOWN_WEEKS - 1) * WEEK
    where = (turn.session, turn.workspace.id)
    kept = forecasts.of_people(*where, [member.id], since, this + WEEK)
    if not kept:
        return blocks.message(NOTHING_YET, blocks.section(NOTHING_YET))
    weeks = [short_day(each.week, turn, member) for each in kept]
    rows = [
        (item.says, *(money(each.figures, item.id) for each in kept)) for item in values_of(sheet)
    ]
    given = ("Given", *("late" if each.late else "in time" for each in kept))
    edits = forecasts.edits(*where, member.id, this - WEEK)
    title = "Your forecasts"
    return blocks.message(
        title,
        blocks.section(f"*{title}*"),
        blocks.table([("Week of", *weeks), *rows, given], ("left", *("right",) * len(kept))),
        *_changes(turn, edits, member),
    )


def compared(
    names: Sequence[tuple[str, str]], now: Figures, before: Figures, head: str = "This week"
) -> Block:
    """A value a row: now, a week earlier, and the difference."""
    rows = [("Value", head, "Week before", "Change")]
    for name, says in names:
        rows.append((says, money(now, name), money(before, name), change(now, before, name)))
    return blocks.table(rows, COMPARED)


def change(now: Figures, before: Figures, name: str) -> str:
    """`+$4,000`, nothing where either is not known."""
    if name not in now or name not in before:
        return "–"
    difference = now[name] - before[name]
    return f"+{dollars(difference)}" if difference > 0 else dollars(difference)


def money(figures: Figures, name: str) -> str:
    return dollars(figures[name]) if name in figures else "–"


def _compared(scene: Scene, forecast: Forecast, before: Forecast | None) -> Iterator[Block]:
    names = [(item.id, item.says) for item in values_of(insist_on_rules(scene))]
    yield compared(names, forecast.figures, before.figures if before else {})
    if before and before.week != forecast.week - WEEK:
        week = f"{before.week.day} {before.week:%B %Y}"
        yield blocks.context(f"Compared with the last one given, of the week of {week}.")


def _noted(forecast: Forecast) -> Iterator[Block]:
    if forecast.note:
        yield blocks.context(f"Note: {excerpt(forecast.note)}")


def _entered(turn: Turn, week: Week) -> Iterator[Block]:
    """Where else the handbook wants them."""
    due = {"due_at": moment(week.deadline, turn, week.member)}
    steps = insist_on_rules(turn).outcomes["complete"].next
    if steps:
        yield blocks.context("\n".join(filled(step.do, due) for step in steps))


def _pipeline(turn: Turn, member: Member) -> Iterator[Block]:
    """The rule asks that close dates be looked at in the same sitting."""
    if (found := tally(turn, [member])).total:
        said = CHECK.format(said=found.in_short)
        own = member.id == turn.actor.id
        yield blocks.section(said, blocks.button("See which", BOARD, "mine") if own else None)


def _last(turn: Turn, found: Week) -> Iterator[Block]:
    if found.before:
        names = [(item.id, label(item)) for item in values_of(insist_on_rules(turn))]
        told = [(says, money(found.before.figures, name)) for name, says in names]
        week = short_day(found.before.week, turn, found.member)
        yield blocks.context(f"Last given, in the week of {week}:")
        yield blocks.fields(*told)


def _changes(turn: Turn, edits: Sequence[Edit], member: Member) -> Iterator[Block]:
    """Nothing where each was given once."""
    if len({each.week for each in edits}) == len(edits):
        return
    lines = [_edit(turn, each, member) for each in edits[:SHOWN_EDITS]]
    yield blocks.context("\n".join(["*Changes, newest first*", *lines]))


def _edit(turn: Turn, each: Edit, member: Member) -> str:
    by = (
        "you"
        if each.by == turn.actor.id
        else excerpt(name_in(turn.session, turn.workspace.id, each.by))
    )
    when, week = moment(each.at, turn, member), short_day(each.week, turn, member)
    if each.figures is None:
        return f"{when}: taken back by {by} (week of {week})"
    names = names_of(insist_on_rules(turn))
    figures = " · ".join(money(each.figures, name) for name in names)
    return f"{when}: {figures} by {by} (week of {week})"


def _cited(scene: Scene, *entries: str) -> Block:
    known = [entry for entry in entries if entry in scene.pack.entries]
    shown = dict.fromkeys(source(scene.pack.citation(entry)) for entry in known)
    return blocks.context("📖 " + " · ".join(shown))
