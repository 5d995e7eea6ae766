"""The form with the five values, and the figures of a line given with one press."""

from collections.abc import Iterator, Mapping

from handlers.forecasts import showing
from handlers.forecasts.controls import FORM
from handlers.forecasts.saving import give
from handlers.forecasts.weeks import (
    POLICY,
    Week,
    find_week,
    gives_one,
    insist_on_rules,
    marked,
    moment,
    names_of,
    short_day,
    values_of,
    week_of,
)
from handlers.kit import acts, blocks, forms, tickets
from handlers.kit.answers import Asked, decide, recall
from handlers.kit.citations import source
from handlers.kit.facts import dollars
from handlers.kit.feature import (
    Ask,
    Block,
    ButtonReply,
    Close,
    Complain,
    FormReply,
    Message,
    Open,
    Refused,
    Turn,
    View,
)
from handlers.kit.questionnaires import for_example
from handlers.kit.rights import insist
from handlers.kit.teams import myself
from handlers.kit.texts import clean, excerpt
from policies.answer import Answer, Status
from policies.forecasts import ENTRY, VALUES, WEEK
from policies.rights import Action
from policies.vocabulary import Fact

COMMAND = "/handrail forecast"
WHEN, NOTE = "week", "note"
LONGEST_NOTE = 300
LONGEST_VALUE = 100
MOST = 10**12

NO_GIVER = (
    "A forecast is given by account executives, and I do not know you as one. Say what you do in "
    "`/handrail me`."
)
EMPTY = "Give this value too, 0 if there is none. {example}"
ONE_FIGURE = "Write one figure. {example}"
WHOLE = "Write it in whole dollars, for example {example}."
TOO_MUCH = "That is more than a trillion dollars; please check it. {example}"
INCOMPLETE = "These are not all of the values, so they are no forecast yet."
ODD = "Not every value is one figure in whole dollars, so give them in the form."
LATE_BY_NOW = "It was due {due}. It counts all the same and is marked as late."
DUE = "Due {due}."


def open_form(turn: Turn, ask: Ask) -> Open:
    """This week's of the one who presses, or the one that the button names."""
    insist_on_rules(turn)
    if ask.value:
        return Open(form(turn, ask, _theirs(turn, ask.value)))
    return Open(form(turn, ask, own_week(turn)))


def own_week(turn: Turn) -> Week:
    member = myself(turn)
    if not gives_one(turn, member):
        raise Refused(NO_GIVER)
    return week_of(turn, member)


def _theirs(turn: Turn, subject: str) -> Week:
    found = find_week(turn, subject)
    insist(turn, Action.CHANGE, owner=found.member.id)
    return found


def form(turn: Turn, ask: Ask, week: Week) -> View:
    about = tickets.issue(turn, ask, {"forecast": week.subject}, beside=True)
    return forms.form(FORM, "Give the forecast", *_fields(turn, week), submit="Give", about=about)


def _fields(turn: Turn, week: Week) -> Iterator[Block]:
    yield blocks.section(_head(turn, week))
    cited = dict.fromkeys(source(turn.pack.citation(entry)) for entry in (ENTRY, VALUES))
    yield blocks.context(f"📖 {' · '.join(cited)}")
    held = week.given.figures if week.given else {}
    says = {item.id: item.says for item in values_of(insist_on_rules(turn))}
    for fact in _facts(turn):
        filled = dollars(held[fact.name]).replace("−", "-") if fact.name in held else ""
        hint = " ".join(filter(None, (_last(week, fact.name), fact.hint)))
        label = says[fact.name]
        yield forms.number(fact.name, label, hint=hint, filled=filled, optional=False)
    note = week.given.note if week.given else ""
    yield forms.text(NOTE, "Note", lines=True, most=LONGEST_NOTE, filled=note)
    yield _which(turn, week)


def _head(turn: Turn, week: Week) -> str:
    due = moment(week.deadline, turn, week.member)
    name = excerpt(week.member.name)
    whose = "" if week.member.id == turn.actor.id else f" of {name}"
    head = f"*Week of {short_day(week.week, turn, week.member)}*{whose}"
    if week.given:
        return f"{head}\nIt is {marked(week.given, turn, week.member)}. What you send replaces it."
    late = turn.now > week.deadline
    return f"{head}\n{(LATE_BY_NOW if late else DUE).format(due=due)}"


def _last(week: Week, name: str) -> str:
    """Beside each field what it was the last time."""
    if week.before is None or name not in week.before.figures:
        return ""
    when = "Last week" if week.before.week == week.week - WEEK else "Last given"
    return f"{when}: {dollars(week.before.figures[name])}."


def _which(turn: Turn, week: Week) -> Block:
    """Also the next one, for who will not be there to give it."""
    this = week_of(turn, week.member)
    following = week_of(turn, week.member, this.week + WEEK)
    options = [
        (each.week.isoformat(), f"{name}, due {moment(each.deadline, turn, week.member)}")
        for name, each in (("This week", this), ("Next week", following))
    ]
    chosen = week.week.isoformat()
    return forms.choice(WHEN, "Which week", options, chosen=chosen, optional=False)


def _facts(turn: Turn) -> list[Fact]:
    facts = turn.pack.sheets[POLICY].facts
    names = names_of(insist_on_rules(turn))
    return [facts[name].model_copy(update={"name": name}) for name in names]


def submitted(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    week = _theirs(turn, str(ticket.subject["forecast"]))
    if chosen := ask.fields.get(WHEN):
        week = _theirs(turn, f"{week.member.id}/{chosen}")
    figures, errors = _read(turn, ask)
    if errors:
        return Complain(errors)
    note = ask.fields.get(NOTE)
    said = clean(note).strip()[:LONGEST_NOTE] if isinstance(note, str) else ""
    forecast, act = give(turn, week, figures, said)
    shown = showing.given(turn, week, forecast, act)
    tickets.tell(turn, ticket, f"forecast/{ticket.id}", shown)
    return Close()


def _read(turn: Turn, ask: Ask) -> tuple[dict[str, int], dict[str, str]]:
    """The figures, and what is wrong by field; each is read as in a line."""
    figures: dict[str, int] = {}
    errors: dict[str, str] = {}
    for fact in _facts(turn):
        typed = ask.fields.get(fact.name)
        text = clean(typed).strip()[:LONGEST_VALUE] if isinstance(typed, str) else ""
        value = _value(turn, fact, text)
        if isinstance(value, int):
            figures[fact.name] = value
        else:
            errors[fact.name] = value
    return figures, errors


def _value(turn: Turn, fact: Fact, text: str) -> int | str:
    """Whole dollars, or what is wrong with it."""
    example = for_example(fact)
    if not text:
        return EMPTY.format(example=example)
    told = decide(turn, Asked(COMMAND, {fact.name: text}))
    value = told.facts.get(fact.name)
    if told.status in (Status.INVALID, Status.NEEDS_FACT, Status.CONFLICT):
        return f"{told.headline} {example}"
    if isinstance(value, float):
        return WHOLE.format(example=f"{round(value):,}")
    if not isinstance(value, int):
        return ONE_FIGURE.format(example=example)
    return value if abs(value) <= MOST else TOO_MUCH.format(example=example)


def can_be_given(turn: Turn, answer: Answer) -> bool:
    """Whether a line held a whole forecast, of somebody who gives one."""
    return answer.outcome == "complete" and gives_one(turn, myself(turn))


def give_values(turn: Turn, ask: Ask) -> ButtonReply:
    """The figures of a line, by the number of its answer."""
    insist_on_rules(turn)
    answer = recall(turn, ask.value).answer
    week = own_week(turn)
    if answer.outcome != "complete":
        raise Refused(INCOMPLETE)
    figures = _figures(answer.facts, names_of(insist_on_rules(turn)))
    if figures is None:
        raise Refused(ODD)
    forecast, act = give(turn, week, figures, "")
    return showing.given(turn, week, forecast, act)


def _figures(facts: Mapping[str, object], names: list[str]) -> dict[str, int] | None:
    held = {name: facts.get(name) for name in names}
    whole = {name: value for name, value in held.items() if isinstance(value, int)}
    fits = all(abs(value) <= MOST for value in whole.values())
    return whole if fits and len(whole) == len(names) else None


def undo(turn: Turn, ask: Ask) -> Message:
    said = acts.undo(turn, ask.value)
    return blocks.message(said, blocks.section(f"↩ {said}"))
