"""What `/nextsteps` shows: somebody's list, page by page, one opportunity with its history, a team.

Each is named by a few words, which its buttons hand back: `list U0ANA 10`, `one 17`, `past 17 0`.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from handlers.kit import blocks, rights
from handlers.kit.citations import source
from handlers.kit.feature import Block, Message, Refused, Turn
from handlers.kit.people import name_in
from handlers.kit.texts import escape, excerpt
from handlers.nextsteps import lines, past, saving
from handlers.nextsteps.lines import Noted
from handlers.nextsteps.routine import UPDATE, today_of
from handlers.nextsteps.saving import Saved
from policies import next_steps
from policies.next_steps import DUE, MISSING, Order, Standing
from policies.rights import Action
from storage import next_steps as kept
from storage import pipelines, profiles
from storage.opportunities import Opportunity

PAGE, UNDO = "nextsteps.page", "nextsteps.undo"
BACK, AHEAD, OTHER = (f"{PAGE}.{place}" for place in range(3))
"""Two buttons of one row must not have the same id."""
AT_ONCE = 10
SORTED = ("proactive-block-sort", "smb-opp-order")
NONE_YET = (
    "I know of no open opportunity of {whose}. Send me a report of them as a file in our direct "
    "messages, or add one with `/handrail opportunity add`."
)
NO_TEAM = "Nobody is listed as reporting to you yet. `/handrail team` shows who reports to whom."
HINT = (
    "`/nextsteps acme` shows one with its history; "
    "`/nextsteps acme by 12 Dec: {example}` writes one in a line."
)


def view(turn: Turn, spec: str, said: str = "") -> Message:
    """The page of that name, read and judged anew; `said` is what was done just now."""
    kind, _, rest = spec.partition(" ")
    first, _, offset = rest.partition(" ")
    start = int(offset) if offset.isascii() and offset.isdigit() and len(offset) < 7 else 0
    match kind:
        case "list":
            return listing(turn, first or turn.actor.id, start, said)
        case "one":
            return one(turn, saving.found(turn, first, Action.SEE), said)
        case "past":
            return history(turn, saving.found(turn, first, Action.SEE), start, said)
        case "team":
            return team(turn)
        case _:
            raise Refused(saving.GONE)


def after(turn: Turn, spec: str, saved: Saved) -> Message:
    """The page from which it was saved, with what was saved above it."""
    name = lines.title(saved.opportunity)
    if saved.act is None:
        return view(turn, spec, f"{name} is as it was.")
    today, day = today_of(turn, turn.actor.id), saved.opportunity.next_step_date
    when = f" for {lines.on(day, today)}" if day else ""
    told = f"✔ {name}: {excerpt(saved.opportunity.next_step)}{when}."
    if day and next_steps.is_far(day, today, turn.pack):
        told += f"\n{far(turn)}"
    message = view(turn, spec, told)
    first, *rest = message.blocks
    undo = blocks.button("Undo", UNDO, f"{saved.act}|{spec}")
    return blocks.message(message.text, {**first, "accessory": undo}, *rest)


def far(turn: Turn) -> str:
    sheet = turn.pack.sheets[next_steps.POLICY]
    limit = sheet.limits["far_days"]
    says = sheet.texts["far"].replace("{limit_far_days}", str(limit.value))
    return f"ℹ️ {escape(says)} 📖 {source(turn.pack.citation(limit.entry))}"


def listing(turn: Turn, person: str, start: int = 0, said: str = "") -> Message:
    rights.insist(turn, Action.SEE, owner=person)
    mine, today = person == turn.actor.id, today_of(turn, person)
    those = pipelines.open_of(turn.session, turn.workspace.id, person)
    name = "you" if mine else excerpt(name_in(turn.session, turn.workspace.id, person))
    if not those:
        none = NONE_YET.format(whose="yours" if mine else name)
        return blocks.message(none, *_said(said), blocks.section(none))
    whose = "Your next steps" if mine else f"Next steps of {name}"
    head = f"*{whose}*: {counts(those, today)}"
    shown = next_steps.ordered(those, today, Order.of(turn.pack))
    start = min(start, (len(shown) - 1) // AT_ONCE * AT_ONCE)
    page = shown[start : start + AT_ONCE]
    spec = f"list {person} {start}"
    return blocks.message(
        head.replace("*", ""),
        *_said(said),
        blocks.section(head),
        *_rows(turn, page, today, spec),
        *_paging(f"list {person}", start, len(shown)),
        blocks.context(_how(turn)),
    )


def counts(those: Sequence[Opportunity], today: date) -> str:
    """`2 overdue, 1 today, 3 more this week, 1 without text or date`."""
    found = Counter(next_steps.standing_of(each, today) for each in those)
    sunday = today + timedelta(days=6 - today.weekday())
    ahead = [each for each in those if next_steps.standing_of(each, today) is Standing.AHEAD]
    week = sum(1 for each in ahead if each.next_step_date and each.next_step_date <= sunday)
    missing = sum(found[each] for each in MISSING)
    parts = (
        (found[Standing.OVERDUE], "overdue"),
        (found[Standing.TODAY], "today"),
        (week, "more this week" if any(found[each] for each in DUE) else "this week"),
        (missing, "without text or date"),
        (len(ahead) - week, "later"),
    )
    return ", ".join(f"{number:,} {what}" for number, what in parts if number)


def one(turn: Turn, opportunity: Opportunity, said: str = "") -> Message:
    """One opportunity, its step, and what was planned before."""
    today = today_of(turn, opportunity.owner or turn.actor.id)
    past_steps = past.steps_of(turn, opportunity)
    noted = noted_of(turn, [opportunity])
    before = [past.line(turn, each, noted, opportunity) for each in past_steps[1:4]]
    more = len(past_steps) > 4
    spec = f"one {opportunity.id}"
    keys = [blocks.button("Update", UPDATE, f"{opportunity.id}|{spec}", "primary")]
    if more:
        keys.append(blocks.button("Whole history", AHEAD, f"past {opportunity.id} 0"))
    keys.append(blocks.button("All of mine", OTHER, "list"))
    open_one = opportunity.state == "open" and rights.may(
        turn, Action.CHANGE, owner=opportunity.owner or ""
    )
    return blocks.message(
        lines.plain_title(opportunity),
        *_said(said),
        blocks.section(lines.listed(opportunity, today, noted)),
        *([blocks.context("*Before that*\n" + "\n".join(before))] if before else []),
        blocks.actions(*(keys if open_one else keys[1:])),
    )


def history(turn: Turn, opportunity: Opportunity, start: int = 0, said: str = "") -> Message:
    """All that was ever planned for it, newest first."""
    steps, noted = past.steps_of(turn, opportunity), noted_of(turn, [opportunity])
    head = f"*Next steps of {lines.plain_title(opportunity).replace('*', '∗')}*, newest first"
    if not steps:
        none = f"{head}\nNothing was ever written."
        return blocks.message(none.replace("*", ""), blocks.section(none))
    told = [past.line(turn, each, noted, opportunity) for each in steps[start : start + AT_ONCE]]
    back = blocks.actions(
        *_pages(f"past {opportunity.id}", start, len(steps)),
        blocks.button("Back", OTHER, f"one {opportunity.id}"),
    )
    cited = source(turn.pack.citation("next-steps-future-self"))
    if "next-steps-history" in turn.pack.entries:
        cited = source(turn.pack.citation("next-steps-history"))
    return blocks.message(
        head.replace("*", ""),
        *_said(said),
        blocks.section(head),
        blocks.section("\n".join(told)),
        back,
        blocks.context(f"📖 {cited}"),
    )


def team(turn: Turn) -> Message:
    """Who reports to the asker, by name, and how their next steps stand."""
    rights.insist(turn, Action.ROLL_UP)
    reports = profiles.reports(turn.session, turn.workspace.id, turn.actor.id)
    people = [each.person for each in reports]
    if not people:
        return blocks.message(NO_TEAM, blocks.section(NO_TEAM))
    found = pipelines.open_of_many(turn.session, turn.workspace.id, people)
    named = sorted((name_in(turn.session, turn.workspace.id, each), each) for each in people)
    head = "*Next steps of your team*"
    rows = [_member(turn, name, person, found[person]) for name, person in named[:40]]
    return blocks.message("Next steps of your team", blocks.section(head), *rows)


def noted_of(turn: Turn, those: Sequence[Opportunity]) -> Noted:
    ids = [each.id for each in those]
    return Noted(turn, kept.notes(turn.session, turn.workspace.id, ids))


def _member(turn: Turn, name: str, person: str, those: Sequence[Opportunity]) -> Block:
    stand = counts(those, today_of(turn, person)) or "no open opportunities"
    show = blocks.button("Show", OTHER, f"list {person} 0")
    return blocks.section(f"*{excerpt(name)}*\n{stand}", show)


def _rows(turn: Turn, page: Sequence[Opportunity], today: date, spec: str) -> Iterator[Block]:
    noted = noted_of(turn, page)
    for each in page:
        update = blocks.button("Update", UPDATE, f"{each.id}|{spec}")
        own = rights.may(turn, Action.CHANGE, owner=each.owner or "")
        yield blocks.section(lines.listed(each, today, noted), update if own else None)


def _said(said: str) -> list[Block]:
    return [blocks.section(said)] if said else []


def _paging(spec: str, start: int, total: int) -> list[Block]:
    found = _pages(spec, start, total)
    return [blocks.actions(*found)] if found else []


def _pages(spec: str, start: int, total: int) -> list[blocks.Element]:
    """*Next 10*, or however many are left."""
    found = []
    if start:
        found.append(blocks.button(f"Previous {AT_ONCE}", BACK, f"{spec} {start - AT_ONCE}"))
    if (left := total - start - AT_ONCE) > 0:
        label = f"Next {min(left, AT_ONCE)}"
        found.append(blocks.button(label, AHEAD, f"{spec} {start + AT_ONCE}"))
    return found


def _how(turn: Turn) -> str:
    example = turn.pack.sheets[next_steps.POLICY].texts["example"]
    cited = [source(turn.pack.citation(id)) for id in SORTED if id in turn.pack.entries]
    return f"{HINT.format(example=example)}\n📖 {' · '.join(cited)}"
