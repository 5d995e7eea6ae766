"""A project on one page: what it is, who uses it, how it is documented, what can be done."""

from collections.abc import Iterator

from handlers.givebacks import words
from handlers.givebacks.controls import (
    DROP,
    EDIT,
    FINISH,
    HISTORY,
    PAGED,
    REASSIGN,
    RECORD,
    REOPEN,
    START,
    SURE_FINISH,
    TICK,
    UNUSED,
    beside,
    used_button,
)
from handlers.givebacks.records import Case, case, items_of, seen
from handlers.kit import blocks
from handlers.kit.blocks import Element
from handlers.kit.citations import places, shelf
from handlers.kit.feature import Ask, Block, ButtonReply, Message, Scene, Turn
from handlers.kit.rights import insist, may
from handlers.kit.texts import counted, cut, escape
from handlers.kit.times import short
from policies.give_backs import Adoption, Mark, Project, State
from policies.rights import Action
from policies.sheets import Item
from storage import give_back_events

ENTRIES = ("give-back-adoption-bar", "give-back-documentation", "give-back-onboarding")
LONGEST, SHOWN_EVENTS = 700, 25
NO_DAY = "No day is set. The handbook prints none: a newcomer finishes it within onboarding."
NO_ISSUE = "No issue yet: describe it in the {tracker}, label Give Back Project."
ASSUMED = (
    "The team is everybody with a role here, as the page does not say which team is meant. "
    "*Edit…* sets another size."
)
TOLD = "The owner gave the size of the team."
OVER = "More people than the team has: *Edit…* sets its size."
AFTER = {
    State.IDEA: "Nobody can say that they use it before it is started.",
    State.DROPPED: "It was dropped, so nobody is asked about it.",
}
WAYS = ((Mark.DONE, "Done"), (Mark.NOT_NEEDED, "Not needed"), (Mark.OPEN, "Open again"))


def page(turn: Turn, project: Project, first: str = "") -> Message:
    """`first` is what has just been done."""
    found = case(turn, project, words.month_of(turn, turn.actor.id))
    can = may(turn, Action.CHANGE, owner=project.owner)
    head = first or words.line(project).replace("*", "")
    press = list(_buttons(turn, found, can))
    return blocks.message(
        head,
        *([blocks.section(first)] if first else []),
        blocks.header(project.title),
        blocks.section(_about(turn, project)),
        *_adoption(turn, found, can),
        *_documentation(turn, found, can),
        *([blocks.actions(*press)] if press else []),
        *shelf(places(turn.pack.citation(each) for each in ENTRIES)),
    )


def _about(turn: Turn, project: Project) -> str:
    on = words.today(turn, turn.actor.id)
    state = words.STATES[project.state]
    lines = [f"*{state}* · {words.name(turn, project.owner)} · {_since(turn, project)}"]
    named = {"Improves": project.improves, "How it is used, and how that shows": project.proof}
    lines += [f"*{label}:* {cut(escape(text), LONGEST)}" for label, text in named.items() if text]
    lines.append(f"*Issue:* {issue(turn, project)}")
    if project.state is State.UNDER_WAY:
        lines.append(f"*Day:* {words.due(project, on) or NO_DAY}")
    return "\n".join(lines)


def _since(turn: Turn, project: Project) -> str:
    zone = words.rhythm(turn, turn.actor.id).zone
    return f"since {short(project.since.astimezone(zone).date())}"


def issue(scene: Scene, project: Project) -> str:
    if project.issue:
        return f"<{escape(project.issue)}|{escape(cut(project.issue, 80))}>"
    return NO_ISSUE.format(tracker=tracker(scene))


def tracker(scene: Scene) -> str:
    """Linked as the entry links it."""
    links = scene.pack.entry("give-back-documentation").links
    return f"<{escape(links[0].url)}|Commercial tracker>" if links else "Commercial tracker"


def _adoption(turn: Turn, found: Case, can: bool) -> Iterator[Block]:
    project, now = found.project, found.now
    if not project.state.is_used:
        yield blocks.section(f"*Adoption*\n{AFTER[project.state]}")
        return
    yield blocks.section(f"*Adoption*\n{table(found)}", _recording(found) if can else None)
    assumed = ASSUMED if project.team_size is None else TOLD
    need = f"{words.bar(now)} of {counted(now.team, 'person', 'people')} is {now.needed:,}."
    yield blocks.context(f"{need} {OVER if now.users > now.team else assumed}")
    if found.users and may(turn, Action.SEE, owner=project.owner):
        named = words.names(turn, [each.person for each in found.users])
        yield blocks.context(f"{words.month(now.month)}: {named}")


def table(found: Case) -> str:
    """A line a month, aligned; the newest month is not over."""
    lines = [_row(each, "so far" if each is found.now else "") for each in found.months]
    return "```" + "\n".join(lines) + "```"


def _row(each: Adoption, note: str) -> str:
    month = f"{each.month:%b %Y}"
    of = f"{each.users:,} of {each.team:,}"
    marks = [*(["bar met"] if each.is_met else []), *([note] if note else [])]
    marks += ["confirmed"] if each.confirmed else []
    said = f"{month} {each.drawn} {words.per_cent(each):>5}  {of}"
    return f"{said}  {', '.join(marks)}".rstrip()


def _recording(found: Case) -> Element:
    """Of this month and the last two, as far as the project goes back."""
    months = [each.month for each in found.months[:3]]
    options = [
        (f"{found.project.id} {month.isoformat()} {PAGED}", words.month(month)) for month in months
    ]
    return blocks.select(RECORD, "Record who used it", options)


def _documentation(turn: Turn, found: Case, can: bool) -> Iterator[Block]:
    items = items_of(turn)
    left = sum(mark_of(found, each) is Mark.OPEN for each in items)
    yield blocks.section(f"*Documentation:* {f'{left} of {len(items)} open' if left else 'done'}")
    for each in items:
        yield blocks.section(_item(turn, found, each), _ticking(found, each) if can else None)


def mark_of(found: Case, item: Item) -> Mark:
    """Who has given the issue has described it."""
    marked = found.marks.get(item.id)
    if marked is not None:
        return marked.mark
    return Mark.DONE if item.id == "issue" and found.project.issue else Mark.OPEN


def _item(turn: Turn, found: Case, item: Item) -> str:
    marked = found.marks.get(item.id)
    said = f"{words.MARKS[mark_of(found, item)]} {escape(item.says)}"
    if marked is None or marked.mark is Mark.OPEN:
        return said
    what = "Not needed, " if marked.mark is Mark.NOT_NEEDED else ""
    reader = words.rhythm(turn, turn.actor.id)
    return f"{said}\n_{what}{words.name(turn, marked.by)}, {words.moment(reader, marked.at)}_"


def _ticking(found: Case, item: Item) -> Element:
    """One press where there is one thing to say."""
    now = mark_of(found, item)
    ways = [
        (f"{found.project.id} {item.id} {mark.name}", says)
        for mark, says in WAYS
        if mark is not now and (mark is not Mark.NOT_NEEDED or item.hint)
    ]
    if now is not Mark.OPEN:
        return blocks.overflow(TICK, ways)
    if len(ways) > 1:
        return blocks.select(TICK, "Done?", ways)
    return blocks.button(ways[0][1], TICK, ways[0][0])


def _buttons(turn: Turn, found: Case, can: bool) -> Iterator[Element]:
    project, id = found.project, str(found.project.id)
    if project.state.is_used:
        used = any(each.person == turn.actor.id for each in found.users)
        after = blocks.button("I did not use it after all", UNUSED, id)
        yield after if used else used_button(project)
    if can:
        yield from _moves(project)
        yield blocks.button("Edit…", EDIT, id)
        if project.state is not State.DROPPED:
            yield blocks.button("Drop…", DROP, id)
    if may(turn, Action.SEE, owner=project.owner):
        yield blocks.button("History", HISTORY, id)
    if may(turn, Action.REASSIGN, owner=project.owner):
        yield blocks.button("Somebody else's…", REASSIGN, id)


def _moves(project: Project) -> Iterator[Element]:
    match project.state:
        case State.IDEA:
            yield blocks.button("Start", START, str(project.id))
        case State.UNDER_WAY:
            yield blocks.button("Finish", FINISH, str(project.id), "", SURE_FINISH)
        case State.FINISHED | State.DROPPED:
            yield blocks.button("Open again", REOPEN, str(project.id))


def history(turn: Turn, ask: Ask) -> ButtonReply:
    project = seen(turn, ask.value)
    insist(turn, Action.SEE, owner=project.owner)
    events = give_back_events.events(turn.session, turn.workspace.id, project.id)
    reader = words.rhythm(turn, turn.actor.id)
    newest = list(reversed(events))
    lines = [words.event(turn, reader, each) for each in newest[:SHOWN_EVENTS]]
    more = len(newest) - len(lines)
    head = f"History of {words.title(project)}"
    rest = [blocks.context(f"{more:,} older ones are in the audit log.")] if more > 0 else []
    body = blocks.section("\n".join(lines))
    return beside(ask, blocks.message(head, blocks.section(f"*{head}*"), body, *rest))
