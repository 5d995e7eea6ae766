"""What a new hire is reminded of, what their manager is told once, and the end of a list."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from handlers.kit import acts, blocks, letters
from handlers.kit import reminding as engine
from handlers.kit.feature import Round, Scene, Turn
from handlers.kit.routines import Item, Planning, Routine
from handlers.kit.texts import counted, escape
from handlers.kit.times import dated
from handlers.onboarding import words
from handlers.onboarding.cards import following
from handlers.onboarding.controls import POSTED, READ, done_button, list_button
from handlers.onboarding.records import Case, cases, find
from policies.onboarding import State
from policies.onboarding.progress import Step, late_of
from policies.onboarding.reminders import MANAGER, OVERDUE, ROUTINE, Hire, wishes
from policies.reminders import Wish
from storage import members, onboardings
from storage.occurrences import Occurrence

NOTED = "noted"
ONCE = "I tell you this once; `/handrail onboarding board` shows all of your new hires."
CELEBRATED = (
    "🎉 *Your onboarding list is done:* {count}. From here on I remind you of nothing more of it. "
    "What helped you most may help whoever starts after you."
)


def plan(asked: Planning) -> Iterator[Wish]:
    """Of those whose list is open, in three statements."""
    round = asked.round
    kept = onboardings.of(round.session, round.workspace.id, asked.members.keys())
    found = cases(round, kept, asked.members)
    hires = [Hire(each.kept, each.steps, each.member.profile.manager) for each in found]
    yield from wishes(hires, asked.rhythms, round.pack.onboarding)


def show(round: Round, due: Occurrence) -> Iterable[Item]:
    """What is left of it, by the state of this moment."""
    person, _, part = due.subject.partition("/")
    found = find(round, person)
    if found is None or found.kept.state is not State.OPEN:
        return
    if part == MANAGER:
        yield from _manager(round, found, due)
    elif part == OVERDUE and person == due.person:
        yield from _overdue(round, found, due)
    elif (step := found.step(part)) and not step.is_settled and person == due.person:
        yield _item(round, found, step, due)


def _item(round: Round, found: Case, step: Step, due: Occurrence) -> Item:
    on = words.today(round, due.person)
    linked = words.link(round, step.thing)
    said = f"{escape(step.thing.says)}\n{words.due(step, on)}" + (f" · {linked}" if linked else "")
    verb = following(found, step) if step.thing.follows else None
    press = verb or done_button(found.person, step.id, POSTED, "primary")
    return Item(due.subject, said, due.entry, press, list_button(found.person), (step.due,))


def _overdue(round: Round, found: Case, due: Occurrence) -> Iterator[Item]:
    on = words.today(round, due.person)
    late = late_of(found.steps, on)
    if not late:
        return
    first = late[0]
    others = f" and {counted(len(late) - 1, 'more thing')}" if len(late) > 1 else ""
    said = (
        f"Your onboarding: *{escape(first.thing.says)}*{others}\n"
        f"Overdue since {dated(first.due, on)}. Tick it off, or say why it does not apply."
    )
    yield Item(due.subject, said, due.entry, list_button(found.person), rank=(first.due,))


def _manager(round: Round, found: Case, due: Occurrence) -> Iterator[Item]:
    on = words.today(round, due.person)
    late = late_of(found.steps, on)
    if not late or found.member.profile.manager != due.person:
        return
    said = (
        f"*Onboarding of {words.name(round, found.person)}*: {counted(len(late), 'thing')} overdue "
        f"since {dated(late[0].due, on)}\n{words.progress(found, on)}. "
        f"First: {escape(late[0].thing.says)}\n{ONCE}"
    )
    yield Item(due.subject, said, due.entry, also=list_button(found.person), rank=(late[0].due,))


def done(turn: Turn, about: str) -> str:
    """A manager has read it; what is overdue stays so."""
    act = acts.keep(turn, READ, NOTED, {"subject": about})
    engine.settle(turn, ROUTINE, about, NOTED, act)
    return NOTED


def unread(turn: Turn, detail: Mapping[str, Any]) -> str:
    engine.reopen(turn, ROUTINE, str(detail["subject"]))
    return "It waits for you again."


def celebrate(scene: Scene, people: Collection[str]) -> None:
    """Whoever has nothing open any more is told so, the first time, and reminded of nothing."""
    where = (scene.session, scene.workspace.id)
    kept = onboardings.of(*where, people)
    if not kept:
        return
    known = {each.id: each for each in members.members(*where, [each.person for each in kept])}
    for each in cases(scene, kept, known):
        if each.is_all:
            _end(scene, each)


def _end(scene: Scene, found: Case) -> None:
    first = found.kept.celebrated_at is None
    values = {"state": State.DONE} | ({"celebrated_at": scene.now} if first else {})
    if onboardings.move(scene.session, found.kept, values) and first:
        said = CELEBRATED.format(count=counted(len(found.steps), "thing"))
        press = blocks.actions(list_button(found.person))
        key = f"onboarding/done/{found.person}"
        letters.post(scene, key, found.person, blocks.message(said, blocks.section(said), press))


RESTS_ON = frozenset({"onboardings"})
ONBOARDING = Routine(ROUTINE, "Onboarding", plan, show, done, rests_on=RESTS_ON)
